package estate

import "bailiwick/value"

var firewallType = Type{
	Kind: "firewall",
	New:  func() Resource { return new(Firewall) },
	Terraform: []Declared{{
		Type: "aws_networkfirewall_firewall",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:network-firewall:{region}:{account}:firewall/{name}"},
			{"id", "arn:{partition}:network-firewall:{region}:{account}:firewall/{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::NetworkFirewall::Firewall",
			Name: "FirewallName",
			Computed: []Computed{
				{"Ref", "arn:{partition}:network-firewall:{region}:{account}:firewall/{FirewallName}"},
				{"FirewallArn", "arn:{partition}:network-firewall:{region}:{account}:firewall/{FirewallName}"},
			},
		},
	},
}

// A Firewall is an AWS Network Firewall in a VPC. Its endpoints, by which
// routes lead to it, get their ids when it is made.
type Firewall struct {
	head

	FirewallName     value.Value[value.Text] `tf:"name" cfn:"FirewallName"`
	PolicyARN        value.Value[value.Text] `tf:"firewall_policy_arn" cfn:"FirewallPolicyArn" ref:"firewall_policy"`
	VPC              value.Value[value.Text] `tf:"vpc_id" cfn:"VpcId" ref:"vpc"`
	Subnets          Blocks[FirewallSubnet]  `tf:"subnet_mapping" cfn:"SubnetMappings"`
	DeleteProtection value.Value[bool]       `tf:"delete_protection" cfn:"DeleteProtection"` // default false
}

// A FirewallSubnet is a subnet that holds an endpoint of a firewall.
type FirewallSubnet struct {
	Subnet value.Value[value.Text] `tf:"subnet_id" cfn:"SubnetId" ref:"subnet"`
}

var firewallPolicyType = Type{
	Kind: "firewall_policy",
	New:  func() Resource { return new(FirewallPolicy) },
	Terraform: []Declared{{
		Type: "aws_networkfirewall_firewall_policy",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:network-firewall:{region}:{account}:firewall-policy/{name}"},
			{"id", "arn:{partition}:network-firewall:{region}:{account}:firewall-policy/{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::NetworkFirewall::FirewallPolicy",
			Name: "FirewallPolicyName",
			Computed: []Computed{
				{"Ref", "arn:{partition}:network-firewall:{region}:{account}:firewall-policy/{FirewallPolicyName}"},
				{"FirewallPolicyArn", "arn:{partition}:network-firewall:{region}:{account}:firewall-policy/{FirewallPolicyName}"},
			},
		},
	},
}

// A FirewallPolicy says what a network firewall does.
type FirewallPolicy struct {
	head

	PolicyName       value.Value[value.Text]   `tf:"name" cfn:"FirewallPolicyName"`
	StatelessDefault value.Texts               `tf:"firewall_policy.stateless_default_actions" cfn:"FirewallPolicy.StatelessDefaultActions"`
	StatefulDefault  value.Texts               `tf:"firewall_policy.stateful_default_actions" cfn:"FirewallPolicy.StatefulDefaultActions"`
	StatefulGroups   Blocks[FirewallRuleGroup] `tf:"firewall_policy.stateful_rule_group_reference" cfn:"FirewallPolicy.StatefulRuleGroupReferences"`
	StatelessGroups  Blocks[FirewallRuleGroup] `tf:"firewall_policy.stateless_rule_group_reference" cfn:"FirewallPolicy.StatelessRuleGroupReferences"`
}

// A FirewallRuleGroup is a policy's reference to a group of rules.
type FirewallRuleGroup struct {
	ARN value.Value[value.Text] `tf:"resource_arn" cfn:"ResourceArn"`
}

var dnsFirewallAssociationType = Type{
	Kind: "dns_firewall_association",
	New:  func() Resource { return new(DNSFirewallAssociation) },
	Terraform: []Declared{{
		Type: "aws_route53_resolver_firewall_rule_group_association",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:route53resolver:{region}:{account}:firewall-rule-group-association/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::Route53Resolver::FirewallRuleGroupAssociation",
			Name: "Name",
			Computed: []Computed{
				{"Arn", "arn:{partition}:route53resolver:{region}:{account}:firewall-rule-group-association/{Ref}"},
				{"Id", "{Ref}"},
			},
		},
	},
}

// A DNSFirewallAssociation puts a VPC's DNS queries under a group of rules of
// Route 53 Resolver DNS Firewall.
type DNSFirewallAssociation struct {
	head

	AssociationName    value.Value[value.Text] `tf:"name" cfn:"Name"`
	VPC                value.Value[value.Text] `tf:"vpc_id" cfn:"VpcId" ref:"vpc"`
	RuleGroup          value.Value[value.Text] `tf:"firewall_rule_group_id" cfn:"FirewallRuleGroupId" ref:"dns_firewall_rule_group"`
	MutationProtection value.Value[value.Text] `tf:"mutation_protection" cfn:"MutationProtection"` // ENABLED or DISABLED (default)
}

var dnsFirewallRuleGroupType = Type{
	Kind: "dns_firewall_rule_group",
	New:  func() Resource { return new(DNSFirewallRuleGroup) },
	Terraform: []Declared{{
		Type: "aws_route53_resolver_firewall_rule_group",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:route53resolver:{region}:{account}:firewall-rule-group/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::Route53Resolver::FirewallRuleGroup",
			Name: "Name",
			Computed: []Computed{
				{"Arn", "arn:{partition}:route53resolver:{region}:{account}:firewall-rule-group/{Ref}"},
				{"Id", "{Ref}"},
			},
		},
	},
}

// A DNSFirewallRuleGroup holds rules on the names that a VPC may look up.
type DNSFirewallRuleGroup struct {
	head

	GroupName value.Value[value.Text] `tf:"name" cfn:"Name"`
}

var dnsFirewallRuleType = Type{
	Kind: "dns_firewall_rule",
	New:  func() Resource { return new(DNSFirewallRule) },
	Terraform: []Declared{
		{Type: "aws_route53_resolver_firewall_rule", Name: "name"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::Route53Resolver::FirewallRuleGroup", Inside: "FirewallRules", Given: []Computed{{"FirewallRuleGroupId", "{Ref}"}}},
	},
}

// A DNSFirewallRule is one rule of a group.
type DNSFirewallRule struct {
	head

	RuleName  value.Value[value.Text] `tf:"name" cfn:"-"`
	RuleGroup value.Value[value.Text] `tf:"firewall_rule_group_id" cfn:"FirewallRuleGroupId" ref:"dns_firewall_rule_group"`
	Action    value.Value[value.Text] `tf:"action" cfn:"Action"` // ALLOW, BLOCK or ALERT
	Domains   value.Value[value.Text] `tf:"firewall_domain_list_id" cfn:"FirewallDomainListId"`
	Priority  value.Value[int64]      `tf:"priority" cfn:"Priority"`
}

var dnsQueryLogType = Type{
	Kind: "dns_query_log",
	New:  func() Resource { return new(DNSQueryLog) },
	Terraform: []Declared{{
		Type: "aws_route53_resolver_query_log_config",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:route53resolver:{region}:{account}:resolver-query-log-config/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::Route53Resolver::ResolverQueryLoggingConfig",
			Name: "Name",
			Computed: []Computed{
				{"Arn", "arn:{partition}:route53resolver:{region}:{account}:resolver-query-log-config/{Ref}"},
				{"Id", "{Ref}"},
			},
		},
	},
}

// A DNSQueryLog records the DNS queries of the VPCs associated with it.
type DNSQueryLog struct {
	head

	LogName     value.Value[value.Text] `tf:"name" cfn:"Name"`
	Destination value.Value[value.Text] `tf:"destination_arn" cfn:"DestinationArn" ref:"log_group|bucket|firehose"`
}

var dnsQueryLogAssociationType = Type{
	Kind: "dns_query_log_association",
	New:  func() Resource { return new(DNSQueryLogAssociation) },
	Terraform: []Declared{
		{Type: "aws_route53_resolver_query_log_config_association"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
	},
}

// A DNSQueryLogAssociation puts a VPC's DNS queries on record.
type DNSQueryLogAssociation struct {
	head

	Log value.Value[value.Text] `tf:"resolver_query_log_config_id" cfn:"ResolverQueryLogConfigId" ref:"dns_query_log"`
	VPC value.Value[value.Text] `tf:"resource_id" cfn:"ResourceId" ref:"vpc"`
}
