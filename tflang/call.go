package tflang

import (
	"fmt"
	"strings"

	"bailiwick/internal/hcl"
	"bailiwick/value"
)

// A function is one of the language's functions.
type function struct {
	run      func(*call) value.Any
	min, max int // number of arguments; max < 0 for any
	mode     mode
}

// mode says what arguments a function can be run with.
type mode uint8

const (
	// plain functions look at characters: they are run with arguments that are
	// known to the last one, and give an unknown value for others.
	plain mode = iota
	// knowing functions cope with unknown values and holes themselves.
	knowing
)

// A call is one call of a function. A function that finds an argument wrong
// leaves a failure in it and returns anything.
type call struct {
	*Env
	n      hcl.Node
	fr     *frame
	at     value.Origin
	name   string
	args   []value.Any
	failed *Failure
	hidden bool // a sensitive value took part
	buf    [4]value.Any
}

func (e *Env) call(n hcl.Node, fr *frame) (value.Any, *Failure) {
	at, name := e.origin(n), e.File.Name(n)
	name = strings.TrimPrefix(name, "core::")
	kids := e.File.Kids(n)
	switch name {
	case "try":
		return e.try(n, kids, fr)
	case "can":
		return e.can(n, kids, fr)
	}
	fn, ok := lookupFunction(name)
	if !ok {
		if strings.HasPrefix(name, "provider::") {
			return unknown("`"+name+"` is a function of a provider", at), nil
		}
		return value.Any{}, Fail(at, "there is no function called `"+name+"`")
	}
	c := &call{Env: e, n: n, fr: fr, at: at, name: name}
	c.args = c.buf[:0]
	var more value.Any // the list of the last arguments, if it is not whole
	for i, kid := range kids {
		v, f := e.eval(kid, fr)
		if f != nil {
			return v, f
		}
		if i < len(kids)-1 || !e.File.Expands(n) {
			c.args = append(c.args, v)
			continue
		}
		switch v.Kind() {
		case value.KindList, value.KindSet:
			if v.Partial() {
				more = v
			}
			for _, x := range v.Elements() {
				c.args = append(c.args, hide(x, v.Sensitive()))
			}
		case value.KindUnknown:
			more = v
		case value.KindSeveral:
			return e.cross([]value.Any{v}, at, func(args []value.Any) (value.Any, *Failure) {
				d := *c
				d.args = append([]value.Any(nil), c.args...)
				if k := args[0].Kind(); k != value.KindList && k != value.KindSet {
					return value.AnyUnknown(args[0].Note(), at), nil
				}
				d.args = append(d.args, args[0].Elements()...)
				return d.crossed(fn)
			})
		default:
			return v, Fail(at, "a "+nameOf(v)+" cannot be expanded by `...`")
		}
	}
	if more.Origin() != 0 || more.Note() != 0 {
		if name != "merge" && name != "concat" && name != "setunion" {
			return value.AnyUnknown(more.Note(), at), nil
		}
		c.args = append(c.args, value.AnyUnknown(more.Note(), at))
	}
	return c.crossed(fn)
}

func (c *call) crossed(fn function) (value.Any, *Failure) {
	if len(c.args) < fn.min || fn.max >= 0 && len(c.args) > fn.max {
		return value.Any{}, Fail(c.at, fmt.Sprintf("`%s` with %d arguments", c.name, len(c.args)))
	}
	if !anySeveral(c.args) {
		return c.finish(fn)
	}
	v, f := c.cross(c.args, c.at, func(args []value.Any) (value.Any, *Failure) {
		d := *c
		d.args, d.failed, d.hidden = args, nil, false
		return d.finish(fn)
	})
	return v, f
}

func (c *call) finish(fn function) (value.Any, *Failure) {
	for i, a := range c.args {
		c.hidden = c.hidden || a.Sensitive()
		if fn.mode == knowing {
			continue
		}
		if a.Kind() == value.KindNull && fn.mode == plain {
			return a, Fail(c.at, fmt.Sprintf("argument %d of `%s` is null", i+1, c.name))
		}
		why, f := c.unread(a)
		if f != nil {
			return a, f
		}
		if why != "" {
			c.doubts++
			return hide(unknown("`"+c.name+"` of "+why, c.at), c.hidden), nil
		}
	}
	v := fn.run(c)
	if c.failed != nil {
		return v, c.failed
	}
	return hide(v, c.hidden), nil
}

