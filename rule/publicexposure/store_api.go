package publicexposure

import (
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/rule"
	"bailiwick/value"
)

// This file finds which integrations of APIs call a service themselves, and
// whether they reach a store: by what the request names, and by what the role
// may do that it is made with (API Gateway Developer Guide, "Set up an
// integration request in API Gateway").

// A direct call is what an integration asks of a service.
type direct struct {
	by      *estate.APIIntegration
	service string // "" if it is not known
	action  string // "" if it goes by the path
}

// directIndex are the integrations that call a service.
type directIndex []direct

func directsOf(engine *access.Engine) directIndex {
	var out directIndex
	for i := range estate.All[*estate.APIIntegration](engine.View()) {
		if d, ok := directOf(i); ok {
			out = append(out, d)
		}
	}
	return out
}

// directOf returns what an integration asks, false of one that calls no service
// but a function or a server.
func directOf(i *estate.APIIntegration) (direct, bool) {
	d := direct{by: i}
	if is(i.Type, "MOCK", "HTTP", "HTTP_PROXY") == value.Yes {
		return d, false
	}
	if !i.Subtype.IsAbsent() {
		text, _ := i.Subtype.Get()
		name, action, _ := strings.Cut(text.Inline(), "-")
		if _, literal := text.Literal(); literal {
			d.service, d.action = strings.ToLower(name), action
			if name == "StepFunctions" {
				d.service = "states"
			}
		}
		return d, true
	}
	uri, known := i.URI.Get()
	if !known {
		return d, !i.URI.IsAbsent()
	}
	return directTo(d, uri)
}

// directTo returns what a URI of the form
// arn:aws:apigateway:REGION:SERVICE:action/NAME or :path/… asks.
func directTo(d direct, uri value.Text) (direct, bool) {
	arn, ok := policy.ParseARN(uri)
	if !ok || arn.Service.Is("apigateway") != value.Yes {
		_, literal := uri.Literal()
		return d, !literal && uri.LiteralPrefix() == ""
	}
	service, literal := arn.Account.Literal()
	if !literal {
		return d, true
	}
	d.service = service[strings.LastIndexByte(service, '.')+1:]
	if name, is := strings.CutPrefix(arn.Resource.Inline(), "action/"); is {
		d.action = name
	}
	return d, d.service != "lambda"
}

// integrations judges the methods and routes whose integration calls the
// service of the store.
func (e *entries) integrations(kind store, arn value.Text) {
	for _, d := range access.Kept(e.in.Access, directsOf) {
		if d.service != "" && d.service != kind.service || estate.Shares(d.by, e.of) == value.No {
			continue
		}
		reaches, facts := e.reaches(d, kind, arn)
		if reaches == value.No {
			continue
		}
		e.called = true
		way := entries{in: e.in, of: e.of}
		way.integration(d.by)
		if e.hidden == "" {
			e.hidden = way.hidden
		}
		e.closed = append(e.closed, way.closed...)
		for _, open := range way.open {
			if reaches == value.Yes {
				open.outcome.Facts = append(open.outcome.Facts[:len(open.outcome.Facts):len(open.outcome.Facts)], facts...)
				e.open = append(e.open, open)
			} else {
				e.elsewhere(open.by, "it is open, and whether the integration "+d.by.Address+" behind it reaches this cannot be told")
			}
		}
		e.unsure = append(e.unsure, way.unsure...)
	}
}

// reaches tells whether a call of an API reaches the store.
func (e *entries) reaches(d direct, kind store, arn value.Text) (value.Answer, []rule.Fact) {
	named := e.names(d)
	if named == value.No {
		return value.No, nil
	}
	i := d.by
	text, set := i.Credentials.Get()
	if set && strings.HasSuffix(text.Inline(), ":iam::*:user/*") {
		return value.No, nil // the caller's own credentials
	}
	role, reach := estate.Find[*estate.Role](e.in.Estate, i, i.Credentials)
	if reach != estate.Here {
		return value.CannotTell, nil
	}
	h, ok := e.in.Access.Holder(role)
	if !ok {
		return value.CannotTell, nil
	}
	actions := kind.actions
	if d.action != "" {
		actions = []string{kind.service + ":" + d.action}
	}
	account, _ := e.of.Head().Account.Get()
	a := h.May(account, actions, arn, value.Join(arn, value.Literal("/*")))
	switch {
	case a.Verdict == reason.No:
		return value.No, nil
	case a.Verdict == reason.Yes && named == value.Yes && d.service != "" && i.Exists() == value.Yes:
		return value.Yes, []rule.Fact{h.Fact(a.Witness.Decision.By), access.Known("integration", i.Head().Address, i.Block)}
	}
	return value.CannotTell, nil
}

