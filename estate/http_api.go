package estate

import "bailiwick/value"

var httpAPIType = Type{
	Kind: "http_api",
	New:  func() Resource { return new(HTTPAPI) },
	Terraform: []Declared{{
		Type:  "aws_apigatewayv2_api",
		Where: Choice{"protocol_type", "HTTP"},
		Name:  "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:apigateway:{region}::/apis/{id}"},
			{"execution_arn", "arn:{partition}:execute-api:{region}:{account}:{id}"},
			{"api_endpoint", "https://{id}.execute-api.{region}.amazonaws.com"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type:  "AWS::ApiGatewayV2::Api",
			Where: Choice{"ProtocolType", "HTTP"},
			Name:  "Name",
			Computed: []Computed{
				{"ApiId", "{Ref}"},
				{"", "arn:{partition}:apigateway:{region}::/apis/{Ref}"},
				{"ExecuteApiArn", "arn:{partition}:execute-api:{region}:{account}:{Ref}"},
				{"ApiEndpoint", "https://{Ref}.execute-api.{region}.amazonaws.com"},
			},
		},
	},
}

// An HTTPAPI is an HTTP API of Amazon API Gateway. A declaration of which the
// protocol is not known is read as one, and Protocol says so.
type HTTPAPI struct {
	head

	APIName            value.Value[value.Text] `tf:"name" cfn:"Name"`
	Protocol           value.Value[value.Text] `tf:"protocol_type" cfn:"ProtocolType"`
	Body               value.Value[value.Any]  `tf:"body" cfn:"Body"` // an OpenAPI document
	BodyBucket         value.Value[value.Text] `tf:"-" cfn:"BodyS3Location.Bucket" ref:"bucket"`
	Target             value.Value[value.Text] `tf:"target" cfn:"Target" ref:"function|alias"` // quick create: an open $default route to it
	RouteKey           value.Value[value.Text] `tf:"route_key" cfn:"RouteKey"`                 // of quick create; default $default
	Credentials        value.Value[value.Text] `tf:"credentials_arn" cfn:"CredentialsArn" ref:"role"`
	DefaultEndpointOff value.Value[bool]       `tf:"disable_execute_api_endpoint" cfn:"DisableExecuteApiEndpoint"` // default false
	Origins            value.Texts             `tf:"cors_configuration.allow_origins" cfn:"CorsConfiguration.AllowOrigins"`
	Methods            value.Texts             `tf:"cors_configuration.allow_methods" cfn:"CorsConfiguration.AllowMethods"`
	Headers            value.Texts             `tf:"cors_configuration.allow_headers" cfn:"CorsConfiguration.AllowHeaders"`
	AllowCredentials   value.Value[bool]       `tf:"cors_configuration.allow_credentials" cfn:"CorsConfiguration.AllowCredentials"` // default false
	IPAddressType      value.Value[value.Text] `tf:"ip_address_type" cfn:"IpAddressType"`
}

var webSocketAPIType = Type{
	Kind: "websocket_api",
	New:  func() Resource { return new(WebSocketAPI) },
	Terraform: []Declared{{
		Type:  "aws_apigatewayv2_api",
		Where: Choice{"protocol_type", "WEBSOCKET"},
		Name:  "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:apigateway:{region}::/apis/{id}"},
			{"execution_arn", "arn:{partition}:execute-api:{region}:{account}:{id}"},
			{"api_endpoint", "wss://{id}.execute-api.{region}.amazonaws.com"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type:  "AWS::ApiGatewayV2::Api",
			Where: Choice{"ProtocolType", "WEBSOCKET"},
			Name:  "Name",
			Computed: []Computed{
				{"ApiId", "{Ref}"},
				{"", "arn:{partition}:apigateway:{region}::/apis/{Ref}"},
				{"ExecuteApiArn", "arn:{partition}:execute-api:{region}:{account}:{Ref}"},
				{"ApiEndpoint", "wss://{Ref}.execute-api.{region}.amazonaws.com"},
			},
		},
	},
}

// A WebSocketAPI is a WebSocket API of Amazon API Gateway.
type WebSocketAPI struct {
	head

	APIName            value.Value[value.Text] `tf:"name" cfn:"Name"`
	DefaultEndpointOff value.Value[bool]       `tf:"disable_execute_api_endpoint" cfn:"DisableExecuteApiEndpoint"` // default false
	RouteSelection     value.Value[value.Text] `tf:"route_selection_expression" cfn:"RouteSelectionExpression"`
	KeySelection       value.Value[value.Text] `tf:"api_key_selection_expression" cfn:"ApiKeySelectionExpression"`
}

var apiRouteType = Type{
	Kind: "api_route",
	New:  func() Resource { return new(APIRoute) },
	Terraform: []Declared{
		{Type: "aws_apigatewayv2_route", Name: "route_key"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::ApiGatewayV2::Route",
			Name: "RouteKey",
			Computed: []Computed{
				{"RouteId", "{Ref}"},
			},
		},
	},
}

// An APIRoute is one route of an HTTP or WebSocket API.
type APIRoute struct {
	head

	API           value.Value[value.Text] `tf:"api_id" cfn:"ApiId" ref:"http_api|websocket_api"`
	RouteKey      value.Value[value.Text] `tf:"route_key" cfn:"RouteKey"`                   // GET /orders, $default, $connect
	Authorization value.Value[value.Text] `tf:"authorization_type" cfn:"AuthorizationType"` // NONE (default), AWS_IAM, CUSTOM or JWT
	Authorizer    value.Value[value.Text] `tf:"authorizer_id" cfn:"AuthorizerId" ref:"authorizer"`
	Scopes        value.Texts             `tf:"authorization_scopes" cfn:"AuthorizationScopes"`
	KeyRequired   value.Value[bool]       `tf:"api_key_required" cfn:"ApiKeyRequired"`     // default false
	Target        value.Value[value.Text] `tf:"target" cfn:"Target" ref:"api_integration"` // integrations/ID
	Operation     value.Value[value.Text] `tf:"operation_name" cfn:"OperationName"`
}
