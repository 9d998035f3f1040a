package report

import (
	"maps"
	"slices"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/value"
)

// connectors are the kinds that only tie a function to what calls it: in their
// place stands what they refer to besides the function.
var connectors = map[estate.Kind]bool{
	"event_source_mapping": true, "function_policy": true, "event_target": true, "api_integration": true,
	"log_subscription": true, "subscription": true, "bucket_notification": true, "target_group_attachment": true,
}

// callers are the kinds that call functions by themselves.
var callers = map[estate.Kind]bool{
	"function_url": true, "schedule": true, "pipe": true, "state_machine": true, "user_pool": true, "distribution": true,
	"graphql_data_source": true, "authorizer": true, "target_group": true, "listener": true, "event_rule": true, "http_api": true,
	"rest_api": true, "websocket_api": true, "secret_rotation": true, "iot_rule": true, "mail_rule": true, "log_subscription": true,
}

// stores are the kinds that a function may be given to work on.
var stores = map[estate.Kind]bool{
	"table": true, "bucket": true, "queue": true, "topic": true, "stream": true, "firehose": true, "event_bus": true, "state_machine": true,
	"secret": true, "parameter": true, "database": true, "cache": true, "file_system": true, "access_point": true,
	"search_domain": true, "kafka_cluster": true, "broker": true, "function": true, "user_pool": true, "repository": true,
}

// A wiring is what is around one function.
type wiring struct {
	function *estate.Function
	role     string
	open     value.Answer // anyone may call it
	triggers []tie
	reaches  []tie
}

// A tie is a resource at one end of a line of the map.
type tie struct {
	to      estate.Resource
	granted bool // a policy of the role names it, and nothing wires it
}

// wirings returns what is around each function, in the estate's order; of the
// views of one function, of the foremost.
func (p *page) wirings() []wiring {
	view := p.a.Estate.In(nil)
	engine := p.engine()
	var out []wiring
	for _, r := range p.a.Estate.Resources() {
		f, ok := r.(*estate.Function)
		if !ok || p.a.Estate.Foremost(r) != r {
			continue
		}
		if seen, ok := view.See(f).(*estate.Function); ok {
			f = seen
		}
		w := wiring{function: f}
		w.open, _ = engine.OpenToAnyone(f)
		p.triggers(view, f, &w, make(map[estate.Resource]bool))
		p.reaches(view, engine, f, &w)
		out = append(out, w)
	}
	return out
}

// triggers notes what calls r, which is the function, or an alias or version of
// it.
func (p *page) triggers(view *estate.View, r estate.Resource, w *wiring, met map[estate.Resource]bool) {
	if met[r] {
		return
	}
	met[r] = true
	for _, l := range view.Incoming(r) {
		kind := l.From.Head().Kind()
		switch {
		case kind == "alias" || kind == "function_version":
			p.triggers(view, l.From, w, met)
		case connectors[kind]:
			for _, other := range view.Outgoing(l.From) {
				if k := other.To.Head().Kind(); k != "function" && k != "alias" && k != "function_version" && (callers[k] || stores[k] || k == "log_group" || k == "load_balancer") {
					w.note(&w.triggers, other.To, false)
				}
			}
		case callers[kind]:
			w.note(&w.triggers, l.From, false)
		}
	}
}

// reaches notes what the function is wired to, then what its role's policies
// name besides.
func (p *page) reaches(view *estate.View, engine *access.Engine, f *estate.Function, w *wiring) {
	for _, l := range view.Outgoing(f) {
		if l.As == f.Role.Attribute() {
			w.role = l.To.Head().Name()
		}
		if stores[l.To.Head().Kind()] && l.As != f.ImageURI.Attribute() {
			w.note(&w.reaches, l.To, false)
		}
	}
	variables, _ := f.Environment.Get()
	for _, v := range variables {
		if r := named(view, f, v.Value); r != nil {
			w.note(&w.reaches, r, false)
		}
	}
	role, reach := estate.Find[*estate.Role](view, f, f.Role)
	if reach != estate.Here {
		return
	}
	for _, s := range engine.Of(role).Statements() {
		if s.Resources.Not {
			continue
		}
		for _, e := range s.Resources.List {
			if r := granted(view, f, e.Text); r != nil {
				w.note(&w.reaches, r, true)
			}
		}
	}
}

func (w *wiring) note(list *[]tie, r estate.Resource, granted bool) {
	if r.Head() == w.function.Head() || slices.ContainsFunc(*list, func(t tie) bool { return t.to.Head() == r.Head() }) {
		return
	}
	// What a function reads from an event source is wired to it.
	if granted && slices.ContainsFunc(w.triggers, func(t tie) bool { return t.to.Head() == r.Head() }) {
		return
	}
	*list = append(*list, tie{r, granted})
}

// storeKinds are the kinds of stores, in an order.
var storeKinds = slices.Sorted(maps.Keys(stores))

// byName are the kinds of stores that code reaches by a plain name. Others are
// reached by an ARN or a URL: a variable with the name of a queue may well be
// about something else.
var byName = []estate.Kind{"table", "bucket", "secret", "parameter", "stream", "firehose", "event_bus"}

// named returns the store that a variable names.
func named(view *estate.View, near estate.Resource, v value.Value[value.Text]) estate.Resource {
	text, ok := v.Get()
	if !ok {
		return nil
	}
	if s, literal := text.Literal(); literal && !strings.Contains(s, ":") {
		return view.Named(near, text, byName...)
	}
	return view.Named(near, text, storeKinds...)
}

// granted returns the store whose ARN, or the ARN of a part of it, a statement
// names.
func granted(view *estate.View, near estate.Resource, arn value.Text) estate.Resource {
	if r := view.Named(near, arn, storeKinds...); r != nil {
		return r
	}
	for _, part := range []string{"/index/*", "/*", ":*", "*"} {
		if whole, ok := strings.CutSuffix(arn.Inline(), part); ok {
			return view.Named(near, value.Inline(whole), storeKinds...)
		}
	}
	return nil
}
