package tflang

import (
	"math/big"
	"strconv"
	"strings"
)

// precision is the number of bits that Terraform computes with.
const precision = 512

// maxDigits is how long a number may be when printed.
const maxDigits = 5000

// canonical returns the number as Terraform prints it. It reports false for
// what is no number or too long.
func canonical(s string) (string, bool) {
	if isCanonical(s) {
		return s, true
	}
	f, ok := parseNumber(s)
	if !ok {
		return "", false
	}
	return printNumber(f)
}

// isCanonical reports whether s is a small decimal as Terraform prints it.
func isCanonical(s string) bool {
	t := strings.TrimPrefix(s, "-")
	if t == "" || len(t) > 18 || t == "0" && s != "0" || t[0] == '0' && len(t) > 1 && t[1] != '.' || t[0] == '.' {
		return false
	}
	dot := false
	for i := range len(t) {
		switch c := t[i]; {
		case '0' <= c && c <= '9':
		case c == '.' && !dot:
			dot = true
		default:
			return false
		}
	}
	return !dot || t[len(t)-1] != '0' && t[len(t)-1] != '.'
}

// isDecimal reports whether a canonical number is an integer.
func isDecimal(s string) bool { return !strings.Contains(s, ".") }

func parseNumber(s string) (*big.Float, bool) {
	if len(s) > maxDigits {
		return nil, false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case '0' <= c && c <= '9', c == '+', c == '-', c == '.', c == 'e', c == 'E':
		default: // Go reads more: 0x1, 1_0, 1p3, Inf
			return nil, false
		}
	}
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		if n, err := strconv.Atoi(s[i+1:]); err != nil || n > maxDigits || n < -maxDigits {
			return nil, false
		}
	}
	f, _, err := big.ParseFloat(s, 10, precision, big.ToNearestEven)
	return f, err == nil && !f.IsInf()
}

// number returns a canonical decimal as a float.
func number(s string) *big.Float {
	if f, ok := parseNumber(s); ok {
		return f
	}
	return new(big.Float).SetPrec(precision)
}

// printNumber returns the number as Terraform prints it; false if it is too long.
func printNumber(f *big.Float) (string, bool) {
	if f.IsInf() || f.MantExp(nil) > 3*maxDigits || f.MantExp(nil) < -3*maxDigits {
		return "", false
	}
	if f.Sign() == 0 {
		return "0", true
	}
	return f.Text('f', -1), true
}

// wholeNumber returns a canonical decimal as an int; false if it is none or
// too large.
func wholeNumber(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil
}

func compareNumbers(a, b string) int {
	if a == b {
		return 0
	}
	if len(a) < 18 && len(b) < 18 {
		x, err1 := strconv.ParseInt(a, 10, 64)
		y, err2 := strconv.ParseInt(b, 10, 64)
		if err1 == nil && err2 == nil {
			return int(min(max(x-y, -1), 1))
		}
	}
	return number(a).Cmp(number(b))
}
