package main

import (
	"strings"

	"bailiwick/iam/authz"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// replayOperator replays a row of operators: one value of a request against
// the values of a policy.
func replayOperator(line []byte) (verdict, error) {
	var row struct {
		ID       string                    `json:"id"`
		Operator string                    `json:"operator"`
		Is       jsontext.Value            `json:"request_value"`
		Values   jsontext.Value            `json:"policy_values"`
		Context  map[string]jsontext.Value `json:"context"`
		Expected *bool                     `json:"expected"`
		Disputed string                    `json:"disputed"`
	}
	if err := json.Unmarshal(line, &row); err != nil {
		return verdict{}, err
	}
	const key = "bench:Value"
	context := map[string]jsontext.Value{key: row.Is}
	for name, v := range row.Context {
		context[name] = v
	}
	s := asked{kind: "identity", effect: "Allow", resource: "arn:aws:sqs:eu-central-1:111122223333:jobs", context: context}
	s.rest = `"Resource":"*","Condition":{"` + row.Operator + `":{"` + key + `":` + string(row.Values) + `}}`
	return s.verdict(row.ID, row.Disputed, row.Expected)
}

// replayResource replays a row of resources: one Resource or NotResource
// against a resource, in a policy of some kind.
func replayResource(line []byte) (verdict, error) {
	var row struct {
		ID         string                    `json:"id"`
		Kind       string                    `json:"policy_kind"`
		Effect     string                    `json:"effect"`
		Resource   jsontext.Value            `json:"resource"`
		Not        jsontext.Value            `json:"not_resource"`
		Is         string                    `json:"request_resource"`
		NoResource bool                      `json:"action_without_resource"`
		Context    map[string]jsontext.Value `json:"context"`
		Expected   *bool                     `json:"expected"`
		Disputed   string                    `json:"disputed"`
	}
	if err := json.Unmarshal(line, &row); err != nil {
		return verdict{}, err
	}
	s := asked{kind: row.Kind, effect: row.Effect, resource: row.Is, noResource: row.NoResource, context: row.Context}
	if row.Not != nil {
		s.rest = `"NotResource":` + string(row.Not)
	} else {
		s.rest = `"Resource":` + string(row.Resource)
	}
	return s.verdict(row.ID, row.Disputed, row.Expected)
}

// asked is a statement of which it is asked whether it applies: it stands in a
// policy of some kind, and all other policies let the request through.
type asked struct {
	kind, effect string
	rest         string // its elements but for effect, principal and action
	resource     string
	noResource   bool
	context      map[string]jsontext.Value
}

func (s asked) verdict(id, disputed string, applies *bool) (verdict, error) {
	v := verdict{id: id, want: authz.ImplicitDeny.String()}
	switch {
	case disputed != "":
		v.skip = "disputed"
		return v, nil
	case applies == nil:
		v.skip = "without an answer"
		return v, nil
	case s.effect == "Deny" && *applies:
		v.want = authz.ExplicitDeny.String()
	case s.effect == "Deny" || *applies:
		v.want = authz.Allow.String()
	}
	line, err := s.question()
	if err != nil {
		return v, err
	}
	q, err := authz.ReadQuestion(line)
	if err != nil {
		return v, err
	}
	d := q.Decide()
	v.got, v.why = d.Effect.String(), d.String()
	return v, nil
}

const everything = `{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}`

func document(statements ...string) jsontext.Value {
	return jsontext.Value(`{"Version":"2012-10-17","Statement":[` + strings.Join(statements, ",") + `]}`)
}

// question returns the question that is denied, or for an Allow is allowed,
// just if the statement applies.
func (s asked) question() ([]byte, error) {
	statement := `{"Effect":"` + s.effect + `","Principal":"*","Action":"*",` + s.rest + `}`
	policy := document(statement)
	if s.effect == "Deny" {
		policy = document(everything, statement)
	}
	policies := []jsontext.Value{policy}
	row := map[string]any{
		"request": map[string]any{
			"principal": "arn:aws:sts::111122223333:assumed-role/app/run", "action": "sqs:SendMessage",
			"resource": s.resource, "resource_account": "111122223333", "context": s.context,
			"action_without_resource": s.noResource,
		},
		"identity": []jsontext.Value{document(everything)},
	}
	switch s.kind {
	case "identity":
		row["identity"] = policies
	case "resource":
		row["identity"], row["resource_policy"] = []jsontext.Value{}, policy
	case "session":
		row["session"] = policy
	case "pb":
		row["boundary"] = policies
	case "vpce":
		row["endpoint"] = policies
	default:
		row[s.kind] = []any{map[string]any{"level": "root", "policies": policies}}
	}
	return json.Marshal(row)
}
