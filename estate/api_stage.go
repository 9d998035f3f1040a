package estate

import "bailiwick/value"

var apiStageType = Type{
	Kind: "api_stage",
	New:  func() Resource { return new(APIStage) },
	Terraform: []Declared{{
		Type: "aws_api_gateway_stage",
		Name: "stage_name",
		Computed: []Computed{
			{"arn", "arn:{partition}:apigateway:{region}::/restapis/{rest_api_id}/stages/{stage_name}"},
			{"id", "ags-{rest_api_id}-{stage_name}"},
			{"execution_arn", "arn:{partition}:execute-api:{region}:{account}:{rest_api_id}/{stage_name}"},
			{"invoke_url", "https://{rest_api_id}.execute-api.{region}.amazonaws.com/{stage_name}"},
		},
	}, {
		Type: "aws_apigatewayv2_stage",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:apigateway:{region}::/apis/{api_id}/stages/{name}"},
			{"id", "{name}"},
			{"execution_arn", "arn:{partition}:execute-api:{region}:{account}:{api_id}/{name}"},
			{"invoke_url", "{invoke_url}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::ApiGateway::Stage",
			Name: "StageName",
			Computed: []Computed{
				{"Ref", "{StageName}"},
				{"", "arn:{partition}:apigateway:{region}::/restapis/{RestApiId}/stages/{StageName}"},
				{"", "arn:{partition}:execute-api:{region}:{account}:{RestApiId}/{StageName}"},
				{"", "https://{RestApiId}.execute-api.{region}.amazonaws.com/{StageName}"},
			},
		},
		{
			Type: "AWS::ApiGatewayV2::Stage",
			Name: "StageName",
			Computed: []Computed{
				{"Ref", "{StageName}"},
				{"", "arn:{partition}:apigateway:{region}::/apis/{ApiId}/stages/{StageName}"},
				{"", "arn:{partition}:execute-api:{region}:{account}:{ApiId}/{StageName}"},
			},
		},
	},
}

// An APIStage is where an API of any protocol can be called.
type APIStage struct {
	head

	API                  value.Value[value.Text]     `tf:"rest_api_id|api_id" cfn:"RestApiId|ApiId" ref:"rest_api|http_api|websocket_api"`
	StageName            value.Value[value.Text]     `tf:"stage_name|name" cfn:"StageName"`
	Deployment           value.Value[value.Text]     `tf:"deployment_id" cfn:"DeploymentId" ref:"api_deployment"`
	AutoDeploy           value.Value[bool]           `tf:"auto_deploy" cfn:"AutoDeploy"` // default false
	LogDestination       value.Value[value.Text]     `tf:"access_log_settings.destination_arn" cfn:"AccessLogSetting.DestinationArn|AccessLogSettings.DestinationArn" ref:"log_group|firehose"`
	LogFormat            value.Value[value.Text]     `tf:"access_log_settings.format" cfn:"AccessLogSetting.Format|AccessLogSettings.Format"`
	Cache                value.Value[bool]           `tf:"cache_cluster_enabled" cfn:"CacheClusterEnabled"` // default false
	CacheSize            value.Value[value.Text]     `tf:"cache_cluster_size" cfn:"CacheClusterSize"`       // GB
	ClientCertificate    value.Value[value.Text]     `tf:"client_certificate_id" cfn:"ClientCertificateId" ref:"client_certificate"`
	Tracing              value.Value[bool]           `tf:"xray_tracing_enabled" cfn:"TracingEnabled"` // default false
	Variables            value.Entries               `tf:"variables|stage_variables" cfn:"Variables|StageVariables"`
	Canary               value.Value[float64]        `tf:"canary_settings.percent_traffic" cfn:"CanarySetting.PercentTraffic"` // percent
	DefaultThrottleBurst value.Value[int64]          `tf:"default_route_settings.throttling_burst_limit" cfn:"DefaultRouteSettings.ThrottlingBurstLimit"`
	DefaultThrottleRate  value.Value[float64]        `tf:"default_route_settings.throttling_rate_limit" cfn:"DefaultRouteSettings.ThrottlingRateLimit"` // requests a second
	DefaultLogLevel      value.Value[value.Text]     `tf:"default_route_settings.logging_level" cfn:"DefaultRouteSettings.LoggingLevel"`                // of a WebSocket API: OFF (default), ERROR or INFO
	DefaultDataTrace     value.Value[bool]           `tf:"default_route_settings.data_trace_enabled" cfn:"DefaultRouteSettings.DataTraceEnabled"`       // default false
	DefaultMetrics       value.Value[bool]           `tf:"default_route_settings.detailed_metrics_enabled" cfn:"DefaultRouteSettings.DetailedMetricsEnabled"`
	Routes               Blocks[RouteSettings]       `tf:"route_settings" cfn:"-"`
	Methods              Blocks[StageMethodSettings] `tf:"-" cfn:"MethodSettings"`
}

// reshape reads the settings of routes, which CloudFormation has as a map.
func (s *APIStage) reshape(from Body) {
	putWhole(&s.Routes, listed(from.Attribute("RouteSettings"), "RouteKey"), "RouteSettings")
}

// RouteSettings are a stage's settings for one route.
type RouteSettings struct {
	RouteKey  value.Value[value.Text] `tf:"route_key" cfn:"RouteKey"`
	Burst     value.Value[int64]      `tf:"throttling_burst_limit" cfn:"ThrottlingBurstLimit"`
	Rate      value.Value[float64]    `tf:"throttling_rate_limit" cfn:"ThrottlingRateLimit"`
	LogLevel  value.Value[value.Text] `tf:"logging_level" cfn:"LoggingLevel"`
	DataTrace value.Value[bool]       `tf:"data_trace_enabled" cfn:"DataTraceEnabled"`
}

// StageMethodSettings are settings of a REST API's stage for a method.
type StageMethodSettings struct {
	Path           value.Value[value.Text] `tf:"method_path" cfn:"ResourcePath"`                     // */* for all: the resource's path without its first slash, /, the method
	Method         value.Value[value.Text] `tf:"-" cfn:"HttpMethod"`                                 // what CloudFormation writes apart from the path
	LogLevel       value.Value[value.Text] `tf:"settings.logging_level" cfn:"LoggingLevel"`          // OFF (default), ERROR or INFO
	DataTrace      value.Value[bool]       `tf:"settings.data_trace_enabled" cfn:"DataTraceEnabled"` // default false
	Metrics        value.Value[bool]       `tf:"settings.metrics_enabled" cfn:"MetricsEnabled"`
	Burst          value.Value[int64]      `tf:"settings.throttling_burst_limit" cfn:"ThrottlingBurstLimit"` // default -1: no limit of its own
	Rate           value.Value[float64]    `tf:"settings.throttling_rate_limit" cfn:"ThrottlingRateLimit"`   // requests a second; default -1
	Caching        value.Value[bool]       `tf:"settings.caching_enabled" cfn:"CachingEnabled"`              // default false
	CacheEncrypted value.Value[bool]       `tf:"settings.cache_data_encrypted" cfn:"CacheDataEncrypted"`     // default false
	CacheTTL       value.Value[int64]      `tf:"settings.cache_ttl_in_seconds" cfn:"CacheTtlInSeconds"`
}

var methodSettingsType = Type{
	Kind: "method_settings",
	New:  func() Resource { return new(MethodSettings) },
	Terraform: []Declared{
		{Type: "aws_api_gateway_method_settings"},
	},
}

// A MethodSettings resource holds settings of a stage for the methods of a
// path, which are its own block.
type MethodSettings struct {
	head

	API            value.Value[value.Text] `tf:"rest_api_id" ref:"rest_api"`
	Stage          value.Value[value.Text] `tf:"stage_name"`
	Path           value.Value[value.Text] `tf:"method_path"`
	LogLevel       value.Value[value.Text] `tf:"settings.logging_level"`
	DataTrace      value.Value[bool]       `tf:"settings.data_trace_enabled"`
	Metrics        value.Value[bool]       `tf:"settings.metrics_enabled"`
	Burst          value.Value[int64]      `tf:"settings.throttling_burst_limit"`
	Rate           value.Value[float64]    `tf:"settings.throttling_rate_limit"`
	Caching        value.Value[bool]       `tf:"settings.caching_enabled"`
	CacheEncrypted value.Value[bool]       `tf:"settings.cache_data_encrypted"`
	CacheTTL       value.Value[int64]      `tf:"settings.cache_ttl_in_seconds"`
}

// MethodSettings returns the settings of a REST API's stage by method, from
// its own blocks and the resources for the same API and stage name.
func (s *APIStage) MethodSettings(v *View) value.Value[[]StageMethodSettings] {
	api, reach := Find[*RestAPI](v, s, s.API)
	if reach != Here {
		return value.Unknown[[]StageMethodSettings](value.NewNote("rest_api_id", "the API of "+s.Address+" was not read"), s.Block)
	}
	return joined(v, api, Listed(s.Methods), "rest_api_id", func(m *MethodSettings) (StageMethodSettings, value.Answer) {
		return StageMethodSettings{
			Path: m.Path, LogLevel: m.LogLevel, DataTrace: m.DataTrace, Metrics: m.Metrics, Burst: m.Burst, Rate: m.Rate,
			Caching: m.Caching, CacheEncrypted: m.CacheEncrypted, CacheTTL: m.CacheTTL,
		}, same(m.Stage, s.StageName)
	})
}

var apiDomainType = Type{
	Kind: "api_domain",
	New:  func() Resource { return new(APIDomain) },
	Terraform: []Declared{{
		Type: "aws_api_gateway_domain_name",
		Name: "domain_name",
		Computed: []Computed{
			{"arn", "arn:{partition}:apigateway:{region}::/domainnames/{domain_name}"},
			{"id", "{domain_name}"},
			{"regional_domain_name", "{regional_domain_name}"},
			{"cloudfront_domain_name", "{cloudfront_domain_name}"},
		},
	}, {
		Type: "aws_apigatewayv2_domain_name",
		Name: "domain_name",
		Computed: []Computed{
			{"arn", "arn:{partition}:apigateway:{region}::/domainnames/{domain_name}"},
			{"id", "{domain_name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::ApiGateway::DomainName",
			Name: "DomainName",
			Computed: []Computed{
				{"Ref", "{DomainName}"},
				{"DomainNameArn", "arn:{partition}:apigateway:{region}::/domainnames/{DomainName}"},
				{"RegionalDomainName", "{RegionalDomainName}"},
				{"DistributionDomainName", "{DistributionDomainName}"},
			},
		},
		{
			Type: "AWS::ApiGateway::DomainNameV2",
			Name: "DomainName",
			Computed: []Computed{
				{"Ref", "arn:{partition}:apigateway:{region}::/domainnames/{DomainName}"},
				{"DomainNameArn", "arn:{partition}:apigateway:{region}::/domainnames/{DomainName}"},
			},
		},
		{
			Type: "AWS::ApiGatewayV2::DomainName",
			Name: "DomainName",
			Computed: []Computed{
				{"Ref", "{DomainName}"},
				{"DomainNameArn", "arn:{partition}:apigateway:{region}::/domainnames/{DomainName}"},
				{"RegionalDomainName", "{RegionalDomainName}"},
			},
		},
	},
}

// An APIDomain is a domain name that APIs are called by.
type APIDomain struct {
	head

	Domain              value.Value[value.Text] `tf:"domain_name" cfn:"DomainName"`
	SecurityPolicy      value.Value[value.Text] `tf:"security_policy|domain_name_configuration.security_policy" cfn:"SecurityPolicy|DomainNameConfigurations.SecurityPolicy"`                       // TLS_1_0, TLS_1_2 or SecurityPolicy_…
	Endpoints           value.Texts             `tf:"endpoint_configuration.types|domain_name_configuration.endpoint_type" cfn:"EndpointConfiguration.Types|DomainNameConfigurations.EndpointType"` // EDGE (default of a REST API's), REGIONAL or PRIVATE
	EndpointAccessMode  value.Value[value.Text] `tf:"endpoint_access_mode" cfn:"EndpointAccessMode"`
	Certificate         value.Value[value.Text] `tf:"certificate_arn|domain_name_configuration.certificate_arn" cfn:"CertificateArn|DomainNameConfigurations.CertificateArn" ref:"certificate"`
	RegionalCertificate value.Value[value.Text] `tf:"regional_certificate_arn" cfn:"RegionalCertificateArn" ref:"certificate"`
	Truststore          value.Value[value.Text] `tf:"mutual_tls_authentication.truststore_uri" cfn:"MutualTlsAuthentication.TruststoreUri"` // s3://bucket/key; absent: no mutual TLS
	TruststoreVersion   value.Value[value.Text] `tf:"mutual_tls_authentication.truststore_version" cfn:"MutualTlsAuthentication.TruststoreVersion"`
	Policy              Policy                  `tf:"policy" cfn:"Policy"` // of a private domain
	RoutingMode         value.Value[value.Text] `tf:"routing_mode" cfn:"RoutingMode"`
}

// ForREST reports whether the domain was declared for REST APIs, which may
// admit TLS 1.0; the others support TLS 1.2 only.
func (d *APIDomain) ForREST() bool {
	return d.Written == "aws_api_gateway_domain_name" || d.Written == "AWS::ApiGateway::DomainName"
}

var apiMappingType = Type{
	Kind: "api_mapping",
	New:  func() Resource { return new(APIMapping) },
	Terraform: []Declared{
		{Type: "aws_api_gateway_base_path_mapping"},
		{Type: "aws_apigatewayv2_api_mapping"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::ApiGateway::BasePathMapping"},
		{
			Type: "AWS::ApiGateway::BasePathMappingV2",
			Computed: []Computed{
				{"BasePathMappingArn", "{Ref}"},
			},
		},
		{
			Type: "AWS::ApiGatewayV2::ApiMapping",
			Computed: []Computed{
				{"ApiMappingId", "{Ref}"},
			},
		},
	},
}

// An APIMapping gives a domain name a way to an API.
type APIMapping struct {
	head

	Domain value.Value[value.Text] `tf:"domain_name" cfn:"DomainName" ref:"api_domain"`
	API    value.Value[value.Text] `tf:"api_id" cfn:"RestApiId|ApiId" ref:"rest_api|http_api|websocket_api"`
	Stage  value.Value[value.Text] `tf:"stage_name|stage" cfn:"Stage"`
	Path   value.Value[value.Text] `tf:"base_path|api_mapping_key" cfn:"BasePath|ApiMappingKey"`
}
