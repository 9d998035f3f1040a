// Package seeds writes small Terraform estates with one known flaw each, and
// beside it a clean twin, and scores what bailiwick says about them.
//
// A flaw is of one of fifteen kinds. It is written in many spellings, and each
// spelling in four forms: flat files, modules, for_each, and a plan. The same
// seed gives the same bytes; another seed draws other values, orders and
// ways of passing them.
//
// Account ids, hosts and secrets are made up. A secret has the format of a
// real one, is drawn when the cases are written, and belongs to nobody.
package seeds

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// ExpectationsFile is the name of the file, beside the cases, with one
// Expectation a line.
const ExpectationsFile = "expectations.jsonl"

// An Expectation is what one rule must say of one resource of one case.
type Expectation struct {
	Case     string   `json:"case"` // what to hand to bailiwick, relative to the folder of the expectations
	Flaw     string   `json:"flaw"`
	Spelling string   `json:"spelling"`
	Form     string   `json:"form"` // flat, modules, for_each or plan
	Rule     string   `json:"rule"`
	Resource string   `json:"resource"`          // its Terraform address
	Also     []string `json:"also,omitempty"`    // addresses at which the rule may say it as well
	Expected string   `json:"expected"`          // fail or pass
	Unknown  bool     `json:"unknown,omitempty"` // only a reasoner can tell: unknown is no mistake
}

// A flaw is one of the fifteen kinds.
type flaw struct {
	name   string
	checks []check
	pairs  func(*rand.Rand) []pair
	plans  func(*rand.Rand) []planPair
}

// A check is a rule and the address at which it speaks.
type check struct {
	rule    string
	address string
	also    []string

	reasoned bool // only a reasoner can prove that it holds
}

// A judgement is what every pair says about its two sides.
type judgement struct {
	spelling string
	checks   []check // nil: those of the flaw
	badDoubt bool    // only a reasoner can tell that the flaw is there
}

func flaws() []flaw {
	return []flaw{
		fullAccess, admin, passRole,
		publicURL, permissionWithoutSource, wildcardTrust,
		plainSecret, deprecatedRuntime, noDeadLetters,
		unencryptedQueue, unencryptedEnvironment, unencryptedLogGroup,
		noRetention, openEgress, noTracing,
	}
}

// Generate makes all cases of a seed, hands each of their files to put, its
// name with slashes, and returns what is expected of them. It ends at the
// first error of put.
func Generate(seed uint64, put func(name, text string) error) ([]Expectation, error) {
	w := writer{put: put}
	for _, f := range flaws() {
		rng := rand.New(rand.NewPCG(seed, number(f.name)))
		for i, p := range f.pairs(rng) {
			w.pair(rng, f, i, p)
		}
		for i, p := range f.plans(rng) {
			w.plan(rng, f, i, p)
		}
	}
	return w.expectations, w.err
}

// Write writes all cases of a seed below dir, and the expectations.
func Write(dir string, seed uint64) ([]Expectation, error) {
	write := func(name, text string) error {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		return os.WriteFile(path, []byte(text), 0o644)
	}
	expectations, err := Generate(seed, write)
	if err != nil {
		return nil, err
	}
	var lines strings.Builder
	for _, e := range expectations {
		line, err := json.Marshal(e)
		if err != nil {
			return nil, err
		}
		lines.Write(append(line, '\n'))
	}
	return expectations, write(ExpectationsFile, lines.String())
}

func number(name string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(name))
	return h.Sum64()
}

// A writer lays out cases and gathers what is expected of them.
type writer struct {
	put          func(name, text string) error
	expectations []Expectation
	err          error // the first
}

// file writes one file of a case.
func (w *writer) file(name, text string) {
	if w.err == nil {
		w.err = w.put(name, text)
	}
}

// expect notes the checks of one side of a pair at one place.
func (w *writer) expect(name, form string, f flaw, j judgement, bad bool, at place) {
	checks := j.checks
	if checks == nil {
		checks = f.checks
	}
	for _, c := range checks {
		e := Expectation{
			Case: name, Flaw: f.name, Spelling: j.spelling, Form: form,
			Rule: c.rule, Resource: at.address(c.address), Expected: "pass", Unknown: c.reasoned,
		}
		if bad {
			e.Expected, e.Unknown = "fail", j.badDoubt
		}
		for _, also := range c.also {
			e.Also = append(e.Also, at.address(also))
		}
		w.expectations = append(w.expectations, e)
	}
}

// A place is where a unit stands in an estate.
type place struct {
	module string // "", or module.orders.
	label  string // of its resources
	key    string // "", or ["orders"] behind each
}

func (p place) address(pattern string) string {
	return p.module + strings.ReplaceAll(pattern, "<label>", p.label) + p.key
}

func caseName(f flaw, form string, i int, spelling string) string {
	return fmt.Sprintf("%s/%s-%03d-%s", f.name, form, i, spelling)
}
