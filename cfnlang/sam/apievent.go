package sam

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// apiEvent wires a method of a REST API to the function and lets the API call
// it.
func (m *macro) apiEvent(e *event, to target) {
	a, stage := m.restAPIOf(e)
	if m.failed {
		return
	}
	path, name := textOf(e.get("Path")), strings.ToLower(textOf(e.get("Method")))
	verb := strings.ToUpper(name)
	if name == "any" {
		verb = "*"
	}
	m.permission(e, to, "apigateway.amazonaws.com", stage, "SourceArn",
		e.ARN("execute-api", "${__ApiId__}/${__Stage__}/"+verb+pattern(withoutSlash(path)), "__ApiId__", e.get("RestApiId"), "__Stage__", "*"))
	if a == nil {
		return
	}
	properties := get(m.resources[a.id], "Properties")
	merged := given(get(properties, "MergeDefinitions"))
	switch {
	case a.managed:
		m.wireMethod(a, a.editor, e, to, path, name, stage)
	case merged && isMap(get(properties, "DefinitionBody")):
		own := m.skeleton(e.place, false)
		m.wireMethod(a, own, e, to, path, name, stage)
		m.mergeMethod(a, own, e, path, name)
	case given(get(e.get("Auth"), "OverrideApiAuth")) && given(get(properties, "DefinitionBody")):
		m.overrideAuth(a, e, path, name, stage)
	}
}

// restAPIOf returns the API of an event, nil if it is none of SAM's, and what
// the permission is named by.
func (m *macro) restAPIOf(e *event) (a *api, stage string) {
	id := e.get("RestApiId")
	if function, argument, _ := id.Call(); function == "Ref" {
		id = argument
	}
	if !isText(id) {
		m.failEvent(e, id, "Property 'RestApiId' should be a string.")
		return nil, ""
	}
	n := firstOf(m.resources[id.Text], m.written(id.Text))
	switch kind := textOf(get(n, "Type")); {
	case n == nil || kind == prefix+"HttpApi":
		m.failEvent(e, id, "RestApiId must be a valid reference to an 'AWS::Serverless::Api' resource in same template.")
		return nil, ""
	}
	name := get(n, "Properties", "StageName")
	if isText(name) && name.Text == "" {
		m.fail(name, "StageName cannot be empty.")
	}
	if isText(name) {
		return m.apis[id.Text], name.Text
	}
	return m.apis[id.Text], "Stage"
}

// wireMethod enters the integration of an event into a document, with what the
// event says of authorization, models and parameters.
func (m *macro) wireMethod(a *api, d *editor, e *event, to target, path, name, stage string) {
	if d.hasIntegration(path, name) {
		m.failEvent(e, nil, "API method \"%s\" defined multiple times for path \"%s\".", name, path)
		return
	}
	auth := e.get("Auth")
	if auth != nil && !isMap(auth) {
		m.failEvent(e, auth, "Property 'Auth' should be a map.")
		return
	}
	streams := textOf(e.get("ResponseTransferMode")) == "RESPONSE_STREAM"
	uri := integrationURI(e.place, to, streams)
	if to.condition != "" {
		uri = e.If(to.condition, uri, nil)
	}
	wiring := e.Object("type", "aws_proxy", "httpMethod", "POST", "uri", uri)
	if streams {
		wiring.Set("responseTransferMode", e.Node("STREAM"))
	}
	put(wiring, "credentials", m.credentials(e, auth, m.authOf(a)))
	put(wiring, "timeoutInMillis", orNil(e.get("TimeoutInMillis")))
	d.wire(e.place, path, name, to.condition, wiring, e.Object())
	if given(auth) {
		m.authorize(a, d, e, auth, path, name, stage)
	}
	m.requestModel(a, d, e, path, name)
	m.requestParameters(d, e, path, name)
}

// authOf returns the Auth of an API, with the values of parameters.
func (m *macro) authOf(a *api) *Node {
	return m.resolve(get(m.resources[a.id], "Properties", "Auth"))
}

