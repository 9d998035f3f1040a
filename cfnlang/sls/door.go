package sls

import (
	"strings"
	"unicode"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

// What the kinds of API have in common.

// refuse notes what the framework refuses. What rests on it is not known.
func (s *service) refuse(at value.Origin, summary, next string) {
	s.problem(at, summary, "the framework refuses it", next)
	s.gap(at, summary)
}

// over adds a resource over what has its id already, as lodash's merge does.
func (s *service) over(p cfnlang.Place, id, kind string, properties *Node, beside ...any) *Node {
	before := s.made(id)
	n := s.add(p, id, kind, properties, beside...)
	if before != nil {
		n = merged(before, n)
		s.put(id, cfnlang.Key{Name: id, At: value.Origin(p)}, n)
	}
	return n
}

// perhaps says of a resource that it is not known whether it is made.
func perhaps(n *Node, why string) {
	n.Set("Condition", cfnlang.NewUnknown(why, n.At))
}

// invocation returns the URI by which API Gateway calls a function.
func invocation(p cfnlang.Place, arn ...any) *Node {
	parts := p.List("arn:", p.Ref("AWS::Partition"), ":apigateway:", p.Ref("AWS::Region"), ":lambda:path/2015-03-31/functions/")
	for _, a := range append(arn, "/invocations") {
		parts.List = append(parts.List, p.Node(a))
	}
	return p.Object("Fn::Join", p.List("", parts))
}

// endpoint returns the URL of an API.
func endpoint(p cfnlang.Place, protocol string, api *Node, path ...any) *Node {
	parts := p.List(protocol, api, ".execute-api.", p.Ref("AWS::Region"), ".", p.Ref("AWS::URLSuffix"))
	for _, e := range path {
		parts.List = append(parts.List, p.Node(e))
	}
	return p.Object("Fn::Join", p.List("", parts))
}

// apiName returns the name of an API: of the stage, then the service, or the
// other way round where it is asked for.
func (s *service) apiName(p cfnlang.Place, config *Node, end string) *Node {
	at := value.Origin(p)
	first, second := s.stageName, s.name
	switch asked := get(config, "shouldStartNameWithService"); {
	case opaque(asked):
		return cfnlang.NewUnknown(reason(asked), asked.At)
	case given(asked):
		first, second = second, first
	}
	return joined(at, first, p.Node("-"), second, p.Node(end))
}

// accessLogGroup adds the log group of an API.
func (s *service) accessLogGroup(p cfnlang.Place, id string, name *Node) {
	properties := p.Object("LogGroupName", name)
	put(properties, "RetentionInDays", firstOf(get(s.provider, "logRetentionInDays")))
	put(properties, "DataProtectionPolicy", firstOf(get(s.provider, "logDataProtectionPolicy")))
	s.add(p, id, "AWS::Logs::LogGroup", properties)
}

// accountRole has the framework's function give API Gateway a role that may
// write logs, for the whole account and region.
func (s *service) accountRole(p cfnlang.Place) {
	const id = "CustomApiGatewayAccountCloudWatchRole"
	config := get(s.provider, "logs", "restApi")
	if s.made(id) != nil || isMap(config) && given(get(config, "roleManagedExternally")) {
		return
	}
	properties := p.Object()
	if isMap(config) {
		put(properties, "RoleArn", get(config, "role"))
	}
	handler := s.byCode(p, "custom-resource-apigw-cw-role", "api-gateway-cloud-watch-role/handler.handler",
		p.Object("Effect", "Allow", "Resource", ownARN(p, "iam:", p.Ref("AWS::AccountId"), "role/*"),
			"Action", []string{"iam:AttachRolePolicy", "iam:CreateRole", "iam:ListAttachedRolePolicies", "iam:PassRole"}),
		p.Object("Effect", "Allow", "Resource", ownARN(p, "apigateway:*::/account"), "Action", []string{"apigateway:GET", "apigateway:PATCH"}))
	properties.Set("ServiceToken", p.Attribute(handler, "Arn"))
	s.add(p, id, "Custom::ApiGatewayAccountRole", properties, "Version", 1)
}

// truth returns whether a value counts as given, as a boolean; what is not
// known as it is.
func truth(p cfnlang.Place, n *Node) *Node {
	if opaque(n) {
		return n
	}
	if n != nil {
		p = cfnlang.PlaceOf(n)
	}
	return p.Node(given(n))
}

// unlessNo is truth of what counts as given if it is not written.
func unlessNo(p cfnlang.Place, n *Node) *Node {
	if n == nil {
		return p.Node(true)
	}
	return truth(p, n)
}

// parts returns what Fn::Join puts together without a separator.
func parts(n *Node) []*Node {
	if function, argument, _ := n.Call(); function == "Fn::Join" && argument.Kind == cfnlang.List && len(argument.List) == 2 &&
		argument.List[0].Kind == cfnlang.String && argument.List[0].Text == "" && argument.List[1].Kind == cfnlang.List {
		return argument.List[1].List
	}
	return nil
}

// beginning returns the text that a value begins with, as far as it is known.
func beginning(n *Node) string {
	if p := parts(n); len(p) > 0 {
		return textOf(p[0])
	}
	if function, argument, _ := n.Call(); function == "Fn::Sub" {
		text, _, _ := strings.Cut(textOf(firstOf(append([]*Node{argument}, argument.List...)...)), "${")
		return text
	}
	return textOf(n)
}

// ending returns the text that a value ends with, as far as it is known.
func ending(n *Node) string {
	if p := parts(n); len(p) > 0 {
		return textOf(p[len(p)-1])
	}
	return textOf(n)
}

// behind returns what stands behind the last of the separators in a value, ""
// if that is not known.
func behind(n *Node, separators string) string {
	text := ending(n)
	i := strings.LastIndexAny(text, separators)
	if _, literal := n.Literal(); i < 0 && !literal {
		return ""
	}
	return text[i+1:]
}

// deferred reports whether the framework knows a value when it packages, and
// nothing here does. Of a function of CloudFormation's, it does not know it
// either.
func deferred(n *Node) bool {
	if n == nil || n.Kind == cfnlang.Unknown {
		return n != nil
	}
	function, argument, _ := n.Call()
	name, _ := argument.Literal()
	return function == "Ref" && !strings.HasPrefix(name, "AWS::") && strings.ContainsAny(name, ":(")
}

// mayBeText reports whether it may be that the framework knows a value as a
// text, of which the beginning or the end is not known here.
func mayBeText(n *Node) bool { return deferred(n) || parts(n) != nil }

// words returns the words of a name, as lodash tells them apart.
func words(s string) []string {
	var out []string
	kind := func(r rune) int {
		switch {
		case unicode.IsUpper(r):
			return 1
		case unicode.IsLower(r):
			return 2
		case unicode.IsDigit(r):
			return 3
		}
		return 0
	}
	var word []rune
	flush := func() {
		if len(word) > 0 {
			out = append(out, string(word))
		}
		word = nil
	}
	for _, r := range s {
		k, before := kind(r), 0
		if len(word) > 0 {
			before = kind(word[len(word)-1])
		}
		switch {
		case k == 0:
			flush()
			continue
		case before == 1 && k == 2 && len(word) > 1: // the last upper case letter begins the next
			last := word[len(word)-1]
			word = word[:len(word)-1]
			flush()
			word = []rune{last}
		case before != 0 && before != k && !(before == 1 && k == 2):
			flush()
		}
		word = append(word, r)
	}
	flush()
	return out
}
