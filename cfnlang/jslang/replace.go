package jslang

import (
	"regexp"
	"strings"

	"bailiwick/value"
)

// compiled returns a regular expression, nil if it is none that is followed:
// what RE2 takes means the same in JavaScript, for texts of ASCII.
func (e *evaluator) compiled(v val) *regexp.Regexp {
	p := v.object.pattern
	flags := ""
	for _, f := range p.flags {
		switch f {
		case 'i', 'm', 's':
			flags += string(f)
		case 'g', 'u':
		default:
			return nil
		}
	}
	e.spend(len(p.text))
	if len(p.text) > 500 || !ascii(p.text) || strings.Contains(p.text, `\Q`) || strings.Contains(p.text, "[[:") {
		return nil
	}
	if flags != "" {
		flags = "(?" + flags + ")"
	}
	re, err := regexp.Compile(flags + p.text)
	if err != nil {
		return nil
	}
	return re
}

// replace evaluates replace and replaceAll.
func (e *evaluator) replace(this val, a []val, all bool, at value.Origin) val {
	if len(a) != 2 {
		return e.notKnown(a, "a text is replaced", at)
	}
	var matches [][]int
	switch what := a[0]; {
	case what.kind == textVal && rooted(what.text) == rooted(this.text):
		for from := 0; what.text != ""; {
			i := strings.Index(this.text[from:], what.text)
			if i < 0 {
				break
			}
			matches = append(matches, []int{from + i, from + i + len(what.text)})
			if from += i + len(what.text); !all {
				break
			}
		}
		if what.text == "" {
			return e.notKnown(nil, "a text is replaced", at)
		}
	case what.kind == regexpVal && rooted(this.text):
		if what.object.pattern.text == `\\` { // separators of Windows: there are none here
			return this
		}
		return rootUnknown(at)
	case what.kind == regexpVal && ascii(this.text):
		re := e.compiled(what)
		if re == nil {
			return e.notKnown(nil, "a text is replaced", at)
		}
		n := 1
		if strings.Contains(what.object.pattern.flags, "g") {
			n = -1
		}
		matches = re.FindAllStringSubmatchIndex(this.text, n)
	case what.kind == textVal:
		return rootUnknown(at)
	default:
		return e.notKnown(a, "a text is replaced", at)
	}
	var chunks []string
	var parts []val
	from := 0
	for _, m := range matches {
		e.spend(10)
		chunks = append(chunks, this.text[from:m[0]])
		parts = append(parts, e.replacement(this.text, m, a[1], at))
		from = m[1]
	}
	return e.concat(append(chunks, this.text[from:]), parts, at)
}

// replacement returns what a match is replaced by.
func (e *evaluator) replacement(s string, m []int, by val, at value.Origin) val {
	groups := make([]val, 0, len(m)/2)
	for i := 0; i < len(m); i += 2 {
		g := val{at: at}
		if m[i] >= 0 {
			g = textOf(s[m[i]:m[i+1]], at)
		}
		groups = append(groups, g)
	}
	if by.kind == functionVal {
		return e.call(by, arguments{list: append(groups, numberOf(float64(m[0]), at), textOf(s, at))}, at, "a function")
	}
	by = e.primitive(by)
	text, ok := by.written()
	if !ok || !strings.Contains(text, "$") {
		return by
	}
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '$' || i+1 == len(text) {
			out.WriteByte(text[i])
			continue
		}
		i++
		switch c := text[i]; {
		case c == '$':
			out.WriteByte('$')
		case c == '&':
			out.WriteString(groups[0].text)
		case c >= '1' && c <= '9' && int(c-'0') < len(groups) && (i+1 == len(text) || !isDigit(text[i+1])):
			out.WriteString(groups[c-'0'].text)
		case c == '{' || c == '(' || c == ' ' || c == ':' || c == '/' || c == '.' || c == '-' || c == '_':
			out.WriteString(text[i-1 : i+1])
		default:
			return unknown("a text is replaced in a way that only Node.js can tell", at)
		}
	}
	return textOf(out.String(), at)
}
