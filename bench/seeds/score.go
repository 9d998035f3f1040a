package seeds

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// A Result is what bailiwick said where an Expectation stands: the gravest
// outcome at its addresses, "none" where the rule said nothing, "not built"
// where bailiwick has no such rule.
type Result struct {
	Expectation
	Outcome string
}

// Verdict names what the result means: right, unknown (and allowed),
// undecided (unknown, and it should not be), silent, FALSE PASS, FALSE FAIL,
// not built.
func (r Result) Verdict() string {
	switch {
	case r.Outcome == r.Expected:
		return "right"
	case r.Outcome == notBuilt:
		return notBuilt
	case r.Outcome == "unknown" && r.Unknown:
		return "unknown"
	case r.Outcome == "unknown" || r.Outcome == "error":
		return "undecided"
	case r.Expected == "fail" && r.Outcome == "pass":
		return "FALSE PASS"
	case r.Expected == "pass" && r.Outcome == "fail":
		return "FALSE FAIL"
	}
	return "silent"
}

const notBuilt = "not built"

// Read reads the expectations of a folder that Write filled.
func Read(dir string) ([]Expectation, error) {
	file, err := os.Open(filepath.Join(dir, ExpectationsFile))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var all []Expectation
	for lines := bufio.NewScanner(file); ; {
		if !lines.Scan() {
			return all, lines.Err()
		}
		var e Expectation
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			return nil, fmt.Errorf("%s: %w", ExpectationsFile, err)
		}
		all = append(all, e)
	}
}

// Judge runs the bailiwick binary on every case below dir, once each, and
// compares what it says with what is expected.
func Judge(binary, dir string, expectations []Expectation) ([]Result, error) {
	rules, err := built(binary)
	if err != nil {
		return nil, fmt.Errorf("list the rules: %w", err)
	}
	var results []Result
	spoken := make(map[string][]observation)
	for _, e := range expectations {
		if _, done := spoken[e.Case]; !done {
			observations, err := observe(binary, dir, e.Case)
			if err != nil {
				return nil, fmt.Errorf("check %s: %w", e.Case, err)
			}
			spoken[e.Case] = observations
		}
		outcome := notBuilt
		if slices.Contains(rules, e.Rule) {
			outcome = gravest(e, spoken[e.Case])
		}
		results = append(results, Result{e, outcome})
	}
	return results, nil
}

// built returns the ids of the rules that the binary has.
func built(binary string) ([]string, error) {
	out, err := exec.Command(binary, "rules", "--output", "json").Output()
	if err != nil {
		return nil, err
	}
	var rules []struct{ ID string }
	if err := json.Unmarshal(out, &rules); err != nil {
		return nil, fmt.Errorf("its JSON: %w", err)
	}
	ids := make([]string, len(rules))
	for i, r := range rules {
		ids[i] = r.ID
	}
	return ids, nil
}

// An observation is what the scoring needs of one of bailiwick's.
type observation struct{ rule, address, outcome string }

func observe(binary, dir, name string) ([]observation, error) {
	command := exec.Command(binary, "check", name, "--output", "json")
	command.Dir = dir
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1 && exit.ExitCode() != 3) {
		return nil, fmt.Errorf("%w: %s", err, firstLine(stderr.String()))
	}
	return decode(out)
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}

func decode(report []byte) ([]observation, error) {
	var parsed struct {
		Resources    []struct{ ID, Address string }
		Observations []struct{ Rule, Resource, Outcome string }
	}
	if err := json.Unmarshal(report, &parsed); err != nil {
		return nil, fmt.Errorf("its JSON: %w", err)
	}
	addresses := make(map[string]string, len(parsed.Resources))
	for _, r := range parsed.Resources {
		addresses[r.ID] = r.Address
	}
	out := make([]observation, len(parsed.Observations))
	for i, o := range parsed.Observations {
		address := addresses[o.Resource]
		if address == "" {
			address = o.Resource[strings.LastIndexByte(o.Resource, ':')+1:]
		}
		address, _, _ = strings.Cut(address, "/") // what has no address of its own has its holder's
		out[i] = observation{o.Rule, address, o.Outcome}
	}
	return out, nil
}

// gravest is the outcome that counts most among those at the addresses of e.
func gravest(e Expectation, observations []observation) string {
	rank := []string{"none", "not-applicable", "pass", "unknown", "error", "fail"}
	worst := 0
	for _, o := range observations {
		if o.rule != e.Rule || o.address != e.Resource && !slices.Contains(e.Also, o.address) {
			continue
		}
		for i, outcome := range rank {
			if o.outcome == outcome {
				worst = max(worst, i)
			}
		}
	}
	return rank[worst]
}

// Report writes a line for each flaw and a total, before them each result that
// is wrong, and behind them the rules that are not built: what is expected of
// those is neither right nor wrong.
func Report(w io.Writer, results []Result) (wrong int) {
	type tally struct{ flaws, found, clean, passed, alarms, allowed, open, missed int }
	var order []string
	tallies := make(map[string]*tally)
	var total tally
	heard := make(map[string]bool)  // by rule
	missing := make(map[string]int) // expectations, by rule
	for _, r := range results {
		if r.Outcome == notBuilt {
			missing[r.Rule]++
			continue
		}
		heard[r.Rule] = heard[r.Rule] || r.Outcome != "none"
		t := tallies[r.Flaw]
		if t == nil {
			t = new(tally)
			tallies[r.Flaw] = t
			order = append(order, r.Flaw)
		}
		verdict := r.Verdict()
		for _, t := range []*tally{t, &total} {
			switch {
			case verdict == "unknown":
				t.allowed++
				continue
			case r.Expected == "fail":
				t.flaws++
			default:
				t.clean++
			}
			switch {
			case verdict == "right" && r.Expected == "fail":
				t.found++
			case verdict == "right":
				t.passed++
			case verdict == "FALSE FAIL":
				t.alarms++
			case verdict == "FALSE PASS":
				t.missed++
			default:
				t.open++
			}
		}
		if verdict != "right" && verdict != "unknown" {
			wrong++
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\twant %s, got %s\n", verdict, r.Case, r.Rule, r.Resource, r.Expected, r.Outcome)
		}
	}
	fmt.Fprintf(w, "%-26s %8s %9s %6s %10s %11s %10s %6s %7s\n", "flaw", "found", "of", "passed", "of", "false pass", "false fail", "open", "allowed")
	line := func(name string, t *tally) {
		fmt.Fprintf(w, "%-26s %8d %9d %6d %10d %11d %10d %6d %7d\n", name, t.found, t.flaws, t.passed, t.clean, t.missed, t.alarms, t.open, t.allowed)
	}
	for _, name := range order {
		line(name, tallies[name])
	}
	line("total", &total)
	for _, rule := range slices.Sorted(maps.Keys(heard)) {
		if !heard[rule] {
			fmt.Fprintf(w, "%s never said anything: does it see what it is about?\n", rule)
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(missing)) {
		fmt.Fprintf(w, "%s is not built: %d expectations are set apart\n", rule, missing[rule])
	}
	fmt.Fprintf(w, "recall %s, precision %s\n", ratio(total.found, total.flaws), ratio(total.found, total.found+total.alarms))
	return wrong
}

func ratio(part, whole int) string {
	if whole == 0 {
		return "not measured: nothing decided"
	}
	return fmt.Sprintf("%.4f (%d of %d)", float64(part)/float64(whole), part, whole)
}
