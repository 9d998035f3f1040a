package vpc

import (
	"slices"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// DefaultSecurityGroupClosed is decided for VPCs.
var DefaultSecurityGroupClosed = &rule.Rule{
	ID:       "default-security-group-closed",
	Title:    "The default security group lets nothing through",
	Why:      "What is started without a group gets this one: it may then talk to everything that has it too, and to the internet.",
	Fix:      "Declare aws_default_security_group for the VPC, without rules.",
	Severity: rule.Medium,
	Example: `resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id
}`,
	Objectives: []objective.ID{objective.VPC},
	Settings:   []string{"network.all_vpcs"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "ec2_securitygroup_default_restrict_traffic"},
		{Tool: "checkov", ID: "CKV2_AWS_12"},
		{Tool: "kics", ID: "9a4ef195-74b9-4c58-b8ed-2b2fe4353a75"},
		{Tool: "kics", ID: "46883ce1-dc3e-4b17-9195-c6a601624c73"},
		{Tool: "securityhub", ID: "EC2.2"},
		{Tool: "config", ID: "vpc-default-security-group-closed"},
		{Tool: "cdk-nag", ID: "VPCDefaultSecurityGroupClosed"},
		{Tool: "powerpipe", ID: "vpc_default_security_group_restricts_all_traffic"},
		{Tool: "trivy", ID: "AWS-0173"},
		{Tool: "kics", ID: "ea33fcf7-394b-4d11-a228-985c5d08f205"},
	},
	Sources: []string{"CIS AWS Foundations Benchmark 7.0.0", "Amazon VPC User Guide, Default security groups for your VPCs"},
	Decide:  []rule.Decision{rule.On[*estate.VPC](defaultClosed)},
}

func defaultClosed(in *rule.Input, p *estate.VPC) rule.Outcome {
	groups := estate.Companions[*estate.SecurityGroup](in.Estate, p, "vpc_id|VpcId")
	found, _ := groups.Get()
	i := slices.IndexFunc(found, (*estate.SecurityGroup).IsDefault)
	failed := func(o rule.Outcome) rule.Outcome {
		if !in.Settings.Network.AllVPCs.Get() && !serves(in.Estate, p) {
			return o.As(rule.Info)
		}
		return o
	}
	if i < 0 {
		switch {
		case groups.Partial():
			return rule.UnknownBecause("its default group may be declared elsewhere: "+groups.Reason(), access.Unread("default group", groups.Reason(), p.Block))
		case p.Scope.Dialect == estate.CloudFormation:
			return rule.UnknownBecause("CloudFormation cannot declare the default group", rule.Given{Name: "default group", Value: "not declared", At: p.Block})
		}
		return failed(rule.Fail("The default security group of {name} is open", rule.Given{Name: "default group", Value: "not declared, so AWS's rules stand", At: p.Block}).
			Label("AWS opens its default group to itself and to the outside"))
	}
	g := found[i]
	ingress, egress := g.IngressRules(in.Estate), g.EgressRules(in.Estate)
	for _, rules := range []value.Value[[]estate.SecurityRule]{ingress, egress} {
		if list, _ := rules.Get(); len(list) > 0 {
			return failed(rule.Fail("The default security group of {name} lets traffic through", rules, rule.Given{Name: "default group", Value: g.Address, At: g.Block}).
				Label("a rule of the default group"))
		}
	}
	if ingress.IsUnknown() || ingress.Partial() || egress.IsUnknown() || egress.Partial() {
		return rule.UnknownBecause("the rules of "+g.Address+" are not all known", ingress, egress)
	}
	return rule.Pass(ingress, egress)
}

// serves reports whether functions or stores of the estate lie in the VPC.
func serves(v *estate.View, p *estate.VPC) bool {
	for _, l := range v.Incoming(p) {
		switch l.From.(type) {
		case *estate.Subnet, *estate.SecurityGroup:
			for _, m := range v.Incoming(l.From) {
				switch m.From.(type) {
				case *estate.Function, *estate.MountTarget, *estate.Database, *estate.DatabaseSubnetGroup, *estate.Cache, *estate.CacheSubnetGroup, *estate.SearchDomain:
					return true
				}
			}
		}
	}
	return false
}

