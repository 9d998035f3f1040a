package authz

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"bailiwick/iam/policy"
	"bailiwick/value"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// ErrQuestion is the error of ReadQuestion for bytes that are no question.
var ErrQuestion = errors.New("not a question about a request")

// A Question is a request and all policies that bear on it.
type Question struct {
	Request  Request
	Policies Policies
}

// Decide answers the question.
func (q *Question) Decide() Decision { return Decide(&q.Request, &q.Policies) }

// ReadQuestion reads a question from a JSON object:
//
//	{"request": {"principal": "arn:aws:iam::111122223333:role/app",
//	             "action": "s3:GetObject", "resource": "arn:aws:s3:::ledger/a.json",
//	             "resource_account": "111122223333",
//	             "context": {"aws:SourceIp": "203.0.113.9", "aws:TagKeys": ["team"]}},
//	 "identity": [POLICY…], "resource_policy": POLICY, "boundary": [POLICY…],
//	 "session": POLICY, "scp": [{"level": "root", "policies": [POLICY…]}…],
//	 "rcp": […], "endpoint": [POLICY…], "mode": "strict"}
//
// What is left out or null does not exist. The principal is an ARN, an account,
// a service or {"type": "Anonymous"}. A resource with '*' or '?' stands for all
// that it matches, unless "action_without_resource" says that the action has no
// resource type. In the mode "discovery" the request may carry keys that are
// not given. Other members are not looked at.
func ReadQuestion(line []byte) (*Question, error) {
	var row struct {
		Request struct {
			Principal   jsontext.Value            `json:"principal"`
			Action      string                    `json:"action"`
			Resource    string                    `json:"resource"`
			Account     string                    `json:"resource_account"`
			NoResource  bool                      `json:"action_without_resource"`
			Context     map[string]jsontext.Value `json:"context"`
			BlockPublic bool                      `json:"restrict_public_buckets"`
		} `json:"request"`
		Identity []jsontext.Value `json:"identity"`
		Resource jsontext.Value   `json:"resource_policy"`
		Boundary []jsontext.Value `json:"boundary"`
		Session  jsontext.Value   `json:"session"`
		SCP      []jsonLevel      `json:"scp"`
		RCP      []jsonLevel      `json:"rcp"`
		Endpoint []jsontext.Value `json:"endpoint"`
		Mode     string           `json:"mode"`
	}
	if err := json.Unmarshal(line, &row); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrQuestion, err)
	}
	var q Question
	r := &q.Request
	var err error
	if r.Principal, err = readPrincipal(row.Request.Principal); err != nil {
		return nil, err
	}
	r.Action, r.Resource = row.Request.Action, value.Literal(row.Request.Resource)
	r.ResourceAccount = value.Literal(row.Request.Account)
	r.Wildcard = strings.ContainsAny(row.Request.Resource, "*?") && !row.Request.NoResource
	r.Context.Complete = row.Mode != "discovery"
	for _, key := range slices.Sorted(maps.Keys(row.Request.Context)) {
		if _, twice := r.Context.keys[policy.Lower(key)]; twice {
			return nil, fmt.Errorf("%w: the context has %s twice, in different case", ErrQuestion, key)
		}
		if err := readKey(&r.Context, key, row.Request.Context[key]); err != nil {
			return nil, err
		}
	}
	in := reader{}
	q.Policies = Policies{
		Identity: All(in.policies("identity policy", row.Identity)...),
		Resource: in.layer("resource policy", one(row.Resource)),
		Boundary: in.layer("permissions boundary", row.Boundary),
		Session:  in.layer("session policy", one(row.Session)),
		SCP:      in.levels("service control policy", row.SCP),
		RCP:      in.levels("resource control policy", row.RCP),
		Endpoint: in.layer("endpoint policy", row.Endpoint),
	}
	if in.err != nil {
		return nil, in.err
	}
	q.Policies = q.Policies.RestNone()
	if row.Request.BlockPublic {
		q.Policies.RestrictPublicBuckets = value.Yes
	}
	return &q, nil
}

type jsonLevel struct {
	Level    string           `json:"level"`
	Policies []jsontext.Value `json:"policies"`
}

func isNull(v jsontext.Value) bool {
	v = bytes.TrimSpace(v)
	return len(v) == 0 || string(v) == "null"
}

func one(v jsontext.Value) []jsontext.Value {
	if isNull(v) {
		return nil
	}
	return []jsontext.Value{v}
}

func readPrincipal(v jsontext.Value) (Principal, error) {
	var name string
	if v.Kind() == '"' {
		err := json.Unmarshal(v, &name)
		return ParsePrincipal(value.Literal(name)), err
	}
	var object struct {
		Type string `json:"type"`
	}
	if isNull(v) {
		return Principal{}, nil
	}
	if err := json.Unmarshal(v, &object); err != nil || object.Type != "Anonymous" {
		return Principal{}, fmt.Errorf(`%w: the principal is neither a text nor {"type": "Anonymous"}`, ErrQuestion)
	}
	return Principal{Kind: Anonymous}, nil
}

// readKey reads one condition key: a scalar, or a list for a key of many
// values.
func readKey(c *Context, key string, v jsontext.Value) error {
	scalar, ok := readScalar(v)
	if ok {
		c.SetText(key, scalar)
		return nil
	}
	var list []jsontext.Value
	if err := json.Unmarshal(v, &list); err != nil {
		return fmt.Errorf("%w: the value of %s is neither a scalar nor a list of them", ErrQuestion, key)
	}
	texts := make([]value.Text, len(list))
	for i, e := range list {
		if texts[i], ok = readScalar(e); !ok {
			return fmt.Errorf("%w: the value of %s holds what is no scalar", ErrQuestion, key)
		}
	}
	c.SetMany(key, texts...)
	return nil
}

func readScalar(v jsontext.Value) (value.Text, bool) {
	switch v = bytes.TrimSpace(v); v.Kind() {
	case '"':
		var s string
		err := json.Unmarshal(v, &s)
		return value.Literal(s), err == nil
	case '0', 't', 'f':
		return value.Literal(string(v)), true
	}
	return value.Text{}, false
}

// A reader compiles policies and keeps the first error.
type reader struct{ err error }

func (in *reader) policies(name string, raw []jsontext.Value) []*Policy {
	out := make([]*Policy, 0, len(raw))
	for i, v := range raw {
		d, err := policy.Parse(v)
		if err != nil && in.err == nil {
			in.err = fmt.Errorf("%s %d: %w", name, i+1, err)
		}
		if err == nil {
			out = append(out, Compile(name+" "+strconv.Itoa(i+1), d))
		}
	}
	return out
}

// layer reads a layer that does not exist if it is left out.
func (in *reader) layer(name string, raw []jsontext.Value) Layer {
	if raw == nil {
		return None()
	}
	return All(in.policies(name, raw)...)
}

func (in *reader) levels(name string, raw []jsonLevel) Guardrails {
	if len(raw) == 0 {
		return NoGuardrails()
	}
	levels := make([]Layer, len(raw))
	for i, l := range raw {
		levels[i] = All(in.policies(name+" of "+l.Level, l.Policies)...)
	}
	return Levels(levels...)
}
