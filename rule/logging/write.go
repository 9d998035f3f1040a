package logging

import (
	"slices"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/reason"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// FunctionCanWriteLogs is decided for functions.
var FunctionCanWriteLogs = &rule.Rule{
	ID:         "function-can-write-logs",
	Title:      "A function is able to log",
	Why:        "What its role may not write is lost without a word: nobody sees errors, nor what somebody does who got in.",
	Fix:        "Grant logs:CreateLogStream and logs:PutLogEvents on the function's log group. A function that ships its logs by an extension alone needs an exception.",
	Severity:   rule.High,
	Objectives: []objective.ID{objective.Logging},
	Equivalents: []rule.Equivalent{
		{Tool: "cfn_nag", ID: "W58"},
		{Tool: "powerpipe", ID: "lambda_function_logging_config_enabled"},
	},
	Sources: []string{
		"Lambda Developer Guide, Sending Lambda function logs to CloudWatch Logs",
		"Service Authorization Reference, Actions, resources, and condition keys for Amazon CloudWatch Logs",
	},
	Example: `resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.orders.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}`,
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		role, reach := estate.Find[*estate.Role](in.Estate, f, f.Role)
		if reach != estate.Here {
			if f.Role.IsUnknown() || f.Role.IsAbsent() {
				return rule.Undecided(f.Role)
			}
			return rule.UnknownBecause("the role is not declared here", f.Role)
		}
		holder, ok := in.Access.Holder(role)
		if !ok {
			return rule.Unknown(access.Unread("arn", "the ARN of the role is not known", role.Block))
		}
		group, declared, known := in.Access.LogGroupOf(f)
		if !known {
			return rule.UnknownBecause("it is not known which log group it writes to", f.LogGroup, f.FunctionName)
		}
		w := writing{f: f, holder: holder, group: group}
		for _, need := range []string{"logs:CreateLogStream", "logs:PutLogEvents"} {
			if o, settled := w.needs(need); settled {
				return o
			}
		}
		if !declared {
			a := holder.OnLogGroup("logs:CreateLogGroup", group)
			if a.Verdict != reason.Yes {
				return rule.UnknownBecause("the log group is not declared here, and the role may not make it", f.Role, rule.Given{Name: "log group", Value: group.String(), At: f.Block})
			}
			w.note(a)
		}
		return rule.Pass(append(rule.Facts(w.by), f.Role)...)
	})},
}

// writing collects what a role may do to the log group of a function.
type writing struct {
	f      *estate.Function
	holder *access.Holder
	group  value.Text
	by     []access.Fact
}

// note notes the statement that allows a request, each once.
func (w *writing) note(a reason.Answer) {
	if by := w.holder.Fact(a.Witness.Decision.By); !slices.Contains(w.by, by) {
		w.by = append(w.by, by)
	}
}

// needs asks for an action without which nothing is logged; it returns the
// outcome where that settles the rule.
func (w *writing) needs(action string) (rule.Outcome, bool) {
	a := w.holder.OnLogGroup(action, w.group)
	switch {
	case a.Verdict == reason.Yes:
		w.note(a)
		return rule.Outcome{}, false
	case len(w.holder.Gaps()) > 0:
		return rule.Unknown(rule.Facts(w.holder.Gaps())...), true
	case a.Verdict == reason.Outside:
		return rule.UnknownBecause(a.Why, w.f.Role), true
	}
	because := w.holder.Facts(a.Because)
	return rule.Fail("{name} cannot log: its role is not allowed "+action, append([]rule.Fact{w.f.Role}, rule.Facts(because)...)...).
		Label("a role that may not write the function's logs"), true
}
