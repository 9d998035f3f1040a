package estate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bailiwick/value"
)

// Each case declares resources in scopes; ties are told as the ids of the views,
// foremost first.
func TestViewsOfOneThing(t *testing.T) {
	type declared struct {
		scope, written, label string
		block                 value.Origin
		attributes            m
	}
	scopes := map[string]*Scope{
		"a":       {Source: "terraform", Root: "a"},
		"b":       {Source: "terraform", Root: "b"},
		"prod":    {Source: "terraform", Root: "a", Environment: "prod"},
		"stage":   {Source: "terraform", Root: "a", Environment: "stage"},
		"plan":    {Source: "plan", Root: "a/plan.json", Sole: true},
		"second":  {Source: "plan", Root: "a/second.json", Sole: true},
		"forProd": {Source: "plan", Root: "plans/prod.json", Sole: true},
	}
	function := func(scope, name string, block value.Origin) declared {
		return declared{scope, "aws_lambda_function", "f", block, m{"function_name": name}}
	}
	permission := func(scope string, block value.Origin) declared {
		return declared{scope, "aws_lambda_permission", "p", block, m{"statement_id": "Allow"}}
	}
	for _, c := range []struct {
		name  string
		given []declared
		want  []string
	}{
		{"one source", []declared{function("a", "orders", 1), function("b", "orders", 2)}, nil},
		{
			"a plan of the folder: blocks tell, and what has no name follows its address",
			[]declared{function("a", "orders", 1), permission("a", 2), function("plan", "orders", 1), permission("plan", 2)},
			[]string{"a/plan.json:aws_lambda_function.f a:aws_lambda_function.f", "a/plan.json:aws_lambda_permission.p a:aws_lambda_permission.p"},
		},
		{
			"a plan from elsewhere: names tell",
			[]declared{function("a", "orders", 1), permission("a", 2), function("plan", "orders", 8), permission("plan", 9)},
			[]string{"a/plan.json:aws_lambda_function.f a:aws_lambda_function.f", "a/plan.json:aws_lambda_permission.p a:aws_lambda_permission.p"},
		},
		{"a plan of another estate", []declared{function("a", "orders", 1), permission("a", 2), function("plan", "intake", 8), permission("plan", 9)}, nil},
		{"equal addresses and nothing else", []declared{permission("a", 2), permission("plan", 9)}, nil},
		{
			"the same name under another address",
			[]declared{{"a", "aws_sqs_queue", "x", 1, m{"name": "orders"}}, {"plan", "aws_sqs_queue", "y", 2, m{"name": "orders"}}},
			[]string{"a/plan.json:aws_sqs_queue.y a:aws_sqs_queue.x"},
		},
		{
			"which of two is meant cannot be told",
			[]declared{{"a", "aws_sqs_queue", "x", 1, m{"name": "orders"}}, {"b", "aws_sqs_queue", "z", 3, m{"name": "orders"}}, {"plan", "aws_sqs_queue", "y", 2, m{"name": "orders"}}},
			nil,
		},
		{
			"a name with holes ties nothing",
			[]declared{{"a", "aws_sqs_queue", "x", 1, m{"name_prefix": "orders"}}, {"plan", "aws_sqs_queue", "y", 2, m{"name_prefix": "orders"}}},
			nil,
		},
		{
			"environments of one root, and a plan that is named after one",
			[]declared{function("prod", "orders", 1), function("stage", "orders", 1), function("forProd", "orders", 1)},
			[]string{"plans/prod.json:aws_lambda_function.f prod:a:aws_lambda_function.f"},
		},
		{
			"environments of one root, and a plan of the name that one has",
			[]declared{function("prod", "orders", 1), function("stage", "orders-stage", 1), function("plan", "orders", 1)},
			[]string{"a/plan.json:aws_lambda_function.f prod:a:aws_lambda_function.f"},
		},
		{
			"environments of one root, and nothing to tell them apart",
			[]declared{function("prod", "orders", 1), function("stage", "orders", 1), function("plan", "orders", 1)},
			nil,
		},
		{
			"two plans are two things",
			[]declared{{"a", "aws_sqs_queue", "x", 1, nil}, {"plan", "aws_sqs_queue", "x", 1, m{"name": "orders"}}, {"second", "aws_sqs_queue", "x", 1, m{"name": "intake"}}},
			nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &source{TB: t}
			s.Places = new(value.Places)
			var known []string
			for _, d := range c.given {
				s.scope = scopes[d.scope]
				if !slices.Contains(known, d.scope) {
					known = append(known, d.scope)
					s.AddScope(s.scope)
				}
				s.add(d.written, d.label, d.attributes).Block = d.block
			}
			e := s.Build()
			var got []string
			for _, r := range e.Resources() {
				if others := e.OtherViews(r); len(others) > 0 && e.Foremost(r) == r {
					ids := []string{r.Head().ID()}
					for _, o := range others {
						ids = append(ids, o.Head().ID())
					}
					got = append(got, strings.Join(ids, " "))
				}
			}
			slices.Sort(got)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("views (-want +got)\n%s", diff)
			}
		})
	}
}

func BenchmarkFindViews(b *testing.B) {
	s := newSource(b)
	plan := &Scope{Source: "plan", Root: "plan.json"}
	s.AddScope(plan)
	for i := range 1000 {
		for _, s.scope = range []*Scope{s.Builder.scopes[0], plan} {
			s.add("aws_lambda_function", fmt.Sprint("f", i), m{"function_name": fmt.Sprint("f", i)})
		}
	}
	e := s.Build()
	for b.Loop() {
		e.findViews()
	}
}
