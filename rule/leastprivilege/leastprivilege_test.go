package leastprivilege_test

import (
	"testing"

	"bailiwick/rule/leastprivilege"
	"bailiwick/rule/ruletest"
)

func TestFixtures(t *testing.T) {
	ruletest.Run(t, "testdata",
		leastprivilege.RoleNoAdmin, leastprivilege.PrincipalNoAdmin, leastprivilege.DeploymentRoleBounded, leastprivilege.RoleNoPrivilegeEscalation,
		leastprivilege.RoleCannotChangeOwnFunction, leastprivilege.RoleCannotDisableAudit, leastprivilege.FunctionRoleExists,
		leastprivilege.RoleNoFullServiceAccess,
		leastprivilege.RoleNoWildcardAction,
		leastprivilege.RoleNoWildcardResource,
		leastprivilege.RoleNoUnscopedWrite,
		leastprivilege.RoleNoUnscopedDataRead,
		leastprivilege.RolePassRoleScoped,
		leastprivilege.RolePassRoleNamesService,
		leastprivilege.RoleNoUnscopedAssumeRole,
		leastprivilege.RoleNoUnscopedDecrypt, leastprivilege.RoleNoCredentialExposure, leastprivilege.RoleNoUnscopedPermissionsManagement,
		leastprivilege.FunctionRoleLogsScoped,
		leastprivilege.PolicyNoAllowNotAction,
		leastprivilege.PolicyNoAllowNotResource,
		leastprivilege.PolicyForAllValuesHasNullCheck,
		leastprivilege.FunctionHasOwnRole,
		leastprivilege.FunctionRoleTrustsLambdaOnly,
		leastprivilege.RoleTrustForeignAccountApproved,
		leastprivilege.RoleCrossAccountReachApproved, leastprivilege.RoleTrustThirdPartyExternalID, leastprivilege.RoleTrustServiceHasSource, leastprivilege.CallerRoleNarrow, leastprivilege.IdentityPoolRolesNarrow, leastprivilege.CloudShellAccessRestricted, leastprivilege.OrganizationGuardrailsAttached, leastprivilege.OrganizationPolicyAdminDelegated,
		leastprivilege.FunctionENIActionsKeptFromCode,
		leastprivilege.OIDCTrustBoundToSubject,
		leastprivilege.OIDCTrustSubjectNarrow,
		leastprivilege.OIDCTrustChecksAudience,
		leastprivilege.SAMLTrustChecksAudience,
		leastprivilege.RoleTrustAccountRootNarrowed,
		leastprivilege.RoleHasBoundary,
		leastprivilege.FunctionRoleNoBroadManagedPolicy,
		leastprivilege.PolicyValid,
		leastprivilege.FunctionPolicyInvokeOnly,
		leastprivilege.ResourcePolicyNoWildcardAction,
		leastprivilege.FileSystemAccessPointBounded,
	)
	ruletest.RunWithoutPass(t, "testdata",
		leastprivilege.FunctionInvokersApproved, leastprivilege.ExecutionRolePassersApproved,
		leastprivilege.StoreReadersApproved, leastprivilege.AuditManagersApproved,
	)
}
