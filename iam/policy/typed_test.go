package policy

import (
	"cmp"
	"strconv"
	"testing"
	"time"
)

func TestParseNumber(t *testing.T) {
	for _, s := range []string{"", "-", ".", "1.", "10abc", "1e3", "0x10", " 1", "1,5", "١", "--1", "+-1", "∞"} {
		if n, ok := ParseNumber(s); ok {
			t.Errorf("ParseNumber(%q) = %v, want none", s, n)
		}
	}
	ascending := []string{"-100000000000000000000.1", "-10.5", "-10", "-9.99", "-.1", "0", "0.1", "00.25", "9.99", "10", "10.05", "10.5", "99999999999999999999"}
	for i, a := range ascending {
		for j, b := range ascending {
			n, okN := ParseNumber(a)
			m, okM := ParseNumber(b)
			if !okN || !okM || n.Compare(m) != cmp.Compare(i, j) {
				t.Errorf("%q compared with %q = %d, want %d", a, b, n.Compare(m), cmp.Compare(i, j))
			}
		}
	}
	for _, same := range [][2]string{{"10", "10.0"}, {"-0", "0"}, {"+7", "007"}, {".5", "0.50"}} {
		n, _ := ParseNumber(same[0])
		m, _ := ParseNumber(same[1])
		if n.Compare(m) != 0 {
			t.Errorf("%q and %q differ", same[0], same[1])
		}
	}
}

func TestParseDate(t *testing.T) {
	for s, want := range map[string]string{
		"2026":                           "2026-01-01T00:00:00Z",
		"2026-11":                        "2026-11-01T00:00:00Z",
		"2026-11-23":                     "2026-11-23T00:00:00Z",
		"2026-11-23T12:30Z":              "2026-11-23T12:30:00Z",
		"2026-11-23T12:30:15Z":           "2026-11-23T12:30:15Z",
		"2026-11-23T12:30:15":            "2026-11-23T12:30:15Z",
		"2026-11-23T12:30:15.25Z":        "2026-11-23T12:30:15.25Z",
		"2026-11-23T12:30:15.1234567899": "2026-11-23T12:30:15.123456789Z",
		"2026-11-23T12:00:00+02:00":      "2026-11-23T10:00:00Z",
		"2026-11-23T23:00:00-05:30":      "2026-11-24T04:30:00Z",
		"0":                              "1970-01-01T00:00:00Z",
		"1704067200":                     "2024-01-01T00:00:00Z",
		"-1":                             "1969-12-31T23:59:59Z",
	} {
		got, ok := ParseDate(s)
		if wanted, err := time.Parse(time.RFC3339Nano, want); err != nil || !ok || !got.Equal(wanted) {
			t.Errorf("ParseDate(%q) = %v, %v, want %s", s, got, ok, want)
		}
	}
	for _, s := range []string{
		"", "-", "a", "not a date", "2026-13", "2026-02-30", "2026-11-23T", "2026-11T10:00Z", "2026T10:00Z", "2026-11-23T25:00Z",
		"2026-11-23T12:60Z", "2026-11-23T12:30:15.Z", "2026-11-23T12:30+0200", "2026-11-23 12:30", "26-11-23", "2026-11-23T12:30Zz",
		"99999999999999999999", "1704067200.5",
	} {
		if got, ok := ParseDate(s); ok {
			t.Errorf("ParseDate(%q) = %v, want none", s, got)
		}
	}
}

// FuzzParseDate: what both read is the same instant.
func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-11-23T12:30:15Z", "2026-11-23T12:30:15.5+02:00", "1704067200", "2026"} {
		f.Add(s)
		f.Add(s[:len(s)/2])
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := ParseDate(s)
		if want, err := time.Parse(time.RFC3339Nano, s); err == nil && len(s) >= len("2006-01-02T15:04:05Z") && ok && !got.Equal(want) {
			t.Errorf("ParseDate(%q) = %v, want %v", s, got, want)
		}
		if n, err := strconv.ParseInt(s, 10, 64); err == nil && ok && len(s) != 4 && got.Unix() != n {
			t.Errorf("ParseDate(%q) = %v", s, got)
		}
		if n, ok := ParseNumber(s); ok {
			if again, ok := ParseNumber(n.String()); !ok || again.Compare(n) != 0 {
				t.Errorf("ParseNumber(%q) prints %s, which is not it", s, n)
			}
		}
	})
}
