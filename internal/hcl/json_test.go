package hcl

import (
	"encoding/json"
	"testing"
)

// jsons are files in JSON syntax.
var jsons = []string{
	`{}`,
	`{"a": 1, "b": -2.5e3, "c": true, "d": false, "e": null}`,
	`{"a": "x", "b": "", "c": "${x}", "d": "a${f(\"y\")}b\n", "e": "$${x}"}`,
	`{"resource": {"aws_lambda_function": {"f": {"tags": [{"a${x}": "b"}, []]}}}}`,
	`{"a": 1, "a": 2, "//": "comment"}`,
	`[{"a": 1}, {"b": [2]}]`,
	`{"a": "\ud83d\ude00\u00e9\/\\", "b": "\ud800", "c": "%{if a}${b}%{endif}"}`,
	"{\"a\": x\U000F0000, \"\uFFFD\xFF\": 1}",
	"{\r\n\t\"a\" : \"é\"\r\n}\r\n",
}

func TestJSON(t *testing.T) {
	for _, c := range []struct{ src, tree, message string }{
		{`{"a": "x", "b": "", "c": "${x}"}`, `a = (template "x")|b = (template "")|c = (wrap x)`, ""},
		{`{"a": {"b": [1, -2.5], "${c}": null}}`, `a = (object (template "b") (tuple 1 -2.5) (wrap c) null)`, ""},
		{`{"d": "a${f(\"y\")}b\n"}`, `d = (template "a" (call f false (template "y")) "b\n")`, ""},
		{`{"a": "\ud83d\ude00\u00e9\/\\"}`, `a = (template "😀é/\\")`, ""},
		{`{"a": "\udbff\udfff"}`, "a = (template \"\uFFFD\")", privatePlane},
		{`{"a": 1, "a": 2}`, "a = 1|a = 2", ""},
		{`[{"a": 1}, {"b": [2]}]`, "a = 1|b = (tuple 2)", ""},
		{`{"a": {"b": {"c": 1}, "d": {"e": 2`, `a = (object (template "b") (object (template "c") 1) (template "d") (object (template "e") 2))`, `'{' is not closed before the end of the file`},
		{`{"a": {"b": x, "c": 1}}`, `a = (object (template "b") invalid (template "c") 1)`, `a value is expected here, not "x"`},
		{`{"a": "${", "c": 1}`, `a = invalid|c = 1`, `a value is expected here, not the end of the file`},
		{`{"a": 1 "c": 2}`, `a = 1|c = 2`, `"," or the closing bracket is expected here, not "\""`},
		{`{"a": 1,}`, `a = 1`, `the comma before "}" is one too many`},
		{`{"a": 01}`, `a = invalid`, `"01" is not a number`},
		{`{"a": 1.e5}`, `a = invalid`, `"1.e5" is not a number`},
		{`{"a": 1} x`, `a = 1`, `nothing more is expected behind the object, but there is "x"`},
		{"{\"a\": \"x\n, \"b\": 1}", `a = (template "x")|b = 1`, stringNotClosed},
		{`1`, ``, `a file in JSON syntax is an object; it begins with "{", not "1"`},
		{``, ``, `a file in JSON syntax is an object; it begins with "{", not the end of the file`},
	} {
		f := ParseJSON([]byte(c.src))
		o := shower{f: f}
		o.brief(f.Root())
		if got := o.String(); got != c.tree {
			t.Errorf("ParseJSON(%q) = %s, want %s", c.src, got, c.tree)
		}
		message := ""
		if len(f.Errors) > 0 {
			message = f.Errors[0].Message
		}
		if message != c.message {
			t.Errorf("ParseJSON(%q) reports %q, want %q", c.src, message, c.message)
		}
	}
}

// What encoding/json accepts, and has an object at the root, has no error
// here but those of templates and private characters, and the same names.
func FuzzParseJSON(f *testing.F) {
	for _, src := range jsons {
		f.Add([]byte(src))
		f.Add([]byte(src[:len(src)/2]))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		file := ParseJSON(src)
		checkTree(t, file)
		var object map[string]json.RawMessage
		if json.Unmarshal(src, &object) != nil || object == nil || !comparable(src) || len(file.Errors) > 0 && containsTemplate(src) {
			return
		}
		if len(file.Errors) > 0 {
			t.Fatalf("ParseJSON(%q) reports %v", src, file.Errors[0])
		}
		names := map[string]bool{}
		for _, n := range file.Kids(file.Root()) {
			names[file.Name(n)] = true
			if _, ok := object[file.Name(n)]; !ok {
				t.Fatalf("ParseJSON(%q) has %q", src, file.Name(n))
			}
		}
		if len(names) != len(object) {
			t.Fatalf("ParseJSON(%q) has %d names, want %d", src, len(names), len(object))
		}
	})
}

func containsTemplate(src []byte) bool {
	for _, c := range src {
		if c == '$' || c == '%' || c == '\\' {
			return true
		}
	}
	return false
}
