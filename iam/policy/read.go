package policy

import (
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"

	"bailiwick/value"
)

// FromAny reads a policy from a value: a map as a template writes it, or a
// text that holds JSON, of which the tree is taken where it is still at hand.
// Holes inside the strings of a JSON text are taken to stay inside them.
//
// It always returns a document. What cannot be read is in it as unknown, and
// what AWS would refuse whatever the policy is used for is among the issues.
// Alternatives inside the value are unknown parts, whose reason names the
// condition; use Decode to have a document for each.
func FromAny(a value.Any) (*Document, []Issue) {
	r := reader{doc: &Document{Place: Place{Origin: a.Origin()}}}
	r.document(a)
	sortIssues(r.doc.issues)
	return r.doc, r.doc.issues
}

// A reader fills one document.
type reader struct {
	doc    *Document
	spans  []span       // of a JSON text: the bytes of its parts
	text   value.Origin // of that text
	hidden bool         // a part on the way down is sensitive
}

func (r *reader) place(a value.Any) Place {
	if r.spans == nil {
		return Place{Origin: a.Origin()}
	}
	s := r.spans[a.Origin()]
	return Place{Origin: r.text, Start: s.start, End: s.end}
}

// refuse notes what AWS would refuse.
func (r *reader) refuse(code Code, at Place, statement int, next, format string, args ...any) {
	r.doc.issues = append(r.doc.issues, Issue{
		Place: at, Code: code, Statement: statement, Message: fmt.Sprintf(format, args...), Next: next,
	})
}

// gap marks the document as one that may hold more statements.
func (r *reader) gap(why value.Note) {
	if !r.doc.partial {
		r.doc.partial, r.doc.more = true, why
	}
}

func (r *reader) document(a value.Any) {
	r.hidden = r.hidden || a.Sensitive()
	switch a.Kind() {
	case value.KindMap:
		r.doc.Place = r.place(a)
		r.top(a)
	case value.KindText:
		r.json(a)
	default:
		r.gap(r.why(a, -1, "a policy document", true))
	}
}

// json reads the document from a text.
func (r *reader) json(a value.Any) {
	if tree, ok := a.Tree(); ok {
		r.document(tree)
		return
	}
	text, _ := a.Text()
	if _, isHole := text.Symbol(); isHole || r.spans != nil {
		r.gap(r.why(a, -1, "a policy document", true))
		return
	}
	tree, spans, err := jsonTree(text.Inline())
	if err != nil {
		at := Place{Origin: a.Origin(), Start: err.at, End: err.at}
		r.refuse(BadSyntax, at, -1, "write one JSON object", "the policy is not JSON: %s", err.message)
		r.gap(value.Because("the policy is not JSON: " + err.message))
		return
	}
	r.spans, r.text = spans, a.Origin()
	r.document(tree)
}

func (r *reader) top(a value.Any) {
	if a.Partial() {
		r.gap(a.Note())
	}
	for i, key := range a.Keys() {
		switch key {
		case "Version", "Id", "Statement":
		default:
			r.unknownElement(key, r.place(a.Elements()[i]), -1, "Version", "Id", "Statement")
			r.gap(value.Because("it has the element " + value.Inline(key).String() + ", which AWS does not know"))
		}
	}
	if v, ok := a.Get("Version"); ok {
		r.version(v)
	}
	if id, ok := a.Get("Id"); ok && id.Kind() != value.KindNull {
		r.doc.ID = r.element(id, -1, "a text", false)
	}
	statements, ok := a.Get("Statement")
	if !ok && !r.doc.partial {
		r.refuse(Missing, r.place(a), -1, `write "Statement"`, "the policy has no Statement")
		r.gap(value.Because("it has no Statement"))
	}
	if ok {
		r.statements(statements)
	}
}

func (r *reader) version(a value.Any) {
	r.doc.Version = r.element(a, -1, "a version", false)
	v, ok := r.doc.Version.Text.Literal()
	if ok && v != Version2008 && v != Version2012 {
		r.refuse(BadVersion, r.doc.Version.Place, -1, `write "Version": "`+Version2012+`"`, "there is no version %q of the policy language", v)
	}
}

