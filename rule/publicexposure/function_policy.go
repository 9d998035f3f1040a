package publicexposure

import (
	"strings"

	"bailiwick/access"
	"bailiwick/dated"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// FunctionPolicyKnownAccounts is decided for the parts of functions' policies.
var FunctionPolicyKnownAccounts = &rule.Rule{
	ID:       "function-policy-known-accounts",
	Title:    "Other accounts may invoke only if approved",
	Why:      "Whoever governs the other account decides who invokes the function and what it is fed.",
	Fix:      "Remove the statement, or record the account in accounts.trusted.",
	Severity: rule.High,
	Example: `resource "aws_lambda_permission" "shop" {
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = data.aws_caller_identity.current.account_id
}`,
	Objectives: []objective.ID{objective.PublicExposure, objective.LeastPrivilege},
	Settings:   []string{"accounts.own", "accounts.trusted", "organization.id"},
	Equivalents: []rule.Equivalent{
		{Tool: "cfripper", ID: "GenericCrossAccountTrustRule"},
	},
	Sources: []string{"CIS AWS Compute Services Benchmark 1.0.0, 4.10"},
	Decide: onFunctionPolicies(func(in *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
		return knownAccounts(in, r, p, "it names no account", func(account string) string {
			return "The account " + account + ", which nobody approved, may invoke " + functionNamed(in, r)
		})
	}),
}

// knownAccounts is the outcome of a rule that asks that every account which
// the policy names is ours or trusted.
func knownAccounts(in *rule.Input, r estate.Resource, p *access.ResourcePolicy, none string, message func(account string) string) rule.Outcome {
	accounts := &in.Settings.Accounts
	if accounts.Own.Any() {
		return rule.NotApplicable("every account counts as ours", rule.Setting(accounts.Own))
	}
	if accounts.Trusted.Any() {
		return rule.NotApplicable("every account is trusted", rule.Setting(accounts.Trusted))
	}
	return rule.Each(r, p, none, func(s access.ResourceStatement) rule.Outcome {
		worst := rule.NotApplicable(none, access.Known("Effect", s.Effect.String(), s.At()))
		for _, party := range in.Access.Parties(r, s) {
			switch {
			case party.Relation == access.Foreign && s.Effect == policy.Allow:
				return rule.Fail(message(party.Account), party.Fact, rule.Setting(accounts.Own), rule.Setting(accounts.Trusted)).
					Label("an account that nobody approved")
			case party.Relation == access.Own || party.Relation == access.Trusted:
				if worst.Verdict == rule.NotApplicableVerdict {
					worst = rule.Pass(party.Fact)
				}
			default:
				why := party.Why
				if why == "" {
					why = "the Effect of the statement is not known"
				}
				worst = rule.UnknownBecause(why, party.Fact, rule.Setting(accounts.Own))
			}
		}
		return worst
	})
}

// FunctionPolicyServiceHasSource is decided for the parts of functions'
// policies.
var FunctionPolicyServiceHasSource = &rule.Rule{
	ID:       "function-policy-service-has-source",
	Title:    "A service may invoke only on behalf of a named resource",
	Why:      "Everyone who uses the service, in any account, can then have it call the function: the confused deputy.",
	Fix:      "Set source_arn to what the service calls for; for S3 set source_account too.",
	Severity: rule.High,
	Example: `resource "aws_lambda_permission" "hourly" {
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.hourly.arn
}`,
	Objectives: []objective.ID{objective.PublicExposure, objective.LeastPrivilege},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_364"},
		{Tool: "trivy", ID: "AWS-0067"},
		{Tool: "securityhub", ID: "Lambda.1"},
		{Tool: "guard", ID: "lambda_function_public_access_prohibited"},
	},
	Sources: []string{
		"AWS Lambda Developer Guide, Granting Lambda function access to AWS services",
		"IAM User Guide, The confused deputy problem",
	},
	Decide: onFunctionPolicies(serviceHasSource),
}

func serviceHasSource(in *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
	table := dated.DefaultPermissionSources().At(in.Today.Time())
	return rule.Each(r, p, "no service is named", func(s access.ResourceStatement) rule.Outcome {
		none := rule.NotApplicable("no service is named", access.Known("Principal", "no service", s.At()))
		if s.Effect == policy.Deny {
			return none
		}
		services, all := s.Principals.Services()
		worst := none
		if !all && s.Principals.Partial() {
			worst = rule.UnknownBecause("Principal: "+s.Principals.Reason(), access.Unread("Principal", s.Principals.Reason(), s.At()))
		}
		for _, p := range s.Principals.List {
			if p.Kind == policy.UnreadPrincipal && p.Type == "" {
				worst = rule.UnknownBecause("it is not known who "+p.String()+" is", s.Element("Principal", p.Element))
			}
		}
		for _, service := range services {
			if o := hasSource(in, table, r, s, service); worst.Verdict == rule.NotApplicableVerdict || o.Verdict == rule.FailVerdict {
				worst = o
			}
		}
		return worst
	})
}

