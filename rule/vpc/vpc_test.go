package vpc_test

import (
	"testing"

	"bailiwick/rule/ruletest"
	"bailiwick/rule/vpc"
)

func TestFixtures(t *testing.T) {
	ruletest.Run(t, "testdata",
		vpc.FunctionInApprovedVPC,
		vpc.FunctionInApprovedSubnets,
		vpc.FunctionSecurityGroupsApproved,
		vpc.FunctionInVPCWhenRequired,
		vpc.FunctionEgressRestricted,
		vpc.DefaultSecurityGroupClosed,
		vpc.SecurityGroupNoWorldIngress,
		vpc.SecurityGroupNoWorldAdminIngress,
		vpc.EndpointPolicyNarrow, vpc.PrivateAPIEndpointPolicy, vpc.EnvironmentsKeptApart,
	)
}
