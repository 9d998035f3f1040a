package sls

import (
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

// An event is one of a function's events: its kind, and what is written of it.
type event struct {
	cfnlang.Place // of its whole member
	*function
	kind   string
	node   *Node
	number int // among the function's events of its kind, from 1
	index  int // among all of the function's events, from 1
}

// get returns a member of the event; of a short form, which is a text or true,
// nothing.
func (e *event) get(path ...string) *Node {
	if e.node.Kind != cfnlang.Map && e.node.Kind != cfnlang.Unknown {
		return nil
	}
	return get(e.node, path...)
}

// short returns a member of the event, or what its short form says.
func (e *event) short(member string) *Node {
	if isMap(e.node) || e.node.Kind == cfnlang.Unknown {
		return e.get(member)
	}
	return e.node
}

// needed returns a member of an event that the framework refuses to be without.
func (s *service) needed(e *event, n *Node, member string) *Node {
	if n != nil && n.Kind != cfnlang.Null {
		return n
	}
	summary := "an event " + e.kind + " of the function " + e.key + " has no " + member
	s.refuse(value.Origin(e.Place), summary, "add "+member)
	return cfnlang.NewUnknown(summary, value.Origin(e.Place))
}

// events makes what the events of all functions need, kind by kind in the
// framework's order.
func (s *service) events() {
	byKind := make(map[string][]*event)
	for _, f := range s.functions {
		s.eventsOf(f, byKind)
	}
	for _, k := range eventKinds {
		if all := byKind[k.name]; len(all) > 0 {
			k.make(s, all)
		}
	}
}

// eventsOf notes the events of a function.
func (s *service) eventsOf(f *function, byKind map[string][]*event) {
	all := f.get("events")
	if all == nil || opaque(f.node) {
		return
	}
	if opaque(all) {
		s.gap(all.At, "what the function "+f.key+" is called by is not known: "+reason(all))
		return
	}
	numbers := make(map[string]int)
	for i, n := range flat(all) {
		kind, config, at := kindOf(n)
		if opaque(n) || kind == cfnlang.Unread {
			s.gap(n.At, "what the function "+f.key+" is called by is not known: "+reason(firstOf(config, n)))
			continue
		}
		numbers[kind]++
		e := &event{Place: cfnlang.Place(at), function: f, kind: kind, node: config, number: numbers[kind], index: i + 1}
		switch {
		case !given(config) && kind != "alexaSkill" && kind != "http" && kind != "httpApi", negative(config):
		case !known(kind):
			s.gap(at, "the event "+kind+" of the function "+f.key+" is none that this build knows")
			s.problem(at, "the event "+kind+" is none that this build knows", "what calls the function "+f.key+" is not known", "look for a newer bailiwick, or correct the name")
		case opaque(config):
			s.gap(at, "the event "+kind+" of the function "+f.key+" is not known: "+reason(config))
		default:
			byKind[kind] = append(byKind[kind], e)
		}
	}
}

// flat returns the elements of a list with those of lists in it, as a variable
// brings them in.
func flat(n *Node) []*Node {
	var out []*Node
	for _, e := range elements(n) {
		if e.Kind == cfnlang.List {
			out = append(out, e.List...)
		} else {
			out = append(out, e)
		}
	}
	return out
}

// kindOf returns the kind of an event, what is written of it, and where.
func kindOf(n *Node) (kind string, config *Node, at value.Origin) {
	switch {
	case isMap(n) && len(n.Keys) > 0:
		return n.Keys[0].Name, n.List[0], n.Keys[0].At
	case n.Kind == cfnlang.String: // - alexaSkill
		return n.Text, cfnlang.Place(n.At).Node(true), n.At
	}
	return "", n, n.At
}

func known(kind string) bool {
	for _, k := range eventKinds {
		if k.name == kind {
			return true
		}
	}
	return false
}

// eventKinds are the kinds of events, in the order in which the framework
// makes what they need.
var eventKinds = []struct {
	name string
	make func(s *service, all []*event)
}{
	{"schedule", each((*service).schedule)},
	{"s3", (*service).buckets},
	{"http", (*service).restAPI},
	{"httpApi", (*service).httpAPI},
	{"websocket", (*service).webSocket},
	{"sns", each((*service).topic)},
	{"stream", (*service).streams},
	{"kafka", (*service).kafka},
	{"activemq", (*service).brokers},
	{"rabbitmq", (*service).brokers},
	{"msk", (*service).clusters},
	{"alb", (*service).balancer},
	{"alexaSkill", each((*service).alexaSkill)},
	{"alexaSmartHome", each((*service).alexaHome)},
	{"iot", each((*service).topicRule)},
	{"iotFleetProvisioning", each((*service).provisioning)},
	{"cloudwatchEvent", each((*service).cloudWatchEvent)},
	{"cloudwatchLog", (*service).subscriptions},
	{"cognitoUserPool", (*service).userPools},
	{"eventBridge", each((*service).eventBridge)},
	{"sqs", (*service).queues},
	{"cloudFront", (*service).edge},
}

// each makes what each event needs on its own.
func each(make func(s *service, e *event)) func(s *service, all []*event) {
	return func(s *service, all []*event) {
		for _, e := range all {
			make(s, e)
		}
	}
}

// invokes lets a principal invoke the event's function.
func (s *service) invokes(e *event, id string, principal any, source any, more ...any) {
	s.permission(e.Place, id, e.function, principal, source, more...)
}

// lastOf returns the name of what an ARN or a call that makes one refers to, as
// ids have it: behind the last separator.
func lastOf(n *Node, separator string) string {
	if text, ok := n.Literal(); ok {
		return text[strings.LastIndex(text, separator)+1:]
	}
	switch function, argument, _ := n.Call(); function {
	case "Fn::GetAtt":
		if argument.Kind == cfnlang.List && len(argument.List) > 0 {
			return textOf(argument.List[0])
		}
	case "Ref", "Fn::ImportValue":
		return textOf(argument)
	case "Fn::Join":
		if len(argument.List) == 2 && len(argument.List[1].List) > 0 {
			last := argument.List[1].List
			return lastOf(last[len(last)-1], "/")
		}
	case "Fn::Sub":
		return lastOf(firstOf(append([]*Node{argument}, argument.List...)...), separator)
	}
	return ""
}

// capitalised returns a map whose keys begin in upper case.
func capitalised(n *Node) *Node {
	if !isMap(n) {
		return n
	}
	out := cfnlang.NewMap(n.At)
	for i, k := range n.Keys {
		out.Set(upper(k.Name), n.List[i])
	}
	return out
}
