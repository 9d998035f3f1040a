package tflang

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"bailiwick/value"
)

// pieceSymbol returns the hole that stands for an unknown piece of the call's
// text: what tells the pieces of one call apart is part.
func (c *call) pieceSymbol(part string) value.Text {
	c.doubts++
	scope := c.symbolScope(c.n, c.fr) + "\x00" + strconv.Itoa(int(c.n)) + "\x00" + part
	return value.Hole(value.NewSymbol(value.Free, scope, part+" of "+c.short(c.n)))
}

// path names an element of an argument.
func (c *call) path(arg, element int) string {
	return fmt.Sprintf("element %d of argument %d", element, arg+1)
}

func format(c *call) value.Any {
	f := c.args[0]
	if f.Kind() == value.KindUnknown {
		return c.unknown(f)
	}
	return c.formatted(c.args[1:], 0)
}

// formatList formats once for every element of the lists among the arguments.
func formatList(c *call) value.Any {
	f := c.args[0]
	if f.Kind() == value.KindUnknown {
		return c.unknown(f)
	}
	n := -1
	for i, a := range c.args[1:] {
		switch a.Kind() {
		case value.KindUnknown:
			return c.unknown(a)
		case value.KindList, value.KindSet:
			if a.Partial() {
				return c.unknown(a)
			}
			if n >= 0 && n != a.Len() {
				return c.fail("argument %d has %d elements where others have %d", i+2, a.Len(), n)
			}
			n = a.Len()
		}
	}
	if n < 0 {
		n = 1
	}
	if c.bad(c.spend(n*len(c.args), c.at)) {
		return value.Any{}
	}
	out := make([]value.Any, n)
	args := make([]value.Any, len(c.args)-1)
	for i := range out {
		for j, a := range c.args[1:] {
			if k := a.Kind(); k == value.KindList || k == value.KindSet {
				a = hide(a.Elements()[i], a.Sensitive())
			}
			args[j] = a
		}
		v, f := c.cross(args, c.at, func(args []value.Any) (value.Any, *Failure) {
			d := *c
			d.failed, d.hidden = nil, false
			v := d.formatted(args, i)
			return hide(v, d.hidden), d.failed
		})
		if c.bad(f) {
			return value.Any{}
		}
		out[i] = v
	}
	return c.list(out)
}

// A verb is one "%…" of a format.
type verb struct {
	raw                string // as Go's fmt takes it: without the index
	mode               byte
	sharp, zero, minus bool
	width, precision   int // -1 if not given
	arg                int
}

// formatted writes args as the format says. turn tells the calls of a
// formatlist apart.
func (c *call) formatted(args []value.Any, turn int) value.Any {
	t := c.text(0)
	if c.failed != nil {
		return value.Any{}
	}
	var out []value.Text
	next, highest := 0, 0
	for lit, sym := range t.Pieces() {
		if lit == "" {
			out = append(out, value.Hole(sym))
			continue
		}
		for lit != "" {
			i := strings.IndexByte(lit, '%')
			if i < 0 {
				out = append(out, value.Inline(lit))
				break
			}
			out = append(out, value.Inline(lit[:i]))
			lit = lit[i:]
			if strings.HasPrefix(lit, "%%") {
				out = append(out, value.Inline("%"))
				lit = lit[2:]
				continue
			}
			v, n, ok := parseVerb(lit, next)
			if !ok {
				return c.fail("the format is wrong at %q", lit[:min(len(lit), 10)])
			}
			lit = lit[n:]
			if v.arg >= len(args) {
				return c.fail("%q wants argument %d of %d", v.raw, v.arg+1, len(args))
			}
			next = v.arg + 1
			highest = max(highest, next)
			piece, ok := c.verb(v, args[v.arg], fmt.Sprintf("argument %d.%d", v.arg+1, turn))
			if c.failed != nil {
				return value.Any{}
			}
			if !ok {
				return c.unknown(args[v.arg])
			}
			out = append(out, piece)
		}
	}
	if highest < len(args) {
		return c.fail("the format does not use argument %d", highest+1)
	}
	joined := value.Join(out...)
	if c.bad(c.grow(len(joined.Inline()), c.at)) {
		return value.Any{}
	}
	return value.AnyText(joined, c.at)
}

