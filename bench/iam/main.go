// Command iam replays questions about IAM whose answers are known.
//
//	go run ./bench/iam DIR
//
// DIR holds files of JSON lines, in the form of shared/data/iam/README.md:
// documented, authorize, patterns, operators, resources, compare and managed.
// For each file that is there it prints how many rows agree, cannot be told,
// and disagree, and lists the last two. Rows that are marked as disputed, or that
// have no answer or are asked in discovery mode, are only counted. The status is
// 1 if any row disagrees. docs/disagreements.md gives the reasons.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// A verdict is what became of one row.
type verdict struct {
	id        string
	got, want string
	why       string // for people
	skip      string // why the row is not scored
}

// files are the files that are replayed, and how.
var files = []struct {
	name   string
	replay func(line []byte) (verdict, error)
}{
	{"documented", replayDecision},
	{"authorize", replayDecision},
	{"patterns", replayPatterns},
	{"operators", replayOperator},
	{"resources", replayResource},
	{"compare", replayCompare},
	{"managed", replayCompare},
}

const undecided = "cannot be told"

func run(args []string, stdout, stderr io.Writer) int {
	if len(args) != 1 {
		fmt.Fprintln(stderr, "usage: iam DIR")
		return 2
	}
	status, found := 0, false
	for _, f := range files {
		disagree, err := replayFile(filepath.Join(args[0], f.name+".jsonl"), f.replay, stdout)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			fmt.Fprintf(stderr, "iam: %s: %v\n", f.name, err)
			return 2
		case disagree > 0:
			status = 1
		}
		found = true
	}
	if !found {
		fmt.Fprintf(stderr, "iam: %s holds none of the files that this command replays\n", args[0])
		return 2
	}
	return status
}

// maxLine is how long a row may be: two managed policies and a witness.
const maxLine = 16 << 20

func replayFile(path string, replay func([]byte) (verdict, error), out io.Writer) (disagree int, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	var agree int
	var open, wrong []verdict
	skipped, reasons := map[string]int{}, []string(nil)
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, maxLine)
	for n := 1; lines.Scan(); n++ {
		v, err := replay(lines.Bytes())
		switch {
		case err != nil:
			return 0, fmt.Errorf("line %d: %w", n, err)
		case v.skip != "":
			if skipped[v.skip]++; skipped[v.skip] == 1 {
				reasons = append(reasons, v.skip)
			}
		case v.got == v.want:
			agree++
		case v.got == undecided:
			open = append(open, v)
		default:
			wrong = append(wrong, v)
		}
	}
	name := filepath.Base(path)
	fmt.Fprintf(out, "%-17s %4d agree, %d cannot be told, %d disagree", name, agree, len(open), len(wrong))
	for _, reason := range reasons {
		fmt.Fprintf(out, "; %d %s", skipped[reason], reason)
	}
	fmt.Fprintln(out)
	for _, v := range append(open, wrong...) {
		fmt.Fprintf(out, "  %s\n    want %s, got %s: %s\n", v.id, v.want, v.got, v.why)
	}
	return len(wrong), lines.Err()
}
