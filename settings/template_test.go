package settings_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bailiwick/settings"
)

var found = settings.Found{
	Accounts: []string{"111122223333", "111122223333", "${var.account}"},
	Regions:  []string{"eu-central-1", "us-east-1"},
	Environments: []settings.Environment{
		{Name: "production", Roots: []string{"infra"}, VarFiles: []string{"production.tfvars"}, Production: true},
		{Name: "test: 1", Roots: []string{"infra"}, Workspace: "test", Accounts: []settings.Account{"111122223333"}},
	},
	VPCs:    []string{"vpc-0a1b2c3d", "data.terraform_remote_state.net.outputs.vpc_id"},
	Exclude: []string{"examples/**", "vendor/**"},
}

func TestTemplateIsTakenAsItIs(t *testing.T) {
	const golden = "testdata/template.yaml"
	got := settings.Template(found)
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s is out of date; run: go test ./settings -update\n%s", golden, diff)
	}
	s := parse(t, string(got))
	if got := s.Accounts.Own.Get(); !cmp.Equal(got, []settings.Account{"111122223333"}) {
		t.Errorf("accounts.own = %v", got)
	}
	if diff := cmp.Diff(found.Environments, s.Environments.Named.Get()); diff != "" {
		t.Errorf("environments (-want +got)\n%s", diff)
	}
	if got := s.Regions.Approved; !got.Missing() {
		t.Errorf("regions that were found are approved: %s", got.Fact())
	}
	if got := s.Exclude.Get(); !cmp.Equal(got, found.Exclude) {
		t.Errorf("exclude = %v", got)
	}
}

// The lines that the template offers as comments are taken once their # is
// removed.
func TestTemplatesOffersAreTaken(t *testing.T) {
	for _, f := range []settings.Found{found, {}} {
		for line := range strings.Lines(string(settings.Template(f))) {
			offer, ok := strings.CutPrefix(line, "# ")
			name, _, isKey := strings.Cut(offer, ": ")
			if _, known := settings.LookUp(name); ok && isKey && known {
				parse(t, offer)
			}
		}
	}
}

func TestTemplateOfHostileNamesIsTaken(t *testing.T) {
	for _, name := range []string{
		"a: b", "x\ny: z", `"`, "'", "#", "- a", "{", "*a", "&a", "!x", "%", "@", "`", "\x00", "\u2028", "\ufeff", "true", "null", "~", "any", "1", "é", "\xff", "<<", "?", " ", "..", "-",
	} {
		s := parse(t, string(settings.Template(settings.Found{
			Exclude:      []string{name},
			Environments: []settings.Environment{{Name: name, Roots: []string{name}, Workspace: name}},
		})))
		if got := s.Environments.Named.Get(); len(got) != 1 || len(got[0].Roots) != 1 {
			t.Errorf("%q comes back as %+v", name, got)
		}
	}
}
