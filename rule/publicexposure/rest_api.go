package publicexposure

import (
	"fmt"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// RESTAPIMethodAuthorized is decided for methods, and for REST APIs that are
// declared by an OpenAPI document.
var RESTAPIMethodAuthorized = &rule.Rule{
	ID:       "rest-api-method-authorized",
	Title:    "Every REST API method requires authorisation",
	Why:      "Anyone on the internet can call a method of the type NONE, and so start what stands behind it.",
	Fix:      "Set an authorizer, or authorization = \"AWS_IAM\". A route that is open on purpose is recorded in api.public_routes.",
	Severity: rule.High,
	Example: `resource "aws_api_gateway_method" "orders" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "POST"
  authorization = "AWS_IAM"
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Settings:   []string{"api.public_routes"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "apigateway_restapi_authorizers_enabled"},
		{Tool: "prowler", ID: "apigateway_restapi_public_with_authorizer"},
		{Tool: "checkov", ID: "CKV_AWS_59"},
		{Tool: "checkov", ID: "CKV2_AWS_70"},
		{Tool: "trivy", ID: "AWS-0004"},
		{Tool: "kics", ID: "15ccec05-5476-4890-ad19-53991eba1db8"},
		{Tool: "kics", ID: "0a96ce49-4163-4ee6-8169-eb3b0797d694"},
		{Tool: "kics", ID: "3ef8696c-e4ae-4872-92c7-520bb44dfe77"},
		{Tool: "guard", ID: "api_gw_method_authorization_type_rule"},
		{Tool: "cfn-nag", ID: "W59"},
		{Tool: "cdk-nag", ID: "AwsSolutions-APIG4"},
		{Tool: "powerpipe", ID: "api_gateway_method_authorization_type_configured"},
		{Tool: "kics", ID: "1056dfbb-5802-4762-bf2b-8b9b9684b1b0"},
		{Tool: "kics", ID: "57b12981-3816-4c31-b190-a1e614361dd2"},
		{Tool: "kics", ID: "7fd0d461-5b8c-4815-898c-f2b4b117eb28"},
	},
	Sources: []string{"API Gateway Developer Guide, Control and manage access to REST APIs in API Gateway"},
	Decide: []rule.Decision{
		rule.On[*estate.APIMethod](methodAuthorized),
		rule.On[*estate.RestAPI](restBodyAuthorized),
	},
}

func methodAuthorized(in *rule.Input, m *estate.APIMethod) rule.Outcome {
	open := is(m.Authorization, "NONE")
	switch {
	case is(m.Authorization, "AWS_IAM", "CUSTOM", "COGNITO_USER_POOLS") == value.Yes:
		return rule.Pass(m.Authorization)
	case open == value.No, m.Authorization.IsAbsent():
		return rule.Undecided(m.Authorization)
	}
	api, reach := estate.Find[*estate.RestAPI](in.Estate, m, m.API)
	if reach != estate.Here {
		if open == value.CannotTell {
			return rule.Undecided(m.Authorization)
		}
		return rule.UnknownBecause("the API that the method belongs to is not declared here", m.Authorization, m.API)
	}
	if closed, outcome := unreachable(in, api); closed {
		return outcome
	}
	if is(m.Method, "OPTIONS") != value.No {
		mock, unclear := mockOf(in, m)
		switch {
		case is(m.Method, "OPTIONS") == value.Yes && mock != nil:
			return rule.NotApplicable("API Gateway itself answers the preflight request", m.Method, *mock)
		case is(m.Method, "OPTIONS") == value.CannotTell:
			return rule.Undecided(m.Method, m.Authorization)
		case unclear != "":
			return rule.UnknownBecause("it is not known what answers the preflight request: "+unclear, m.Method, m.Authorization)
		}
	}
	if open == value.CannotTell {
		return rule.Undecided(m.Authorization)
	}
	method, _ := m.Method.Get()
	message := "Anyone on the internet may send " + method.String() + " to {name} of the API " + api.Name()
	if keyed, _ := m.KeyRequired.Get(); keyed {
		return rule.Fail("Anyone with an API key may send "+method.String()+" to {name} of the API "+api.Name(), m.Authorization, m.KeyRequired).
			As(rule.Medium).Label("a key meters, it does not authenticate")
	}
	return rule.Fail(message, m.Authorization, m.Method, api.Endpoints).Label("no caller is authenticated")
}

// mockOf returns the type of the method's integration if API Gateway answers
// itself, and why it cannot be told, if so.
func mockOf(in *rule.Input, m *estate.APIMethod) (mock *value.Value[value.Text], unclear string) {
	integrations := m.IntegrationsOf(in.Estate)
	found, _ := integrations.Get()
	for _, i := range found {
		if is(i.Type, "MOCK") == value.Yes {
			return &i.Type, ""
		}
		if is(i.Type, "MOCK") == value.CannotTell {
			unclear = "the type of " + i.Address + " is not known"
		}
	}
	if unclear == "" && (integrations.IsUnknown() || integrations.Partial()) {
		unclear = integrations.Reason()
	}
	return nil, unclear
}

// unreachable returns the outcome for what belongs to a REST API that no
// stranger reaches, or of which that cannot be told, and whether it is so.
func unreachable(in *rule.Input, api *estate.RestAPI) (bool, rule.Outcome) {
	switch api.IsPrivate() {
	case value.Yes:
		return true, rule.NotApplicable("the API is private: it is reached through VPC endpoints only", api.Endpoints)
	case value.CannotTell:
		return true, rule.UnknownBecause("it is not known whether the API is private", api.Endpoints)
	}
	p := in.Access.ResourcePolicy(api)
	if !p.IsEmpty() {
		switch bounded, fact := boundedPolicy(p); bounded {
		case value.Yes:
			return true, rule.PassBecause("the API's resource policy bounds who may call", fact, api.Endpoints)
		case value.CannotTell:
			return true, rule.UnknownBecause("it cannot be told whether the API's resource policy bounds who may call", fact, api.Endpoints)
		}
	}
	return false, rule.Outcome{}
}

// callerKeys bound who calls an API, or from where.
var callerKeys = []string{
	"aws:SourceVpce", "aws:SourceVpc", "aws:SourceIp", "aws:VpcSourceIp", "aws:SourceArn", "aws:SourceAccount",
	"aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount", "aws:PrincipalArn",
}

// boundedPolicy tells whether a resource policy of an API lets in nobody but
// callers that it names, or that come from where it says: by what it allows, or
// by a Deny of all others.
func boundedPolicy(p *access.ResourcePolicy) (value.Answer, rule.Fact) {
	answer := value.Yes
	var fact rule.Fact = access.Known("policy", "read", 0)
	for _, s := range p.Statements {
		if s.Effect != policy.Allow {
			if shut := shutsOut(s); shut == value.Yes && s.Effect == policy.Deny {
				return value.Yes, shutting(s)
			} else if shut != value.No {
				answer = value.CannotTell
				fact = access.Unread("Deny", "it cannot be told whom it shuts out", s.At())
			}
		}
	}
	for _, s := range p.Statements {
		if s.Effect == policy.Deny {
			continue
		}
		anyone := s.Principals.IsAnyone()
		if anyone == value.No {
			continue
		}
		bound, _ := s.BoundBy(callerKeys...)
		switch {
		case bound == value.Yes:
			fact = access.Known("Condition", s.Conditions[0].String(), s.At())
		case bound == value.No && anyone == value.Yes && s.Effect == policy.Allow:
			if answer == value.CannotTell {
				return answer, fact
			}
			return value.No, access.Known("Principal", "*", s.At())
		default:
			answer = value.CannotTell
			fact = access.Unread("Principal", "it cannot be told whom it lets in", s.At())
		}
	}
	if gaps := p.Gaps(); len(gaps) > 0 {
		return value.CannotTell, gaps[0]
	}
	return answer, fact
}

// shutting is the fact that a Deny rests on.
func shutting(s access.ResourceStatement) rule.Fact {
	if len(s.Conditions) == 0 {
		return access.Known("Deny", "of everyone", s.At())
	}
	return access.Known("Condition", s.Conditions[0].String(), s.At())
}

// shutsOut tells whether a Deny refuses every caller on every path of the API,
// or all but those that its one condition names.
func shutsOut(s access.ResourceStatement) value.Answer {
	action := s.MatchesAction("execute-api:Invoke")
	if s.Principals.IsAnyone() == value.No || action == value.No || len(s.Conditions) > 1 {
		return value.No
	}
	everywhere := s.Resources.IsAbsent()
	for _, r := range s.Resources.List {
		everywhere = everywhere || everyPath(r.Text.Inline())
	}
	everywhere = everywhere && !s.Resources.Not && s.Principals.IsAnyone() == value.Yes && action == value.Yes && !s.ConditionsPartial()
	if len(s.Conditions) == 0 {
		switch {
		case everywhere:
			return value.Yes
		case s.ConditionsPartial() || s.Resources.Partial():
			return value.CannotTell
		}
		return value.No // it closes some paths, or to some
	}
	c := &s.Conditions[0]
	switch c.Operator.Test {
	case policy.StringNotEquals, policy.StringNotEqualsIgnoreCase, policy.StringNotLike, policy.NotIPAddress, policy.ARNNotLike, policy.ARNNotEquals:
	default:
		return value.No
	}
	on := value.No
	for _, k := range callerKeys {
		on = or(on, c.IsKey(k))
	}
	if on == value.No || c.Operator.Set != policy.NoSet {
		return on
	}
	for _, v := range c.Values.List {
		if t, literal := v.Text.Literal(); !literal || t == "*" || strings.HasSuffix(t, "/0") {
			if literal {
				return value.No
			}
			on = value.CannotTell
		}
	}
	if !everywhere || c.Values.Partial() {
		return value.CannotTell
	}
	return on
}

// everyPath reports whether a resource of an API's policy stands for every
// stage, method and path.
func everyPath(resource string) bool {
	if resource == "*" {
		return true
	}
	_, rest, found := strings.Cut(resource, "/")
	return found && rest != "" && strings.Trim(rest, "/*") == ""
}

func restBodyAuthorized(in *rule.Input, api *estate.RestAPI) rule.Outcome {
	if api.BodyBucket.IsKnown() {
		return rule.UnknownBecause("its OpenAPI document lies in a bucket, which is not read", api.BodyBucket)
	}
	if api.Body.IsAbsent() {
		return rule.NotApplicable("its methods are judged one by one", api.Body)
	}
	return restDocument(in, api, access.ReadOpenAPI(api.Body))
}

// restDocument is the outcome for the operations of a REST API's document.
func restDocument(in *rule.Input, api *estate.RestAPI, doc access.OpenAPI) rule.Outcome {
	outcome := operations(doc, api.Name(), described(api.Body))
	if outcome.Verdict == rule.PassVerdict || outcome.Verdict == rule.NotApplicableVerdict {
		return outcome
	}
	if closed, why := unreachable(in, api); closed {
		return why
	}
	if doc.Policy.Kind() == value.KindNull {
		return outcome
	}
	d, _ := policy.FromAny(doc.Policy)
	p := &access.ResourcePolicy{}
	for i := range d.Statements {
		p.Statements = append(p.Statements, access.ResourceStatement{Statement: &d.Statements[i], By: api})
	}
	switch bounded, fact := boundedPolicy(p); {
	case d.Partial() || bounded == value.CannotTell:
		return rule.UnknownBecause("it cannot be told whether the policy in the document bounds who may call", fact, described(api.Body))
	case bounded == value.Yes:
		return rule.PassBecause("the policy in its document bounds who may call", fact)
	}
	return outcome
}

// described is a body as a fact: the document itself would fill a page.
func described(body value.Value[value.Any]) rule.Fact {
	if body.IsUnknown() {
		return body
	}
	return rule.Given{Name: "body", Value: "an OpenAPI document", At: body.Origin()}
}

// operations is the outcome for the operations of an API's document.
func operations(doc access.OpenAPI, api string, body rule.Fact) rule.Outcome {
	var open, keyed, unclear []access.Operation
	judged := 0
	for _, o := range doc.Operations {
		switch {
		case o.Method == "OPTIONS" && o.Mock:
			continue
		case o.Authorized == value.No && o.Keyed:
			keyed = append(keyed, o)
		case o.Authorized == value.No:
			open = append(open, o)
		case o.Authorized == value.CannotTell:
			unclear = append(unclear, o)
		}
		judged++
	}
	switch {
	case len(open) > 0:
		return rule.Fail("Anyone on the internet may call "+listed(open)+" of the API "+api, facts(open, body)...).Label("no caller is authenticated")
	case len(keyed) > 0:
		return rule.Fail("Anyone with an API key may call "+listed(keyed)+" of the API "+api, facts(keyed, body)...).
			As(rule.Medium).Label("a key meters, it does not authenticate")
	case doc.Why != "":
		return rule.UnknownBecause("body: "+doc.Why, body)
	case len(unclear) > 0:
		return rule.UnknownBecause(unclear[0].Method+" "+unclear[0].Path+": "+unclear[0].Why, body)
	case judged == 0:
		return rule.NotApplicable("its document has no operation", body)
	}
	return rule.Pass(rule.Given{Name: "operations", Value: fmt.Sprint(judged) + ", each with an authorizer or IAM", At: body.Origin()})
}

func facts(open []access.Operation, body rule.Fact) []rule.Fact {
	out := []rule.Fact{rule.Given{Name: "security", Value: "none of " + listed(open), At: open[0].At}}
	return append(out, body)
}

// listed names operations, three of them at most.
func listed(operations []access.Operation) string {
	out := ""
	for i, o := range operations {
		if i == 3 {
			return fmt.Sprintf("%s and %d more", out, len(operations)-3)
		}
		if i > 0 {
			out += ", "
		}
		out += o.Method + " " + o.Path
	}
	return out
}
