package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// readRoots lists the distinct roots of the cases, in their order.
func readRoots(path string) ([]string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var roots []string
	seen := make(map[string]bool)
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c struct{ Root string }
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		if c.Root != "" && !seen[c.Root] {
			seen[c.Root] = true
			roots = append(roots, c.Root)
		}
	}
	return roots, lines.Err()
}

// A line is one of observations.jsonl.
type line struct {
	File     string `json:"file"`
	Resource string `json:"resource"`
	Rule     string `json:"rule"`
	Outcome  string `json:"outcome"`
}

// writeObservations checks every root and returns how many of them had
// observations. A root that nothing can read yet has none; one at which
// bailiwick itself fails is told on stderr, and the others go on.
func writeObservations(binary, dir string, roots []string, path string, stderr io.Writer) (told int, err error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	for _, root := range roots {
		report, err := check(binary, dir, root)
		if err != nil {
			fmt.Fprintf(stderr, "labels: check %s: %v\n", root, err)
			continue
		}
		lines := report.lines()
		if len(lines) > 0 {
			told++
		}
		for _, l := range lines {
			if err := encoder.Encode(l); err != nil {
				return told, err
			}
		}
	}
	return told, os.WriteFile(path, out.Bytes(), 0o644)
}

// check runs bailiwick on a root with dir as working folder, so that files
// are named as the cases name them. Findings (1) and a root that holds nothing
// to judge (3) are no errors.
func check(binary, dir, root string) (report, error) {
	command := exec.Command(binary, "check", root, "--output", "json")
	command.Dir = dir
	out, err := command.Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1 && exit.ExitCode() != 3) {
		return report{}, err
	}
	var r report
	if len(bytes.TrimSpace(out)) == 0 {
		return r, nil
	}
	if err := json.Unmarshal(out, &r); err != nil {
		return r, fmt.Errorf("read its JSON: %w", err)
	}
	return r, nil
}

// A report is what the labels need of bailiwick's JSON.
type report struct {
	Resources []struct {
		ID, Address, File string
		Line              int
	}
	Observations []struct {
		Rule, Resource, Outcome string
		spot
		Facts []spot
	}
}

// A spot is a line of a file.
type spot struct {
	File string
	Line int
}

// lines are the observations of a report under the addresses of their
// resources. Where an observation rests on what another resource declares, it
// is that one's as well, since other tools judge the part where we judge the
// whole: a role's failure is of the policy in whose text it was found, and its
// pass of every policy that was read for it.
func (r report) lines() []line {
	declared := r.declarations()
	var out []line
	seen := make(map[line]bool)
	add := func(l line) {
		if !seen[l] {
			seen[l] = true
			out = append(out, l)
		}
	}
	byID := make(map[string]int, len(r.Resources))
	for i, resource := range r.Resources {
		byID[resource.ID] = i
	}
	for _, o := range r.Observations {
		home := line{File: o.File, Resource: holder(o.Resource[strings.LastIndexByte(o.Resource, ':')+1:]), Rule: o.Rule, Outcome: o.Outcome}
		if i, ok := byID[o.Resource]; ok {
			if r.Resources[i].Address != "" {
				home.Resource = holder(r.Resources[i].Address)
			}
			if r.Resources[i].File != "" {
				home.File = r.Resources[i].File
			}
		}
		add(home)
		spots := []spot{o.spot}
		if o.Outcome == "pass" {
			spots = o.Facts
		}
		for _, s := range spots {
			if address := declared.at(s); address != "" {
				add(line{File: s.File, Resource: address, Rule: o.Rule, Outcome: o.Outcome})
			}
		}
	}
	return out
}

// holder is the address of what declares a thing without one of its own: of
// the function for function/policy. A key in brackets may hold slashes.
func holder(address string) string {
	end := strings.LastIndexAny(address, `]"`) + 1
	before, _, _ := strings.Cut(address[end:], "/")
	return address[:end] + before
}
