package tflang

import (
	"strconv"
	"strings"

	"bailiwick/internal/hcl"
	"bailiwick/value"
)

// Eval returns the value of the expression n. With a Failure the value is
// unknown for the same reason, so a caller that has reported it goes on with
// that.
func (e *Env) Eval(n hcl.Node) (value.Any, *Failure) {
	if e.Budget == nil {
		e.Budget = NewBudget()
		defer func() { e.Budget = nil }()
	}
	v, f := e.eval(n, nil)
	if f != nil {
		return f.unknown(), f
	}
	return v, nil
}

// A frame is the variables of one `for`, or the element that a splat stands
// at. Frames form a list from the inside out.
type frame struct {
	up        *frame
	name, key string // names of the variables; both "" for a splat
	v, k      value.Any
	node      hcl.Node // the `for` or splat
	i         int      // which turn it is
}

// origin returns where the node was written.
func (e *Env) origin(n hcl.Node) value.Origin {
	if e.Base == 0 {
		return e.At
	}
	return e.Base + value.Origin(n)
}

func (e *Env) eval(n hcl.Node, fr *frame) (value.Any, *Failure) {
	b := e.Budget
	if b.Steps <= 0 {
		return value.Any{}, e.spend(1, e.origin(n))
	}
	b.Steps--
	if b.depth >= maxDepth {
		return value.Any{}, spent(e.origin(n), "evaluation stopped: the expressions refer to each other too deeply")
	}
	b.depth++
	v, f := e.evalKind(n, fr)
	b.depth--
	return v, f
}

func (e *Env) evalKind(n hcl.Node, fr *frame) (value.Any, *Failure) {
	at := e.origin(n)
	switch e.File.Kind(n) {
	case hcl.Null:
		return value.AnyNull(at), nil
	case hcl.True:
		return value.AnyBool(true, at), nil
	case hcl.False:
		return value.AnyBool(false, at), nil
	case hcl.Number:
		d, ok := canonical(e.File.Text(n))
		if !ok {
			return value.Any{}, Fail(at, "the number is too large")
		}
		return value.AnyNumber(d, at), nil
	case hcl.Literal, hcl.Label:
		return value.AnyText(value.Literal(e.File.Text(n)), at), nil
	case hcl.Template:
		return e.template(n, fr)
	case hcl.Interp, hcl.Paren, hcl.Attribute:
		return e.eval(e.File.Kid(n, 0), fr)
	case hcl.TemplateIf, hcl.Conditional:
		return e.conditional(n, fr)
	case hcl.TemplateFor:
		return e.templateFor(n, fr)
	case hcl.Tuple:
		return e.tuple(n, fr)
	case hcl.Object:
		return e.object(n, fr)
	case hcl.Unary:
		return e.unary(n, fr)
	case hcl.Binary:
		return e.binary(n, fr)
	case hcl.Call:
		return e.call(n, fr)
	case hcl.Variable, hcl.GetAttr, hcl.Index, hcl.AttrSplat, hcl.FullSplat, hcl.Element:
		return e.reference(n, fr)
	case hcl.ForTuple:
		return e.forTuple(n, fr)
	case hcl.ForObject:
		return e.forObject(n, fr)
	}
	return unknown("the expression could not be parsed", at), nil
}

func unknown(reason string, at value.Origin) value.Any {
	return value.AnyUnknown(value.Because(reason), at)
}

func (e *Env) tuple(n hcl.Node, fr *frame) (value.Any, *Failure) {
	kids := e.File.Kids(n)
	if len(kids) == 0 {
		return value.AnyList(nil, e.origin(n)), nil
	}
	out := make([]value.Any, len(kids))
	for i, kid := range kids {
		v, f := e.eval(kid, fr)
		if f != nil {
			return v, f
		}
		out[i] = v
	}
	return value.AnyList(out, e.origin(n)), nil
}

func (e *Env) object(n hcl.Node, fr *frame) (value.Any, *Failure) {
	kids := e.File.Kids(n)
	m := newMapping(len(kids) / 2)
	for i := 0; i+1 < len(kids); i += 2 {
		key, f := e.eval(kids[i], fr)
		if f != nil {
			return key, f
		}
		v, f := e.eval(kids[i+1], fr)
		if f != nil {
			return v, f
		}
		if k := key.Kind(); k == value.KindUnknown || k == value.KindSeveral {
			e.doubts++
		}
		if f := m.put(key, v); f != nil {
			return v, f
		}
	}
	return m.done(e.origin(n)), nil
}

// display returns the source of n in one line, for names and reasons.
func (e *Env) display(n hcl.Node) string {
	start, end := e.File.Span(n)
	src := e.File.Src[start:end]
	const most = 2000
	if len(src) > most {
		return strings.Join(strings.Fields(string(src[:most])), " ") + "…"
	}
	return strings.Join(strings.Fields(string(src)), " ")
}

// short is display, cut for people.
func (e *Env) short(n hcl.Node) string {
	s := e.display(n)
	if len(s) > 80 {
		return strings.ToValidUTF8(s[:77], "") + "…"
	}
	return s
}

// symbol returns the hole that stands for the unknown text of expression n.
// The same expression in the same scope is the same text.
func (e *Env) symbol(n hcl.Node, fr *frame) value.Text {
	e.doubts++
	scope, class := e.symbolScope(n, fr), value.Free
	if root, simple := e.root(n); simple {
		switch root {
		case "var", "local", "each", "module", "self", "":
		default:
			class = value.Opaque
		}
	}
	name := e.short(n)
	return value.Hole(value.NewSymbol(class, scope, name))
}

// symbolScope returns the scope of symbols named after expression n: that of
// the Env, and the turn of each loop around n unless n is a plain reference to
// something outside.
func (e *Env) symbolScope(n hcl.Node, fr *frame) string {
	scope := e.Symbols
	root, simple := e.root(n)
	if full := e.display(n); len(full) > 80 {
		scope += "\x00" + full
		if len(full) > 2000 {
			scope += strconv.Itoa(int(n))
		}
	}
	if simple && e.bound(root, fr) == nil {
		return scope
	}
	for ; fr != nil; fr = fr.up {
		scope += "\x00" + strconv.Itoa(int(fr.node)) + "#" + strconv.Itoa(fr.i)
	}
	if !simple && e.impure(n, 0) {
		scope += "\x00" + strconv.Itoa(int(n))
	}
	return scope
}

// root returns the name that the reference n begins with; false if n is
// anything but a reference whose steps are all written out.
func (e *Env) root(n hcl.Node) (string, bool) {
	for {
		switch e.File.Kind(n) {
		case hcl.Variable:
			return e.File.Name(n), true
		case hcl.Index:
			switch e.File.Kind(e.File.Kid(n, 1)) {
			case hcl.Number, hcl.Literal:
			case hcl.Template:
				if kids := e.File.Kids(e.File.Kid(n, 1)); len(kids) != 1 || e.File.Kind(kids[0]) != hcl.Literal {
					return "", false
				}
			default:
				return "", false
			}
		case hcl.GetAttr, hcl.Paren, hcl.Interp:
		default:
			return "", false
		}
		n = e.File.Kid(n, 0)
	}
}

// impure reports whether n calls a function that gives another value each time.
func (e *Env) impure(n hcl.Node, depth int) bool {
	if e.File.Kind(n) == hcl.Call {
		switch strings.TrimPrefix(e.File.Name(n), "core::") {
		case "uuid", "bcrypt", "timestamp":
			return true
		}
	}
	for _, kid := range e.File.Kids(n) {
		if e.impure(kid, depth+1) {
			return true
		}
	}
	return false
}
