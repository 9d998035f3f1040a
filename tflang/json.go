package tflang

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"bailiwick/value"
)

// jsonEncode keeps the value beside the text, which is made when somebody
// looks at it. Unknown parts of the text are holes.
func jsonEncode(c *call) value.Any {
	v := c.args[0]
	if v.Kind() == value.KindUnknown {
		return c.unknown(v)
	}
	size, f := c.weigh(v)
	if c.bad(f) || c.bad(c.grow(size, c.at)) {
		return value.Any{}
	}
	scope := c.symbolScope(c.n, c.fr) + "\x00" + strconv.Itoa(int(c.n))
	name := c.short(c.n)
	text := func() value.Text {
		w := jsonWriter{scope: scope, name: name}
		w.value(v)
		return value.Inline(w.b.String())
	}
	return value.AnyJSONLater(text, v, c.at)
}

// weigh returns about how many bytes v takes as JSON, and notes sensitive
// parts.
func (c *call) weigh(v value.Any) (int, *Failure) {
	if f := c.spend(1, c.at); f != nil {
		return 0, f
	}
	c.hidden = c.hidden || v.Sensitive()
	size := 8
	if t, ok := v.Scalar(); ok && v.Kind() != value.KindText {
		return len(t.Inline()), nil
	}
	if v.Kind() == value.KindText {
		if tree, ok := v.Tree(); ok { // not made yet: do not make it for this
			n, f := c.weigh(tree)
			return 2 * n, f
		}
		t, _ := v.Text()
		return len(t.Inline()) + 2, nil
	}
	for _, k := range v.Keys() {
		size += len(k) + 4
	}
	for _, x := range v.Elements() {
		n, f := c.weigh(x)
		if f != nil {
			return 0, f
		}
		size += n
	}
	return size, nil
}

// A jsonWriter writes JSON as Terraform does: keys sorted, no spaces, <, > and
// & escaped.
type jsonWriter struct {
	b           strings.Builder
	scope, name string
	holes       int
}

// encodeJSON returns a value without unknown parts as JSON.
func encodeJSON(v value.Any) string {
	var w jsonWriter
	w.value(v)
	return w.b.String()
}

func (w *jsonWriter) value(v value.Any) {
	if v.Partial() {
		w.hole() // also of what else it may hold nothing can be said
		return
	}
	switch v.Kind() {
	case value.KindUnknown, value.KindSeveral:
		w.hole()
	case value.KindNull:
		w.b.WriteString("null")
	case value.KindBool, value.KindNumber:
		t, _ := v.Scalar()
		w.b.WriteString(t.Inline())
	case value.KindText:
		t, _ := v.Text()
		w.b.WriteString(quoteJSON(t.Inline()))
	case value.KindMap:
		w.b.WriteByte('{')
		for i, k := range v.Keys() {
			if i > 0 {
				w.b.WriteByte(',')
			}
			w.b.WriteString(quoteJSON(k))
			w.b.WriteByte(':')
			w.value(v.Elements()[i])
		}
		w.b.WriteByte('}')
	default:
		w.b.WriteByte('[')
		for i, x := range v.Elements() {
			if i > 0 {
				w.b.WriteByte(',')
			}
			w.value(x)
		}
		w.b.WriteByte(']')
	}
}

func (w *jsonWriter) hole() {
	w.holes++
	name := "part " + strconv.Itoa(w.holes) + " of " + w.name
	w.b.WriteString(value.Hole(value.NewSymbol(value.Free, w.scope, name)).Inline())
}

