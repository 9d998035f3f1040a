package settings

import (
	"cmp"
	"reflect"
	"slices"
	"strconv"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"bailiwick/internal/spelling"
)

// A decoder reads one file and collects what does not hold in it.
type decoder struct {
	file     string
	text     []byte
	lines    []int // offsets of the lines; filled by at
	chars    []int // offsets of the characters, where they are not one byte each; filled by at
	nodes    int   // that may still be read
	mentions []mention
	problems []Problem
}

// custom is a type whose nodes are no plain scalar, list or table.
type custom interface {
	decode(d *decoder, n *yaml.Node, t tags)
	schema(w schemaWriter, t tags) schema
}

// checked is an entry with a condition over several of its keys.
type checked interface {
	check(d *decoder, e *entry)
}

// value reads n into v, or tells what is wrong with it.
func (d *decoder) value(n *yaml.Node, v reflect.Value, t tags) {
	switch x := v.Addr().Interface().(type) {
	case custom:
		x.decode(d, n, t)
		return
	case scalar:
		f := x.form()
		if n.Kind != yaml.ScalarNode || empty(n) || !x.set(n.Value) {
			t.words = f.words
			t.example = cmp.Or(t.sample(), f.example)
			d.wrong(n, t, f.want)
			return
		}
		d.mention(n, x)
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		if v.SetBool(n.Value == "true"); !plainText(n) || n.Value != "true" && n.Value != "false" {
			d.wrong(n, t, "true or false")
		}
	case reflect.Int:
		i, err := strconv.Atoi(n.Value)
		if v.SetInt(int64(i)); !plainText(n) || err != nil || !digits(n.Value) {
			d.wrong(n, t, unit(t.key))
		} else if i < t.min || i > t.max {
			d.wrong(n, t, "from "+strconv.Itoa(t.min)+" to "+strconv.Itoa(t.max))
		}
	case reflect.String:
		if v.SetString(n.Value); n.Kind != yaml.ScalarNode || empty(n) || n.Value == "" {
			d.wrong(n, t, "a text")
		} else if len(t.words) > 0 && !slices.Contains(t.words, n.Value) {
			d.wrong(n, t, "")
		}
	case reflect.Slice:
		d.list(n, v, t)
	case reflect.Map:
		d.table(n, v, t)
	case reflect.Struct:
		d.entry(n, v, t)
	default:
		panic("internal error: no way to read " + v.Type().String())
	}
}

// list reads a list. A single value stands for a list of one; entries with a
// name are written as a table of them.
func (d *decoder) list(n *yaml.Node, v reflect.Value, t tags) {
	elem := v.Type().Elem()
	items := []*yaml.Node{n}
	switch {
	case named(elem):
		d.named(n, v, t)
		return
	case n.Kind == yaml.SequenceNode:
		items = n.Content
	case n.Kind == yaml.ScalarNode && !empty(n) && !strings.Contains(n.Value, ", ") && elem.Kind() != reflect.Slice:
	case n.Kind == yaml.MappingNode && elem == reflect.TypeFor[RequiredTag]():
		items = pairs(n)
	default:
		d.wrong(n, t, "a list")
		return
	}
	if n.Kind == yaml.SequenceNode {
		t.name = "each of " + t.name
	}
	for _, item := range items {
		x := reflect.New(elem).Elem()
		d.value(item, x, t)
		v.Set(reflect.Append(v, x))
	}
}

// pairs makes a list of tables of one pair.
func pairs(n *yaml.Node) []*yaml.Node {
	var list []*yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		list = append(list, &yaml.Node{Kind: yaml.MappingNode, Content: n.Content[i : i+2], Line: key.Line, Column: key.Column})
	}
	return list
}

// table reads a table whose keys are free.
func (d *decoder) table(n *yaml.Node, v reflect.Value, t tags) {
	if n.Kind != yaml.MappingNode {
		d.wrong(n, t, "a table")
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	d.eachPair(n, t.name, func(key, value *yaml.Node) {
		k, x := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		kt := tags{name: "each key of " + t.name, key: t.key, example: t.sample()}
		d.value(key, k, kt)
		t := t
		t.name = key.Value
		d.value(value, x, t)
		v.SetMapIndex(k, x)
	})
}

// eachPair calls f for the pairs of a table, in the order of the file, and
// tells keys that are there twice.
func (d *decoder) eachPair(n *yaml.Node, name string, f func(key, value *yaml.Node)) {
	seen := make(map[string]*yaml.Node, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode || empty(key) {
			d.problem(key, Problem{Summary: "a key of " + name + " must be a text", Next: "key: value"})
			continue
		}
		if first := seen[key.Value]; first != nil {
			d.twice(key, key.Value, first.Line)
			continue
		}
		seen[key.Value] = key
		f(key, n.Content[i+1])
	}
}

func (d *decoder) twice(key *yaml.Node, name string, line int) {
	d.problem(key, Problem{
		Summary: quoteName(name) + " is written twice: on line " + strconv.Itoa(line) + " and on line " + strconv.Itoa(key.Line),
		Next:    "keep one of the two",
	})
}

// wrong tells that n is not what the key wants.
func (d *decoder) wrong(n *yaml.Node, t tags, want string) {
	if len(t.words) > 0 && (want == "" || n.Kind == yaml.ScalarNode && !empty(n)) {
		want = oneOf(t.words)
	}
	p := Problem{Summary: t.name + " must be " + want + ", not " + describe(n)}
	if n.Kind == yaml.ScalarNode {
		p.Near = spelling.Near(n.Value, t.words)
	}
	if s := t.sample(); s != "" {
		p.Next = t.key + ": " + s
	} else if len(t.words) > 0 {
		p.Next = t.key + ": " + t.words[0]
	} else {
		p.Next = "write " + want
	}
	d.problem(n, p)
}

// problem tells p about n.
func (d *decoder) problem(n *yaml.Node, p Problem) {
	p.Place = d.place(n)
	d.tell(p)
}

// maxProblems bounds what one file can make us say.
const maxProblems = 100

func (d *decoder) tell(p Problem) {
	if len(d.problems) < maxProblems {
		p.Effect = effect
		d.problems = append(d.problems, p)
	}
}

// empty reports whether n was written without a value, or as null.
func empty(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// plainText reports whether n is a word without quotes.
func plainText(n *yaml.Node) bool {
	const quotes = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle
	return n.Kind == yaml.ScalarNode && n.Style&quotes == 0
}

// unit says what a number counts, which the key's name ends in.
func unit(key string) string {
	_, last, _ := strings.Cut(key[max(0, strings.LastIndex(key, "_")):], "_")
	switch last {
	case "days", "hours", "minutes":
		return "a number of " + last
	}
	return "a whole number"
}

// describe says what n is, cut to what fits a message.
func describe(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Kind == yaml.MappingNode:
		return "a table"
	case empty(n):
		return "nothing"
	case plainText(n):
		return quoteName(n.Value)
	}
	return quote(n.Value)
}

// quote writes foreign text in double quotes, with control characters escaped.
func quote(s string) string { return strconv.Quote(short(s)) }

// quoteName writes a plain word as it is; anything else is quoted.
func quoteName(s string) string {
	if q := quote(s); s == "" || q != `"`+s+`"` || strings.Contains(s, " ") {
		return q
	}
	return s
}

func short(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// oneOf joins words to "a, b or c".
func oneOf(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
