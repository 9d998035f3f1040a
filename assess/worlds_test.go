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
// asked in every combination of them: of too many once, and no more once one
// half is unknown, since the whole is unknown then.
func TestAManyfoldDecisionIsBounded(t *testing.T) {
	for _, c := range []struct {
		queues  int
		knows   bool // how many queues there are makes no difference to it
		most    int64
		verdict rule.Verdict
	}{
		{9, true, 1100, rule.PassVerdict},
		{20, true, 1100, rule.UnknownVerdict},
		{20, false, 64, rule.UnknownVerdict},
		{40, true, 1, rule.UnknownVerdict},
	} {
		asked, outcomes := lookAtQueues(t, c.queues, c.knows)
		if len(outcomes) != 1 || outcomes[0].Verdict != c.verdict {
			t.Errorf("%+v: observations %v", c, outcomes)
		}
		if asked == 0 || asked > c.most {
			t.Errorf("%+v: the rule was asked %d times", c, asked)
		}
	}
}

func lookAtQueues(t *testing.T, queues int, knows bool) (int64, []assess.Observation) {
	t.Helper()
	var text strings.Builder
	text.WriteString("provider \"aws\" {}\n")
	for i := range queues {
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
			if !knows {
				return rule.UnknownBecause("nobody knows")
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
	return asked.Load(), a.Observations
}
