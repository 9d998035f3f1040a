package access

import (
	"strings"

	"bailiwick/estate"
	"bailiwick/value"
)

// wiredTo returns what a resource that is no store is wired to, nearest first,
// and an unknown fact where there may be more.
func (e *Engine) wiredTo(r estate.Resource) ([]estate.Resource, Fact) {
	w := &wiring{engine: e, of: r, has: map[estate.Resource]bool{r: true}}
	switch k := r.(type) {
	case *estate.Function:
		w.function(k)
	case *estate.Key, *estate.KeyAlias:
		for _, users := range keyUsers {
			w.addAll(users(e.view, r))
		}
	case *estate.LogGroup:
		w.logGroup(k)
	case *estate.Role:
		w.addAll(asResources(e.FunctionsOf(k)))
	case *estate.Distribution:
		w.distribution(k)
	case *estate.RestAPI, *estate.HTTPAPI, *estate.WebSocketAPI, *estate.GraphQLAPI:
		w.api()
	default:
		w.entry(r)
	}
	return w.to, w.gap
}

// A wiring collects what one resource is wired to.
type wiring struct {
	engine *Engine
	of     estate.Resource
	to     []estate.Resource
	has    map[estate.Resource]bool // what is in to, and the resource itself
	gap    Fact
}

func (w *wiring) add(r estate.Resource) {
	if !w.has[r] {
		w.has[r] = true
		w.to = append(w.to, r)
	}
}

func (w *wiring) addAll(list value.Value[[]estate.Resource]) {
	found, ok := list.Get()
	for _, r := range found {
		w.add(r)
	}
	if !ok || list.Partial() {
		w.hides(list.Reason())
	}
}

func (w *wiring) hides(why string) {
	if !w.gap.IsUnknown() {
		w.gap = Unread("data class", "what the "+w.of.Head().Kind().Noun(1)+" "+w.of.Head().Name()+" is wired to may hide: "+why, w.of.Head().Block)
	}
}

// function adds what the environment names, what the function mounts, and what
// calls it or is called by it.
func (w *wiring) function(f *estate.Function) {
	v := w.engine.view
	variables, _ := f.Environment.Get()
	for _, variable := range variables {
		for _, find := range storeFinders {
			if r, ok := find(v, f, variable.Value); ok {
				w.add(r)
			}
		}
	}
	if open := openVariables(f); len(open) > 0 {
		w.hides(open[0].Attribute() + ": " + name(open[0].Reason(), "it may name any store"))
	}
	for _, l := range v.Outgoing(f) {
		switch {
		case strings.HasPrefix(l.As, "s3_bucket"), strings.HasPrefix(l.As, "Code."):
			// The bucket that the code comes from holds no data of the function's.
		case isStore(l.To):
			w.add(l.To)
		case l.To.Head().Kind() == "access_point":
			w.entry(l.To)
		}
	}
	for _, l := range v.Incoming(f) {
		if isConnector(l.From) {
			w.entry(l.From)
		}
	}
	for _, list := range []value.Value[[]estate.Resource]{
		asResources(f.EventSourceMappings(v)), asResources(f.EventInvokeConfigs(v)),
		asResources(estate.Companions[*estate.Subscription](v, f, "")), asResources(estate.Companions[*estate.BucketNotification](v, f, "")),
	} {
		if list.Partial() {
			w.hides(list.Reason())
		}
	}
}

// entry adds the stores, the functions and the entries that a resource leads
// to.
func (w *wiring) entry(r estate.Resource) {
	for _, l := range w.engine.view.Outgoing(r) {
		switch l.To.Head().Kind() {
		case "function", "alias", "function_version", "web_function", "function_url", "api_integration", "secret", "parameter", "log_group":
			w.add(l.To)
		case "rest_api", "http_api", "websocket_api":
			if !isPartOfAPI(r) {
				w.add(l.To)
			}
		default:
			if isStore(l.To) {
				w.add(l.To)
			}
		}
	}
}

// logGroup adds the functions that write to the group, by its name or because
// they name it, and what else does.
func (w *wiring) logGroup(g *estate.LogGroup) {
	v := w.engine.view
	if text, ok := g.Name.Get(); ok {
		if rest, ok := strings.CutPrefix(text.Inline(), "/aws/lambda/"); ok {
			f, reach := estate.Find[*estate.Function](v, g, value.Known(value.Inline(rest), g.Name.Origin()))
			if reach == estate.Here {
				w.add(f)
			}
		}
	} else {
		w.hides(g.Name.Reason())
	}
	w.addAll(asResources(estate.Companions[*estate.Function](v, g, "logging_config.log_group|LoggingConfig.LogGroup")))
	for _, l := range v.Incoming(g) {
		switch l.From.Head().Kind() {
		case "api_stage", "state_machine", "pipe", "microvm_image", "web_function_revision":
			w.add(l.From)
		}
	}
}

