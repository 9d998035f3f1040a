package leastprivilege

import (
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// FunctionPolicyInvokeOnly is decided for the parts of functions' and layers'
// policies.
var FunctionPolicyInvokeOnly = &rule.Rule{
	ID:       "function-policy-invoke-only",
	Title:    "Permissions grant invocation only",
	Why:      "Whoever is granted more can change the function, and then runs with its role.",
	Fix:      "Grant lambda:InvokeFunction; for a URL lambda:InvokeFunctionUrl; for a layer lambda:GetLayerVersion.",
	Severity: rule.Medium,
	Example: `resource "aws_lambda_permission" "hourly" {
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.hourly.arn
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Equivalents: []rule.Equivalent{
		{Tool: "guard", ID: "lambda_permission_invoke_function_action"},
		{Tool: "cfn-nag", ID: "W24"},
		{Tool: "kics", ID: "75ec6890-83af-4bf1-9f16-e83726df0bd0"},
		{Tool: "kics", ID: "9b83114b-b2a1-4534-990d-06da015e47aa"},
	},
	Sources: []string{"AWS Lambda Developer Guide, Viewing resource-based IAM policies in Lambda"},
	Decide: []rule.Decision{
		rule.OnPolicy[*estate.FunctionPolicy](invokeOnly),
		rule.OnPolicy[*estate.FunctionPolicyDocument](invokeOnly),
		rule.OnPolicy[*estate.LayerVersionPermission](func(_ *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
			return rule.Each(r, p, "it grants nothing", func(s access.ResourceStatement) rule.Outcome {
				return grantsOnly(s, func(action string) rule.Outcome {
					if action == "lambda:getlayerversion" {
						return rule.Pass()
					}
					return rule.Fail("More is granted on a layer than to fetch it")
				})
			})
		}),
	},
}

func invokeOnly(in *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
	return rule.Each(r, p, "it grants nothing", func(s access.ResourceStatement) rule.Outcome {
		return grantsOnly(s, func(action string) rule.Outcome {
			switch action {
			case "lambda:invokefunction", "lambda:invokefunctionurl":
				return rule.Pass()
			case "lambda:invokeasync":
				return rule.Fail("{name} grants an action that AWS has deprecated").As(rule.Info)
			case "lambda:getfunction", "lambda:getfunctionconfiguration":
				if ours(in, r, s) {
					return rule.Pass()
				}
			}
			return rule.Fail("{name} grants more than to invoke the function").Label("not an action that invokes")
		})
	})
}

// ours reports whether everyone whom the statement names is of an own account.
func ours(in *rule.Input, r estate.Resource, s access.ResourceStatement) bool {
	parties := in.Access.Parties(r, s)
	for _, p := range parties {
		if p.Relation != access.Own {
			return false
		}
	}
	return len(parties) > 0
}

// grantsOnly decides for each action, in lower case, of a statement that
// allows.
func grantsOnly(s access.ResourceStatement, decide func(action string) rule.Outcome) rule.Outcome {
	if s.Effect == policy.Deny {
		return rule.NotApplicable("it grants nothing", access.Known("Effect", "Deny", s.At()))
	}
	if s.Actions.Not {
		return rule.Fail("{name} grants every action but those it names", access.Known("NotAction", "with Effect Allow", s.At()))
	}
	worst := rule.Outcome{Verdict: rule.PassVerdict}
	if s.Actions.Partial() || len(s.Actions.List) == 0 {
		worst = rule.UnknownBecause("Action: "+s.Reason(), access.Unread("Action", s.Reason(), s.At()))
	}
	for _, a := range s.Actions.List {
		fact := s.Element("Action", a)
		text, literal := a.Text.Literal()
		if a.IsUnknown() || !literal {
			worst = rule.UnknownBecause("Action: "+a.String()+" is not known", fact)
			continue
		}
		o := decide(strings.ToLower(text))
		o.Facts = append(o.Facts, fact)
		if o.Verdict == rule.FailVerdict && (worst.Verdict != rule.FailVerdict || worst.Severity == rule.Info) {
			worst = o
		} else if worst.Verdict == rule.PassVerdict {
			worst.Facts = append(worst.Facts, fact)
		}
	}
	return worst
}

// ResourcePolicyNoWildcardAction is decided for what has a policy of its own,
// roles with their trust policies among them.
var ResourcePolicyNoWildcardAction = &rule.Rule{
	ID:       "resource-policy-no-wildcard-action",
	Title:    "Resource policies name their actions",
	Why:      "With every action granted, whoever may send a message may also change the policy, and delete what is there.",
	Fix:      "List the actions that are needed.",
	Severity: rule.Medium,
	Example: `resource "aws_sqs_queue_policy" "jobs" {
  queue_url = aws_sqs_queue.jobs.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = aws_iam_role.orders.arn }, Action = "sqs:SendMessage", Resource = aws_sqs_queue.jobs.arn }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Settings:   []string{"accounts.own"},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_72"},
		{Tool: "trivy", ID: "AWS-0097"},
		{Tool: "kics", ID: "816ea8cf-d589-442d-a917-2dd0ce0e45e3"},
		{Tool: "kics", ID: "a4966c4f-9141-48b8-a564-ffe9959945bc"},
		{Tool: "guard", ID: "sqs_queuepolicy_no_wildcard_action"},
		{Tool: "guard", ID: "s3_bucket_policy_no_wildcard_action"},
		{Tool: "cfn-nag", ID: "F15"},
		{Tool: "cfn-nag", ID: "F20"},
		{Tool: "cfn_nag", ID: "F2"},
		{Tool: "cfripper", ID: "SQSQueuePolicyWildcardActionRule"},
		{Tool: "cfripper", ID: "SNSTopicPolicyWildcardActionRule"},
		{Tool: "cfripper", ID: "S3BucketPolicyWildcardActionRule"},
		{Tool: "kics", ID: "4ae8af91-5108-42cb-9471-3bdbe596eac9"},
		{Tool: "guard", ID: "iam_role_no_full_access_on_trust_policy"},
	},
	Sources: []string{"IAM User Guide, IAM JSON policy elements: Action"},
	Decide: []rule.Decision{
		rule.OnPolicy[*estate.Queue](namesActions),
		rule.OnPolicy[*estate.Topic](namesActions),
		rule.OnPolicy[*estate.Bucket](namesActions),
		rule.OnPolicy[*estate.Key](namesActions),
		rule.OnPolicy[*estate.Secret](namesActions),
		rule.OnPolicy[*estate.Table](namesActions),
		rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome { return namesActions(in, r, in.Access.Trust(r)) }),
		rule.OnPolicyApart[*estate.QueuePolicy](namesActions),
		rule.OnPolicyApart[*estate.TopicPolicy](namesActions),
		rule.OnPolicyApart[*estate.BucketPolicy](namesActions),
		rule.OnPolicyApart[*estate.KeyPolicy](namesActions),
		rule.OnPolicyApart[*estate.SecretPolicy](namesActions),
	},
}

