package publicexposure

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

// FunctionURLRequiresIAMAuth is decided for function URLs.
var FunctionURLRequiresIAMAuth = &rule.Rule{
	ID:       "function-url-requires-iam-auth",
	Title:    "Function URLs require IAM authentication",
	Why:      "With the type NONE Lambda authenticates nobody: every request from the internet starts the function.",
	Fix:      "Set authorization_type to AWS_IAM, and put CloudFront with origin access control or an API in front. A URL that is open on purpose is recorded in functions.public.",
	Severity: rule.High,
	Example: `resource "aws_lambda_function_url" "orders" {
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "AWS_IAM"
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Settings:   []string{"functions.public"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "awslambda_function_url_public"},
		{Tool: "checkov", ID: "CKV_AWS_258"},
		{Tool: "powerpipe", ID: "lambda_function_restrict_public_url"},
		{Tool: "cdk-nag", ID: "LambdaFunctionUrlAuth"},
	},
	Sources: []string{"AWS Lambda Developer Guide, Control access to Lambda function URLs"},
	Decide: []rule.Decision{rule.On[*estate.FunctionURL](func(in *rule.Input, u *estate.FunctionURL) rule.Outcome {
		switch {
		case is(u.AuthType, "AWS_IAM") == value.Yes:
			return rule.Pass(u.AuthType)
		case is(u.AuthType, "NONE") != value.Yes:
			return rule.Undecided(u.AuthType)
		}
		fail := rule.Fail("Anyone on the internet may call the URL {name}", u.AuthType).Label("Lambda authenticates nobody")
		if open, fact := openByPolicy(in, u); open {
			return rule.Fail(fail.Message, u.AuthType, fact).Label("Lambda authenticates nobody").As(rule.Critical)
		}
		return fail
	})},
}

// openByPolicy reports whether the function's policy lets everyone call the
// URL: by a statement of its own, or by the one that Terraform's provider adds
// to a URL of the type NONE.
func openByPolicy(in *rule.Input, u *estate.FunctionURL) (bool, rule.Fact) {
	if u.Written == "aws_lambda_function_url" {
		return true, rule.Given{Name: "policy", Value: "the provider adds a statement for everyone", At: u.AuthType.Origin()}
	}
	f, reach := estate.Find[*estate.Function](in.Estate, u, u.FunctionName)
	if reach != estate.Here {
		return false, nil
	}
	for _, s := range in.Access.ResourcePolicy(f).Statements {
		if s.MatchesAction("lambda:InvokeFunctionUrl") == value.Yes && access.OpenStatement(s.Statement) == value.Yes {
			return true, access.Known("Principal", "*", s.At())
		}
	}
	return false, nil
}

// FunctionURLCORSRestricted is decided for function URLs.
var FunctionURLCORSRestricted = &rule.Rule{
	ID:       "function-url-cors-restricted",
	Title:    "Function URLs name the origins that may call",
	Why:      "A page of anyone can then make a visitor's browser call the function, with the visitor's credentials or in the visitor's network.",
	Fix:      "List the origins and methods in the block cors.",
	Severity: rule.Medium,
	Example: `resource "aws_lambda_function_url" "orders" {
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "AWS_IAM"
  cors {
    allow_origins = ["https://shop.example.com"]
    allow_methods = ["POST"]
  }
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Settings:   []string{"functions.cors_origins"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "awslambda_function_url_cors_policy"},
		{Tool: "checkov", ID: "CKV2_AWS_75"},
		{Tool: "powerpipe", ID: "lambda_function_cors_configuration"},
	},
	Sources: []string{"AWS Lambda Developer Guide, Creating and managing Lambda function URLs"},
	Decide:  []rule.Decision{rule.On[*estate.FunctionURL](corsRestricted)},
}

