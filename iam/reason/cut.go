package reason

import (
	"fmt"
	"slices"
	"strings"

	"bailiwick/value"
)

// cut makes regions of what requests may carry: what all constraints treat
// alike is one. Where an open atom decides, there is a region for its taking
// the value and one for its not.
func (d *dimension) cut(base []carried) error {
	c := cutter{d: d, seen: make(map[string]bool)}
	for _, b := range base {
		if err := c.carry(b); err != nil {
			return err
		}
	}
	if d.partial != "" {
		c.rest()
	}
	n := len(d.regions)
	d.definite = newSet(n)
	literals := len(d.constraints)
	if n > 0 {
		literals = len(c.answers[0])
	}
	d.holds, d.fails = make([]set, literals), make([]set, literals)
	for k := range literals {
		d.holds[k], d.fails[k] = newSet(n), newSet(n)
	}
	for r, answers := range c.answers {
		if d.regions[r].open == "" {
			d.definite.add(r)
		}
		for k, a := range answers {
			if a != value.No {
				d.holds[k].add(r)
			}
			if a != value.Yes {
				d.fails[k].add(r)
			}
		}
	}
	d.built = true
	return nil
}

// A cutter collects the regions of a dimension.
type cutter struct {
	d       *dimension
	seen    map[string]bool
	answers [][]value.Answer // by region and constraint
}

func (c *cutter) carry(b carried) error {
	d := c.d
	values := make([][]met, len(d.keys))
	open := newSet(len(d.atoms))
	for i, key := range d.keys {
		for _, v := range b.values[i] {
			is, err := d.meet(key, v)
			if err != nil {
				return err
			}
			values[i] = append(values[i], is)
			for j := range open {
				open[j] |= is.open[j]
			}
		}
	}
	var list []int
	for i := range d.atoms {
		if open.has(i) {
			list = append(list, i)
		}
	}
	if len(list) > maxOpen {
		c.region(b, values, open, nil, list)
		return nil
	}
	for bits := range 1 << len(list) {
		assumed := newSet(len(d.atoms))
		for i, a := range list {
			if bits&(1<<i) != 0 {
				assumed.add(a)
			}
		}
		c.region(b, values, open, assumed, list)
	}
	return nil
}

// rest adds a region for all values that there may be besides: of them nothing
// is known.
func (c *cutter) rest() {
	d := c.d
	d.regions = append(d.regions, carried{values: make([][]string, len(d.keys)), open: d.partial})
	c.answers = append(c.answers, make([]value.Answer, len(d.constraints)))
}

// region adds a region; without assumptions every constraint that an open atom
// decides may hold and may not.
func (c *cutter) region(b carried, values [][]met, open, assumed set, list []int) {
	d := c.d
	answers := make([]value.Answer, len(d.constraints))
	for i, k := range d.constraints {
		under := values[slices.Index(d.keys, k.key)]
		if assumed != nil {
			answers[i] = k.holds(under, assumed, d.multi)
		} else if answers[i] = k.holds(under, newSet(len(d.atoms)), d.multi); answers[i] != k.holds(under, open, d.multi) {
			answers[i] = value.CannotTell
		}
		if answers[i] == value.CannotTell && b.open == "" {
			b.open = "it is not documented whether the condition " + k.from.String() + " holds"
		}
	}
	if len(list) > 0 {
		var names []string
		b.open = "the value of %s is not known"
		for _, a := range list {
			names = append(names, d.atoms[a].text)
			if !d.atoms[a].open {
				b.open = "%s takes ARNs whose name has a colon, and it is not known whether somebody can have one"
			}
		}
		b.open = fmt.Sprintf(b.open, strings.Join(names, ", "))
	}
	further := [][]value.Answer{nil}
	if d.extra != nil {
		further = d.extra(b.more)
		if len(further) > 1 || slices.Contains(further[0], value.CannotTell) {
			b.open = "it is not known whether a statement is about the caller"
		}
	}
	for _, each := range eitherWay(answers) {
		for _, more := range further {
			c.enter(b, slices.Concat(each, more))
		}
	}
}

// eitherWay returns the answers with those that cannot be told each way, if
// they are few.
func eitherWay(answers []value.Answer) [][]value.Answer {
	var unknown []int
	for i, a := range answers {
		if a == value.CannotTell {
			unknown = append(unknown, i)
		}
	}
	if len(unknown) == 0 || len(unknown) > maxOpen {
		return [][]value.Answer{answers}
	}
	out := make([][]value.Answer, 1<<len(unknown))
	for bits := range out {
		out[bits] = slices.Clone(answers)
		for i, at := range unknown {
			out[bits][at] = value.Answered(bits&(1<<i) != 0)
		}
	}
	return out
}

// enter adds a region in which the literals have the answers, unless it is one
// already.
func (c *cutter) enter(b carried, answers []value.Answer) {
	d := c.d
	key := make([]byte, 0, len(answers)+1)
	for _, a := range answers {
		key = append(key, byte(a))
	}
	key = append(key, byte(min(len(b.open), 1)))
	for i := range b.values {
		key = append(key, byte(min(len(b.values[i]), 1)))
		if d.counts != nil && d.counts(d.keys[i], b.values[i]) {
			key = append(key, 'c')
		}
	}
	if !c.seen[string(key)] {
		c.seen[string(key)] = true
		c.d.regions = append(c.d.regions, b)
		c.answers = append(c.answers, answers)
	}
}

const (
	maxLists = 4096
	maxOpen  = 4 // open atoms of a value, of which every combination is looked at
)
