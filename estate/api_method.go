package estate

import "bailiwick/value"

var apiMethodType = Type{
	Kind: "api_method",
	New:  func() Resource { return new(APIMethod) },
	Terraform: []Declared{
		{Type: "aws_api_gateway_method"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::ApiGateway::Method"},
	},
}

// An APIMethod is one method on one resource of a REST API.
type APIMethod struct {
	head

	API           value.Value[value.Text] `tf:"rest_api_id" cfn:"RestApiId" ref:"rest_api"`
	Resource      value.Value[value.Text] `tf:"resource_id" cfn:"ResourceId" ref:"api_resource|rest_api"`
	Method        value.Value[value.Text] `tf:"http_method" cfn:"HttpMethod"`
	Authorization value.Value[value.Text] `tf:"authorization" cfn:"AuthorizationType"` // NONE, AWS_IAM, CUSTOM or COGNITO_USER_POOLS
	Authorizer    value.Value[value.Text] `tf:"authorizer_id" cfn:"AuthorizerId" ref:"authorizer"`
	Scopes        value.Texts             `tf:"authorization_scopes" cfn:"AuthorizationScopes"`
	KeyRequired   value.Value[bool]       `tf:"api_key_required" cfn:"ApiKeyRequired"` // default false
	Validator     value.Value[value.Text] `tf:"request_validator_id" cfn:"RequestValidatorId" ref:"request_validator"`
	Models        value.Entries           `tf:"request_models" cfn:"RequestModels"`
	Parameters    value.Entries           `tf:"request_parameters" cfn:"RequestParameters"` // name to whether it is required
}

var apiMethodResponseType = Type{
	Kind: "api_method_response",
	New:  func() Resource { return new(APIMethodResponse) },
	Terraform: []Declared{
		{Type: "aws_api_gateway_method_response"},
		{Type: "aws_api_gateway_integration_response"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::ApiGateway::Method", Inside: "MethodResponses", Given: []Computed{{"RestApiId", "{RestApiId}"}, {"ResourceId", "{ResourceId}"}, {"HttpMethod", "{HttpMethod}"}}},
		{Type: "AWS::ApiGateway::Method", Inside: "Integration.IntegrationResponses", Given: []Computed{{"RestApiId", "{RestApiId}"}, {"ResourceId", "{ResourceId}"}, {"HttpMethod", "{HttpMethod}"}}},
	},
}

// An APIMethodResponse is what a method or its integration sends back, headers
// of CORS among it.
type APIMethodResponse struct {
	head

	API        value.Value[value.Text] `tf:"rest_api_id" cfn:"RestApiId" ref:"rest_api"`
	Resource   value.Value[value.Text] `tf:"resource_id" cfn:"ResourceId" ref:"api_resource|rest_api"`
	Method     value.Value[value.Text] `tf:"http_method" cfn:"HttpMethod"`
	Status     value.Value[value.Text] `tf:"status_code" cfn:"StatusCode"`
	Parameters value.Entries           `tf:"response_parameters" cfn:"ResponseParameters"`
}

var apiIntegrationType = Type{
	Kind: "api_integration",
	New:  func() Resource { return new(APIIntegration) },
	Terraform: []Declared{
		{Type: "aws_api_gateway_integration"},
		{Type: "aws_apigatewayv2_integration"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::ApiGatewayV2::Integration",
			Computed: []Computed{
				{"IntegrationId", "{Ref}"},
			},
		},
		{Type: "AWS::ApiGateway::Method", Inside: "Integration", Given: []Computed{{"RestApiId", "{RestApiId}"}, {"ResourceId", "{ResourceId}"}, {"HttpMethod", "{HttpMethod}"}}},
	},
}

// An APIIntegration is what stands behind a method of a REST API, or behind
// routes of an HTTP or WebSocket API.
type APIIntegration struct {
	head

	API               value.Value[value.Text] `tf:"rest_api_id|api_id" cfn:"RestApiId|ApiId" ref:"rest_api|http_api|websocket_api"`
	Resource          value.Value[value.Text] `tf:"resource_id" cfn:"ResourceId" ref:"api_resource|rest_api"` // of a REST API, with Method
	Method            value.Value[value.Text] `tf:"http_method" cfn:"HttpMethod"`
	Type              value.Value[value.Text] `tf:"type|integration_type" cfn:"IntegrationType|Type"` // AWS, AWS_PROXY, HTTP, HTTP_PROXY or MOCK
	Subtype           value.Value[value.Text] `tf:"integration_subtype" cfn:"IntegrationSubtype"`     // SQS-SendMessage: an HTTP API's first-class integration
	URI               value.Value[value.Text] `tf:"uri|integration_uri" cfn:"IntegrationUri|Uri" ref:"function|alias|state_machine|queue|topic|stream|bucket|table|listener|load_balancer|event_bus"`
	BackendMethod     value.Value[value.Text] `tf:"integration_http_method|integration_method" cfn:"IntegrationMethod|IntegrationHttpMethod"`
	Credentials       value.Value[value.Text] `tf:"credentials|credentials_arn" cfn:"CredentialsArn|Credentials" ref:"role"` // the role that calls, or arn:aws:iam::*:user/* for the caller's own
	ConnectionType    value.Value[value.Text] `tf:"connection_type" cfn:"ConnectionType"`                                    // INTERNET (default) or VPC_LINK
	Connection        value.Value[value.Text] `tf:"connection_id" cfn:"ConnectionId" ref:"vpc_link"`
	Timeout           value.Value[int64]      `tf:"timeout_milliseconds" cfn:"TimeoutInMillis"` // default 29,000; of an HTTP API 30,000
	RequestParameters value.Entries           `tf:"request_parameters" cfn:"RequestParameters"`
	RequestTemplates  value.Entries           `tf:"request_templates" cfn:"RequestTemplates"`
	PayloadVersion    value.Value[value.Text] `tf:"payload_format_version" cfn:"PayloadFormatVersion"`
	TLSServerName     value.Value[value.Text] `tf:"tls_config.server_name_to_verify" cfn:"TlsConfig.ServerNameToVerify"`
	SkipVerification  value.Value[bool]       `tf:"tls_config.insecure_skip_verification" cfn:"-"` // default false
}

// IntegrationsOf returns the integrations of a REST API's method: those for
// the same API, resource and HTTP method. The list is partial where it cannot
// be told of one.
func (m *APIMethod) IntegrationsOf(v *View) value.Value[[]*APIIntegration] {
	api, reach := Find[*RestAPI](v, m, m.API)
	if reach != Here {
		return value.Unknown[[]*APIIntegration](value.NewNote("rest_api_id", "the API of "+m.Address+" was not read"), m.Block)
	}
	if path := pathOf(v, m, m.Resource); path != nil {
		return matching(Companions[*APIIntegration](v, path, "resource_id|ResourceId"), func(i *APIIntegration) value.Answer { return same(i.Method, m.Method) })
	}
	return matching(Companions[*APIIntegration](v, api, "rest_api_id|RestApiId"), func(i *APIIntegration) value.Answer {
		return both(samePath(v, i, i.Resource, m, m.Resource), same(i.Method, m.Method))
	})
}

// samePath tells whether two parts of an API are about one resource of it: two
// that are declared are two, whatever ids AWS will give them.
func samePath(v *View, a Resource, as value.Value[value.Text], b Resource, bs value.Value[value.Text]) value.Answer {
	answer := same(as, bs)
	if answer != value.CannotTell {
		return answer
	}
	one, other := pathOf(v, a, as), pathOf(v, b, bs)
	if one == nil || other == nil {
		return answer
	}
	return value.Answered(one == other)
}

// pathOf returns the resource of an API that a reference is to, the API itself for
// its root; nil if that is not declared.
func pathOf(v *View, r Resource, ref value.Value[value.Text]) Resource {
	if path, reach := Find[*APIResource](v, r, ref); reach == Here {
		return path
	}
	if api, reach := Find[*RestAPI](v, r, ref); reach == Here {
		return api
	}
	return nil
}

var authorizerType = Type{
	Kind: "authorizer",
	New:  func() Resource { return new(Authorizer) },
	Terraform: []Declared{{
		Type: "aws_api_gateway_authorizer",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:apigateway:{region}::/restapis/{rest_api_id}/authorizers/{id}"},
		},
	}, {
		Type: "aws_apigatewayv2_authorizer",
		Name: "name",
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::ApiGateway::Authorizer",
			Name: "Name",
			Computed: []Computed{
				{"", "arn:{partition}:apigateway:{region}::/restapis/{RestApiId}/authorizers/{Ref}"},
				{"AuthorizerId", "{Ref}"},
			},
		},
		{
			Type: "AWS::ApiGatewayV2::Authorizer",
			Name: "Name",
			Computed: []Computed{
				{"", "arn:{partition}:apigateway:{region}::/apis/{ApiId}/authorizers/{Ref}"},
				{"AuthorizerId", "{Ref}"},
			},
		},
	},
}

// An Authorizer decides who may call an API's methods or routes.
type Authorizer struct {
	head

	AuthorizerName  value.Value[value.Text] `tf:"name" cfn:"Name"`
	API             value.Value[value.Text] `tf:"rest_api_id|api_id" cfn:"RestApiId|ApiId" ref:"rest_api|http_api|websocket_api"`
	Type            value.Value[value.Text] `tf:"type|authorizer_type" cfn:"Type|AuthorizerType"` // TOKEN (default), REQUEST, COGNITO_USER_POOLS; JWT of an HTTP API
	URI             value.Value[value.Text] `tf:"authorizer_uri" cfn:"AuthorizerUri" ref:"function|alias"`
	Credentials     value.Value[value.Text] `tf:"authorizer_credentials|authorizer_credentials_arn" cfn:"AuthorizerCredentials|AuthorizerCredentialsArn" ref:"role"`
	Sources         value.Texts             `tf:"identity_source|identity_sources" cfn:"IdentitySource"` // of a REST API one text, parted by commas; default method.request.header.Authorization
	UserPools       value.Texts             `tf:"provider_arns" cfn:"ProviderARNs" ref:"user_pool"`
	TTL             value.Value[int64]      `tf:"authorizer_result_ttl_in_seconds" cfn:"AuthorizerResultTtlInSeconds"` // seconds; default 300, of a JWT or HTTP API's 0
	Audience        value.Texts             `tf:"jwt_configuration.audience" cfn:"JwtConfiguration.Audience" ref:"user_pool_client"`
	Issuer          value.Value[value.Text] `tf:"jwt_configuration.issuer" cfn:"JwtConfiguration.Issuer" ref:"user_pool"`
	Validation      value.Value[value.Text] `tf:"identity_validation_expression" cfn:"IdentityValidationExpression"`
	SimpleResponses value.Value[bool]       `tf:"enable_simple_responses" cfn:"EnableSimpleResponses"`
}
