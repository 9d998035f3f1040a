package estate

import (
	"strconv"
	"strings"
	"sync"

	"bailiwick/value"
)

// A Part is a resource that the declaration of another holds in itself: a
// subscription of a topic, a policy of a user.
type Part struct {
	Type *Type
	Body Body
	Key  string          // where it stands in its holder: Subscription[0]
	When value.Condition // the condition under which it does
}

// A Hidden is what a declaration may hold in itself beside its parts.
type Hidden struct {
	Type *Type
	Why  value.Note
	At   value.Origin
}

// PartsOf returns the resources that a declaration of CloudFormation holds in
// itself, whether or not it declares a kind of its own (AWS::IAM::Policy is
// only its parts), and what could not be told. The function says what a
// reference to an attribute of the holder means: a property as it is set, Ref
// and what Fn::GetAtt gives.
func PartsOf(written string, holder Body, refer func(attribute string) value.Any) ([]Part, []Hidden) {
	var all []Part
	var hidden []Hidden
	for _, in := range insideOf()[written] {
		path := strings.Split(in.how.Inside, ".")
		add := func(key string, element value.Any, when value.Condition) {
			switch element.Kind() {
			case value.KindNull:
			case value.KindUnknown:
				hidden = append(hidden, Hidden{in.of, value.Because(in.how.Inside + " is not known: " + element.Reason()), element.Origin()})
			default:
				all = append(all, Part{in.of, inside{element, in.how, refer}, key, when})
			}
		}
		spread(follow(holder.Attribute(path[0]), path[1:]), nil, func(v value.Any, when value.Condition) {
			if v.Kind() != value.KindList && v.Kind() != value.KindSet {
				add(in.how.Inside, v, when)
				return
			}
			for i, e := range v.Elements() {
				spread(e, when, func(e value.Any, when value.Condition) {
					add(in.how.Inside+"["+strconv.Itoa(i)+"]", e, when)
				})
			}
			if v.Partial() {
				hidden = append(hidden, Hidden{in.of, value.Because(in.how.Inside + " may hold more: " + v.Reason()), v.Origin()})
			}
		})
	}
	return all, hidden
}

// KindsOf returns the kinds of which a declaration of CloudFormation may make
// resources. The policies that stand in a role are not among them: they are the
// role's alone.
func KindsOf(written string) []Kind {
	var kinds []Kind
	for _, t := range Declarable(written) {
		kinds = append(kinds, t.Kind)
	}
	if written == "AWS::IAM::Role" {
		return kinds
	}
	for _, in := range insideOf()[written] {
		kinds = append(kinds, in.of.Kind)
	}
	return kinds
}

// spread calls f for the value, or for each of its alternatives.
func spread(v value.Any, when value.Condition, f func(value.Any, value.Condition)) {
	alts := v.Alternatives()
	if alts == nil {
		f(v, when)
		return
	}
	for _, alt := range alts {
		if both, possible := when.And(alt.When); possible {
			spread(alt.Value, both, f)
		}
	}
}

// A way is how a resource type declares a kind inside of itself.
type way struct {
	of  *Type
	how *Declared
}

var insideOf = sync.OnceValue(func() map[string][]way {
	m := make(map[string][]way)
	for _, t := range Types() {
		for i := range t.CloudFormation {
			if d := &t.CloudFormation[i]; d.Inside != "" {
				m[d.Type] = append(m[d.Type], way{t, d})
			}
		}
	}
	return m
})

// inside is an element of a holder's property as a Body.
type inside struct {
	element value.Any
	how     *Declared
	refer   func(string) value.Any
}

func (p inside) Origin() value.Origin { return p.element.Origin() }

func (p inside) Attribute(name string) value.Any {
	for _, g := range p.how.Given {
		if g.Attribute != name {
			continue
		}
		if whole, ok := alone(g.Format); ok {
			return p.of(whole)
		}
		return value.AnyText(g.Fill(func(name string) (value.Text, bool) { return p.of(name).Scalar() }), p.Origin())
	}
	if p.element.Kind() != value.KindMap {
		return value.AnyNull(p.Origin())
	}
	return p.element.Lookup(name)
}

// of returns what a placeholder stands for.
func (p inside) of(name string) value.Any {
	if name == "each" {
		return p.element
	}
	return p.refer(name)
}

// TagsOf returns the tags of a declaration as a map: CloudFormation has lists
// of Key and Value for most types, maps for some.
func TagsOf(a value.Any) value.Any {
	return over(a, func(a value.Any) value.Any {
		if a.Kind() == value.KindMap {
			return a
		}
		return entriesOf(a, "Key", "Value")
	})
}
