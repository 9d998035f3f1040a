package sam

import (
	"slices"
	"strings"
)

// auth enters the authorizers, the default one, the API key and the resource
// policy of an API into its document.
func (m *macro) auth(d *editor, auth *Node) {
	if !given(auth) {
		return
	}
	for i, k := range auth.Keys {
		if !slices.Contains([]string{
			"Authorizers", "DefaultAuthorizer", "InvokeRole", "AddDefaultAuthorizerToCorsPreflight", "AddApiKeyRequiredToCorsPreflight",
			"ApiKeyRequired", "ResourcePolicy", "UsagePlan",
		}, k.Name) {
			m.fail(auth.List[i], "Invalid value for 'Auth' property")
		}
	}
	preflight := func(name string) bool { n := auth.Get(name); return n == nil || given(n) }
	m.restAuthorizers(d, auth, preflight("AddDefaultAuthorizerToCorsPreflight"))
	if key := get(auth, "ApiKeyRequired"); given(key) {
		p := placeOf(key)
		d.define(p, "api_key", p.Object("type", "apiKey", "name", "x-api-key", "in", "header"))
		for _, path := range d.pathNames() {
			for _, method := range d.all(path) {
				requireKey(method, p, preflight("AddApiKeyRequiredToCorsPreflight"))
			}
		}
	}
	if policy := get(auth, "ResourcePolicy"); given(policy) {
		if !isMap(policy) {
			m.fail(policy, "Structure of the SAM template is invalid. ResourcePolicy must be a map (ResourcePolicyStatement).")
			return
		}
		for _, path := range d.pathNames() {
			m.resourcePolicy(d, policy, path, m.get("StageName"))
		}
		m.customStatements(d, get(policy, "CustomStatements"))
	}
}

// restAuthorizers defines the authorizers and makes one the default.
func (m *macro) restAuthorizers(d *editor, auth *Node, preflight bool) {
	all, byDefault := get(auth, "Authorizers"), get(auth, "DefaultAuthorizer")
	if given(all) && !isMap(all) {
		m.fail(all, "Property 'Auth.Authorizers' should be a map.")
		return
	}
	if !given(all) && textOf(byDefault) != "AWS_IAM" {
		return
	}
	p := placeOf(auth)
	names := []string{"AWS_IAM"}
	schemes := get(d.doc, "securityDefinitions")
	if !isMap(schemes) {
		schemes = p.Object()
		d.doc.Set("securityDefinitions", schemes)
	}
	if textOf(byDefault) == "AWS_IAM" {
		schemes.Set("AWS_IAM", placeOf(byDefault).Object("type", "apiKey", "name", "Authorization", "in", "header", "x-amazon-apigateway-authtype", "awsSigv4"))
	}
	if given(all) {
		for i, k := range all.Keys {
			names = append(names, k.Name)
			schemes.Set(k.Name, m.restAuthorizer(placeAt(k.At), k.Name, all.List[i]))
		}
	}
	if !given(byDefault) || m.failed {
		return
	}
	name := textOf(byDefault)
	switch {
	case name == "":
		m.fail(byDefault, "DefaultAuthorizer is not a string.")
		return
	case name != "AWS_IAM" && !given(get(all, name)):
		m.fail(byDefault, "Unable to set DefaultAuthorizer because '%s' was not defined in 'Authorizers'.", name)
		return
	}
	scopes := get(all, name, "AuthorizationScopes")
	for _, path := range d.pathNames() {
		for _, method := range d.all(path) {
			if preflight || method.name != "options" {
				m.secureByDefault(d, method, placeOf(byDefault), name, scopes, names)
			}
		}
	}
}

// secureByDefault gives a method the default authorizer, unless an event gave
// it one or NONE.
func (m *macro) secureByDefault(d *editor, method method, p place, name string, scopes *Node, names []string) {
	var own, others []*Node
	none := false
	for _, s := range elements(get(method.definition, "security")) {
		switch {
		case slices.ContainsFunc(s.Keys, func(k key) bool { return slices.Contains(names, k.Name) }):
			own = append(own, s)
		case s.Get("NONE") != nil && !none:
			none = true
		default:
			others = append(others, s)
		}
	}
	security := p.List()
	security.List = others
	if !none {
		if own == nil {
			own = []*Node{p.Object(name, firstOf(scopes, p.List()))}
		}
		security.List = append(security.List, own...)
	}
	if len(security.List) == 0 {
		return
	}
	method.definition.Set("security", security)
	if security.List[0].Get("AWS_IAM") != nil {
		d.define(p, "AWS_IAM", p.Object("x-amazon-apigateway-authtype", "awsSigv4", "type", "apiKey", "name", "Authorization", "in", "header"))
	}
}

