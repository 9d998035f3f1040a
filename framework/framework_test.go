package framework_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"bailiwick/framework"
	"bailiwick/internal/civil"
	"bailiwick/rule/all"
	"bailiwick/settings"
)

// TestOurOwn counts what our own frameworks hold, so that no requirement and no
// deciding edge is lost unseen.
func TestOurOwn(t *testing.T) {
	type count struct{ Requirements, Decidable, ByAWS int }
	want := map[string]count{
		"SOC 2":                    {45, 22, 1},
		"HIPAA Security Rule":      {45, 22, 3},
		"HIPAA (proposed 2025)":    {12, 10, 0},
		"PCI DSS":                  {116, 71, 7},
		"ISO/IEC 27001":            {61, 40, 2},
		"NIST SP 800-53":           {144, 113, 4},
		"NIST CSF":                 {51, 31, 3},
		"FedRAMP 20x KSI":          {60, 35, 0},
		"CIS AWS Foundations":      {63, 59, 0},
		"CIS AWS Compute Services": {12, 12, 0},
		"GDPR":                     {18, 6, 0},
		"NIS2":                     {28, 23, 0},
		"DORA":                     {17, 5, 0},
	}
	got := make(map[string]count)
	for _, f := range framework.Default().All() {
		c := count{Requirements: len(f.Requirements), Decidable: f.Decidable()}
		for _, r := range f.Requirements {
			if r.Carried == framework.AWS {
				c.ByAWS++
			}
		}
		got[f.Name] = c
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("our frameworks (-want +got):\n%s", diff)
	}
}

// TestOurOwnHold reads our own files as those of users are read, by which every
// rule, setting, profile and benchmark in them is checked, and by which every
// field that a requirement needs is there.
func TestOurOwnHold(t *testing.T) {
	var checks framework.Checks
	for _, r := range all.Rules() {
		checks.Rules = append(checks.Rules, r.ID)
	}
	names := framework.Default().Names()
	for _, name := range names {
		text, err := framework.Text(name)
		if err != nil {
			t.Fatal(err)
		}
		l, problems := framework.Default().Extend([]framework.File{{Name: name, Text: []byte(text)}}, checks)
		for _, p := range problems {
			t.Errorf("%v (near %v)", p, p.Near)
		}
		if problems != nil {
			continue
		}
		read, _ := l.Find(name)
		own, _ := framework.Default().Find(name)
		if own.Name != name || own.Version == "" || own.About == "" || own.Source == "" || own.Known.IsZero() {
			t.Errorf("%s: the first paragraph lacks a name, version, about, source or known", name)
		}
		if !slices.Equal(l.Names(), names) {
			t.Errorf("%s: a framework that replaces one moves it: %v", name, l.Names())
		}
		again := *read
		again.File = ""
		if diff := cmp.Diff(own, &again, cmpopts.EquateComparable(civil.Day{})); diff != "" {
			t.Errorf("%s: read as a user's file it differs (-own +read):\n%s", name, diff)
		}
	}
}

// TestOurWords holds our texts to what every reader may expect of them.
func TestOurWords(t *testing.T) {
	for _, f := range framework.Default().All() {
		ids := make(map[string]bool)
		for _, r := range f.Requirements {
			where := f.Name + " " + r.ID
			if ids[r.ID] {
				t.Errorf("%s: the id is there twice", where)
			}
			ids[r.ID] = true
			if r.Because == "" || len(r.Objectives) == 0 {
				t.Errorf("%s: it is not said who carries it and why, or no objective is named", where)
			}
			if r.Carried == framework.AWS && len(r.Decides) > 0 {
				t.Errorf("%s: AWS carries all of it, and rules decide it", where)
			}
			if strings.Contains(r.Title, "  ") || strings.HasSuffix(r.Title, ".") || strings.ContainsAny(r.Title, "[]") {
				t.Errorf("%s: the title is no heading: %q", where, r.Title)
			}
			for _, id := range r.Decides {
				if slices.Contains(r.Strengthens, id) {
					t.Errorf("%s: %s decides and strengthens", where, id)
				}
			}
		}
	}
}

func TestFind(t *testing.T) {
	l := framework.Default()
	for name, want := range map[string]string{
		"SOC 2": "SOC 2", "soc2": "SOC 2", "SOC-2": "SOC 2", "hipaa": "HIPAA Security Rule", "pci": "PCI DSS",
		"hipaa security rule": "HIPAA Security Rule", "iso/iec 27001": "ISO/IEC 27001", "nist": "", "cis aws": "",
		"nis2": "NIS2", "dora": "DORA", "fedramp": "FedRAMP 20x KSI", "cis aws compute": "CIS AWS Compute Services",
		"HIPAA (proposed 2025)": "HIPAA (proposed 2025)", "hipaa proposed": "", "": "", "Acme": "", "-": "",
	} {
		f, ok := l.Find(name)
		if ok != (want != "") || ok && f.Name != want {
			t.Errorf("Find(%q) = %v, %v, want %q", name, f, ok, want)
		}
	}
}

func TestProfiles(t *testing.T) {
	nist, _ := framework.Default().Find("NIST SP 800-53")
	held := func(chosen ...string) int {
		n := 0
		for _, r := range nist.Requirements {
			if nist.Holds(r, chosen) {
				n++
			}
		}
		return n
	}
	got := []int{held(), held("fedramp"), held("low"), held("moderate"), held("high"), held("moderate", "fedramp")}
	if want := []int{144, 144, 69, 138, 141, 138}; !slices.Equal(got, want) {
		t.Errorf("requirements without a profile, with fedramp, low, moderate, high, moderate and fedramp: %v, want %v", got, want)
	}
	stale, _ := nist.Requirement("AC-2(3)")
	for _, test := range []struct {
		chosen []string
		want   string
	}{
		{nil, ""}, {[]string{"moderate"}, "90"}, {[]string{"high", "fedramp"}, "35"}, {[]string{"low"}, ""},
	} {
		got := ""
		for _, a := range stale.Assignments(test.chosen) {
			got += a.Value
		}
		if got != test.want {
			t.Errorf("AC-2(3) at %v is judged at %q, want %q", test.chosen, got, test.want)
		}
	}
	ksi, _ := framework.Default().Find("FedRAMP 20x KSI")
	if r, ok := ksi.Requirement("KSI-CMT-01"); !ok || r.ID != "KSI-CMT-LMC" {
		t.Errorf("a former id does not find its requirement: %v, %v", r, ok)
	}
}

// TestSettingsOfEdgesAreKeys says that every key that an edge sets is one that
// the settings have: the loader checks it for users' files only.
func TestSettingsOfEdgesAreKeys(t *testing.T) {
	n := 0
	for _, f := range framework.Default().All() {
		for _, r := range f.Requirements {
			for _, a := range r.With {
				if n++; !known(a.Key) {
					t.Errorf("%s %s: there is no setting %s", f.Name, r.ID, a.Key)
				}
			}
		}
	}
	if n == 0 {
		t.Error("no edge sets anything: they were not read")
	}
}

func known(key string) bool {
	_, ok := settings.LookUp(key)
	return ok
}

func BenchmarkReadAll(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for _, f := range framework.ReadOurOwn() {
			n += len(f.Requirements)
		}
		b.ReportMetric(float64(n), "requirements")
	}
}
