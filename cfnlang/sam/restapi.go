package sam

import (
	"regexp"
	"slices"
	"strings"
)

// restAPI makes an AWS::ApiGateway::RestApi with its deployment, stage, domain
// and usage plan.
func (m *macro) restAPI() {
	a := m.apis[m.id]
	if a.editor != nil {
		m.properties.Set("DefinitionBody", a.editor.document())
	}
	body, uri := m.get("DefinitionBody"), m.get("DefinitionUri")
	m.checkAPI(body, uri)
	r := m.main("AWS::ApiGateway::RestApi")
	r.set("BinaryMediaTypes", m.resolve(m.get("BinaryMediaTypes")))
	r.set("MinimumCompressionSize", m.get("MinimumCompressionSize"))
	m.endpoint(r)
	auth := m.resolve(orNil(m.get("Auth")))
	if d := m.document(a, body, auth); d != nil {
		m.cors(d)
		m.auth(d, auth)
		m.gatewayResponses(d)
		m.mediaTypes(d)
		m.models(d)
		m.disableEndpoint(d)
		body = d.document()
		m.toOpenAPI3(d)
	}
	switch {
	case m.failed:
		return
	case given(uri):
		m.documentAt(r, uri)
	case given(body):
		r.set("Body", body)
	}
	for _, name := range []string{"FailOnWarnings", "Name", "Description", "Mode", "ApiKeySourceType", "Policy", "SecurityPolicy", "EndpointAccessMode"} {
		r.set(name, orNil(m.get(name)))
	}
	stage := m.restStage(r)
	m.authorizerPermissions(get(auth, "Authorizers"), func(authorizer *Node) bool { return !given(get(authorizer, "DisableFunctionDefaultPermissions")) })
	m.restDomain(m.resolve(m.get("Domain")))
	m.usagePlan(auth, stage)
	m.passTags()
}

// documentAt gives an API the document that lies elsewhere. One at a path is
// included when the template is deployed: nothing is known of it.
func (m *macro) documentAt(r *resource, uri *Node) {
	at := m.location(uri, "DefinitionUri", "Bucket", "Key", "Version")
	if isMap(at) && !isCall(at) {
		r.set("BodyS3Location", at)
		return
	}
	p := placeOf(uri)
	r.set("Body", p.Object("Fn::Transform", p.Object("Name", "AWS::Include", "Parameters", p.Object("Location", at))))
}

func (m *macro) checkAPI(body, uri *Node) {
	if given(uri) && given(body) {
		m.fail(uri, "Specify either 'DefinitionUri' or 'DefinitionBody' property and not both.")
	}
	if given(uri) && given(m.get("MergeDefinitions")) {
		m.fail(uri, "Cannot set 'MergeDefinitions' to True when using `DefinitionUri`.")
	}
	version := m.get("OpenApiVersion")
	if text, ok := version.Literal(); ok && !regexp.MustCompile(`^[2-3](\.\d)(\.\d)?$`).MatchString(text) {
		m.fail(version, "The OpenApiVersion value must be of the format '3.0.0'.")
	}
}

// document returns the editor of the document, nil if it need not be changed
// or cannot.
func (m *macro) document(a *api, body, auth *Node) *editor {
	needs := []struct {
		n    *Node
		text string
	}{
		{orNil(m.get("Cors")), "Cors works only with inline Swagger specified in 'DefinitionBody' property."},
		{auth, "Auth works only with inline Swagger specified in 'DefinitionBody' property."},
		{orNil(m.get("GatewayResponses")), "GatewayResponses works only with inline Swagger specified in 'DefinitionBody' property."},
		{orNil(m.get("Models")), "Models works only with inline Swagger specified in 'DefinitionBody' property."},
		{m.get("DisableExecuteApiEndpoint"), "DisableExecuteApiEndpoint works only within 'DefinitionBody' property."},
	}
	edited := a.managed
	for _, need := range needs {
		if need.n == nil {
			continue
		}
		edited = true
		if !given(body) {
			m.fail(need.n, "%s", need.text)
			return nil
		}
	}
	media := given(m.get("BinaryMediaTypes")) && given(body)
	version3 := given(body) && (isVersion3(get(body, "openapi")) || isVersion3(m.get("OpenApiVersion")))
	if !edited && !media && !(version3 && isSwagger(body)) && a.editor == nil {
		return nil
	}
	d := m.opened(a)
	if d == nil {
		m.fail(body, "Invalid Swagger document or the Swagger document is not explicitly defined in 'DefinitionBody'.")
	} else if at, text := d.mistake(); at != nil {
		m.fail(at, "Structure of the SAM template is invalid. %s", text)
		return nil
	}
	return d
}

