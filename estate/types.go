package estate

// types lists every kind, in the order of the documentation. What is not in
// it does not exist.
var types = []*Type{
	// Lambda
	&functionType,
	&functionVersionType, &aliasType, &provisionedConcurrencyType, &functionScalingType,
	&functionURLType, &functionPolicyType, &functionPolicyDocumentType,
	&eventSourceMappingType, &eventInvokeConfigType,
	&codeSigningConfigType, &runtimeManagementType, &functionRecursionType,
	&layerVersionType, &layerVersionPermissionType,
	&capacityProviderType, &networkConnectorType, &microVMImageType,
	&webFunctionType, &webFunctionRevisionType, &webFunctionEndpointType,

	// IAM
	&roleType, &serviceLinkedRoleType, &instanceProfileType,
	&managedPolicyType, &rolePolicyType, &userPolicyType, &groupPolicyType,
	&rolePolicyAttachmentType, &userPolicyAttachmentType, &groupPolicyAttachmentType, &policyAttachmentType,
	&rolePoliciesExclusiveType, &userPoliciesExclusiveType, &groupPoliciesExclusiveType, &rolePolicyAttachmentsExclusiveType,
	&userPolicyAttachmentsExclusiveType, &groupPolicyAttachmentsExclusiveType,
	&userType, &accessKeyType, &userLoginProfileType, &userSSHKeyType,
	&userGroupMembershipType, &groupType, &groupMembershipType,
	&oidcProviderType, &samlProviderType, &permissionSetType, &permissionSetPolicyType,
	&permissionSetAttachmentType, &permissionSetCustomerAttachmentType, &permissionSetBoundaryType, &accountAssignmentType,

	// the account and the organisation
	&accountPasswordPolicyType, &accountAliasType, &accountContactType, &accountPrimaryContactType,
	&accountRegionType, &rootAccessType, &tokenPreferencesType,
	&organizationType, &organizationalUnitType, &organizationAccountType, &organizationPolicyType,
	&organizationPolicyAttachmentType, &organizationAdministratorType, &organizationResourcePolicyType,

	// KMS
	&keyType, &keyAliasType, &keyPolicyType, &keyGrantType,

	// CloudWatch
	&logGroupType, &logStreamType, &logDataProtectionType, &metricFilterType,
	&logSubscriptionType, &logAccountPolicyType, &logResourcePolicyType, &logDestinationType,
	&logDestinationPolicyType, &logDeliverySourceType, &logDeliveryDestinationType, &logDeliveryType,
	&alarmType,

	// SNS and SQS
	&topicType, &topicPolicyType, &topicDataProtectionType, &subscriptionType,
	&queueType, &queuePolicyType, &redrivePolicyType, &redriveAllowPolicyType,

	// records of what happened, and detection
	&trailType, &eventDataStoreType,
	&configRecorderType, &configRecorderStatusType, &deliveryChannelType, &configRuleType,
	&conformancePackType, &configAggregatorType, &configRetentionType,
	&detectorType, &detectorFeatureType, &detectorOrganizationType, &detectorOrganizationFeatureType,
	&inspectorType, &inspectorOrganizationType, &inspectorFilterType, &securityHubType,
	&securityHubStandardType, &accessAnalyzerType, &macieType, &macieJobType,

	// signing and traces
	&signingProfileType, &signingProfilePermissionType, &signingJobType,
	&xrayConfigType, &xrayResourcePolicyType,
}

// Types returns every kind of resource.
func Types() []*Type { return types }