// requireKey makes a method ask for an API key, unless its event says not to.
func requireKey(method method, p place, preflight bool) {
	var own, others []*Node
	never := false
	for _, s := range elements(get(method.definition, "security")) {
		switch {
		case s.Get("api_key_false") != nil:
			never = true
			own = append(own, s)
		case s.Get("api_key") != nil:
			own = append(own, s)
		default:
			others = append(others, s)
		}
	}
	security := p.List()
	security.List = others
	if !never && (method.name != "options" || preflight) {
		security.List = append(security.List, p.Object("api_key", p.List()))
	}
	if len(own)+len(security.List) > 0 {
		method.definition.Set("security", security)
	}
}

// restAuthorizer returns the security scheme of an authorizer.
func (m *macro) restAuthorizer(p place, name string, a *Node) *Node {
	if !isMap(a) {
		m.fail(a, "Property 'Auth.Authorizers.%s' should be a map.", name)
		return p.Object()
	}
	identity, payload := get(a, "Identity"), textOf(get(a, "FunctionPayloadType"))
	if payload != "" && payload != "TOKEN" && payload != "REQUEST" {
		m.fail(a, "%s Authorizer has invalid 'FunctionPayloadType': %s.", name, payload)
	}
	if given(identity) && !isMap(identity) {
		m.fail(identity, "Auth.Authorizers.<Authorizer>.Identity must be a dict (LambdaTokenAuthorizationIdentity, LambdaRequestAuthorizationIdentity or CognitoAuthorizationIdentity).")
	}
	if scopes := get(a, "AuthorizationScopes"); scopes != nil && !isList(scopes) {
		m.fail(scopes, "Property 'Authorizers.%s.AuthorizationScopes' should be a list.", name)
	}
	if d := get(a, "DisableFunctionDefaultPermissions"); d != nil && !isBool(d) {
		m.fail(d, "Property 'Authorizers.%s.DisableFunctionDefaultPermissions' should be a boolean.", name)
	}
	header := firstOf(orNil(get(identity, "Header")), p.Node("Authorization"))
	const wiring = "x-amazon-apigateway-authorizer"
	if pool := get(a, "UserPoolArn"); given(pool) {
		pools := pool
		if !isList(pool) {
			pools = p.List(pool)
		}
		return p.Object("type", "apiKey", "name", header, "in", "header", "x-amazon-apigateway-authtype", "cognito_user_pools",
			wiring, p.Object("type", "cognito_user_pools", "providerARNs", pools, "identityValidationExpression", orNil(get(identity, "ValidationExpression"))))
	}
	call := p.Object("type", "token", "authorizerUri", p.authorizerURI(get(a, "FunctionArn")),
		"authorizerResultTtlInSeconds", get(identity, "ReauthorizeEvery"), "authorizerCredentials", authorizerRole(a))
	if payload == "REQUEST" {
		m.identitySource(name, a, identity, call)
		header = p.Node("Unused")
		call.Set("type", p.Node("request"))
	} else {
		put(call, "identityValidationExpression", orNil(get(identity, "ValidationExpression")))
	}
	return p.Object("type", "apiKey", "name", header, "in", "header", "x-amazon-apigateway-authtype", "custom", wiring, call)
}

func (p place) authorizerURI(function *Node) *Node {
	return p.Sub("arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__FunctionArn__}/invocations",
		"__FunctionArn__", firstOf(function, p.Node("")))
}

// authorizerRole returns the role with which the API calls an authorizer.
func authorizerRole(a *Node) *Node {
	if role := get(a, "FunctionInvokeRole"); given(role) && textOf(role) != "NONE" {
		return role
	}
	return nil
}

// identitySource enters the parts of a request that an authorizer gets.
func (m *macro) identitySource(name string, a, identity, call *Node) {
	var all []string
	for _, in := range [][2]string{
		{"Headers", "method.request.header."},
		{"QueryStrings", "method.request.querystring."},
		{"StageVariables", "stageVariables."},
		{"Context", "context."},
	} {
		values := get(identity, in[0])
		if given(values) && !isList(values) {
			m.fail(values, "Property 'Auth.Authorizers.%s.Identity.%s' should be a list.", name, in[0])
		}
		for _, v := range elements(values) {
			if !isText(v) {
				m.fail(v, "Property 'Auth.Authorizers.%s.Identity.%s' should be a string.", name, in[0])
			}
			all = append(all, in[1]+textOf(v))
		}
	}
	if every := get(identity, "ReauthorizeEvery"); len(all) == 0 && (every == nil || given(every)) {
		m.fail(a, "%s Authorizer must specify Identity with at least one of Headers, QueryStrings, StageVariables, or Context.", name)
	}
	if len(all) > 0 {
		call.Set("identitySource", placeOf(identity).Node(strings.Join(all, ", ")))
	}
}

