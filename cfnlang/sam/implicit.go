package sam

import (
	"fmt"
	"slices"
	"strings"

	"bailiwick/cfnlang"
)

// managed marks an API whose document SAM writes.
const managed = "__MANAGE_SWAGGER"

// An api is an AWS::Serverless::Api or HttpApi, which events write into.
type api struct {
	id      string
	http    bool
	managed bool
	editor  *editor // of the document, nil until it is edited
	// properties are those of the resource before Globals are merged
	properties *Node
	// conditions are those of the functions behind each path, "" if one has none
	conditions map[string][]string
	policies   [2][]string // DeletionPolicy and UpdateReplacePolicy of the functions
}

// findAPIs finds the APIs, gives those without a document one, and makes the
// implicit ones of events that name no API.
func (t *transform) findAPIs() {
	for _, id := range t.ids {
		switch textOf(get(t.resources[id], "Type")) {
		case prefix + "Api":
			t.addAPI(id, false)
		case prefix + "HttpApi":
			t.addAPI(id, true)
		}
	}
	t.implicit("ServerlessRestApi", "Api", false)
	t.implicit("ServerlessHttpApi", "HttpApi", true)
}

func (t *transform) addAPI(id string, http bool) {
	properties := get(t.resources[id], "Properties")
	a := &api{id: id, http: http, properties: properties, conditions: map[string][]string{}}
	t.apis[id] = a
	if !given(get(properties, "DefinitionBody")) && !given(get(properties, "DefinitionUri")) {
		a.managed = true
		a.editor = t.skeleton(t.placeOf(id), http)
		properties.Set(managed, placeOf(properties).Node(true))
		properties.Set("DefinitionBody", a.editor.doc)
	}
}

// implicit enters the paths of events into the APIs that they name, and makes
// the API of those that name none.
func (t *transform) implicit(id, kind string, http bool) {
	existing := t.apis[id]
	var own *api
	var first *Node
	tags := cfnlang.NewMap(0)
	for _, holder := range slices.Clone(t.ids) {
		n := t.resources[holder]
		if c := textOf(get(n, "Type")); c != prefix+"Function" && c != prefix+"StateMachine" {
			continue
		}
		events := get(n, "Properties", "Events")
		if !isMap(events) {
			continue
		}
		for i, e := range events.List {
			if textOf(get(e, "Type")) != kind {
				continue
			}
			ev := t.event(holder, events.Keys[i], e)
			path, method, to := textOf(ev.get("Path")), textOf(ev.get("Method")), referredAPI(ev.get(apiProperty(http)))
			if path == "" || method == "" || to == "" {
				continue
			}
			if to == id && own == nil {
				delete(t.apis, id)
				first = e
				own = &api{
					id: id, http: http, managed: true, properties: placeOf(e).Object(),
					conditions: map[string][]string{}, editor: t.skeleton(placeOf(e), http),
				}
				t.apis[id] = own
			}
			t.addEvent(ev, n, path, method, to)
			if get(get(e, "Properties"), apiProperty(http)) == nil {
				t.passTags(n, tags)
			}
		}
	}
	if own != nil && len(own.editor.paths.list) > 0 {
		t.enterImplicit(own, first, tags)
	} else if existing != nil {
		t.apis[id] = existing
	}
	t.pathConditions(http)
}

func apiProperty(http bool) string {
	if http {
		return "ApiId"
	}
	return "RestApiId"
}

// referredAPI returns the logical id of an API that is named or referred to.
func referredAPI(n *Node) string {
	if function, argument, _ := n.Call(); function == "Ref" {
		return textOf(argument)
	}
	return textOf(n)
}

// addEvent enters the path of an event into its API.
func (t *transform) addEvent(e *event, holder *Node, path, method, to string) {
	a := t.apis[to]
	if a == nil {
		return
	}
	condition := textOf(get(holder, "Condition"))
	if !slices.Contains(a.conditions[path], condition) {
		a.conditions[path] = append(a.conditions[path], condition)
	}
	a.policies[0] = append(a.policies[0], textOf(get(holder, "DeletionPolicy")))
	a.policies[1] = append(a.policies[1], textOf(get(holder, "UpdateReplacePolicy")))
	if a.managed {
		a.editor.addPath(e.place, path, method)
	}
	if settings := get(e.properties, "RouteSettings"); a.http && isMap(settings) {
		t.routeSettings(e, a, path, method, condition, settings)
	}
}

