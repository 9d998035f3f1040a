package framework_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bailiwick/framework"
	"bailiwick/settings"
)

const acme = `# What Acme asks.
framework: Acme
version: 3
about: What Acme asks of its services.
known: 2026-11-23
baselines: silver gold

requirement: A-1
title: Logs are kept
  for two years
carried: customer
objectives: log-retention
scope: data-class:personal
decides:
  log-group-retention-long-enough
with:
  logging.min_days = 730
  logging.min_days@gold = 1095
people: The log owner reviews what is kept.
confidence: high
reason: A group that drops its logs sooner keeps less.

requirement: A-2
title: The benchmark is followed
baselines: gold
via: CIS AWS Compute Services
exception_meets: yes
reason: It is asked by name.
`

func TestACompanysOwn(t *testing.T) {
	l, problems := framework.Default().Extend([]framework.File{{Name: "acme.txt", Text: []byte(acme)}}, framework.Checks{})
	if problems != nil {
		t.Fatal(problems)
	}
	f, ok := l.Find("acme")
	if !ok || len(f.Requirements) != 2 || f.Decidable() != 2 {
		t.Fatalf("Acme = %+v, %v", f, ok)
	}
	a1, a2 := f.Requirements[0], f.Requirements[1]
	if a1.Title != "Logs are kept for two years" || a1.Scope.String() != "data-class:personal" || a1.Confidence != framework.High {
		t.Errorf("A-1 = %+v", a1)
	}
	if got := a1.Assignments([]string{"gold"}); len(got) != 1 || got[0].Value != "1095" {
		t.Errorf("A-1 for gold is judged at %v", got)
	}
	if f.Holds(a2, []string{"silver"}) || !f.Holds(a2, []string{"gold"}) || !f.Holds(a2, nil) {
		t.Error("A-2 is asked of gold, and where nothing is chosen")
	}
	if _, ok := framework.Default().Find("Acme"); ok {
		t.Error("a file of a user changed the library of our own")
	}
}

func TestAChange(t *testing.T) {
	change := `framework: SOC 2
note: with the reading of Acme

requirement: CC6.4
people: The guard's book.

requirement: CC2.1
decides: trail-multi-region
strengthens:
reason: Ours.

remove: CC1.1

requirement: X-1
title: One more
reason: Acme wants it.
`
	before, _ := framework.Default().Find("SOC 2")
	l, problems := framework.Default().Extend([]framework.File{{Name: "soc2.txt", Text: []byte(change)}}, framework.Checks{})
	if problems != nil {
		t.Fatal(problems)
	}
	f, _ := l.Find("SOC 2")
	if f.Version != before.Version || f.Note != "with the reading of Acme" || len(f.Requirements) != len(before.Requirements) {
		t.Errorf("SOC 2 = %s, %q, %d requirements", f.Version, f.Note, len(f.Requirements))
	}
	r, _ := f.Requirement("CC2.1")
	if len(r.Decides) != 1 || r.Strengthens != nil || r.Reason != "Ours." || r.People == "" {
		t.Errorf("CC2.1 = %+v", r)
	}
	if _, ok := f.Requirement("CC1.1"); ok {
		t.Error("CC1.1 is still there")
	}
	if last := f.Requirements[len(f.Requirements)-1]; last.ID != "X-1" {
		t.Errorf("the new requirement stands before %s", last.ID)
	}
}

