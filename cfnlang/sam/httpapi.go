package sam

import (
	"slices"
	"strings"
)

// httpAPI makes an AWS::ApiGatewayV2::Api of the protocol HTTP with its stage
// and domain.
func (m *macro) httpAPI() {
	a := m.apis[m.id]
	if a.editor != nil {
		m.properties.Set("DefinitionBody", a.editor.document())
	}
	body, uri := m.get("DefinitionBody"), m.get("DefinitionUri")
	switch {
	case given(uri) && given(body):
		m.fail(uri, "Specify either 'DefinitionUri' or 'DefinitionBody' property and not both.")
	case !given(uri) && !given(body):
		m.fail(nil, "'DefinitionUri' or 'DefinitionBody' are required properties of an 'AWS::Serverless::HttpApi'. Add a value for one of these properties or add a 'HttpApi' event to an 'AWS::Serverless::Function'.")
	}
	r := m.main("AWS::ApiGatewayV2::Api")
	tags := m.get("Tags")
	if d := m.openDocument(a, body); d != nil {
		m.httpCors(d)
		m.httpAuth(d)
		tags = m.httpTags(d, tags)
		m.httpTexts(d)
		body = d.document()
	}
	if given(uri) {
		m.documentAt(r, uri)
	} else {
		r.set("Body", body)
	}
	r.set("FailOnWarnings", orNil(m.get("FailOnWarnings")))
	m.authorizerPermissions(get(m.get("Auth"), "Authorizers"), func(authorizer *Node) bool { return given(get(authorizer, "EnableFunctionDefaultPermissions")) })
	m.domainV2(m.resolve(m.get("Domain")), "httpapi:createdBy")
	m.stageV2("AWS::ApiGatewayV2::Stage", tags)
	if given(body) && given(tags) {
		for _, made := range m.made {
			if taggable[made.kind] == "map" {
				made.set("Tags", tags)
			}
		}
	}
}

// openDocument returns the editor of the document, nil if there is none that
// can be changed.
func (m *macro) openDocument(a *api, body *Node) *editor {
	for _, need := range [][2]string{
		{"CorsConfiguration", "Cors works only with inline OpenApi specified in 'DefinitionBody' property."},
		{"Auth", "Auth works only with inline OpenApi specified in the 'DefinitionBody' property."},
		{"Tags", "Tags works only with inline OpenApi specified in the 'DefinitionBody' property."},
		{"Name", "Name works only with inline OpenApi specified in the 'DefinitionBody' property."},
		{"Description", "Description works only with inline OpenApi specified in the 'DefinitionBody' property."},
	} {
		n := m.get(need[0])
		if given(n) && !given(body) {
			m.fail(n, "%s", need[1])
		} else if given(n) && need[0] != "Name" && need[0] != "Description" && a.editor == nil && !isOpenAPI(body) {
			m.fail(n, "Unable to add %s because 'DefinitionBody' does not contain a valid OpenApi definition.", need[0])
		}
	}
	if n := m.get("DisableExecuteApiEndpoint"); n != nil && !given(body) {
		m.fail(n, "DisableExecuteApiEndpoint works only within 'DefinitionBody' property.")
	}
	if !given(body) || m.failed {
		return nil
	}
	d := m.opened(a)
	if d != nil {
		if at, text := d.mistake(); at != nil {
			m.fail(at, "Structure of the SAM template is invalid. %s", text)
			return nil
		}
	}
	return d
}

// stageV2 makes the stage of an HTTP API.
func (m *macro) stageV2(kind string, tags *Node) {
	name := firstOf(orNil(m.get("StageName")), m.Node("$default"))
	text := textOf(name)
	id := m.id + "Stage" + hashedText(text)
	switch {
	case alphanumeric(text):
		id = m.id + text + "Stage"
	case text == "$default":
		id = m.id + "ApiGatewayDefaultStage"
	}
	s := m.add(m.resource(id, kind, m.passed(), "ApiId", m.Ref(m.id), "StageName", name, "Tags", tags, "AutoDeploy", true))
	for _, name := range []string{"StageVariables", "AccessLogSettings", "DefaultRouteSettings", "RouteSettings"} {
		s.set(name, m.get(name))
	}
}

// httpCors enters what browsers may.
func (m *macro) httpCors(d *editor) {
	c := m.resolve(m.get("CorsConfiguration"))
	if !given(c) {
		return
	}
	const key = "x-amazon-apigateway-cors"
	p := placeOf(c)
	to := get(d.doc, key)
	if to == nil {
		to = p.Object()
	} else if !isMap(to) {
		m.fail(to, "Structure of the SAM template is invalid. Value of 'x-amazon-apigateway-cors' must be a dictionary according to Swagger spec.")
		return
	}
	switch {
	case isBool(c):
		to.Set("allowOrigins", p.Node([]string{"*"}))
	case isCall(c):
		lower := corsNames(c)
		for i, k := range lower.Keys {
			to.Set(k.Name, lower.List[i])
		}
	case isMap(c):
		origins := get(c, "AllowOrigins")
		if isTrue(get(c, "AllowCredentials")) && isList(origins) && len(origins.List) == 1 && textOf(origins.List[0]) == "*" {
			m.fail(c, "Unable to add Cors configuration because 'AllowCredentials' can not be true when 'AllowOrigin' is \"'*'\" or not set.")
		}
		for i, k := range c.Keys {
			v := c.List[i]
			switch k.Name {
			case "AllowMethods", "AllowHeaders", "AllowOrigins", "ExposeHeaders":
				v = orNil(v)
			case "AllowCredentials":
				if !isTrue(v) {
					v = nil
				}
			case "MaxAge":
			default:
				m.fail(v, "Invalid key '%s' for 'Cors' property.", k.Name)
			}
			put(to, strings.ToLower(k.Name[:1])+k.Name[1:], v)
		}
	default:
		m.fail(c, "Invalid value for 'Cors' property.")
	}
	d.doc.Set(key, to)
}