func (r *reader) statements(a value.Any) {
	switch a.Kind() {
	case value.KindMap:
		r.doc.Statements = []Statement{r.statement(a, 0)}
	case value.KindList, value.KindSet:
		r.hidden = r.hidden || a.Sensitive()
		r.doc.Statements = make([]Statement, 0, a.Len())
		for i, e := range a.Elements() {
			r.doc.Statements = append(r.doc.Statements, r.statement(e, i))
		}
		if a.Partial() {
			r.gap(a.Note())
		}
	default:
		r.gap(r.why(a, -1, "a list of statements", true))
	}
}

// unknownElement refuses a name that AWS does not have, and names the one that
// was meant if case is all that differs.
func (r *reader) unknownElement(key string, at Place, statement int, known ...string) {
	next := "write one of " + strings.Join(known, ", ")
	for _, k := range known {
		if strings.EqualFold(k, key) {
			next = "write " + strconv.Quote(k)
		}
	}
	r.refuse(BadElement, at, statement, next, "AWS knows no element %q here", value.Inline(key).String())
}

// why returns why the value is not the wanted thing. If it is of a type that
// never is, or null, AWS refuses it.
func (r *reader) why(a value.Any, statement int, wanted string, textMay bool) value.Note {
	switch a.Kind() {
	case value.KindUnknown:
		return value.Because(a.Reason())
	case value.KindSeveral:
		return value.Because("it depends on " + dependsOn(a) + ", which is not decided")
	case value.KindText:
		t, _ := a.Text()
		if textMay && t.HasHoles() && r.spans == nil {
			return value.Because(t.String() + " is not known")
		}
	}
	message := "a " + a.Kind().String() + " stands where " + wanted + " belongs"
	if a.Kind() == value.KindNull {
		message = "null stands where " + wanted + " belongs"
	}
	r.refuse(BadType, r.place(a), statement, "", "%s", message)
	return value.Because(message)
}

// dependsOn names the conditions of a value's alternatives.
func dependsOn(a value.Any) string {
	var names []string
	for _, alt := range a.Alternatives() {
		for _, t := range alt.When {
			if name := t.Symbol.Name(); !strings.Contains(" "+strings.Join(names, " ")+" ", " "+name+" ") {
				names = append(names, name)
			}
		}
	}
	if len(names) == 0 {
		return "a condition"
	}
	return strings.Join(names, " and ")
}

// unknowns numbers the holes of unknown elements, so that no two are the same.
var unknowns atomic.Uint64

func unknownElement(why value.Note, at Place) Element {
	scope := "policy element " + strconv.FormatUint(unknowns.Add(1), 10)
	hole := value.Hole(value.NewSymbol(value.Free, scope, why.Reason()))
	return Element{Text: hole, Place: at, meta: elementUnknown | uint32(why)}
}

// element reads one string; scalars says whether numbers and truth values do.
func (r *reader) element(a value.Any, statement int, wanted string, scalars bool) Element {
	e := Element{Place: r.place(a)}
	if t, ok := a.Scalar(); ok && (scalars || a.Kind() == value.KindText) {
		e.Text = t
	} else {
		e = unknownElement(r.why(a, statement, wanted, false), e.Place)
	}
	if r.hidden || a.Sensitive() {
		e.meta |= elementHidden
	}
	return e
}

// elements reads a string or list of strings.
func (r *reader) elements(a value.Any, statement int, wanted string, scalars bool) Elements {
	out := Elements{Place: r.place(a), present: true}
	switch a.Kind() {
	case value.KindList, value.KindSet:
		was := r.hidden
		r.hidden = was || a.Sensitive()
		out.List = make([]Element, 0, a.Len())
		for _, e := range a.Elements() {
			out.List = append(out.List, r.element(e, statement, wanted, scalars))
		}
		r.hidden = was
		if a.Partial() {
			out.partial, out.more = true, a.Note()
		}
	case value.KindText:
		out.List = []Element{r.element(a, statement, wanted, scalars)}
	default:
		if _, ok := a.Scalar(); ok && scalars {
			out.List = []Element{r.element(a, statement, wanted, scalars)}
			break
		}
		out.partial, out.more = true, r.why(a, statement, wanted+" or a list of them", false)
	}
	return out
}
