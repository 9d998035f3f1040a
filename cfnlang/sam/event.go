package sam

import (
	"bailiwick/cfnlang"
)

// An event is one of the Events of a function or state machine.
type event struct {
	place
	name       string
	id         string // the logical id of what is made of it
	kind       string
	written    *Node
	properties *Node // with what SAM fills in
}

// event returns an event, whose place is its whole member.
func (t *transform) event(holder string, key cfnlang.Key, n *Node) *event {
	e := &event{place: placeAt(key.At), name: key.Name, id: holder + key.Name, kind: textOf(get(n, "Type")), written: n}
	e.properties = get(n, "Properties")
	if !isMap(e.properties) {
		e.properties = e.Object()
	}
	switch e.kind {
	case "Api":
		if len(e.properties.Keys) > 0 && e.properties.Get("RestApiId") == nil {
			e.properties = shallow(e.properties).Set("RestApiId", e.Ref("ServerlessRestApi"))
		}
	case "HttpApi":
		e.properties = shallow(e.properties)
		if e.properties.Get("ApiId") == nil {
			e.properties.Set("ApiId", e.Ref("ServerlessHttpApi"))
		}
		if !given(e.get("Path")) && !given(e.get("Method")) {
			e.properties.Set("Path", e.Node(defaultPath)).Set("Method", e.Node(anyMethod))
		}
	}
	return e
}

func (e *event) get(path ...string) *Node { return get(e.properties, path...) }

// A target is what an event calls: a function, its alias or a state machine.
type target struct {
	id        string
	name, arn *Node
	passed    *Node
	condition string
	machine   bool           // a state machine
	role      *executionRole // of a function
}
