package estate

import "bailiwick/value"

var securityGroupType = Type{
	Kind: "security_group",
	New:  func() Resource { return new(SecurityGroup) },
	Terraform: []Declared{{
		Type: "aws_security_group",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:ec2:{region}:{account}:security-group/{id}"},
		},
	}, {
		Type: "aws_default_security_group",
		Computed: []Computed{
			{"arn", "arn:{partition}:ec2:{region}:{account}:security-group/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::EC2::SecurityGroup",
			Name: "GroupName",
			Computed: []Computed{
				{"", "arn:{partition}:ec2:{region}:{account}:security-group/{Ref}"},
				{"Id", "{Ref}"},
				{"GroupId", "{Ref}"},
			},
		},
	},
}

// A SecurityGroup says what traffic a network interface admits and sends.
//
// Under Terraform a group without egress has no egress rule: the provider
// removes the one that AWS makes (aws_security_group, "NOTE on Egress rules").
// Under CloudFormation it keeps that rule, which allows everything
// (AWS::EC2::SecurityGroup, SecurityGroupEgress).
type SecurityGroup struct {
	head

	GroupName   value.Value[value.Text] `tf:"name" cfn:"GroupName"`
	Description value.Value[value.Text] `tf:"description" cfn:"GroupDescription"`
	VPC         value.Value[value.Text] `tf:"vpc_id" cfn:"VpcId" ref:"vpc"` // default: the region's default VPC
	Ingress     Blocks[SecurityRule]    `tf:"ingress" cfn:"SecurityGroupIngress"`
	Egress      Blocks[SecurityRule]    `tf:"egress" cfn:"SecurityGroupEgress"`
}

// IsDefault reports whether it is the group that AWS makes with a VPC.
func (g *SecurityGroup) IsDefault() bool { return g.Written == "aws_default_security_group" }

// A SecurityRule admits traffic between a group's interfaces and any of its
// peers: addresses, prefix lists or groups.
type SecurityRule struct {
	Protocol    value.Value[value.Text] `tf:"protocol|ip_protocol" cfn:"IpProtocol"` // tcp, udp, icmp, icmpv6, a number, or -1 for all
	FromPort    value.Value[int64]      `tf:"from_port" cfn:"FromPort"`              // of ICMP the type; absent or -1 for all
	ToPort      value.Value[int64]      `tf:"to_port" cfn:"ToPort"`                  // of ICMP the code
	CIDRs       value.Texts             `tf:"cidr_blocks|cidr_ipv4" cfn:"CidrIp"`
	IPv6CIDRs   value.Texts             `tf:"ipv6_cidr_blocks|cidr_ipv6" cfn:"CidrIpv6"`
	PrefixLists value.Texts             `tf:"prefix_list_ids|prefix_list_id" cfn:"SourcePrefixListId|DestinationPrefixListId" ref:"prefix_list|vpc_endpoint"`
	Groups      value.Texts             `tf:"security_groups|source_security_group_id|referenced_security_group_id" cfn:"SourceSecurityGroupId|DestinationSecurityGroupId" ref:"security_group|vpc"`
	Self        value.Value[bool]       `tf:"self" cfn:"-"` // the group itself is a peer; default false
}

var securityGroupRuleType = Type{
	Kind: "security_group_rule",
	New:  func() Resource { return new(SecurityGroupRule) },
	Terraform: []Declared{{
		Type: "aws_security_group_rule",
	}, {
		Type: "aws_vpc_security_group_ingress_rule",
		Computed: []Computed{
			{"arn", "arn:{partition}:ec2:{region}:{account}:security-group-rule/{id}"},
		},
	}, {
		Type: "aws_vpc_security_group_egress_rule",
		Computed: []Computed{
			{"arn", "arn:{partition}:ec2:{region}:{account}:security-group-rule/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::EC2::SecurityGroupIngress",
			Computed: []Computed{
				{"", "arn:{partition}:ec2:{region}:{account}:security-group-rule/{Ref}"},
				{"Id", "{Ref}"},
			},
		},
		{
			Type: "AWS::EC2::SecurityGroupEgress",
			Computed: []Computed{
				{"", "arn:{partition}:ec2:{region}:{account}:security-group-rule/{Ref}"},
				{"Id", "{Ref}"},
			},
		},
	},
}

// A SecurityGroupRule is a rule that is declared beside its group.
type SecurityGroupRule struct {
	head

	Group       value.Value[value.Text] `tf:"security_group_id" cfn:"GroupId" ref:"security_group|vpc"`
	Direction   value.Value[value.Text] `tf:"type" cfn:"-"` // ingress or egress; of the types for one direction absent
	Protocol    value.Value[value.Text] `tf:"protocol|ip_protocol" cfn:"IpProtocol"`
	FromPort    value.Value[int64]      `tf:"from_port" cfn:"FromPort"`
	ToPort      value.Value[int64]      `tf:"to_port" cfn:"ToPort"`
	CIDRs       value.Texts             `tf:"cidr_blocks|cidr_ipv4" cfn:"CidrIp"`
	IPv6CIDRs   value.Texts             `tf:"ipv6_cidr_blocks|cidr_ipv6" cfn:"CidrIpv6"`
	PrefixLists value.Texts             `tf:"prefix_list_ids|prefix_list_id" cfn:"SourcePrefixListId|DestinationPrefixListId" ref:"prefix_list|vpc_endpoint"`
	Groups      value.Texts             `tf:"source_security_group_id|referenced_security_group_id" cfn:"SourceSecurityGroupId|DestinationSecurityGroupId" ref:"security_group|vpc"`
	Self        value.Value[bool]       `tf:"self" cfn:"-"`
}

// Rule returns what the resource adds to its group in the direction, and
// whether it does.
func (r *SecurityGroupRule) Rule(ingress bool) (SecurityRule, value.Answer) {
	rule := SecurityRule{r.Protocol, r.FromPort, r.ToPort, r.CIDRs, r.IPv6CIDRs, r.PrefixLists, r.Groups, r.Self}
	switch r.Written {
	case "aws_vpc_security_group_ingress_rule", "AWS::EC2::SecurityGroupIngress":
		return rule, value.Answered(ingress)
	case "aws_vpc_security_group_egress_rule", "AWS::EC2::SecurityGroupEgress":
		return rule, value.Answered(!ingress)
	}
	direction, ok := r.Direction.Get()
	if !ok {
		return rule, value.CannotTell
	}
	if ingress {
		return rule, direction.Is("ingress")
	}
	return rule, direction.Is("egress")
}

// IngressRules returns what the group admits: its own blocks, or the rules
// declared beside it. Both together are unknown.
func (g *SecurityGroup) IngressRules(v *View) value.Value[[]SecurityRule] {
	return g.groupRules(v, Listed(g.Ingress), true)
}

// EgressRules returns what the group lets out, as IngressRules does. Under
// CloudFormation a group without rules has the one that allows everything,
// which is not in the list.
func (g *SecurityGroup) EgressRules(v *View) value.Value[[]SecurityRule] {
	return g.groupRules(v, Listed(g.Egress), false)
}

func (g *SecurityGroup) groupRules(v *View, inline value.Value[[]SecurityRule], ingress bool) value.Value[[]SecurityRule] {
	rule := func(r *SecurityGroupRule) (SecurityRule, value.Answer) { return r.Rule(ingress) }
	rules := joined(v, g, inline, "security_group_id|GroupId", rule)
	if p, reach := Find[*VPC](v, g, g.VPC); reach == Here && g.IsDefault() {
		// A rule may name the group as the VPC's default_security_group_id.
		rules = together(rules, joined(v, p, value.Absent[[]SecurityRule](g.Block), "security_group_id|GroupId", rule))
	}
	return rules
}

// DefaultGroup returns the VPC of which the text names the default security
// group, by the VPC's own attribute or through a declared default group.
func (v *View) DefaultGroup(near Resource, group value.Value[value.Text]) (*VPC, bool) {
	if g, reach := Find[*SecurityGroup](v, near, group); reach == Here {
		if !g.IsDefault() {
			return nil, false
		}
		p, _ := Find[*VPC](v, g, g.VPC)
		return p, true
	}
	p, reach := Find[*VPC](v, near, group)
	return p, reach == Here
}

var networkInterfaceType = Type{
	Kind: "network_interface",
	New:  func() Resource { return new(NetworkInterface) },
	Terraform: []Declared{{
		Type: "aws_network_interface",
		Computed: []Computed{
			{"arn", "arn:{partition}:ec2:{region}:{account}:network-interface/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::EC2::NetworkInterface",
			Computed: []Computed{
				{"", "arn:{partition}:ec2:{region}:{account}:network-interface/{Ref}"},
				{"Id", "{Ref}"},
			},
		},
	},
}

// A NetworkInterface is an elastic network interface that is declared on its
// own.
type NetworkInterface struct {
	head

	Subnet          value.Value[value.Text] `tf:"subnet_id" cfn:"SubnetId" ref:"subnet"`
	SecurityGroups  value.Texts             `tf:"security_groups" cfn:"GroupSet" ref:"security_group|vpc"`
	Type            value.Value[value.Text] `tf:"interface_type" cfn:"InterfaceType"`
	SourceDestCheck value.Value[bool]       `tf:"source_dest_check" cfn:"SourceDestCheck"` // default true
}

var prefixListType = Type{
	Kind: "prefix_list",
	New:  func() Resource { return new(PrefixList) },
	Terraform: []Declared{{
		Type: "aws_ec2_managed_prefix_list",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:ec2:{region}:{account}:prefix-list/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::EC2::PrefixList",
			Name: "PrefixListName",
			Computed: []Computed{
				{"Arn", "arn:{partition}:ec2:{region}:{account}:prefix-list/{Ref}"},
				{"PrefixListId", "{Ref}"},
			},
		},
	},
}

// A PrefixList is a named list of address ranges for rules and routes.
type PrefixList struct {
	head

	ListName   value.Value[value.Text] `tf:"name" cfn:"PrefixListName"`
	Family     value.Value[value.Text] `tf:"address_family" cfn:"AddressFamily"` // IPv4 or IPv6
	MaxEntries value.Value[int64]      `tf:"max_entries" cfn:"MaxEntries"`
	Entries    Blocks[PrefixListRange] `tf:"entry" cfn:"Entries"`
}

// A PrefixListRange is one range of a prefix list.
type PrefixListRange struct {
	CIDR        value.Value[value.Text] `tf:"cidr" cfn:"Cidr"`
	Description value.Value[value.Text] `tf:"description" cfn:"Description"`
}

var prefixListEntryType = Type{
	Kind: "prefix_list_entry",
	New:  func() Resource { return new(PrefixListEntry) },
	Terraform: []Declared{
		{Type: "aws_ec2_managed_prefix_list_entry"},
	},
}

// A PrefixListEntry is a range that is declared beside its prefix list.
type PrefixListEntry struct {
	head

	List        value.Value[value.Text] `tf:"prefix_list_id" ref:"prefix_list"`
	CIDR        value.Value[value.Text] `tf:"cidr"`
	Description value.Value[value.Text] `tf:"description"`
}

// Ranges returns the prefix list's address ranges, from its own blocks or the
// entries beside it.
func (l *PrefixList) Ranges(v *View) value.Value[[]PrefixListRange] {
	return joined(v, l, Listed(l.Entries), "prefix_list_id", func(e *PrefixListEntry) (PrefixListRange, value.Answer) {
		return PrefixListRange{e.CIDR, e.Description}, value.Yes
	})
}