func corsRestricted(in *rule.Input, u *estate.FunctionURL) rule.Outcome {
	origins, ok := u.AllowOrigins.Get()
	approved := in.Settings.Functions.CORSOrigins
	judged := approved.Set() && !approved.Any()
	if u.AllowOrigins.IsAbsent() || ok && len(origins) == 0 && !u.AllowOrigins.Partial() {
		return rule.PassBecause("no origin is named, so browsers refuse to read across origins", u.AllowOrigins)
	}
	star, odd, unclear := value.No, value.No, u.AllowOrigins.IsUnknown() || u.AllowOrigins.Partial()
	var plain, other value.Value[value.Text]
	for _, o := range origins {
		text, known := o.Get()
		s, literal := text.Literal()
		switch {
		case !known || !literal:
			unclear = true
			if text.LiteralPrefix() == "" {
				star = or(star, value.CannotTell)
			}
			continue
		case s == "*":
			star = value.Yes
			continue
		case strings.HasPrefix(s, "http://") && !isLocal(s):
			plain, odd = o, value.Yes
		}
		if judged && !matches(approved.Get(), s) {
			other = o
		}
	}
	credentials, changing := u.AllowCredentials.Or(false), changes(u.AllowMethods)
	open := is(u.AuthType, "NONE")
	switch {
	case star == value.Yes && judged && !matches(approved.Get(), "*"):
		return rule.Fail("Pages of any origin may call the URL {name}", u.AllowOrigins, rule.Setting(approved))
	case star == value.Yes && credentials:
		return rule.Fail("Pages of any origin may call the URL {name} with a visitor's credentials", u.AllowOrigins, u.AllowCredentials)
	case star == value.Yes && open == value.Yes && changing == value.Yes:
		return rule.Fail("Pages of any origin may change things through the URL {name}", u.AllowOrigins, u.AllowMethods, u.AuthType)
	case other.IsKnown():
		return rule.Fail("The URL {name} names an origin that is not approved", other.Named("allow_origins"), rule.Setting(approved))
	case odd == value.Yes:
		return rule.Fail("The URL {name} trusts pages that come without encryption", plain.Named("allow_origins")).As(rule.Low)
	case star == value.Yes && (u.AllowCredentials.IsUnknown() || changing == value.CannotTell && open != value.No || open == value.CannotTell && changing == value.Yes):
		return rule.UnknownBecause("any origin may call, and it is not known with what", u.AllowOrigins, u.AllowCredentials, u.AllowMethods, u.AuthType)
	case unclear:
		return rule.UnknownBecause("allow_origins: not all origins are known", u.AllowOrigins)
	case star == value.Yes:
		return rule.PassBecause("any origin may read, without credentials: as of a public read API", u.AllowOrigins, u.AllowMethods)
	}
	return rule.Pass(u.AllowOrigins)
}

// or returns the answer to "this or that".
func or(a, b value.Answer) value.Answer {
	switch {
	case a == value.Yes || b == value.Yes:
		return value.Yes
	case a == value.CannotTell || b == value.CannotTell:
		return value.CannotTell
	}
	return value.No
}

// changes tells whether one of the methods may change something.
func changes(methods value.Texts) value.Answer {
	list, ok := methods.Get()
	answer := value.Answered(!ok && !methods.IsAbsent() || methods.Partial())
	if answer == value.Yes {
		answer = value.CannotTell
	}
	for _, m := range list {
		answer = or(answer, is(m, "*", "POST", "PUT", "PATCH", "DELETE"))
		if m.IsUnknown() {
			answer = or(answer, value.CannotTell)
		}
	}
	return answer
}

func isLocal(origin string) bool {
	host, _, _ := strings.Cut(strings.TrimPrefix(origin, "http://"), "/")
	host, _, _ = strings.Cut(host, ":")
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || host == "127.0.0.1"
}

func matches(patterns []string, s string) bool {
	for _, p := range patterns {
		if value.Literal(s).Match(value.Literal(p)) == value.Yes {
			return true
		}
	}
	return false
}

