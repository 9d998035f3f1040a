package assess_test

import (
	"strings"
	"testing"

	"bailiwick/rule"
)

// No rule passes on what was read from a module's inputs unless its version is
// pinned; a failure stays one.
func TestADoubtedResourcePassesNothing(t *testing.T) {
	for _, c := range []struct {
		version, input string
		want           rule.Verdict
		because        string
	}{
		{`version = "8.8.1"`, `tracing_mode = "Active"`, rule.PassVerdict, ""},
		{`version = "~> 7.0"`, `tracing_mode = "Active"`, rule.UnknownVerdict, "it is read from the inputs of terraform-aws-modules/lambda/aws 7.x, and its version is not pinned"},
		{``, `tracing_mode = "Active"`, rule.UnknownVerdict, "its version is not pinned"},
		{`version = "8.8.1"`, `tracing_mood = "Active"`, rule.FailVerdict, ""},
		{`version = "~> 7.0"`, ``, rule.FailVerdict, ""},
	} {
		a := assessed(t, map[string]string{"main.tf": `
module "f" {
  source = "terraform-aws-modules/lambda/aws"
  ` + c.version + `
  ` + c.input + `
}
`}, nil)
		found := false
		for _, o := range a.Observations {
			if a.Rules[o.Rule].ID != "function-traced" {
				continue
			}
			found = true
			reasons := strings.Join(a.NewAsker().Outcome(o).Reasons(), "; ")
			if o.Verdict != c.want || !strings.Contains(reasons, c.because) {
				t.Errorf("%s %s: %v because %q, want %v because %q", c.version, c.input, o.Verdict, reasons, c.want, c.because)
			}
		}
		if !found {
			t.Errorf("%s %s: no function was read", c.version, c.input)
		}
	}
}
