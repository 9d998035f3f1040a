package all_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/rule/ruletest"
	"bailiwick/source/cloudformation"
	"bailiwick/value"
)

// differences are the rules that rightly say something else of a template.
var differences = []struct {
	rule           string
	declared, here rule.Verdict
	why            string
}{
	{"default-security-group-closed", rule.FailVerdict, rule.UnknownVerdict, "CloudFormation cannot declare the default group"},
	{"function-egress-restricted", rule.PassVerdict, rule.FailVerdict, "CloudFormation leaves a group the rule that lets everything out"},
	{"backup-copied-elsewhere", rule.UnknownVerdict, rule.NotApplicableVerdict, "Terraform's own state may be kept in the bucket"},
	{"bucket-versioned", rule.UnknownVerdict, rule.FailVerdict, "Terraform's own state may be kept in the bucket"},
	{"function-has-own-role", rule.PassVerdict, rule.FailVerdict, "only Terraform says that two functions have the same code"},
	{"backup-copied-elsewhere", rule.NotApplicableVerdict, rule.UnknownVerdict, "tags that the deployment gives decide"},
	{"trail-records-object-reads", rule.NotApplicableVerdict, rule.PassVerdict, "tags that the deployment gives decide whether it must be recorded, and it is"},
	{"trail-records-object-writes", rule.NotApplicableVerdict, rule.PassVerdict, "tags that the deployment gives decide whether it must be recorded, and it is"},
	{"audit-managers-approved", rule.UnknownVerdict, rule.NotApplicableVerdict, "Terraform calls a bucket by domain names that only AWS makes, which could be what a trail names"},
	{"rest-api-policy-not-public", rule.UnknownVerdict, rule.FailVerdict, "the id of an API may be any text in Terraform, so that a part of its policy may deny more"},
	{"function-has-data-class", rule.PassVerdict, rule.FailVerdict, "the settings name an address"},
}

func differs(id string, declared, here rule.Verdict) bool {
	for _, d := range differences {
		if d.rule == id && d.declared == declared && d.here == here {
			return true
		}
	}
	return false
}

// The same estate, written as a template, gets the same verdicts.
func TestSameVerdictsFromATemplate(t *testing.T) {
	rewritten := 0
	for _, f := range fixtures(t) {
		src, addresses, err := ruletest.Template(f.estate)
		if err != nil {
			if testing.Verbose() {
				t.Logf("%s: %v", f.name, err)
			}
			continue
		}
		rewritten++
		b := &estate.Builder{Places: new(value.Places)}
		files := fstest.MapFS{"template.json": &fstest.MapFile{Data: src, Mode: 0o644}}
		cloudformation.Read(b, cloudformation.Options{FS: files, Settings: f.settings}, []string{"template.json"}, nil)
		for _, p := range b.Problems {
			t.Errorf("%s: %s", f.name, p.Summary)
		}
		want := f.decide(t, f.estate)
		wanted := make(map[[2]string]rule.Verdict)
		said := make(map[[2]string]string)
		for _, o := range want.Observations {
			key := [2]string{want.Rules[o.Rule].ID, want.Estate.Resources()[o.Resource].Head().Address}
			wanted[key] = o.Verdict
			said[key] = want.NewAsker().Outcome(o).Message + strings.Join(want.NewAsker().Outcome(o).Reasons(), "; ")
		}
		got := f.decide(t, b.Build())
		seen := make(map[[2]string]bool)
		for _, o := range got.Observations {
			id := got.Estate.Resources()[o.Resource].Head().Address
			address, ok := addresses[id]
			if !ok {
				continue
			}
			key := [2]string{got.Rules[o.Rule].ID, address}
			seen[key] = true
			if w := wanted[key]; w != o.Verdict && !differs(key[0], w, o.Verdict) {
				out := got.NewAsker().Outcome(o)
				if o.Verdict == rule.UnknownVerdict && strings.Contains(strings.Join(out.Reasons(), " "), "tags that the deployment gives") {
					continue // nor does a template say how its stack is tagged
				}
				t.Errorf("%s: %s of %s: %s from a template, %s from Terraform\n\ttemplate: %s %s\n\tterraform: %s", f.name, key[0], address, o.Verdict, w, out.Message, strings.Join(out.Reasons(), "; "), said[key])
				if dir := os.Getenv("BAILIWICK_TEMPLATES"); dir != "" {
					os.WriteFile(dir+"/"+strings.ReplaceAll(f.name, "/", "_")+".json", src, 0o644)
				}
			}
		}
	}
	t.Logf("%d fixtures as templates", rewritten)
	if rewritten < 50 {
		t.Errorf("only %d fixtures could be written as templates", rewritten)
	}
}
