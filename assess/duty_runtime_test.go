package assess_test

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"bailiwick/assess"
	"bailiwick/internal/civil"
)

// A row is a state of knowledge about a runtime, read here once more and in the
// plainest way, so that the duties are not held against the table's own reader.
type row struct {
	deprecation, create, update, successor string
	from, by                               civil.Day // not known before from, surely known from by on
}

// tableRows returns the rows of dated/runtimes.csv by runtime.
func tableRows(t *testing.T) map[string][]row {
	t.Helper()
	f, err := os.Open("../dated/runtimes.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comment = '#'
	lines, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := make(map[string]int)
	for i, name := range lines[0] {
		column[name] = i
	}
	out := make(map[string][]row)
	for _, l := range lines[1:] {
		first, last, spanned := strings.Cut(l[column["known"]], "/")
		if !spanned {
			last = first
		}
		id := l[column["id"]]
		out[id] = append(out[id], row{
			l[column["deprecation"]], l[column["block_create"]], l[column["block_update"]], l[column["successor"]], civil.MustDay(first), civil.MustDay(last),
		})
	}
	return out
}

// knownOn returns what was known of a runtime on a day, "?" for a date that was
// not, and whether anything was.
func knownOn(rows []row, on civil.Day) (known row, anything bool) {
	for _, r := range rows {
		switch {
		case !on.Before(r.by):
			known, anything = r, true
		case !on.Before(r.from) && anything:
			known.deprecation = same(known.deprecation, r.deprecation)
			known.create = same(known.create, r.create)
			known.update = same(known.update, r.update)
		}
	}
	return known, anything
}

func same(a, b string) string {
	if a != b {
		return "?"
	}
	return a
}

// blocksOn says what is known on a day of the days from which Lambda refuses a
// runtime, in the words of a duty.
func blocksOn(k row, on civil.Day) string {
	as := ", as known on " + k.by.String()
	reached := func(date string) bool { return date != "?" && date != "-" && date <= on.String() }
	words := func(date string) string {
		if date == "?" {
			return "a day that is not known"
		}
		return date
	}
	switch {
	case k.create == "?" && k.update == "?":
		return "no source tells when Lambda blocks new functions and updates"
	case k.create == "-" && k.update == "-":
		return "its base image is not blocked" + as
	case reached(k.update):
		return "Lambda refuses updates since " + k.update + as
	case reached(k.create):
		return "Lambda refuses new functions since " + k.create + ", updates from " + words(k.update) + as
	}
	return "new functions are blocked from " + words(k.create) + ", updates from " + words(k.update) + as
}

// For every runtime of the table, on ten dates around its deprecation, on those
// around the days from which Lambda refuses it and on those around each day on
// which something became known, the duty is what was known then: no day more,
// and none that came later.
func TestDutiesOfEveryRuntimeAroundItsDates(t *testing.T) {
	rows := tableRows(t)
	if len(rows) < 50 {
		t.Fatalf("the table has %d runtimes", len(rows))
	}
	asked := 0
	for id, states := range rows {
		t.Run(id, func(t *testing.T) {
			var days []civil.Day
			for _, s := range states {
				if s.deprecation != "?" && s.deprecation != "-" {
					own := civil.MustDay(s.deprecation)
					for _, distance := range []int{-730, -181, -180, -30, -1, 0, 1, 30, 180, 730} {
						days = append(days, own.Add(distance))
					}
				}
				for _, block := range []string{s.create, s.update} {
					if block != "?" && block != "-" {
						own := civil.MustDay(block)
						days = append(days, own.Add(-1), own, own.Add(1))
					}
				}
				days = append(days, s.from.Add(-1), s.from, s.by.Add(-1), s.by)
			}
			for _, on := range days {
				asked++
				checkDuty(t, id, states, on)
			}
		})
	}
	t.Logf("%d runtimes, %d questions", len(rows), asked)
}

func checkDuty(t *testing.T, id string, states []row, on civil.Day) {
	t.Helper()
	k, anything := knownOn(states, on)
	date := k.deprecation
	d := leaving(t, onDay(t, on.String(), running("runtime = \""+id+"\""), ""))
	if anything && date != "-" && !strings.HasSuffix(d.Detail, blocksOn(k, on)) {
		t.Errorf("on %s: %q, want %q", on, d.Detail, blocksOn(k, on))
	}
	if !anything || date == "?" || date == "-" {
		if !d.Due.IsZero() || d.Undated == "" || d.State(on) != assess.Undated {
			t.Errorf("on %s: due %s, %q; nothing was known", on, d.Due, d.Undated)
		}
		return
	}
	state := assess.Ahead
	if !on.Before(civil.MustDay(date)) {
		state = assess.Overdue
	}
	if d.Due.String() != date || d.State(on) != state {
		t.Errorf("on %s: %s, due %s; want %s, due %s", on, d.State(on), d.Due, state, date)
	}
	want := "leave " + id
	if k.successor != "" {
		want += " for " + k.successor
	}
	if d.What != want {
		t.Errorf("on %s: %q, want %q", on, d.What, want)
	}
	if d.Known.After(on) {
		t.Errorf("on %s: rests on what was known on %s", on, d.Known)
	}
}

// leaving returns the one duty to leave a runtime.
func leaving(t *testing.T, a *assess.Assessment) assess.Duty {
	t.Helper()
	var found []assess.Duty
	for _, d := range a.Duties() {
		if d.Kind == assess.LeaveRuntime {
			found = append(found, d)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d duties to leave a runtime: %v", len(found), found)
	}
	return found[0]
}

func TestBlockDatesAreToldAsTheyStand(t *testing.T) {
	for _, c := range []struct{ id, on, want string }{
		{"python3.10", "2026-11-23", "new functions are blocked from 2027-02-01, updates from 2027-03-03, as known on 2026-06-02"},
		{"python3.10", "2027-02-01", "Lambda refuses new functions since 2027-02-01, updates from 2027-03-03, as known on 2026-06-02"},
		{"python3.10", "2027-03-03", "Lambda refuses updates since 2027-03-03, as known on 2026-06-02"},
		{"python3.10", "2026-02-01", "no source tells when Lambda blocks new functions and updates"},
		{"java17.al2023", "2026-11-23", "new functions are blocked from a day that is not known, updates from 2029-08-31, as known on 2026-08-22"},
		{"dotnet9", "2026-11-23", "its base image is not blocked, as known on 2026-06-02"},
		{"java17", "2026-11-23", "Amazon Linux 2 has ended: until then critical and selected important fixes only; new functions are blocked from 2027-07-31, updates from 2027-08-31, as known on 2026-06-02"},
		{"go1.x", "2026-11-23", "Lambda refuses new functions since 2024-02-08, updates from 2027-03-03, as known on 2026-06-02"},
	} {
		if got := leaving(t, onDay(t, c.on, running("runtime = \""+c.id+"\""), "")).Detail; got != c.want {
			t.Errorf("%s on %s:\ngot  %s\nwant %s", c.id, c.on, got, c.want)
		}
	}
}
