package publicexposure_test

import (
	"testing"

	"bailiwick/rule/publicexposure"
	"bailiwick/rule/ruletest"
)

func TestFixtures(t *testing.T) {
	ruletest.Run(t, "testdata",
		publicexposure.FunctionPolicyNotPublic, publicexposure.RESTAPIPolicyNotPublic, publicexposure.FunctionNoAnonymousEntry, publicexposure.StoreNoAnonymousEntry, publicexposure.RoleTrustNotPublic, publicexposure.BucketPolicyNotPublic, publicexposure.ResourcePolicyNotPublic,
		publicexposure.PolicyNoAllowNotPrincipal,
		publicexposure.FunctionURLRequiresIAMAuth,
		publicexposure.FunctionURLCORSRestricted,
		publicexposure.FunctionURLPermissionConditioned,
		publicexposure.FunctionPolicyKnownAccounts,
		publicexposure.FunctionPolicyServiceHasSource,
		publicexposure.FunctionPolicySourceNarrow,
		publicexposure.LayerPolicyNotPublic,
		publicexposure.WebFunctionRequiresIAMAuth, publicexposure.OrganizationGuardsLambda, publicexposure.LatticeServiceRequiresAuth,
		publicexposure.RESTAPIMethodAuthorized,
		publicexposure.HTTPAPIRouteAuthorized,
		publicexposure.WebSocketConnectAuthorized,
		publicexposure.APIDefaultEndpointDisabled,
		publicexposure.APIHasWAF,
		publicexposure.ALBFunctionTargetAuthenticated,
		publicexposure.GraphQLAPIAuthorized,
		publicexposure.IdentityPoolNoGuests,
		publicexposure.BucketPublicAccessBlocked,
		publicexposure.BucketACLNotPublic,
		publicexposure.ResourcePolicyKnownAccounts, publicexposure.QueuePolicyServiceHasSource,
		publicexposure.PublicEntryBehindWebACL,
	)
}
