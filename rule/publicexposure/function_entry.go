package publicexposure

import (
	"slices"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/reason"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// FunctionNoAnonymousEntry is decided for functions and Web Functions: over all
// entries that lead to one, which rules of their own judge one by one.
var FunctionNoAnonymousEntry = &rule.Rule{
	ID:       "function-no-anonymous-entry",
	Title:    "No one can reach the function without proving who he is",
	Why:      "Whoever finds the entry starts the function, feeds it what he likes and makes you pay for it; nobody can tell who it was.",
	Fix:      "Close the entry that is named, or record it as public in functions.public or api.public_routes.",
	Severity: rule.Critical,
	Example: `resource "aws_apigatewayv2_route" "orders" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "POST /orders"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.customers.id
  target             = "integrations/${aws_apigatewayv2_integration.orders.id}"
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Settings:   []string{"functions.public"},
	Sources:    []string{"AWS Lambda Developer Guide, Security in AWS Lambda", "OWASP Serverless Top 10, SAS-2 broken authentication"},
	Decide: []rule.Decision{
		rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
			e := entries{in: in, of: f}
			e.function(f)
			return e.outcome()
		}),
		rule.On[*estate.WebFunction](func(in *rule.Input, f *estate.WebFunction) rule.Outcome {
			e := entries{in: in, of: f}
			for _, endpoint := range read(&e, f.WebFunctionEndpoints(in.Estate)) {
				e.judge(WebFunctionRequiresIAMAuth, endpoint)
			}
			return e.outcome()
		}),
	},
}

// entries collects what leads to a function, and what the rule about each says.
type entries struct {
	in     *rule.Input
	of     estate.Resource
	open   []entry
	unsure []entry
	closed []rule.Fact
	apis   map[string]bool // whose ways were judged, by their ids in ARNs
	hidden string          // why there may be others

	balances bool // a load balancer's way was judged
	called   bool // an API's own call of a store was judged
}

// guestInvoking are the actions by which guests of an identity pool start a function.
var guestInvoking = []string{"lambda:InvokeFunction", "lambda:InvokeFunctionUrl"}

// An entry is one way in, with what the rule about it says.
type entry struct {
	by      estate.Resource
	outcome rule.Outcome
}

// judge asks the rule about an entry.
func (e *entries) judge(about *rule.Rule, by estate.Resource) {
	for _, d := range about.Decide {
		if d.Kind() == by.Head().Kind() {
			e.add(by, d.Decide(e.in, by))
			return
		}
	}
}

func (e *entries) add(by estate.Resource, o rule.Outcome) {
	switch o.Verdict {
	case rule.FailVerdict:
		e.open = append(e.open, entry{by, o})
	case rule.UnknownVerdict, rule.ErrorVerdict:
		e.unsure = append(e.unsure, entry{by, o})
	default:
		e.closed = append(e.closed, access.Known(by.Head().Kind().Noun(1), by.Head().Name(), by.Head().Block))
	}
}

// read returns the resources of a list, and notes why there may be more.
func read[K estate.Resource](e *entries, list value.Value[[]K]) []K {
	found, _ := list.Get()
	if e.hidden == "" && (list.Partial() || list.IsUnknown()) {
		e.hidden = list.Reason()
	}
	return found
}

// function collects the entries of a function, its aliases and versions
// included.
func (e *entries) function(f *estate.Function) {
	v := e.in.Estate
	for _, u := range read(e, f.FunctionURLs(v)) {
		e.judge(FunctionURLRequiresIAMAuth, u)
	}
	var permissions []estate.Resource
	for _, p := range read(e, f.FunctionStatements(v)) {
		e.judge(FunctionPolicyNotPublic, p)
		permissions = append(permissions, p)
	}
	if arn, ok := f.ARN(); ok {
		e.guests("invoke it", guestInvoking, arn, value.Join(arn, value.Literal(":example")))
	}
	e.document(f)
	holders := []estate.Resource{f}
	for _, l := range v.Incoming(f) {
		if k := l.From.Head().Kind(); k == "alias" || k == "function_version" {
			holders = append(holders, l.From)
		}
	}
	for _, h := range holders {
		for _, p := range read(e, estate.Companions[*estate.FunctionPolicyDocument](v, h, "")) {
			e.judge(FunctionPolicyNotPublic, p)
			permissions = append(permissions, p)
		}
		for _, a := range read(e, estate.Companions[*estate.Authorizer](v, h, "")) {
			e.authorizer(a)
		}
		for _, d := range read(e, estate.Companions[*estate.Distribution](v, h, "")) {
			e.elsewhere(d, "it runs at the edge for every viewer: whether it or the origin asks who that is cannot be told")
		}
		for _, i := range read(e, estate.Companions[*estate.APIIntegration](v, h, "")) {
			e.integration(i)
		}
		for _, d := range read(e, estate.Companions[*estate.GraphQLDataSource](v, h, "")) {
			if api, reach := estate.Find[*estate.GraphQLAPI](v, d, d.API); reach == estate.Here {
				e.judge(GraphQLAPIAuthorized, api)
			} else {
				e.elsewhere(d, "its API is not declared here")
			}
		}
		for _, g := range read(e, estate.Companions[*estate.TargetGroup](v, h, "")) {
			e.balanced(g)
		}
		for _, a := range read(e, estate.Companions[*estate.TargetGroupAttachment](v, h, "")) {
			if g, reach := estate.Find[*estate.TargetGroup](v, a, a.Group); reach == estate.Here {
				e.balanced(g)
			} else {
				e.elsewhere(a, "the target group is not declared here")
			}
		}
		for _, api := range read(e, estate.Companions[*estate.HTTPAPI](v, h, "target|Target")) {
			e.judge(HTTPAPIRouteAuthorized, api) // quick create: a route to the function and no other
			e.judged(api)
		}
	}
	for _, p := range permissions {
		e.services(p)
	}
	for _, kind := range entryKinds {
		if why, hides := v.Gap(kind, f); hides && e.hidden == "" {
			e.hidden = why.Reason()
		}
	}
}

// authorizer notes an authorizer that asks the function, of whoever calls, who he
// is.
func (e *entries) authorizer(a *estate.Authorizer) {
	v := e.in.Estate
	e.closed = append(e.closed, access.Known("authorizer", a.Head().Address, a.Block))
	if api, reach := estate.Find[*estate.RestAPI](v, a, a.API); reach == estate.Here {
		e.judged(api)
	} else if api, reach := estate.Find[*estate.HTTPAPI](v, a, a.API); reach == estate.Here {
		e.judged(api)
	} else if api, reach := estate.Find[*estate.WebSocketAPI](v, a, a.API); reach == estate.Here {
		e.judged(api)
	}
}

// entryKinds are the kinds that a way to a function consists of.
var entryKinds = []estate.Kind{
	"function_url", "function_policy", "function_policy_document", "alias", "rest_api", "api_method", "api_integration", "http_api", "websocket_api",
	"api_route", "target_group", "target_group_attachment", "listener", "listener_rule", "graphql_api", "graphql_data_source",
	"identity_pool", "identity_pool_roles",
}

func (e *entries) elsewhere(by estate.Resource, why string) {
	e.add(by, rule.UnknownBecause(why, access.Unread(by.Head().Kind().Noun(1), why, by.Head().Block)))
}

// integration judges the methods and routes that lead to an integration.
func (e *entries) integration(i *estate.APIIntegration) {
	v := e.in.Estate
	if routes := read(e, estate.Companions[*estate.APIRoute](v, i, "")); len(routes) > 0 {
		for _, r := range routes {
			if api, reach := estate.Find[*estate.WebSocketAPI](v, r, r.API); reach == estate.Here {
				e.judge(WebSocketConnectAuthorized, api)
				e.judged(api)
				continue
			}
			e.judge(HTTPAPIRouteAuthorized, r)
			if api, reach := estate.Find[*estate.HTTPAPI](v, r, r.API); reach == estate.Here {
				e.judged(api)
			}
		}
		return
	}
	methods := access.Kept(e.in.Access, methodsOf)
	for _, m := range methods.of[i] {
		e.judge(RESTAPIMethodAuthorized, m)
	}
	api, reach := estate.Find[*estate.RestAPI](v, i, i.API)
	if reach != estate.Here {
		api = nil
	}
	if _, reach := estate.Find[*estate.HTTPAPI](v, i, i.API); reach == estate.Here {
		return // no route leads to it
	}
	if api == nil && len(methods.of[i]) == 0 {
		e.elsewhere(i, "the API that the integration belongs to is not declared here")
	}
	if api != nil && len(methods.of[i]) > 0 {
		e.judged(api)
	}
	for _, m := range methods.mayLeadTo(api) {
		e.elsewhere(m, "which integration the method leads to cannot be told")
	}
}

// methodIndex tells which methods lead to an integration, and of which of an API
// that cannot be told.
type methodIndex struct {
	of     map[*estate.APIIntegration][]*estate.APIMethod
	unsure map[*estate.RestAPI][]*estate.APIMethod
}

func methodsOf(engine *access.Engine) *methodIndex {
	v := engine.View()
	out := &methodIndex{make(map[*estate.APIIntegration][]*estate.APIMethod), make(map[*estate.RestAPI][]*estate.APIMethod)}
	for m := range estate.All[*estate.APIMethod](v) {
		list := m.IntegrationsOf(v)
		found, _ := list.Get()
		for _, i := range found {
			out.of[i] = append(out.of[i], m)
		}
		if list.Partial() || list.IsUnknown() {
			api, reach := estate.Find[*estate.RestAPI](v, m, m.API)
			if reach != estate.Here {
				api = nil
			}
			out.unsure[api] = append(out.unsure[api], m)
		}
	}
	return out
}

// mayLeadTo returns the methods that may lead to an integration of the API, those
// among them of which the API is not known.
func (x *methodIndex) mayLeadTo(api *estate.RestAPI) []*estate.APIMethod {
	if api == nil {
		return x.unsure[nil]
	}
	return slices.Concat(x.unsure[api], x.unsure[nil])
}

// balanced judges the listeners and their rules that forward to a target group.
func (e *entries) balanced(group *estate.TargetGroup) {
	e.balances = true
	for _, l := range e.in.Estate.Incoming(group) {
		e.judge(ALBFunctionTargetAuthenticated, l.From)
	}
}

// guests judges identity pools that let guests in with a role that may take an
// action on one of the resources, which are those that the entries lead to.
func (e *entries) guests(does string, actions []string, on ...value.Text) {
	v := e.in.Estate
	for pool := range estate.All[*estate.IdentityPool](v) {
		if value.IsTrue(pool.Guests, false) == value.No || estate.Shares(pool, e.of) == value.No {
			continue
		}
		for _, roles := range read(e, estate.Companions[*estate.IdentityPoolRoles](v, pool, "")) {
			role, reach := estate.Find[*estate.Role](v, roles, roles.Guest)
			if reach != estate.Here {
				if !roles.Guest.IsAbsent() {
					e.elsewhere(pool, "what its guests may do is not declared here")
				}
				continue
			}
			h, known := e.in.Access.Holder(role)
			if !known {
				continue
			}
			account, _ := e.of.Head().Account.Get()
			switch a := h.May(account, actions, on...); {
			case a.Verdict == reason.Yes && value.IsTrue(pool.Guests, false) == value.Yes:
				e.add(pool, rule.Fail("Guests of {name} may "+does, h.Fact(a.Witness.Decision.By), pool.Guests))
			case a.Verdict != reason.No:
				e.add(pool, rule.UnknownBecause("guests of "+pool.Head().Name()+" may be allowed to "+does, rule.Facts(h.Gaps(), pool.Guests)...))
			}
		}
	}
}

// outcome is the sum: one open entry fails, one of which it cannot be told is
// unknown.
func (e *entries) outcome() rule.Outcome {
	h := e.of.Head()
	switch {
	case len(e.open) > 0:
		slices.SortStableFunc(e.open, func(a, b entry) int { return grade(b.outcome) - grade(a.outcome) })
		worst := e.open[0]
		facts := worst.outcome.Facts
		for _, other := range e.open[1:] {
			facts = append(facts[:len(facts):len(facts)], access.Known("also open", other.by.Head().Address, other.by.Head().Block))
		}
		deed := strings.ReplaceAll(worst.outcome.Message, "{name}", worst.by.Head().Name())
		_, who, _ := worst.outcome.Words()
		return rule.Fail("{name} can be reached by anyone: "+lower(deed), facts...).As(rule.Severity(grade(worst.outcome))).Who(who).Label("leads to the " + e.what())
	case len(e.unsure) > 0:
		first := e.unsure[0]
		why := strings.Join(first.outcome.Reasons(), "; ")
		return rule.UnknownBecause("whether the "+first.by.Head().Kind().Noun(1)+" "+first.by.Head().Name()+" lets anyone in: "+why, first.outcome.Facts...)
	case e.hidden != "":
		return rule.Unknown(access.Unread("entry", "there may be entries that were not read: "+e.hidden, h.Block))
	case len(e.closed) == 0:
		return rule.NotApplicable("nothing leads to it from outside", access.Known("entry", "none", h.Block))
	}
	return rule.Pass(e.closed...)
}

// what is the word for what the entries lead to.
func (e *entries) what() string {
	if e.of.Head().Kind() == "web_function" {
		return "function"
	}
	return e.of.Head().Kind().Noun(1)
}

// grade ranks a failure: one of no severity of its own has that of its rule,
// which is high at least.
func grade(o rule.Outcome) int {
	if o.Severity == rule.Unrated || o.Severity > rule.Medium {
		return int(rule.Critical)
	}
	return int(o.Severity)
}

// lower makes a sentence fit for the middle of another one.
func lower(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
