package tflang

import (
	"regexp"

	"bailiwick/value"
)

// regex returns the first match of a pattern: the text, or a list or map of
// what its groups took.
func regex(c *call) value.Any {
	re := c.pattern()
	if re == nil {
		return value.Any{}
	}
	s := c.literal(1)
	m := re.FindStringSubmatchIndex(s)
	if m == nil {
		return c.fail("the pattern does not match")
	}
	return c.match(re, s, m)
}

func regexAll(c *call) value.Any {
	re := c.pattern()
	if re == nil {
		return value.Any{}
	}
	s := c.literal(1)
	all := re.FindAllStringSubmatchIndex(s, -1)
	if c.bad(c.spend(len(all)*(1+re.NumSubexp()), c.at)) {
		return value.Any{}
	}
	out := make([]value.Any, len(all))
	for i, m := range all {
		out[i] = c.match(re, s, m)
	}
	return c.list(out)
}

func (c *call) pattern() *regexp.Regexp {
	re, err := regexp.Compile(c.literal(0))
	if err != nil {
		c.fail("the pattern is wrong: %v", err)
		return nil
	}
	named, unnamed := false, false
	for _, name := range re.SubexpNames()[1:] {
		named, unnamed = named || name != "", unnamed || name == ""
	}
	if named && unnamed {
		c.fail("the pattern has groups with and without names")
		return nil
	}
	return re
}

func (c *call) match(re *regexp.Regexp, s string, m []int) value.Any {
	group := func(i int) value.Any {
		if m[2*i] < 0 {
			return value.AnyNull(c.at)
		}
		return value.AnyText(value.Literal(s[m[2*i]:m[2*i+1]]), c.at)
	}
	n := re.NumSubexp()
	switch {
	case n == 0:
		return group(0)
	case re.SubexpNames()[1] != "":
		out := newMapping(n)
		for i, name := range re.SubexpNames()[1:] {
			out.add(name, group(i+1))
		}
		return out.done(c.at)
	}
	out := make([]value.Any, n)
	for i := range out {
		out[i] = group(i + 1)
	}
	return c.list(out)
}