// integrationURI returns the URI under which an API calls a function.
func integrationURI(p place, to target, streams bool) *Node {
	version, call := "2015-03-31", "/invocations"
	if streams {
		version, call = "2021-11-15", "/response-streaming-invocations"
	}
	called := to.id
	if function, _, _ := to.arn.Call(); function == "Fn::GetAtt" {
		called += ".Arn"
	}
	return p.Sub("arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/" + version + "/functions/${" + called + "}" + call)
}

// credentials returns the role with which the API calls the function where the
// caller signs requests: the caller's own, unless another is named.
func (m *macro) credentials(e *event, auth, apiAuth *Node) *Node {
	if textOf(get(auth, "Authorizer")) != "AWS_IAM" && (textOf(get(apiAuth, "DefaultAuthorizer")) != "AWS_IAM" || given(auth)) {
		return nil
	}
	role := invokeRole(e.place, auth)
	if role == nil {
		role = invokeRole(e.place, apiAuth)
	}
	switch textOf(role) {
	case "NONE":
		return nil
	case "CALLER_CREDENTIALS":
		role = nil
	}
	return firstOf(role, e.Sub("arn:${AWS::Partition}:iam::*:user/*"))
}

// invokeRole returns the InvokeRole of an Auth; a null one is NONE.
func invokeRole(p place, auth *Node) *Node {
	role := auth.Get("InvokeRole")
	if role != nil && !given(role) {
		return p.Node("NONE")
	}
	return role
}

// authorize enters what an event says of authorization.
func (m *macro) authorize(a *api, d *editor, e *event, auth *Node, path, name, stage string) {
	apiAuth := m.authOf(a)
	authorizer, scopes, key := get(auth, "Authorizer"), get(auth, "AuthorizationScopes"), get(auth, "ApiKeyRequired")
	authorizers := get(apiAuth, "Authorizers")
	m.checkAuthorizer(e, authorizer, authorizers, apiAuth, path, name)
	if given(scopes) && !isList(scopes) {
		m.failEvent(e, scopes, "Property 'Auth.AuthorizationScopes' should be a list.")
	} else if given(scopes) && !given(authorizer) {
		m.failEvent(e, scopes, "AuthorizationScopes works only when Authorizer is set")
	}
	if key != nil && !given(key) && !given(get(apiAuth, "ApiKeyRequired")) {
		m.failEvent(e, key, "Unable to set ApiKeyRequired [False] on API method [%s] for path [%s] because the related API does not specify any ApiKeyRequired.", name, path)
	}
	p := placeOf(auth)
	for _, method := range d.methods(path, name) {
		if given(authorizer) {
			of := get(authorizers, textOf(authorizer))
			if scopes == nil {
				scopes = get(of, "AuthorizationScopes")
			}
			if of == nil {
				scopes = nil
			}
			secure(method, p, textOf(authorizer), scopes)
			if get(method, "security").List[0].Get("AWS_IAM") != nil {
				d.define(p, "AWS_IAM", p.Object("x-amazon-apigateway-authtype", "awsSigv4", "type", "apiKey", "name", "Authorization", "in", "header"))
			}
		}
		if given(key) {
			d.define(p, "api_key", p.Object("type", "apiKey", "name", "x-api-key", "in", "header"))
			secure(method, p, "api_key", nil)
		} else if key != nil {
			secure(method, p, "api_key_false", nil)
		}
	}
	m.eventPolicy(d, e, get(auth, "ResourcePolicy"), path, stage)
}

// eventPolicy adds the resource policy of an event.
func (m *macro) eventPolicy(d *editor, e *event, policy *Node, path, stage string) {
	if !given(policy) {
		return
	}
	if !isMap(policy) {
		m.fail(policy, "Property 'Auth.ResourcePolicy' should be a map.")
		return
	}
	m.resourcePolicy(d, policy, path, placeOf(policy).Node(stage))
	m.customStatements(d, get(policy, "CustomStatements"))
}

