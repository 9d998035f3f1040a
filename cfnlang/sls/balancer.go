package sls

import (
	"regexp"
	"strconv"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

// A listening is what an event of the kind alb says: which requests to a
// listener of a load balancer come to the function.
type listening struct {
	*event
	balancer string // id of the load balancer, or the logical id of the listener
	listener string
	multiple *Node // whether headers have several values
}

var listenerARN = regexp.MustCompile(`:listener/app/[\w-]+/([\w-]+)/([\w-]+)$`)

// balancer makes what events of the kind alb need.
func (s *service) balancer(all []*event) {
	taken := make(map[string]string)
	for _, e := range all {
		l := s.listening(e)
		if l == nil {
			continue
		}
		if priority, ok := e.get("priority").Literal(); ok {
			for by, what := range map[string]string{"\x00" + e.key + "\x00" + priority: l.listener, l.listener + "\x00" + priority: e.key} {
				if before, ok := taken[by]; ok && before != what {
					s.problem(e.node.At, "the priority "+priority+" of an event alb of the function "+e.key+" is taken", "the framework refuses it", "choose another")
				}
				taken[by] = what
			}
		}
		group := s.targetGroup(l)
		s.listenerRule(l, group)
		s.reached(l, group)
	}
}

// listening reads an event; nil if the framework refuses it.
func (s *service) listening(e *event) *listening {
	l := &listening{event: e}
	arn, conditions := e.get("listenerArn"), e.get("conditions")
	switch function, argument, _ := arn.Call(); {
	case function == "Ref" && !deferred(arn):
		l.balancer, l.listener = textOf(argument), textOf(argument)
	case listenerARN.MatchString(ending(arn)):
		found := listenerARN.FindStringSubmatch(ending(arn))
		l.balancer, l.listener = found[1], found[2]
	case mayBeText(arn):
		l.balancer = "Event" + strconv.Itoa(e.index)
		l.listener = "\x00" + e.key + l.balancer
	default:
		s.refuse(e.node.At, "an event alb of the function "+e.key+" has no ARN of a listener", "set listenerArn")
		return nil
	}
	if !opaque(conditions) && (!isMap(conditions) || len(conditions.Keys) == 0) {
		s.refuse(e.node.At, "an event alb of the function "+e.key+" has no conditions", "set one")
		return nil
	}
	l.multiple = truth(e.Place, e.get("multiValueHeaders"))
	return l
}

// healthChecks are the members of a health check, with what they are by
// default.
var healthChecks = []struct {
	from, to  string
	otherwise any
}{
	{"intervalSeconds", "HealthCheckIntervalSeconds", 35},
	{"path", "HealthCheckPath", "/"},
	{"timeoutSeconds", "HealthCheckTimeoutSeconds", 30},
	{"healthyThresholdCount", "HealthyThresholdCount", 5},
	{"unhealthyThresholdCount", "UnhealthyThresholdCount", 5},
}

// targetGroup makes the group whose one target the function is, and returns its
// logical id.
func (s *service) targetGroup(l *listening) string {
	at := value.Origin(l.Place)
	kind, infix := "Alb", ""
	if affirmative(l.multiple) {
		kind, infix = "AlbMultiValue", "multi-value-"
	}
	id := normal(l.key) + kind + "TargetGroup" + l.balancer
	name, prefix := firstOf(l.get("targetGroupName")), get(s.provider, "alb", "targetGroupPrefix")
	if name != nil && given(prefix) && !opaque(prefix) {
		s.problem(name.At, "targetGroupName stands beside provider.alb.targetGroupPrefix", "the framework refuses it", "remove one of them")
	}
	if name == nil {
		whole, known := joined(at, s.name, l.Node("-"+l.key+"-"+l.balancer+"-"+infix), s.stageName).Literal()
		if name = l.Node(shortened(textOf(prefix)+hashed(whole), 32)); !known || opaque(prefix) || opaque(l.multiple) {
			name = cfnlang.NewUnknown("the name of the target group is not known", at)
		}
	}
	tag := joined(at, s.name, l.Node("-"+l.key+"-"+l.balancer+"-"), s.stageName)
	properties := l.Object("TargetType", "lambda", "Targets", l.List(l.Object("Id", l.target(l.Place))), "Name", name,
		"Tags", l.List(l.Object("Key", "Name", "Value", tag)),
		"TargetGroupAttributes", l.List(l.Object("Key", "lambda.multi_value_headers.enabled", "Value", l.multiple)))
	switch check := l.get("healthCheck"); {
	case opaque(check):
		properties.Set("HealthCheckEnabled", cfnlang.NewUnknown(reason(check), check.At))
	case !given(check):
		properties.Set("HealthCheckEnabled", l.Node(false))
	default:
		p := cfnlang.PlaceOf(check)
		properties.Set("HealthCheckEnabled", p.Node(true))
		for _, m := range healthChecks {
			own := get(check, m.from)
			if !isMap(check) || own == nil {
				own = p.Node(m.otherwise)
			}
			properties.Set(m.to, own)
		}
		properties.Set("Matcher", p.Object("HttpCode", firstOf(get(check, "matcher", "httpCode"), p.Node("200"))))
	}
	depends := []string{normal(l.key) + "LambdaPermissionRegisterTarget"}
	if l.aliasID != "" {
		depends = append(depends, l.aliasID)
	}
	s.add(l.Place, id, "AWS::ElasticLoadBalancingV2::TargetGroup", properties, "DependsOn", depends)
	return id
}

// listenerRule makes the rule by which requests come to the group.
func (s *service) listenerRule(l *listening, group string) {
	actions := l.List()
	number := func() *Node { return l.Node(len(actions.List) + 1) }
	if by := l.get("authorizer"); given(by) {
		for _, name := range elements(by) {
			actions.List = append(actions.List, s.authentication(l, name, number()))
		}
	}
	forward := l.Object("Type", "forward", "TargetGroupArn", l.Ref(group))
	if len(actions.List) > 0 {
		forward.Set("Order", number())
	}
	actions.List = append(actions.List, forward)
	priority := l.get("priority")
	end, ok := priority.Literal()
	if !ok {
		end = "Event" + strconv.Itoa(l.index)
	}
	s.add(l.Place, normal(l.key)+"AlbListenerRule"+end, "AWS::ElasticLoadBalancingV2::ListenerRule", l.Object(
		"Actions", actions, "Conditions", l.conditions(), "ListenerArn", l.get("listenerArn"), "Priority", priority))
}

// authenticationMembers are those of an authorizer, by what they are called in
// the configuration of either type.
var authenticationMembers = map[string][][2]string{
	"Cognito": {{"userPoolArn", "UserPoolArn"}, {"userPoolClientId", "UserPoolClientId"}, {"userPoolDomain", "UserPoolDomain"}},
	"Oidc": {
		{"authorizationEndpoint", "AuthorizationEndpoint"},
		{"clientId", "ClientId"},
		{"issuer", "Issuer"},
		{"tokenEndpoint", "TokenEndpoint"},
		{"userInfoEndpoint", "UserInfoEndpoint"},
		{"clientSecret", "ClientSecret"},
	},
	"": {
		{"onUnauthenticatedRequest", "OnUnauthenticatedRequest"},
		{"requestExtraParams", "AuthenticationRequestExtraParams"},
		{"scope", "Scope"},
		{"sessionCookieName", "SessionCookieName"},
		{"sessionTimeout", "SessionTimeout"},
	},
}

// authentication returns the action by which an authorizer of the provider asks
// who sends a request.
func (s *service) authentication(l *listening, name, order *Node) *Node {
	all := get(s.provider, "alb", "authorizers")
	text, literal := name.Literal()
	n := get(all, text)
	p := cfnlang.PlaceOf(name)
	switch {
	case !literal || opaque(n):
		return cfnlang.NewUnknown("the authorizer of a listener rule is not known", name.At)
	case !isMap(n):
		s.refuse(name.At, "provider.alb.authorizers has no "+text, "declare it there")
		return cfnlang.NewUnknown("provider.alb.authorizers has no "+text, name.At)
	}
	kind, written := "Oidc", "authenticate-oidc"
	switch t := get(n, "type"); {
	case opaque(t):
		return cfnlang.NewUnknown("the type of an authorizer is not known", t.At)
	case textOf(t) == "cognito":
		kind, written = "Cognito", "authenticate-cognito"
	}
	config := cfnlang.PlaceOf(n).Object()
	for _, members := range [][][2]string{authenticationMembers[kind], authenticationMembers[""]} {
		for _, m := range members {
			put(config, m[1], get(n, m[0]))
		}
	}
	orElse(config, "OnUnauthenticatedRequest", p.Node("deny"))
	if kind == "Oidc" && !given(get(n, "clientSecret")) {
		drop(config, "ClientSecret")
		config.Set("UseExistingClientSecret", p.Node(true))
	}
	return p.Object("Type", written, "Order", order, "Authenticate"+kind+"Config", config)
}

// conditions returns which requests a rule is for.
func (l *listening) conditions() *Node {
	all := l.get("conditions")
	if opaque(all) {
		return cfnlang.NewUnknown(reason(all), all.At)
	}
	out := l.List()
	list := func(n *Node) *Node {
		if opaque(n) {
			return n
		}
		return cfnlang.NewList(n.At, elements(n)...)
	}
	for _, c := range [][3]string{
		{"path", "path-pattern", ""},
		{"host", "host-header", "HostHeaderConfig"},
		{"method", "http-request-method", "HttpRequestMethodConfig"},
		{"header", "http-header", ""},
		{"query", "query-string", ""},
		{"ip", "source-ip", "SourceIpConfig"},
	} {
		n := get(all, c[0])
		if !given(n) {
			continue
		}
		p := cfnlang.PlaceOf(n)
		switch {
		case c[0] == "path":
			out.List = append(out.List, p.Object("Field", c[1], "Values", list(n)))
		case c[0] == "header" && !opaque(n):
			for _, h := range elements(n) {
				out.List = append(out.List, p.Object("Field", c[1], "HttpHeaderConfig", p.Object("HttpHeaderName", get(h, "name"), "Values", get(h, "values"))))
			}
		case c[0] == "query" && isMap(n):
			pairs := p.List()
			for i, k := range n.Keys {
				pairs.List = append(pairs.List, placeOfKey(k).Object("Key", k.Name, "Value", n.List[i]))
			}
			out.List = append(out.List, p.Object("Field", c[1], "QueryStringConfig", p.Object("Values", pairs)))
		case c[2] == "":
			out.List = append(out.List, cfnlang.NewUnknown("a condition of the rule is not known", n.At))
		default:
			out.List = append(out.List, p.Object("Field", c[1], c[2], p.Object("Values", list(n))))
		}
	}
	return out
}

// reached lets the load balancer call the function, and register it before the
// group is there.
func (s *service) reached(l *listening, group string) {
	for _, m := range []struct {
		end    string
		source any
	}{{"LambdaPermissionAlb", l.Ref(group)}, {"LambdaPermissionRegisterTarget", nil}} {
		s.add(l.Place, normal(l.key)+m.end, "AWS::Lambda::Permission", l.Object(
			"FunctionName", l.target(l.Place), "Action", "lambda:InvokeFunction", "Principal", "elasticloadbalancing.amazonaws.com", "SourceArn", m.source),
			"DependsOn", l.depends())
	}
}