// endpoint gives the API its kind of endpoint.
func (m *macro) endpoint(r *resource) {
	c := m.get("EndpointConfiguration")
	if !given(c) {
		return
	}
	p := placeOf(c)
	kind := get(c, "Type")
	if !isMap(c) || !given(kind) {
		r.set("EndpointConfiguration", p.Object("Types", p.List(c)))
		r.set("Parameters", p.Object("endpointConfigurationTypes", c))
		return
	}
	if c.Get("VPCEndpointIds") != nil && c.Get("VpcEndpointIds") != nil {
		m.fail(c, "'VPCEndpointIds' and 'VpcEndpointIds' cannot be used together in EndpointConfiguration.")
	}
	r.set("Parameters", p.Object("endpointConfigurationTypes", kind))
	r.set("EndpointConfiguration", p.Object("Types", p.List(kind), "VpcEndpointIds", firstOf(get(c, "VPCEndpointIds"), get(c, "VpcEndpointIds")),
		"IpAddressType", get(c, "IpAddressType")))
}

// restStage makes the deployment and the stage.
func (m *macro) restStage(api *resource) *resource {
	content := firstOf(api.properties.Get("Body"), api.properties.Get("BodyS3Location"))
	id := m.id + "Deployment"
	deployment := m.resource(id, "AWS::ApiGateway::Deployment", m.passed(), "RestApiId", m.Ref(m.id))
	if !given(m.get("OpenApiVersion")) {
		deployment.set("StageName", "Stage")
	}
	if content != nil {
		deployment.id += hashed(content)
		deployment.set("Description", "RestApi deployment id: "+hashed(content))
	}
	m.add(deployment)
	name := textOf(m.get("StageName"))
	id = m.id + "Stage" + hashedText(name)
	if alphanumeric(name) {
		id = m.id + name + "Stage"
	}
	stage := m.add(m.resource(id, "AWS::ApiGateway::Stage", m.passed(), "RestApiId", m.Ref(m.id), "DeploymentId", m.Ref(deployment.id)))
	for _, name := range []string{
		"StageName", "CacheClusterEnabled", "CacheClusterSize", "Variables", "MethodSettings", "AccessLogSetting", "CanarySetting", "TracingEnabled",
	} {
		stage.set(name, m.get(name))
	}
	if tags := m.get("Tags"); tags != nil {
		stage.set("Tags", m.tags(tags))
	}
	return stage
}

// authorizerPermissions lets the API call the functions that authorize.
func (m *macro) authorizerPermissions(authorizers *Node, may func(*Node) bool) {
	if !isMap(authorizers) {
		return
	}
	for i, authorizer := range authorizers.List {
		arn := get(authorizer, "FunctionArn")
		if !given(arn) || !may(authorizer) {
			continue
		}
		p := placeAt(authorizers.Keys[i].At)
		m.add(p.resource(m.id+authorizers.Keys[i].Name+"AuthorizerPermission", "AWS::Lambda::Permission", m.passed(),
			"Action", "lambda:InvokeFunction", "FunctionName", arn, "Principal", "apigateway.amazonaws.com",
			"SourceArn", p.ARN("execute-api", "${__ApiId__}/authorizers/*", "__ApiId__", m.Ref(m.id))))
	}
}