// corsNames returns a configuration within a call under the names of OpenAPI.
func corsNames(n *Node) *Node {
	if n == nil || len(n.List) == 0 {
		return n
	}
	c := shallow(n)
	for i := range c.Keys {
		switch name := c.Keys[i].Name; name {
		case "AllowMethods", "AllowHeaders", "AllowOrigins", "ExposeHeaders", "AllowCredentials", "MaxAge":
			c.Keys[i].Name = strings.ToLower(name[:1]) + name[1:]
		}
	}
	for i, e := range c.List {
		c.List[i] = corsNames(e)
	}
	return c
}

// httpAuth enters the authorizers and the default one.
func (m *macro) httpAuth(d *editor) {
	auth := m.get("Auth")
	if !given(auth) {
		return
	}
	for i, k := range auth.Keys {
		if !slices.Contains([]string{"Authorizers", "DefaultAuthorizer", "EnableIamAuthorizer"}, k.Name) {
			m.fail(auth.List[i], "Invalid value for 'Auth' property")
		}
	}
	p := placeOf(auth)
	schemes := p.Object()
	if s := get(d.doc, "components", "securitySchemes"); isMap(s) {
		schemes = s
	}
	all, byDefault := get(auth, "Authorizers"), get(auth, "DefaultAuthorizer")
	if isTrue(get(auth, "EnableIamAuthorizer")) {
		schemes.Set("AWS_IAM", p.Object("type", "apiKey", "name", "Authorization", "in", "header", "x-amazon-apigateway-authtype", "awsSigv4"))
	}
	if given(all) && !isMap(all) {
		m.fail(all, "Property 'Auth.Authorizers' should be a map.")
		return
	}
	if given(all) {
		for i, k := range all.Keys {
			schemes.Set(k.Name, m.httpAuthorizer(placeAt(k.At), k.Name, all.List[i]))
		}
	}
	if len(schemes.Keys) > 0 {
		components := get(d.doc, "components")
		if !isMap(components) {
			components = p.Object()
			d.doc.Set("components", components)
		}
		components.Set("securitySchemes", schemes)
	}
	m.httpDefault(d, all, byDefault, isTrue(get(auth, "EnableIamAuthorizer")))
}

// httpDefault gives each route without an authorizer the default one.
func (m *macro) httpDefault(d *editor, all, byDefault *Node, signed bool) {
	if !given(byDefault) || isNoValue(byDefault) {
		return
	}
	name := textOf(byDefault)
	if name == "" {
		m.fail(byDefault, "Property 'Auth.DefaultAuthorizer' should be a string.")
		return
	}
	if !given(get(all, name)) && !(signed && name == "AWS_IAM") {
		m.fail(byDefault, "Unable to set DefaultAuthorizer because '%s' was not defined in 'Authorizers'.", name)
		return
	}
	p := placeOf(byDefault)
	for _, path := range d.pathNames() {
		for _, method := range d.all(path) {
			if method.name != "options" && !given(get(method.definition, "security")) {
				secure(method.definition, p, name, get(all, name, "AuthorizationScopes"))
			}
		}
	}
}

// httpAuthorizer returns the security scheme of an authorizer.
func (m *macro) httpAuthorizer(p place, name string, a *Node) *Node {
	if !isMap(a) {
		m.fail(a, "Property 'Auth.Authorizers.%s' should be a map.", name)
		return p.Object()
	}
	if a.Get("OpenIdConnectUrl") != nil {
		m.fail(a, "'OpenIdConnectUrl' is no longer a supported property for authorizer '%s'. Please refer to the AWS SAM documentation.", name)
	}
	token := get(a, "JwtConfiguration")
	m.checkHTTPAuthorizer(name, a, given(token))
	const wiring = "x-amazon-apigateway-authorizer"
	if given(token) {
		if !isMap(token) {
			m.fail(token, "Property 'JwtConfiguration' should be a map.")
			return p.Object()
		}
		lower := placeOf(token).Object()
		for i, k := range token.Keys {
			lower.Set(strings.ToLower(k.Name), token.List[i])
		}
		return p.Object("type", "oauth2", wiring, p.Object("jwtConfiguration", lower, "identitySource", get(a, "IdentitySource"), "type", "jwt"))
	}
	call := p.Object("type", "request", "authorizerUri", p.authorizerURI(get(a, "FunctionArn")), "authorizerCredentials", authorizerRole(a))
	if identity := get(a, "Identity"); given(identity) {
		put(call, "authorizerResultTtlInSeconds", get(identity, "ReauthorizeEvery"))
		source := placeOf(identity).List()
		for _, in := range [][2]string{
			{"Headers", "$request.header."}, {"QueryStrings", "$request.querystring."}, {"StageVariables", "$stageVariables."}, {"Context", "$context."},
		} {
			values := get(identity, in[0])
			if given(values) && !isList(values) {
				m.fail(values, "Property 'Authorizers.%s.Identity.%s' should be a list.", name, in[0])
			}
			for _, v := range elements(values) {
				source.List = append(source.List, placeOf(v).Node(in[1]+textOf(v)))
			}
		}
		call.Set("identitySource", source)
	}
	put(call, "authorizerPayloadFormatVersion", get(a, "AuthorizerPayloadFormatVersion"))
	put(call, "enableSimpleResponses", orNil(get(a, "EnableSimpleResponses")))
	return p.Object("type", "apiKey", "name", "Unused", "in", "header", wiring, call)
}

