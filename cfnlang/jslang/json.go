package jslang

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

var jsonFunctions = map[string]native{"parse": parseJSON, "stringify": stringify}

// imported returns a file of JSON as a value.
func (e *evaluator) imported(n *cfnlang.Node, depth int) val {
	e.spend(1 + len(n.Keys))
	v := val{at: n.At}
	switch n.Kind {
	case cfnlang.Null:
		v.kind = nullVal
	case cfnlang.Bool:
		v.kind, v.is = boolVal, n.Text == "true"
	case cfnlang.Number:
		f, err := strconv.ParseFloat(n.Text, 64)
		if err != nil && f == 0 {
			return unknown("it is no number", n.At)
		}
		v.kind, v.number = numberVal, f
	case cfnlang.String:
		v.kind, v.text = textVal, n.Text
	case cfnlang.List:
		v = e.newList(make([]val, len(n.List)), n.At)
		for i, one := range n.List {
			v.object.list[i] = e.imported(one, depth+1)
		}
	case cfnlang.Map:
		v = e.newMap(n.At)
		for i, k := range n.Keys {
			v.object.set(k.Name, e.imported(n.List[i], depth+1), k.At)
		}
	default:
		return unknown(n.Text, n.At)
	}
	return v
}

func parseJSON(e *evaluator, _ val, a []val, at value.Origin) val {
	if len(a) != 1 || a[0].kind != textVal || rooted(a[0].text) {
		return e.notKnown(a, "JSON is parsed", at)
	}
	e.spend(len(a[0].text))
	d := jsontext.NewDecoder(bytes.NewBufferString(a[0].text), jsontext.AllowDuplicateNames(true))
	v, ok := e.decoded(d, 0, at)
	if !ok || d.InputOffset() < int64(len(strings.TrimRight(a[0].text, " \t\r\n"))) {
		e.risks++
		return unknown("what is parsed is no JSON", at)
	}
	return v
}

func (e *evaluator) decoded(d *jsontext.Decoder, depth int, at value.Origin) (val, bool) {
	t, err := d.ReadToken()
	if err != nil || depth > maxLevels || !e.spend(1) {
		return val{}, false
	}
	switch t.Kind() {
	case 'n':
		return val{kind: nullVal, at: at}, true
	case 't', 'f':
		return boolOf(t.Kind() == 't', at), true
	case '"':
		return textOf(t.String(), at), true
	case '0':
		f, err := strconv.ParseFloat(t.String(), 64)
		return numberOf(f, at), err == nil
	case '[':
		var list []val
		for d.PeekKind() != ']' {
			v, ok := e.decoded(d, depth+1, at)
			if !ok {
				return val{}, false
			}
			list = append(list, v)
		}
		_, err := d.ReadToken()
		return e.newList(list, at), err == nil
	case '{':
		v := e.newMap(at)
		for d.PeekKind() != '}' {
			name, err := d.ReadToken()
			if err != nil {
				return val{}, false
			}
			key := name.String()
			one, ok := e.decoded(d, depth+1, at)
			if !ok {
				return val{}, false
			}
			v.object.set(key, one, at)
		}
		_, err := d.ReadToken()
		return v, err == nil
	}
	return val{}, false
}

// stringify evaluates JSON.stringify(value), and with null, indent.
func stringify(e *evaluator, _ val, a []val, at value.Origin) val {
	w := &jsonWriter{evaluator: e}
	switch {
	case len(a) == 0 || len(a) > 3 || len(a) > 1 && !a[1].isNothing():
		return e.notKnown(a, "JSON is written", at)
	case len(a) == 3 && a[2].kind == numberVal:
		w.indent = strings.Repeat(" ", int(max(0, min(10, a[2].number))))
	case len(a) == 3 && a[2].kind == textVal && len(a[2].text) <= 10:
		w.indent = a[2].text
	case len(a) == 3 && !a[2].isNothing():
		return e.notKnown(a, "JSON is written", at)
	}
	if a[0].kind == undefinedVal {
		return val{at: at}
	}
	w.kind = textVal
	if why, ok := w.write(a[0], "\n", 0); !ok {
		return unknown(why.text, why.at)
	}
	return val{kind: w.kind, text: w.out.String(), at: at}
}

// A jsonWriter writes a value as JSON.stringify does.
type jsonWriter struct {
	*evaluator
	out    strings.Builder
	indent string
	kind   valKind // of the text
}

// write writes a value; else it says why that is not known. Lines begin with
// line.
func (w *jsonWriter) write(v val, line string, depth int) (why val, ok bool) {
	if !w.spend(1+w.out.Len()/1e6) || depth > maxLevels {
		return unknown("it is nested too deeply", v.at), false
	}
	switch v.kind {
	case undefinedVal, nullVal:
		w.out.WriteString("null")
	case boolVal, numberVal:
		text, _ := v.written()
		if strings.HasSuffix(text, "N") || strings.HasSuffix(text, "y") { // NaN and Infinity
			text = "null"
		}
		w.out.WriteString(text)
	case textVal:
		w.quote(v.text)
	case variableVal:
		if strings.ContainsAny(v.text, `"\\`) {
			return v.opaque()
		}
		w.kind = variableVal
		w.quote(v.text)
	case listVal, mapVal:
		if v.object.more != "" {
			return unknown(v.object.more, v.object.moreAt), false
		}
		return w.members(v, line, depth)
	case unknownVal:
		return v, false
	default:
		return unknown("code is written as JSON", v.at), false
	}
	return val{}, true
}

func (w *jsonWriter) members(v val, line string, depth int) (why val, ok bool) {
	inner, colon := "", ":"
	if w.indent != "" {
		inner, colon = line+w.indent, ": "
	}
	brackets, n := "[]", 0
	begin := func() {
		if n++; n > 1 {
			w.out.WriteByte(',')
		}
		w.out.WriteString(inner)
	}
	if v.kind == mapVal {
		brackets = "{}"
	}
	w.out.WriteByte(brackets[0])
	for _, one := range v.object.list {
		begin()
		if why, ok := w.write(one, inner, depth+1); !ok {
			return why, false
		}
	}
	for _, name := range v.object.ordered() {
		one := v.object.members[name].val
		if v.kind == listVal || one.kind == undefinedVal || one.kind == functionVal {
			continue
		}
		if name == "toJSON" {
			return unknown("toJSON is called", v.at), false
		}
		begin()
		w.quote(name)
		w.out.WriteString(colon)
		if why, ok := w.write(one, inner, depth+1); !ok {
			return why, false
		}
	}
	if n > 0 && w.indent != "" {
		w.out.WriteString(line)
	}
	w.out.WriteByte(brackets[1])
	return val{}, true
}

// quote writes a text as JSON.stringify does.
func (w *jsonWriter) quote(s string) {
	w.out.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			w.out.WriteByte('\\')
			w.out.WriteRune(r)
		case strings.ContainsRune("\b\f\n\r\t", r):
			w.out.WriteByte('\\')
			w.out.WriteByte("bfnrt"[strings.IndexRune("\b\f\n\r\t", r)])
		case r < 0x20:
			w.out.WriteString(`\u00`)
			w.out.WriteByte("0123456789abcdef"[r>>4])
			w.out.WriteByte("0123456789abcdef"[r&15])
		default:
			w.out.WriteRune(r)
		}
	}
	w.out.WriteByte('"')
	w.spend(len(s) / 16)
}
