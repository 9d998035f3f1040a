package main

import (
	"fmt"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// replayCompare replays a row of compare or managed: whether one policy allows
// what another does not. A witness must stand before the evaluator.
func replayCompare(line []byte) (verdict, error) {
	var row struct {
		ID       string         `json:"id"`
		A        jsontext.Value `json:"a"`
		B        jsontext.Value `json:"b"`
		Expected string         `json:"expected"`
	}
	if err := json.Unmarshal(line, &row); err != nil {
		return verdict{}, err
	}
	v := verdict{id: row.ID, want: row.Expected}
	if row.Expected == "" {
		v.skip = "without an answer"
		return v, nil
	}
	var compiled [2]*authz.Policy
	for i, raw := range []jsontext.Value{row.A, row.B} {
		d, err := policy.Parse(raw)
		if err != nil {
			return v, fmt.Errorf("%s: %w", row.ID, err)
		}
		compiled[i] = authz.Compile(string(rune('a'+i)), d)
	}
	answer := reason.Compare(compiled[0], compiled[1])
	v.got, v.why = answer.Verdict.String(), answer.Why
	switch answer.Verdict {
	case reason.Outside:
		v.got = undecided
	case reason.Yes:
		v.why = answer.Witness.String()
		if d := authz.Decide(&answer.Witness.Request, &answer.Witness.Policies); d.Effect != authz.Allow {
			v.got = "yes, with a witness that is " + d.String()
		}
	}
	return v, nil
}
