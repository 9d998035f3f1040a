package assess_test

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"bailiwick/assess"
	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/source/terraform"
	"bailiwick/value"
)

// A rule that looks at many resources, each of which may exist or not, is not
// asked in every combination of them.
func TestAManyfoldDecisionIsBounded(t *testing.T) {
	var text strings.Builder
	text.WriteString("provider \"aws\" {}\n")
	for i := range 40 {
		fmt.Fprintf(&text, "variable \"v%d\" { type = bool }\nresource \"aws_sqs_queue\" \"q%d\" {\n  count = var.v%d ? 1 : 0\n}\n", i, i, i)
	}
	var asked atomic.Int64
	looks := &rule.Rule{ID: "account-looks", Decide: []rule.Decision{
		rule.On[*estate.Account](func(in *rule.Input, a *estate.Account) rule.Outcome {
			asked.Add(1)
			n := 0
			for range estate.All[*estate.Queue](in.Estate) {
				n++
			}
			if n == 40 {
				return rule.Fail("too many")
			}
			return rule.Pass(rule.Given{Name: "queues", Value: fmt.Sprint(n)})
		}),
	}}
	b := &estate.Builder{Places: new(value.Places)}
	s := settings.Default()
	terraform.Read(b, terraform.Options{FS: fstest.MapFS{"main.tf": {Data: []byte(text.String())}}, Settings: s, Prefix: "."}, []string{"."}, []string{"."})
	a, err := assess.Decide(t.Context(), assess.Inputs{Estate: b.Build(), Settings: s, Rules: []*rule.Rule{looks}, Today: today})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Observations) != 1 || a.Observations[0].Verdict != rule.UnknownVerdict {
		t.Errorf("observations %v, want one that is unknown", a.Observations)
	}
	if got := asked.Load(); got == 0 || got > 1100 {
		t.Errorf("the rule was asked %d times", got)
	}
}
