package tflang

import (
	"math/rand/v2"
	"strings"
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

// checkFillings fails the test if something is known of x with holes that does
// not hold for a filling, or if x fails with holes and not with a filling.
func checkFillings(t *testing.T, x string) {
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
			t.Errorf("%s fails with holes: %v; with %+v it is %s", x, failed, s, filled)
			return
		case failed == nil && f == nil && !compatible(seen, filled):
			t.Errorf("%s is %s with holes, and %s with %+v", x, seen, filled, s)
			return
		}
	}
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
	f.Fuzz(checkFillings)
}

// TestRandomExpressions is FuzzEval over expressions that are made from the
// language's own words, so that most of them mean something.
func TestRandomExpressions(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	leaves := []string{
		"var.free", "var.flag", "var.list", "var.partial", "aws_sqs_queue.q.arn", "aws_sqs_queue.q.name",
		`"a"`, `"prod"`, `""`, `":"`, `"5"`, "0", "1", "5", "true", "false", "null", `["a", "b"]`, "[]", `{a = "x"}`, "{}",
		`"arn:aws:sqs:eu-west-1:123456789012:jobs"`, `[["a"], []]`,
	}
	binary := []string{"==", "!=", "+", "-", "<", ">=", "*", "%"}
	functions := strings.Fields(`abs alltrue anytrue base64encode chunklist coalesce coalescelist compact concat contains distinct element
		endswith flatten format formatlist index join jsondecode jsonencode keys length lookup lower max md5 merge one range replace
		reverse setintersection setproduct setsubtract setunion slice sort split startswith strcontains substr tobool tolist tomap
		tonumber toset tostring trimprefix trimsuffix try can upper values yamlencode zipmap title min matchkeys transpose`)
	var expr func(depth int) string
	pick := func(from []string) string { return from[r.IntN(len(from))] }
	expr = func(depth int) string {
		if depth <= 0 {
			return pick(leaves)
		}
		sub := func() string { return expr(depth - 1 - r.IntN(2)) }
		truth := func() string {
			switch r.IntN(5) {
			case 0:
				return "var.flag"
			case 1:
				return "(" + sub() + " == " + sub() + ")"
			case 2:
				return "(!var.flag || " + sub() + " != " + sub() + ")"
			case 3:
				return "(var.flag && contains([" + sub() + "], " + sub() + "))"
			}
			return "can(" + sub() + ")"
		}
		switch r.IntN(14) {
		case 0:
			if r.IntN(2) == 0 {
				return truth()
			}
			return "(" + sub() + " " + pick(binary) + " " + sub() + ")"
		case 1:
			return "(" + truth() + " ? " + sub() + " : " + sub() + ")"
		case 2:
			return `"x-${` + sub() + `}${` + sub() + `}"`
		case 3:
			return "[" + sub() + ", " + sub() + "]"
		case 4:
			return "{(" + sub() + ") = " + sub() + "}"
		case 5:
			return "[for x in " + sub() + " : [x, " + sub() + "] if " + truth() + "]"
		case 6:
			return "{for k, x in " + sub() + " : k => x if " + truth() + "}"
		case 7:
			return sub() + "[" + sub() + "]"
		case 8:
			return "(" + sub() + ")[*].a"
		case 9:
			return "!" + truth()
		}
		args := make([]string, 1+r.IntN(3))
		for i := range args {
			args[i] = sub()
		}
		return pick(functions) + "(" + strings.Join(args, ", ") + ")"
	}
	for range 20_000 {
		checkFillings(t, expr(1+r.IntN(3)))
	}
}
