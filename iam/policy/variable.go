package policy

import (
	"strings"

	"bailiwick/value"
)

// RequestScope is the scope of the symbols that stand for policy variables:
// what a request carries, not what a template will fill in.
const RequestScope = "request"

// ResourcePattern returns the pattern that an element of the statement's
// resources is. Where the document has policy variables, those after the fifth
// colon are holes, whose symbols have the scope RequestScope and as name what
// stands between the braces, in lower case.
func (s *Statement) ResourcePattern(e Element) value.Text {
	if s.variables == value.No || !strings.Contains(e.Text.Inline(), "${") {
		return e.Text
	}
	return withVariables(e.Text, fifthColon(e.Text))
}

// ValuePattern returns the text that a value of one of the statement's
// conditions is. Where the document has policy variables they are holes, as in
// ResourcePattern.
func (s *Statement) ValuePattern(e Element) value.Text {
	if s.variables == value.No || !strings.Contains(e.Text.Inline(), "${") {
		return e.Text
	}
	return withVariables(e.Text, 0)
}

// fifthColon returns where, in line, the resource part of an ARN begins. A
// text that begins with a hole is taken to be an ARN and more.
func fifthColon(t value.Text) int {
	if _, ok := leadingHole(t); ok {
		return 0
	}
	s := t.Inline()
	at := 0
	for range 5 {
		i := strings.IndexByte(s[at:], ':')
		if i < 0 {
			return len(s)
		}
		at += i + 1
	}
	return at
}

// withVariables returns the text with the variables behind the byte from as
// holes. ${$} is the character; ${*} and ${?}, which are characters too, are
// holes, since a pattern cannot hold them otherwise.
func withVariables(t value.Text, from int) value.Text {
	s := t.Inline()
	var out []value.Text
	for {
		start, end, ok := nextVariable(s, from)
		if !ok {
			break
		}
		out = append(out, value.Inline(s[:start]))
		if name := s[start+2 : end]; name == "$" {
			out = append(out, value.Literal("$"))
		} else {
			out = append(out, value.Hole(value.NewSymbol(value.Free, RequestScope, Lower(name))))
		}
		s, from = s[end+1:], 0
	}
	return value.Join(append(out, value.Inline(s))...)
}

// nextVariable finds the next ${…} that has no hole inside: s[start] is its
// '$' and s[end] its '}'.
func nextVariable(s string, from int) (start, end int, ok bool) {
	for from < len(s) {
		i := strings.Index(s[from:], "${")
		if i < 0 {
			break
		}
		start = from + i
		n := strings.IndexByte(s[start:], '}')
		if n < 0 {
			break
		}
		if !value.Inline(s[start : start+n]).HasHoles() {
			return start, start + n, true
		}
		from = start + 2
	}
	return 0, 0, false
}

// Variables returns the keys of the policy variables in a text, as written:
// "aws:username" of "${aws:username, 'nobody'}". The characters ${*}, ${?} and
// ${$} are none.
func Variables(t value.Text) []string {
	var out []string
	s := t.Inline()
	for {
		start, end, ok := nextVariable(s, 0)
		if !ok {
			return out
		}
		name, _, _ := strings.Cut(s[start+2:end], ",")
		switch name = strings.TrimSpace(name); name {
		case "*", "?", "$":
		default:
			out = append(out, name)
		}
		s = s[end+1:]
	}
}
