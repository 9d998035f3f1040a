package policy

import "strings"

// A Number is a decimal number, of any size and exact.
type Number struct {
	negative bool
	whole    string // digits without leading zeros
	fraction string // digits without trailing zeros
}

// ParseNumber reads a decimal number as condition values have it: "10", "-2.5".
// It reports false for everything else, exponents included.
func ParseNumber(s string) (Number, bool) {
	var n Number
	if s != "" && (s[0] == '-' || s[0] == '+') {
		n.negative, s = s[0] == '-', s[1:]
	}
	whole, fraction, point := strings.Cut(s, ".")
	if !digits(whole) || !digits(fraction) || whole == "" && fraction == "" || point && fraction == "" {
		return Number{}, false
	}
	n.whole, n.fraction = strings.TrimLeft(whole, "0"), strings.TrimRight(fraction, "0")
	if n.whole == "" && n.fraction == "" {
		n.negative = false
	}
	return n, true
}

// Compare returns -1, 0 or 1, as n is less than, equal to or greater than m.
func (n Number) Compare(m Number) int {
	switch {
	case n.negative != m.negative && n.negative:
		return -1
	case n.negative != m.negative:
		return 1
	case n.negative:
		return m.magnitude(n)
	}
	return n.magnitude(m)
}

func (n Number) magnitude(m Number) int {
	switch {
	case len(n.whole) < len(m.whole):
		return -1
	case len(n.whole) > len(m.whole):
		return 1
	case n.whole != m.whole:
		return strings.Compare(n.whole, m.whole)
	}
	return strings.Compare(n.fraction, m.fraction)
}

// String returns the number in its shortest form.
func (n Number) String() string {
	s := n.whole
	if s == "" {
		s = "0"
	}
	if n.fraction != "" {
		s += "." + n.fraction
	}
	if n.negative {
		s = "-" + s
	}
	return s
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
