package policy

import (
	"strconv"
	"strings"
	"time"
)

// ParseDate reads a date as condition values have it: of the W3C profile of
// ISO 8601, from a year ("2026") to a fraction of a second, or in seconds since
// 1970 (IAM User Guide, "IAM JSON policy elements: Condition operators", Date
// condition operators). Four digits are a year. A time without a zone is UTC.
func ParseDate(s string) (time.Time, bool) {
	if epoch := strings.TrimPrefix(s, "-"); len(s) != 4 && epoch != "" && digits(epoch) {
		seconds, err := strconv.ParseInt(s, 10, 64)
		return time.Unix(seconds, 0).UTC(), err == nil && len(epoch) <= 15
	}
	d := dateReader{rest: s}
	year := d.number(4)
	month, day := 1, 1
	if d.take('-') {
		month = d.number(2)
		if d.take('-') {
			day = d.number(2)
		}
	}
	var hour, minute, second, nanosecond, offset int
	if d.take('T') {
		if len(s)-len(d.rest) != len("2006-01-02T") {
			return time.Time{}, false
		}
		hour = d.number(2)
		d.need(':')
		minute = d.number(2)
		if d.take(':') {
			second = d.number(2)
			if d.take('.') {
				nanosecond = d.fraction()
			}
		}
		offset = d.zone()
	}
	t := time.Date(year, time.Month(month), day, hour, minute, second, nanosecond, time.UTC)
	if d.bad || d.rest != "" || t.Month() != time.Month(month) || t.Day() != day || hour > 23 || minute > 59 || second > 59 {
		return time.Time{}, false
	}
	return t.Add(-time.Duration(offset) * time.Minute), true
}

// A dateReader takes a date apart. What is not there sets bad.
type dateReader struct {
	rest string
	bad  bool
}

func (d *dateReader) take(c byte) bool {
	if d.rest == "" || d.rest[0] != c {
		return false
	}
	d.rest = d.rest[1:]
	return true
}

func (d *dateReader) need(c byte) {
	if !d.take(c) {
		d.bad = true
	}
}

func (d *dateReader) number(width int) int {
	if len(d.rest) < width || !digits(d.rest[:width]) {
		d.bad = true
		return 0
	}
	n, _ := strconv.Atoi(d.rest[:width])
	d.rest = d.rest[width:]
	return n
}

// fraction reads the digits of a fraction of a second, in nanoseconds; those
// behind the ninth are dropped.
func (d *dateReader) fraction() int {
	n, width := 0, 0
	for ; d.rest != "" && '0' <= d.rest[0] && d.rest[0] <= '9'; d.rest = d.rest[1:] {
		if width < 9 {
			n, width = n*10+int(d.rest[0]-'0'), width+1
		}
	}
	d.bad = d.bad || width == 0
	for ; width < 9; width++ {
		n *= 10
	}
	return n
}

// zone reads a zone, in minutes east of UTC.
func (d *dateReader) zone() int {
	sign := 1
	switch {
	case d.rest == "" || d.take('Z'):
		return 0
	case d.take('-'):
		sign = -1
	default:
		d.need('+')
	}
	hours := d.number(2)
	d.need(':')
	minutes := d.number(2)
	d.bad = d.bad || hours > 23 || minutes > 59
	return sign * (hours*60 + minutes)
}
