package residency

import (
	"testing"

	"bailiwick/rule/ruletest"
)

func TestFixtures(t *testing.T) {
	ruletest.Run(t, "testdata", ResourcesInApprovedRegions, ReplicationStaysInRegions, EdgeFunctionsApproved, OrganizationDeniesRegions)
}
