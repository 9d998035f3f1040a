package estate

import "bailiwick/value"

var graphQLAPIType = Type{
	Kind: "graphql_api",
	New:  func() Resource { return new(GraphQLAPI) },
	Terraform: []Declared{{
		Type: "aws_appsync_graphql_api",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:appsync:{region}:{account}:apis/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::AppSync::GraphQLApi",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "arn:{partition}:appsync:{region}:{account}:apis/{ApiId}"},
				{"Arn", "arn:{partition}:appsync:{region}:{account}:apis/{ApiId}"},
				{"ApiId", "{ApiId}"},
			},
		},
	},
}

// A GraphQLAPI is an API of AWS AppSync.
type GraphQLAPI struct {
	head

	APIName        value.Value[value.Text]       `tf:"name" cfn:"Name"`
	Authentication value.Value[value.Text]       `tf:"authentication_type" cfn:"AuthenticationType"` // API_KEY, AWS_IAM, AMAZON_COGNITO_USER_POOLS, OPENID_CONNECT or AWS_LAMBDA
	Additional     Blocks[GraphQLAuthentication] `tf:"additional_authentication_provider" cfn:"AdditionalAuthenticationProviders"`
	UserPool       value.Value[value.Text]       `tf:"user_pool_config.user_pool_id" cfn:"UserPoolConfig.UserPoolId" ref:"user_pool"`
	DefaultAction  value.Value[value.Text]       `tf:"user_pool_config.default_action" cfn:"UserPoolConfig.DefaultAction"` // ALLOW or DENY
	Authorizer     value.Value[value.Text]       `tf:"lambda_authorizer_config.authorizer_uri" cfn:"LambdaAuthorizerConfig.AuthorizerUri" ref:"function|alias"`
	AuthorizerTTL  value.Value[int64]            `tf:"lambda_authorizer_config.authorizer_result_ttl_in_seconds" cfn:"LambdaAuthorizerConfig.AuthorizerResultTtlInSeconds"` // seconds; default 300
	Issuer         value.Value[value.Text]       `tf:"openid_connect_config.issuer" cfn:"OpenIDConnectConfig.Issuer" ref:"user_pool"`
	Schema         value.Value[value.Text]       `tf:"schema" cfn:"-"`                                           // the document; directives on its fields may lower or raise authentication
	Visibility     value.Value[value.Text]       `tf:"visibility" cfn:"Visibility"`                              // GLOBAL (default) or PRIVATE
	APIType        value.Value[value.Text]       `tf:"api_type" cfn:"ApiType"`                                   // GRAPHQL (default) or MERGED
	LogLevel       value.Value[value.Text]       `tf:"log_config.field_log_level" cfn:"LogConfig.FieldLogLevel"` // NONE, ERROR, INFO, DEBUG or ALL
	LogRole        value.Value[value.Text]       `tf:"log_config.cloudwatch_logs_role_arn" cfn:"LogConfig.CloudWatchLogsRoleArn" ref:"role"`
	ExcludeVerbose value.Value[bool]             `tf:"log_config.exclude_verbose_content" cfn:"LogConfig.ExcludeVerboseContent"` // default false
	Tracing        value.Value[bool]             `tf:"xray_enabled" cfn:"XrayEnabled"`                                           // default false
	Introspection  value.Value[value.Text]       `tf:"introspection_config" cfn:"IntrospectionConfig"`                           // ENABLED (default) or DISABLED
	DepthLimit     value.Value[int64]            `tf:"query_depth_limit" cfn:"QueryDepthLimit"`                                  // default 0: none
	ResolverLimit  value.Value[int64]            `tf:"resolver_count_limit" cfn:"ResolverCountLimit"`
}

// A GraphQLAuthentication is one more way to authenticate to an AppSync API.
type GraphQLAuthentication struct {
	Type       value.Value[value.Text] `tf:"authentication_type" cfn:"AuthenticationType"`
	UserPool   value.Value[value.Text] `tf:"user_pool_config.user_pool_id" cfn:"UserPoolConfig.UserPoolId" ref:"user_pool"`
	Authorizer value.Value[value.Text] `tf:"lambda_authorizer_config.authorizer_uri" cfn:"LambdaAuthorizerConfig.AuthorizerUri" ref:"function|alias"`
	Issuer     value.Value[value.Text] `tf:"openid_connect_config.issuer" cfn:"OpenIDConnectConfig.Issuer" ref:"user_pool"`
}

var graphQLDataSourceType = Type{
	Kind: "graphql_data_source",
	New:  func() Resource { return new(GraphQLDataSource) },
	Terraform: []Declared{{
		Type: "aws_appsync_datasource",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:appsync:{region}:{account}:apis/{api_id}/datasources/{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::AppSync::DataSource",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "arn:{partition}:appsync:{region}:{account}:apis/{ApiId}/datasources/{Name}"},
				{"DataSourceArn", "arn:{partition}:appsync:{region}:{account}:apis/{ApiId}/datasources/{Name}"},
			},
		},
	},
}