func (m *macro) checkHTTPAuthorizer(name string, a *Node, token bool) {
	if scopes := get(a, "AuthorizationScopes"); scopes != nil && !isList(scopes) {
		m.fail(scopes, "AuthorizationScopes must be a list.")
	}
	tokenOnly := []string{"AuthorizationScopes", "JwtConfiguration", "IdentitySource"}
	functionOnly := []string{"FunctionArn", "FunctionInvokeRole", "Identity", "AuthorizerPayloadFormatVersion", "EnableSimpleResponses", "EnableFunctionDefaultPermissions"}
	wrong, of := tokenOnly, "OAuth2 Authorizer"
	if token {
		wrong, of = functionOnly, "Lambda Authorizer"
	}
	for _, property := range wrong {
		if n := get(a, property); n != nil {
			m.fail(n, "%s is only supported for %s.", property, of)
		}
	}
	if e := get(a, "EnableFunctionDefaultPermissions"); e != nil && !isBool(e) {
		m.fail(e, "Property 'Authorizers.%s.EnableFunctionDefaultPermissions' should be a boolean.", name)
	}
	switch {
	case token && !given(get(a, "IdentitySource")):
		m.fail(a, "%s OAuth2 Authorizer must define 'IdentitySource'.", name)
	case !token && !given(get(a, "FunctionArn")):
		m.fail(a, "%s Lambda Authorizer must define 'FunctionArn'.", name)
	case !token && !given(get(a, "AuthorizerPayloadFormatVersion")):
		m.fail(a, "%s Lambda Authorizer must define 'AuthorizerPayloadFormatVersion'.", name)
	}
}

// httpTags enters the tags, with the one that says who made the API.
func (m *macro) httpTags(d *editor, tags *Node) *Node {
	all := m.Object()
	if isMap(tags) {
		all = shallow(tags)
	}
	all.Set("httpapi:createdBy", m.Node("SAM"))
	list := get(d.doc, "tags")
	if list != nil && !isList(list) {
		m.fail(list, "Structure of the SAM template is invalid. Tags in OpenApi DefinitionBody needs to be a list.")
		return all
	}
	if list == nil {
		list = m.List()
	}
	at := map[string]*Node{}
	for _, known := range list.List {
		at[textOf(get(known, "name"))] = known
	}
	for i, k := range all.Keys {
		if known := at[k.Name]; isMap(known) {
			known.Set("x-amazon-apigateway-tag-value", all.List[i])
		} else {
			list.List = append(list.List, placeOf(all.List[i]).Object("name", k.Name, "x-amazon-apigateway-tag-value", all.List[i]))
		}
	}
	d.doc.Set("tags", list)
	return all
}

// httpTexts enters the name, the description and the kind of endpoint.
func (m *macro) httpTexts(d *editor) {
	info := get(d.doc, "info")
	if info == nil {
		info = m.Object()
	} else if !isMap(info) {
		m.fail(info, "Invalid 'DefinitionBody': The value of 'info' should be a map.")
		return
	}
	if v := m.get("DisableExecuteApiEndpoint"); v != nil {
		for _, s := range d.servers(placeOf(v)) {
			m.setEndpoint(s, v)
		}
	}
	if name := m.get("Name"); given(name) {
		if referred(get(info, "title")) != "AWS::StackName" {
			m.fail(name, "Unable to set Name because it is already defined within inline OpenAPI specified in the 'DefinitionBody' property.")
		}
		d.doc.Set("info", info.Set("title", name))
	}
	if text := m.get("Description"); given(text) {
		if given(get(info, "description")) {
			m.fail(text, "Unable to set Description because it is already defined within inline OpenAPI specified in the 'DefinitionBody' property.")
		}
		d.doc.Set("info", info.Set("description", text))
	}
	if item := d.paths.get(defaultPath); item != nil && given(m.get("FailOnWarnings")) {
		d.paths.drop(defaultPath)
		d.paths.set("/"+defaultPath, item)
	}
}
