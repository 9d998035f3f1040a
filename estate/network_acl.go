package estate

import "bailiwick/value"

var networkACLType = Type{
	Kind: "network_acl",
	New:  func() Resource { return new(NetworkACL) },
	Terraform: []Declared{{
		Type: "aws_network_acl",
		Computed: []Computed{
			{"arn", "arn:{partition}:ec2:{region}:{account}:network-acl/{id}"},
		},
	}, {
		Type: "aws_default_network_acl",
		Computed: []Computed{
			{"arn", "arn:{partition}:ec2:{region}:{account}:network-acl/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::EC2::NetworkAcl",
			Computed: []Computed{
				{"", "arn:{partition}:ec2:{region}:{account}:network-acl/{Ref}"},
				{"Id", "{Ref}"},
			},
		},
	},
}

// A NetworkACL filters a subnet's traffic, without state. What no rule
// matches is denied.
type NetworkACL struct {
	head

	VPC     value.Value[value.Text] `tf:"vpc_id|default_network_acl_id" cfn:"VpcId" ref:"vpc"`
	Subnets value.Texts             `tf:"subnet_ids" cfn:"-" ref:"subnet"`
	Ingress Blocks[ACLRule]         `tf:"ingress" cfn:"-"`
	Egress  Blocks[ACLRule]         `tf:"egress" cfn:"-"`
}

// IsDefault reports whether it is the ACL that AWS makes with a VPC.
func (a *NetworkACL) IsDefault() bool { return a.Written == "aws_default_network_acl" }

// An ACLRule allows or denies traffic. The rule with the lowest number that
// matches decides.
type ACLRule struct {
	Number   value.Value[int64]      `tf:"rule_no|rule_number" cfn:"RuleNumber"`
	Action   value.Value[value.Text] `tf:"action|rule_action" cfn:"RuleAction"` // allow or deny
	Protocol value.Value[value.Text] `tf:"protocol" cfn:"Protocol"`             // a name, a number, or -1 for all
	FromPort value.Value[int64]      `tf:"from_port" cfn:"PortRange.From"`
	ToPort   value.Value[int64]      `tf:"to_port" cfn:"PortRange.To"`
	CIDR     value.Value[value.Text] `tf:"cidr_block" cfn:"CidrBlock"`
	IPv6CIDR value.Value[value.Text] `tf:"ipv6_cidr_block" cfn:"Ipv6CidrBlock"`
}

var networkACLRuleType = Type{
	Kind: "network_acl_rule",
	New:  func() Resource { return new(NetworkACLRule) },
	Terraform: []Declared{
		{Type: "aws_network_acl_rule"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::EC2::NetworkAclEntry",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
	},
}

// A NetworkACLRule is a rule that is declared beside its ACL.
type NetworkACLRule struct {
	head

	ACL      value.Value[value.Text] `tf:"network_acl_id" cfn:"NetworkAclId" ref:"network_acl|vpc"`
	Outgoing value.Value[bool]       `tf:"egress" cfn:"Egress"` // default false
	Number   value.Value[int64]      `tf:"rule_number" cfn:"RuleNumber"`
	Action   value.Value[value.Text] `tf:"rule_action" cfn:"RuleAction"`
	Protocol value.Value[value.Text] `tf:"protocol" cfn:"Protocol"`
	FromPort value.Value[int64]      `tf:"from_port" cfn:"PortRange.From"`
	ToPort   value.Value[int64]      `tf:"to_port" cfn:"PortRange.To"`
	CIDR     value.Value[value.Text] `tf:"cidr_block" cfn:"CidrBlock"`
	IPv6CIDR value.Value[value.Text] `tf:"ipv6_cidr_block" cfn:"Ipv6CidrBlock"`
}

func (r *NetworkACLRule) rule(outgoing bool) (ACLRule, value.Answer) {
	rule := ACLRule{r.Number, r.Action, r.Protocol, r.FromPort, r.ToPort, r.CIDR, r.IPv6CIDR}
	out, ok := r.Outgoing.Get()
	if !ok && !r.Outgoing.IsAbsent() {
		return rule, value.CannotTell
	}
	return rule, value.Answered(out == outgoing)
}

// ACLIngress returns the rules for what comes in, from the ACL's own blocks or
// the resources beside it.
func (a *NetworkACL) ACLIngress(v *View) value.Value[[]ACLRule] {
	return joined(v, a, Listed(a.Ingress), "network_acl_id|NetworkAclId", func(r *NetworkACLRule) (ACLRule, value.Answer) {
		return r.rule(false)
	})
}

// ACLEgress returns the rules for what goes out, as ACLIngress does.
func (a *NetworkACL) ACLEgress(v *View) value.Value[[]ACLRule] {
	return joined(v, a, Listed(a.Egress), "network_acl_id|NetworkAclId", func(r *NetworkACLRule) (ACLRule, value.Answer) {
		return r.rule(true)
	})
}

var networkACLAssociationType = Type{
	Kind: "network_acl_association",
	New:  func() Resource { return new(NetworkACLAssociation) },
	Terraform: []Declared{
		{Type: "aws_network_acl_association"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::EC2::SubnetNetworkAclAssociation",
			Computed: []Computed{
				{"AssociationId", "{Ref}"},
			},
		},
	},
}

// A NetworkACLAssociation gives a subnet its network ACL.
type NetworkACLAssociation struct {
	head

	ACL    value.Value[value.Text] `tf:"network_acl_id" cfn:"NetworkAclId" ref:"network_acl|vpc"`
	Subnet value.Value[value.Text] `tf:"subnet_id" cfn:"SubnetId" ref:"subnet"`
}
