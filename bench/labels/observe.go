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
func writeObservations(binary, settings, dir string, roots []string, rules []string, path string, stderr io.Writer) (told int, err error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	for _, root := range roots {
		report, err := check(binary, settings, dir, root)
		if err != nil {
			fmt.Fprintf(stderr, "labels: check %s: %v\n", root, err)
			continue
		}
		lines := report.lines(dir, rules)
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
func check(binary, settings, dir, root string) (report, error) {
	command := exec.Command(binary, "check", root, "--settings", settings, "--output", "json")
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