func (m *macro) checkAuthorizer(e *event, authorizer, authorizers, apiAuth *Node, path, name string) {
	if !given(authorizer) || textOf(authorizer) == "AWS_IAM" {
		return
	}
	on := fmt.Sprintf("on API method [%s] for path [%s]", name, path)
	switch id := textOf(authorizer); {
	case id == "NONE":
		if !given(get(apiAuth, "DefaultAuthorizer")) {
			m.failEvent(e, authorizer, "Unable to set Authorizer %s because 'NONE' is only a valid value when a DefaultAuthorizer on the API is specified.", on)
		}
	case !given(authorizers):
		m.failEvent(e, authorizer, "Unable to set Authorizer [%s] %s because the related API does not define any Authorizers.", id, on)
	case id == "" || !isMap(authorizers):
		m.failEvent(e, authorizer, "Unable to set Authorizer [%s] %s. The method authorizer must be a string with a corresponding dict entry in the api authorizer.", id, on)
	case !given(get(authorizers, id)):
		m.failEvent(e, authorizer, "Unable to set Authorizer [%s] %s because it wasn't defined in the API's Authorizers.", id, on)
	}
}

// define adds a security scheme to a document that lacks it.
func (e *editor) define(p place, name string, scheme *Node) {
	all := get(e.doc, "securityDefinitions")
	if !isMap(all) {
		all = p.Object()
		e.doc.Set("securityDefinitions", all)
	}
	if all.Get(name) == nil {
		all.Set(name, scheme)
	}
}

// overrideAuth enters the authorization of an event into the document that the
// author wrote.
func (m *macro) overrideAuth(a *api, e *event, path, name, stage string) {
	auth := e.get("Auth")
	if !given(get(auth, "Authorizer")) && !given(get(auth, "ApiKeyRequired")) && !given(get(auth, "ResourcePolicy")) {
		m.failEvent(e, auth, "Must define one of: Authorizer, ApiKeyRequired or ResourcePolicy when using the OverrideApiAuth property.")
		return
	}
	if d := m.opened(a); d != nil {
		m.authorize(a, d, e, auth, path, name, stage)
	} else {
		m.failEvent(e, auth, "Invalid Swagger document or the Swagger document is not explicitly defined in 'DefinitionBody'.")
	}
}

// opened returns the editor of an API's document, nil if it is none that can be
// edited.
func (t *transform) opened(a *api) *editor {
	if a.editor != nil {
		return a.editor
	}
	doc := get(t.resources[a.id], "Properties", "DefinitionBody")
	if a.http && !isOpenAPI(doc) || !a.http && !isSwagger(doc) {
		return nil
	}
	a.editor = t.edit(doc)
	return a.editor
}

// mergeMethod merges the method of an event into the document that the author
// wrote.
func (m *macro) mergeMethod(a *api, own *editor, e *event, path, name string) {
	if a.editor == nil {
		a.editor = m.edit(get(m.resources[a.id], "Properties", "DefinitionBody"))
	}
	all := a.editor.paths
	item := all.get(path)
	if item == nil || item.Kind != mapKind {
		item = e.Object()
		all.set(path, item)
	}
	method := e.Object()
	if written := get(item, name); isMap(written) {
		method = written
	} else if written != nil {
		m.fail(written, "Property 'DefinitionBody.paths.%s.%s' should be a map.", path, name)
	}
	generated := get(own.paths.get(path), normal(name))
	if generated == nil {
		return
	}
	for i, k := range generated.Keys {
		method.Set(k.Name, generated.List[i])
	}
	item.Set(name, method)
}

