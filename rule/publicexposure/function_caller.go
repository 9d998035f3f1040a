package publicexposure

import (
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// This file finds which ways of APIs lead to a function, and whether a permission
// lets a service in of which no way was found: what calls the function then is
// declared elsewhere.

// judged notes an API whose ways to the function were judged.
func (e *entries) judged(api estate.Resource) {
	if id := apiID(api); id != "" {
		if e.apis == nil {
			e.apis = make(map[string]bool)
		}
		e.apis[id] = true
	}
}

// apiID returns what stands for an API in ARNs, "" if that is not known.
func apiID(api estate.Resource) string {
	arn, _ := api.Head().ExecutionARN()
	of, ok := policy.ParseARN(arn)
	if !ok {
		return ""
	}
	id, _, _ := strings.Cut(of.Resource.Inline(), "/")
	return id
}

// services notes the services that a permission lets in and that let in others:
// an API or load balancer that was not judged, and CloudFront, which signs for
// viewers whom it need not know.
func (e *entries) services(p estate.Resource) {
	for _, s := range e.in.Access.ResourcePolicy(p).Statements {
		if s.Effect == policy.Deny {
			continue
		}
		if _, all := s.Principals.Services(); !all {
			e.elsewhere(p, "whom it lets in is not wholly known")
		}
		for _, who := range s.Principals.List {
			name, known := who.ServiceName()
			if who.Kind == policy.UnreadPrincipal && who.Type == "" || who.Type == "Service" && !known {
				e.elsewhere(p, "whom it lets in is not known: "+who.String())
			}
			switch name {
			case "apigateway":
				if !e.judgedSource(s) {
					e.elsewhere(p, "the API that it lets in, or its way to the function, is not declared here")
				}
			case "elasticloadbalancing":
				if !e.balances {
					e.elsewhere(p, "the load balancer that it lets in is not declared here")
				}
			case "cloudfront":
				e.elsewhere(p, "it lets in CloudFront, for viewers of whom it cannot be told who they are")
			}
		}
	}
}

// judgedSource reports whether the API that a statement names was judged; of one
// that names none, whether any was. An authorizer is asked about whoever comes.
func (e *entries) judgedSource(s access.ResourceStatement) bool {
	on, _ := s.On("aws:SourceArn")
	named := false
	for _, c := range on {
		for _, v := range c.Values.List {
			of, ok := policy.ParseARN(v.Text)
			id, way, _ := strings.Cut(of.Resource.Inline(), "/")
			if id == "*" {
				continue
			}
			if !ok || !e.apis[id] && !strings.HasPrefix(way, "authorizers/") {
				return false
			}
			named = true
		}
	}
	return named || len(e.apis) > 0
}

// document judges the operations of OpenAPI documents that lead to the function.
func (e *entries) document(f *estate.Function) {
	arn, ok := f.ARN()
	if !ok {
		return
	}
	docs := access.Kept(e.in.Access, documentsOf)
	for _, d := range append(docs.of[arn.Inline()], docs.unclear...) {
		if estate.Shares(d.api, f) == value.No {
			continue
		}
		e.judged(d.api)
		switch api := d.api.(type) {
		case *estate.RestAPI:
			e.add(api, restDocument(e.in, api, d.part))
		case *estate.HTTPAPI:
			e.add(api, httpDocument(e.in, api, d.part))
		}
	}
}

// documentIndex tells which operations of which APIs lead to a function, by its
// ARN, and which may lead to any.
type documentIndex struct {
	of      map[string][]documentPart
	unclear []documentPart
}

// A documentPart is an API with those of its operations that lead somewhere.
type documentPart struct {
	api  estate.Resource
	part access.OpenAPI
}

func documentsOf(engine *access.Engine) *documentIndex {
	out := &documentIndex{of: make(map[string][]documentPart)}
	for api := range estate.All[*estate.RestAPI](engine.View()) {
		if !api.Body.IsAbsent() {
			out.add(api, access.ReadOpenAPI(api.Body))
		}
	}
	for api := range estate.All[*estate.HTTPAPI](engine.View()) {
		if !api.Body.IsAbsent() {
			out.add(api, access.ReadOpenAPI(api.Body))
		}
	}
	return out
}

func (x *documentIndex) add(api estate.Resource, doc access.OpenAPI) {
	var order []string
	parts := make(map[string][]access.Operation)
	for _, o := range doc.Operations {
		to := functionIn(o.URI)
		if o.Mock || to == "" && o.Authorized == value.Yes {
			continue
		}
		if parts[to] == nil {
			order = append(order, to)
		}
		parts[to] = append(parts[to], o)
	}
	for _, to := range order {
		part := doc
		part.Operations, part.Why = parts[to], ""
		if to == "" {
			part.Operations, part.Why = nil, "to which functions it leads cannot be told"
			x.unclear = append(x.unclear, documentPart{api, part})
		} else {
			x.of[to] = append(x.of[to], documentPart{api, part})
		}
	}
	if doc.Why != "" {
		doc.Operations = nil
		x.unclear = append(x.unclear, documentPart{api, doc})
	}
}

// functionIn returns the ARN of the function, without its qualifier, that an
// integration's URI names: arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/ARN/invocations;
// "-" for a URI that names no function, "" for one of which that cannot be told.
func functionIn(uri value.Text) string {
	text := uri.Inline()
	_, rest, path := strings.Cut(text, "/functions/")
	arn, _, whole := strings.Cut(rest, "/invocations")
	switch {
	case strings.Contains(text, "stageVariables"):
		return ""
	case !path || !whole:
		if _, literal := uri.Literal(); literal && text != "" {
			return "-"
		}
		return ""
	}
	if parts := strings.Split(arn, ":"); len(parts) > 7 {
		return strings.Join(parts[:7], ":")
	}
	return arn
}