// quoteJSON returns s in quotes, with the escapes of Go's encoding/json.
func quoteJSON(s string) string {
	const hex = "0123456789abcdef"
	out := make([]byte, 0, len(s)+2)
	out = append(out, '"')
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			switch {
			case r == utf8.RuneError && n == 1:
				out = append(out, `\ufffd`...)
			case r == 0x2028 || r == 0x2029:
				out = append(out, `\u202`...)
				out = append(out, hex[r&15])
			default:
				out = append(out, s[i:i+n]...)
			}
			i += n
			continue
		}
		i++
		switch c {
		case '"', '\\':
			out = append(out, '\\', c)
		case '\n':
			out = append(out, `\n`...)
		case '\r':
			out = append(out, `\r`...)
		case '\t':
			out = append(out, `\t`...)
		case '\b':
			out = append(out, `\b`...)
		case '\f':
			out = append(out, `\f`...)
		default:
			if c < 0x20 || c == '<' || c == '>' || c == '&' {
				out = append(out, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
				continue
			}
			out = append(out, c)
		}
	}
	return string(append(out, '"'))
}

// jsonDecode returns what a JSON text says. Holes inside its strings survive,
// a hole in place of a value is unknown.
func jsonDecode(c *call) value.Any {
	if c.args[0].Kind() == value.KindUnknown {
		return c.unknown(c.args[0])
	}
	if tree, ok := c.args[0].Tree(); ok {
		return tree
	}
	t := c.text(0)
	if c.failed != nil {
		return value.Any{}
	}
	if isWholeHole(t) {
		return c.unknown(c.args[0])
	}
	v, wrong := DecodeJSON(t, c.args[0].Origin())
	if wrong != "" {
		if t.HasHoles() {
			return c.unknown(c.args[0])
		}
		return c.fail("the text is no JSON: %s", wrong)
	}
	if c.bad(c.spend(len(t.Inline())/4, c.at)) {
		return value.Any{}
	}
	return v
}

// maxJSONDepth is how deep the values of a JSON text may be nested.
const maxJSONDepth = 1000

// DecodeJSON returns the value that the JSON text t is, all parts of it with
// the origin at. Holes inside strings survive; a hole in place of a value is
// an unknown value. If t is no JSON it says why.
func DecodeJSON(t value.Text, at value.Origin) (v value.Any, wrong string) {
	p := jsonParser{s: t.Inline(), at: at}
	p.space()
	v = p.value(0)
	p.space()
	if p.wrong == "" && p.i < len(p.s) {
		p.fail("something follows the value")
	}
	if p.wrong != "" {
		return value.Any{}, p.wrong
	}
	return v, ""
}

type jsonParser struct {
	s     string
	i     int
	at    value.Origin
	wrong string
}

func (p *jsonParser) fail(why string) value.Any {
	if p.wrong == "" {
		p.wrong = why + " (byte " + strconv.Itoa(p.i) + ")"
	}
	p.i = len(p.s)
	return value.Any{}
}

func (p *jsonParser) space() {
	for p.i < len(p.s) && (p.s[p.i] == ' ' || p.s[p.i] == '\n' || p.s[p.i] == '\t' || p.s[p.i] == '\r') {
		p.i++
	}
}

// take skips c and the space around it, if it is next.
func (p *jsonParser) take(c byte) bool {
	p.space()
	if p.i < len(p.s) && p.s[p.i] == c {
		p.i++
		p.space()
		return true
	}
	return false
}

func (p *jsonParser) value(depth int) value.Any {
	if depth > maxJSONDepth {
		return p.fail("the values are nested too deeply")
	}
	if p.i >= len(p.s) {
		return p.fail("it ends where a value belongs")
	}
	switch c := p.s[p.i]; {
	case c == '{':
		p.i++
		return p.object(depth)
	case c == '[':
		p.i++
		return p.array(depth)
	case c == '"':
		return value.AnyText(p.str(), p.at)
	}
	end := p.i
	for end < len(p.s) && strings.IndexByte(",]} \n\t\r:\"[{", p.s[end]) < 0 {
		end++
	}
	word := p.s[p.i:end]
	switch word {
	case "null":
		p.i = end
		return value.AnyNull(p.at)
	case "true", "false":
		p.i = end
		return value.AnyBool(word == "true", p.at)
	}
	if t := value.Inline(word); t.HasHoles() {
		p.i = end
		return unknown(t.String()+" is not known", p.at)
	}
	if d, ok := canonical(word); ok && isJSONNumber(word) {
		p.i = end
		return value.AnyNumber(d, p.at)
	}
	return p.fail("there is no value")
}

func isJSONNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	digits := func() bool {
		n := 0
		for n < len(s) && '0' <= s[n] && s[n] <= '9' {
			n++
		}
		s = s[n:]
		return n > 0
	}
	zero := strings.HasPrefix(s, "0")
	before := len(s)
	if !digits() || zero && before-len(s) > 1 {
		return false
	}
	if strings.HasPrefix(s, ".") {
		if s = s[1:]; !digits() {
			return false
		}
	}
	if s != "" && (s[0] == 'e' || s[0] == 'E') {
		if s = s[1:]; s != "" && (s[0] == '+' || s[0] == '-') {
			s = s[1:]
		}
		if !digits() {
			return false
		}
	}
	return s == ""
}

func (p *jsonParser) object(depth int) value.Any {
	m := newMapping(0)
	if p.take('}') {
		return m.done(p.at)
	}
	for p.wrong == "" {
		p.space()
		if p.i >= len(p.s) || p.s[p.i] != '"' {
			return p.fail("there is no key")
		}
		key := p.str()
		if !p.take(':') {
			return p.fail("there is no colon behind a key")
		}
		m.add(key.Inline(), p.value(depth+1))
		if p.take('}') {
			break
		}
		if !p.take(',') {
			return p.fail("there is neither a comma nor a closing brace")
		}
	}
	return m.done(p.at)
}

func (p *jsonParser) array(depth int) value.Any {
	var out []value.Any
	if p.take(']') {
		return value.AnyList(nil, p.at)
	}
	for p.wrong == "" {
		p.space()
		out = append(out, p.value(depth+1))
		if p.take(']') {
			break
		}
		if !p.take(',') {
			return p.fail("there is neither a comma nor a closing bracket")
		}
	}
	return value.AnyList(out, p.at)
}

// str reads a string, which the parser stands at.
func (p *jsonParser) str() value.Text {
	p.i++
	from := p.i
	for p.i < len(p.s) && p.s[p.i] != '"' && p.s[p.i] != '\\' && p.s[p.i] >= 0x20 {
		p.i++
	}
	if p.i < len(p.s) && p.s[p.i] == '"' {
		p.i++
		return value.Inline(p.s[from : p.i-1])
	}
	out := []byte(p.s[from:p.i])
	for p.i < len(p.s) {
		c := p.s[p.i]
		p.i++
		switch {
		case c == '"':
			return value.Inline(string(out))
		case c < 0x20:
			p.fail("a string holds a control character")
			return value.Text{}
		case c != '\\':
			out = append(out, c)
			continue
		}
		if p.i >= len(p.s) {
			break
		}
		c = p.s[p.i]
		p.i++
		switch c {
		case '"', '\\', '/':
			out = append(out, c)
		case 'n':
			out = append(out, '\n')
		case 'r':
			out = append(out, '\r')
		case 't':
			out = append(out, '\t')
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case 'u':
			r := p.hex()
			if utf16.IsSurrogate(r) {
				low := rune(-1)
				if strings.HasPrefix(p.s[p.i:], `\u`) {
					back := p.i
					p.i += 2
					low = p.hex()
					if utf16.DecodeRune(r, low) == utf8.RuneError {
						p.i = back
					}
				}
				r = utf16.DecodeRune(r, low)
			}
			out = append(out, value.Literal(string(r)).Inline()...)
		default:
			p.fail("a string holds a wrong escape")
			return value.Text{}
		}
	}
	p.fail("a string does not end")
	return value.Text{}
}

func (p *jsonParser) hex() rune {
	if p.i+4 <= len(p.s) {
		if n, err := strconv.ParseUint(p.s[p.i:p.i+4], 16, 32); err == nil {
			p.i += 4
			return rune(n)
		}
	}
	p.fail("a string holds a wrong escape")
	return utf8.RuneError
}