// TestProblems shows what is said of files that do not hold.
func TestProblems(t *testing.T) {
	head := "framework: Acme\nversion: 1\nbaselines: gold\n\n"
	for _, test := range []struct{ name, text, want string }{
		{"nothing", "", "f.txt:1:1: the file holds no framework"},
		{"no field", "framework", "f.txt:1:1: this is no field: a name, a colon and a value"},
		{"goes on with nothing", "  x\n", "f.txt:1:1: this line goes on with a field, and none stands above it"},
		{"a misspelt field", head + "requirement: A\ntitel: x\nreason: y\n", `f.txt:6:1: there is no field "titel" of a requirement [title]` + "\n" + `f.txt:5:1: requirement "A" has no title`},
		{"twice", head + "requirement: A\ntitle: x\ntitle: y\nreason: z\n", "f.txt:7:1: title is written twice: on line 6 and on line 7"},
		{"the same requirement", head + "requirement: A\ntitle: x\nreason: y\n\nrequirement: A\ntitle: x\nreason: y\n", `f.txt:9:14: requirement "A" is written twice: on line 5 and on line 9`},
		{"no such rule", head + "requirement: A\ntitle: x\nreason: y\ndecides:\n  role-no-admin\n  role-no-admn\n", `f.txt:10:3: there is no rule "role-no-admn" [role-no-admin]`},
		{"no such setting", head + "requirement: A\ntitle: x\nreason: y\nwith:\n  logging.mindays = 3\n", `f.txt:9:3: there is no setting "logging.mindays" [logging.min_days logging.online_days]`},
		{"no such value", head + "requirement: A\ntitle: x\nreason: y\nwith:\n  logging.min_days = long\n", "f.txt:9:3: logging.min_days must be a number of days, not long"},
		{"no such profile", head + "requirement: A\ntitle: x\nreason: y\nbaselines: god\n", `f.txt:8:12: the framework has no baseline "god" [gold]`},
		{"no such scope", head + "requirement: A\ntitle: x\nreason: y\nscope: al\n", `f.txt:8:8: scope must be all, account, organisation, production, public, log-stores, admin or people, not "al" [all]`},
		{"a class in capitals", head + "requirement: A\ntitle: x\nreason: y\nscope: data-class:PHI\n", `f.txt:8:8: the class of a scope is a name in lower case, not "PHI"`},
		{"no such objective", head + "requirement: A\ntitle: x\nreason: y\nobjectives: secerts\n", `f.txt:8:13: there is no objective "secerts" [secrets]`},
		{"no such day", "framework: Acme\nversion: 1\nknown: soon\n", `f.txt:3:8: known must be a date, not "soon"`},
		{"nothing to change", "framework: SOC 3\n\nrequirement: A\ntitle: x\nreason: y\n", `f.txt:1:12: there is no framework "SOC 3" to change [SOC 2]`},
		{"nothing to remove", "framework: SOC 2\n\nremove: CC99\n", `f.txt:3:9: there is no requirement "CC99" to remove`},
		{"AWS without a report", head + "requirement: A\ntitle: x\nreason: y\ncarried: aws\n", `f.txt:5:1: requirement "A" has no reports, and AWS carries it`},
		{"no such benchmark", head + "requirement: A\ntitle: x\nreason: y\nvia: CIS\n", `f.txt:5:1: via names no framework: "CIS"`},
		{"a circle", head + "requirement: A\ntitle: x\nreason: y\nvia: Acme\n", `f.txt:5:1: via leads from "Acme" over "Acme" back to itself`},
		{"no text", "framework: \xff\n", "f.txt:1:1: the file is no text in UTF-8"},
	} {
		t.Run(test.name, func(t *testing.T) {
			l, problems := framework.Default().Extend([]framework.File{{Name: "f.txt", Text: []byte(test.text)}}, framework.Checks{})
			var got []string
			for _, p := range problems {
				line := p.String()
				if p.Near != nil {
					line += " " + fmt.Sprint(p.Near)
				}
				got = append(got, line)
				if p.Effect == "" || p.Next == "" {
					t.Errorf("%s: no effect or no next step", line)
				}
			}
			if l != nil {
				t.Error("a file that does not hold gave a library")
			}
			if diff := cmp.Diff(test.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// FuzzExtend reads files of users: what comes of one is a library or problems
// with a place inside it, and the same each time.
func FuzzExtend(f *testing.F) {
	seeds, _ := filepath.Glob("data/*.txt")
	if len(seeds) == 0 {
		f.Fatal("no seeds: a fuzz target that starts from nothing finds nothing")
	}
	for _, name := range seeds {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		text = text[:min(len(text), 8<<10)]
		f.Add(text)
		f.Add(text[:len(text)/2])
	}
	f.Add([]byte(acme))
	f.Add([]byte("framework: SOC 2\r\n\r\nremove: CC1.1\r\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		files := []framework.File{{Name: "f.txt", Text: text}}
		l, problems := framework.Default().Extend(files, framework.Checks{})
		if (l == nil) != (len(problems) > 0) {
			t.Fatalf("a library: %v, with %d problems", l != nil, len(problems))
		}
		for _, p := range problems {
			at := p.Place
			if at.Line < 1 || at.Column < 1 || at.Start < 0 || at.End < at.Start || at.End > len(text) || at.Line > 1+strings.Count(string(text), "\n") {
				t.Fatalf("a problem outside of the file: %+v", at)
			}
		}
		again, told := framework.Default().Extend(files, framework.Checks{})
		if !slices.EqualFunc(problems, told, func(a, b settings.Problem) bool { return a.String() == b.String() }) {
			t.Fatalf("told once %v and once %v", problems, told)
		}
		if l != nil {
			for i, f := range l.All() {
				if f.File != "" && !reflect.DeepEqual(f, again.All()[i]) {
					t.Fatalf("read twice, two frameworks: %+v and %+v", f, again.All()[i])
				}
			}
		}
	})
}
