package cfnlang

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bailiwick/value"
)

// written prints a tree in one line.
func written(n *Node) string {
	switch n.Kind {
	case List:
		parts := make([]string, len(n.List))
		for i, e := range n.List {
			parts[i] = written(e)
		}
		return "[" + strings.Join(parts, " ") + "]"
	case Map:
		parts := make([]string, len(n.List))
		for i, e := range n.List {
			parts[i] = n.Keys[i].Name + ":" + written(e)
		}
		return "{" + strings.Join(parts, " ") + "}"
	case String:
		return strconv.Quote(n.Text)
	}
	return n.Kind.String() + "(" + n.Text + ")"
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ name, text, want, problem string }{
		{"short forms", "a: !Ref b\nc: !GetAtt x.y.z\nd: !Sub\n  - '${q}'\n  - q: 1\ne: !Condition f\n", `{a:{Ref:"b"} c:{Fn::GetAtt:["x" "y.z"]} d:{Fn::Sub:["${q}" {q:number(1)}]} e:{Condition:"f"}}`, ""},
		{"nested short forms", "a: !Base64\n  Fn::Sub: x\nb: !If [p, !Ref q, !Ref AWS::NoValue]\n", `{a:{Fn::Base64:{Fn::Sub:"x"}} b:{Fn::If:["p" {Ref:"q"} {Ref:"AWS::NoValue"}]}}`, ""},
		{"GetAtt in one text", "Fn::GetAtt: a.b\n", `{Fn::GetAtt:["a" "b"]}`, ""},
		{"scalars of YAML 1.1", "[yes, No, on, true, 030, 0x1F, 1_000, 1.5, 2012-10-17, '12', ~, 1:30, 089, y, '', 1.2.3]", `[boolean(yes) boolean(No) boolean(on) boolean(true) number(030) number(0x1F) number(1_000) number(1.5) "2012-10-17" "12" null(~) number(1:30) "089" "y" "" "1.2.3"]`, ""},
		{"anchors and merge keys", "a: &x {p: 1, q: 2}\nb: *x\nc: {<<: *x, q: 3}\nd: {<<: [{p: 4}, *x]}\n", `{a:{p:number(1) q:number(2)} b:{p:number(1) q:number(2)} c:{q:number(3) p:number(1)} d:{p:number(4) q:number(2)}}`, ""},
		{"duplicate keys", "a: 1\nb: 2\na: 3\n", `{a:number(3) b:number(2)}`, `3:1: the key "a" stands twice`},
		{"byte order mark and CRLF", "\xEF\xBB\xBFa: b\r\nc: |\r\n  x\r\n  y\r\n", `{a:"b" c:"x\ny\n"}`, ""},
		{"JSON", `{"a": {"Fn::GetAtt": "x.y"}, "b": [1, true, null, "é"]}`, `{a:{Fn::GetAtt:["x" "y"]} b:[number(1) boolean(true) null(null) "é"]}`, ""},
		{"JSON with duplicates", `{"a": 1, "a": 2}`, `{a:number(2)}`, `1:10: the key "a"`},
		{"YAML in braces", "{a: b, c: [d]}", `{a:"b" c:["d"]}`, ""},
		{"two documents", "a: 1\n---\nb: 2\n", `{a:number(1)}`, "2:1: another YAML document"},
		{"two documents, the second with Resources", "a: 1\n---\nResources: {}\n", `{Resources:{}}`, "2:1: another YAML document"},
		{"tab", "a:\n\tb: 1\n", "", "2:1: the file is no YAML: a tab"},
		{"tab in braces", "{\n\t\"a\": 1,\n\t\"b\": 2,\n}\n", `{a:number(1) b:number(2)}`, ""},
		{"unclosed", "a: [b\n", "", "the file is no YAML"},
		{"empty", "# nothing\n", "", "the file is empty"},
		{"alias within itself", "a: &x [*x]\n", "", "1:8: the alias *x stands inside"},
		{"UTF-16", "\xFF\xFEa\x00", "", "is UTF-16"},
		{"Latin 1", "a: \xE9\n", "", "1:4: the file is no UTF-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			places := new(value.Places)
			n, problems := Parse(places, "t.yaml", []byte(c.text))
			got := ""
			if n != nil {
				got = written(n)
			}
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			told := ""
			for _, p := range problems {
				at := places.At(p.Origin)
				told += fmt.Sprintf("%d:%d: %s\n", at.Line, at.Column, p.Summary)
			}
			if (c.problem == "") != (told == "") || !strings.Contains(told, c.problem) {
				t.Errorf("told %q, want %q", told, c.problem)
			}
		})
	}
}

// texts lists the source text of every node and key.
func texts(places *value.Places, n *Node, path string, into *[]string) {
	cut := func(at value.Origin) string {
		p := places.At(at)
		return fmt.Sprintf("%d:%d %q", p.Line, p.Column, places.File(at).Source[p.Start:p.End])
	}
	*into = append(*into, path+" "+cut(n.At))
	for i, e := range n.List {
		name := strconv.Itoa(i)
		if n.Kind == Map {
			name = n.Keys[i].Name
			*into = append(*into, path+"/"+name+"= "+cut(n.Keys[i].At))
		}
		texts(places, e, path+"/"+name, into)
	}
}

