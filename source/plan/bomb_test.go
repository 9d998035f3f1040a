package plan_test

import (
	"fmt"
	"strings"
	"testing"
)

// members writes n members of an object, # being their number.
func members(n int, form string) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strings.ReplaceAll(form, "#", fmt.Sprint(i)))
	}
	return "{" + b.String() + "}"
}

// TestBombs reads plans whose parts are so many, or whose names so long, that
// the square of them is out of reach.
func TestBombs(t *testing.T) {
	const n = 30_000
	many := members(n, `"k#":"a"`)
	nested := `{"references":["a.b"]}`
	for range 400 {
		nested = `{"` + strings.Repeat("n", 50_000) + `":` + nested + `}`
	}
	variables := func(s string) string { return `{"environment":[{"variables":` + s + `}]}` }
	for name, c := range map[string]struct{ after, unknown, sensitive, expressions string }{
		"unknown beside known": {variables(many), variables(members(n, `"u#":true`)), "{}", "{}"},
		"unknown parts":        {variables(many), variables(members(n, `"k#":{"a":true}`)), "{}", "{}"},
		"sensitive":            {variables(many), "{}", variables(members(n, `"k#":true`)), "{}"},
		"arguments":            {many, members(n, `"k#":{"a":true}`), "{}", "{}"},
		"references":           {variables("{}"), variables(members(n, `"u#":true`)), "{}", variables(members(n, `"u#":{"references":["aws_sqs_queue.q#.url"]}`))},
		"long names":           {"{}", "{}", "{}", `{"x":` + nested + `}`},
	} {
		t.Run(name, func(t *testing.T) {
			e := read(t, []byte(`{"format_version":"1.2","resource_changes":[{"address":"aws_lambda_function.f","mode":"managed","type":"aws_lambda_function","name":"f",`+
				`"change":{"actions":["create"],"after":`+c.after+`,"after_unknown":`+c.unknown+`,"after_sensitive":`+c.sensitive+`}}],`+
				`"configuration":{"root_module":{"resources":[{"address":"aws_lambda_function.f","mode":"managed","type":"aws_lambda_function","name":"f","expressions":`+c.expressions+`}]}}}`))
			if len(e.Resources()) != 1 || len(e.Problems) != 0 {
				t.Errorf("%d resources; told %v", len(e.Resources()), e.Problems)
			}
		})
	}
}
