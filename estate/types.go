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
	&managedPolicyType, &rolePolicyType, &userPolicyType, &groupPolicyType, &policyDocumentType,
	&rolePolicyAttachmentType, &userPolicyAttachmentType, &groupPolicyAttachmentType, &policyAttachmentType,
	&rolePoliciesExclusiveType, &userPoliciesExclusiveType, &groupPoliciesExclusiveType, &rolePolicyAttachmentsExclusiveType,
	&userPolicyAttachmentsExclusiveType, &groupPolicyAttachmentsExclusiveType,
	&userType, &accessKeyType, &userLoginProfileType, &userSSHKeyType,
	&userGroupMembershipType, &groupType, &groupMembershipType,
	&oidcProviderType, &samlProviderType, &permissionSetType, &permissionSetPolicyType,
	&permissionSetAttachmentType, &permissionSetCustomerAttachmentType, &permissionSetBoundaryType, &accountAssignmentType,

	// the account and the organisation
	&accountType, &accountPasswordPolicyType, &accountAliasType, &accountContactType, &accountPrimaryContactType,
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

	// VPC
	&vpcType, &vpcCIDRType, &subnetType, &peeringType,
	&securityGroupType, &securityGroupRuleType, &networkInterfaceType, &prefixListType, &prefixListEntryType,
	&routeTableType, &routeType, &routeTableAssociationType, &mainRouteTableAssociationType,
	&internetGatewayType, &egressOnlyGatewayType, &natGatewayType, &elasticIPType,
	&vpcEndpointType, &vpcEndpointPolicyType, &vpcEndpointAssociationType, &vpcEndpointServiceType,
	&networkACLType, &networkACLRuleType, &networkACLAssociationType,
	&flowLogType,
	&firewallType, &firewallPolicyType, &dnsFirewallAssociationType, &dnsFirewallRuleGroupType, &dnsFirewallRuleType, &dnsQueryLogType, &dnsQueryLogAssociationType,
	&latticeServiceType, &latticeServiceNetworkType, &latticeAuthPolicyType, &latticeAssociationType, &latticeTargetGroupType, &latticeTargetGroupAttachmentType, &latticeListenerType,

	// API Gateway and AppSync
	&restAPIType, &restAPIPolicyType, &apiResourceType, &apiDeploymentType, &gatewayResponseType, &requestValidatorType, &apiAccountType, &clientCertificateType, &vpcLinkType, &usagePlanType, &apiKeyType, &usagePlanKeyType,
	&apiMethodType, &apiMethodResponseType, &apiIntegrationType, &authorizerType,
	&httpAPIType, &webSocketAPIType, &apiRouteType,
	&apiStageType, &methodSettingsType, &apiDomainType, &apiMappingType,
	&graphQLAPIType, &graphQLDataSourceType, &graphQLResolverType, &graphQLFunctionType, &graphQLAPIKeyType, &graphQLCacheType,

	// load balancers and WAF
	&loadBalancerType,
	&listenerType, &listenerRuleType, &listenerCertificateType,
	&targetGroupType, &targetGroupAttachmentType,
	&webACLType, &webACLAssociationType, &webACLLoggingType, &webACLRuleGroupType,

	// EventBridge, Step Functions and other callers
	&eventRuleType, &eventTargetType,
	&eventBusType, &eventBusPolicyType, &eventBusPermissionType, &archiveType, &apiDestinationType, &eventConnectionType,
	&scheduleType, &scheduleGroupType,
	&pipeType,
	&stateMachineType, &stateMachineAliasType,
	&mailRuleType, &iotRuleType,

	// DynamoDB
	&tableType, &tableReplicaType, &tablePolicyType, &tableStreamDestinationType, &globalTableType, &daxClusterType,

	// S3
	&bucketType, &directoryBucketType, &bucketAccessPointType, &bucketAccessPointPolicyType,
	&bucketPolicyType, &bucketPublicAccessBlockType, &bucketOwnershipType, &bucketACLType, &accountPublicAccessBlockType,
	&bucketVersioningType, &bucketEncryptionConfigurationType, &bucketLifecycleType, &bucketObjectLockType, &bucketReplicationType, &bucketArchiveTiersType,
	&bucketLoggingType, &bucketNotificationType, &bucketWebsiteType, &bucketCORSType, &bucketObjectType, &malwarePlanType,

	// Secrets Manager and Systems Manager
	&secretType, &secretVersionType, &secretPolicyType, &secretRotationType, &parameterType,

	// Kinesis, MSK and MQ
	&streamType, &streamPolicyType, &streamConsumerType, &firehoseType,
	&kafkaClusterType, &kafkaClusterPolicyType, &brokerType,

	// EFS and ElastiCache
	&fileSystemType, &mountTargetType, &accessPointType, &fileSystemPolicyType, &fileSystemBackupType, &fileSystemReplicationType,
	&cacheType, &cacheSubnetGroupType,

	// ECR
	&repositoryType, &repositoryPolicyType, &repositoryLifecycleType, &registryType, &registryPolicyType, &registryReplicationType,

	// CloudFront and Cognito
	&distributionType, &originAccessControlType, &originAccessIdentityType, &cloudFrontFunctionType, &responseHeadersPolicyType, &realtimeLogType,
	&userPoolType, &userPoolClientType, &userPoolDomainType, &identityPoolType, &identityPoolRolesType,

	// databases and search
	&databaseType, &databaseMemberType, &databaseSubnetGroupType, &databaseParametersType, &dbProxyType, &dbProxyTargetType,
	&searchDomainType, &searchDomainPolicyType,

	// backup and certificates
	&backupPlanType, &backupSelectionType, &backupVaultType, &backupVaultPolicyType, &backupVaultLockType,
	&certificateType,

	// delivery
	&buildProjectType,
	&pipelineType,
	&deploymentGroupType, &deploymentApplicationType,
	&stackType,
	&schemaRegistryType, &schemaRegistryPolicyType,

	// Terraform's own
	&backendType, &providerType, &moduleCallType,
}

// Types returns every kind of resource.
func Types() []*Type { return types }
