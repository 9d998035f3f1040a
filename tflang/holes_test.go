package tflang

import (
	"strings"
	"testing"
	"testing/fstest"

	"bailiwick/internal/hcl"
	"bailiwick/value"
)

// testScope knows a few things of which parts are not known.
type testScope struct{}

func (testScope) Lookup(root string, steps []Step) (value.Any, int, *Failure) {
	if len(steps) == 0 {
		return value.Any{}, 0, Fail(0, "no `"+root+"`")
	}
	hole := func(class value.Class, name string) value.Any {
		return value.AnyText(value.Hole(value.NewSymbol(class, "test", name)), 7)
	}
	switch root + "." + steps[0].Name {
	case "var.free":
		return hole(value.Free, "var.free"), 1, nil
	case "var.flag":
		return unknown("var.flag has no value", 7), 1, nil
	case "var.list":
		return unknown("var.list has no value", 7), 1, nil
	case "var.secret":
		return value.AnyText(value.Literal("s3cret"), 7).Hidden(), 1, nil
	case "var.partial":
		return value.AnyMap([]string{"a"}, []value.Any{value.AnyText(value.Literal("x"), 7)}, 7).AndMore(value.Because("the rest is not known")), 1, nil
	case "aws_sqs_queue.q":
		if len(steps) > 1 && steps[1].Name == "arn" {
			id, region := hole(value.Account, "account"), hole(value.Region, "region")
			a, _ := id.Text()
			r, _ := region.Text()
			return value.AnyText(value.Join(value.Literal("arn:aws:sqs:"), r, value.Literal(":"), a, value.Literal(":jobs")), 7), 2, nil
		}
		if len(steps) > 1 && steps[1].Name == "name" {
			return hole(value.Name, "aws_sqs_queue.q.name"), 2, nil
		}
	case "path.module":
		return value.AnyText(value.Literal("./mod"), 7), 1, nil
	case "path.cwd":
		return value.AnyText(WorkingFolder(), 7), 1, nil
	}
	return value.Any{}, 0, Fail(0, "no `"+root+"."+steps[0].Name+"`")
}

func testEnv(x string) *Env {
	return &Env{
		File: hcl.ParseExpr([]byte(x)), Base: 100, Scope: testScope{}, Symbols: "test", Budget: NewBudget(),
		Files: fstest.MapFS{
			"root/mod/a.txt":    {Data: []byte("hello")},
			"root/mod/t.tftpl":  {Data: []byte("name=${name}%{ for x in list } <${x}>%{ endfor }")},
			"root/mod/loop.tpl": {Data: []byte(`${templatefile("mod/loop.tpl", {})}`)},
			"root/mod/x/b.json": {Data: []byte(`{"a":"${name}"}`)},
			"secret":            {Data: []byte("no")},
		},
		Dir: "root",
	}
}