// FunctionURLPermissionConditioned is decided for the parts of functions'
// policies.
var FunctionURLPermissionConditioned = &rule.Rule{
	ID:       "function-url-permission-conditioned",
	Title:    "The right to invoke through the URL cannot be used around it",
	Why:      "A URL needs lambda:InvokeFunction too. Granted without a condition, anyone with credentials of AWS calls the Invoke API directly, past CloudFront, the web ACL and the URL's own checks.",
	Fix:      "Set invoked_via_function_url to true on the permission for lambda:InvokeFunction.",
	Severity: rule.Critical,
	Example: `resource "aws_lambda_permission" "url" {
  function_name            = aws_lambda_function.orders.function_name
  action                   = "lambda:InvokeFunction"
  principal                = "*"
  invoked_via_function_url = true
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Settings:   []string{"accounts.own", "accounts.trusted"},
	Sources:    []string{"AWS Lambda Developer Guide, Control access to Lambda function URLs"},
	Decide:     onFunctionPolicies(conditionedOnURL),
}

func conditionedOnURL(in *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
	return rule.Each(r, p, "it grants nothing for the sake of a function URL", func(s access.ResourceStatement) rule.Outcome {
		invokes := s.MatchesAction("lambda:InvokeFunction")
		if s.Effect == policy.Deny || invokes == value.No {
			return rule.NotApplicable("it does not grant lambda:InvokeFunction", access.Known("Action", "another", s.At()))
		}
		anyone := s.Principals.IsAnyone()
		foreign := anyone == value.No && names(in, r, s, access.Foreign)
		if anyone == value.No && !foreign {
			return rule.NotApplicable("it names who may invoke, and they are ours or a service", access.Known("Principal", "named", s.At()))
		}
		via, condition := s.RequiresTrue("lambda:InvokedViaFunctionUrl")
		fact := access.Known("Condition", "lambda:InvokedViaFunctionUrl is not asked", s.At())
		if condition != nil {
			fact = access.Known("Condition", condition.String(), condition.Origin)
		}
		if via == value.Yes {
			return rule.Pass(fact)
		}
		purpose, why := forURL(in, r, s, anyone)
		switch {
		case purpose == value.No:
			return rule.NotApplicable("it is not granted for a function URL", fact)
		case via == value.CannotTell || purpose == value.CannotTell || anyone == value.CannotTell || invokes == value.CannotTell || s.Effect != policy.Allow:
			return rule.UnknownBecause("it cannot be told whether the statement asks for the way through the URL", fact, why)
		case foreign:
			return rule.Fail("Another account may invoke "+functionNamed(in, r)+" around its URL", fact, why).As(rule.High)
		}
		return rule.Fail("Anyone with credentials of AWS may invoke "+functionNamed(in, r)+" around its URL", fact, why).Label("lambda:InvokeFunction for everyone")
	})
}

// names reports whether the statement names a party of the relation.
func names(in *rule.Input, r estate.Resource, s access.ResourceStatement, relation access.Relation) bool {
	for _, p := range in.Access.Parties(r, s) {
		if p.Relation == relation {
			return true
		}
	}
	return false
}

// forURL tells whether the right to invoke is granted because of a URL: by a
// condition on its type, beside a grant of the URL to the same caller, or to
// everyone on a function that has a URL.
func forURL(in *rule.Input, r estate.Resource, s access.ResourceStatement, anyone value.Answer) (value.Answer, rule.Fact) {
	if on, _ := s.On("lambda:FunctionUrlAuthType"); len(on) > 0 {
		asked := value.Yes
		if unread := func(e policy.Element) bool { return e.IsUnknown() || e.Text.HasHoles() }; on[0].Values.Partial() || slices.ContainsFunc(on[0].Values.List, unread) {
			asked = value.CannotTell // it may turn out to be no condition
		}
		return asked, access.Known("Condition", on[0].String(), on[0].Origin)
	}
	if s.MatchesAction("lambda:InvokeFunctionUrl") == value.Yes {
		return value.Yes, access.Known("Action", "takes in lambda:InvokeFunctionUrl", s.At())
	}
	var ref value.Value[value.Text]
	switch d := r.(type) {
	case *estate.FunctionPolicy:
		ref = d.FunctionName
	case *estate.FunctionPolicyDocument:
		ref = d.FunctionARN
	}
	f, reach := estate.Find[*estate.Function](in.Estate, r, ref)
	if reach != estate.Here {
		return value.CannotTell, rule.Given{Name: "function", Value: "not declared here", At: ref.Origin()}
	}
	var unsure *access.ResourceStatement
	for _, o := range in.Access.ResourcePolicy(f).Statements {
		if o.Effect != policy.Allow || o.MatchesAction("lambda:InvokeFunctionUrl") != value.Yes {
			continue
		}
		switch sameCaller(o, s) {
		case value.Yes:
			return value.Yes, access.Known("Action", "lambda:InvokeFunctionUrl is granted beside it", o.At())
		case value.CannotTell:
			unsure = &o
		}
	}
	if unsure != nil {
		return value.CannotTell, access.Unread("Principal", "lambda:InvokeFunctionUrl is granted beside it, perhaps to the same caller", unsure.At())
	}
	urls := f.FunctionURLs(in.Estate)
	switch found, _ := urls.Get(); {
	case anyone == value.No:
		return value.No, rule.Given{Name: "function URL", Value: "not granted beside it", At: f.Block}
	case len(found) > 0 && access.OpenStatement(s.Statement) != value.No:
		return access.OpenStatement(s.Statement), access.Known("function URL", found[0].Address, found[0].Block)
	case urls.Partial():
		return value.CannotTell, access.Unread("function URL", urls.Reason(), f.Block)
	}
	return value.No, rule.Given{Name: "function URL", Value: "none", At: f.Block}
}

// sameCaller tells whether two statements let in a caller of one name.
func sameCaller(a, b access.ResourceStatement) value.Answer {
	answer := value.Both(a.Principals.IsAnyone(), b.Principals.IsAnyone())
	for _, p := range a.Principals.List {
		for _, q := range b.Principals.List {
			answer = value.Either(answer, p.Text.Equal(q.Text))
		}
	}
	return answer
}