// A GraphQLDataSource is what AppSync's resolvers read and write.
type GraphQLDataSource struct {
	head

	API        value.Value[value.Text] `tf:"api_id" cfn:"ApiId" ref:"graphql_api"`
	SourceName value.Value[value.Text] `tf:"name" cfn:"Name"`
	Type       value.Value[value.Text] `tf:"type" cfn:"Type"` // AWS_LAMBDA, AMAZON_DYNAMODB, HTTP, NONE …
	Role       value.Value[value.Text] `tf:"service_role_arn" cfn:"ServiceRoleArn" ref:"role"`
	Function   value.Value[value.Text] `tf:"lambda_config.function_arn" cfn:"LambdaConfig.LambdaFunctionArn" ref:"function|alias"`
	Table      value.Value[value.Text] `tf:"dynamodb_config.table_name" cfn:"DynamoDBConfig.TableName" ref:"table"`
	Endpoint   value.Value[value.Text] `tf:"http_config.endpoint" cfn:"HttpConfig.Endpoint"`
	EventBus   value.Value[value.Text] `tf:"event_bridge_config.event_bus_arn" cfn:"EventBridgeConfig.EventBusArn" ref:"event_bus"`
	Domain     value.Value[value.Text] `tf:"opensearchservice_config.endpoint" cfn:"OpenSearchServiceConfig.Endpoint" ref:"search_domain"`
	Cluster    value.Value[value.Text] `tf:"relational_database_config.http_endpoint_config.db_cluster_identifier" cfn:"RelationalDatabaseConfig.RdsHttpEndpointConfig.DbClusterIdentifier" ref:"database"`
}

var graphQLResolverType = Type{
	Kind: "graphql_resolver",
	New:  func() Resource { return new(GraphQLResolver) },
	Terraform: []Declared{{
		Type: "aws_appsync_resolver",
		Computed: []Computed{
			{"arn", "arn:{partition}:appsync:{region}:{account}:apis/{api_id}/types/{type}/resolvers/{field}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::AppSync::Resolver",
			Computed: []Computed{
				{"Ref", "arn:{partition}:appsync:{region}:{account}:apis/{ApiId}/types/{TypeName}/resolvers/{FieldName}"},
				{"ResolverArn", "arn:{partition}:appsync:{region}:{account}:apis/{ApiId}/types/{TypeName}/resolvers/{FieldName}"},
			},
		},
	},
}

// A GraphQLResolver answers one field of a schema.
type GraphQLResolver struct {
	head

	API        value.Value[value.Text] `tf:"api_id" cfn:"ApiId" ref:"graphql_api"`
	TypeName   value.Value[value.Text] `tf:"type" cfn:"TypeName"`
	Field      value.Value[value.Text] `tf:"field" cfn:"FieldName"`
	Kind       value.Value[value.Text] `tf:"kind" cfn:"Kind"` // UNIT (default) or PIPELINE
	DataSource value.Value[value.Text] `tf:"data_source" cfn:"DataSourceName" ref:"graphql_data_source"`
	Functions  value.Texts             `tf:"pipeline_config.functions" cfn:"PipelineConfig.Functions" ref:"graphql_function"`
}

var graphQLFunctionType = Type{
	Kind: "graphql_function",
	New:  func() Resource { return new(GraphQLFunction) },
	Terraform: []Declared{{
		Type: "aws_appsync_function",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:appsync:{region}:{account}:apis/{api_id}/functions/{function_id}"},
			{"function_id", "{function_id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::AppSync::FunctionConfiguration",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "arn:{partition}:appsync:{region}:{account}:apis/{ApiId}/functions/{FunctionId}"},
				{"FunctionArn", "arn:{partition}:appsync:{region}:{account}:apis/{ApiId}/functions/{FunctionId}"},
				{"FunctionId", "{FunctionId}"},
			},
		},
	},
}

// A GraphQLFunction is a step of AppSync's pipeline resolvers.
type GraphQLFunction struct {
	head

	FunctionName value.Value[value.Text] `tf:"name" cfn:"Name"`
	API          value.Value[value.Text] `tf:"api_id" cfn:"ApiId" ref:"graphql_api"`
	DataSource   value.Value[value.Text] `tf:"data_source" cfn:"DataSourceName" ref:"graphql_data_source"`
}

var graphQLAPIKeyType = Type{
	Kind: "graphql_api_key",
	New:  func() Resource { return new(GraphQLAPIKey) },
	Terraform: []Declared{
		{Type: "aws_appsync_api_key"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::AppSync::ApiKey"},
	},
}

// A GraphQLAPIKey is a key that AppSync admits anyone with.
type GraphQLAPIKey struct {
	head

	API     value.Value[value.Text] `tf:"api_id" cfn:"ApiId" ref:"graphql_api"`
	Expires value.Value[value.Text] `tf:"expires" cfn:"Expires"` // default: seven days after it is made
}

var graphQLCacheType = Type{
	Kind: "graphql_cache",
	New:  func() Resource { return new(GraphQLCache) },
	Terraform: []Declared{
		{Type: "aws_appsync_api_cache"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::AppSync::ApiCache",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
	},
}

// A GraphQLCache is an AppSync API's cache. Both switches of its encryption
// are deprecated: it is always encrypted.
type GraphQLCache struct {
	head

	API       value.Value[value.Text] `tf:"api_id" cfn:"ApiId" ref:"graphql_api"`
	AtRest    value.Value[bool]       `tf:"at_rest_encryption_enabled" cfn:"AtRestEncryptionEnabled"`
	InTransit value.Value[bool]       `tf:"transit_encryption_enabled" cfn:"TransitEncryptionEnabled"`
	TTL       value.Value[int64]      `tf:"ttl" cfn:"Ttl"` // seconds
}
