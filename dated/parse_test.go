package dated_test

import (
	"os"
	"strings"
	"testing"

	"bailiwick/dated"
)

const header = "id,name,family,package,os,released,deprecation,block_create,block_update,successor,latest,known,sources,notes\n"

func TestAMistakeIsToldWithItsLine(t *testing.T) {
	const sources = "# source T: a test\n"
	for name, c := range map[string]struct{ src, want string }{
		"empty":        {"", "no header; write id,name,"},
		"columns":      {"id,name\n", "runtimes.csv:1: the columns must be id,name,family"},
		"date":         {sources + header + "x,X,x,zip,,?,soon,?,?,,no,2026-01-01,T,\n", `runtimes.csv:3: deprecation: "soon" is no date: write it as 2026-10-31, or ? where no source tells it, or - where it never comes`},
		"package":      {sources + header + "x,X,x,tar,,?,?,?,?,,no,2026-01-01,T,\n", `runtimes.csv:3: package: "tar" is none of zip`},
		"source":       {header + "x,X,x,zip,,?,?,?,?,,no,2026-01-01,T,\n", `runtimes.csv:2: sources: "T" is not explained; write a line: # source T: what it is`},
		"interval":     {sources + header + "x,X,x,zip,,?,?,?,?,,no,2026-02-01/2026-01-01,T,\n", "runtimes.csv:3: known: 2026-02-01/2026-01-01 ends before it begins"},
		"order":        {sources + header + "x,X,x,zip,,?,?,?,?,,no,2026-02-01,T,\nx,X,x,zip,,?,?,?,?,,no,2026-01-01,T,\n", "runtimes.csv:4: known: must be later than in the row above of the same id"},
		"made":         {"# made today\n" + header, `runtimes.csv:1: "today" is no date`},
		"short row":    {header + "x,X\n", "wrong number of fields"},
		"open quote":   {header + "\"x\n", "runtimes.csv: "},
		"nothing said": {sources + header + ",X,x,zip,,?,?,?,?,,no,2026-01-01,T,\n", "runtimes.csv:3: id: must not be empty"},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := dated.ParseRuntimes("runtimes.csv", []byte(c.src))
			if r != nil || err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("ParseRuntimes = %v, %v\nwant %s", r, err, c.want)
			}
		})
	}
}

// Whatever a table says, no id is known before its first row, and in the end
// the last row counts, undisputed.
func FuzzParseRuntimes(f *testing.F) {
	src, err := os.ReadFile("runtimes.csv")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(src)
	f.Add(src[:len(src)/2])
	f.Add([]byte("# source T: a test\n" + header + "x,X,x,zip,,?,2026-01-01,-,?,,no,2026-01-01/2026-03-01,T,\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		r, err := dated.ParseRuntimes("runtimes.csv", src)
		if (r == nil) != (err != nil) {
			t.Fatalf("ParseRuntimes = %v, %v; want a table or an error", r, err)
		}
		if err != nil {
			return
		}
		end, _ := dated.ParseDay("9999-12-31")
		for _, id := range r.At(end.Time()).IDs() {
			history := r.History(id)
			first, last := history[0], history[len(history)-1]
			if _, ok := r.At(first.Known.Add(-1).Time()).Runtime(id); ok {
				t.Errorf("%s is known before %s", id, first.Known)
			}
			if got, ok := r.At(end.Time()).Runtime(id); !ok || got.Deprecation != last.Deprecation || got.Disputed {
				t.Errorf("%s in the end is %+v, want %+v", id, got, last)
			}
		}
	})
}
