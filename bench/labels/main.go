// Command labels checks the labelled cases of other tools with bailiwick and
// writes what score.py, beside those cases, wants to read.
//
//	labels [-bailiwick BINARY] [-settings FILE] DIR OUT
//
// It reads DIR/cases.jsonl, checks each distinct root once, and writes
// OUT/mapping.json, our rules with the checks that are their equivalents, and
// OUT/observations.jsonl, one outcome a line. Without -bailiwick it builds the
// command of this module first.
//
// The other tools have no settings: what ours leave to the organisation, they
// ask of every resource. So each root is checked under settings.yaml beside
// this file, which asks the same; -settings takes others, an empty file
// bailiwick's defaults.
package main

import (
	_ "embed"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

//go:embed settings.yaml
var asked []byte

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("labels", flag.ContinueOnError)
	flags.SetOutput(stderr)
	binary := flags.String("bailiwick", "", "the binary to run; built if empty")
	settings := flags.String("settings", "", "the settings to check under; those of this command if empty")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if flags.NArg() != 2 {
		fmt.Fprintln(stderr, "usage: labels [-bailiwick BINARY] [-settings FILE] DIR OUT")
		return 2
	}
	if err := label(*binary, *settings, flags.Arg(0), flags.Arg(1), stdout, stderr); err != nil {
		fmt.Fprintln(stderr, "labels:", err)
		return 1
	}
	return 0
}

func label(binary, settings, dir, out string, stdout, stderr io.Writer) error {
	if binary == "" {
		built, remove, err := build(stderr)
		if err != nil {
			return err
		}
		defer remove()
		binary = built
	}
	binary, err := filepath.Abs(binary)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	if settings == "" {
		settings = filepath.Join(out, "settings.yaml")
		if err := os.WriteFile(settings, asked, 0o644); err != nil {
			return err
		}
	}
	if settings, err = filepath.Abs(settings); err != nil {
		return err
	}
	roots, err := readRoots(filepath.Join(dir, "cases.jsonl"))
	if err != nil {
		return err
	}
	rules, err := writeMapping(binary, filepath.Join(out, "mapping.json"))
	if err != nil {
		return err
	}
	told, err := writeObservations(binary, settings, dir, roots, rules, filepath.Join(out, "observations.jsonl"), stderr)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%d roots, %d of them told something\n", len(roots), told)
	return nil
}

// build makes the command in a folder of its own, which remove deletes.
func build(stderr io.Writer) (binary string, remove func(), err error) {
	dir, err := os.MkdirTemp("", "labels")
	if err != nil {
		return "", nil, err
	}
	remove = func() { os.RemoveAll(dir) }
	binary = filepath.Join(dir, "bailiwick.exe")
	command := exec.Command("go", "build", "-o", binary, "bailiwick/cmd/bailiwick")
	command.Stderr = stderr
	if err := command.Run(); err != nil {
		remove()
		return "", nil, fmt.Errorf("build bailiwick: %w", err)
	}
	return binary, remove, nil
}
