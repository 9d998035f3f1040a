package estate

import "bailiwick/value"

var webACLType = Type{
	Kind: "web_acl",
	New:  func() Resource { return new(WebACL) },
	Terraform: []Declared{{
		Type: "aws_wafv2_web_acl",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:wafv2:{region}:{account}:{scope_path}/webacl/{name}/{id}"},
		},
	}, {
		Type: "aws_wafregional_web_acl",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:waf-regional:{region}:{account}:webacl/{id}"},
		},
	}, {
		Type: "aws_waf_web_acl",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:waf::{account}:webacl/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::WAFv2::WebACL",
			Name: "Name",
			Computed: []Computed{
				{"Arn", "arn:{partition}:wafv2:{region}:{account}:{ScopePath}/webacl/{Name}/{Id}"},
				{"Id", "{Id}"},
			},
		},
		{
			Type: "AWS::WAFRegional::WebACL",
			Name: "Name",
			Computed: []Computed{
				{"", "arn:{partition}:waf-regional:{region}:{account}:webacl/{Ref}"},
				{"Id", "{Ref}"},
			},
		},
		{
			Type: "AWS::WAF::WebACL",
			Name: "Name",
			Computed: []Computed{
				{"", "arn:{partition}:waf::{account}:webacl/{Ref}"},
				{"Id", "{Ref}"},
			},
		},
	},
}

// A WebACL is a list of rules of AWS WAF; the older two types are WAF
// Classic's.
type WebACL struct {
	head

	ACLName           value.Value[value.Text] `tf:"name" cfn:"Name"`
	For               value.Value[value.Text] `tf:"scope" cfn:"Scope"`                              // REGIONAL or CLOUDFRONT
	Allows            value.Value[value.Any]  `tf:"default_action.allow" cfn:"DefaultAction.Allow"` // set where what no rule matches passes
	Blocks            value.Value[value.Any]  `tf:"default_action.block" cfn:"DefaultAction.Block"` // set where it does not
	DefaultAction     value.Value[value.Text] `tf:"default_action.type" cfn:"DefaultAction.Type"`   // of WAF Classic: ALLOW or BLOCK
	Rules             Blocks[WebACLRule]      `tf:"rule|rules" cfn:"Rules"`
	RuleJSON          value.Value[value.Any]  `tf:"rule_json" cfn:"-"` // rules as JSON, in place of blocks
	AssociationLimits value.Value[value.Any]  `tf:"association_config" cfn:"AssociationConfig"`
}

// A WebACLRule is one rule of a web ACL. A rule has an action; a rule group
// has an override of the actions of its rules.
type WebACLRule struct {
	RuleName  value.Value[value.Text] `tf:"name" cfn:"Name"`
	Priority  value.Value[int64]      `tf:"priority" cfn:"Priority"`
	Action    value.Value[value.Any]  `tf:"action" cfn:"Action"`                  // a map of one: allow, block, count, captcha or challenge; of WAF Classic of a type
	Override  value.Value[value.Any]  `tf:"override_action" cfn:"OverrideAction"` // count or none
	Statement value.Value[value.Any]  `tf:"statement" cfn:"Statement"`
}

var webACLAssociationType = Type{
	Kind: "web_acl_association",
	New:  func() Resource { return new(WebACLAssociation) },
	Terraform: []Declared{
		{Type: "aws_wafv2_web_acl_association"},
		{Type: "aws_wafregional_web_acl_association"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::WAFv2::WebACLAssociation"},
		{
			Type: "AWS::WAFRegional::WebACLAssociation",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
	},
}

// A WebACLAssociation puts a resource behind a web ACL. A distribution names
// its web ACL itself.
type WebACLAssociation struct {
	head

	Resource value.Value[value.Text] `tf:"resource_arn" cfn:"ResourceArn" ref:"api_stage|load_balancer|graphql_api|user_pool"`
	ACL      value.Value[value.Text] `tf:"web_acl_arn|web_acl_id" cfn:"WebACLArn" ref:"web_acl"`
}

var webACLLoggingType = Type{
	Kind: "web_acl_logging",
	New:  func() Resource { return new(WebACLLogging) },
	Terraform: []Declared{
		{Type: "aws_wafv2_web_acl_logging_configuration"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::WAFv2::LoggingConfiguration"},
	},
}

// A WebACLLogging says where a web ACL's decisions are written.
type WebACLLogging struct {
	head

	ACL          value.Value[value.Text] `tf:"resource_arn" cfn:"ResourceArn" ref:"web_acl"`
	Destinations value.Texts             `tf:"log_destination_configs" cfn:"LogDestinationConfigs" ref:"log_group|bucket|firehose"`
}

var webACLRuleGroupType = Type{
	Kind: "web_acl_rule_group",
	New:  func() Resource { return new(WebACLRuleGroup) },
	Terraform: []Declared{{
		Type: "aws_wafv2_rule_group",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:wafv2:{region}:{account}:{scope_path}/rulegroup/{name}/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::WAFv2::RuleGroup",
			Name: "Name",
			Computed: []Computed{
				{"Arn", "arn:{partition}:wafv2:{region}:{account}:{ScopePath}/rulegroup/{Name}/{Id}"},
			},
		},
	},
}

// A WebACLRuleGroup is a list of rules that web ACLs take in.
type WebACLRuleGroup struct {
	head

	GroupName value.Value[value.Text] `tf:"name" cfn:"Name"`
	Rules     Blocks[WebACLRule]      `tf:"rule" cfn:"Rules"`
}

// WebACLOf returns what names the web ACL of an API stage, load balancer,
// AppSync API or user pool.
func (v *View) WebACLOf(r Resource) value.Value[value.Text] {
	return attached(v, r, "resource_arn|ResourceArn", func(a *WebACLAssociation) value.Value[value.Text] { return a.ACL })
}

// WebACLLog returns where the decisions of a web ACL are written.
func (a *WebACL) WebACLLog(v *View) value.Texts {
	return attached(v, a, "resource_arn|ResourceArn", func(l *WebACLLogging) value.Texts { return l.Destinations })
}