// SecurityGroupNoWorldIngress is decided for security groups, and for rules of
// groups that are declared elsewhere.
var SecurityGroupNoWorldIngress = &rule.Rule{
	ID:       "security-group-no-world-ingress",
	Title:    "Nothing behind a function is open to the world",
	Why:      "Anyone on the internet can then try the port: databases and caches are found and emptied within hours.",
	Fix:      "Limit the source to the groups or addresses that need it.",
	Severity: rule.High,
	Example: `resource "aws_vpc_security_group_ingress_rule" "orders" {
  security_group_id            = aws_security_group.database.id
  referenced_security_group_id = aws_security_group.orders.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}`,
	Objectives: []objective.ID{objective.VPC, objective.PublicExposure},
	Settings:   []string{"network.public_ports", "network.admin_ports"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "ec2_securitygroup_allow_ingress_from_internet_to_all_ports"},
		{Tool: "checkov", ID: "CKV_AWS_260"},
		{Tool: "checkov", ID: "CKV_AWS_277"},
		{Tool: "trivy", ID: "AWS-0107"},
		{Tool: "kics", ID: "4728cd65-a20c-49da-8b31-9c08b423e4db"},
		{Tool: "securityhub", ID: "EC2.18"},
		{Tool: "securityhub", ID: "EC2.19"},
		{Tool: "config", ID: "vpc-sg-open-only-to-authorized-ports"},
		{Tool: "guard", ID: "ec2_security_group_ingress_open_to_world_rule"},
		{Tool: "cfn-nag", ID: "W2"},
		{Tool: "cfripper", ID: "EC2SecurityGroupOpenToWorldRule"},
		{Tool: "cdk-nag", ID: "AwsSolutions-EC23"},
		{Tool: "powerpipe", ID: "vpc_security_group_restrict_ingress_tcp_udp_all"},
		{Tool: "kics", ID: "4a1e6b34-1008-4e61-a5f2-1f7c276f8d14"},
	},
	Sources: []string{"Amazon VPC User Guide, Security groups"},
	Decide:  []rule.Decision{rule.On[*estate.SecurityGroup](groupAdmits), onRuleApart(ruleAdmits)},
}

func groupAdmits(in *rule.Input, g *estate.SecurityGroup) rule.Outcome {
	ingress := g.IngressRules(in.Estate)
	public := in.Settings.Network.PublicPorts
	balancers, others := attachments(in.Estate, g)
	if balancers && !others {
		if o, settled := judgeIngress(in, g, ingress, exempt(public.Get())); settled {
			return o
		}
		return rule.PassBecause("the world reaches a load balancer, on public ports only", ingress, rule.Setting(public))
	}
	o, settled := judgeIngress(in, g, ingress, nil)
	if !settled {
		return rule.Pass(ingress)
	}
	if hidden := estate.Companions[*estate.LoadBalancer](in.Estate, g, ""); o.Verdict == rule.FailVerdict && !balancers && !others && hidden.Partial() {
		if _, still := judgeIngress(in, g, ingress, exempt(public.Get())); !still {
			return rule.UnknownBecause("it cannot be told whether only load balancers have the group: "+hidden.Reason(), append(o.Facts, rule.Setting(public))...)
		}
	}
	if o.Verdict == rule.FailVerdict && !balancers && !others && o.Severity != rule.Critical {
		return o.As(rule.Info)
	}
	return o
}

func ruleAdmits(in *rule.Input, r *estate.SecurityGroupRule, ingress value.Value[[]estate.SecurityRule]) rule.Outcome {
	o, settled := judgeIngress(in, r, ingress, nil)
	if !settled {
		return rule.Pass(ingress)
	}
	if o.Verdict != rule.FailVerdict {
		return o
	}
	public := in.Settings.Network.PublicPorts
	if left, still := judgeIngress(in, r, ingress, exempt(public.Get())); !still || left.Verdict == rule.UnknownVerdict {
		return rule.UnknownBecause("the group is declared elsewhere: whether only load balancers have it cannot be told", append(o.Facts, r.Group, rule.Setting(public))...)
	}
	o.Message = "Anyone on the internet may reach what the rule {name} opens"
	return o
}

