package vpc

import (
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// FunctionEgressRestricted is decided for functions in a VPC.
var FunctionEgressRestricted = &rule.Rule{
	ID:       "function-egress-restricted",
	Title:    "A function may talk only where it must",
	Why:      "Who gets into the function can send what it reads to anywhere on the internet.",
	Fix:      "Limit egress to the endpoints, groups and databases that the function uses.",
	Severity: rule.Medium,
	Example: `resource "aws_security_group" "orders" {
  name   = "orders"
  vpc_id = aws_vpc.main.id
  egress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
}`,
	Objectives: []objective.ID{objective.VPC},
	Settings:   []string{"network.allow_https_egress"},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_382"},
		{Tool: "guard", ID: "ec2_security_group_egress_open_to_world_rule"},
		{Tool: "cfn-nag", ID: "W5"},
		{Tool: "cfn-nag", ID: "W40"},
		{Tool: "cfripper", ID: "EC2SecurityGroupMissingEgressRule"},
	},
	Sources: []string{"Amazon VPC User Guide, Security group rules", "Serverless Applications Lens, Infrastructure protection"},
	Decide:  []rule.Decision{rule.On[*estate.Function](egressRestricted)},
}

func egressRestricted(in *rule.Input, f *estate.Function) rule.Outcome {
	if o, out := outside(f); out {
		return o
	}
	ids, ok := f.SecurityGroups.Get()
	best := rule.Pass(f.SecurityGroups, rule.Setting(in.Settings.Network.AllowHTTPSEgress))
	if !ok || f.SecurityGroups.Partial() {
		best = rule.UnknownBecause("security_group_ids: not all groups are known", f.SecurityGroups)
	}
	for _, id := range ids {
		o := groupEgress(in, f, id.Named("security_group_ids"))
		switch {
		case o.Verdict == rule.FailVerdict && (best.Verdict != rule.FailVerdict || best.Severity == rule.Low):
			best = o
		case o.Verdict == rule.UnknownVerdict && best.Verdict == rule.PassVerdict:
			best = o
		}
	}
	return best
}

// groupEgress decides for one of the function's groups.
func groupEgress(in *rule.Input, f *estate.Function, id value.Value[value.Text]) rule.Outcome {
	g, found := estate.Find[*estate.SecurityGroup](in.Estate, f, id)
	o := egressOf(in, f, g, found, id)
	if o.Verdict == rule.PassVerdict && found == estate.Here && g.Scope.Dialect == estate.CloudFormation && g.Egress.IsAbsent() {
		return rule.UnknownBecause("AWS does not say whether its own rule, which lets everything out, stays beside rules that are declared apart from "+g.Address, id)
	}
	return o
}

func egressOf(in *rule.Input, f *estate.Function, g *estate.SecurityGroup, found estate.Reach, id value.Value[value.Text]) rule.Outcome {
	if found != estate.Here {
		if p, isDefault := in.Estate.DefaultGroup(f, id); isDefault && p != nil {
			return rule.Fail("{name} may talk to everywhere", id).Label("the default group lets everything out")
		}
		return rule.UnknownBecause("the group "+id.String()+" is not declared here", id)
	}
	egress := g.EgressRules(in.Estate)
	rules, ok := egress.Get()
	if egress.IsAbsent() || ok && len(rules) == 0 && !egress.Partial() {
		if g.Scope.Dialect == estate.CloudFormation {
			return rule.Fail("{name} may talk to everywhere", rule.Given{Name: "egress", Value: "not set: AWS lets everything out", At: g.Block}, id)
		}
		return rule.Pass(egress)
	}
	allow := in.Settings.Network.AllowHTTPSEgress
	var wide, narrow []estate.SecurityRule
	unclear := rule.Outcome{}
	for i := range rules {
		from, to, none, open := ports(&rules[i])
		one := world(in, g, rules[i:i+1])
		switch {
		case none:
		case open && one.any() != value.No:
			unclear = rule.UnknownBecause("it cannot be told which ports a rule of "+g.Address+" lets out", rules[i].Protocol, id)
		case from <= 0 && to >= 65535 || rules[i].Protocol.IsAbsent():
			wide = append(wide, rules[i])
		case from == 443 && to == 443 && allow.Get():
		default:
			narrow = append(narrow, rules[i])
		}
	}
	if r := limited(world(in, g, wide)); r.any() == value.Yes {
		return rule.Fail("{name} may talk to everywhere", r.fact, id).Label("the whole internet, on every port")
	} else if r.any() == value.CannotTell {
		unclear = rule.UnknownBecause("it cannot be told where a rule of "+g.Address+" lets out to", r.fact, id)
	}
	if r := limited(world(in, g, narrow)); r.any() == value.Yes && !egress.Partial() {
		return rule.Fail("{name} may talk to everywhere on some ports", r.fact, id, rule.Setting(allow)).As(rule.Low).Label("the whole internet")
	} else if r.any() == value.CannotTell && unclear.Message == "" {
		unclear = rule.UnknownBecause("it cannot be told where a rule of "+g.Address+" lets out to", r.fact, id)
	}
	switch {
	case unclear.Message != "":
		return unclear
	case !ok || egress.Partial():
		return rule.UnknownBecause("egress of "+g.Address+": "+egress.Reason(), egress, id)
	}
	return rule.Pass(egress)
}

// limited takes prefix lists that are not known for what they are: a limit.
func limited(r reach) reach {
	if r.fact != nil && r.fact.Attribute() == "prefix_list_ids" && !r.fact.IsUnknown() && r.ipv4 == value.CannotTell {
		r.ipv4 = value.No
	}
	return r
}
