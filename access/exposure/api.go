package exposure

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/reason"
	"bailiwick/value"
)

// methods returns who can call a REST API: by its policy, if it has one, and by
// methods without authorization.
func methods(e *access.Engine, api *estate.RestAPI) []Exposure {
	switch private(api) {
	case value.Yes:
		return nil // it is reached through VPC endpoints only
	case value.CannotTell:
		return []Exposure{unsure(api, nil, "it is not known whether the API is private", api.Block)}
	}
	var out []Exposure
	view := e.View()
	list := estate.Companions[*estate.APIMethod](view, api, "")
	found, _ := list.Get()
	for _, m := range found {
		if x, open := endpoint(api, m, m.Authorization, verb(m)); open && !mock(view, m) {
			out = append(out, x)
		}
	}
	if list.Partial() {
		out = append(out, unsure(api, nil, "there may be more methods: "+list.Reason(), api.Block))
	}
	out = append(out, document(api, api.Body)...)
	return bounded(e, api, out)
}

// bounded drops what the API's policy keeps from anonymous callers.
func bounded(e *access.Engine, api *estate.RestAPI, list []Exposure) []Exposure {
	t, ok := e.Target(api)
	if !ok || len(list) == 0 || t.Policies.Resource.IsNone() {
		return list
	}
	reach := t.Reach(reason.Anonymous)
	switch reach.Answer.Verdict {
	case reason.No:
		return nil
	case reason.Outside:
		return []Exposure{unsure(api, nil, "the policy of the API: "+reach.Answer.Why, api.Block)}
	}
	for i := range list {
		list[i].Within = reach.Within
		if list[i].Verdict == reason.Yes {
			list[i].Witness = reach.Answer.Witness
			list[i].Facts = append(list[i].Facts, t.Fact(reach.Answer.Witness.Decision.By))
		}
	}
	return list
}

// routes returns who can call an HTTP or WebSocket API: by routes without
// authorization.
func routes(e *access.Engine, api estate.Resource) []Exposure {
	var out []Exposure
	list := estate.Companions[*estate.APIRoute](e.View(), api, "")
	found, _ := list.Get()
	for _, r := range found {
		key, _ := r.RouteKey.Get()
		if x, open := endpoint(api, r, r.Authorization, key.String()); open {
			out = append(out, x)
		}
	}
	if list.Partial() {
		out = append(out, unsure(api, nil, "there may be more routes: "+list.Reason(), api.Head().Block))
	}
	if h, ok := api.(*estate.HTTPAPI); ok {
		if !h.Target.IsAbsent() {
			x := Exposure{Of: api, Callers: reason.Anonymous, Verdict: reason.Yes, What: "calls the API without authorization"}
			x.Facts = []access.Fact{access.Known("target", "an open route to it", h.Target.Origin())}
			out = append(out, x)
		}
		out = append(out, document(api, h.Body)...)
	}
	return out
}

// endpoint decides one method or route by its authorization; false if callers
// are authorised.
func endpoint(api, by estate.Resource, authorization value.Value[value.Text], what string) (Exposure, bool) {
	x := Exposure{Of: api, Through: by, Callers: reason.Anonymous}
	text, ok := authorization.Get()
	switch {
	case authorization.IsAbsent(), ok && text.Is("NONE") == value.Yes:
		x.Verdict, x.What = reason.Yes, "calls "+what+" without authorization"
		x.Facts = []access.Fact{access.Known("authorization", "NONE", origin(authorization.Origin(), by))}
	case !ok || text.Is("NONE") == value.CannotTell:
		x = unsure(api, by, "the authorization of "+what+" is not known", by.Head().Block)
	default:
		return x, false
	}
	return x, true
}

// document returns the open operations of an OpenAPI document.
func document(api estate.Resource, body value.Value[value.Any]) []Exposure {
	if body.IsAbsent() {
		return nil
	}
	read := access.ReadOpenAPI(body)
	var out []Exposure
	for _, o := range read.Operations {
		x := Exposure{Of: api, Callers: reason.Anonymous}
		switch {
		case o.Authorized == value.Yes || o.Mock:
			continue
		case o.Authorized == value.No:
			x.Verdict, x.What = reason.Yes, "calls "+o.Method+" "+o.Path+" without authorization"
			x.Facts = []access.Fact{access.Known("security", "none", origin(o.At, api))}
		default:
			x = unsure(api, nil, o.Method+" "+o.Path+": "+o.Why, origin(o.At, api))
		}
		out = append(out, x)
	}
	if read.Why != "" {
		out = append(out, unsure(api, nil, "the document of the API: "+read.Why, body.Origin()))
	}
	return out
}

func unsure(api, by estate.Resource, why string, at value.Origin) Exposure {
	return Exposure{
		Of: api, Through: by, Callers: reason.Anonymous, Why: why,
		Facts: []access.Fact{access.Unread("authorization", why, at)},
	}
}

func origin(at value.Origin, by estate.Resource) value.Origin {
	if at == 0 {
		return by.Head().Block
	}
	return at
}

// verb names a method for people.
func verb(m *estate.APIMethod) string {
	text, ok := m.Method.Get()
	if !ok {
		return m.Address
	}
	return text.String() + " of " + m.Address
}

// mock reports whether API Gateway itself answers the method.
func mock(view *estate.View, m *estate.APIMethod) bool {
	found, _ := m.IntegrationsOf(view).Get()
	for _, i := range found {
		if t, ok := i.Type.Get(); ok && t.Is("MOCK") == value.Yes {
			return true
		}
	}
	return false
}

// private tells whether a REST API is reached through VPC endpoints only.
func private(api *estate.RestAPI) value.Answer {
	types, known := api.Endpoints.Get()
	if api.Endpoints.IsAbsent() || known && len(types) == 0 && !api.Endpoints.Partial() {
		return value.No
	}
	answer := value.Yes
	if !known || api.Endpoints.Partial() {
		answer = value.CannotTell
	}
	for _, t := range types {
		text, ok := t.Get()
		is := value.CannotTell
		if ok {
			is = text.Is("PRIVATE")
		}
		answer = value.Both(answer, is)
	}
	return answer
}