// onRuleApart decides for what an ingress rule admits to a group that is
// declared elsewhere; other rules are judged with their groups.
func onRuleApart(decide func(*rule.Input, *estate.SecurityGroupRule, value.Value[[]estate.SecurityRule]) rule.Outcome) rule.On[*estate.SecurityGroupRule] {
	return func(in *rule.Input, r *estate.SecurityGroupRule) rule.Outcome {
		one, counts := r.Rule(true)
		if counts == value.No {
			return rule.NotApplicable("it admits nothing", r.Direction)
		}
		apart := estate.Apart[*estate.SecurityGroup](in.Estate, r, r.Group)
		switch {
		case apart == value.No:
			return rule.NotApplicable("it is judged with its group", r.Group)
		case counts == value.CannotTell:
			return rule.Undecided(r.Direction)
		}
		o := decide(in, r, value.Known([]estate.SecurityRule{one}, r.Block).Named("rule"))
		if apart == value.CannotTell && o.Verdict != rule.NotApplicableVerdict && o.Verdict != rule.PassVerdict {
			return rule.UnknownBecause("security_group_id: it cannot be told which group the rule belongs to", r.Group)
		}
		return o
	}
}

// exempt returns whether all ports from one to another are among the public.
func exempt(public []int) func(from, to int64) bool {
	return func(from, to int64) bool {
		if to-from > 100 {
			return false
		}
		for p := from; p <= to; p++ {
			if !slices.Contains(public, int(p)) {
				return false
			}
		}
		return true
	}
}

// attachments reports whether load balancers have the group, and whether
// anything else has.
func attachments(v *estate.View, g *estate.SecurityGroup) (balancers, others bool) {
	for _, l := range v.Incoming(g) {
		switch l.From.(type) {
		case *estate.LoadBalancer:
			balancers = true
		case *estate.SecurityGroup, *estate.SecurityGroupRule:
		default:
			others = true
		}
	}
	return balancers, others
}

// judgeIngress decides for what a group admits but the exempt ports, and
// reports whether that settles the outcome: a failure, an unknown, or that
// nothing is admitted at all.
func judgeIngress(in *rule.Input, near estate.Resource, ingress value.Value[[]estate.SecurityRule], exempt func(from, to int64) bool) (rule.Outcome, bool) {
	rules, ok := ingress.Get()
	if ingress.IsAbsent() || ok && len(rules) == 0 && !ingress.Partial() {
		return rule.NotApplicable("it admits nothing", ingress), true
	}
	var unclear, worst rule.Outcome
	failed := false
	for i := range rules {
		from, to, none, open := ports(&rules[i])
		r := world(in, near, rules[i:i+1])
		switch {
		case none, r.any() == value.No, !open && exempt != nil && exempt(from, to):
		case r.any() == value.CannotTell, open && exempt != nil:
			unclear = rule.UnknownBecause("it cannot be told whom a rule admits, or to which ports", r.fact, rules[i].FromPort, rules[i].ToPort)
		default:
			o := rule.Fail("Anyone on the internet may reach what has the group {name}", r.fact, rules[i].Protocol, rules[i].FromPort, rules[i].ToPort).
				Label("the whole internet")
			if !open && touches(from, to, sensitive(in)) {
				o = o.As(rule.Critical)
			}
			if !failed || o.Severity == rule.Critical {
				worst, failed = o, true
			}
		}
	}
	switch {
	case failed:
		return worst, true
	case unclear.Message != "":
		return unclear, true
	case !ok || ingress.Partial():
		return rule.UnknownBecause("not all rules are known: "+ingress.Reason(), ingress), true
	}
	return rule.Outcome{}, false
}

