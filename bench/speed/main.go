// Command speed measures bailiwick against its bounds: CPU time (user and
// system) as a ratio to a yardstick that runs in turn with it, because
// machines differ, and the peak of memory.
//
//	speed [-real DIR[,DIR]] [-runs N] [-only NAME[,NAME]] [-skip-large]
//
// It builds everything, writes the estates to a folder that it deletes, and
// prints a line for each bound. It exits with 1 if one is over. -real names
// folders with real Terraform (where they are absent that bound is left out,
// and told so); their .tf files are copied, so that nothing else is read.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("speed", flag.ContinueOnError)
	flags.SetOutput(stderr)
	real := flags.String("real", "../shared/data/iac/estates,../shared/data/iac/labelled", "folders with real Terraform, comma between")
	runs := flags.Int("runs", 5, "runs of each program; the median counts")
	only := flags.String("only", "", "measure these alone, comma between: "+names())
	skipLarge := flags.Bool("skip-large", false, "leave out the estates of 10,000 functions")
	binary := flags.String("bailiwick", "", "the binary to measure; built if empty")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if flags.NArg() > 0 || *runs < 1 {
		flags.Usage()
		return 2
	}
	b := bench{runs: *runs, real: present(fields(*real)), bailiwick: *binary, stdout: stdout, stderr: stderr}
	over, err := b.all(func(bd bound) bool {
		if *only != "" {
			return slices.Contains(fields(*only), bd.name)
		}
		return !bd.large || !*skipLarge
	})
	if err != nil {
		fmt.Fprintln(stderr, "speed:", err)
		return 2
	}
	if over > 0 {
		fmt.Fprintf(stdout, "%d of the bounds are over\n", over)
		return 1
	}
	return 0
}

func fields(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' })
}

// present are the folders that exist.
func present(dirs []string) []string {
	return slices.DeleteFunc(dirs, func(dir string) bool {
		_, err := os.Stat(dir)
		return err != nil
	})
}
