package cfnlang

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// A mistake is why a text is no JSON, and where.
type mistake struct {
	at   int
	what string
}

// readJSON reads a template in JSON.
func (p *parser) readJSON() (*Node, *mistake) {
	r := &jsonReader{parser: p, dec: jsontext.NewDecoder(bytes.NewBuffer(p.text), jsontext.AllowDuplicateNames(true))}
	root, err := r.value(0)
	if err == nil && !p.failed {
		if _, err = r.dec.ReadToken(); errors.Is(err, io.EOF) {
			return root, nil
		} else if err == nil {
			err = errors.New("something stands behind it")
		}
	}
	if p.failed {
		return nil, nil
	}
	at := int(r.dec.InputOffset())
	what := err.Error()
	if s := (*jsontext.SyntacticError)(nil); errors.As(err, &s) {
		at, what = int(s.ByteOffset), s.Err.Error()
	}
	return nil, &mistake{p.start + at, strings.TrimPrefix(what, "jsontext: ")}
}

type jsonReader struct {
	*parser
	dec *jsontext.Decoder
}

var errDeep = errors.New("lists and maps are nested more than 200 deep")

// value reads the next value.
func (r *jsonReader) value(depth int) (*Node, error) {
	if depth > maxDepth {
		return nil, errDeep
	}
	switch r.dec.PeekKind() {
	case '{':
		return r.object(depth)
	case '[':
		return r.array(depth)
	}
	raw, err := r.dec.ReadValue()
	if err != nil {
		return nil, err
	}
	end := r.start + int(r.dec.InputOffset())
	start := end - len(raw)
	switch raw.Kind() {
	case '"':
		return r.node(String, unquoted(raw), start, end), nil
	case '0':
		return r.node(Number, string(raw), start, end), nil
	case 'n':
		return r.node(Null, "null", start, end), nil
	}
	return r.node(Bool, string(raw), start, end), nil
}

func (r *jsonReader) object(depth int) (*Node, error) {
	n, err := r.open(Map)
	if err != nil {
		return nil, err
	}
	m := members{parser: r.parser, into: n}
	for r.dec.PeekKind() != '}' {
		raw, err := r.dec.ReadValue()
		if err != nil {
			return nil, err
		}
		if raw.Kind() != '"' {
			return nil, errors.New("the name of a member is no string")
		}
		end := r.start + int(r.dec.InputOffset())
		start, name := end-len(raw), unquoted(raw)
		v, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		m.add(name, start, end, v)
	}
	return n, r.close(n)
}

func (r *jsonReader) array(depth int) (*Node, error) {
	n, err := r.open(List)
	if err != nil {
		return nil, err
	}
	for r.dec.PeekKind() != ']' {
		v, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		n.List = append(n.List, v)
	}
	return n, r.close(n)
}

func (r *jsonReader) open(kind Kind) (*Node, error) {
	if _, err := r.dec.ReadToken(); err != nil {
		return nil, err
	}
	end := r.start + int(r.dec.InputOffset())
	return r.node(kind, "", end-1, end), nil
}

// close reads the bracket that closes n.
func (r *jsonReader) close(n *Node) error {
	_, err := r.dec.ReadToken()
	r.ends(n.At, r.start+int(r.dec.InputOffset()))
	return err
}

func unquoted(raw jsontext.Value) string {
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1 : len(raw)-1])
	}
	b, _ := jsontext.AppendUnquote(nil, raw)
	return string(b)
}
