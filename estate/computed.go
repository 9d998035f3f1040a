package estate

import (
	"strings"

	"bailiwick/value"
)

// Fill returns the attribute's text: the format with every placeholder
// replaced. The function get is asked for each name and reports false for an
// attribute that is not set.
//
//	{name}          the attribute
//	{path|/}        the attribute, or "/" where it is not set
//	{bus/}          the attribute and a slash, or nothing where it is not set
//	{/name}         the attribute without the slash that it may begin with
//	{function:name} the name inside the attribute, which is a name or an ARN
//	{url:bare}      the attribute without https://
//
// What {name} is where it is not set, get decides: a hole, as a rule.
func (c Computed) Fill(get func(name string) (value.Text, bool)) value.Text {
	rest := c.Format
	if name, ok := alone(rest); ok {
		return fill(name, get)
	}
	var b strings.Builder
	b.Grow(len(rest) + 64)
	for {
		open := strings.IndexByte(rest, '{')
		if open < 0 {
			b.WriteString(rest)
			return value.Inline(b.String())
		}
		b.WriteString(rest[:open])
		var name string
		name, rest, _ = strings.Cut(rest[open+1:], "}")
		b.WriteString(fill(name, get).Inline())
	}
}

// alone returns the placeholder that a format consists of, if it is one.
func alone(format string) (string, bool) {
	end := strings.IndexByte(format, '}')
	if end != len(format)-1 || end < 0 || format[0] != '{' {
		return "", false
	}
	return format[1:end], true
}

func fill(placeholder string, get func(string) (value.Text, bool)) value.Text {
	if name, otherwise, ok := strings.Cut(placeholder, "|"); ok {
		if t, set := get(name); set {
			return t
		}
		return value.Literal(otherwise)
	}
	if name, ok := strings.CutSuffix(placeholder, "/"); ok {
		if t, set := get(name); set {
			return value.Join(t, value.Literal("/"))
		}
		return value.Text{}
	}
	if name, ok := strings.CutPrefix(placeholder, "/"); ok {
		t, _ := get(name)
		return value.Inline(strings.TrimPrefix(t.Inline(), "/"))
	}
	if name, ok := strings.CutSuffix(placeholder, ":name"); ok {
		t, _ := get(name)
		return nameIn(t)
	}
	if name, ok := strings.CutSuffix(placeholder, ":bare"); ok {
		t, _ := get(name)
		return bare(t)
	}
	t, _ := get(placeholder)
	return t
}