// cors gives each path a method OPTIONS that says what browsers may.
func (m *macro) cors(d *editor) {
	c := m.get("Cors")
	if !given(c) {
		return
	}
	p := placeOf(c)
	origin, methods, headers, age, credentials := c, (*Node)(nil), (*Node)(nil), (*Node)(nil), (*Node)(nil)
	if isMap(c) && !isCall(c) {
		for i, k := range c.Keys {
			if !slices.Contains([]string{"AllowMethods", "AllowHeaders", "AllowOrigin", "MaxAge", "AllowCredentials"}, k.Name) {
				m.fail(c.List[i], "Invalid key '%s' for 'Cors' property.", k.Name)
			}
		}
		origin, methods, headers = c.Get("AllowOrigin"), orNil(get(c, "AllowMethods")), orNil(get(c, "AllowHeaders"))
		age, credentials = get(c, "MaxAge"), get(c, "AllowCredentials")
		if origin == nil {
			origin = p.Node("'*'")
		}
	} else if !isText(c) && !isCall(c) {
		m.fail(c, "Invalid value for 'Cors' property")
	}
	if isTrue(credentials) && textOf(origin) == "'*'" {
		m.fail(c, "Unable to add Cors configuration because 'AllowCredentials' can not be true when 'AllowOrigin' is \"'*'\" or not set")
	}
	if !given(origin) {
		m.fail(c, "Structure of the SAM template is invalid. Invalid input. Value for AllowedOrigins is required")
	}
	done := map[string]bool{}
	for _, path := range d.pathNames() {
		if plain := strings.TrimRight(path, "/"); done[plain] {
			continue
		} else {
			done[plain] = true
		}
		for _, item := range contents(d.paths.get(path)) {
			if isMap(item) && item.Get("options") == nil {
				allowed := methods
				if allowed == nil {
					allowed = p.Node("'" + allowedMethods(item) + "'")
				}
				item.Set("options", p.preflight(origin, headers, allowed, age, isTrue(credentials)))
				m.parts += 24
			}
		}
	}
}

func allowedMethods(item *Node) string {
	all := []string{"OPTIONS"}
	for _, k := range item.Keys {
		if k.Name == anyMethod {
			return "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT"
		}
		all = append(all, strings.ToUpper(k.Name))
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), ",")
}

// preflight returns the method that answers what browsers ask beforehand.
func (p place) preflight(origin, headers, methods, age *Node, credentials bool) *Node {
	parameters, declared := p.Object(), p.Object()
	add := func(name string, v *Node, kind string) {
		if v != nil {
			parameters.Set("method.response.header.Access-Control-"+name, v)
			declared.Set("Access-Control-"+name, p.Object("type", kind))
		}
	}
	add("Allow-Origin", origin, "string")
	add("Allow-Headers", headers, "string")
	add("Allow-Methods", methods, "string")
	add("Max-Age", age, "integer")
	if credentials {
		add("Allow-Credentials", p.Node("'true'"), "string")
	}
	return p.Object("summary", "CORS support", "consumes", []string{"application/json"}, "produces", []string{"application/json"},
		integration, p.Object("type", "mock", "requestTemplates", p.Object("application/json", "{\n  \"statusCode\" : 200\n}\n"),
			"responses", p.Object("default", p.Object("statusCode", "200", "responseParameters", parameters,
				"responseTemplates", p.Object("application/json", "{}\n")))),
		"responses", p.Object("200", p.Object("description", "Default response for CORS method", "headers", declared)))
}

// gatewayResponses enters what the API answers by itself.
func (m *macro) gatewayResponses(d *editor) {
	all := m.get("GatewayResponses")
	if !given(all) {
		return
	}
	const key = "x-amazon-apigateway-gateway-responses"
	to := get(d.doc, key)
	if !isMap(to) {
		to = placeOf(all).Object()
	}
	for i, k := range all.Keys {
		response := all.List[i]
		p := placeOf(response)
		if !isMap(response) || isCall(response) {
			m.fail(response, "Invalid property type for GatewayResponses. Expected an object of type 'GatewayResponse'.")
			return
		}
		for _, name := range response.Keys {
			if !slices.Contains([]string{"ResponseParameters", "ResponseTemplates", "StatusCode"}, name.Name) {
				m.fail(response, "Invalid property '%s' in 'GatewayResponses' property '%s'.", name.Name, k.Name)
			}
		}
		parameters := p.Object()
		from := get(response, "ResponseParameters")
		if given(from) && !isMap(from) {
			m.fail(from, "Property 'GatewayResponses.%s.ResponseParameters' should be a map.", k.Name)
			return
		}
		for _, in := range keysOf(from) {
			if !slices.Contains([]string{"Headers", "Paths", "QueryStrings"}, in.Name) {
				m.fail(from, "Invalid gateway response parameter '%s'", in.Name)
			}
		}
		for _, in := range [][2]string{{"Headers", "header."}, {"Paths", "path."}, {"QueryStrings", "querystring."}} {
			if values := get(from, in[0]); isMap(values) {
				for j, name := range values.Keys {
					parameters.Set("gatewayresponse."+in[1]+name.Name, values.List[j])
				}
			}
		}
		entry := p.Object("responseParameters", parameters, "responseTemplates", firstOf(orNil(get(response, "ResponseTemplates")), p.Object()))
		if status := get(response, "StatusCode"); given(status) {
			if !regexp.MustCompile(`^[0-9]{1,3}$`).MatchString(status.Text) {
				m.fail(status, "Property 'StatusCode' must be numeric")
			}
			entry.Set("statusCode", p.Node(status.Text))
		}
		to.Set(k.Name, entry)
	}
	d.doc.Set(key, to)
}

