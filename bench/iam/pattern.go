package main

import (
	"slices"
	"strings"

	"bailiwick/iam/authz"
	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/value"

	"github.com/go-json-experiment/json"
)

// replayPatterns replays a row of patterns: a request on a set of resources,
// and what becomes of it in each part.
func replayPatterns(line []byte) (verdict, error) {
	var row struct {
		ID       string `json:"id"`
		Kind     string `json:"kind"`
		Overall  string `json:"overall"`
		Disputed string `json:"disputed"`
		Results  []struct {
			Resource string `json:"resourcePattern"`
			Type     string `json:"resourceType"`
			Result   string `json:"result"`
		} `json:"results"`
	}
	if err := json.Unmarshal(line, &row); err != nil {
		return verdict{}, err
	}
	v := verdict{id: row.ID}
	if row.Disputed != "" {
		v.skip = "disputed"
		return v, nil
	}
	q, err := authz.ReadQuestion(line)
	if err != nil {
		return v, err
	}
	var want, got []string
	for _, r := range row.Results {
		want = append(want, r.Type+" "+r.Resource+" "+results[r.Result])
	}
	d := q.Decide()
	effect := d.Effect
	if row.Kind == "wildcard" {
		effect, got = parts(q)
	}
	v.why = d.String()
	v.want, v.got = describe(row.Overall, want), describe(effect.String(), got)
	if effect == authz.CannotTell {
		v.got = undecided
	}
	return v, nil
}

// results are the words of the rows for our effects.
var results = map[string]string{"Allowed": "allow", "ImplicitlyDenied": "implicit-deny", "ExplicitlyDenied": "explicit-deny"}

func describe(overall string, parts []string) string {
	slices.Sort(parts)
	return overall + " (" + strings.Join(parts, ", ") + ")"
}

// parts decides each part of the question's resources, for each resource type
// of the action that lies in it. The whole is allowed if a part is.
func parts(q *authz.Question) (authz.Effect, []string) {
	var out []string
	overall := q.Decide().Effect
	for _, part := range authz.Parts(&q.Request, &q.Policies) {
		if part.Decision.Effect == authz.Allow {
			overall = authz.Allow
		}
		for _, name := range typesOf(q.Request.Action, part.Resource) {
			out = append(out, name+" "+part.Resource.String()+" "+part.Decision.Effect.String())
		}
	}
	return overall, out
}

// typesOf returns the resource types of an action that a pattern may take.
func typesOf(action string, pattern value.Text) []string {
	known := catalog.Default()
	a, ok := known.Action(action)
	if !ok {
		return nil
	}
	var sure, perhaps []string
	for _, r := range a.Resources {
		t, ok := known.ResourceType(a.Service, r.Type)
		if !ok {
			continue
		}
		switch policy.Overlaps(value.Literal(form(t.ARN)), pattern) {
		case value.Yes:
			sure = append(sure, r.Type)
		case value.CannotTell:
			perhaps = append(perhaps, r.Type)
		}
	}
	if sure == nil {
		return perhaps
	}
	return sure
}

// form returns the form of an ARN as a pattern: what stands for something is
// any text.
func form(arn string) string {
	var b strings.Builder
	for arn != "" {
		before, rest, ok := strings.Cut(arn, "${")
		b.WriteString(before)
		if !ok {
			break
		}
		b.WriteString("?*")
		_, arn, _ = strings.Cut(rest, "}")
	}
	return b.String()
}
