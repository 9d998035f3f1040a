package tflang

import (
	"fmt"
	"strings"
	"time"

	"bailiwick/value"
)

// instant reads argument i as an RFC 3339 time.
func (c *call) instant(i int) time.Time {
	t, err := time.Parse(time.RFC3339, c.literal(i))
	if err != nil && c.failed == nil {
		c.fail("%q is no RFC 3339 time", c.literal(i))
	}
	return t
}

func timeAdd(c *call) value.Any {
	t := c.instant(0)
	d, err := time.ParseDuration(c.literal(1))
	if err != nil {
		return c.fail("%q is no duration", c.literal(1))
	}
	return c.str(t.Add(d).Format(time.RFC3339))
}

func timeCompare(c *call) value.Any { return c.int(c.instant(0).Compare(c.instant(1))) }

// formatDate writes a time: letters are parts of it, the more of one the
// longer, and literal letters stand in single quotes.
func formatDate(c *call) value.Any {
	t, f := c.instant(1), c.literal(0)
	var b strings.Builder
	for f != "" && c.failed == nil {
		if f[0] == '\'' {
			lit, n, ok := quotedDate(f)
			if !ok {
				return c.fail("a quote in the format does not end")
			}
			b.WriteString(lit)
			f = f[n:]
			continue
		}
		n := 1
		if 'a' <= f[0] && f[0] <= 'z' || 'A' <= f[0] && f[0] <= 'Z' {
			for n < len(f) && f[n] == f[0] {
				n++
			}
			s, ok := datePart(f[:n], t)
			if !ok {
				return c.fail("there is no date format %q", f[:n])
			}
			b.WriteString(s)
		} else {
			b.WriteByte(f[0])
		}
		f = f[n:]
	}
	return c.str(b.String())
}

// quotedDate reads the quoted piece that f begins with, and its length.
func quotedDate(f string) (lit string, n int, ok bool) {
	if strings.HasPrefix(f, "''") {
		return "'", 2, true
	}
	var b strings.Builder
	for i := 1; i < len(f); i++ {
		if f[i] != '\'' {
			b.WriteByte(f[i])
			continue
		}
		if i+1 >= len(f) || f[i+1] != '\'' {
			return b.String(), i + 1, true
		}
		b.WriteByte('\'')
		i++
	}
	return "", 0, false
}

func datePart(verb string, t time.Time) (string, bool) {
	hour12 := (t.Hour()+11)%12 + 1
	switch verb {
	case "YY":
		return fmt.Sprintf("%02d", t.Year()%100), true
	case "YYYY":
		return fmt.Sprintf("%04d", t.Year()), true
	case "M":
		return t.Format("1"), true
	case "MM":
		return t.Format("01"), true
	case "MMM":
		return t.Format("Jan"), true
	case "MMMM":
		return t.Format("January"), true
	case "D":
		return t.Format("2"), true
	case "DD":
		return t.Format("02"), true
	case "EEE":
		return t.Format("Mon"), true
	case "EEEE":
		return t.Format("Monday"), true
	case "h":
		return fmt.Sprint(t.Hour()), true
	case "hh":
		return fmt.Sprintf("%02d", t.Hour()), true
	case "H":
		return fmt.Sprint(hour12), true
	case "HH":
		return fmt.Sprintf("%02d", hour12), true
	case "AA":
		return t.Format("PM"), true
	case "aa":
		return t.Format("pm"), true
	case "m":
		return t.Format("4"), true
	case "mm":
		return t.Format("04"), true
	case "s":
		return t.Format("5"), true
	case "ss":
		return t.Format("05"), true
	case "Z":
		return t.Format("Z07:00"), true
	case "ZZZ":
		if s := t.Format("-0700"); s != "+0000" {
			return s, true
		}
		return "UTC", true
	case "ZZZZ":
		return t.Format("-0700"), true
	case "ZZZZZ":
		return t.Format("-07:00"), true
	}
	return "", false
}
