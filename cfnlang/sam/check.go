package sam

import (
	"slices"
	"strings"

	"bailiwick/cfnlang"
)

// properties are the properties of each type, with the types of their values
// (s string, m map, l list, b boolean, i integer; any if there is none), ! if
// they are required and - if they take no intrinsic function.
var properties = map[string]string{
	"Function": `
		FunctionName:sm Handler Runtime CodeUri ImageUri PackageType InlineCode DeadLetterQueue:m Description MemorySize Timeout
		VpcConfig Role:s AssumeRolePolicyDocument:m Policies:sml RolePath PermissionsBoundary:s Environment:m Events:m Tags:m
		PropagateTags:b Tracing:ms KmsKeyArn DeploymentPreference:m ReservedConcurrentExecutions Layers:l EventInvokeConfig:m
		EphemeralStorage AutoPublishAlias:s AutoPublishCodeSha256:s AutoPublishAliasAllProperties:b- VersionDescription
		ProvisionedConcurrencyConfig FileSystemConfigs ImageConfig CodeSigningConfigArn Architectures SnapStart:m
		FunctionUrlConfig:m RuntimeManagementConfig LoggingConfig RecursiveLoop SourceKMSKeyArn CapacityProviderConfig:m
		FunctionScalingConfig:m VersionDeletionPolicy:s PublishToLatestPublished TenancyConfig DurableConfig:m`,
	"CapacityProvider": `
		CapacityProviderName:sm- VpcConfig:m-! OperatorRole:sm- Tags:m- PropagateTags:b- InstanceRequirements:m-
		ScalingConfig:m- KmsKeyArn:sm-`,
	"Api": `
		Name:sm StageName:sm! Tags:m PropagateTags:b DefinitionBody:m DefinitionUri:sm MergeDefinitions:b- CacheClusterEnabled:b
		CacheClusterSize:s Variables:m EndpointConfiguration:sm MethodSettings:l BinaryMediaTypes:l MinimumCompressionSize:i
		Cors:sm Auth:m GatewayResponses:m AccessLogSetting:m CanarySetting:m TracingEnabled:b OpenApiVersion:s Models:m Domain:m
		FailOnWarnings:b Description:s Mode:s DisableExecuteApiEndpoint:b ApiKeySourceType:s AlwaysDeploy:b- Policy:sm
		SecurityPolicy:s EndpointAccessMode:s`,
	"HttpApi": `
		Name StageName:sm Tags:m PropagateTags:b DefinitionBody:m DefinitionUri:sm StageVariables:m CorsConfiguration:bm
		AccessLogSettings:m DefaultRouteSettings:m Auth:m RouteSettings:m Domain:m FailOnWarnings:b Description:s
		DisableExecuteApiEndpoint:b`,
	"WebSocketApi": `
		ApiKeySelectionExpression:s AccessLogSettings:m Auth:m DefaultRouteSettings:m Description:s DisableExecuteApiEndpoint:b
		Domain:m DisableSchemaValidation:b FailOnWarnings:b IpAddressType:s Name:s PropagateTags:b Routes:m! RouteSettings:m
		RouteSelectionExpression:s! StageName:sm StageVariables:m Tags:m`,
	"SimpleTable": `
		PointInTimeRecoverySpecification PrimaryKey:m ProvisionedThroughput:m TableName:sm Tags:m SSESpecification:m`,
	"Application": `
		Location:sm! TemplateUrl:s Parameters:m NotificationARNs:l Tags:m TimeoutInMinutes:i`,
	"LayerVersion": `
		LayerName:sm Description:s PublishLambdaVersion:b ContentUri:sm! CompatibleArchitectures:l CompatibleRuntimes:l
		LicenseInfo:s RetentionPolicy:s`,
	"StateMachine": `
		Definition:m DefinitionUri:sm Logging:m Role:s RolePath DefinitionSubstitutions:m Events:m Name:s Type:s Tags:m
		PropagateTags:b Policies:sl Tracing:m PermissionsBoundary:s AutoPublishAlias DeploymentPreference
		UseAliasAsEventTarget:b-`,
	"Connector": `
		Source:m! Destination:ml! Permissions:l!`,
	"GraphQLApi": `
		Name Tags:m- XrayEnabled Auth:m-! SchemaInline:s- SchemaUri:s- Logging:mb- DataSources:m- Functions:m- Resolvers:m-
		ApiKeys:m- DomainName:m- Cache:m- Visibility OwnerContact IntrospectionConfig QueryDepthLimit ResolverCountLimit`,
}

// eventProperties are the same of the events of functions that call them.
var eventProperties = map[string]string{
	"Schedule": `
		Schedule:s! RuleName:s Input:s Enabled:b State:s Name:s Description:s DeadLetterConfig:m RetryPolicy:m`,
	"CloudWatchEvent": `
		EventBusName:s RuleName:s Pattern:m DeadLetterConfig:m RetryPolicy:m Input:s InputPath:s Target:m Enabled:b State:s
		InputTransformer:m`,
	"S3": `
		Bucket:s! Events:sl-! Filter:m`,
	"SNS": `
		Topic:s! Region:s FilterPolicy FilterPolicyScope SqsSubscription:bm RedrivePolicy:m`,
	"Api": `
		Path:s! Method:s! RestApiId:s! Stage:s Auth:m RequestModel:m RequestParameters:l TimeoutInMillis:i
		ResponseTransferMode:s`,
	"AlexaSkill": `
		SkillId:s`,
	"IoTRule": `
		Sql:s! AwsIotSqlVersion:s`,
	"Cognito": `
		UserPool:s! Trigger:sl-!`,
	"HttpApi": `
		Path:s Method:s ApiId:s Stage:s Auth:m TimeoutInMillis:i RouteSettings:m PayloadFormatVersion:s`,
	"CloudWatchLogs": `
		LogGroupName:s! FilterPattern:s!`,
	"ScheduleV2": `
		PermissionsBoundary:s ScheduleExpression:s! FlexibleTimeWindow:m Name:s State:s Description:s StartDate:s EndDate:s
		ScheduleExpressionTimezone:s GroupName:s KmsKeyArn:s Input:s RoleArn:s DeadLetterConfig:m RetryPolicy:m OmitName:b-`,
	"EventBridgeRule": `
		EventBusName:s RuleName:s Pattern:m DeadLetterConfig:m RetryPolicy:m Input:s InputPath:s Target:m Enabled:b State:s
		InputTransformer:m`,
}

