package reason

import (
	"fmt"
	"strings"
	"testing"

	"bailiwick/iam/authz"
	"bailiwick/iam/catalog"
	"bailiwick/value"

	"github.com/google/go-cmp/cmp"
)

func holder(p *authz.Policy) *Holder {
	return &Holder{
		Principal: authz.ParsePrincipal(value.Literal("arn:aws:iam::111111111111:role/app")),
		Policies:  authz.Policies{Identity: authz.All(p)}.RestNone(),
	}
}

func told(abilities []Ability) string {
	var b strings.Builder
	for _, a := range abilities {
		names := "an action that is not listed"
		if n := len(a.Actions); n > 0 {
			names = a.Actions[0].String()
			if n > 1 {
				names += fmt.Sprintf(" and %d more", n-1)
			}
		}
		fmt.Fprintf(&b, "%s on %v", names, a.Resources)
		if a.Open != "" {
			b.WriteString(" (" + a.Open + ")")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestCan(t *testing.T) {
	const table = "arn:aws:dynamodb:eu-central-1:111111111111:table/orders"
	for _, test := range []struct {
		name, want string
		needs      []Need
		statements []string
	}{
		{
			name: "two actions on a table",
			statements: []string{
				`{"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem"], "Resource": "` + table + `"}`,
			},
			want: "dynamodb:GetItem and 1 more on [" + table + "]\n",
		},
		{
			name: "what is denied is not allowed",
			statements: []string{
				`{"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem"], "Resource": "*"}`,
				`{"Effect": "Deny", "Action": "dynamodb:Put*", "Resource": "*"}`,
			},
			want: "dynamodb:GetItem on [*]\n",
		},
		{
			name:       "an action without resource type on an ARN is nothing",
			statements: []string{`{"Effect": "Allow", "Action": "dynamodb:ListTables", "Resource": "` + table + `"}`},
		},
		{
			name:       "the action that is needed",
			statements: []string{`{"Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "` + table + `"}`},
			needs:      []Need{{Actions: []string{"dynamodb:GetItem"}, Resources: []value.Text{value.Literal(table)}}},
		},
		{
			name:       "one table more",
			statements: []string{`{"Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": ["` + table + `", "` + table + `-archive"]}`},
			needs:      []Need{{Actions: []string{"dynamodb:GetItem"}, Resources: []value.Text{value.Literal(table)}}},
			want:       "dynamodb:GetItem on [" + table + "-archive]\n",
		},
		{
			name:       "one action more",
			statements: []string{`{"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:DeleteItem"], "Resource": "` + table + `"}`},
			needs:      []Need{{Actions: []string{"dynamodb:GetItem"}, Resources: []value.Text{value.Literal(table)}}},
			want:       "dynamodb:DeleteItem on [" + table + "]\n",
		},
		{
			name:       "a hole is its own need",
			statements: []string{`{"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:DeleteItem"], "Resource": "<table.arn>"}`},
			needs:      []Need{{Actions: []string{"dynamodb:GetItem"}, Resources: []value.Text{holes("<table.arn>")}}},
			want:       "dynamodb:DeleteItem on [${table.arn}]\n",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := withHoles(t, `{"Version": "2012-10-17", "Statement": [`+strings.Join(test.statements, ",")+`]}`)
			got, err := Engine{}.Beyond(holder(p), test.needs)
			if err != nil {
				t.Fatal(err)
			}
			if s := told(got); s != test.want {
				t.Errorf("got %swant %s", s, test.want)
			}
			for _, a := range got {
				if w := a.Witness; w != nil {
					if d := authz.Decide(&w.Request, &w.Policies); d.Effect != authz.Allow {
						t.Errorf("the evaluator says %s to %s", d.Effect, w)
					}
				}
			}
		})
	}
}

// TestCanDoEverything: what the catalogue lacks is there too.
func TestCanDoEverything(t *testing.T) {
	got, err := Can(holder(on(t, `{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}`)))
	if err != nil {
		t.Fatal(err)
	}
	services := 0
	for _, a := range got {
		services += len(a.Services)
		if a.Witness == nil {
			t.Errorf("%v has no witness: %s", a.Actions, a.Open)
		}
		for _, action := range a.Actions {
			if action.Service == "iam" {
				t.Errorf("it can do %s", action)
			}
		}
	}
	if want := len(catalog.Default().Services()) - 1; services != want {
		t.Errorf("it can do all of %d services, want %d", services, want)
	}
}

func TestSummarize(t *testing.T) {
	can, err := Can(holder(on(t,
		`{"Effect": "Allow", "Action": "sqs:*", "Resource": "arn:aws:sqs:*:*:jobs"}`,
		`{"Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "arn:aws:dynamodb:*:*:table/a"}`)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range (Engine{}).Summarize(can) {
		got = append(got, fmt.Sprintf("%s %s every %v %v", s.Service, s.Level, s.Every, s.Resources))
	}
	want := []string{
		"dynamodb read every false [arn:aws:dynamodb:*:*:table/a]",
		"sqs read every false [arn:aws:sqs:*:*:jobs]", // listing all queues names none, and so is not granted on one
		"sqs tagging every true [arn:aws:sqs:*:*:jobs]",
		"sqs write every true [arn:aws:sqs:*:*:jobs]",
		"sqs permissions-management every true [arn:aws:sqs:*:*:jobs]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
