package vpc

import (
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/value"
)

// FunctionInApprovedVPC is decided for functions in a VPC.
var FunctionInApprovedVPC = &rule.Rule{
	ID:       "function-in-approved-vpc",
	Title:    "Functions run in a VPC that the security team has blessed",
	Why:      "In another VPC neither its routes nor what watches them have been looked at.",
	Fix:      "Use the subnets of an approved VPC, or enter the VPC in network.approved_vpcs.",
	Severity: rule.High,
	Example: `resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  vpc_config {
    subnet_ids         = aws_subnet.private[*].id
    security_group_ids = [aws_security_group.orders.id]
  }
}`,
	Objectives: []objective.ID{objective.VPC},
	Settings:   []string{"network.approved_vpcs"},
	Sources:    []string{"AWS Lambda Developer Guide, Giving Lambda functions access to resources in an Amazon VPC"},
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		if o, out := outside(f); out {
			return o
		}
		vpcs := in.Settings.Network.ApprovedVPCs
		switch {
		case vpcs.Any():
			return rule.NotApplicable("every VPC is approved", rule.Setting(vpcs))
		case vpcs.Missing():
			return rule.MissingSetting(vpcs)
		}
		groups := value.CannotTell
		ids, _ := f.SecurityGroups.Get()
		for _, id := range ids {
			if g, reach := estate.Find[*estate.SecurityGroup](in.Estate, f, id); reach == estate.Here && groups != value.Yes {
				groups = vpcApproved(in, g, vpcs.Get(), g.VPC)
			}
		}
		return each(f.Subnets, "subnet_ids", rule.Setting(vpcs), func(id value.Value[value.Text]) (value.Answer, string) {
			const message = "{name} runs in a VPC that is not approved"
			s, reach := estate.Find[*estate.Subnet](in.Estate, f, id)
			if reach != estate.Here {
				return groups, message // the groups of a function lie in the VPC of its subnets
			}
			return vpcApproved(in, s, vpcs.Get(), s.VPC), message
		})
	})},
}

func vpcApproved(in *rule.Input, near estate.Resource, refs []settings.Ref, ref value.Value[value.Text]) value.Answer {
	p, reach := estate.Find[*estate.VPC](in.Estate, near, ref)
	if reach != estate.Here {
		return approved(refs, ref, nil)
	}
	return approved(refs, ref, p)
}

// FunctionInApprovedSubnets is decided for functions in a VPC.
var FunctionInApprovedSubnets = &rule.Rule{
	ID:       "function-in-approved-subnets",
	Title:    "Functions use approved subnets",
	Why:      "A subnet decides by its routes what the function reaches and what reaches it.",
	Fix:      "Use the listed subnets, or enter the subnet in network.approved_subnets.",
	Severity: rule.Medium,
	Example: `resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  vpc_config {
    subnet_ids         = aws_subnet.private[*].id
    security_group_ids = [aws_security_group.orders.id]
  }
}`,
	Objectives: []objective.ID{objective.VPC},
	Settings:   []string{"network.approved_subnets"},
	Equivalents: []rule.Equivalent{
		{Tool: "config", ID: "lambda-inside-vpc"},
	},
	Sources: []string{"AWS Lambda Developer Guide, Giving Lambda functions access to resources in an Amazon VPC"},
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		if o, out := outside(f); out {
			return o
		}
		subnets := in.Settings.Network.ApprovedSubnets
		switch {
		case subnets.Any():
			return rule.NotApplicable("every subnet is approved", rule.Setting(subnets))
		case subnets.Missing():
			return rule.MissingSetting(subnets)
		}
		return each(f.Subnets, "subnet_ids", rule.Setting(subnets), func(id value.Value[value.Text]) (value.Answer, string) {
			const message = "{name} runs in a subnet that is not approved"
			if s, reach := estate.Find[*estate.Subnet](in.Estate, f, id); reach == estate.Here {
				return approved(subnets.Get(), id, s), message
			}
			return approved(subnets.Get(), id, nil), message
		})
	})},
}

// FunctionSecurityGroupsApproved is decided for functions in a VPC.
var FunctionSecurityGroupsApproved = &rule.Rule{
	ID:       "function-security-groups-approved",
	Title:    "Functions use approved security groups",
	Why:      "A group decides what the function may talk to; whoever shares it has the same access. The default group is everybody's.",
	Fix:      "Give the function a group of its own, and enter it in network.approved_security_groups.",
	Severity: rule.Medium,
	Example: `resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  vpc_config {
    subnet_ids         = aws_subnet.private[*].id
    security_group_ids = [aws_security_group.orders.id]
  }
}`,
	Objectives: []objective.ID{objective.VPC},
	Settings:   []string{"network.approved_security_groups"},
	Sources:    []string{"Amazon VPC User Guide, Security groups"},
	Decide:     []rule.Decision{rule.On[*estate.Function](groupsApproved)},
}