// mediaTypes enters the types of binary media: ~1 stands for a slash.
func (m *macro) mediaTypes(d *editor) {
	if all := m.resolve(m.get("BinaryMediaTypes")); given(all) {
		d.doc.Set("x-amazon-apigateway-binary-media-types", unescaped(all))
	}
}

func unescaped(n *Node) *Node {
	if isText(n) {
		return placeOf(n).Node(strings.ReplaceAll(n.Text, "~1", "/"))
	}
	if len(n.List) == 0 {
		return n
	}
	c := shallow(n)
	for i, e := range c.List {
		c.List[i] = unescaped(e)
	}
	return c
}

func (m *macro) models(d *editor) {
	all := m.get("Models")
	if !given(all) || !isMap(all) {
		return
	}
	to := get(d.doc, "definitions")
	if !isMap(to) {
		to = placeOf(all).Object()
		d.doc.Set("definitions", to)
	}
	for i, k := range all.Keys {
		if !isMap(all.List[i]) {
			m.fail(all, "Invalid value for 'Models' property")
		} else if !given(get(all.List[i], "type")) {
			m.fail(all, "Structure of the SAM template is invalid. 'Models' schema is missing 'type'.")
		}
		to.Set(strings.ToLower(k.Name), all.List[i])
	}
}

// disableEndpoint enters whether the API answers under its own name.
func (m *macro) disableEndpoint(d *editor) {
	v := m.get("DisableExecuteApiEndpoint")
	if v == nil {
		return
	}
	holders := []*Node{d.doc}
	if isVersion3(get(d.doc, "openapi")) {
		holders = d.servers(placeOf(v))
	}
	for _, h := range holders {
		m.setEndpoint(h, v)
	}
}

// servers returns the servers of a document, of which there is one at least.
func (e *editor) servers(p place) []*Node {
	all := get(e.doc, "servers")
	if !isList(all) {
		all = p.List(p.Object())
		e.doc.Set("servers", all)
	}
	return slices.DeleteFunc(slices.Clone(all.List), func(n *Node) bool { return !isMap(n) })
}

func (m *macro) setEndpoint(holder, v *Node) {
	const key = "x-amazon-apigateway-endpoint-configuration"
	c := get(holder, key)
	if c == nil {
		c = placeOf(v).Object()
		holder.Set(key, c)
	}
	if !isMap(c) {
		m.fail(c, "Structure of the SAM template is invalid. Invalid OpenAPI definition: The value of '%s' should be a map.", key)
		return
	}
	c.Set("disableExecuteApiEndpoint", v)
}

// toOpenAPI3 moves what OpenAPI 3 has elsewhere.
func (m *macro) toOpenAPI3(d *editor) {
	version := m.get("OpenApiVersion")
	if version == nil {
		version = get(d.doc, "openapi")
	}
	if get(d.doc, "swagger") != nil || !isVersion3(version) {
		return
	}
	for _, move := range [][2]string{{"securityDefinitions", "securitySchemes"}, {"definitions", "schemas"}} {
		from := get(d.doc, move[0])
		if !given(from) {
			continue
		}
		components := get(d.doc, "components")
		if !isMap(components) {
			components = placeOf(from).Object()
			d.doc.Set("components", components)
		}
		components.Set(move[1], from)
		remove(d.doc, move[0])
	}
	for _, path := range d.pathNames() {
		options := get(d.paths.get(path), "options")
		remove2(options, "produces", "consumes")
		headers := get(options, "responses", "200", "headers")
		if !isMap(headers) {
			continue
		}
		for i, h := range headers.List {
			if get(h, "schema") == nil || len(h.Keys) != 1 {
				headers.List[i] = placeOf(h).Object("schema", h)
			}
		}
	}
}

func remove2(n *Node, names ...string) {
	if isMap(n) {
		for _, name := range names {
			remove(n, name)
		}
	}
}