const policyKey = "x-amazon-apigateway-policy"

// resourcePolicy adds the statements for a path to the resource policy in a
// document.
func (m *macro) resourcePolicy(d *editor, policy *Node, path string, stage *Node) {
	resources := placeOf(policy).List()
	for _, item := range contents(d.paths.get(path)) {
		if !isMap(item) {
			continue
		}
		for _, k := range item.Keys {
			verb := strings.ToUpper(k.Name)
			if normal(k.Name) == anyMethod {
				verb = "*"
			}
			resources.List = append(resources.List, placeOf(policy).Sub("execute-api:/${__Stage__}/"+verb+pattern(path), "__Stage__", stage))
		}
	}
	for _, accounts := range [][2]string{{"AwsAccountWhitelist", "Allow"}, {"AwsAccountBlacklist", "Deny"}} {
		if list := get(policy, accounts[0]); given(list) {
			p := placeOf(list)
			m.addStatement(d, p.Object("Effect", accounts[1], "Action", "execute-api:Invoke", "Resource", resources,
				"Principal", p.Object("AWS", asList(list))), false)
		}
	}
	for _, ranges := range [][2]string{{"IpRangeWhitelist", "NotIpAddress"}, {"IpRangeBlacklist", "IpAddress"}} {
		if list := get(policy, ranges[0]); given(list) {
			p := placeOf(list)
			m.allowUnless(d, p, resources, ranges[1], p.Object("aws:SourceIp", asList(list)))
		}
	}
	m.endpoints(d, policy, resources, "Blacklist", "StringEquals")
	m.endpoints(d, policy, resources, "Whitelist", "StringNotEquals")
	if get(d.doc, policyKey) == nil {
		d.doc.Set(policyKey, placeOf(policy).Object())
	}
}

// endpoints adds the statements for the VPCs and endpoints of a list.
func (m *macro) endpoints(d *editor, policy, resources *Node, list, operator string) {
	vpcs, endpoints := placeOf(policy).List(), placeOf(policy).List()
	for _, e := range elements(get(policy, "SourceVpc"+list)) {
		switch text := textOf(e); {
		case !isText(e):
			m.fail(e, "Structure of the SAM template is invalid. SourceVpc%s must be a list of strings. Use IntrinsicVpc%s instead for values that use Intrinsic Functions", list, list)
		case strings.HasPrefix(text, "vpce-"):
			endpoints.List = append(endpoints.List, e)
		case strings.HasPrefix(text, "vpc-"):
			vpcs.List = append(vpcs.List, e)
		}
	}
	vpcs.List = append(vpcs.List, elements(get(policy, "IntrinsicVpc"+list))...)
	endpoints.List = append(endpoints.List, elements(get(policy, "IntrinsicVpce"+list))...)
	if len(vpcs.List)+len(endpoints.List) > 0 {
		p := placeOf(policy)
		m.allowUnless(d, p, resources, operator, p.Object("aws:SourceVpc", orNil(vpcs), "aws:SourceVpce", orNil(endpoints)))
	}
}

// allowUnless lets everyone call, and nobody to whom a condition applies.
func (m *macro) allowUnless(d *editor, p place, resources *Node, operator string, condition *Node) {
	m.addStatement(d, p.Object("Effect", "Allow", "Action", "execute-api:Invoke", "Resource", resources, "Principal", "*"), true)
	m.addStatement(d, p.Object("Effect", "Deny", "Action", "execute-api:Invoke", "Resource", resources, "Principal", "*",
		"Condition", p.Object(operator, condition)), true)
}

// addStatement adds a statement to the resource policy in a document; once, if
// it may be there already.
func (m *macro) addStatement(d *editor, statement *Node, once bool) {
	policy := get(d.doc, policyKey)
	if !isMap(policy) {
		policy = placeOf(statement).Object()
		d.doc.Set(policyKey, policy)
	}
	if get(policy, "Version") == nil {
		policy.Set("Version", placeOf(statement).Node("2012-10-17"))
	}
	all := asList(get(policy, "Statement"))
	if all == nil {
		all = placeOf(statement).List()
	}
	if m.notified[policy] == nil {
		m.notified[policy] = map[string]bool{}
		for _, s := range all.List {
			m.notified[policy][string(appendJSON(nil, s))] = true
		}
		policy.Set("Statement", all)
	}
	text := string(appendJSON(nil, statement))
	m.parts += len(text) / 16
	if once && m.notified[policy][text] {
		return
	}
	m.notified[policy][text] = true
	all.List = append(all.List, statement)
}

// customStatements adds the statements that the author wrote.
func (m *macro) customStatements(d *editor, statements *Node) {
	if !given(statements) {
		return
	}
	for _, s := range asList(statements).List {
		m.addStatement(d, s, true)
	}
}