var holeTests = []struct{ expr, want string }{
	// texts
	{`"a-${var.free}/*"`, "a-${var.free}/*"},
	{`"a-${var.flag}-b"`, "a-${var.flag}-b"},
	{`"${aws_sqs_queue.q.arn}/*"`, "arn:aws:sqs:${region}:${account}:jobs/*"},
	{`join(",", [var.free, "x"])`, "${var.free},x"},
	{`format("%s-%d", var.free, 3)`, "${var.free}-3"},
	{`format("%5s", var.free)`, "unknown"},
	{`upper(var.free)`, "unknown"},
	{`lower("A:${aws_sqs_queue.q.arn}")`, "a:arn:aws:sqs:${region}:${account}:jobs"},
	{`split(":", aws_sqs_queue.q.arn)`, "[arn, aws, sqs, ${region}, ${account}, jobs]"},
	{`element(split(":", aws_sqs_queue.q.arn), 5)`, "jobs"},
	{`split("-", aws_sqs_queue.q.arn)`, "unknown"},
	{`startswith(aws_sqs_queue.q.arn, "arn:")`, "true"},
	{`endswith(aws_sqs_queue.q.arn, ":other")`, "false"},
	{`trimprefix(aws_sqs_queue.q.arn, "arn:")`, "aws:sqs:${region}:${account}:jobs"},
	{`substr(aws_sqs_queue.q.arn, 0, 3)`, "arn"},
	{`replace(aws_sqs_queue.q.arn, ":", "/")`, "unknown"},
	{`provider::aws::arn_parse(aws_sqs_queue.q.arn).resource`, "jobs"},
	{`length("a${var.free}")`, "unknown"},
	{`1 + var.free`, "unknown"},

	// JSON
	{`jsonencode({a = var.free, b = var.list})`, `{"a":"${var.free}","b":${part 1 of jsonencode({a = var.free, b = var.list})}}`},
	{`jsondecode(jsonencode({a = var.free, b = var.list})).a`, "${var.free}"},
	{`jsondecode("{\"a\": \"x${var.free}\", \"b\": 1}")`, "{a: x${var.free}, b: 1}"},
	{`jsondecode("{\"a\": ${var.free}}")`, "{a: unknown}"},
	{`yamlencode({a = var.free})`, "\"a\": \"${var.free}\"\n"},

	// conditions
	{`var.flag ? "a" : "b"`, "a or b"},
	{`var.flag ? "a" : "a"`, "a"},
	{`!var.flag ? "a" : "b"`, "b or a"},
	{`"x-${var.flag ? "a" : "b"}"`, "x-a or x-b"},
	{`(var.flag ? 1 : 0) + 1`, "2 or 1"},
	{`var.flag ? (var.flag ? 1 : 2) : 3`, "1 or 3"},
	{`[var.flag ? 1 : 0, var.flag ? 1 : 0]`, "[1 or 0, 1 or 0]"},
	{`(var.flag ? 1 : 0) + (var.flag ? 1 : 0)`, "2 or 0"},
	{`var.free == "prod" ? 1 : 0`, "1 or 0"},
	{`(var.free == "prod" ? 1 : 0) + (var.free != "prod" ? 0 : 1)`, "2 or 0"},
	{`var.flag && false`, "false"},
	{`var.flag || true`, "true"},
	{`var.flag || false ? 1 : 0`, "1 or 0"},
	{`var.flag && var.free == "x" ? 1 : 0`, "1 or 0 or 0"},
	{`var.flag ? {}.a : "b"`, "unknown or b"},
	{`try(var.flag ? {}.a : "b", "c")`, "c or b"},
	{`can(var.flag ? {}.a : "b")`, "false or true"},
	{`var.free == null ? 1 : 0`, "1 or 0"},
	{`aws_sqs_queue.q.name == null`, "false"},
	{`aws_sqs_queue.q.arn == "other"`, "false"},
	{`aws_sqs_queue.q.arn == aws_sqs_queue.q.arn`, "true"},
	{`contains(["a", var.free], "a")`, "true"},
	{`contains(["a", var.free], "b") ? 1 : 2`, "1 or 2"},
	{`coalesce(var.free, "x")`, "x or ${var.free}"},
	{`coalesce(aws_sqs_queue.q.name, "x")`, "${aws_sqs_queue.q.name}"},
	{`length(var.flag ? [1] : [])`, "1 or 0"},
	{`concat(["a"], var.flag ? ["b"] : [])`, "[a, b] or [a]"},
	{`flatten([["a"], var.flag ? ["b"] : []])`, "[a, b] or [a]"},
	{`merge({a = 1}, var.flag ? {b = 2} : {})`, "{a: 1, b: 2} or {a: 1}"},

	// collections
	{`merge({a = 1}, var.list)`, "{a: 1, …}"},
	{`concat(["a"], var.list)`, "[a, …]"},
	{`concat(["a"], var.list)[0]`, "unknown"},
	{`flatten([["a"], var.list])`, "[a, …]"},
	{`[for x in var.list : x]`, "unknown"},
	{`{for k, v in var.partial : k => upper(v)}`, "{a: X, …}"},
	{`var.partial.a`, "x"},
	{`var.partial.b`, "unknown"},
	{`lookup(var.partial, "b", 1)`, "unknown"},
	{`lookup({a = 1}, "b", 1)`, "1"},
	{`try({a = 1}.b, null)`, "not set"},
	{`try(var.partial.b, null)`, "unknown"},
	{`{(var.free) = 1, b = 2}`, "{b: 2, ${var.free}: 1}"},
	{`{(var.free) = 1, b = 2}.c`, "unknown"},
	{`{(var.flag) = 1, b = 2}`, "{b: 2, …}"},
	{`toset([var.free, "b", "a", "b"])`, "[a, b, ${var.free}]"},
	{`length(toset([var.free, "b"]))`, "unknown"},
	{`length([var.free, "b"])`, "2"},
	{`distinct([var.free, var.free, "b"])`, "[${var.free}, b]"},
	{`compact([var.free, "b", ""])`, "[b, …]"},
	{`keys({(var.free) = 1})`, "[${var.free}]"},
	{`[for x in [1, 2] : x if var.flag]`, "[, …]"},
	{`var.list[*].a`, "unknown"},
	{`var.partial[*].a`, "[x]"},

	// secrets
	{`"a${var.secret}"`, "[hidden: sensitive]"},
	{`[var.secret, "x"]`, "[[hidden: sensitive], x]"},
	{`join(",", [var.secret, "x"])`, "[hidden: sensitive]"},
	{`jsonencode({a = var.secret})`, "[hidden: sensitive]"},
	{`upper(var.secret)`, "[hidden: sensitive]"},
	{`nonsensitive(var.secret)`, "s3cret"},
	{`var.secret == "x" ? 1 : 2`, "[hidden: sensitive]"},
	{`{a = {b = var.secret}}.a`, "{b: [hidden: sensitive]}"},

	// files
	{`file("${path.module}/a.txt")`, "hello"},
	{`file("${path.cwd}/mod/a.txt")`, "hello"},
	{`file(abspath("mod/a.txt"))`, "hello"},
	{`fileexists("mod/b.txt")`, "false"},
	{`fileset("mod", "**/*.{json,txt}")`, "[a.txt, x/b.json]"},
	{`fileset("mod", "*.txt")`, "[a.txt]"},
	{`filemd5("mod/a.txt")`, "5d41402abc4b2a76b9719d911017c592"},
	{`templatefile("mod/t.tftpl", {name = var.free, list = ["a", var.flag]})`, "name=${var.free} <a> <${x}>"},
	{`jsondecode(templatefile("mod/x/b.json", {name = var.free})).a`, "${var.free}"},
	{`templatefile("mod/t.tftpl", var.list)`, "name=${name}${%{ for x in list } <${x}>%{ endfor }}"},
	{`try(file("mod/none"), "none")`, "none"},
	{`timestamp()`, "unknown"},
}