// sensitive are the ports of databases, caches, search and file systems, and
// those of administration.
func sensitive(in *rule.Input) []int {
	return append([]int{1433, 1521, 2049, 3306, 5432, 5439, 6379, 8182, 9042, 9092, 9200, 9300, 11211, 27017}, in.Settings.Network.AdminPorts.Get()...)
}

func touches(from, to int64, ports []int) bool {
	return slices.ContainsFunc(ports, func(p int) bool { return from <= int64(p) && int64(p) <= to })
}

// SecurityGroupNoWorldAdminIngress is decided for security groups, and for
// rules of groups that are declared elsewhere.
var SecurityGroupNoWorldAdminIngress = &rule.Rule{
	ID:       "security-group-no-world-admin-ingress",
	Title:    "Admin ports are closed to the world",
	Why:      "Passwords of remote sessions are guessed from everywhere, all day.",
	Fix:      "Limit the source, or use Session Manager in place of SSH.",
	Severity: rule.High,
	Example: `resource "aws_vpc_security_group_ingress_rule" "admin" {
  security_group_id = aws_security_group.admin.id
  cidr_ipv4         = "10.0.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
}`,
	Objectives: []objective.ID{objective.VPC, objective.PublicExposure},
	Settings:   []string{"network.admin_ports", "network.families"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22"},
		{Tool: "prowler", ID: "ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_3389"},
		{Tool: "checkov", ID: "CKV_AWS_24"},
		{Tool: "powerpipe", ID: "vpc_security_group_restrict_ingress_ssh_all"},
		{Tool: "powerpipe", ID: "vpc_security_group_restrict_ingress_rdp_all"},
		{Tool: "checkov", ID: "CKV_AWS_25"},
	},
	Sources: []string{"CIS AWS Foundations Benchmark 7.0.0, 6.3 and 6.4"},
	Decide: []rule.Decision{
		rule.On[*estate.SecurityGroup](func(in *rule.Input, g *estate.SecurityGroup) rule.Outcome {
			return adminIngress(in, g, g.IngressRules(in.Estate), "Anyone on the internet may try to administer what has the group {name}")
		}),
		onRuleApart(func(in *rule.Input, r *estate.SecurityGroupRule, ingress value.Value[[]estate.SecurityRule]) rule.Outcome {
			return adminIngress(in, r, ingress, "Anyone on the internet may try to administer what the rule {name} opens")
		}),
	},
}

func adminIngress(in *rule.Input, near estate.Resource, ingress value.Value[[]estate.SecurityRule], message string) rule.Outcome {
	rules, ok := ingress.Get()
	if ingress.IsAbsent() || ok && len(rules) == 0 && !ingress.Partial() {
		return rule.NotApplicable("it admits nothing", ingress)
	}
	admin, families := in.Settings.Network.AdminPorts, in.Settings.Network.Families
	if admin.Any() {
		return rule.NotApplicable("no port counts as one of administration", rule.Setting(admin))
	}
	var unclear rule.Outcome
	for i := range rules {
		from, to, none, open := ports(&rules[i])
		if none || !touches(from, to, admin.Get()) {
			continue
		}
		r := world(in, near, rules[i:i+1])
		admits := value.No
		if families.Any() || slices.Contains(families.Get(), "ipv4") {
			admits = r.ipv4
		}
		if families.Any() || slices.Contains(families.Get(), "ipv6") {
			admits = or(admits, r.ipv6)
		}
		switch {
		case admits == value.Yes && !open:
			return rule.Fail(message, r.fact,
				rules[i].Protocol, rules[i].FromPort, rules[i].ToPort, rule.Setting(admin)).Label("the whole internet")
		case admits != value.No:
			unclear = rule.UnknownBecause("it cannot be told whom a rule admits, or to which ports", r.fact, rules[i].FromPort, rules[i].ToPort)
		}
	}
	switch {
	case unclear.Message != "":
		return unclear
	case !ok || ingress.Partial():
		return rule.UnknownBecause("not all rules are known: "+ingress.Reason(), ingress)
	}
	return rule.Pass(ingress, rule.Setting(admin))
}
