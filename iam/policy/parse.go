package policy

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"bailiwick/value"

	"github.com/go-json-experiment/json/jsontext"
)

// ErrSyntax is the error of Parse for bytes that are no policy document.
var ErrSyntax = errors.New("not a policy document")

const (
	// MaxSize is how many bytes of JSON are read: far more than any AWS quota.
	MaxSize = 1 << 20

	maxDepth = 32 // a policy needs 7
)

// Parse reads a policy from JSON. Everything that does not have the form of
// AWS's grammar is refused with an error that wraps ErrSyntax and names the
// byte: no JSON, duplicate names, bad UTF-8, unknown elements, wrong types.
// What has the form and is refused by AWS all the same is told by
// Document.Check. The places in the document are bytes of json, and have no
// origin.
func Parse(json []byte) (*Document, error) {
	if i := invalidUTF8(json); i >= 0 {
		return nil, fmt.Errorf("%w: byte %d: bad UTF-8", ErrSyntax, i)
	}
	d, issues := FromAny(value.AnyText(value.Literal(string(json)), 0))
	if len(issues) > 0 {
		return nil, fmt.Errorf("%w: byte %d: %s", ErrSyntax, issues[0].Start, issues[0].Message)
	}
	return d, nil
}

func invalidUTF8(b []byte) int {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// A span is the bytes of one JSON value in its text.
type span struct{ start, end uint32 }

// A syntaxError says where a text stops being JSON.
type syntaxError struct {
	at      uint32
	message string
}

// jsonTree decodes a JSON text, given in line, into a value. The origins of
// its parts are indexes into the spans that it returns: what reads the tree
// needs the bytes of each.
func jsonTree(text string) (value.Any, []span, *syntaxError) {
	if len(text) > MaxSize {
		return value.Any{}, nil, &syntaxError{MaxSize, fmt.Sprintf("it is longer than %d bytes", MaxSize)}
	}
	d := jsonDecoder{in: jsontext.NewDecoder(bytes.NewBufferString(text))}
	root, err := d.value()
	if err == nil {
		if _, end := d.in.ReadToken(); end == io.EOF {
			return root, d.spans, nil
		}
		err = d.fail("more follows behind the document")
	}
	var ours *syntaxError
	var theirs *jsontext.SyntacticError
	switch {
	case errors.As(err, &ours):
		return value.Any{}, nil, ours
	case errors.As(err, &theirs):
		message := strings.TrimPrefix(theirs.Err.Error(), "jsontext: ")
		if errors.Is(err, jsontext.ErrDuplicateName) {
			message = "an element is written twice: " + string(theirs.JSONPointer)
		}
		return value.Any{}, nil, &syntaxError{uint32(theirs.ByteOffset), message}
	}
	return value.Any{}, nil, &syntaxError{uint32(d.in.InputOffset()), "it ends too early"}
}

func (e *syntaxError) Error() string { return e.message }

type jsonDecoder struct {
	in    *jsontext.Decoder
	spans []span
}

func (d *jsonDecoder) fail(message string) error {
	return &syntaxError{uint32(d.in.InputOffset()), message}
}

// value decodes the next value and all below it.
func (d *jsonDecoder) value() (value.Any, error) {
	kind := d.in.PeekKind()
	if kind != '{' && kind != '[' {
		raw, err := d.in.ReadValue()
		if err != nil {
			return value.Any{}, err
		}
		return scalar(kind, string(raw), d.origin(len(raw))), nil
	}
	if d.in.StackDepth() >= maxDepth {
		return value.Any{}, d.fail(fmt.Sprintf("it nests deeper than %d", maxDepth))
	}
	if _, err := d.in.ReadToken(); err != nil {
		return value.Any{}, err
	}
	at := d.origin(1)
	var keys []string
	var parts []value.Any
	for {
		next := d.in.PeekKind()
		if next == '}' || next == ']' {
			break
		}
		if kind == '{' {
			raw, err := d.in.ReadValue()
			if err != nil {
				return value.Any{}, err
			}
			keys = append(keys, unquote(string(raw)).Inline())
		}
		part, err := d.value()
		if err != nil {
			return value.Any{}, err
		}
		parts = append(parts, part)
	}
	if _, err := d.in.ReadToken(); err != nil {
		return value.Any{}, err
	}
	d.spans[at].end = uint32(d.in.InputOffset())
	if kind == '[' {
		return value.AnyList(parts, at), nil
	}
	if !sortByKey(keys, parts) {
		return value.Any{}, d.fail("an element is written twice")
	}
	return value.AnyMap(keys, parts, at), nil
}

// origin enters the span of the n bytes that were just read.
func (d *jsonDecoder) origin(n int) value.Origin {
	end := uint32(d.in.InputOffset())
	d.spans = append(d.spans, span{end - uint32(n), end})
	return value.Origin(len(d.spans) - 1)
}

func scalar(kind jsontext.Kind, raw string, at value.Origin) value.Any {
	switch kind {
	case 'n':
		return value.AnyNull(at)
	case 't', 'f':
		return value.AnyBool(kind == 't', at)
	case '0':
		return value.AnyNumber(raw, at)
	}
	return value.AnyText(unquote(raw), at)
}

// unquote decodes a JSON string with its quotes, in which holes stand in line.
// An escape never makes a hole.
func unquote(raw string) value.Text {
	if strings.IndexByte(raw, '\\') < 0 {
		return value.Inline(raw[1 : len(raw)-1])
	}
	var out []value.Text
	for piece, hole := range value.Inline(raw[1 : len(raw)-1]).Pieces() {
		if piece == "" {
			out = append(out, value.Hole(hole))
			continue
		}
		plain, err := jsontext.AppendUnquote(nil, `"`+piece+`"`)
		if err != nil {
			plain = []byte(piece) // the decoder has taken it: cannot happen
		}
		out = append(out, value.Literal(string(plain)))
	}
	return value.Join(out...)
}

// sortByKey sorts keys, and parts along with them. It reports false if a key
// is there twice.
func sortByKey(keys []string, parts []value.Any) bool {
	order := make([]int, len(keys))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(keys[a], keys[b]) })
	sortedKeys, sortedParts := make([]string, len(keys)), make([]value.Any, len(keys))
	for i, from := range order {
		sortedKeys[i], sortedParts[i] = keys[from], parts[from]
		if i > 0 && sortedKeys[i] == sortedKeys[i-1] {
			return false
		}
	}
	copy(keys, sortedKeys)
	copy(parts, sortedParts)
	return true
}