func TestHoles(t *testing.T) {
	for _, tt := range holeTests {
		e := testEnv(tt.expr)
		if len(e.File.Errors) > 0 {
			t.Errorf("%s: %v", tt.expr, e.File.Errors)
			continue
		}
		v, f := e.Eval(e.File.Root())
		if f != nil || v.String() != tt.want {
			t.Errorf("Eval(%s) = %s (%s), %v; want %s", tt.expr, v, v.Reason(), f, tt.want)
		}
	}
}

func TestFailures(t *testing.T) {
	tests := []struct {
		expr, want string
		spent      bool
	}{
		{`{a = 1}.b`, "there is no attribute `b`", false},
		{`1 / 0`, "division by zero", false},
		{`nothing.x`, "no `nothing.x`", false},
		{`foo(1)`, "there is no function called `foo`", false},
		{`file("mod/none")`, "there is no file root/mod/none", false},
		{`file("../../secret")`, "lies outside", true},
		{`file("/etc/passwd")`, "lies outside", true},
		{`try(file("/etc/passwd"), "x")`, "lies outside", true},
		{`templatefile("mod/loop.tpl", {})`, "nested too deeply", true},
		{`[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : 1]]]`, "more steps", true},
		{`try([for a in range(1000) : [for b in range(1000) : [for c in range(1000) : 1]]], 1)`, "more steps", true},
		{`join("", [for a in range(1000) : join("", [for b in range(1000) : format("%1000d", b)])])`, "grow", true},
		{`length(setproduct(range(1000), range(1000), range(1000)))`, "more steps", true},
		{`replace(format("%100000d", 0), "", format("%100000d", 0))`, "grow", true},
		{`coalesce(null, "")`, "null or empty", false},
	}
	for _, tt := range tests {
		e := testEnv(tt.expr)
		e.Budget = &Budget{Steps: 100_000, Bytes: 10_000_000}
		v, f := e.Eval(e.File.Root())
		if f == nil || !strings.Contains(f.Message, tt.want) || f.Spent() != tt.spent || v.Kind() != value.KindUnknown {
			t.Errorf("Eval(%s) = %s, %v; want a failure %q, spent %v", tt.expr, v, f, tt.want, tt.spent)
		}
	}
}

