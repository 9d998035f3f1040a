package estate

import "bailiwick/value"

var restAPIType = Type{
	Kind: "rest_api",
	New:  func() Resource { return new(RestAPI) },
	Terraform: []Declared{{
		Type: "aws_api_gateway_rest_api",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:apigateway:{region}::/restapis/{id}"},
			{"execution_arn", "arn:{partition}:execute-api:{region}:{account}:{id}"},
			{"root_resource_id", "{root_resource_id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::ApiGateway::RestApi",
			Name: "Name",
			Computed: []Computed{
				{"RestApiId", "{Ref}"},
				{"", "arn:{partition}:apigateway:{region}::/restapis/{Ref}"},
				{"", "arn:{partition}:execute-api:{region}:{account}:{Ref}"},
			},
		},
	},
}

// A RestAPI is a REST API of Amazon API Gateway.
type RestAPI struct {
	head

	APIName            value.Value[value.Text] `tf:"name" cfn:"Name"`
	Body               value.Value[value.Any]  `tf:"body" cfn:"Body"` // an OpenAPI document, as text or object; resources and methods may stand in it alone
	BodyBucket         value.Value[value.Text] `tf:"-" cfn:"BodyS3Location.Bucket" ref:"bucket"`
	Endpoints          value.Texts             `tf:"endpoint_configuration.types" cfn:"EndpointConfiguration.Types"` // EDGE (default), REGIONAL or PRIVATE
	VPCEndpoints       value.Texts             `tf:"endpoint_configuration.vpc_endpoint_ids" cfn:"EndpointConfiguration.VpcEndpointIds" ref:"vpc_endpoint"`
	IPAddressType      value.Value[value.Text] `tf:"endpoint_configuration.ip_address_type" cfn:"EndpointConfiguration.IpAddressType"`
	Policy             Policy                  `tf:"policy" cfn:"Policy"`
	DefaultEndpointOff value.Value[bool]       `tf:"disable_execute_api_endpoint" cfn:"DisableExecuteApiEndpoint"` // default false
	SecurityPolicy     value.Value[value.Text] `tf:"security_policy" cfn:"SecurityPolicy"`                         // of the default endpoint
	EndpointAccessMode value.Value[value.Text] `tf:"endpoint_access_mode" cfn:"EndpointAccessMode"`
	KeySource          value.Value[value.Text] `tf:"api_key_source" cfn:"ApiKeySourceType"` // HEADER (default) or AUTHORIZER
	PutMode            value.Value[value.Text] `tf:"put_rest_api_mode" cfn:"Mode"`          // what a body does to what is declared beside it: overwrite (default) or merge
	FailOnWarnings     value.Value[bool]       `tf:"fail_on_warnings" cfn:"FailOnWarnings"`
}

// IsPrivate tells whether the API is reached through VPC endpoints only: one with
// another type of endpoint beside is open by that one.
func (a *RestAPI) IsPrivate() value.Answer {
	types, known := a.Endpoints.Get()
	if a.Endpoints.IsAbsent() || known && len(types) == 0 && !a.Endpoints.Partial() {
		return value.No
	}
	answer := value.Yes
	if !known || a.Endpoints.Partial() {
		answer = value.CannotTell
	}
	for _, t := range types {
		answer = value.Both(answer, value.Is(t, "PRIVATE"))
	}
	return answer
}

var restAPIPolicyType = Type{
	Kind: "rest_api_policy",
	New:  func() Resource { return new(RestAPIPolicy) },
	Terraform: []Declared{
		{Type: "aws_api_gateway_rest_api_policy"},
	},
}

// A RestAPIPolicy is a REST API's resource policy that is declared beside it.
type RestAPIPolicy struct {
	head

	API    value.Value[value.Text] `tf:"rest_api_id" ref:"rest_api"`
	Policy Policy                  `tf:"policy"`
}

// RestAPIPolicy returns the API's resource policy, from its own block or the
// resource beside it. A policy in the body (x-amazon-apigateway-policy) is not
// read here.
func (a *RestAPI) RestAPIPolicy(v *View) Policy {
	return settled(v, a, a.Policy, "rest_api_id", func(p *RestAPIPolicy) Policy { return p.Policy })
}

var apiResourceType = Type{
	Kind: "api_resource",
	New:  func() Resource { return new(APIResource) },
	Terraform: []Declared{
		{Type: "aws_api_gateway_resource"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::ApiGateway::Resource",
			Computed: []Computed{
				{"ResourceId", "{Ref}"},
			},
		},
	},
}

// An APIResource is one segment of a REST API's paths.
type APIResource struct {
	head

	API    value.Value[value.Text] `tf:"rest_api_id" cfn:"RestApiId" ref:"rest_api"`
	Parent value.Value[value.Text] `tf:"parent_id" cfn:"ParentId" ref:"api_resource|rest_api"`
	Part   value.Value[value.Text] `tf:"path_part" cfn:"PathPart"`
}

var apiDeploymentType = Type{
	Kind: "api_deployment",
	New:  func() Resource { return new(APIDeployment) },
	Terraform: []Declared{{
		Type: "aws_api_gateway_deployment",
		Computed: []Computed{
			{"execution_arn", "arn:{partition}:execute-api:{region}:{account}:{rest_api_id}/{stage_name}"},
			{"invoke_url", "https://{rest_api_id}.execute-api.{region}.amazonaws.com/{stage_name}"},
		},
	}, {
		Type: "aws_apigatewayv2_deployment",
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::ApiGateway::Deployment",
			Computed: []Computed{
				{"DeploymentId", "{Ref}"},
			},
		},
		{
			Type: "AWS::ApiGatewayV2::Deployment",
			Computed: []Computed{
				{"DeploymentId", "{Ref}"},
			},
		},
	},
}

// An APIDeployment is a snapshot of an API that stages point to. One of a REST
// API that names a stage makes that stage (provider versions before 6).
type APIDeployment struct {
	head

	API              value.Value[value.Text] `tf:"rest_api_id|api_id" cfn:"RestApiId|ApiId" ref:"rest_api|http_api|websocket_api"`
	Stage            value.Value[value.Text] `tf:"stage_name" cfn:"StageName"`
	StageDescription value.Value[value.Text] `tf:"stage_description" cfn:"StageDescription.Description"`
	Variables        value.Entries           `tf:"variables" cfn:"StageDescription.Variables"`
	Description      value.Value[value.Text] `tf:"description" cfn:"Description"`
}

var gatewayResponseType = Type{
	Kind: "gateway_response",
	New:  func() Resource { return new(GatewayResponse) },
	Terraform: []Declared{
		{Type: "aws_api_gateway_gateway_response"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::ApiGateway::GatewayResponse",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
	},
}

// A GatewayResponse is what a REST API answers where no integration does.
type GatewayResponse struct {
	head

	API          value.Value[value.Text] `tf:"rest_api_id" cfn:"RestApiId" ref:"rest_api"`
	ResponseType value.Value[value.Text] `tf:"response_type" cfn:"ResponseType"`
	Status       value.Value[value.Text] `tf:"status_code" cfn:"StatusCode"`
	Parameters   value.Entries           `tf:"response_parameters" cfn:"ResponseParameters"`
}

var requestValidatorType = Type{
	Kind: "request_validator",
	New:  func() Resource { return new(RequestValidator) },
	Terraform: []Declared{
		{Type: "aws_api_gateway_request_validator", Name: "name"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::ApiGateway::RequestValidator",
			Name: "Name",
			Computed: []Computed{
				{"RequestValidatorId", "{Ref}"},
			},
		},
	},
}

// A RequestValidator checks requests before they reach the integration.
type RequestValidator struct {
	head

	ValidatorName value.Value[value.Text] `tf:"name" cfn:"Name"`
	API           value.Value[value.Text] `tf:"rest_api_id" cfn:"RestApiId" ref:"rest_api"`
	Body          value.Value[bool]       `tf:"validate_request_body" cfn:"ValidateRequestBody"`             // default false
	Parameters    value.Value[bool]       `tf:"validate_request_parameters" cfn:"ValidateRequestParameters"` // default false
}

var apiAccountType = Type{
	Kind: "api_account",
	New:  func() Resource { return new(APIAccount) },
	Terraform: []Declared{
		{Type: "aws_api_gateway_account"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::ApiGateway::Account",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
	},
}

// An APIAccount is the setting of API Gateway for an account and region.
type APIAccount struct {
	head

	Role value.Value[value.Text] `tf:"cloudwatch_role_arn" cfn:"CloudWatchRoleArn" ref:"role"` // without it no execution log is written
}

var clientCertificateType = Type{
	Kind: "client_certificate",
	New:  func() Resource { return new(ClientCertificate) },
	Terraform: []Declared{{
		Type: "aws_api_gateway_client_certificate",
		Computed: []Computed{
			{"arn", "arn:{partition}:apigateway:{region}::/clientcertificates/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::ApiGateway::ClientCertificate",
			Computed: []Computed{
				{"", "arn:{partition}:apigateway:{region}::/clientcertificates/{Ref}"},
				{"ClientCertificateId", "{Ref}"},
			},
		},
	},
}

// A ClientCertificate is what API Gateway shows to HTTP backends.
type ClientCertificate struct {
	head

	Description value.Value[value.Text] `tf:"description" cfn:"Description"`
}

var vpcLinkType = Type{
	Kind: "vpc_link",
	New:  func() Resource { return new(VPCLink) },
	Terraform: []Declared{{
		Type: "aws_api_gateway_vpc_link",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:apigateway:{region}::/vpclinks/{id}"},
		},
	}, {
		Type: "aws_apigatewayv2_vpc_link",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:apigateway:{region}::/vpclinks/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::ApiGateway::VpcLink",
			Name: "Name",
			Computed: []Computed{
				{"", "arn:{partition}:apigateway:{region}::/vpclinks/{Ref}"},
				{"VpcLinkId", "{Ref}"},
			},
		},
		{
			Type: "AWS::ApiGatewayV2::VpcLink",
			Name: "Name",
			Computed: []Computed{
				{"", "arn:{partition}:apigateway:{region}::/vpclinks/{Ref}"},
				{"VpcLinkId", "{Ref}"},
			},
		},
	},
}

// A VPCLink leads from an API to a load balancer or service in a VPC.
type VPCLink struct {
	head

	LinkName       value.Value[value.Text] `tf:"name" cfn:"Name"`
	Targets        value.Texts             `tf:"target_arns" cfn:"TargetArns" ref:"load_balancer"`
	Subnets        value.Texts             `tf:"subnet_ids" cfn:"SubnetIds" ref:"subnet"`
	SecurityGroups value.Texts             `tf:"security_group_ids" cfn:"SecurityGroupIds" ref:"security_group|vpc"`
}

var usagePlanType = Type{
	Kind: "usage_plan",
	New:  func() Resource { return new(UsagePlan) },
	Terraform: []Declared{{
		Type: "aws_api_gateway_usage_plan",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:apigateway:{region}::/usageplans/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::ApiGateway::UsagePlan",
			Name: "UsagePlanName",
			Computed: []Computed{
				{"", "arn:{partition}:apigateway:{region}::/usageplans/{Ref}"},
				{"Id", "{Ref}"},
			},
		},
	},
}

// A UsagePlan limits what the holders of API keys may use.
type UsagePlan struct {
	head

	PlanName    value.Value[value.Text] `tf:"name" cfn:"UsagePlanName"`
	Stages      Blocks[UsagePlanStage]  `tf:"api_stages" cfn:"ApiStages"`
	Burst       value.Value[int64]      `tf:"throttle_settings.burst_limit" cfn:"Throttle.BurstLimit"`
	Rate        value.Value[float64]    `tf:"throttle_settings.rate_limit" cfn:"Throttle.RateLimit"` // requests a second
	Quota       value.Value[int64]      `tf:"quota_settings.limit" cfn:"Quota.Limit"`
	QuotaPeriod value.Value[value.Text] `tf:"quota_settings.period" cfn:"Quota.Period"`
}

// A UsagePlanStage is a stage that a usage plan is for.
type UsagePlanStage struct {
	API      value.Value[value.Text]   `tf:"api_id" cfn:"ApiId" ref:"rest_api"`
	Stage    value.Value[value.Text]   `tf:"stage" cfn:"Stage"`
	Throttle Blocks[UsagePlanThrottle] `tf:"throttle" cfn:"-"`
}

// reshape reads the limits, which CloudFormation has as a map.
func (s *UsagePlanStage) reshape(from Body) {
	putWhole(&s.Throttle, listed(from.Attribute("Throttle"), "Path"), "Throttle")
}

// A UsagePlanThrottle is a usage plan's limit for one method.
type UsagePlanThrottle struct {
	Path  value.Value[value.Text] `tf:"path" cfn:"Path"`
	Burst value.Value[int64]      `tf:"burst_limit" cfn:"BurstLimit"`
	Rate  value.Value[float64]    `tf:"rate_limit" cfn:"RateLimit"`
}

var apiKeyType = Type{
	Kind: "api_key",
	New:  func() Resource { return new(APIKey) },
	Terraform: []Declared{{
		Type: "aws_api_gateway_api_key",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:apigateway:{region}::/apikeys/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::ApiGateway::ApiKey",
			Name: "Name",
			Computed: []Computed{
				{"", "arn:{partition}:apigateway:{region}::/apikeys/{Ref}"},
				{"APIKeyId", "{Ref}"},
			},
		},
	},
}

// An APIKey is a key that meters the use of REST APIs.
type APIKey struct {
	head

	KeyName value.Value[value.Text] `tf:"name" cfn:"Name"`
	Value   value.Value[value.Text] `tf:"value" cfn:"Value"` // made by AWS where absent
	Enabled value.Value[bool]       `tf:"enabled" cfn:"Enabled"`
}

var usagePlanKeyType = Type{
	Kind: "usage_plan_key",
	New:  func() Resource { return new(UsagePlanKey) },
	Terraform: []Declared{
		{Type: "aws_api_gateway_usage_plan_key"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::ApiGateway::UsagePlanKey",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
	},
}

// A UsagePlanKey gives an API key to a usage plan.
type UsagePlanKey struct {
	head

	Key  value.Value[value.Text] `tf:"key_id" cfn:"KeyId" ref:"api_key"`
	Plan value.Value[value.Text] `tf:"usage_plan_id" cfn:"UsagePlanId" ref:"usage_plan"`
}
