package incidentresponse

import (
	"testing"

	"bailiwick/rule/ruletest"
)

func TestFixtures(t *testing.T) {
	ruletest.Run(t, "testdata", GuardDutyOn, SupportRoleExists, PrivilegedAccountAutoContained)
	ruletest.RunWithoutPass(t, "testdata", ResponderCanIsolate)
}
