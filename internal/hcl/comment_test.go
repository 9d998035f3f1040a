package hcl

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

func commentsOf(f *File) []string {
	var out []string
	for start, end := range f.Comments() {
		out = append(out, string(f.Src[start:end]))
	}
	return out
}

func TestComments(t *testing.T) {
	for _, c := range []struct {
		name, src string
		want      []string
	}{
		{"none", "a = 1\n", nil},
		{"at the end of a line", "a = 1 # one\nb = 2 // two\r\n", []string{"# one", "// two"}},
		{"over lines", "/* one\n# two */ a = 1 /**/", []string{"/* one\n# two */", "/**/"}},
		{"not closed", "a = 1\n/* one", []string{"/* one"}},
		{"in a string", "a = \"# no ${b /* yes */} // no\" # yes", []string{"/* yes */", "# yes"}},
		{"behind escapes", `a = "\" # no" + "$${ # no" # yes`, []string{"# yes"}},
		{"in a heredoc", "a = <<E\n# no ${b # yes\n}\n E # no\n  E\n# yes\n", []string{"# yes", "# yes"}},
		{"braces in code", "a = \"${ { b = 1 } # yes\n} # no\"\n", []string{"# yes"}},
		{"division", "a = 1 / 2 # yes", []string{"# yes"}},
		{"a string that is not closed", "a = \"b\n# yes\n", []string{"# yes"}},
		{"no heredoc", "a = 1 << 2 # yes", []string{"# yes"}},
		{"braces that do not match", "}}} # yes", []string{"# yes"}},
	} {
		if diff := cmp.Diff(c.want, commentsOf(Parse([]byte(c.src)))); diff != "" {
			t.Errorf("%s: comments of %q (-want +got)\n%s", c.name, c.src, diff)
		}
	}
}

func TestCommentsOfJSONStandUnderTwoSlashes(t *testing.T) {
	f := ParseJSON([]byte(`{"//": "one", "resource": {"a": {"b": {"c": "// no", "//": ["two", "th\"ree", 4]}}}, "d": "//"}`))
	if diff := cmp.Diff([]string{"one", "two", `th\"ree`}, commentsOf(f)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// theirComments returns the comments that hashicorp/hcl sees, and whether the
// source has no error.
func theirComments(src []byte) ([]string, bool) {
	if _, diags := hclsyntax.ParseConfig(src, "", hcl.InitialPos); diags.HasErrors() {
		return nil, false
	}
	tokens, diags := hclsyntax.LexConfig(src, "", hcl.InitialPos)
	if diags.HasErrors() {
		return nil, false
	}
	var out []string
	for _, token := range tokens {
		if token.Type == hclsyntax.TokenComment {
			out = append(out, strings.TrimSuffix(strings.TrimSuffix(string(token.Bytes), "\n"), "\r"))
		}
	}
	return out, true
}

func TestCommentsAreThoseOfTheOracle(t *testing.T) {
	err := filepath.WalkDir(shared(t), func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".tf") {
			return err
		}
		src, err := os.ReadFile(name)
		if err != nil || !safe(src) {
			return err
		}
		if want, ok := theirComments(src); ok {
			if diff := cmp.Diff(want, commentsOf(Parse(src))); diff != "" {
				t.Errorf("%s (-want +got)\n%s", name, diff)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func FuzzComments(f *testing.F) {
	for _, src := range sources {
		f.Add([]byte(src))
		f.Add([]byte(src[:len(src)/2]))
	}
	f.Add([]byte("a = <<E\n# no ${b # yes\n}\n  E\n/* c */"))
	f.Fuzz(func(t *testing.T, src []byte) {
		file := Parse(src)
		last := uint32(0)
		for start, end := range file.Comments() {
			if start < last || end <= start || int(end) > len(src) {
				t.Fatalf("comment %d-%d behind %d in a source of %d bytes", start, end, last, len(src))
			}
			last = end
		}
		if !safe(src) || len(file.Errors) > 0 || bytes.HasPrefix(src, []byte("\xEF\xBB\xBF")) {
			return
		}
		if want, ok := theirComments(src); ok {
			if diff := cmp.Diff(want, commentsOf(file)); diff != "" {
				t.Errorf("%q (-want +got)\n%s", src, diff)
			}
		}
	})
}
