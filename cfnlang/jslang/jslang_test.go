package jslang

import (
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

// files are the files of a project.
type files map[string]string

// archive returns the files of a txtar archive; a text without any is
// serverless.ts.
func archive(text string) files {
	a := txtar.Parse([]byte(text))
	if len(a.Files) == 0 {
		return files{"serverless.ts": text}
	}
	out := files{}
	for _, f := range a.Files {
		out[f.Name] = string(f.Data)
	}
	return out
}

func (f files) reader() *Reader {
	return &Reader{Places: new(value.Places), Dir: ".", Load: func(name string) ([]byte, bool) {
		src, ok := f[name]
		return []byte(src), ok
	}}
}

// read returns what a file of a project exports, in short.
func (f files) read(t *testing.T, name string) string {
	t.Helper()
	n, problems := f.reader().Parse(name)
	if n == nil {
		return "! " + problems[0].Summary
	}
	return short(n)
}

// short writes a tree: JSON, but names without quotes, and <the reason> of what is
// not known.
func short(n *cfnlang.Node) string {
	var out strings.Builder
	write(&out, n)
	return out.String()
}

func write(out *strings.Builder, n *cfnlang.Node) {
	switch n.Kind {
	case cfnlang.String:
		out.WriteString(strconv.Quote(n.Text))
	case cfnlang.Unknown:
		out.WriteString("<" + n.Text + ">")
	case cfnlang.List:
		out.WriteByte('[')
		for i, e := range n.List {
			if i > 0 {
				out.WriteString(", ")
			}
			write(out, e)
		}
		out.WriteByte(']')
	case cfnlang.Map:
		out.WriteByte('{')
		for i, k := range n.Keys {
			if i > 0 {
				out.WriteString(", ")
			}
			name := k.Name
			if name == cfnlang.Unread {
				name = "..."
			}
			out.WriteString(name + ": ")
			write(out, n.List[i])
		}
		out.WriteByte('}')
	default:
		out.WriteString(n.Text)
	}
}
