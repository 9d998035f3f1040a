package leastprivilege

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// PolicyNoAllowNotAction is decided for what has policies: customer managed
// policies, inline and AWS's policies of roles, trust policies, and policies of
// resources.
var PolicyNoAllowNotAction = &rule.Rule{
	ID:       "policy-no-allow-notaction",
	Title:    "Allow statements do not use NotAction",
	Why:      "It allows everything that is not on the list, and every action that AWS adds later.",
	Fix:      "Turn the list round: name the actions that are allowed.",
	Severity: rule.High,
	Example: `resource "aws_iam_policy" "guard" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", NotAction = ["sqs:*"], Resource = "*" }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Equivalents: []rule.Equivalent{
		{Tool: "guard", ID: "iam_role_or_policy_no_allow_plus_not_action"},
		{Tool: "cfn_nag", ID: "W15"},
		{Tool: "cfn_nag", ID: "W16"},
		{Tool: "cfn_nag", ID: "W17"},
		{Tool: "scoutsuite", ID: "iam-managed-policy-allows-NotActions"},
		{Tool: "scoutsuite", ID: "iam-inline-policy-allows-NotActions"},
		{Tool: "kics", ID: "5ea624e4-c8b1-4bb3-87a4-4235a776adcc"},
		{Tool: "kics", ID: "818f38ed-8446-4132-9c03-474d49e10195"},
		{Tool: "cfn_nag", ID: "W14"},
		{Tool: "cfn_nag", ID: "W18"},
		{Tool: "cfn_nag", ID: "W19"},
		{Tool: "cfn_nag", ID: "W20"},
		{Tool: "guard", ID: "sqs_queuepolicy_no_allow_plus_not_action"},
		{Tool: "guard", ID: "iam_role_no_allow_plus_not_action_on_trust_policy"},
	},
	Sources: []string{"IAM User Guide, IAM JSON policy elements: NotAction"},
	Decide:  onPolicies(func(p policies) rule.Outcome { return p.negated("NotAction", notAction) }),
}

// PolicyNoAllowNotResource is decided for the same.
var PolicyNoAllowNotResource = &rule.Rule{
	ID:       "policy-no-allow-notresource",
	Title:    "Allow statements do not use NotResource",
	Why:      "It allows the actions on every resource that is not on the list, and on every one that is made later.",
	Fix:      "List the resources that are allowed.",
	Severity: rule.High,
	Example: `resource "aws_iam_policy" "orders" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject"], Resource = "${aws_s3_bucket.orders.arn}/*" }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Equivalents: []rule.Equivalent{
		{Tool: "guard", ID: "iam_role_or_policy_no_allow_plus_not_resource"},
		{Tool: "cfn_nag", ID: "W21"},
		{Tool: "cfn_nag", ID: "W22"},
		{Tool: "cfn_nag", ID: "W23"},
	},
	Sources: []string{"IAM User Guide, IAM JSON policy elements: NotResource"},
	Decide:  onPolicies(func(p policies) rule.Outcome { return p.negated("NotResource", notResource) }),
}

// policies are the policies of one resource, without those that are resources
// of their own.
type policies struct {
	statements []statement
	gaps       []access.Fact
}

type statement struct {
	*policy.Statement
	at value.Origin
}

// onPolicies decides for every kind that has policies.
func onPolicies(decide func(policies) rule.Outcome) []rule.Decision {
	return []rule.Decision{
		rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome {
			p := granted(in.Access.Of(r))
			p.join(in.Access.Trust(r))
			return decide(p)
		}),
		rule.On[*estate.User](func(in *rule.Input, u *estate.User) rule.Outcome { return decide(granted(in.Access.Of(u))) }),
		rule.On[*estate.Group](func(in *rule.Input, g *estate.Group) rule.Outcome { return decide(granted(in.Access.Of(g))) }),
		rule.On[*estate.ManagedPolicy](func(in *rule.Input, p *estate.ManagedPolicy) rule.Outcome {
			return decide(granted(in.Access.OfDocument(p)))
		}),
		rolePolicyApart(func(in *rule.Input, g *access.Grants) rule.Outcome { return decide(granted(g)) }),
		onResource[*estate.Bucket](decide), onResource[*estate.Queue](decide), onResource[*estate.Topic](decide),
		onResource[*estate.Table](decide), onResource[*estate.Stream](decide), onResource[*estate.EventBus](decide),
		onResource[*estate.Key](decide), onResource[*estate.Secret](decide), onResource[*estate.Repository](decide),
		onResource[*estate.FileSystem](decide), onResource[*estate.RestAPI](decide),
		onPolicyApart[*estate.BucketPolicy](decide), onPolicyApart[*estate.QueuePolicy](decide), onPolicyApart[*estate.TopicPolicy](decide),
		onPolicyApart[*estate.KeyPolicy](decide), onPolicyApart[*estate.SecretPolicy](decide), onPolicyApart[*estate.RepositoryPolicy](decide),
	}
}

func onPolicyApart[K estate.Resource](decide func(policies) rule.Outcome) rule.OnPolicyApart[K] {
	return func(_ *rule.Input, _ estate.Resource, said *access.ResourcePolicy) rule.Outcome {
		var p policies
		p.join(said)
		return decide(p)
	}
}

func onResource[K estate.Resource](decide func(policies) rule.Outcome) rule.On[K] {
	return func(in *rule.Input, k K) rule.Outcome {
		var p policies
		p.join(in.Access.ResourcePolicy(k))
		return decide(p)
	}
}

// granted returns the identity policies of a principal, but for the customer
// managed ones, which are judged themselves.
func granted(g *access.Grants) policies {
	p := policies{gaps: g.Gaps()}
	for _, s := range g.Statements() {
		if s.Policy.Managed == nil || s.Policy.Managed.Head() == g.Principal.Head() {
			p.statements = append(p.statements, statement{s.Statement, s.Fact().Origin()})
		}
	}
	return p
}

func (p *policies) join(r *access.ResourcePolicy) {
	p.gaps = append(p.gaps[:len(p.gaps):len(p.gaps)], r.Gaps()...)
	for _, s := range r.Statements {
		if s.Effect != policy.Deny {
			p.statements = append(p.statements, statement{s.Statement, s.At()})
		}
	}
}

// negated fails for a statement of which the test says yes.
func (p *policies) negated(element string, test func(*policy.Statement) (value.Answer, string)) rule.Outcome {
	var unclear rule.Fact
	for _, s := range p.statements {
		answer, what := test(s.Statement)
		fact := access.Known(element, what, s.at)
		switch {
		case answer == value.Yes && s.Effect == policy.Allow:
			return rule.Fail("A policy of {name} allows all but a list: "+element, fact).Label("allows everything else")
		case answer != value.No && unclear == nil:
			unclear = access.Unread(element, "it cannot be told what it leaves", s.at)
		}
	}
	switch {
	case unclear != nil:
		return rule.Unknown(unclear)
	case len(p.gaps) > 0:
		return rule.Unknown(facts(p.gaps)...)
	case len(p.statements) == 0:
		return rule.NotApplicable("no policy here allows anything")
	}
	return rule.Pass(access.Known(element, "not in any Allow statement", p.statements[0].at))
}

// notAction tells whether the statement has NotAction on resources of more than
// one service.
func notAction(s *policy.Statement) (value.Answer, string) {
	if !s.Actions.Not {
		return value.No, ""
	}
	what := words(&s.Actions)
	if s.Resources.Not || s.Resources.IsAbsent() {
		return value.Yes, what
	}
	answer := value.No
	if s.Resources.Partial() {
		answer = value.CannotTell
	}
	service := ""
	for _, e := range s.Resources.List {
		arn, ok := policy.ParseARN(e.Text)
		of, literal := arn.Service.Literal()
		switch {
		case !ok && e.Text.HasHoles():
			answer = value.CannotTell
		case !ok, !literal, service != "" && of != service, of == "*":
			return value.Yes, what
		}
		service = of
	}
	return answer, what
}

func notResource(s *policy.Statement) (value.Answer, string) {
	return value.Answered(s.Resources.Not), words(&s.Resources)
}

// words lists the elements for people.
func words(e *policy.Elements) string {
	out := ""
	for i, el := range e.List {
		switch {
		case i == 5:
			return out + ", …"
		case i > 0:
			out += ", "
		}
		out += el.String()
	}
	return out
}
