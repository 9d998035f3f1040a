package leastprivilege

import (
	"slices"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// FunctionInvokersApproved is decided for functions.
var FunctionInvokersApproved = &rule.Rule{
	ID:       "function-invokers-approved",
	Title:    "Only known principals may invoke a function",
	Why:      "Whoever may invoke it acts with what its role may do, and feeds it what he likes.",
	Fix:      "Bind the right to invoke to the callers that need it, or name the caller in functions.invokers.",
	Severity: rule.Medium,
	Example: `resource "aws_iam_role_policy" "shop" {
  role = aws_iam_role.shop.id # named in functions.invokers
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "lambda:InvokeFunction", Resource = aws_lambda_function.orders.arn }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege, objective.AccessReview},
	Settings:   []string{"functions.invokers"},
	Sources:    []string{"CIS AWS Compute Services 1.0.0 4.4"},
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		if in.Settings.Functions.Invokers.Any() {
			return rule.NotApplicable("everybody may invoke it", rule.Setting(in.Settings.Functions.Invokers))
		}
		arn, ok := f.ARN()
		if !ok {
			return rule.Unknown(access.Unread("arn", "its ARN is not known", f.Block))
		}
		approved, clear := invokersOf(in, f)
		if !clear {
			return rule.UnknownBecause("it cannot be told whether functions.invokers means this function", approved.Facts...)
		}
		if o, found := letIn(in, f, &approved); found {
			return o
		}
		return approved.Outcome(in, f, []access.Deed{{Does: "invoke {name}", Needs: []access.Need{{
			Actions: invoking, On: []value.Text{arn, value.Join(arn, value.Literal(":*"))}, Of: f,
		}}}})
	})},
}

var invoking = []string{"lambda:InvokeFunction", "lambda:InvokeFunctionUrl"}

// invokersOf returns who may invoke the function, by every entry of the setting
// whose pattern takes in its name; false where that cannot be told of one.
func invokersOf(in *rule.Input, f *estate.Function) (rule.Approval, bool) {
	invokers := in.Settings.Functions.Invokers
	a := rule.Approval{Facts: []rule.Fact{rule.Setting(invokers)}}
	if invokers.Missing() {
		a.Missing = "setting functions.invokers is missing"
		return a, true
	}
	name, known := f.NameText()
	found := false
	for pattern, list := range invokers.Get() {
		is := value.CannotTell
		if known {
			is = name.Match(value.Literal(pattern))
		}
		if is == value.CannotTell {
			return a, false
		}
		if is != value.Yes {
			continue
		}
		found = true
		for _, p := range list {
			a.Patterns = append(a.Patterns, string(p))
			if !strings.Contains(string(p), ".") && !strings.HasPrefix(string(p), "arn:") {
				a.Patterns = append(a.Patterns, "arn:*:iam::"+string(p)+":*")
			}
		}
	}
	slices.Sort(a.Patterns)
	if !found {
		a.Missing = "functions.invokers has no entry for the function"
	}
	return a, true
}

// letIn is the outcome for what the function's own policy lets in, but roles
// and users of the estate: services, accounts and principals elsewhere.
func letIn(in *rule.Input, f *estate.Function, approved *rule.Approval) (rule.Outcome, bool) {
	for _, s := range in.Access.ResourcePolicy(f).Statements {
		if s.Effect != policy.Allow || !slices.ContainsFunc(invoking, func(a string) bool { return s.MatchesAction(a) == value.Yes }) {
			continue
		}
		for _, p := range s.Principals.List {
			if p.IsUnknown() || in.Estate.Named(f, p.Text, "role", "user") != nil || isOwnAccount(p, f) {
				continue
			}
			is := value.No
			for _, pattern := range approved.Patterns {
				is = value.Either(is, p.Text.Match(value.Literal(pattern)))
			}
			fact := s.Element("Principal", p.Element)
			switch {
			case approved.Missing != "":
				return rule.UnknownBecause(approved.Missing+": whether "+p.String()+", which its policy lets in, may invoke it is not known", append(approved.Facts, fact)...), true
			case is == value.No:
				return rule.Fail("The policy of {name} lets "+p.String()+" invoke it, which functions.invokers does not name", append([]rule.Fact{fact}, approved.Facts...)...).Label("lets it in"), true
			}
		}
	}
	return rule.Outcome{}, false
}

// isOwnAccount reports whether a principal is the function's account, which by
// itself lets nobody in: the account's own policies say who may.
func isOwnAccount(p policy.Principal, f *estate.Function) bool {
	own, known := f.Account.Get()
	of, ok := policy.AccountOf(p.Text)
	return p.Kind == policy.Account && ok && known && own.Equal(of) == value.Yes
}
