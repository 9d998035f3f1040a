package plan

import (
	"bytes"
	"math"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// A text is a place in JSON that the decoder has found well-formed. Blanks,
// commas and colons before a value are passed over: in well-formed text they
// only part.
type text struct {
	b  []byte
	at int
}

// kind returns the first byte of the next value, or of what ends the list or
// object; 0 at the end.
func (t *text) kind() byte {
	for t.at < len(t.b) {
		switch c := t.b[t.at]; c {
		case ' ', '\t', '\n', '\r', ',', ':':
			t.at++
		default:
			return c
		}
	}
	return 0
}

// raw returns the next string, number or word as it is written.
func (t *text) raw() []byte {
	quoted := t.kind() == '"'
	start := t.at
	if quoted {
		t.at++
		t.endString()
		return t.b[start:t.at]
	}
	for t.at < len(t.b) {
		switch t.b[t.at] {
		case ' ', '\t', '\n', '\r', ',', ':', ']', '}', '[', '{', '"':
			if t.at == start {
				t.at++ // what should not stand here: go on
			}
			return t.b[start:t.at]
		}
		t.at++
	}
	return t.b[start:t.at]
}

// endString passes over the rest of a string: to the first quote with an even
// number of backslashes before it.
func (t *text) endString() {
	for from := t.at; ; {
		i := bytes.IndexByte(t.b[from:], '"')
		if i < 0 {
			t.at = len(t.b)
			return
		}
		from += i + 1
		n := 0
		for from-2-n >= t.at && t.b[from-2-n] == '\\' {
			n++
		}
		if n%2 == 0 {
			t.at = from
			return
		}
	}
}

// skip passes over the next value and returns it as it is written.
func (t *text) skip() []byte {
	t.kind()
	start := t.at
	for depth := 0; t.at < len(t.b); {
		switch t.kind() {
		case '{', '[':
			depth++
			t.at++
		case '}', ']':
			depth--
			t.at++
		default:
			t.raw()
		}
		if depth <= 0 {
			break
		}
	}
	return t.b[start:t.at]
}

// members calls f for each member of an object; f may leave the value to be
// passed over. What is no object has none and is passed over.
func (t *text) members(f func(name []byte)) {
	if t.kind() != '{' {
		t.skip()
		return
	}
	t.at++
	for t.kind() == '"' {
		name := unquoted(t.raw())
		t.kind()
		at := t.at
		if f(name); t.at == at {
			t.skip()
		}
	}
	t.at = min(t.at+1, len(t.b))
}

// elements calls f for each element of a list, in the way of members.
func (t *text) elements(f func()) {
	if t.kind() != '[' {
		t.skip()
		return
	}
	t.at++
	for k := t.kind(); k != ']' && k != 0 && k != '}'; k = t.kind() {
		at := t.at
		if f(); t.at == at {
			t.skip()
		}
	}
	t.at = min(t.at+1, len(t.b))
}

// string returns the next value if it is a string, else "".
func (t *text) string() string { return string(t.bytes()) }

// bytes is string without a copy.
func (t *text) bytes() []byte {
	if t.kind() != '"' {
		t.skip()
		return nil
	}
	return unquoted(t.raw())
}

// leave passes over all that is left.
func (t *text) leave() { t.at = len(t.b) }

// unquoted returns what a string as it is written says.
func unquoted(raw []byte) []byte {
	if len(raw) < 2 {
		return nil
	}
	if bytes.IndexByte(raw, '\\') >= 0 {
		out, _ := jsontext.AppendUnquote(nil, raw)
		return out
	}
	return raw[1 : len(raw)-1]
}

// decimal returns a number in the form that Terraform prints; false for what
// is out of all bounds.
func decimal(raw string) (string, bool) {
	if !strings.ContainsAny(raw, ".eE-") {
		return raw, true
	}
	f, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.Abs(f) > 1e18 && strings.ContainsAny(raw, "eE") {
		return "", false
	}
	if f == 0 {
		return "0", true
	}
	if !strings.ContainsAny(raw, ".eE") {
		return raw, true
	}
	return strconv.FormatFloat(f, 'f', -1, 64), true
}
