package policy

import (
	"cmp"
	"slices"
	"strings"

	"bailiwick/value"

	"github.com/go-json-experiment/json/jsontext"
)

// Format returns the document as JSON with two spaces of indentation, its
// elements in the order of AWS's grammar, a list of one as the one, numbers
// and truth values of conditions as strings. Holes stand as ${name}, unread
// parts as "(not read: reason)". The format of a parsed format is itself.
func (d *Document) Format() []byte {
	var p printer
	p.document(d)
	return append(p.out, '\n')
}

// A printer writes JSON, indented, or bare: in one line, and only what is
// known of it.
type printer struct {
	out   []byte
	depth int
	bare  bool
}

func (p *printer) document(d *Document) {
	p.open('{')
	if !d.Version.IsAbsent() {
		p.name("Version")
		p.element(d.Version)
	}
	if !d.ID.IsAbsent() {
		p.name("Id")
		p.element(d.ID)
	}
	p.name("Statement")
	p.open('[')
	for i := range d.Statements {
		p.item()
		p.statement(&d.Statements[i])
	}
	if d.partial {
		p.notRead(d.Reason())
	}
	p.shut(']')
	p.shut('}')
}

func (p *printer) open(bracket byte) {
	p.out = append(p.out, bracket)
	p.depth++
}

func (p *printer) shut(bracket byte) {
	p.depth--
	if last := p.out[len(p.out)-1]; last != '{' && last != '[' {
		p.line()
	}
	p.out = append(p.out, bracket)
}

func (p *printer) line() {
	if p.bare {
		return
	}
	p.out = append(p.out, '\n')
	for range p.depth {
		p.out = append(p.out, "  "...)
	}
}

// item begins the next element of a list or map.
func (p *printer) item() {
	if last := p.out[len(p.out)-1]; last != '{' && last != '[' {
		p.out = append(p.out, ',')
	}
	p.line()
}

func (p *printer) name(s string) {
	p.item()
	p.quote(s)
	p.out = append(p.out, ':', ' ')
}

func (p *printer) quote(s string) {
	out, err := jsontext.AppendQuote(p.out, s)
	if err != nil { // bad UTF-8, which AppendQuote has replaced
		out, _ = jsontext.AppendQuote(p.out, strings.ToValidUTF8(s, "\uFFFD"))
	}
	p.out = out
}

func (p *printer) element(e Element) {
	if !p.bare {
		p.quote(e.String())
		return
	}
	known := ""
	for lit := range e.Text.Pieces() {
		known += lit
	}
	p.quote(known)
}

// reason stands for what is not read, and for nothing in bare form.
func (p *printer) reason(why string) string {
	if p.bare {
		return ""
	}
	return "(not read: " + why + ")"
}

// notRead stands for what a list or map may hold beside what is known.
func (p *printer) notRead(reason string) {
	if p.bare {
		return
	}
	p.item()
	p.quote(p.reason(reason))
}

func (p *printer) statement(s *Statement) {
	if s.unread {
		p.quote(p.reason(s.Reason()))
		return
	}
	p.open('{')
	if !s.Sid.IsAbsent() {
		p.name("Sid")
		p.element(s.Sid)
	}
	p.name("Effect")
	if s.Effect == EffectUnknown {
		p.quote("(not read)")
	} else {
		p.quote(s.Effect.String())
	}
	if s.Principals.present {
		p.name(not(s.Principals.Not) + "Principal")
		p.principals(&s.Principals)
	}
	p.name(not(s.Actions.Not) + "Action")
	p.elements(&s.Actions)
	if s.Resources.present {
		p.name(not(s.Resources.Not) + "Resource")
		p.elements(&s.Resources)
	}
	if len(s.Conditions) > 0 || s.moreConditions {
		p.name("Condition")
		p.conditions(s)
	}
	p.shut('}')
}

func not(is bool) string {
	if is {
		return "Not"
	}
	return ""
}

func (p *printer) elements(e *Elements) {
	if len(e.List) == 1 && !e.partial {
		p.element(e.List[0])
		return
	}
	p.open('[')
	for _, el := range e.List {
		p.item()
		p.element(el)
	}
	if e.partial {
		p.notRead(e.Reason())
	}
	p.shut(']')
}

func (p *printer) principals(s *Principals) {
	if len(s.List) == 1 && s.List[0].Type == "" && !s.partial {
		p.element(s.List[0].Element)
		return
	}
	p.open('{')
	for _, typ := range [...]string{"", "AWS", "Service", "Federated", "CanonicalUser"} {
		var of Elements
		for _, e := range s.List {
			if e.Type == typ {
				of.List = append(of.List, e.Element)
			}
		}
		if len(of.List) > 0 {
			p.name(typ)
			p.elements(&of)
		}
	}
	if s.partial && !p.bare {
		p.name("(not read)")
		p.quote(s.Reason())
	}
	p.shut('}')
}

func (p *printer) conditions(s *Statement) {
	p.open('{')
	for i := 0; i < len(s.Conditions); {
		written := s.Conditions[i].Written.Inline()
		p.name(s.Conditions[i].Written.String())
		p.open('{')
		for ; i < len(s.Conditions) && s.Conditions[i].Written.Inline() == written; i++ {
			p.name(s.Conditions[i].Key.String())
			p.elements(&s.Conditions[i].Values)
		}
		p.shut('}')
	}
	if s.moreConditions && !p.bare {
		p.name("(not read)")
		p.quote(s.Reason())
	}
	p.shut('}')
}

// Normalize returns a document that means the same and is written in one way:
// lists sorted, without repetition, operators as AWS spells them, conditions
// by operator and key. The order of statements stays.
func (d *Document) Normalize() *Document {
	out := *d
	out.Statements = slices.Clone(d.Statements)
	for i := range out.Statements {
		s := &out.Statements[i]
		s.Actions.List = normal(s.Actions.List, func(e Element) string { return Lower(e.String()) })
		s.Resources.List = normal(s.Resources.List, Element.String)
		s.Principals.List = normal(s.Principals.List, func(p Principal) string { return p.Type + " " + p.String() })
		s.Conditions = normalConditions(s.Conditions)
	}
	return &out
}

// normal returns the list sorted by what people see of each element, which
// does not depend on the numbers of symbols, and without repetition.
func normal[E any](list []E, by func(E) string) []E {
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b E) int { return strings.Compare(by(a), by(b)) })
	return slices.CompactFunc(out, func(a, b E) bool { return by(a) == by(b) })
}

func normalConditions(list []Condition) []Condition {
	out := slices.Clone(list)
	for i := range out {
		c := &out[i]
		c.Values.List = normal(c.Values.List, Element.String)
		if s := c.Operator.String(); s != "" && !twice(list, i) {
			c.Written = value.Literal(s)
		}
	}
	slices.SortStableFunc(out, func(a, b Condition) int {
		return cmp.Or(
			strings.Compare(a.Written.String(), b.Written.String()),
			strings.Compare(a.Key.String(), b.Key.String()),
		)
	})
	return out
}

// twice reports whether another condition is the same operator on the same
// key, spelled in another case: the two cannot stand in one map.
func twice(list []Condition, i int) bool {
	for j := range list {
		if j != i && list[j].Operator == list[i].Operator && Lower(list[j].Key.Inline()) == Lower(list[i].Key.Inline()) {
			return true
		}
	}
	return false
}
