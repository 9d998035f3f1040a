package tflang

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"bailiwick/value"
)

// yamlEncode writes YAML as Terraform does: blocks, keys and strings in double
// quotes, strings of several lines as literal blocks.
func yamlEncode(c *call) value.Any {
	v := c.args[0]
	if v.Kind() == value.KindUnknown {
		return c.unknown(v)
	}
	size, f := c.weigh(v)
	if c.bad(f) || c.bad(c.grow(2*size, c.at)) {
		return value.Any{}
	}
	w := yamlWriter{jsonWriter: jsonWriter{
		scope: c.symbolScope(c.n, c.fr) + "\x00" + strconv.Itoa(int(c.n)), name: c.short(c.n),
	}, limit: c.Budget.Bytes}
	w.node(v, 0, true)
	if w.limit < 0 {
		c.bad(c.grow(c.Budget.Bytes+1, c.at))
		return value.Any{}
	}
	return value.AnyText(value.Inline(w.b.String()), c.at)
}

type yamlWriter struct {
	jsonWriter
	limit int // bytes still allowed: deep nesting multiplies the indentation
}

// node writes v and a newline. The writer stands behind "- ", behind "key:" or,
// if bare, at the begin of a line; blocks stand depth levels deep.
func (w *yamlWriter) node(v value.Any, depth int, bare bool) {
	if w.limit -= 2*depth + 8; w.limit < 0 {
		return
	}
	kind := v.Kind()
	block := (kind == value.KindMap || kind == value.KindList || kind == value.KindSet) && v.Len() > 0 && !v.Partial()
	if !block {
		if !bare {
			w.b.WriteByte(' ')
		}
		w.scalar(v, depth)
		return
	}
	if !bare {
		w.b.WriteByte('\n')
		if kind != value.KindMap {
			depth-- // the dashes of a list stand below their key
		}
	}
	for i, x := range v.Elements() {
		if i > 0 || !bare {
			w.b.WriteString(strings.Repeat("  ", depth))
		}
		if kind == value.KindMap {
			w.b.WriteString(quoteYAML(v.Keys()[i]))
			w.b.WriteByte(':')
			w.node(x, depth+1, false)
			continue
		}
		w.b.WriteString("- ")
		w.node(x, depth+1, true)
	}
}

func (w *yamlWriter) scalar(v value.Any, depth int) {
	t, ok := v.Text()
	s := t.Inline()
	switch {
	case !ok:
		w.value(v) // a number, true, null, {} or []
	case strings.Contains(s, "\n") && isPrintable(s):
		w.literal(s, max(depth, 1))
		return
	default:
		w.b.WriteString(quoteYAML(s))
	}
	w.b.WriteByte('\n')
}

func (w *yamlWriter) literal(s string, depth int) {
	w.b.WriteByte('|')
	if s[0] == ' ' || s[0] == '\n' {
		w.b.WriteByte('2')
	}
	switch {
	case !strings.HasSuffix(s, "\n"):
		w.b.WriteByte('-')
	case strings.HasSuffix(s, "\n\n") || s == "\n":
		w.b.WriteByte('+')
	}
	w.b.WriteByte('\n')
	for line := range strings.Lines(s) {
		w.limit -= 2 * depth
		if w.limit < 0 {
			return
		}
		if line != "\n" {
			w.b.WriteString(strings.Repeat("  ", depth))
		}
		w.b.WriteString(line)
	}
	if !strings.HasSuffix(s, "\n") {
		w.b.WriteByte('\n')
	}
}

func isPrintable(s string) bool {
	for _, r := range s {
		if r < 0x20 && r != '\n' || 0x7F <= r && r < 0xA0 || r == 0xFEFF || r == utf8.RuneError {
			return false
		}
	}
	return true
}