func groupsApproved(in *rule.Input, f *estate.Function) rule.Outcome {
	if o, out := outside(f); out {
		return o
	}
	groups := in.Settings.Network.ApprovedSecurityGroups
	ids, ok := f.SecurityGroups.Get()
	for _, id := range ids {
		if _, isDefault := in.Estate.DefaultGroup(f, id); isDefault {
			return rule.Fail("{name} uses the default security group of its VPC", id.Named("security_group_ids")).Label("everybody's group")
		}
	}
	switch {
	case !ok:
		return rule.UnknownBecause("security_group_ids is not known", f.SecurityGroups)
	case groups.Missing():
		return rule.MissingSetting(groups)
	}
	return each(f.SecurityGroups, "security_group_ids", rule.Setting(groups), func(id value.Value[value.Text]) (value.Answer, string) {
		g, reach := estate.Find[*estate.SecurityGroup](in.Estate, f, id)
		switch {
		case groups.Any() && reach == estate.Here:
			return value.Yes, ""
		case groups.Any():
			return value.CannotTell, "" // it may be a default group
		case reach == estate.Here:
			return approved(groups.Get(), id, g), "{name} uses a security group that is not approved"
		}
		return approved(groups.Get(), id, nil), "{name} uses a security group that is not approved"
	})
}

// FunctionInVPCWhenRequired is decided for functions.
var FunctionInVPCWhenRequired = &rule.Rule{
	ID:       "function-in-vpc-when-required",
	Title:    "Functions that must be in a VPC are",
	Why:      "What the organisation asks of such functions, that their traffic stays in its own network, does not hold.",
	Fix:      "Add a vpc_config.",
	Severity: rule.Medium,
	Example: `resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  vpc_config {
    subnet_ids         = aws_subnet.private[*].id
    security_group_ids = [aws_security_group.orders.id]
  }
}`,
	Objectives: []objective.ID{objective.VPC},
	Settings:   []string{"network.vpc_required"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "awslambda_function_inside_vpc"},
		{Tool: "checkov", ID: "CKV_AWS_117"},
		{Tool: "securityhub", ID: "Lambda.3"},
		{Tool: "config", ID: "lambda-inside-vpc"},
		{Tool: "guard", ID: "lambda_inside_vpc"},
		{Tool: "cfn-nag", ID: "W89"},
		{Tool: "cdk-nag", ID: "LambdaInsideVPC"},
		{Tool: "safeguards", ID: "require-global-vpc"},
		{Tool: "powerpipe", ID: "lambda_function_in_vpc"},
	},
	Sources: []string{"AWS Lambda Developer Guide, Giving Lambda functions access to resources in an Amazon VPC"},
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		required := in.Settings.Network.VPCRequired
		if required.Any() {
			return rule.NotApplicable("no function needs a VPC: Lambda's own network is isolated, and a VPC is no gain by itself", rule.Setting(required))
		}
		for _, l := range in.Estate.Incoming(f) {
			if d, ok := l.From.(*estate.Distribution); ok {
				return rule.NotApplicable("a function at the edge cannot be in a VPC", rule.Given{Name: "distribution", Value: d.Address, At: d.Block})
			}
		}
		subnets, known := f.Subnets.Get()
		if known && len(subnets) > 0 {
			return rule.Pass(f.Subnets, rule.Setting(required))
		}
		if required.Missing() {
			return rule.MissingSetting(required)
		}
		selected, fact := in.Access.Selected(required.Get(), f)
		switch {
		case selected == value.No:
			return rule.NotApplicable("the settings ask no VPC of it", rule.Setting(required), fact)
		case f.Subnets.IsUnknown(), f.Subnets.Partial():
			return rule.UnknownBecause("subnet_ids: "+f.Subnets.Reason(), f.Subnets, rule.Setting(required))
		case selected == value.CannotTell:
			return rule.Unknown(fact, rule.Setting(required))
		}
		return rule.Fail("{name} must be in a VPC and is not", f.Subnets, rule.Setting(required), fact).Label("no vpc_config")
	})},
}
