package civil_test

import (
	"testing"
	"time"

	"bailiwick/internal/civil"
)

func TestParseDayReadsOneFormOnly(t *testing.T) {
	for _, s := range []string{"1000-01-01", "1969-12-31", "1970-01-01", "2024-02-29", "2026-10-31", "9999-12-31"} {
		d, err := civil.ParseDay(s)
		if err != nil || d.String() != s || d.IsZero() {
			t.Errorf("ParseDay(%q) = %v, %v", s, d, err)
		}
	}
	for _, s := range []string{"", "2026-2-1", "2026-02-30", "2025-02-29", "31.10.2026", "2026-10-31T00:00:00Z", " 2026-10-31", "0000-01-01"} {
		if d, err := civil.ParseDay(s); err == nil || !d.IsZero() {
			t.Errorf("ParseDay(%q) = %v, %v; want an error", s, d, err)
		}
	}
}

func TestDayOfIsTheDayInUTC(t *testing.T) {
	east := time.FixedZone("east", 9*60*60)
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{time.Date(2026, 11, 24, 3, 0, 0, 0, east), "2026-11-23"},
		{time.Date(1969, 12, 31, 23, 59, 59, 0, time.UTC), "1969-12-31"},
		{time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC), "1970-01-01"},
	} {
		if got := civil.DayOf(c.at).String(); got != c.want {
			t.Errorf("DayOf(%v) = %s, want %s", c.at, got, c.want)
		}
	}
}

func TestSubAndAddCountDays(t *testing.T) {
	a, b := civil.MustDay("2026-02-27"), civil.MustDay("2026-03-01")
	if got := b.Sub(a); got != 2 {
		t.Errorf("%s.Sub(%s) = %d, want 2", b, a, got)
	}
	if got := a.Add(2); got != b {
		t.Errorf("%s.Add(2) = %s, want %s", a, got, b)
	}
	if !a.Before(b) || !b.After(a) || a.Compare(b) >= 0 {
		t.Errorf("%s does not come before %s", a, b)
	}
}

func TestTextIsAFixedPoint(t *testing.T) {
	for _, d := range []civil.Day{{}, civil.MustDay("2026-10-31")} {
		text, _ := d.MarshalText()
		again := civil.MustDay("1999-01-01")
		if err := again.UnmarshalText(text); err != nil || again != d {
			t.Errorf("UnmarshalText(%q) = %v, %v, want %v", text, again, err, d)
		}
	}
}