// unread says which part of v is not known, "" if all of it is. It notes
// sensitive parts.
func (c *call) unread(v value.Any) (why string, f *Failure) {
	if f := c.spend(1, c.at); f != nil {
		return "", f
	}
	c.hidden = c.hidden || v.Sensitive()
	switch v.Kind() {
	case value.KindUnknown:
		return "a value that is not known: " + v.Reason(), nil
	case value.KindSeveral:
		return "a value that depends on a condition", nil
	case value.KindText:
		if t, _ := v.Text(); t.HasHoles() {
			if v.Sensitive() {
				return "a sensitive value that is not known", nil
			}
			return "${" + t.Symbols()[0].Name() + "}, which is not known", nil
		}
	}
	if v.Partial() {
		return "a value that is not known as a whole: " + v.Reason(), nil
	}
	for _, k := range v.Keys() {
		if t := value.Inline(k); t.HasHoles() {
			return "${" + t.Symbols()[0].Name() + "}, which is not known", nil
		}
	}
	for _, x := range v.Elements() {
		if why, f := c.unread(x); why != "" || f != nil {
			return why, f
		}
	}
	return "", nil
}

// fail leaves a failure and returns a value that nobody looks at.
func (c *call) fail(format string, args ...any) value.Any {
	if c.failed == nil {
		c.failed = Fail(c.at, "`"+c.name+"`: "+fmt.Sprintf(format, args...))
	}
	return value.Any{}
}

// bad leaves the failure f, if it is one, and reports whether the call failed.
func (c *call) bad(f *Failure) bool {
	if f != nil && c.failed == nil {
		c.failed = f
	}
	return c.failed != nil
}

// unknown returns an unknown result for the reason that v is not known.
func (c *call) unknown(v value.Any) value.Any {
	c.doubts++
	switch v.Kind() {
	case value.KindUnknown:
		return value.AnyUnknown(v.Note(), c.at)
	case value.KindText, value.KindSeveral:
		return unknown("`"+c.name+"` of "+missing(v), c.at)
	}
	if v.Partial() {
		return value.AnyUnknown(v.Note(), c.at)
	}
	return unknown("`"+c.name+"` of a value that is not known", c.at)
}

// undecided returns the truth of the call as alternatives.
func (c *call) undecided() value.Any {
	return c.Env.undecided(c.symbolScope(c.n, c.fr), c.short(c.n), c.at)
}

func (c *call) bool(b bool) value.Any          { return value.AnyBool(b, c.at) }
func (c *call) int(n int) value.Any            { return value.AnyNumber(fmt.Sprint(n), c.at) }
func (c *call) list(out []value.Any) value.Any { return value.AnyList(out, c.at) }

// str returns a text that was computed from arguments without holes.
func (c *call) str(s string) value.Any {
	if c.bad(c.grow(len(s), c.at)) {
		return value.Any{}
	}
	return value.AnyText(value.Literal(s), c.at)
}

// text returns argument i as a text, which may have holes. It leaves a failure
// if it is none, null included.
func (c *call) text(i int) value.Text {
	if i < len(c.args) {
		if t, ok := c.args[i].Scalar(); ok {
			return t
		}
		c.fail("argument %d is a %s where a text belongs", i+1, nameOf(c.args[i]))
	}
	return value.Text{}
}

// literal returns argument i of a plain function as a string.
func (c *call) literal(i int) string { return c.text(i).Inline() }

// decimal returns argument i of a plain function as a canonical decimal.
func (c *call) decimal(i int) string {
	d, known, f := c.operand(c.args[i], c.at)
	if c.bad(f) || !known {
		return "0"
	}
	return d
}

// whole returns argument i of a plain function as a whole number.
func (c *call) whole(i int) int {
	n, ok := wholeNumber(c.decimal(i))
	if !ok {
		c.fail("argument %d must be a whole number", i+1)
	}
	return n
}

// elements returns the elements of argument i, a list or set. It leaves a
// failure if it is none.
func (c *call) elements(i int) []value.Any {
	a := c.args[i]
	switch a.Kind() {
	case value.KindList, value.KindSet:
		if c.bad(c.spend(a.Len(), c.at)) {
			return nil
		}
		return a.Elements()
	}
	c.fail("argument %d is a %s where a list belongs", i+1, nameOf(a))
	return nil
}

// isUnknown reports whether v is wholly unknown, or a hole that may turn out
// to be a collection.
func isUnknown(v value.Any) bool {
	if v.Kind() == value.KindText {
		t, _ := v.Text()
		return isWholeHole(t)
	}
	return v.Kind() == value.KindUnknown
}