// mappingProperties are those of all events that Lambda polls.
const mappingProperties = `
	BatchSize:i StartingPosition StartingPositionTimestamp Enabled:b MaximumBatchingWindowInSeconds:i MaximumRetryAttempts:i
	BisectBatchOnFunctionError:b MaximumRecordAgeInSeconds:i DestinationConfig:m ParallelizationFactor:i Topics:l Queues:l
	SourceAccessConfigurations:l SecretsManagerKmsKeyId:s TumblingWindowInSeconds:i FunctionResponseTypes:l
	KafkaBootstrapServers:l FilterCriteria:m KmsKeyArn ConsumerGroupId:s ScalingConfig:m ProvisionedPollerConfig:m
	SchemaRegistryConfig:m MetricsConfig:m LoggingConfig:m`

// polledProperties are those of the events that Lambda polls.
var polledProperties = map[string]string{
	"Kinesis":          "Stream! StartingPosition!" + mappingProperties,
	"DynamoDB":         "Stream! StartingPosition!" + mappingProperties,
	"SQS":              "Queue!" + mappingProperties,
	"MSK":              "Stream! StartingPosition!" + mappingProperties,
	"MQ":               "Broker! DynamicPolicyName:b-" + mappingProperties,
	"SelfManagedKafka": mappingProperties,
	"DocumentDB":       "Cluster! DatabaseName! CollectionName FullDocument" + mappingProperties,
}

// machineEventProperties are those of the events of state machines.
var machineEventProperties = map[string]string{
	"Schedule": `
		Schedule:s! Input:s Enabled:b State:s Name:s Description:s DeadLetterConfig:m RetryPolicy:m Target:m- RoleArn:s-`,
	"CloudWatchEvent": `
		EventBusName:s RuleName:s Pattern:m Input:s InputPath:s DeadLetterConfig:m RetryPolicy:m State:s Target:m-
		InputTransformer:m`,
	"EventBridgeRule": `
		EventBusName:s RuleName:s Pattern:m Input:s InputPath:s DeadLetterConfig:m RetryPolicy:m State:s Target:m-
		InputTransformer:m`,
	"Api":        "Path:s! Method:s! RestApiId:s! Stage:s Auth:m UnescapeMappingTemplate:b-",
	"ScheduleV2": eventProperties["ScheduleV2"],
}

// check checks the properties of a resource.
func (m *macro) check(kind string) {
	conform(m.properties, properties[kind], func(at *Node, text string) { m.fail(at, "%s", text) }, func(at place, name string) {
		m.unknownProperty(at, name, prefix+kind)
	})
}

// unknownProperty tells of a property that SAM refuses, or that is newer than
// the tables here.
func (m *macro) unknownProperty(at place, name, kind string) {
	m.problem(at, "Resource with id ["+m.id+"] is invalid. property "+name+" not defined for resource of type "+kind)
	p := &m.problems[len(m.problems)-1]
	p.Effect, p.Next = "the rest of the resource is assessed as if it were not written", "remove it, if sam validate --lint names it too"
}

// conform checks a map of properties against what is declared of them.
func conform(n *Node, declared string, fail func(*Node, string), unknown func(place, string)) {
	names := map[string]bool{}
	for _, d := range strings.Fields(declared) {
		d, required := strings.CutSuffix(d, "!")
		name, kinds, _ := strings.Cut(d, ":")
		names[name] = true
		switch v := get(n, name); {
		case v == nil:
			if required {
				fail(nil, "Missing required property '"+name+"'.")
			}
		case !fits(v, kinds):
			fail(v, wrongType(name, kinds))
		}
	}
	for _, k := range n.Keys {
		if !names[k.Name] && k.Name != managed {
			unknown(placeAt(k.At), k.Name)
		}
	}
}

func fits(n *Node, kinds string) bool {
	if kinds == "" {
		return true
	}
	if !strings.HasSuffix(kinds, "-") && n.Kind == cfnlang.Map && len(n.Keys) == 1 {
		return true
	}
	i := slices.Index([]cfnlang.Kind{cfnlang.Bool, cfnlang.Number, cfnlang.String, cfnlang.List, cfnlang.Map}, n.Kind)
	return i >= 0 && strings.Contains(kinds, "bislm"[i:i+1])
}

func wrongType(name, kinds string) string {
	switch strings.TrimSuffix(kinds, "-") {
	case "m":
		return "Property '" + name + "' should be a map."
	case "s":
		return "Property '" + name + "' should be a string."
	}
	return "Type of property '" + name + "' is invalid."
}
