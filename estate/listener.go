package estate

import "bailiwick/value"

var listenerType = Type{
	Kind: "listener",
	New:  func() Resource { return new(Listener) },
	Terraform: []Declared{{
		Type: "aws_lb_listener",
		Computed: []Computed{
			{"arn", "arn:{partition}:elasticloadbalancing:{region}:{account}:listener/{listener_path}"},
			{"id", "arn:{partition}:elasticloadbalancing:{region}:{account}:listener/{listener_path}"},
		},
	}, {
		Type: "aws_alb_listener",
		Computed: []Computed{
			{"arn", "arn:{partition}:elasticloadbalancing:{region}:{account}:listener/{listener_path}"},
			{"id", "arn:{partition}:elasticloadbalancing:{region}:{account}:listener/{listener_path}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::ElasticLoadBalancingV2::Listener",
			Computed: []Computed{
				{"Ref", "arn:{partition}:elasticloadbalancing:{region}:{account}:listener/{ListenerPath}"},
				{"ListenerArn", "arn:{partition}:elasticloadbalancing:{region}:{account}:listener/{ListenerPath}"},
			},
		},
	},
}

// A Listener is a port of a load balancer.
type Listener struct {
	head

	LoadBalancer value.Value[value.Text] `tf:"load_balancer_arn" cfn:"LoadBalancerArn" ref:"load_balancer"`
	Port         value.Value[int64]      `tf:"port" cfn:"Port"`
	Protocol     value.Value[value.Text] `tf:"protocol" cfn:"Protocol"`    // of an application load balancer HTTP (default) or HTTPS
	TLSPolicy    value.Value[value.Text] `tf:"ssl_policy" cfn:"SslPolicy"` // default of AWS's API: ELBSecurityPolicy-2016-08
	Certificate  value.Value[value.Text] `tf:"certificate_arn" cfn:"Certificates.CertificateArn" ref:"certificate"`
	MutualTLS    value.Value[value.Text] `tf:"mutual_authentication.mode" cfn:"MutualAuthentication.Mode"` // off (default), passthrough or verify
	TrustStore   value.Value[value.Text] `tf:"mutual_authentication.trust_store_arn" cfn:"MutualAuthentication.TrustStoreArn"`
	Actions      Blocks[ListenerAction]  `tf:"default_action" cfn:"DefaultActions"`
}

// A ListenerAction is what a listener or rule does with a request, one step.
type ListenerAction struct {
	Type                   value.Value[value.Text] `tf:"type" cfn:"Type"` // forward, redirect, fixed-response, authenticate-cognito, authenticate-oidc or jwt-validation
	Order                  value.Value[int64]      `tf:"order" cfn:"Order"`
	TargetGroup            value.Value[value.Text] `tf:"target_group_arn" cfn:"TargetGroupArn" ref:"target_group"`
	TargetGroups           Blocks[ListenerForward] `tf:"forward.target_group" cfn:"ForwardConfig.TargetGroups"`
	RedirectProtocol       value.Value[value.Text] `tf:"redirect.protocol" cfn:"RedirectConfig.Protocol"` // default #{protocol}: the request's own
	RedirectPort           value.Value[value.Text] `tf:"redirect.port" cfn:"RedirectConfig.Port"`
	UserPool               value.Value[value.Text] `tf:"authenticate_cognito.user_pool_arn" cfn:"AuthenticateCognitoConfig.UserPoolArn" ref:"user_pool"`
	CognitoUnauthenticated value.Value[value.Text] `tf:"authenticate_cognito.on_unauthenticated_request" cfn:"AuthenticateCognitoConfig.OnUnauthenticatedRequest"` // authenticate (default), deny or allow
	Issuer                 value.Value[value.Text] `tf:"authenticate_oidc.issuer" cfn:"AuthenticateOidcConfig.Issuer"`
	OIDCUnauthenticated    value.Value[value.Text] `tf:"authenticate_oidc.on_unauthenticated_request" cfn:"AuthenticateOidcConfig.OnUnauthenticatedRequest"`
	ClientSecret           value.Value[value.Text] `tf:"authenticate_oidc.client_secret" cfn:"AuthenticateOidcConfig.ClientSecret"`
}

// A ListenerForward is a target group among those that an action forwards to.
type ListenerForward struct {
	TargetGroup value.Value[value.Text] `tf:"arn" cfn:"TargetGroupArn" ref:"target_group"`
	Weight      value.Value[int64]      `tf:"weight" cfn:"Weight"`
}

var listenerRuleType = Type{
	Kind: "listener_rule",
	New:  func() Resource { return new(ListenerRule) },
	Terraform: []Declared{{
		Type: "aws_lb_listener_rule",
		Computed: []Computed{
			{"arn", "arn:{partition}:elasticloadbalancing:{region}:{account}:listener-rule/{rule_path}"},
			{"id", "arn:{partition}:elasticloadbalancing:{region}:{account}:listener-rule/{rule_path}"},
		},
	}, {
		Type: "aws_alb_listener_rule",
		Computed: []Computed{
			{"arn", "arn:{partition}:elasticloadbalancing:{region}:{account}:listener-rule/{rule_path}"},
			{"id", "arn:{partition}:elasticloadbalancing:{region}:{account}:listener-rule/{rule_path}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::ElasticLoadBalancingV2::ListenerRule",
			Computed: []Computed{
				{"Ref", "arn:{partition}:elasticloadbalancing:{region}:{account}:listener-rule/{RulePath}"},
				{"RuleArn", "arn:{partition}:elasticloadbalancing:{region}:{account}:listener-rule/{RulePath}"},
			},
		},
	},
}

// A ListenerRule says what a listener does with the requests that meet its
// conditions.
type ListenerRule struct {
	head

	Listener   value.Value[value.Text]   `tf:"listener_arn" cfn:"ListenerArn" ref:"listener"`
	Priority   value.Value[int64]        `tf:"priority" cfn:"Priority"`
	Actions    Blocks[ListenerAction]    `tf:"action" cfn:"Actions"`
	Conditions Blocks[ListenerCondition] `tf:"condition" cfn:"Conditions"`
}

// A ListenerCondition is one condition of a rule; all must hold.
type ListenerCondition struct {
	Paths   value.Texts `tf:"path_pattern.values" cfn:"PathPatternConfig.Values"`
	Hosts   value.Texts `tf:"host_header.values" cfn:"HostHeaderConfig.Values"`
	Sources value.Texts `tf:"source_ip.values" cfn:"SourceIpConfig.Values"`
	Methods value.Texts `tf:"http_request_method.values" cfn:"HttpRequestMethodConfig.Values"`
}

var listenerCertificateType = Type{
	Kind: "listener_certificate",
	New:  func() Resource { return new(ListenerCertificate) },
	Terraform: []Declared{
		{Type: "aws_lb_listener_certificate"},
		{Type: "aws_alb_listener_certificate"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::ElasticLoadBalancingV2::ListenerCertificate", Inside: "Certificates", Given: []Computed{{"ListenerArn", "{ListenerArn}"}}},
	},
}

// A ListenerCertificate is one more certificate of a listener.
type ListenerCertificate struct {
	head

	Listener    value.Value[value.Text] `tf:"listener_arn" cfn:"ListenerArn" ref:"listener"`
	Certificate value.Value[value.Text] `tf:"certificate_arn" cfn:"CertificateArn" ref:"certificate"`
}
