package sls

import (
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

// validate has API Gateway check requests of a method, where parameters are
// required or schemas given.
func (r *rest) validate(rt *route, required, properties *Node) {
	check := value.No
	for _, n := range required.List {
		switch {
		case given(n) && !opaque(n):
			check = value.Yes
		case opaque(n) && check == value.No:
			check = value.CannotTell
		}
	}
	schemas := rt.get("request", "schemas")
	models := rt.Object()
	switch {
	case opaque(schemas):
		models = cfnlang.NewUnknown(reason(schemas), schemas.At)
		if check == value.No {
			check = value.CannotTell
		}
	case isMap(schemas) && len(schemas.Keys) > 0:
		check = value.Yes
		for i, k := range schemas.Keys {
			models.Keys = append(models.Keys, k)
			models.List = append(models.List, rt.Ref(r.model(rt, k.Name, schemas.List[i])))
		}
	}
	if opaque(models) || len(models.Keys) > 0 {
		properties.Set("RequestModels", models)
	}
	switch check {
	case value.Yes:
		properties.Set("RequestValidatorId", rt.Ref(r.validator(rt)))
	case value.CannotTell:
		properties.Set("RequestValidatorId", cfnlang.NewUnknown("it is not known whether requests are checked", rt.node.At))
	}
}

// validator makes what checks requests, one for all methods.
func (r *rest) validator(rt *route) string {
	id := "ApiGateway" + alphanumeric(textOf(r.name)) + "RequestValidator"
	if r.made(id) == nil {
		name := joined(rt.node.At, r.name, rt.Node("-"), r.stageName, rt.Node(" | Validate request body and querystring parameters"))
		r.add(rt.Place, id, "AWS::ApiGateway::RequestValidator", rt.Object("RestApiId", r.id, "ValidateRequestBody", true, "ValidateRequestParameters", true, "Name", name))
	}
	return id
}

// model makes the model of what a request holds, and returns its logical id.
func (r *rest) model(rt *route, contentType string, schema *Node) string {
	id := rt.methodID
	for _, w := range words(contentType) {
		id += upper(w)
	}
	id += "Model"
	config := schema
	if name, ok := schema.Literal(); ok {
		if shared := get(r.config, "request", "schemas", name); given(shared) {
			id, contentType, config = "ApiGateway", "application/json", shared
			for _, w := range words(name) {
				id += upper(strings.ToLower(w))
			}
			id += "Model"
			if r.made(id) != nil {
				return id
			}
		}
	}
	p := cfnlang.PlaceOf(config)
	properties := p.Object("RestApiId", r.id, "ContentType", contentType, "Schema", config)
	if isMap(config) && given(get(config, "schema")) {
		properties.Set("Schema", get(config, "schema"))
		put(properties, "Name", get(config, "name"))
		put(properties, "Description", get(config, "description"))
	}
	r.add(p, id, "AWS::ApiGateway::Model", properties)
	return id
}