func TestPlaces(t *testing.T) {
	src := `# a comment
é: "x # y" # two
a: !Sub |
    one # no comment

    two

b: !If
  - c
  - >-
    folded
    text
  - {d: [e,
     !GetAtt f.g], h: 'it''s'}
i: plain
  goes on
k:
`
	places := new(value.Places)
	n, problems := Parse(places, "t.yaml", []byte(src))
	if n == nil || problems != nil {
		t.Fatal(problems)
	}
	var got []string
	texts(places, n, "", &got)
	want := []string{
		` 2:1 ` + strconv.Quote(strings.TrimSuffix(strings.TrimPrefix(src, "# a comment\n"), "\n")),
		`/é= 2:1 "é: \"x # y\""`, `/é 2:4 "\"x # y\""`,
		`/a= 3:1 "a: !Sub |\n    one # no comment\n\n    two"`, `/a 3:4 "!Sub |\n    one # no comment\n\n    two"`,
		`/a/Fn::Sub= 3:4 "!Sub |\n    one # no comment\n\n    two"`, `/a/Fn::Sub 3:4 "!Sub |\n    one # no comment\n\n    two"`,
		`/b= 8:1 "b: !If\n  - c\n  - >-\n    folded\n    text\n  - {d: [e,\n     !GetAtt f.g], h: 'it''s'}"`,
		`/b 8:4 "!If\n  - c\n  - >-\n    folded\n    text\n  - {d: [e,\n     !GetAtt f.g], h: 'it''s'}"`,
		`/b/Fn::If= 8:4 "!If\n  - c\n  - >-\n    folded\n    text\n  - {d: [e,\n     !GetAtt f.g], h: 'it''s'}"`,
		`/b/Fn::If 8:4 "!If\n  - c\n  - >-\n    folded\n    text\n  - {d: [e,\n     !GetAtt f.g], h: 'it''s'}"`,
		`/b/Fn::If/0 9:5 "c"`, `/b/Fn::If/1 10:5 ">-\n    folded\n    text"`,
		`/b/Fn::If/2 13:5 "{d: [e,\n     !GetAtt f.g], h: 'it''s'}"`,
		`/b/Fn::If/2/d= 13:6 "d: [e,\n     !GetAtt f.g]"`, `/b/Fn::If/2/d 13:9 "[e,\n     !GetAtt f.g]"`,
		`/b/Fn::If/2/d/0 13:10 "e"`, `/b/Fn::If/2/d/1 14:6 "!GetAtt f.g"`, `/b/Fn::If/2/d/1/Fn::GetAtt= 14:6 "!GetAtt f.g"`,
		`/b/Fn::If/2/d/1/Fn::GetAtt 14:6 "!GetAtt f.g"`, `/b/Fn::If/2/d/1/Fn::GetAtt/0 14:6 "!GetAtt f.g"`, `/b/Fn::If/2/d/1/Fn::GetAtt/1 14:6 "!GetAtt f.g"`,
		`/b/Fn::If/2/h= 14:20 "h: 'it''s'"`, `/b/Fn::If/2/h 14:23 "'it''s'"`,
		`/i= 15:1 "i: plain\n  goes on"`, `/i 15:4 "plain\n  goes on"`,
		`/k= 17:1 "k:"`, `/k 17:3 ""`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var comments []string
	file := places.Files()[0]
	for start, end := range file.Comments() {
		comments = append(comments, string(file.Source[start:end]))
	}
	if diff := cmp.Diff([]string{"# a comment", "# two"}, comments); diff != "" {
		t.Error(diff)
	}
}

// corpus returns the YAML and JSON files of real estates.
func corpus(t testing.TB) []string {
	var files []string
	for _, dir := range []string{"../../shared/data/iac/estates", "../../shared/data/iac/labelled"} {
		_ = filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				switch filepath.Ext(name) {
				case ".yaml", ".yml", ".json", ".template":
					files = append(files, name)
				}
			}
			return nil
		})
	}
	if len(files) == 0 {
		t.Skip("no estates beside the repository: nothing was read")
	}
	return files
}

// TestRealFiles reads every file, and wants every scalar where the places say.
func TestRealFiles(t *testing.T) {
	for _, name := range corpus(t) {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		places := new(value.Places)
		n, problems := Parse(places, name, src)
		for _, p := range problems {
			t.Logf("%v: %s", places.At(p.Origin), p.Summary)
		}
		if n != nil {
			scalarsStand(t, places, n)
		}
	}
}

// scalarsStand checks that the text of each scalar of one line is in its place.
func scalarsStand(t *testing.T, places *value.Places, n *Node) {
	for _, e := range n.List {
		scalarsStand(t, places, e)
	}
	if n.Kind == List || n.Kind == Map || strings.ContainsAny(n.Text, "\n\\'\"") {
		return
	}
	p := places.At(n.At)
	src := string(places.File(n.At).Source[p.Start:p.End])
	if !strings.Contains(strings.Join(strings.Fields(src), " "), strings.Join(strings.Fields(n.Text), " ")) && !strings.Contains(src, "\\") {
		t.Errorf("%v: %q is said to stand at %q", p, n.Text, src)
	}
}
