package leastprivilege

import (
	"strings"

	"bailiwick/access"
	"bailiwick/access/escalation"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// CloudShellAccessRestricted is decided for roles, users and groups.
var CloudShellAccessRestricted = &rule.Rule{
	ID:       "cloudshell-access-restricted",
	Title:    "Full CloudShell access is not handed out",
	Why:      "The shell runs in AWS with its user's rights and moves files in and out, past what watches the company's own machines.",
	Fix:      "Detach AWSCloudShellFullAccess; deny cloudshell:PutCredentials and the transfer of files where the shell is needed.",
	Severity: rule.Low,
	Example: `resource "aws_iam_user_policy_attachment" "ada" {
  user       = aws_iam_user.ada.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}`,
	Objectives: []objective.ID{objective.LeastPrivilege, objective.AccessReview},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "iam_policy_cloudshell_admin_not_attached"},
		{Tool: "powerpipe", ID: "iam_user_group_role_cloudshell_fullaccess_restricted"},
	},
	Sources: []string{"CIS AWS Foundations 7.0.0 2.20"},
	Decide: []rule.Decision{
		rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome {
			if arn, ok := r.ARN(); ok && strings.Contains(arn.Inline(), ":role/aws-service-role/") {
				return rule.NotApplicable("AWS makes the role for one of its services", access.Known("arn", arn.String(), r.Block))
			}
			return cloudShell(in, r)
		}),
		rule.On[*estate.User](func(in *rule.Input, u *estate.User) rule.Outcome { return cloudShell(in, u) }),
		rule.On[*estate.Group](func(in *rule.Input, g *estate.Group) rule.Outcome { return cloudShell(in, g) }),
	},
}

func cloudShell(in *rule.Input, r estate.Resource) rule.Outcome {
	g := in.Access.Of(r)
	for i := range g.Policies {
		if p := &g.Policies[i]; p.AWS != nil && p.AWS.Name == "AWSCloudShellFullAccess" {
			return rule.Fail("{name} has AWSCloudShellFullAccess", rule.Facts(g.Facts())...).Label("full access to CloudShell")
		}
	}
	var open rule.Fact
	for _, s := range g.Statements() {
		is := wholeShell(s)
		switch {
		case is == value.No:
		case is == value.CannotTell || s.Effect != policy.Allow || g.Limited():
			open = s.Fact()
		default:
			switch escalation.Of(in.Access).Admin(escalation.Node{Of: r}).Verdict {
			case reason.No:
				return rule.Fail("{name} may do everything with CloudShell", s.Fact()).As(rule.Info).Label("full access to CloudShell")
			case reason.Outside:
				open = s.Fact()
			}
		}
	}
	switch gaps := g.Gaps(); {
	case len(gaps) > 0:
		return rule.Unknown(facts(gaps)...)
	case open != nil:
		return rule.UnknownBecause("it cannot be told whether it leaves all of CloudShell to somebody who is no administrator", open)
	}
	return rule.Pass(facts(g.Facts())...)
}

// wholeShell tells whether a statement is about every action of CloudShell.
func wholeShell(s access.Statement) value.Answer {
	return value.Both(s.MatchesAction("cloudshell:CreateEnvironment"), value.Both(s.MatchesAction("cloudshell:GetFileDownloadUrls"), s.MatchesAction("cloudshell:GetFileUploadUrls")))
}
