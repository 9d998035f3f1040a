// Package all is the list of rules. What is not in it does not exist; a test
// compares it with the folders below rule.
package all

import (
	"bailiwick/rule"
	"bailiwick/rule/accessreview"
	"bailiwick/rule/alarms"
	"bailiwick/rule/backupresilience"
	"bailiwick/rule/changemanagement"
	"bailiwick/rule/codesigning"
	"bailiwick/rule/configrecorder"
	"bailiwick/rule/encryptionatrest"
	"bailiwick/rule/incidentresponse"
	"bailiwick/rule/intransit"
	"bailiwick/rule/inventory"
	"bailiwick/rule/keyrotation"
	"bailiwick/rule/leastprivilege"
	"bailiwick/rule/logging"
	"bailiwick/rule/logretention"
	"bailiwick/rule/mfa"
	"bailiwick/rule/patching"
	"bailiwick/rule/publicexposure"
	"bailiwick/rule/residency"
	"bailiwick/rule/runtimesupport"
	"bailiwick/rule/secrets"
	"bailiwick/rule/trail"
	"bailiwick/rule/vpc"
	"bailiwick/rule/vulnscan"
)

// Rules returns every rule in the order of the documentation: a block for each
// objective, in the order of package objective.
func Rules() []*rule.Rule {
	return []*rule.Rule{
		leastprivilege.RoleNoAdmin,
		leastprivilege.PrincipalNoAdmin,
		leastprivilege.RoleNoPrivilegeEscalation,
		leastprivilege.RoleCannotChangeOwnFunction,
		leastprivilege.RoleCannotDisableAudit,
		leastprivilege.FunctionRoleExists,
		leastprivilege.RoleNoFullServiceAccess,
		leastprivilege.RoleNoWildcardAction,
		leastprivilege.RoleNoWildcardResource,
		leastprivilege.PolicyNoAllowNotAction,
		leastprivilege.PolicyNoAllowNotResource,
		leastprivilege.PolicyForAllValuesHasNullCheck,
		leastprivilege.RoleNoUnscopedWrite,
		leastprivilege.RoleNoUnscopedDataRead,
		leastprivilege.RolePassRoleScoped,
		leastprivilege.RolePassRoleNamesService,
		leastprivilege.RoleNoUnscopedAssumeRole,
		leastprivilege.RoleNoUnscopedDecrypt,
		leastprivilege.RoleNoCredentialExposure,
		leastprivilege.RoleNoUnscopedPermissionsManagement,
		leastprivilege.FunctionRoleLogsScoped,
		leastprivilege.RoleCrossAccountReachApproved,
		leastprivilege.FunctionRoleNoBroadManagedPolicy,
		leastprivilege.FunctionHasOwnRole,
		leastprivilege.FunctionRoleTrustsLambdaOnly,
		leastprivilege.RoleTrustForeignAccountApproved,
		leastprivilege.RoleTrustThirdPartyExternalID,
		leastprivilege.RoleTrustServiceHasSource,
		leastprivilege.CallerRoleNarrow,
		leastprivilege.IdentityPoolRolesNarrow,
		leastprivilege.CloudShellAccessRestricted,
		leastprivilege.OrganizationGuardrailsAttached,
		leastprivilege.OrganizationPolicyAdminDelegated,
		leastprivilege.FunctionENIActionsKeptFromCode,
		leastprivilege.OIDCTrustBoundToSubject,
		leastprivilege.OIDCTrustSubjectNarrow,
		leastprivilege.OIDCTrustChecksAudience,
		leastprivilege.SAMLTrustChecksAudience,
		leastprivilege.RoleTrustAccountRootNarrowed,
		leastprivilege.RoleHasBoundary,
		leastprivilege.PolicyValid,
		leastprivilege.FunctionPolicyInvokeOnly,
		leastprivilege.ResourcePolicyNoWildcardAction,
		leastprivilege.FileSystemAccessPointBounded,
		leastprivilege.FunctionInvokersApproved,
		leastprivilege.ExecutionRolePassersApproved,
		leastprivilege.DeploymentRoleBounded,
		leastprivilege.StoreReadersApproved,
		leastprivilege.AuditManagersApproved,

		accessreview.CodeReadersApproved,

		mfa.AdminRequiresMFA,
		mfa.UserKeysRequireMFA,

		publicexposure.FunctionNoAnonymousEntry,
		publicexposure.StoreNoAnonymousEntry,
		publicexposure.FunctionPolicyNotPublic,
		publicexposure.OrganizationGuardsLambda,
		publicexposure.RoleTrustNotPublic,
		publicexposure.BucketPolicyNotPublic,
		publicexposure.ResourcePolicyNotPublic,
		publicexposure.PolicyNoAllowNotPrincipal,
		publicexposure.FunctionURLRequiresIAMAuth,
		publicexposure.FunctionURLCORSRestricted,
		publicexposure.FunctionURLPermissionConditioned,
		publicexposure.FunctionPolicyKnownAccounts,
		publicexposure.FunctionPolicyServiceHasSource,
		publicexposure.FunctionPolicySourceNarrow,
		publicexposure.LayerPolicyNotPublic,
		publicexposure.WebFunctionRequiresIAMAuth,
		publicexposure.RESTAPIMethodAuthorized,
		publicexposure.RESTAPIPolicyNotPublic,
		publicexposure.HTTPAPIRouteAuthorized,
		publicexposure.WebSocketConnectAuthorized,
		publicexposure.APIDefaultEndpointDisabled,
		publicexposure.APIHasWAF,
		publicexposure.ALBFunctionTargetAuthenticated,
		publicexposure.LatticeServiceRequiresAuth,
		publicexposure.GraphQLAPIAuthorized,
		publicexposure.IdentityPoolNoGuests,
		publicexposure.BucketPublicAccessBlocked,
		publicexposure.BucketACLNotPublic,
		publicexposure.ResourcePolicyKnownAccounts,
		publicexposure.QueuePolicyServiceHasSource,
		publicexposure.PublicEntryBehindWebACL,

		vpc.FunctionInApprovedVPC,
		vpc.FunctionInApprovedSubnets,
		vpc.FunctionSecurityGroupsApproved,
		vpc.FunctionInVPCWhenRequired,
		vpc.FunctionEgressRestricted,
		vpc.DefaultSecurityGroupClosed,
		vpc.SecurityGroupNoWorldIngress,
		vpc.SecurityGroupNoWorldAdminIngress,
		vpc.EndpointPolicyNarrow,
		vpc.PrivateAPIEndpointPolicy,
		vpc.EnvironmentsKeptApart,

		intransit.DistributionHTTPSOnly,
		intransit.BucketRequiresTLS,
		intransit.QueueTopicRequiresTLS,
		intransit.FileSystemRequiresTLS,
		intransit.APIDomainTLSModern,
		intransit.ListenerHTTPSModern,

		encryptionatrest.EnvironmentCustomerKey,
		encryptionatrest.LogGroupCustomerKey,
		encryptionatrest.QueueEncrypted,
		encryptionatrest.TopicEncrypted,
		encryptionatrest.TableCustomerKey,
		encryptionatrest.BucketCustomerKey,
		encryptionatrest.StreamEncrypted,
		encryptionatrest.SecretCustomerKey,
		encryptionatrest.ParameterSecureString,
		encryptionatrest.FileSystemEncrypted,
		encryptionatrest.DatabaseEncrypted,
		encryptionatrest.KeyUsable,
		encryptionatrest.KeyPolicySeparatesDuties,

		keyrotation.KeyRotates,
		keyrotation.SecretRotates,

		secrets.NoUserKeyForFunctions,
		secrets.AccessKeyNotInCode,
		secrets.EnvironmentNoSecret,
		secrets.EnvironmentNoResolvedSecret,
		secrets.NoHardcodedSecret,

		logging.VPCFlowLogsOn,
		logging.FunctionLogGroupDeclared,
		logging.FunctionCanWriteLogs,
		logging.FunctionTraced,
		logging.APIAccessLogged,
		logging.APIBodiesNotLogged,
		logging.StateMachineLogged,
		logging.APIAccessLogFieldsComplete,

		logretention.LogGroupRetentionSet,
		logretention.LogGroupRetentionLongEnough,
		logretention.FunctionRoleCannotCreateLogGroup,

		trail.MultiRegion,
		trail.LoggingOn,
		trail.KeepsManagementEvents,
		trail.ValidatesFiles,
		trail.EncryptedWithOwnKey,
		trail.BucketProtected,
		trail.BucketPolicyBound,
		trail.RecordsInvocations,
		trail.RecordsObjectWrites,
		trail.RecordsObjectReads,

		configrecorder.RecorderOn,
		configrecorder.RecorderCoversLambda,

		alarms.AlarmHasAction,

		incidentresponse.GuardDutyOn,
		incidentresponse.SupportRoleExists,
		incidentresponse.ResponderCanIsolate,
		incidentresponse.PrivilegedAccountAutoContained,

		runtimesupport.RuntimeSupported,
		runtimesupport.RuntimeNotEndingSoon,

		patching.RuntimeUpdatesAutomatic,
		patching.OrganizationGuardsRuntimeUpdates,

		vulnscan.FunctionNotExcluded,
		vulnscan.RepositoryScansImages,

		codesigning.ArtifactStoreGuarded,
		codesigning.LayerFromTrustedPublisher,
		codesigning.RepositoryTagsImmutable,
		codesigning.FunctionCodeSigned,

		changemanagement.FunctionCodeWritersApproved,
		changemanagement.StateBackendProtected,
		changemanagement.ModuleSourcePinned,

		backupresilience.FunctionSubnetsMultiAZ,
		backupresilience.FunctionAsyncFailuresKept,
		backupresilience.MappingFailuresKept,
		backupresilience.QueueHasRedrive,
		backupresilience.FunctionConcurrencyBounded,
		backupresilience.FunctionRecursionStopped,
		backupresilience.FunctionNoTriggerLoop,
		backupresilience.TableRecoverable,
		backupresilience.TableDeletionProtected,
		backupresilience.BucketVersioned,
		backupresilience.BackupCopiedElsewhere,
		backupresilience.BackupVaultGuarded,

		residency.ResourcesInApprovedRegions,
		residency.OrganizationDeniesRegions,
		residency.ReplicationStaysInRegions,
		residency.EdgeFunctionsApproved,

		inventory.FunctionTagged,
		inventory.FunctionHasDataClass,
	}
}
