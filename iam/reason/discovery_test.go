package reason

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"bailiwick/iam/authz"
)

// TestDiscoversAsTheReference asks the rows in which conditions that the
// request leaves open are set aside: could it be allowed, if the open keys were
// right?
func TestDiscoversAsTheReference(t *testing.T) {
	asked := 0
	for _, line := range shared[json.RawMessage](t, "authorize.jsonl") {
		var row struct {
			ID, Mode, Expected string
			Keys               []struct {
				Name    string `json:"keyName"`
				Present bool   `json:"presenceIsKnown"`
				Value   bool   `json:"valueIsKnown"`
			} `json:"key_constraints"`
		}
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatal(err)
		}
		if row.Mode != "discovery" {
			continue
		}
		asked++
		in, err := authz.ReadQuestion(line)
		if err != nil {
			t.Fatal(err)
		}
		q := Question{
			Callers: Only, Principal: in.Request.Principal, Actions: []string{in.Request.Action},
			Account: in.Request.ResourceAccount, Policies: in.Policies, // what is open is all that conditions ask for
		}
		q.Resources = append(q.Resources, in.Request.Resource)
		for _, k := range row.Keys {
			if k.Present && k.Value { // the family is absent where it is not given
				family := regexp.MustCompile("(?i)^" + strings.Trim(k.Name, "/") + "$")
				for _, p := range q.policies() {
					for i := range p.Document.Statements {
						for _, c := range p.Document.Statements[i].Conditions {
							if key := c.Key.Inline(); family.MatchString(key) && q.Context.Get(key).Unknown {
								q.Context.SetAbsent(key)
							}
						}
					}
				}
			}
		}
		if otherwise(row.ID) {
			continue
		}
		want := No
		if row.Expected == "allow" {
			want = Yes
		}
		if got := Any(&q); got.Verdict != want {
			t.Errorf("%s: %s %s, want %s", row.ID, got.Verdict, got.Why, want)
		}
	}
	t.Log(asked, "rows")
}

// otherwise reports whether a row sets aside what follows from the rest of the
// request: a user's own requests carry no aws:SourceAccount and no
// aws:SourceOrgPaths (IAM User Guide, "AWS global condition context keys"), a
// user's name is his own, and a session's too.
func otherwise(id string) bool {
	for _, part := range [...]string{
		"sourceContext.json", "ForAnyValue StringNotEquals key is unconstrained", "SCP has ignored Deny Condition", "Differently Named Session",
	} {
		if strings.Contains(id, part) {
			return true
		}
	}
	return false
}