// requestModel enters the model that requests must fit.
func (m *macro) requestModel(a *api, d *editor, e *event, path, name string) {
	model := e.get("RequestModel")
	id := get(model, "Model")
	if !given(id) {
		return
	}
	models := get(m.resources[a.id], "Properties", "Models")
	on := fmt.Sprintf("Unable to set RequestModel [%s] on API method [%s] for path [%s] because", textOf(id), name, path)
	switch {
	case !given(models):
		m.failEvent(e, model, "%s the related API does not define any Models.", on)
	case !isMap(models):
		m.failEvent(e, model, "%s the related API Models defined is of invalid type.", on)
	case !isText(id):
		m.failEvent(e, model, "%s the related API does not contain valid Models.", on)
	case !given(get(models, id.Text)):
		m.failEvent(e, model, "%s it wasn't defined in the API's Models.", on)
	}
	p, schema := placeOf(model), strings.ToLower(textOf(id))
	for _, method := range d.methods(path, name) {
		if d.doc.Get("swagger") != nil {
			method.Set("parameters", m.appended(get(method, "parameters"), p, p.Object("in", "body", "name", schema,
				"schema", p.Object("$ref", "#/definitions/"+schema), "required", get(model, "Required"))))
		} else if isVersion3(get(d.doc, "openapi")) {
			content := p.Object("application/json", p.Object("schema", p.Object("$ref", "#/components/schemas/"+schema)))
			method.Set("requestBody", p.Object("content", content, "required", get(model, "Required")))
		}
	}
	m.requestValidator(d, e, model, path, name)
}

func (m *macro) requestValidator(d *editor, e *event, model *Node, path, name string) {
	body, parameters := get(model, "ValidateBody"), get(model, "ValidateParameters")
	if body == nil && parameters == nil {
		return
	}
	p := placeOf(model)
	body, parameters = firstOf(body, p.Node(false)), firstOf(parameters, p.Node(false))
	if !isBool(body) || !isBool(parameters) {
		m.failEvent(e, model, "Unable to set Validator to RequestModel [%s] on API method [%s] for path [%s] ValidateBody and ValidateParameters must be a boolean type, strings or intrinsics are not supported.",
			textOf(get(model, "Model")), name, path)
		return
	}
	validator := map[[2]bool]string{
		{true, true}: "body-and-params", {true, false}: "body-only", {false, true}: "params-only", {false, false}: "no-validation",
	}[[2]bool{isTrue(body), isTrue(parameters)}]
	const key = "x-amazon-apigateway-request-validator"
	all := get(d.doc, key+"s")
	if !isMap(all) {
		all = p.Object()
		d.doc.Set(key+"s", all)
	}
	if all.Get(validator) == nil {
		all.Set(validator, p.Object("validateRequestBody", body, "validateRequestParameters", parameters))
	}
	for _, method := range d.methods(path, name) {
		method.Set(key, p.Node(validator))
	}
}

var requestParameter = regexp.MustCompile(`^method\.request\.(querystring|path|header)\.`)

// requestParameters enters the parameters that requests must or may have.
func (m *macro) requestParameters(d *editor, e *event, path, name string) {
	for _, entry := range elements(e.get("RequestParameters")) {
		p, id, settings := placeOf(entry), textOf(entry), (*Node)(nil)
		if isMap(entry) && len(entry.Keys) > 0 {
			id, settings = entry.Keys[0].Name, entry.List[0]
			if !isMap(settings) || slices.ContainsFunc(settings.Keys, func(k key) bool { return k.Name != "Required" && k.Name != "Caching" }) {
				m.failEvent(e, entry, "Invalid value for 'RequestParameters' property. Values must be an object, e.g { Required: true, Caching: false }")
			}
		}
		if !requestParameter.MatchString(id) {
			m.failEvent(e, entry, "Invalid value for 'RequestParameters' property. Keys must be in the format 'method.request.[querystring|path|header].{value}', e.g 'method.request.header.Authorization'.")
			return
		}
		in, named, _ := strings.Cut(strings.TrimPrefix(id, "method.request."), ".")
		if in == "querystring" {
			in = "query"
		}
		for _, method := range d.methods(path, name) {
			method.Set("parameters", m.appended(get(method, "parameters"), p, p.Object("in", in, "name", named,
				"required", firstOf(get(settings, "Required"), p.Node(false)), "type", "string")))
			if given(get(settings, "Caching")) {
				wiring := get(method, integration)
				wiring.Set("cacheKeyParameters", m.appended(get(wiring, "cacheKeyParameters"), p, p.Node(id)))
			}
		}
	}
}
