package tflang

import (
	"testing"

	"bailiwick/internal/hcl"
	"bailiwick/value"
)

// A filledScope is testScope where everything is known.
type filledScope struct {
	free string
	flag bool
}

func (s filledScope) Lookup(root string, steps []Step) (value.Any, int, *Failure) {
	text := func(s string) value.Any { return value.AnyText(value.Literal(s), 7) }
	if len(steps) == 0 {
		return value.Any{}, 0, Fail(0, "no `"+root+"`")
	}
	switch root + "." + steps[0].Name {
	case "var.free":
		return text(s.free), 1, nil
	case "var.flag":
		return value.AnyBool(s.flag, 7), 1, nil
	case "var.list":
		if s.flag {
			return value.AnyList([]value.Any{text("zz"), text("zz rest")}, 7), 1, nil
		}
		return value.AnyList(nil, 7), 1, nil
	case "var.partial":
		if s.flag {
			return value.AnyMap([]string{"a", "zz rest"}, []value.Any{text("x"), text("y")}, 7), 1, nil
		}
		return value.AnyMap([]string{"a"}, []value.Any{text("x")}, 7), 1, nil
	case "aws_sqs_queue.q":
		if len(steps) > 1 && steps[1].Name == "arn" {
			return text("arn:aws:sqs:eu-west-1:123456789012:jobs"), 2, nil
		}
		if len(steps) > 1 && steps[1].Name == "name" {
			return text("jobs"), 2, nil
		}
	case "path.cwd":
		return value.AnyText(WorkingFolder(), 7), 1, nil
	}
	return testScope{}.Lookup(root, steps)
}

// compatible reports whether the value seen with holes may turn out to be the
// filled one.
func compatible(seen, filled value.Any) bool {
	switch seen.Kind() {
	case value.KindUnknown:
		return true
	case value.KindSeveral:
		for _, a := range seen.Alternatives() {
			if compatible(a.Value, filled) {
				return true
			}
		}
		return false
	}
	s, ok := seen.Scalar()
	f, ok2 := filled.Scalar()
	switch {
	case ok && isWholeHole(s):
		return true // of any type
	case ok:
		return ok2 && seen.Kind() == filled.Kind() && s.Equal(f) != value.No
	case seen.Kind() != filled.Kind():
		return false
	case seen.Partial():
		return true
	case seen.Kind() == value.KindSet:
		return filled.Len() <= seen.Len()
	case seen.Kind() == value.KindMap:
		for _, k := range seen.Keys() {
			if value.Inline(k).HasHoles() {
				return true
			}
		}
	}
	if seen.Len() != filled.Len() {
		return false
	}
	for i, x := range seen.Elements() {
		if seen.Kind() == value.KindMap && seen.Keys()[i] != filled.Keys()[i] || !compatible(x, filled.Elements()[i]) {
			return false
		}
	}
	return true
}

// FuzzEval: whatever is known of an expression with holes holds for every
// filling of them, and a failure is one for every filling.
func FuzzEval(f *testing.F) {
	for _, x := range consoleExpressions {
		f.Add(x)
	}
	for _, tt := range holeTests {
		f.Add(tt.expr)
		f.Add(tt.expr[:len(tt.expr)/2])
	}
	f.Fuzz(func(t *testing.T, x string) {
		file := hcl.ParseExpr([]byte(x))
		if len(file.Errors) > 0 {
			return
		}
		eval := func(s Scope) (value.Any, *Failure) {
			e := testEnv(x)
			e.File, e.Scope = file, s
			e.Budget = &Budget{Steps: 20_000, Bytes: 1_000_000}
			return e.Eval(file.Root())
		}
		seen, failed := eval(testScope{})
		if failed != nil && failed.Spent() {
			return
		}
		for _, s := range []filledScope{{"prod", true}, {"", false}, {"5", true}, {"a:*-b/c", false}, {"a", true}} {
			filled, f := eval(s)
			switch {
			case f != nil && f.Spent():
			case failed != nil && f == nil:
				t.Fatalf("%s fails with holes: %v; with %+v it is %s", x, failed, s, filled)
			case failed == nil && f == nil && !compatible(seen, filled):
				t.Fatalf("%s is %s with holes, and %s with %+v", x, seen, filled, s)
			}
		}
	})
}
