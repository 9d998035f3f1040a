package reason

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"

	"bailiwick/iam/policy"
)

// maxDigits bounds the numbers that are compared; no key of AWS's has longer
// ones.
const maxDigits = 64

// parseNumber reads a decimal.
func parseNumber(s string) (*big.Rat, bool) {
	if _, ok := policy.ParseNumber(s); !ok || len(s) > maxDigits {
		return nil, false
	}
	return new(big.Rat).SetString(s)
}

// parseDate reads an instant, as seconds since 1970.
func parseDate(s string) (*big.Rat, bool) {
	t, ok := policy.ParseDate(s)
	if !ok {
		return nil, false
	}
	r := new(big.Rat).SetFrac64(int64(t.Nanosecond()), 1e9)
	return r.Add(r, new(big.Rat).SetInt64(t.Unix())), true
}

// A bound is a number or an instant that a test compares with.
type bound struct {
	test policy.Test // of the numeric tests, none of the negated ones
	at   *big.Rat
}

func (b bound) takes(is *big.Rat) bool {
	switch c := is.Cmp(b.at); b.test {
	case policy.NumericLessThan:
		return c < 0
	case policy.NumericLessThanEquals:
		return c <= 0
	case policy.NumericGreaterThan:
		return c > 0
	case policy.NumericGreaterThanEquals:
		return c >= 0
	default:
		return c == 0
	}
}

// comparison returns the numeric test that a numeric or date test is, negation
// aside.
func comparison(t policy.Test) policy.Test {
	if t >= policy.DateEquals && t <= policy.DateGreaterThanEquals {
		t -= policy.DateEquals - policy.NumericEquals
	}
	if t == policy.NumericNotEquals {
		return policy.NumericEquals
	}
	return t
}

// points returns the bounds, one point between each two neighbours, and one
// beyond either end: one of each set of numbers that no comparison tells apart.
func points(bounds []*big.Rat) []*big.Rat {
	bounds = slices.Clone(bounds)
	slices.SortFunc(bounds, (*big.Rat).Cmp)
	bounds = slices.CompactFunc(bounds, func(a, b *big.Rat) bool { return a.Cmp(b) == 0 })
	if len(bounds) == 0 {
		return []*big.Rat{big.NewRat(1, 1)}
	}
	step := big.NewRat(1, 1)
	out := []*big.Rat{new(big.Rat).Sub(bounds[0], step)}
	for i, b := range bounds {
		if i > 0 {
			out = append(out, between(bounds[i-1], b))
		}
		out = append(out, b)
	}
	return append(out, new(big.Rat).Add(bounds[len(bounds)-1], step))
}

// between returns a whole number between two numbers if there is one.
func between(a, b *big.Rat) *big.Rat {
	next := new(big.Int).Div(a.Num(), a.Denom()) // rounds down
	whole := new(big.Rat).SetInt(next.Add(next, big.NewInt(1)))
	if whole.Cmp(b) < 0 {
		return whole
	}
	mid := new(big.Rat).Add(a, b)
	return mid.Quo(mid, big.NewRat(2, 1))
}

// decimal writes a number; those that come from points have finitely many
// digits.
func decimal(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	s := r.FloatString(2*maxDigits + 8)
	return strings.TrimRight(s, "0")
}

// instant writes seconds since 1970 as a date.
func instant(r *big.Rat) string {
	whole := new(big.Int).Div(r.Num(), r.Denom())
	fraction := new(big.Rat).Sub(r, new(big.Rat).SetInt(whole))
	nanos, exact := new(big.Rat).Mul(fraction, big.NewRat(1e9, 1)), whole.IsInt64()
	if !exact || !nanos.IsInt() {
		return decimal(r)
	}
	t := time.Unix(whole.Int64(), nanos.Num().Int64()).UTC()
	if y := t.Year(); y < 1 || y > 9999 {
		return strconv.FormatInt(whole.Int64(), 10)
	}
	return t.Format(time.RFC3339Nano)
}