func quoteYAML(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch r {
		case '"', '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case 0:
			b.WriteString(`\0`)
		case '\a':
			b.WriteString(`\a`)
		case '\b':
			b.WriteString(`\b`)
		case '\t':
			b.WriteString(`\t`)
		case '\n':
			b.WriteString(`\n`)
		case '\v':
			b.WriteString(`\v`)
		case '\f':
			b.WriteString(`\f`)
		case '\r':
			b.WriteString(`\r`)
		case 0x1B:
			b.WriteString(`\e`)
		case 0x85:
			b.WriteString(`\N`)
		case 0xA0:
			b.WriteString(`\_`)
		case 0x2028:
			b.WriteString(`\L`)
		case 0x2029:
			b.WriteString(`\P`)
		default:
			if r < 0x20 || 0x7F <= r && r < 0xA0 {
				b.WriteString(`\x`)
				b.WriteString(strings.ToUpper(strconv.FormatInt(int64(r)+0x100, 16))[1:])
				continue
			}
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// maxYAML is how many bytes of YAML are read.
const maxYAML = 4 << 20

// yamlDecode reads one document.
func yamlDecode(c *call) value.Any {
	s := c.literal(0)
	if len(s) > maxYAML {
		return unknown("the YAML is larger than is read", c.at)
	}
	if c.bad(c.grow(16*len(s), c.at)) {
		return value.Any{}
	}
	d := yaml.NewDecoder(strings.NewReader(s))
	var doc yaml.Node
	if err := d.Decode(&doc); err != nil || len(doc.Content) != 1 {
		return c.fail("the text is no YAML document")
	}
	if err := d.Decode(new(yaml.Node)); err == nil {
		return c.fail("the text holds more than one YAML document")
	}
	return c.yamlNode(doc.Content[0], c.args[0].Origin(), 0)
}

func (c *call) yamlNode(n *yaml.Node, at value.Origin, depth int) value.Any {
	if depth > 200 {
		return c.fail("the YAML is nested too deeply")
	}
	if c.bad(c.spend(1, c.at)) {
		return value.Any{}
	}
	switch n.Kind {
	case yaml.AliasNode:
		return c.yamlNode(n.Alias, at, depth+1)
	case yaml.SequenceNode:
		out := make([]value.Any, len(n.Content))
		for i, x := range n.Content {
			if out[i] = c.yamlNode(x, at, depth+1); c.failed != nil {
				return value.Any{}
			}
		}
		return value.AnyList(out, at)
	case yaml.MappingNode:
		m := newMapping(len(n.Content) / 2)
		var merged []value.Any
		for i := 0; i+1 < len(n.Content) && c.failed == nil; i += 2 {
			v := c.yamlNode(n.Content[i+1], at, depth+1)
			if k := n.Content[i]; k.Kind == yaml.ScalarNode && k.Value == "<<" && k.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) == 0 {
				if v.Kind() == value.KindList {
					merged = append(merged, v.Elements()...)
				} else {
					merged = append(merged, v)
				}
				continue
			}
			if c.failed == nil {
				c.bad(m.put(c.yamlNode(n.Content[i], at, depth+1), v))
			}
		}
		if len(merged) == 0 || c.failed != nil {
			return m.done(at)
		}
		whole := newMapping(0)
		for i := len(merged) - 1; i >= 0; i-- { // the first of several wins
			for j, k := range merged[i].Keys() {
				whole.add(k, merged[i].Elements()[j])
			}
		}
		for i, k := range m.keys {
			whole.add(k, m.vals[i])
		}
		return whole.done(at)
	}
	return c.yamlScalar(n, at)
}

var yamlTime = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$`)
})

// yamlScalar gives a scalar its type as Terraform does, which follows YAML 1.1
// in its words and 1.2 in its numbers.
func (c *call) yamlScalar(n *yaml.Node, at value.Origin) value.Any {
	s := n.Value
	text := value.AnyText(value.Literal(s), at)
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0 || n.Style&yaml.TaggedStyle != 0 && n.Tag == "!!str" {
		return text
	}
	switch s {
	case "", "~", "null", "Null", "NULL":
		return value.AnyNull(at)
	case "y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE":
		return value.AnyBool(true, at)
	case "n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE":
		return value.AnyBool(false, at)
	case ".inf", ".Inf", ".INF", "+.inf", "-.inf", ".nan", ".NaN", ".NAN":
		return c.fail("%s is no number that Terraform knows", s)
	}
	if strings.HasPrefix(s, "0x") || strings.HasPrefix(s, "0o") {
		if i, err := strconv.ParseUint(s, 0, 64); err == nil {
			return value.AnyNumber(strconv.FormatUint(i, 10), at)
		}
	}
	if d, ok := canonical(strings.TrimPrefix(s, "+")); ok && strings.ContainsAny(s, "0123456789") {
		return value.AnyNumber(d, at)
	}
	if len(s) >= 10 && s[4] == '-' && yamlTime().MatchString(s) {
		if len(s) == 10 {
			s += "T00:00:00Z"
		}
		return value.AnyText(value.Literal(s), at)
	}
	return text
}