// parseVerb reads the verb that s begins with, and how many bytes it takes.
func parseVerb(s string, next int) (v verb, n int, ok bool) {
	v = verb{width: -1, precision: -1, arg: next}
	i := 1
	for ; i < len(s) && strings.IndexByte("0#-+ ", s[i]) >= 0; i++ {
		switch s[i] {
		case '0':
			v.zero = true
		case '#':
			v.sharp = true
		case '-':
			v.minus = true
		}
	}
	digits := func() int {
		from := i
		for i < len(s) && '0' <= s[i] && s[i] <= '9' {
			i++
		}
		n, err := strconv.Atoi(s[from:i])
		if from == i {
			return 0
		}
		if err != nil || n > 1_000_000 {
			return -2
		}
		return n
	}
	if i < len(s) && '1' <= s[i] && s[i] <= '9' {
		v.width = digits()
	}
	if i < len(s) && s[i] == '.' {
		i++
		v.precision = digits()
	}
	v.raw = s[:i]
	if i < len(s) && s[i] == '[' {
		i++
		v.arg = digits() - 1
		if v.arg < 0 || i >= len(s) || s[i] != ']' {
			return v, 0, false
		}
		i++
	}
	if i >= len(s) || v.width == -2 || v.precision == -2 {
		return v, 0, false
	}
	v.mode = s[i]
	v.raw += s[i : i+1]
	return v, i + 1, 'a' <= v.mode && v.mode <= 'z' || 'A' <= v.mode && v.mode <= 'Z'
}

// verb writes one argument. It reports false if that cannot be said because
// of what is not known.
func (c *call) verb(v verb, a value.Any, part string) (value.Text, bool) {
	c.hidden = c.hidden || a.Sensitive()
	switch a.Kind() {
	case value.KindUnknown:
		if v.width >= 0 || v.precision >= 0 {
			return value.Text{}, false
		}
		return c.pieceSymbol(part), true
	case value.KindNull:
		if v.mode != 'v' {
			c.fail("%q of null", v.raw)
			return value.Text{}, true
		}
		return value.Literal(pad(v, "null")), true
	}
	t, scalar := a.Scalar()
	if scalar && t.HasHoles() {
		switch {
		case v.mode == 'q' && v.width < 0 && v.precision < 0, v.mode == 'v' && v.sharp && v.width < 0:
			return value.Inline(quoteJSON(t.Inline())), true
		case v.width >= 0 || v.precision > 0:
			return value.Text{}, false
		case v.mode == 's' || v.mode == 'v' || v.mode == 'd' && isWholeHole(t) && len(v.raw) == 2:
			return t, true
		}
		return value.Text{}, false
	}
	switch v.mode {
	case 'v':
		if k := a.Kind(); !v.sharp && (k == value.KindText || k == value.KindNumber) {
			s := t.Inline()
			if k == value.KindNumber {
				s = number(s).Text('g', -1)
			}
			return value.Literal(pad(v, s)), true
		}
		if why, f := c.unread(a); c.bad(f) || why != "" {
			return value.Text{}, false
		}
		return value.Literal(pad(v, encodeJSON(a))), true
	case 's', 'q':
		if !scalar {
			c.fail("%q of a %s", v.raw, a.Kind())
			return value.Text{}, true
		}
		s := t.Inline()
		if v.precision > 0 {
			end := 0
			for i := 0; i < v.precision && end < len(s); i++ {
				end += cluster(s[end:])
			}
			s = s[:end]
		}
		if v.mode == 'q' {
			s = quoteJSON(s)
		}
		return value.Literal(pad(v, s)), true
	case 't':
		switch s := t.Inline(); {
		case scalar && a.Kind() != value.KindNumber && (s == "true" || s == "1"):
			return value.Literal("true"), true
		case scalar && a.Kind() != value.KindNumber && (s == "false" || s == "0"):
			return value.Literal("false"), true
		}
		c.fail("%q of a %s", v.raw, a.Kind())
		return value.Text{}, true
	case 'b', 'd', 'o', 'x', 'X', 'e', 'E', 'f', 'g', 'G':
		d, _, f := c.operand(a, c.at)
		if c.bad(f) {
			return value.Text{}, true
		}
		n := number(d)
		if strings.IndexByte("bdoxX", v.mode) < 0 {
			return value.Literal(fmt.Sprintf(v.raw, n)), true
		}
		whole, exact := n.Int(nil)
		if exact != big.Exact {
			c.fail("%q of a number that is not whole", v.raw)
			return value.Text{}, true
		}
		return value.Literal(fmt.Sprintf(v.raw, whole)), true
	}
	c.fail("there is no verb %q", v.raw)
	return value.Text{}, true
}

// pad fills s up to the verb's width.
func pad(v verb, s string) string {
	n := v.width - countClusters(s)
	if n <= 0 {
		return s
	}
	fill := " "
	if v.zero {
		fill = "0"
	}
	if v.minus {
		return s + strings.Repeat(fill, n)
	}
	return strings.Repeat(fill, n) + s
}