// routeSettings gives an API the settings that an event has for its route.
func (t *transform) routeSettings(e *event, a *api, path, method, condition string, settings *Node) {
	route := strings.ToUpper(method) + " " + path
	if method == anyMethod {
		route = path
	}
	if condition != "" {
		settings = e.If(condition, settings, nil)
	}
	all := get(a.properties, "RouteSettings")
	if isMap(all) {
		all = shallow(all)
	} else {
		all = e.Object()
	}
	a.properties.Set("RouteSettings", all.Set(route, t.merge(get(all, route), settings)))
}

// passTags gives an implicit API the tags that a function hands on.
func (t *transform) passTags(holder, tags *Node) {
	section := t.globals(textOf(get(holder, "Type")))
	passes := given(get(holder, "Properties", "PropagateTags")) || given(get(section, "PropagateTags"))
	own := get(holder, "Properties", "Tags")
	if !given(own) {
		own = get(section, "Tags")
	}
	if !passes || !isMap(own) || !given(own) {
		return
	}
	for i, k := range own.Keys {
		tags.Set(k.Name, own.List[i])
	}
}

// enterImplicit makes the resource of an implicit API.
func (t *transform) enterImplicit(a *api, first, tags *Node) {
	p := placeOf(first)
	properties, kind := a.properties, "HttpApi"
	if !a.http {
		kind = "Api"
		properties.Set("StageName", p.Node("Prod"))
	}
	properties.Set("DefinitionBody", a.editor.doc).Set(managed, p.Node(true))
	if len(tags.Keys) > 0 {
		properties.Set("Tags", tags).Set("PropagateTags", p.Node(true))
	}
	n := p.Object("Type", prefix+kind, "Properties", properties)
	var all []string
	for _, conditions := range a.conditions {
		all = append(all, conditions...)
	}
	slices.Sort(all)
	if all = slices.Compact(all); len(all) > 0 && all[0] != "" {
		name := all[0]
		if len(all) > 1 {
			name = a.id + "Condition"
			t.combine(p, all, name)
		}
		n.Set("Condition", p.Node(name))
	}
	for i, attribute := range []string{"DeletionPolicy", "UpdateReplacePolicy"} {
		for _, policy := range []string{"Retain", "Snapshot", "Delete"} {
			if slices.Contains(a.policies[i], policy) && (i == 1 || policy != "Snapshot") {
				n.Set(attribute, p.Node(policy))
				break
			}
		}
	}
	if t.resources[a.id] == nil {
		t.ids = append(t.ids, a.id)
	}
	t.resources[a.id] = n
}

// pathConditions makes each path conditional behind which no function is
// unconditional.
func (t *transform) pathConditions(http bool) {
	for _, id := range t.ids {
		a := t.apis[id]
		if a == nil || a.http != http || !a.managed {
			continue
		}
		for _, path := range a.editor.pathNames() {
			all := slices.Clone(a.conditions[path])
			if len(all) == 0 || slices.Contains(all, "") {
				continue
			}
			item := a.editor.paths.get(path)
			name := all[0]
			if len(all) > 1 {
				name = id + strings.NewReplacer("/", "SLASH", "{", "OB", "}", "CB").Replace(path) + "PathCondition"
				slices.Sort(all)
				t.combine(placeOf(item), all, name)
			}
			a.editor.paths.set(path, placeOf(item).If(name, item, nil))
		}
	}
}

// combine makes a condition that holds if any of several does; Fn::Or takes
// ten at most.
func (t *transform) combine(p place, names []string, name string) {
	names = slices.Clone(names)
	for more := (len(names) - 2) / 9; len(names) > 1; more-- {
		to := name
		if more > 0 {
			to = fmt.Sprint(name, more)
		}
		n := min(len(names), 10)
		or := p.List()
		for _, c := range names[:n] {
			or.List = append(or.List, p.Object("Condition", c))
		}
		names = append(names[n:], to)
		t.conditions.set(to, p.Object("Fn::Or", or))
	}
}

// openAPI makes the document of an API one of OpenAPI 3 if its properties ask
// for it.
func (a *api) openAPI(t *transform) {
	version := get(t.resources[a.id], "Properties", "OpenApiVersion")
	if a.http || !a.managed || !isVersion3(version) {
		return
	}
	get(t.resources[a.id], "Properties").Set("OpenApiVersion", placeOf(version).Node(version.Text))
	remove(a.editor.doc, "swagger")
	a.editor.doc.Set("openapi", placeOf(version).Node(version.Text))
}
