package cloudformation

import (
	"fmt"
	"strings"
	"testing"
)

// read returns what overrides or tagPairs sets, as text.
func read(of func(string, func(key, value string)) bool, text string) string {
	var out []string
	whole := of(text, func(key, value string) { out = append(out, fmt.Sprintf("%s:%q", key, value)) })
	if !whole {
		out = append(out, "and more")
	}
	return strings.Join(out, " ")
}

func TestOverrides(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"  ", ""},
		{"A=b", `A:"b"`},
		{"A=b C=d=e", `A:"b" C:"d=e"`},
		{" A=b   C=d ", `A:"b" C:"d"`},
		{`A="b c" D='e f'`, `A:"b c" D:"e f"`},
		{`"A"="b"`, `A:"b"`},
		{`A="b \"c\" d"`, `A:"b \"c\" d"`},
		{`A=b\ c D=`, `A:"b c" and more`},
		{`A= B=c`, `B:"c" and more`},
		{`A="" B=c`, `A:"" B:"c"`},
		{`A=b,c`, `A:"b,c"`},
		{"A=b\nC=d", `A:"b\nC=d"`},
		{"ParameterKey=A,ParameterValue=b ParameterKey=C,ParameterValue=\"d e\"", `A:"b" C:"d e"`},
		{"ParameterKey=A", "and more"},
		{"ParameterKey", "and more"},
		{"A", "and more"},
		{"A B=c", `B:"c" and more`},
		{`A="b`, "and more"},
		{`A="b"c D=e`, `D:"e" and more`},
		{`A=b"c" D=e`, `D:"e" and more`},
		{`A=b\`, "and more"},
		{`=b`, "and more"},
	} {
		if got := read(overrides, c.text); got != c.want {
			t.Errorf("overrides(%q) sets %s, want %s", c.text, got, c.want)
		}
	}
}

func TestTagPairs(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a=b c", `a:"b c"`},
		{"a=b c=d", `a:"b" c:"d"`},
		{`aws:x="b c" d="e=f"`, `aws:x:"b c" d:"e=f"`},
		{"a", "and more"},
	} {
		if got := read(tagPairs, c.text); got != c.want {
			t.Errorf("tagPairs(%q) sets %s, want %s", c.text, got, c.want)
		}
	}
}

// What is written in quotes is read as it was, and whatever else ends.
func FuzzOverrides(f *testing.F) {
	f.Add("b c")
	f.Add(`A="b" C='d`)
	f.Fuzz(func(t *testing.T, text string) {
		overrides(text, func(key, _ string) {
			if key == "" && !strings.Contains(text, `""=`) && !strings.Contains(text, "''=") {
				t.Errorf("%q has a key of nothing", text)
			}
		})
		if strings.Contains(text, `\`) {
			return
		}
		written := `A="` + strings.ReplaceAll(text, `"`, `\"`) + `" B=c`
		if got, want := read(overrides, written), fmt.Sprintf(`A:%q B:"c"`, text); got != want {
			t.Errorf("overrides(%q) sets %s, want %s", written, got, want)
		}
	})
}

// Any configuration is read or told.
func FuzzSamconfig(f *testing.F) {
	f.Add([]byte("version = 0.1\n[default.deploy.parameters]\nparameter_overrides = \"A=b\"\n"))
	f.Add([]byte("[default.deploy.parameters]\nparameter_overrides = ["))
	f.Add([]byte("a = [[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]\nb = 1979-05-27\nc = nan"))
	f.Fuzz(func(t *testing.T, src []byte) {
		root, _, err := tables("samconfig.toml", src)
		if (root == nil) == (err == nil) {
			t.Fatalf("read %v, told %v", root, err)
		}
		if root != nil {
			for _, e := range root.List {
				deployOptions(e)
			}
		}
	})
}
