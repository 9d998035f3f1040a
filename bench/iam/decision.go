package main

import (
	"bailiwick/iam/authz"

	"github.com/go-json-experiment/json"
)

// replayDecision replays a row of documented or authorize: one request.
func replayDecision(line []byte) (verdict, error) {
	var row struct {
		ID       string `json:"id"`
		Expected string `json:"expected"`
		Mode     string `json:"mode"`
		Disputed string `json:"disputed"`
	}
	if err := json.Unmarshal(line, &row); err != nil {
		return verdict{}, err
	}
	v := verdict{id: row.ID, want: row.Expected}
	switch {
	case row.Disputed != "":
		v.skip = "disputed"
	case row.Expected == "":
		v.skip = "without an answer"
	case row.Mode == "discovery":
		v.skip = "in discovery mode"
	}
	if v.skip != "" {
		return v, nil
	}
	q, err := authz.ReadQuestion(line)
	if err != nil {
		return v, err
	}
	d := q.Decide()
	v.got, v.why = d.Effect.String(), d.String()
	return v, nil
}
