package settings

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"bailiwick/internal/spelling"
)

// Parse reads the settings in src; name is what problems call the file. It
// tells every problem that it finds. The settings are those of the keys without
// one, never nil, and not fit to decide rules while there are problems.
//
// Keys are written in groups or with the whole name:
//
//	logging:
//	  min_days: 365
//	logging.min_days: 365
func Parse(name string, src []byte) (*Settings, []Problem) {
	s := Default()
	s.file = name
	d := &decoder{file: name, text: src}
	root := d.parseDocument()
	switch {
	case root == nil || empty(root):
	case root.Kind != yaml.MappingNode:
		d.wrong(root, tags{name: "the file", key: "logging.min_days", example: "365"}, "a table of settings")
	default:
		d.root(root, s)
	}
	s.mentions = d.mentions
	return s, d.problems
}

// root reads the keys of the whole file.
func (d *decoder) root(n *yaml.Node, s *Settings) {
	byName := map[string]*Key{}
	groups := map[string]bool{}
	for _, k := range declared() {
		byName[k.Name] = k
		if group, _, ok := strings.Cut(k.Name, "."); ok {
			groups[group] = true
		}
	}
	d.eachPair(n, "the file", func(key, value *yaml.Node) {
		k := byName[key.Value]
		switch {
		case groups[key.Value] && empty(value):
		case groups[key.Value] && value.Kind == yaml.MappingNode:
			d.group(key.Value, value, byName, s)
		case k != nil:
			d.setting(k, key, value, s)
		case groups[key.Value]:
			d.wrong(value, tags{name: key.Value, key: key.Value}, "a table of settings")
		default:
			known := names("")
			if strings.Contains(key.Value, ".") {
				known = slices.Sorted(maps.Keys(byName))
			}
			d.unknownKey(key, "", known)
		}
	})
}

// group reads a table below a group's name. What is none of the group's keys
// belongs to the group's own key where that is a table by name.
func (d *decoder) group(group string, n *yaml.Node, byName map[string]*Key, s *Settings) {
	own := byName[group]
	var rest []*yaml.Node
	d.eachPair(n, group, func(key, value *yaml.Node) {
		k := byName[group+"."+key.Value]
		switch {
		case own != nil && named(elem(own.value)) && (k == nil || value.Kind == yaml.MappingNode):
			rest = append(rest, key, value)
		case k != nil:
			d.setting(k, key, value, s)
		case own != nil && key.Value == own.tags.key:
			d.setting(own, key, value, s)
		default:
			d.unknownKey(key, group, names(group))
		}
	})
	if rest != nil {
		all := &yaml.Node{Kind: yaml.MappingNode, Content: rest, Line: rest[0].Line, Column: rest[0].Column}
		d.setting(own, rest[0], all, s)
	}
}

func elem(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Slice {
		return t.Elem()
	}
	return t
}

// names returns the keys of a group, or, with "", what may stand at the left
// margin.
func names(group string) []string {
	var list []string
	last := ""
	for _, k := range declared() {
		g, rest, dotted := strings.Cut(k.Name, ".")
		switch {
		case group == "" && g != last:
			list, last = append(list, g), g
		case group != "" && dotted && g == group:
			list = append(list, rest)
		}
	}
	return list
}

// setting reads the value of one key.
func (d *decoder) setting(k *Key, key, n *yaml.Node, s *Settings) {
	to := k.slot(s)
	if f := to.Fact(); f.Set {
		d.twice(key, k.Name, f.Place.Line)
		return
	}
	t := k.tags
	t.name, t.key = key.Value, key.Value
	if empty(n) {
		d.problem(n, Problem{Summary: t.name + " is written without a value", Next: t.key + ": " + k.sample()})
		return
	}
	if k.Waiver != "" && plainText(n) && (n.Value == "any" || n.Value == "none") && !slices.Contains(k.Words, n.Value) {
		if n.Value != k.Waiver {
			d.problem(n, Problem{Summary: t.name + " takes " + k.Waiver + " to ask nothing, not " + n.Value, Next: t.key + ": " + k.Waiver})
			return
		}
		to.become(waived, k.Name, n.Value, d.place(n))
		return
	}
	v := reflect.ValueOf(to.target()).Elem()
	v.SetZero()
	before := len(d.problems)
	d.value(n, v, t)
	if len(d.problems) > before {
		k.reset(s)
		return
	}
	to.become(written, k.Name, flow(n), d.place(n))
}

// sample is a value to write for the key.
func (k *Key) sample() string {
	switch {
	case k.tags.sample() != "":
		return k.tags.sample()
	case len(k.Words) > 0:
		return k.Words[0]
	}
	if s, ok := reflect.New(k.value).Interface().(scalar); ok {
		return s.form().example
	}
	return k.Waiver
}

// unknownKey tells a key that does not exist, and those that may be meant.
func (d *decoder) unknownKey(key *yaml.Node, group string, known []string) {
	where := ""
	if group != "" {
		where = " in " + group
	}
	p := Problem{Summary: "there is no key " + quoteName(key.Value) + where, Near: spelling.Near(key.Value, known)}
	// A key in the wrong group is found by its last part.
	if len(p.Near) == 0 {
		for _, k := range declared() {
			if _, last, _ := strings.Cut(k.Name, "."); last == key.Value && len(p.Near) < 3 {
				p.Near = append(p.Near, k.Name)
			}
		}
	}
	switch {
	case len(p.Near) > 0:
		p.Next = "write " + p.Near[0] + ", or remove the line"
	default:
		p.Next = "remove the line; docs/settings.md lists the keys"
	}
	d.problem(key, p)
}

// With returns s with some keys set to other values, as an edge between a
// requirement and a rule asks: each assignment is a whole key, "=", and a value
// as in a settings file, such as "logging.min_days=365". The value "own" asks
// that the organisation sets the key itself: its default does not count. An
// edge's "@profile" is not part of an assignment: the caller chooses by it. Place
// names what asks, as the file of the values. An error is about the assignment.
func (s *Settings) With(place string, assignments ...string) (*Settings, error) {
	changed := *s
	for _, a := range assignments {
		name, text, _ := strings.Cut(a, "=")
		k, ok := LookUp(strings.TrimSpace(name))
		if !ok {
			return nil, fmt.Errorf("%s: there is no key %s", place, quoteName(name))
		}
		text = strings.TrimSpace(text)
		if text == "own" {
			k.slot(&changed).demandOwn()
			continue
		}
		d := &decoder{file: place, text: []byte(text)}
		n := d.parseDocument()
		if n == nil {
			return nil, fmt.Errorf("%s: %s has no value", place, a)
		}
		to := k.slot(&changed)
		to.become(missing, k.Name, "", Place{})
		if d.setting(k, word(k.Name), n, &changed); len(d.problems) > 0 {
			return nil, fmt.Errorf("%s: %s", place, d.problems[0].Summary)
		}
	}
	return &changed, nil
}