// api adds what the parts of an API lead to.
func (w *wiring) api() {
	v := w.engine.view
	for _, l := range v.Incoming(w.of) {
		switch l.From.Head().Kind() {
		case "api_integration", "api_route", "graphql_data_source":
			w.entry(l.From)
		}
	}
	w.entry(w.of)
	if list := estate.Companions[*estate.APIIntegration](v, w.of, ""); list.Partial() {
		w.hides(list.Reason())
	}
}

// distribution adds the origins of a distribution and the functions at its edge.
func (w *wiring) distribution(d *estate.Distribution) {
	w.entry(d)
	origins, known := d.Origins.Get()
	if !known && !d.Origins.IsAbsent() || d.Origins.Partial() {
		w.hides("its origins are not all known")
	}
	for _, o := range origins {
		found := false
		for _, find := range originFinders {
			if r, ok := find(w.engine.view, d, o.Domain); ok {
				w.add(r)
				found = true
			}
		}
		if !found {
			w.hides("nothing that was read is the origin " + o.Domain.Or(value.Literal("of a domain that is not known")).String())
		}
	}
}

// originFinders find what a domain of an origin may be, by kind.
var originFinders = []func(*estate.View, estate.Resource, value.Value[value.Text]) (estate.Resource, bool){
	finder[*estate.Bucket], finder[*estate.FunctionURL], finder[*estate.RestAPI], finder[*estate.HTTPAPI], finder[*estate.WebSocketAPI], finder[*estate.WebFunction],
}

// isPartOfAPI reports whether the resource is one of the ways through an API, so
// that what lies behind the others does not pass it.
func isPartOfAPI(r estate.Resource) bool {
	switch r.Head().Kind() {
	case "api_route", "api_integration", "api_method", "api_resource":
		return true
	}
	return false
}

// isConnector reports whether the resource only ties a function to others.
func isConnector(r estate.Resource) bool {
	switch r.Head().Kind() {
	case "event_source_mapping", "event_invoke_config", "subscription", "bucket_notification", "pipe", "event_target", "event_rule", "iot_rule", "mail_rule":
		return true
	}
	return false
}

// storeFinders find what a variable may name, by kind.
var storeFinders = []func(*estate.View, estate.Resource, value.Value[value.Text]) (estate.Resource, bool){
	finder[*estate.Table], finder[*estate.Bucket], finder[*estate.DirectoryBucket], finder[*estate.Queue], finder[*estate.Topic],
	finder[*estate.Stream], finder[*estate.Firehose], finder[*estate.EventBus], finder[*estate.Database], finder[*estate.Cache],
	finder[*estate.SearchDomain], finder[*estate.FileSystem], finder[*estate.KafkaCluster], finder[*estate.Secret], finder[*estate.Parameter],
}

func finder[K estate.Resource](v *estate.View, near estate.Resource, ref value.Value[value.Text]) (estate.Resource, bool) {
	k, reach := estate.Find[K](v, near, ref)
	return k, reach == estate.Here
}

// keyUsers list what is encrypted under a key or alias, by kind.
var keyUsers = []func(*estate.View, estate.Resource) value.Value[[]estate.Resource]{
	user[*estate.KeyAlias], user[*estate.Table], user[*estate.BucketEncryptionConfiguration], user[*estate.Queue], user[*estate.Topic],
	user[*estate.Stream], user[*estate.Firehose], user[*estate.EventBus], user[*estate.Database], user[*estate.Cache], user[*estate.SearchDomain],
	user[*estate.FileSystem], user[*estate.KafkaCluster], user[*estate.Secret], user[*estate.Parameter], user[*estate.LogGroup],
	user[*estate.Function], user[*estate.BackupVault],
}

func user[K estate.Resource](v *estate.View, key estate.Resource) value.Value[[]estate.Resource] {
	return asResources(estate.Companions[K](v, key, ""))
}

// asResources returns the list as one of resources of any kind.
func asResources[K estate.Resource](list value.Value[[]K]) value.Value[[]estate.Resource] {
	return value.Map(list, func(found []K) []estate.Resource {
		out := make([]estate.Resource, len(found))
		for i, k := range found {
			out[i] = k
		}
		return out
	})
}