func TestConvert(t *testing.T) {
	tests := []struct{ expr, typ, want string }{
		{`1`, `string`, "1"},
		{`"5"`, `number`, "5"},
		{`"x"`, `number`, "a text stands where a number belongs"},
		{`var.free`, `number`, "${var.free}"},
		{`"true"`, `bool`, "true"},
		{`[1, "a"]`, `list(string)`, "[1, a]"},
		{`[1, "a"]`, `list(any)`, "[1, a]"},
		{`["b", "a", "b"]`, `set(string)`, "[a, b]"},
		{`{a = 1}`, `map(string)`, "{a: 1}"},
		{`{a = [1]}`, `map(string)`, "`a`: a list stands where a text belongs"},
		{`{}`, `object({a = optional(string, "x"), b = optional(number)})`, "{a: x, b: not set}"},
		{`{a = null, c = 1}`, `object({a = optional(string, "x")})`, "{a: x}"},
		{`{}`, `object({a = string})`, "the attribute `a` is missing"},
		{`{a = {}}`, `object({a = object({b = optional(list(string), [])})})`, "{a: {b: []}}"},
		{`{}`, `object({a = optional(object({b = optional(string, "x")}), {})})`, "{a: {b: x}}"},
		{`[{}, {n = "2"}]`, `list(object({n = optional(number, 1)}))`, "[{n: 1}, {n: 2}]"},
		{`[1, "a"]`, `tuple([string, string])`, "[1, a]"},
		{`[1]`, `tuple([string, string])`, "a list stands where a tuple of 2 belongs"},
		{`null`, `string`, "not set"},
		{`var.list`, `list(string)`, "unknown"},
		{`var.free`, `list(string)`, "unknown"},
		{`var.partial`, `object({a = string, b = string})`, "{a: x, b: unknown}"},
		{`{a = 1}`, `any`, "{a: 1}"},
		{`var.flag ? 1 : 2`, `string`, "1 or 2"},
		{`"a"`, `"string"`, "a"},
		{`["a"]`, `list`, "[a]"},
	}
	for _, tt := range tests {
		e := testEnv(tt.expr)
		v, f := e.Eval(e.File.Root())
		if f != nil {
			t.Errorf("%s: %v", tt.expr, f)
			continue
		}
		typ := testEnv(tt.typ)
		v, f = typ.Convert(v, typ.File.Root())
		got := v.String()
		if f != nil {
			got = f.Message
		}
		if got != tt.want {
			t.Errorf("Convert(%s, %s) = %s; want %s", tt.expr, tt.typ, got, tt.want)
		}
	}
}

// Elements keep the origin of the expression that wrote them.
func TestOrigins(t *testing.T) {
	for _, x := range []string{
		`{a = "here"}.a`, `merge({b = 1}, {a = "here"}).a`, `concat([1], ["here"])[1]`,
		`[for x in ["here"] : x][0]`, `jsondecode(jsonencode({a = "here"})).a`, `try({}.a, "here")`, `var.flag ? "here" : "here"`,
		`values({a = "here"})[0]`, `{for k, v in {a = "here"} : k => v}.a`, `tolist(["here"])[0]`, `flatten([["here"]])[0]`,
	} {
		e := testEnv(x)
		v, f := e.Eval(e.File.Root())
		if f != nil {
			t.Errorf("%s: %v", x, f)
			continue
		}
		start, end := e.File.Span(hcl.Node(v.Origin() - e.Base))
		if got := x[start:end]; got != `"here"` {
			t.Errorf("%s: the origin is %s", x, got)
		}
	}
}
