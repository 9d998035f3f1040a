package estate

import "bailiwick/value"

var distributionType = Type{
	Kind: "distribution",
	New:  func() Resource { return new(Distribution) },
	Terraform: []Declared{{
		Type: "aws_cloudfront_distribution",
		Computed: []Computed{
			{"arn", "arn:{partition}:cloudfront::{account}:distribution/{id}"},
			{"domain_name", "{domain_name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::CloudFront::Distribution",
			Computed: []Computed{
				{"", "arn:{partition}:cloudfront::{account}:distribution/{Ref}"},
				{"Id", "{Ref}"},
				{"DomainName", "{DomainName}"},
			},
		},
	},
}

// A Distribution is a distribution of Amazon CloudFront.
type Distribution struct {
	head

	Enabled            value.Value[bool]       `tf:"enabled" cfn:"DistributionConfig.Enabled"`
	Aliases            value.Texts             `tf:"aliases" cfn:"DistributionConfig.Aliases"`
	Origins            Blocks[Origin]          `tf:"origin" cfn:"DistributionConfig.Origins"`
	OriginGroups       Blocks[OriginGroup]     `tf:"origin_group" cfn:"DistributionConfig.OriginGroups.Items"`
	Default            Blocks[Behaviour]       `tf:"default_cache_behavior" cfn:"DistributionConfig.DefaultCacheBehavior"` // one
	Behaviours         Blocks[Behaviour]       `tf:"ordered_cache_behavior" cfn:"DistributionConfig.CacheBehaviors"`
	Certificate        value.Value[value.Text] `tf:"viewer_certificate.acm_certificate_arn" cfn:"DistributionConfig.ViewerCertificate.AcmCertificateArn" ref:"certificate"`
	IAMCertificate     value.Value[value.Text] `tf:"viewer_certificate.iam_certificate_id" cfn:"DistributionConfig.ViewerCertificate.IamCertificateId"`
	DefaultCertificate value.Value[bool]       `tf:"viewer_certificate.cloudfront_default_certificate" cfn:"DistributionConfig.ViewerCertificate.CloudFrontDefaultCertificate"`
	MinTLS             value.Value[value.Text] `tf:"viewer_certificate.minimum_protocol_version" cfn:"DistributionConfig.ViewerCertificate.MinimumProtocolVersion"` // default TLSv1
	WebACL             value.Value[value.Text] `tf:"web_acl_id" cfn:"DistributionConfig.WebACLId" ref:"web_acl"`
	LogBucket          value.Value[value.Text] `tf:"logging_config.bucket" cfn:"DistributionConfig.Logging.Bucket" ref:"bucket"`
	GeoRestriction     value.Value[value.Text] `tf:"restrictions.geo_restriction.restriction_type" cfn:"DistributionConfig.Restrictions.GeoRestriction.RestrictionType"` // none, whitelist or blacklist
	GeoLocations       value.Texts             `tf:"restrictions.geo_restriction.locations" cfn:"DistributionConfig.Restrictions.GeoRestriction.Locations"`
	DefaultRoot        value.Value[value.Text] `tf:"default_root_object" cfn:"DistributionConfig.DefaultRootObject"`
}

// An Origin is where a distribution fetches what it serves.
type Origin struct {
	ID             value.Value[value.Text] `tf:"origin_id" cfn:"Id"`
	Domain         value.Value[value.Text] `tf:"domain_name" cfn:"DomainName" ref:"bucket|function_url|rest_api|http_api|websocket_api|load_balancer|api_domain|web_function"`
	Path           value.Value[value.Text] `tf:"origin_path" cfn:"OriginPath"`
	AccessControl  value.Value[value.Text] `tf:"origin_access_control_id" cfn:"OriginAccessControlId" ref:"origin_access_control"`
	AccessIdentity value.Value[value.Text] `tf:"s3_origin_config.origin_access_identity" cfn:"S3OriginConfig.OriginAccessIdentity" ref:"origin_access_identity"`
	Protocol       value.Value[value.Text] `tf:"custom_origin_config.origin_protocol_policy" cfn:"CustomOriginConfig.OriginProtocolPolicy"` // http-only, https-only or match-viewer
	TLSVersions    value.Texts             `tf:"custom_origin_config.origin_ssl_protocols" cfn:"CustomOriginConfig.OriginSSLProtocols"`
	Headers        Blocks[OriginHeader]    `tf:"custom_header" cfn:"OriginCustomHeaders"`
	VPCOrigin      value.Value[value.Text] `tf:"vpc_origin_config.vpc_origin_id" cfn:"VpcOriginConfig.VpcOriginId"`
}

// An OriginHeader is a header that a distribution adds for its origin.
type OriginHeader struct {
	Name  value.Value[value.Text] `tf:"name" cfn:"HeaderName"`
	Value value.Value[value.Text] `tf:"value" cfn:"HeaderValue"`
}

// An OriginGroup is an origin with another in reserve.
type OriginGroup struct {
	ID      value.Value[value.Text]   `tf:"origin_id" cfn:"Id"`
	Members Blocks[OriginGroupMember] `tf:"member" cfn:"Members.Items"`
}

// An OriginGroupMember is an origin of a group.
type OriginGroupMember struct {
	ID value.Value[value.Text] `tf:"origin_id" cfn:"OriginId"`
}

// A Behaviour says how a distribution serves the requests to some paths.
type Behaviour struct {
	Path                value.Value[value.Text] `tf:"path_pattern" cfn:"PathPattern"`                    // of the default one absent
	Target              value.Value[value.Text] `tf:"target_origin_id" cfn:"TargetOriginId"`             // the id of an origin or origin group of the same distribution
	Viewer              value.Value[value.Text] `tf:"viewer_protocol_policy" cfn:"ViewerProtocolPolicy"` // allow-all, https-only or redirect-to-https
	Methods             value.Texts             `tf:"allowed_methods" cfn:"AllowedMethods"`
	Functions           Blocks[EdgeFunction]    `tf:"lambda_function_association" cfn:"LambdaFunctionAssociations"`
	ScriptFunctions     Blocks[EdgeScript]      `tf:"function_association" cfn:"FunctionAssociations"`
	TrustedKeyGroups    value.Texts             `tf:"trusted_key_groups" cfn:"TrustedKeyGroups"`
	TrustedSigners      value.Texts             `tf:"trusted_signers" cfn:"TrustedSigners"`
	ResponseHeaders     value.Value[value.Text] `tf:"response_headers_policy_id" cfn:"ResponseHeadersPolicyId" ref:"response_headers_policy"`
	CachePolicy         value.Value[value.Text] `tf:"cache_policy_id" cfn:"CachePolicyId"`
	OriginRequestPolicy value.Value[value.Text] `tf:"origin_request_policy_id" cfn:"OriginRequestPolicyId"`
	RealtimeLog         value.Value[value.Text] `tf:"realtime_log_config_arn" cfn:"RealtimeLogConfigArn" ref:"realtime_log"`
	FieldEncryption     value.Value[value.Text] `tf:"field_level_encryption_id" cfn:"FieldLevelEncryptionId"`
}

// An EdgeFunction is a Lambda@Edge function of a behaviour.
type EdgeFunction struct {
	Event       value.Value[value.Text] `tf:"event_type" cfn:"EventType"`                        // viewer-request, origin-request, origin-response or viewer-response
	Function    value.Value[value.Text] `tf:"lambda_arn" cfn:"LambdaFunctionARN" ref:"function"` // with its version
	IncludeBody value.Value[bool]       `tf:"include_body" cfn:"IncludeBody"`
}

// An EdgeScript is a CloudFront function of a behaviour.
type EdgeScript struct {
	Event    value.Value[value.Text] `tf:"event_type" cfn:"EventType"` // viewer-request or viewer-response
	Function value.Value[value.Text] `tf:"function_arn" cfn:"FunctionARN" ref:"cloudfront_function"`
}

// EdgeFunctions returns what names the Lambda@Edge functions of all behaviours;
// partial where there may be more.
func (d *Distribution) EdgeFunctions() value.Value[[]value.Value[value.Text]] {
	return atEdge(d, func(b Behaviour) Blocks[EdgeFunction] { return b.Functions },
		func(f EdgeFunction) value.Value[value.Text] { return f.Function })
}

// EdgeScripts returns what names the CloudFront functions of all behaviours;
// partial where there may be more.
func (d *Distribution) EdgeScripts() value.Value[[]value.Value[value.Text]] {
	return atEdge(d, func(b Behaviour) Blocks[EdgeScript] { return b.ScriptFunctions },
		func(s EdgeScript) value.Value[value.Text] { return s.Function })
}

func atEdge[S any](d *Distribution, of func(Behaviour) Blocks[S], name func(S) value.Value[value.Text]) value.Value[[]value.Value[value.Text]] {
	var found []value.Value[value.Text]
	var more value.Note
	for _, list := range []Blocks[Behaviour]{d.Default, d.Behaviours} {
		behaviours, known := list.Get()
		if !known && !list.IsAbsent() || list.Partial() {
			more = value.Because("its behaviours are not all known")
		}
		for _, b := range behaviours {
			blocks, known := of(b).Get()
			if !known && !of(b).IsAbsent() || of(b).Partial() {
				more = value.Because("the functions of a behaviour are not all known")
			}
			for _, block := range blocks {
				found = append(found, name(block))
			}
		}
	}
	all := value.Known(found, d.Block)
	if more != 0 {
		return all.AndMore(more)
	}
	return all
}

var originAccessControlType = Type{
	Kind: "origin_access_control",
	New:  func() Resource { return new(OriginAccessControl) },
	Terraform: []Declared{{
		Type: "aws_cloudfront_origin_access_control",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:cloudfront::{account}:origin-access-control/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::CloudFront::OriginAccessControl",
			Name: "OriginAccessControlConfig.Name",
			Computed: []Computed{
				{"", "arn:{partition}:cloudfront::{account}:origin-access-control/{Ref}"},
				{"Id", "{Ref}"},
			},
		},
	},
}

// An OriginAccessControl signs a distribution's requests to its origin.
type OriginAccessControl struct {
	head

	ControlName value.Value[value.Text] `tf:"name" cfn:"OriginAccessControlConfig.Name"`
	Type        value.Value[value.Text] `tf:"origin_access_control_origin_type" cfn:"OriginAccessControlConfig.OriginAccessControlOriginType"` // s3, lambda, mediastore or mediapackagev2
	Signing     value.Value[value.Text] `tf:"signing_behavior" cfn:"OriginAccessControlConfig.SigningBehavior"`                                // always, never or no-override
	Protocol    value.Value[value.Text] `tf:"signing_protocol" cfn:"OriginAccessControlConfig.SigningProtocol"`                                // sigv4
}

var originAccessIdentityType = Type{
	Kind: "origin_access_identity",
	New:  func() Resource { return new(OriginAccessIdentity) },
	Terraform: []Declared{{
		Type: "aws_cloudfront_origin_access_identity",
		Computed: []Computed{
			{"iam_arn", "arn:{partition}:iam::cloudfront:user/CloudFront Origin Access Identity {id}"},
			{"cloudfront_access_identity_path", "origin-access-identity/cloudfront/{id}"},
			{"s3_canonical_user_id", "{s3_canonical_user_id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::CloudFront::CloudFrontOriginAccessIdentity",
			Computed: []Computed{
				{"Id", "{Ref}"},
				{"", "arn:{partition}:iam::cloudfront:user/CloudFront Origin Access Identity {Ref}"},
				{"", "origin-access-identity/cloudfront/{Ref}"},
			},
		},
	},
}

// An OriginAccessIdentity is the older way for a distribution to read a
// bucket.
type OriginAccessIdentity struct {
	head

	Comment value.Value[value.Text] `tf:"comment" cfn:"CloudFrontOriginAccessIdentityConfig.Comment"`
}

var cloudFrontFunctionType = Type{
	Kind: "cloudfront_function",
	New:  func() Resource { return new(CloudFrontFunction) },
	Terraform: []Declared{{
		Type: "aws_cloudfront_function",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:cloudfront::{account}:function/{name}"},
			{"id", "{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::CloudFront::Function",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "arn:{partition}:cloudfront::{account}:function/{Name}"},
				{"FunctionARN", "arn:{partition}:cloudfront::{account}:function/{Name}"},
				{"FunctionMetadata.FunctionARN", "arn:{partition}:cloudfront::{account}:function/{Name}"},
			},
		},
	},
}

// A CloudFrontFunction is a small script that runs at CloudFront's edge.
type CloudFrontFunction struct {
	head

	FunctionName value.Value[value.Text] `tf:"name" cfn:"Name"`
	Runtime      value.Value[value.Text] `tf:"runtime" cfn:"FunctionConfig.Runtime"`
	Code         value.Value[value.Text] `tf:"code" cfn:"FunctionCode"`
	Stores       value.Texts             `tf:"key_value_store_associations" cfn:"FunctionConfig.KeyValueStoreAssociations"`
}

var responseHeadersPolicyType = Type{
	Kind: "response_headers_policy",
	New:  func() Resource { return new(ResponseHeadersPolicy) },
	Terraform: []Declared{
		{Type: "aws_cloudfront_response_headers_policy", Name: "name"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::CloudFront::ResponseHeadersPolicy",
			Name: "ResponseHeadersPolicyConfig.Name",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
	},
}

// A ResponseHeadersPolicy adds headers to a distribution's answers.
type ResponseHeadersPolicy struct {
	head

	PolicyName       value.Value[value.Text] `tf:"name" cfn:"ResponseHeadersPolicyConfig.Name"`
	HSTSAge          value.Value[int64]      `tf:"security_headers_config.strict_transport_security.access_control_max_age_sec" cfn:"ResponseHeadersPolicyConfig.SecurityHeadersConfig.StrictTransportSecurity.AccessControlMaxAgeSec"` // seconds
	Origins          value.Texts             `tf:"cors_config.access_control_allow_origins.items" cfn:"ResponseHeadersPolicyConfig.CorsConfig.AccessControlAllowOrigins.Items"`
	AllowCredentials value.Value[bool]       `tf:"cors_config.access_control_allow_credentials" cfn:"ResponseHeadersPolicyConfig.CorsConfig.AccessControlAllowCredentials"`
}

var realtimeLogType = Type{
	Kind: "realtime_log",
	New:  func() Resource { return new(RealtimeLog) },
	Terraform: []Declared{{
		Type: "aws_cloudfront_realtime_log_config",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:cloudfront::{account}:realtime-log-config/{name}"},
			{"id", "arn:{partition}:cloudfront::{account}:realtime-log-config/{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::CloudFront::RealtimeLogConfig",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "arn:{partition}:cloudfront::{account}:realtime-log-config/{Name}"},
				{"Arn", "arn:{partition}:cloudfront::{account}:realtime-log-config/{Name}"},
			},
		},
	},
}

// A RealtimeLog writes a distribution's requests to a stream.
type RealtimeLog struct {
	head

	LogName      value.Value[value.Text] `tf:"name" cfn:"Name"`
	Stream       value.Value[value.Text] `tf:"endpoint.kinesis_stream_config.stream_arn" cfn:"EndPoints.KinesisStreamConfig.StreamArn" ref:"stream"`
	SamplingRate value.Value[int64]      `tf:"sampling_rate" cfn:"SamplingRate"` // percent
}
