package leastprivilege

import (
	"slices"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// FunctionRoleLogsScoped is decided for roles that functions run with.
var FunctionRoleLogsScoped = &rule.Rule{
	ID:       "function-role-logs-scoped",
	Title:    "Log rights cover the function's own log group",
	Why:      "Somebody inside the function can write false lines into the logs of others.",
	Fix:      "Grant logs:CreateLogStream and logs:PutLogEvents on the ARN of the function's own log group.",
	Severity: rule.Info,
	Example: `resource "aws_iam_role_policy" "logs" {
  role = aws_iam_role.orders.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.orders.arn}:*"
    }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege, objective.Logging},
	Sources: []string{
		"Lambda Developer Guide, Sending Lambda function logs to CloudWatch Logs",
		"Service Authorization Reference, Actions, resources, and condition keys for Amazon CloudWatch Logs",
	},
	Decide: []rule.Decision{ofFunctions(func(in *rule.Input, r *estate.Role) rule.Outcome {
		holder, ok := in.Access.Holder(r)
		if !ok {
			return rule.Unknown(access.Unread("arn", "its ARN is not known", r.Block))
		}
		own := ownGroups(in, r)
		open := ""
		for _, action := range logWrites {
			switch answer := holder.OnLogGroup(action, strangersGroup(r, holder, own)); answer.Verdict {
			case reason.Yes:
				fact := holder.Fact(answer.Witness.Decision.By)
				return rule.Fail("{name} may write into the logs of every function", fact, access.Known("action", action, fact.Origin())).Label("every log group of functions")
			case reason.Outside:
				open = answer.Why
			}
		}
		grants := in.Access.Of(r)
		switch {
		case len(holder.Gaps()) > 0:
			return rule.Unknown(facts(holder.Gaps())...)
		case len(grants.Gaps()) > 0:
			return rule.Unknown(facts(grants.Gaps())...)
		}
		return ownLogsOnly(grants, own, open)
	})},
}

// logWrites are the actions by which lines come into a log group.
var logWrites = []string{"logs:CreateLogStream", "logs:PutLogEvents"}

// ownGroups returns the ARNs of the log groups that the functions write to that
// run with the role, as far as they are known.
func ownGroups(in *rule.Input, r *estate.Role) []policy.ARN {
	var out []policy.ARN
	found, _ := in.Access.FunctionsOf(r).Get()
	for _, f := range found {
		if text, _, known := in.Access.LogGroupOf(f); known {
			if arn, ok := policy.ParseARN(text); ok {
				out = append(out, arn)
			}
		}
	}
	return out
}

// strangersGroup returns the ARN of the log group of a function that nobody
// names, beside the role's own.
func strangersGroup(r *estate.Role, h *access.Holder, own []policy.ARN) value.Text {
	role, _ := policy.ParseARN(h.Principal.Name)
	region, known := r.Region.Get()
	switch {
	case len(own) > 0:
		region = own[0].Region
	case !known:
		region = value.Hole(value.NewSymbol(value.Free, r.Scope.Key(), "the region of what runs with "+r.Address))
	}
	return value.Join(value.Literal("arn:"), role.Partition, value.Literal(":logs:"), region, value.Literal(":"), role.Account,
		value.Literal(":log-group:/aws/lambda/nobody-in-particular"))
}

// ownLogsOnly decides for a role that may not write into a stranger's logs: it
// passes if all that it is allowed lies in its own log groups. What is taken
// back again only narrows that.
func ownLogsOnly(g *access.Grants, own []policy.ARN, open string) rule.Outcome {
	var within []rule.Fact
	for _, s := range g.Statements() {
		if !slices.ContainsFunc(logWrites, func(a string) bool { return s.MatchesAction(a) != value.No }) {
			continue
		}
		if s.Resources.Not || s.Resources.Partial() || s.Resources.IsAbsent() {
			return rule.UnknownBecause("which log groups it may write to cannot be told", s.Fact())
		}
		for _, e := range s.Resources.List {
			if e.IsUnknown() || !inOwn(e.Text, own) {
				why := "it may write to " + e.String() + ": whether nobody else's logs are there cannot be told"
				if open != "" {
					why += " (" + open + ")"
				}
				return rule.UnknownBecause(why, s.Fact())
			}
			within = append(within, access.Known("Resource", e.String(), s.Fact().Origin()))
		}
	}
	if len(within) == 0 {
		return rule.NotApplicable("its policies allow no writing of logs", facts(g.Facts())...)
	}
	return rule.Pass(within...)
}

// inOwn reports whether a pattern takes in nothing but streams of the log
// groups, by their names in any region.
func inOwn(pattern value.Text, own []policy.ARN) bool {
	named, ok := policy.ParseARN(pattern)
	for _, arn := range own {
		if name := arn.Resource.Inline(); ok && named.Service.Is("logs") == value.Yes && (named.Resource.Inline() == name || strings.HasPrefix(named.Resource.Inline(), name+":")) {
			return true // the same name, in whatever region
		}
		group := value.Join(value.Literal("arn:*:logs:*:*:"), arn.Resource)
		if policy.Covers(group, pattern) == value.Yes || policy.Covers(value.Join(group, value.Literal(":*")), pattern) == value.Yes {
			return true
		}
	}
	return false
}
