package all_test

import (
	"bytes"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"bailiwick/estate"
	"bailiwick/report"
	"bailiwick/rule/ruletest"
)

// A shuffled file system lists folders in an order of its own.
type shuffled struct {
	fs.FS
	random *rand.Rand
}

func (s shuffled) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(s.FS, name)
	s.random.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
	return entries, err
}

// TestAnyOrderGivesTheSameBytes reads the fixtures in processes of their own,
// since what a process interns is numbered by arrival: with files and
// resources in other orders, and on one processor or four.
func TestAnyOrderGivesTheSameBytes(t *testing.T) {
	const child = "BAILIWICK_ORDER_CHILD"
	if seed := os.Getenv(child); seed != "" {
		n, err := strconv.Atoi(seed)
		if err != nil {
			t.Fatal(err)
		}
		writeInOrder(t, os.Stderr, uint64(n))
		return
	}
	var first []byte
	for seed, processors := range []string{"4", "1", "4", "4"} {
		c := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestAnyOrderGivesTheSameBytes$")
		c.Env = append(os.Environ(), child+"="+strconv.Itoa(seed), "GOMAXPROCS="+processors)
		var out bytes.Buffer
		c.Stderr = &out
		if err := c.Run(); err != nil {
			t.Fatalf("order %d: %v\n%s", seed, err, out.Bytes())
		}
		switch {
		case first == nil:
			first = out.Bytes()
			if bytes.Count(first, []byte("\n")) < 100 {
				t.Fatalf("only %d bytes were written", len(first))
			}
		case !bytes.Equal(first, out.Bytes()):
			at := 0
			for at < min(len(first), out.Len()) && first[at] == out.Bytes()[at] {
				at++
			}
			around := func(b []byte) []byte { return b[max(at-300, 0):min(at+300, len(b))] }
			t.Errorf("order %d, %s processors: it differs at byte %d:\n%s\nwas\n%s", seed, processors, at, around(out.Bytes()), around(first))
		}
	}
}

// writeInOrder writes the reports of all fixtures, read in the order that the
// seed gives; 0 is the usual one.
func writeInOrder(t *testing.T, w io.Writer, seed uint64) {
	for _, f := range fixtures(t) {
		e := f.estate
		if seed > 0 {
			random := rand.New(rand.NewPCG(seed, 1))
			e = f.read(shuffled{f.fsys, random})
			all := e.Resources()
			order := random.Perm(len(all))
			b := &estate.Builder{Places: e.Places, Problems: e.Problems, Gaps: e.Gaps}
			for _, s := range e.Scopes {
				b.AddScope(s)
			}
			for _, i := range order {
				b.Add(copied(all[i]))
			}
			e = b.Build()
		}
		a := f.decide(t, e)
		a.Run.At = ruletest.Now
		for _, format := range report.Formats() {
			if err := report.Write(format, w, a, report.Options{}); err != nil {
				t.Fatal(err)
			}
		}
	}
}