// names tells whether what a call is made of names the store.
func (e *entries) names(d direct) value.Answer {
	for _, l := range e.in.Estate.Outgoing(d.by) {
		if l.To == e.of {
			return value.Yes
		}
	}
	name, ok := e.of.Head().NameText()
	if !ok {
		return value.CannotTell
	}
	answer := value.No
	if d.action != "" && d.by.Subtype.IsAbsent() {
		answer = value.CannotTell // the body decides, which may be the caller's
	}
	texts := []value.Value[value.Text]{d.by.URI}
	for _, list := range []value.Entries{d.by.RequestParameters, d.by.RequestTemplates} {
		entries, known := list.Get()
		if !known && !list.IsAbsent() || list.Partial() {
			answer = value.CannotTell
		}
		for _, entry := range entries {
			texts = append(texts, entry.Value)
		}
	}
	for _, v := range texts {
		text, known := v.Get()
		other := e.namedIn(d.by, text)
		switch {
		case known && hasWord(text.Inline(), name.Inline()) || other == e.of:
			return value.Yes
		case v.IsAbsent(), other != nil:
		case !known, text.Contains(name.Inline()) == value.CannotTell, byCaller(text):
			answer = value.CannotTell
		}
	}
	return answer
}

// namedIn returns the resource of the store's kind that a text is the name, URL or
// ARN of, or a part of its path; nil if there is none.
func (e *entries) namedIn(by estate.Resource, text value.Text) estate.Resource {
	kind := e.of.Head().Kind()
	if r := e.in.Estate.Named(by, text, kind); r != nil {
		return r
	}
	for part := range strings.SplitSeq(text.Inline(), "/") {
		if part == "" || byCaller(value.Inline(part)) {
			continue
		}
		if r := e.in.Estate.Named(by, value.Inline(part), kind); r != nil {
			return r
		}
	}
	return nil
}

// byCaller reports whether a part of a path or parameter is what the caller
// sends.
func byCaller(t value.Text) bool {
	return strings.ContainsAny(t.Inline(), "{$")
}

// hasWord reports whether a name stands in a text by itself, and not as a part
// of a longer one.
func hasWord(text, name string) bool {
	for from := 0; name != ""; {
		at := strings.Index(text[from:], name)
		if at < 0 {
			return false
		}
		start, end := from+at, from+at+len(name)
		if (start == 0 || !inName(text[start-1])) && (end == len(text) || !inName(text[end])) {
			return true
		}
		from = start + 1
	}
	return false
}

func inName(c byte) bool {
	return c == '-' || c == '_' || c == '.' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// operations judges the operations of OpenAPI documents that call the service of
// the store, of which it cannot be told in whose name.
func (e *entries) operations(kind store) {
	name, _ := e.of.Head().NameText()
	for _, d := range access.Kept(e.in.Access, openOperationsOf) {
		if estate.Shares(d.api, e.of) == value.No {
			continue
		}
		if d.part.Why != "" {
			e.elsewhere(d.api, d.part.Why)
		}
		for _, o := range d.part.Operations {
			to, calls := directTo(direct{}, o.URI)
			switch {
			case !calls || to.service != "" && to.service != kind.service:
			case to.service != "" && to.action == "" && !hasWord(o.URI.Inline(), name.Inline()) && !byCaller(o.URI) && o.URI.Contains(name.Inline()) == value.No:
			default:
				e.elsewhere(d.api, "whether "+o.Method+" "+o.Path+" of its document, which anyone may call, reaches this cannot be told")
			}
		}
	}
}

// openOperations are, of the APIs that are declared by a document, the operations
// of which it is not certain that a caller is authorised.
type openOperations []documentPart

func openOperationsOf(engine *access.Engine) openOperations {
	var out openOperations
	note := func(api estate.Resource, body value.Value[value.Any]) {
		if body.IsAbsent() {
			return
		}
		doc := access.ReadOpenAPI(body)
		part := access.OpenAPI{Why: doc.Why}
		for _, o := range doc.Operations {
			if !o.Mock && o.Authorized != value.Yes {
				part.Operations = append(part.Operations, o)
			}
		}
		if part.Why != "" || len(part.Operations) > 0 {
			out = append(out, documentPart{api, part})
		}
	}
	for api := range estate.All[*estate.RestAPI](engine.View()) {
		note(api, api.Body)
	}
	for api := range estate.All[*estate.HTTPAPI](engine.View()) {
		note(api, api.Body)
	}
	return out
}
