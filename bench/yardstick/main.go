// Command yardstick is Y, the unit of bailiwick's speed: one bare,
// single-threaded run of the reference parser over every .tf file below the
// folders that it is given.
//
//	yardstick DIR...
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/hashicorp/hcl/v2/hclparse"
)

func main() {
	runtime.GOMAXPROCS(1)
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(dirs []string, stdout, stderr io.Writer) int {
	if len(dirs) == 0 {
		fmt.Fprintln(stderr, "usage: yardstick DIR...")
		return 2
	}
	total := tally{parser: hclparse.NewParser()}
	for _, dir := range dirs {
		if err := total.add(dir); err != nil {
			fmt.Fprintln(stderr, "yardstick:", err)
			return 1
		}
	}
	fmt.Fprintf(stdout, "%d files, %d bytes, %d with errors\n", total.files, total.bytes, total.broken)
	return 0
}

// A tally counts what was parsed. The parser keeps every tree, as a user of
// it would until the evaluation is over.
type tally struct {
	parser *hclparse.Parser
	files  int
	bytes  int
	broken int // files with at least one error; real estates have some
}

func (t *tally) add(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("walk %s: %w", path, err)
		}
		if d.IsDir() || filepath.Ext(path) != ".tf" {
			return nil
		}
		file, diags := t.parser.ParseHCLFile(path)
		t.files++
		if diags.HasErrors() {
			t.broken++
		}
		if file == nil {
			return errors.New(diags.Error())
		}
		t.bytes += len(file.Bytes)
		return nil
	})
}
