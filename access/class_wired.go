package access

import (
	"slices"
	"strings"

	"bailiwick/estate"
	"bailiwick/value"
)

// wiredTo returns what a resource that is no store is wired to, nearest first,
// and an unknown fact where there may be more.
//
// What is named and declared by nothing that was read counts as a store of which
// nobody has stated anything: it is in beyond.
func (e *Engine) wiredTo(r estate.Resource) (to []estate.Resource, gap, beyond Fact) {
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
	case *estate.BackupPlan:
		w.backups(estate.Companions[*estate.BackupSelection](e.view, k, ""))
	case *estate.BackupSelection:
		w.selection(k)
	case *estate.RestAPI, *estate.HTTPAPI, *estate.WebSocketAPI, *estate.GraphQLAPI:
		w.api()
	default:
		w.entry(r)
	}
	return w.to, w.gap, w.beyond
}

// A wiring collects what one resource is wired to.
type wiring struct {
	engine *Engine
	of     estate.Resource
	to     []estate.Resource
	has    map[estate.Resource]bool // what is in to, and the resource itself
	gap    Fact                     // why there may be more
	beyond Fact                     // what is named, and nothing declares
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
		case namesCode(l.As):
		case isStore(l.To):
			w.add(l.To)
		case l.To.Head().Kind() == "access_point":
			w.entry(l.To)
		}
	}
	w.loose(f, func(k estate.Kind) bool { return storeKinds[k] || k == "access_point" })
	for _, connectors := range functionConnectors {
		list := connectors(v, f)
		found, _ := list.Get()
		for _, r := range found {
			if isStore(r) {
				w.add(r)
			} else {
				w.entry(r)
			}
		}
		if list.Partial() {
			w.hides(list.Reason())
		}
	}
}

// functionConnectors list what only ties a function to others, and the stores
// that call it themselves, by kind.
var functionConnectors = []func(*estate.View, estate.Resource) value.Value[[]estate.Resource]{
	user[*estate.EventSourceMapping], user[*estate.EventInvokeConfig], user[*estate.Subscription], user[*estate.BucketNotification],
	user[*estate.Pipe], user[*estate.EventTarget], user[*estate.EventRule], user[*estate.IoTRule], user[*estate.MailRule],
	user[*estate.LogSubscription], user[*estate.Firehose], user[*estate.UserPool],
}

// namesCode reports whether the attribute says where code or a definition comes
// from, which is no data of the resource's own.
func namesCode(attribute string) bool {
	return strings.HasPrefix(attribute, "s3_bucket") || strings.HasPrefix(attribute, "Code.") || strings.Contains(attribute, "S3Location")
}

// loose notes the references of a resource to one of the kinds that cannot be
// followed.
func (w *wiring) loose(r estate.Resource, leads func(estate.Kind) bool) {
	for l := range w.engine.view.Loose(r) {
		if !slices.ContainsFunc(l.Kinds, leads) || namesCode(l.Attribute) {
			continue
		}
		text, ok := l.Ref.Get()
		if !ok {
			w.hides("of the " + r.Head().Kind().Noun(1) + " " + r.Head().Name() + ", " + l.Attribute + ": " + name(l.Ref.Reason(), "it is not known"))
		} else if _, literal := text.Literal(); !literal {
			w.hides("of the " + r.Head().Kind().Noun(1) + " " + r.Head().Name() + ", " + l.Attribute + " is " + text.String())
		} else if !w.beyond.IsUnknown() && !isOutsideAWS(text.String()) {
			w.beyond = Unread("data class", "nobody has stated what is in "+text.String()+", which nothing that was read declares", l.Ref.Origin())
		}
	}
}

// isOutsideAWS reports whether what is referred to is the address of a person
// or of a server.
func isOutsideAWS(s string) bool {
	return strings.Contains(s, "@") || strings.HasPrefix(s, "+") || strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

// entry adds the stores, the functions and the entries that a resource leads
// to.
func (w *wiring) entry(r estate.Resource) {
	leads := func(k estate.Kind) bool {
		switch k {
		case "function", "alias", "function_version", "web_function", "function_url", "api_integration":
			return true
		case "rest_api", "http_api", "websocket_api":
			return !isPartOfAPI(r)
		}
		return storeKinds[k]
	}
	for _, l := range w.engine.view.Outgoing(r) {
		switch k := l.To.Head().Kind(); {
		case namesCode(l.As):
		case leads(k), k == "secret", k == "parameter", k == "log_group":
			w.add(l.To)
		}
	}
	w.loose(r, leads)
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
	for _, writers := range logWriters {
		w.addAll(writers(v, g))
	}
}

// logWriters list what writes to a log group that names it, by kind.
var logWriters = []func(*estate.View, estate.Resource) value.Value[[]estate.Resource]{
	user[*estate.APIStage], user[*estate.StateMachine], user[*estate.Pipe], user[*estate.MicroVMImage], user[*estate.WebFunctionRevision],
}

// api adds what the parts of an API lead to.
func (w *wiring) api() {
	for _, parts := range apiParts {
		list := parts(w.engine.view, w.of)
		found, _ := list.Get()
		for _, r := range found {
			w.entry(r)
		}
		if list.Partial() {
			w.hides(list.Reason())
		}
	}
	w.entry(w.of)
}

// apiParts list the parts of an API that lead somewhere, by kind.
var apiParts = []func(*estate.View, estate.Resource) value.Value[[]estate.Resource]{
	user[*estate.APIIntegration], user[*estate.APIRoute], user[*estate.GraphQLDataSource],
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
	user[*estate.Function], user[*estate.BackupVault], user[*estate.Broker], user[*estate.UserPool], user[*estate.TableReplica],
	user[*estate.Archive], user[*estate.Pipe], user[*estate.StateMachine], user[*estate.WebFunction], user[*estate.EventSourceMapping],
	user[*estate.Trail], user[*estate.EventDataStore], user[*estate.MailRule], user[*estate.BucketObject],
}

// user lists the resources of a kind that refer to the resource.
func user[K estate.Resource](v *estate.View, of estate.Resource) value.Value[[]estate.Resource] {
	return asResources(estate.Companions[K](v, of, ""))
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
