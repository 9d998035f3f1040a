package estate

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"bailiwick/value"
)

// The bounds on a JSON text inside an attribute. AWS takes no attribute of
// half this size.
const (
	maxJSON      = 1 << 20 // bytes
	maxJSONDepth = 32
)

// parsed returns the value that a text encodes as JSON, such as a queue's
// redrive policy: the tree if it is still at hand, else the text parsed, all
// of whose parts then have the origin of the whole.
func parsed(a value.Any) value.Any {
	if tree, ok := a.Tree(); ok {
		return tree
	}
	text, ok := a.Text()
	if !ok {
		return a
	}
	if strings.TrimSpace(text.Inline()) == "" {
		return value.AnyNull(a.Origin())
	}
	broken := value.AnyUnknown(value.Because("it is not JSON"), a.Origin())
	switch {
	case len(text.Inline()) > maxJSON:
		return value.AnyUnknown(value.Because("it is longer than 1 MiB"), a.Origin())
	case text.HasHoles() && text.LiteralPrefix() == "":
		return value.AnyUnknown(value.Because(a.String()+" is not known"), a.Origin())
	case strings.Contains(strings.ToLower(text.Inline()), `\udb`):
		return broken // an escape could spell the runes of a hole
	}
	d := json.NewDecoder(strings.NewReader(text.Inline()))
	d.UseNumber()
	out, ok := readJSON(d, a.Origin(), 0)
	if !ok {
		return broken
	}
	if _, err := d.Token(); err != io.EOF {
		return broken
	}
	return out
}

// readJSON reads one value. Holes inside strings stay holes, since their runes
// are plain text to the decoder.
func readJSON(d *json.Decoder, at value.Origin, depth int) (value.Any, bool) {
	t, err := d.Token()
	if err != nil || depth > maxJSONDepth {
		return value.Any{}, false
	}
	switch t := t.(type) {
	case nil:
		return value.AnyNull(at), true
	case bool:
		return value.AnyBool(t, at), true
	case json.Number:
		return value.AnyNumber(t.String(), at), true
	case string:
		return value.AnyText(value.Inline(t), at), true
	case json.Delim:
		if t == '[' {
			return readJSONList(d, at, depth)
		}
		return readJSONMap(d, at, depth)
	}
	return value.Any{}, false
}

func readJSONList(d *json.Decoder, at value.Origin, depth int) (value.Any, bool) {
	var elements []value.Any
	for d.More() {
		e, ok := readJSON(d, at, depth+1)
		if !ok {
			return value.Any{}, false
		}
		elements = append(elements, e)
	}
	_, err := d.Token()
	return value.AnyList(elements, at), err == nil
}

// readJSONMap reads an object; of equal keys the last one counts.
func readJSONMap(d *json.Decoder, at value.Origin, depth int) (value.Any, bool) {
	members := make(map[string]value.Any)
	var keys []string
	for d.More() {
		t, err := d.Token()
		key, isText := t.(string)
		if err != nil || !isText {
			return value.Any{}, false
		}
		e, ok := readJSON(d, at, depth+1)
		if !ok {
			return value.Any{}, false
		}
		if _, twice := members[key]; !twice {
			keys = append(keys, key)
		}
		members[key] = e
	}
	slices.Sort(keys)
	elements := make([]value.Any, len(keys))
	for i, key := range keys {
		elements[i] = members[key]
	}
	_, err := d.Token()
	return value.AnyMap(keys, elements, at), err == nil
}
