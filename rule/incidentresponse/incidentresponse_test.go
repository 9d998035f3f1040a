package incidentresponse

import (
	"testing"

	"bailiwick/rule/ruletest"
)

func TestFixtures(t *testing.T) {
	ruletest.Run(t, "testdata", GuardDutyOn, SupportRoleExists)
	ruletest.RunWithoutPass(t, "testdata", ResponderCanIsolate)
}
