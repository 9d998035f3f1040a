package intransit_test

import (
	"testing"

	"bailiwick/rule/intransit"
	"bailiwick/rule/ruletest"
)

func TestFixtures(t *testing.T) {
	ruletest.Run(t, "testdata",
		intransit.DistributionHTTPSOnly,
		intransit.BucketRequiresTLS,
		intransit.QueueTopicRequiresTLS, intransit.FileSystemRequiresTLS,
		intransit.APIDomainTLSModern,
		intransit.ListenerHTTPSModern,
	)
}
