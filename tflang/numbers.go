package tflang

import (
	"math"
	"math/big"

	"bailiwick/internal/hcl"
	"bailiwick/value"
)

// num returns a computed number.
func (c *call) num(f *big.Float) value.Any {
	d, ok := printNumber(f)
	if !ok {
		return c.fail("the number is too large")
	}
	return value.AnyNumber(d, c.at)
}

func (c *call) float(f float64) value.Any {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return c.fail("the result is not a number")
	}
	return c.num(big.NewFloat(f))
}

func abs(c *call) value.Any { return c.num(new(big.Float).Abs(number(c.decimal(0)))) }

func ceil(c *call) value.Any {
	f := number(c.decimal(0))
	n, acc := f.Int(nil)
	if acc == big.Below {
		n.Add(n, big.NewInt(1))
	}
	return c.num(new(big.Float).SetPrec(precision).SetInt(n))
}

func floor(c *call) value.Any {
	f := number(c.decimal(0))
	n, acc := f.Int(nil)
	if acc == big.Above {
		n.Sub(n, big.NewInt(1))
	}
	return c.num(new(big.Float).SetPrec(precision).SetInt(n))
}

func logarithm(c *call) value.Any {
	x, _ := number(c.decimal(0)).Float64()
	base, _ := number(c.decimal(1)).Float64()
	return c.float(math.Log(x) / math.Log(base))
}

func power(c *call) value.Any {
	x, _ := number(c.decimal(0)).Float64()
	y, _ := number(c.decimal(1)).Float64()
	return c.float(math.Pow(x, y))
}

func maximum(c *call) value.Any { return c.extreme(1) }
func minimum(c *call) value.Any { return c.extreme(-1) }

func (c *call) extreme(sign int) value.Any {
	best := c.decimal(0)
	for i := range c.args {
		if d := c.decimal(i); compareNumbers(d, best) == sign {
			best = d
		}
	}
	return value.AnyNumber(best, c.at)
}

func parseInt(c *call) value.Any {
	if c.args[0].Kind() != value.KindText {
		return c.fail("argument 1 is a %s where a text belongs", nameOf(c.args[0]))
	}
	s, base := c.literal(0), c.whole(1)
	if base < 2 || base > 62 {
		return c.fail("the base must be between 2 and 62")
	}
	if len(s) > maxDigits {
		return c.fail("the number is too large")
	}
	n, ok := new(big.Int).SetString(s, base)
	if !ok {
		return c.fail("%q is no number of base %d", s, base)
	}
	return value.AnyNumber(n.String(), c.at)
}

func signum(c *call) value.Any { return c.int(compareNumbers(c.decimal(0), "0")) }

func sum(c *call) value.Any {
	all := c.elements(0)
	if c.failed == nil && len(all) == 0 {
		return c.fail("the list is empty")
	}
	total := "0"
	for _, x := range all {
		d, _, f := c.operand(x, c.at)
		if c.bad(f) {
			break
		}
		var wrong string
		if total, wrong = compute(hcl.Add, total, d); wrong != "" {
			return c.fail("%s", wrong)
		}
	}
	return value.AnyNumber(total, c.at)
}

// rangeOf counts from, to and by. Terraform's own limit is 1,024 numbers.
func rangeOf(c *call) value.Any {
	from, to, step := "0", c.decimal(0), ""
	if len(c.args) > 1 {
		from, to = c.decimal(0), c.decimal(1)
	}
	down := compareNumbers(to, from) < 0
	switch {
	case len(c.args) == 3:
		step = c.decimal(2)
		if step == "0" {
			return c.fail("the step is zero")
		}
		if s := step[0] == '-'; s != down && compareNumbers(from, to) != 0 {
			return c.fail("the step leads away from the end")
		}
		down = step[0] == '-'
	case down:
		step = "-1"
	default:
		step = "1"
	}
	var out []value.Any
	for n := from; ; {
		if d := compareNumbers(n, to); d == 0 || (d > 0) != down {
			return c.list(out)
		}
		if len(out) >= 1024 {
			return c.fail("more than 1024 numbers")
		}
		if c.bad(c.spend(1, c.at)) {
			return value.Any{}
		}
		out = append(out, value.AnyNumber(n, c.at))
		var wrong string
		if n, wrong = compute(hcl.Add, n, step); wrong != "" {
			return c.fail("%s", wrong)
		}
	}
}
