package leastprivilege

import (
	"cmp"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// FunctionRoleTrustsLambdaOnly is decided for roles that functions run with.
var FunctionRoleTrustsLambdaOnly = &rule.Rule{
	ID:       "function-role-trusts-lambda-only",
	Title:    "An execution role is assumable by Lambda and nobody else",
	Why:      "Whoever else may take the role has the function's rights without its code.",
	Fix:      "Split the role, and keep only lambda.amazonaws.com in the trust policy of the function's.",
	Severity: rule.Medium,
	Example: `resource "aws_iam_role" "orders" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Settings:   []string{"identity.execution_role_extra_trust"},
	Sources:    []string{"AWS Lambda Developer Guide, Defining Lambda function permissions with an execution role"},
	Decide: []rule.Decision{ofFunctions(func(in *rule.Input, r *estate.Role) rule.Outcome {
		return trusts(in, r, func(s access.ResourceStatement, p policy.Principal) (value.Answer, string) {
			service, ok := p.ServiceName()
			switch {
			case ok && service == "lambda":
				return value.No, ""
			case ok && service == "edgelambda":
				return notAtTheEdge(in, r)
			case p.Kind == policy.UnreadPrincipal, p.Type == "Service" && !ok && !strings.ContainsAny(p.Text.Inline(), "*?"):
				return value.CannotTell, ""
			case p.Kind == policy.UniqueID:
				return value.No, ""
			}
			return value.Yes, "{name} may also be taken by " + p.String()
		}, rule.Setting(in.Settings.Identity.ExecutionRoleExtraTrust))
	})},
}

// notAtTheEdge tells whether none of the role's functions hangs on a
// distribution, and why that cannot be told.
func notAtTheEdge(in *rule.Input, r *estate.Role) (value.Answer, string) {
	functions := in.Access.FunctionsOf(r)
	all, _ := functions.Get()
	var why string
	for _, f := range all {
		distributions := estate.Companions[*estate.Distribution](in.Estate, f, "")
		if found, _ := distributions.Get(); len(found) > 0 {
			return value.No, ""
		}
		if why == "" && distributions.Partial() {
			why = "a distribution may call the function " + f.Head().Name() + ": " + distributions.Reason()
		}
	}
	switch {
	case why != "":
		return value.CannotTell, why
	case functions.Partial():
		return value.CannotTell, "another function may run with it: " + functions.Reason()
	case len(all) == 0:
		return value.CannotTell, "no function is known to run with it"
	}
	return value.Yes, "{name} may also be taken by Lambda@Edge"
}

// trusts fails for the first principal of the role's trust policy of which the
// test says yes, with its message. Where the test cannot tell, it may say why.
func trusts(in *rule.Input, r *estate.Role, test func(access.ResourceStatement, policy.Principal) (value.Answer, string), more ...rule.Fact) rule.Outcome {
	t := in.Access.Trust(r)
	var unclear []rule.Fact
	var seen []rule.Fact
	for _, s := range t.Statements {
		if s.Effect == policy.Deny {
			continue
		}
		if s.Principals.Not && s.Effect == policy.Allow {
			return rule.Fail("{name} may be taken by everyone but a list", append(more, access.Known("NotPrincipal", "allowed", s.At()))...).At(s.At())
		}
		if s.Principals.Partial() {
			unclear = append(unclear, access.Unread("Principal", s.Principals.Reason(), s.At()))
		}
		for _, p := range s.Principals.List {
			fact := s.Element("Principal", p.Element)
			answer, message := test(s, p)
			switch {
			case answer == value.Yes && s.Effect == policy.Allow:
				return rule.Fail(message, append([]rule.Fact{fact}, more...)...).Label("may take the role")
			case answer == value.No:
				seen = append(seen, fact)
			case fact.IsUnknown():
				unclear = append(unclear, fact)
			default:
				unclear = append(unclear, access.Unread("Principal", cmp.Or(message, p.String()+" is not known"), fact.Origin()))
			}
		}
	}
	for _, g := range t.Gaps() {
		unclear = append(unclear, g)
	}
	switch {
	case len(unclear) > 0:
		return rule.Unknown(append(unclear, more...)...)
	case len(seen) == 0:
		return rule.NotApplicable("its trust policy lets nobody in", r.Trust)
	}
	return rule.Pass(append(seen, more...)...)
}
