package publicexposure

import (
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// FunctionPolicyNotPublic is decided for the parts of functions' policies.
var FunctionPolicyNotPublic = &rule.Rule{
	ID:       "function-policy-not-public",
	Title:    "A function's resource policy admits nobody in particular",
	Why:      "Anyone who opens an AWS account, or anyone at all, starts the function, feeds it and makes you pay for it.",
	Fix:      "Name the principal, and add source_arn, source_account or principal_org_id.",
	Severity: rule.Critical,
	Example: `resource "aws_lambda_permission" "bucket" {
  function_name  = aws_lambda_function.orders.function_name
  action         = "lambda:InvokeFunction"
  principal      = "s3.amazonaws.com"
  source_arn     = aws_s3_bucket.orders.arn
  source_account = data.aws_caller_identity.current.account_id
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "awslambda_function_not_publicly_accessible"},
		{Tool: "checkov", ID: "CKV_AWS_301"},
		{Tool: "kics", ID: "e08ed7eb-f3ef-494d-9d22-2e3db756a347"},
		{Tool: "kics", ID: "ad9dabc7-7839-4bae-a957-aa9120013f39"},
		{Tool: "securityhub", ID: "Lambda.1"},
		{Tool: "config", ID: "lambda-function-public-access-prohibited"},
		{Tool: "guard", ID: "lambda_no_wildcard_principal"},
		{Tool: "guard", ID: "lambda_function_public_access_prohibited"},
		{Tool: "cfn_nag", ID: "F13"},
		{Tool: "cdk-nag", ID: "LambdaFunctionPublicAccessProhibited"},
		{Tool: "powerpipe", ID: "lambda_function_restrict_public_access"},
		{Tool: "cfripper", ID: "GenericResourceFullWildcardPrincipalRule"},
		{Tool: "kics", ID: "1d6e16f1-5d8a-4379-bfb3-2dadd38ed5a7"},
	},
	Sources: []string{"CIS AWS Compute Services 1.0.0 4.6", "AWS Lambda Developer Guide, Working with resource-based IAM policies in Lambda"},
	Decide: onFunctionPolicies(func(in *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
		if urls, at := openToURLs(p); urls {
			return rule.NotApplicable("it lets calls by a function URL in, which function-url-requires-iam-auth judges", at)
		}
		t, ok := in.Access.Part(r, p, func(s policy.Statement) (policy.Statement, bool) { return s, !aboutURL(&s) })
		if !ok {
			return rule.Unknown(access.Unread("function_name", "it is not known which function it is about", r.Head().Block))
		}
		judge := func(t *access.Target) rule.Outcome {
			return reachedTarget(in, r, p, t, "start "+functionNamed(in, r), "lets them in", reason.Anonymous, reason.AnyAccount)
		}
		o := judge(t)
		if fact, maybe := maybeURL(p); maybe && o.Verdict == rule.FailVerdict {
			return rule.UnknownBecause("whether it is about a function URL without authentication cannot be told", fact)
		}
		if fact, maybe := unbound(r); maybe && o.Verdict == rule.PassVerdict {
			bare, _ := in.Access.Part(r, p, func(s policy.Statement) (policy.Statement, bool) {
				s.Conditions = nil
				return s, true
			})
			if judge(bare).Verdict != rule.PassVerdict {
				return rule.UnknownBecause(fact.Attribute()+" may turn out to be no condition", fact)
			}
		}
		return o
	}),
}

// unbound returns what may turn out to be no condition of a permission: an
// attribute that is null or "" is as one that is not set.
func unbound(r estate.Resource) (rule.Fact, bool) {
	d, ok := r.(*estate.FunctionPolicy)
	if !ok {
		return nil, false
	}
	for _, v := range []value.Value[value.Text]{d.SourceARN, d.SourceAccount, d.PrincipalOrg, d.EventSourceToken, d.URLAuthType} {
		text, known := v.Get()
		if v.IsUnknown() || known && text.IsEmpty() != value.No {
			return v, true
		}
	}
	return nil, false
}

// maybeURL returns a condition on the type of the URL whose value is not known.
func maybeURL(p *access.ResourcePolicy) (access.Fact, bool) {
	for _, s := range p.Statements {
		on, _ := s.On("lambda:FunctionUrlAuthType")
		for _, c := range on {
			for _, v := range c.Values.List {
				if v.IsUnknown() || v.Text.HasHoles() {
					return access.Known("Condition", c.String(), c.Origin), true
				}
			}
		}
	}
	return access.Fact{}, false
}

// aboutURL reports whether a statement lets in nothing but calls by a function
// URL without authentication, and calls that come by a URL.
func aboutURL(s *policy.Statement) bool {
	for i := range s.Conditions {
		c := &s.Conditions[i]
		key, ok := c.Key.Literal()
		if !ok || len(c.Values.List) != 1 || c.Values.Partial() {
			continue
		}
		is := c.Values.List[0].Text
		if strings.EqualFold(key, "lambda:FunctionUrlAuthType") && is.Is("NONE") == value.Yes ||
			strings.EqualFold(key, "lambda:InvokedViaFunctionUrl") && is.Is("true") == value.Yes {
			return true
		}
	}
	return false
}

// openToURLs reports whether a policy consists of such statements alone.
func openToURLs(p *access.ResourcePolicy) (bool, access.Fact) {
	if len(p.Statements) == 0 || len(p.Gaps()) > 0 {
		return false, access.Fact{}
	}
	for _, s := range p.Statements {
		if !aboutURL(s.Statement) {
			return false, access.Fact{}
		}
	}
	return true, access.Known("Condition", "a call by a function URL", p.Statements[0].At())
}