func namesActions(in *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
	return rule.Each(r, p, "it has no policy of its own", func(s access.ResourceStatement) rule.Outcome {
		effect := access.Known("Effect", s.Effect.String(), s.At())
		if s.Effect == policy.Deny {
			return rule.Pass(effect)
		}
		every, action := everyAction(s)
		switch every {
		case value.No:
			return rule.Pass(action)
		case value.CannotTell:
			return rule.UnknownBecause("Action: it is not known which actions are granted", action)
		}
		_, isKey := r.(*estate.Key)
		if !isKey {
			_, isKey = r.(*estate.KeyPolicy)
		}
		switch root, fact := toOwnRoot(in, r, s); {
		case root == value.Yes:
			return rule.PassBecause("it lets the account's own policies decide", action, fact)
		case root == value.CannotTell || s.Effect != policy.Allow:
			return rule.UnknownBecause("it cannot be told to whom every action is granted", action, fact)
		}
		if !isKey && s.HasConditions() == value.Yes && ours(in, r, s) {
			return rule.PassBecause("every action, under a condition, within the own account", action)
		}
		return rule.Fail("The policy of {name} grants every action", action, effect).Label("every action")
	})
}

// everyAction tells whether the statement grants all actions of a service.
func everyAction(s access.ResourceStatement) (value.Answer, rule.Fact) {
	if s.Actions.Not {
		return value.Yes, access.Known("NotAction", "all but those named", s.At())
	}
	answer := value.No
	var fact rule.Fact = access.Known("Action", "named", s.At())
	if s.Actions.Partial() {
		answer, fact = value.CannotTell, access.Unread("Action", s.Actions.Reason(), s.At())
	}
	for _, a := range s.Actions.List {
		text, literal := a.Text.Literal()
		_, rest, found := strings.Cut(text, ":")
		switch {
		case literal && (text == "*" || found && rest == "*"):
			return value.Yes, s.Element("Action", a)
		case !literal:
			answer, fact = value.CannotTell, access.Unread("Action", a.String()+" is not known", s.At())
		}
	}
	return answer, fact
}

// toOwnRoot tells whether all that the statement names is the own account as
// such, whose own policies then decide.
func toOwnRoot(in *rule.Input, r estate.Resource, s access.ResourceStatement) (value.Answer, rule.Fact) {
	answer := value.Yes
	var fact rule.Fact = access.Known("Principal", "not the own account", s.At())
	if s.Principals.Not || len(s.Principals.List) == 0 && !s.Principals.Partial() {
		return value.No, fact
	}
	for _, p := range s.Principals.List {
		fact = s.Element("Principal", p.Element)
		account, ok := p.Account()
		switch {
		case p.Kind == policy.UnreadPrincipal:
			answer = value.CannotTell
			continue
		case p.Kind != policy.Account || !ok:
			return value.No, fact
		}
		switch relation, why := in.Access.Account(r, account); relation {
		case access.Own:
		case access.Unclear:
			answer = value.CannotTell
			fact = access.Unread("Principal", why, s.At())
		default:
			return value.No, fact
		}
	}
	if s.Principals.Partial() {
		return value.CannotTell, access.Unread("Principal", s.Principals.Reason(), s.At())
	}
	return answer, fact
}
