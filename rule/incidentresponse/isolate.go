package incidentresponse

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/reason"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// ResponderCanIsolate is decided for functions.
var ResponderCanIsolate = &rule.Rule{
	ID:       "responder-can-isolate",
	Title:    "The incident role can cut off every function",
	Why:      "In an incident somebody must stop the function at once; without the right he looks for an administrator first.",
	Fix:      "Give a role in identity.incident_roles lambda:PutFunctionConcurrency and lambda:RemovePermission on the function, and iam:PutRolePolicy on its role.",
	Severity: rule.Low,
	Example: `resource "aws_iam_role_policy" "responder" {
  role = aws_iam_role.responder.id # named in identity.incident_roles
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["lambda:PutFunctionConcurrency", "lambda:RemovePermission"], Resource = aws_lambda_function.orders.arn },
      { Effect = "Allow", Action = "iam:PutRolePolicy", Resource = aws_iam_role.orders.arn },
    ]
  })
}`,
	Objectives: []objective.ID{objective.IncidentResponse, objective.VPC},
	Settings:   []string{"identity.incident_roles", "inventory.environment_tag"},
	Sources:    []string{"NIST SP 800-53 r5 SC-7(20)"},
	Decide:     []rule.Decision{rule.On[*estate.Function](canIsolate)},
}

func canIsolate(in *rule.Input, f *estate.Function) rule.Outcome {
	named := in.Settings.Identity.IncidentRoles
	production, fact := in.Access.IsProduction(f)
	switch {
	case named.Missing():
		return rule.NotApplicable("no incident role is named", rule.Setting(named))
	case production == value.No:
		return rule.NotApplicable("it is not part of production", fact)
	case production == value.CannotTell:
		return rule.Unknown(fact)
	}
	arn, known := f.ARN()
	r, reach := estate.Find[*estate.Role](in.Estate, f, f.Role)
	switch {
	case !known:
		return rule.Unknown(access.Unread("arn", "its ARN is not known", f.Block))
	case reach != estate.Here:
		return rule.UnknownBecause("its role is not declared here", f.Role)
	}
	own, known := r.ARN()
	if !known {
		return rule.Unknown(access.Unread("arn", "the ARN of its role is not known", r.Block))
	}
	deed := []access.Need{
		{Actions: []string{"lambda:PutFunctionConcurrency"}, On: []value.Text{arn}, Of: f},
		{Actions: []string{"lambda:RemovePermission"}, On: []value.Text{arn}, Of: f},
		{Actions: []string{"iam:PutRolePolicy"}, On: []value.Text{own}, Of: r},
	}
	responders, open := respondersIn(in, f)
	lacking := ""
	for _, responder := range responders {
		may, why, facts := mayAll(in, responder, deed)
		switch may {
		case value.Yes:
			return rule.UnknownBecause("the role "+responder.Head().Name()+" may, as far as was read: no source has shown the guardrails of its account, which may deny it", append(facts, rule.Setting(named))...)
		case value.CannotTell:
			open = access.Unread("incident role", why, responder.Block)
		default:
			lacking = "the role " + responder.Head().Name() + " may not call " + why
		}
	}
	switch {
	case open != nil:
		return rule.Unknown(open)
	case lacking == "":
		return rule.UnknownBecause("no role that identity.incident_roles names is declared here", rule.Setting(named))
	}
	return rule.Fail("No incident role can cut {name} off: "+lacking, access.Known("role", r.Head().Name(), f.Role.Origin()), rule.Setting(named)).Label("cannot be cut off")
}

// respondersIn returns the declared roles that identity.incident_roles names, and
// why another may be one.
func respondersIn(in *rule.Input, near estate.Resource) ([]*estate.Role, rule.Fact) {
	var out []*estate.Role
	var open rule.Fact
	if why, hides := in.Estate.Gap("role", near); hides {
		open = access.Unread("incident roles", "one may hide: "+why.Reason(), near.Head().Block)
	}
	for r := range estate.All[*estate.Role](in.Estate) {
		if estate.Shares(r, near) == value.No {
			continue
		}
		switch value.Both(rule.Names(in.Settings.Identity.IncidentRoles, r), r.Exists()) {
		case value.Yes:
			out = append(out, r)
		case value.CannotTell:
			open = access.Unread("incident roles", "it cannot be told whether "+r.Address+" is one", r.Block)
		}
	}
	return out, open
}

// mayAll tells whether a role meets every need; else why it cannot be told, or
// which action it lacks.
func mayAll(in *rule.Input, r *estate.Role, needs []access.Need) (value.Answer, string, []rule.Fact) {
	h, ok := in.Access.Holder(r)
	if !ok {
		return value.CannotTell, "the ARN of " + r.Address + " is not known", nil
	}
	var facts []rule.Fact
	for _, n := range needs {
		switch answer, fact := in.Access.Meets(h, n); answer.Verdict {
		case reason.Yes:
			facts = append(facts, fact)
		case reason.Outside:
			return value.CannotTell, answer.Why, nil
		default:
			if gaps := h.Gaps(); len(gaps) > 0 {
				return value.CannotTell, gaps[0].Reason(), nil
			}
			return value.No, n.Actions[0], nil
		}
	}
	return value.Yes, "", facts
}