func hasSource(in *rule.Input, table dated.PermissionSourcesView, r estate.Resource, s access.ResourceStatement, service policy.Principal) rule.Outcome {
	who := s.Element("Principal", service.Element)
	name, ok := service.ServiceName()
	if !ok {
		return rule.UnknownBecause("it is not known which service "+service.String()+" is", who)
	}
	row, known := table.Service(name + ".amazonaws.com")
	if !known {
		row, known = table.Service(name + ".amazon.com")
	}
	switch {
	case !known:
		// If it sends a source, the condition binds it; if it sends none, the
		// condition lets nobody in.
		if bound, condition := access.Bound(s.Statement, "aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths"); bound == value.Yes {
			return rule.Pass(who, access.Known("Condition", condition.String(), condition.Origin))
		}
		return rule.UnknownBecause("it is not known whether "+service.String()+" sends a source: bailiwick's table does not have it", who)
	case len(row.Keys) == 0:
		return rule.NotApplicable(service.String()+" sends no source", who)
	}
	var keys []string
	for _, k := range row.Bound {
		keys = append(keys, string(k))
		if k == dated.SourceAccount {
			keys = append(keys, "aws:SourceOrgID", "aws:SourceOrgPaths")
		}
	}
	bound, condition := access.Bound(s.Statement, keys...)
	asked := access.Known("Condition", "none on the source", s.At())
	if condition != nil {
		asked = access.Known("Condition", condition.String(), condition.Origin)
	}
	switch {
	case bound == value.Yes:
		return rule.Pass(who, asked)
	case bound == value.CannotTell || s.Effect != policy.Allow:
		return rule.UnknownBecause("it cannot be told whether the source is one of ours: "+asked.String(), who, asked)
	}
	message := "Anyone who uses " + service.String() + " may have it invoke " + functionNamed(in, r)
	fail := rule.Fail(message, who, asked).Label("for whomever it calls")
	switch name {
	case "s3":
		if arn, condition := s.BoundBy("aws:SourceArn"); arn == value.Yes {
			return rule.Fail("Whoever owns a bucket of that name may have it invoke "+functionNamed(in, r),
				access.Known("Condition", condition.String(), condition.Origin), who).As(rule.Medium).
				Label("the ARN of a bucket names no account").Fix("Set source_account beside source_arn.")
		}
	case "secretsmanager":
		return fail.As(rule.Low).Fix("Set source_account.")
	case "alexa-appkit":
		return fail.Fix("Set event_source_token to the id of the skill.")
	}
	return fail
}

// FunctionPolicySourceNarrow is decided for the parts of functions' policies.
var FunctionPolicySourceNarrow = &rule.Rule{
	ID:       "function-policy-source-narrow",
	Title:    "The source of a permission is one resource",
	Why:      "A pattern lets every rule, topic, bucket or API that fits it start the function, those that others will make among them.",
	Fix:      "Use the ARN of the one rule, topic, bucket or API.",
	Severity: rule.Medium,
	Example: `resource "aws_lambda_permission" "api" {
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.shop.execution_arn}/*/*"
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Sources:    []string{"AWS Lambda Developer Guide, Granting Lambda function access to AWS services"},
	Decide:     onFunctionPolicies(sourceNarrow),
}

func sourceNarrow(in *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
	return rule.Each(r, p, "it names no source", func(s access.ResourceStatement) rule.Outcome {
		worst := rule.NotApplicable("it names no source", access.Known("Condition", "none on aws:SourceArn", s.At()))
		if s.Effect == policy.Deny {
			return worst
		}
		on, all := s.On("aws:SourceArn")
		if !all {
			worst = rule.UnknownBecause("not all conditions are known: "+s.Reason(), access.Unread("Condition", s.Reason(), s.At()))
		}
		for _, c := range on {
			if c.Operator.Test.Negated() || c.Operator.Test == policy.Null {
				continue
			}
			if c.Values.Partial() {
				worst = rule.UnknownBecause("aws:SourceArn: "+c.Values.Reason(), access.Unread("aws:SourceArn", c.Values.Reason(), s.At()))
			}
			for _, v := range c.Values.List {
				fact := s.Element("aws:SourceArn", v)
				switch wide, what := wideSource(v.Text); {
				case v.IsUnknown():
					worst = rule.UnknownBecause("aws:SourceArn: "+v.Reason(), fact)
				case wide == value.Yes:
					return rule.Fail("Any "+what+" may invoke "+functionNamed(in, r), fact).Label("a pattern, not one resource")
				case wide == value.CannotTell:
					worst = rule.UnknownBecause("aws:SourceArn: "+v.String()+" is not known", fact)
				case worst.Verdict == rule.NotApplicableVerdict:
					worst = rule.Pass(fact)
				}
			}
		}
		return worst
	})
}

// wideSource tells whether the pattern of a source takes in more than one
// resource, and what of. Stars in the stage, method and path of an API, and
// behind a log group, are the documented form of one.
func wideSource(t value.Text) (wide value.Answer, what string) {
	arn, ok := policy.ParseARN(t)
	if !ok {
		return wildcard(t), "source"
	}
	what = "source of " + arn.Service.String()
	id := arn.Resource
	switch arn.Service.Inline() {
	case "execute-api":
		what = "API"
		before, _, _ := strings.Cut(id.Inline(), "/") // an API's id has no slash
		id = value.Inline(before)
	case "logs":
		what = "log group"
		id = value.Inline(strings.TrimSuffix(id.Inline(), ":*"))
	case "events":
		what = "rule"
	case "s3":
		what = "bucket"
	case "sns":
		what = "topic"
	}
	return or(wildcard(arn.Account), wildcard(id)), what
}

// wildcard tells whether the text has a wildcard. A user's variable may hold
// one.
func wildcard(t value.Text) value.Answer {
	if strings.ContainsAny(t.Inline(), "*?") {
		return value.Yes
	}
	for _, hole := range t.Symbols() {
		if hole.Class() == value.Free {
			return value.CannotTell
		}
	}
	return value.No
}
