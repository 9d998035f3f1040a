package reason

import (
	"fmt"
	"math/big"
	"net/netip"
	"slices"
	"strings"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A dimension is one part of a request that conditions speak about: the value
// of a key, or of several keys that depend on each other. It is cut into
// regions: sets of values that no condition tells apart.
type dimension struct {
	keys        []string // in lower case
	atoms       []atom
	atomOf      map[string]int32
	constraints []*constraint
	ids         map[string]int32 // of constraints
	multi       bool             // the key has many values
	always      bool             // every request carries it
	budget      *budget
	apart       func(key string) []string              // if set, patterns of a key to be told apart besides
	counts      func(key string, values []string) bool // if set, what is to be told apart besides
	strangers   func(key string) bool                  // if set, whether the values of a key are somebody's whom no policy names
	given       []string                               // if not nil, all that requests carry

	// extra, if set, tells what further literals are for requests that carry
	// something: who calls is more than keys.
	extra func(more int) []value.Answer

	built    bool
	regions  []carried
	holds    []set  // by constraint: where it may hold
	fails    []set  // and where it may not
	definite set    // the regions in which every constraint is what it says
	partial  string // why there may be values of other regions, if there may
}

// A carried is what a request carries under the keys of a dimension.
type carried struct {
	values [][]string // by key; none: absent
	open   string     // what is not known and decides, if anything is
	more   int        // for dimensions that know more: an index
}

func newDimension(keys ...string) *dimension {
	return &dimension{keys: keys, atomOf: make(map[string]int32), ids: make(map[string]int32)}
}

// add adds a condition and returns its number.
func (d *dimension) add(s *policy.Statement, c *policy.Condition, f filling) int32 {
	k := &constraint{operator: c.Operator, key: lower(c.Key.Inline()), absent: c.HoldsWithout(), from: c}
	for _, a := range atomsOf(s, c, f) {
		id := k.key + "\x00" + a.id
		i, ok := d.atomOf[id]
		if !ok {
			i = int32(len(d.atoms))
			d.atoms = append(d.atoms, a)
			d.atomOf[id] = i
		}
		k.atoms = append(k.atoms, i)
	}
	id := k.key + "\x00" + sameConstraint(k.operator, k.atoms)
	i, ok := d.ids[id]
	if !ok {
		i = int32(len(d.constraints))
		d.constraints = append(d.constraints, k)
		d.ids[id] = i
		d.built = false
	}
	return i
}

// build cuts the dimension into regions. The values come from the atoms, nicer
// ones first: of each region the first is kept.
func (d *dimension) build(b *budget) error {
	if d.built {
		return nil
	}
	d.budget = b
	if d.given != nil {
		return d.cut([]carried{{values: [][]string{d.given}}})
	}
	if len(d.keys) > 1 {
		base, err := d.sources(b)
		if err != nil {
			return err
		}
		return d.cut(base)
	}
	words, err := d.words(d.keys[0], nil, b)
	if err != nil {
		return err
	}
	if d.multi {
		lists, err := d.lists(words)
		if err != nil {
			return err
		}
		return d.cut(lists)
	}
	var base []carried
	if !d.always {
		base = append(base, carried{values: make([][]string, 1)})
	}
	for _, w := range words {
		base = append(base, carried{values: [][]string{{w}}})
	}
	return d.cut(base)
}

// sources returns what requests may carry of the resource that a service acts
// for: either key, both, or none; with both, the account is that of the ARN, if
// it names one.
func (d *dimension) sources(b *budget) ([]carried, error) {
	accounts, err := d.words(sourceAccount, nil, b)
	if err != nil {
		return nil, err
	}
	var lifted []pattern
	for i := range d.atoms {
		if a := &d.atoms[i]; a.kind == textAtom && d.isOn(sourceAccount, int32(i)) {
			lifted = append(lifted, a.pattern.behind("arn:*:*:*:", ":*"))
		}
	}
	arns, err := d.words(sourceARN, lifted, b)
	if err != nil {
		return nil, err
	}
	base := []carried{{values: make([][]string, 2)}}
	for _, a := range accounts {
		base = append(base, carried{values: [][]string{nil, {a}}})
	}
	for _, arn := range arns {
		base = append(base, carried{values: [][]string{{arn}, nil}})
		if account := accountOfARN(arn); account != "" {
			base = append(base, carried{values: [][]string{{arn}, {account}}})
			continue
		}
		for _, a := range accounts {
			base = append(base, carried{values: [][]string{{arn}, {a}}})
		}
	}
	return base, nil
}

// isOn reports whether an atom is of a constraint on a key.
func (d *dimension) isOn(key string, atom int32) bool {
	return slices.ContainsFunc(d.constraints, func(k *constraint) bool {
		return k.key == key && slices.Contains(k.atoms, atom)
	})
}

// words returns values of a key, at least one of each region.
func (d *dimension) words(key string, more []pattern, b *budget) ([]string, error) {
	return d.wordsIn(key, nil, more, b)
}

// wordsIn is words of those values that all patterns of the domain take; more
// patterns are told apart besides.
func (d *dimension) wordsIn(key string, domain, more []pattern, b *budget) ([]string, error) {
	var kinds [nothing]bool
	var bounds, dates []*big.Rat
	var networks []netip.Prefix
	allBool, negatedARN := true, false
	if d.apart != nil {
		for _, text := range d.apart(key) {
			form := glob
			if strings.HasPrefix(text, "arn:") {
				form = arn
			}
			more = append(more[:len(more):len(more)], compile(value.Literal(text), form))
		}
	}
	e := &explorer{budget: b, domain: len(domain), patterns: slices.Concat(domain, more)}
	at := make(map[int32]int32)
	for _, k := range d.constraints {
		if k.key != key || k.operator.Test == policy.Null {
			continue
		}
		negatedARN = negatedARN || formOf(k.operator.Test) == arn && k.operator.Test.Negated()
		allBool = allBool && k.operator.Test == policy.Bool
		var g group
		for _, i := range k.atoms {
			switch a := &d.atoms[i]; a.kind {
			case textAtom:
				kinds[textAtom] = kinds[textAtom] || k.operator.Test != policy.UnknownTest
				if d.ofARNs(key) && a.byPart != nil {
					e.groups = append(e.groups, group{patterns: []int32{int32(len(e.patterns))}})
					e.patterns = append(e.patterns, *a.byPart)
				}
				p, ok := at[i]
				if !ok {
					p = int32(len(e.patterns))
					at[i] = p
					e.patterns = append(e.patterns, a.pattern)
				}
				g.patterns = append(g.patterns, p)
			case numberAtom, dateAtom:
				kinds[a.kind] = true
				if a.bound.at == nil {
					break
				}
				if a.kind == numberAtom {
					bounds = append(bounds, a.bound.at)
				} else {
					dates = append(dates, a.bound.at)
				}
			case networkAtom:
				kinds[networkAtom] = true
				if a.network.IsValid() {
					networks = append(networks, a.network)
				}
			}
		}
		e.groups = append(e.groups, g)
	}
	if negatedARN { // for what is no ARN it holds neither
		e.patterns = append(e.patterns, compile(value.Literal("*:*:*:*:*:*"), arn))
		e.groups = append(e.groups, group{patterns: []int32{int32(len(e.patterns) - 1)}})
	}
	for i := range more {
		e.groups = append(e.groups, group{patterns: []int32{int32(len(domain) + i)}})
	}
	var out []string
	for i := range e.patterns {
		out = append(out, e.patterns[i].fill(exampleAccount), e.patterns[i].fill(otherAccount))
	}
	out = append(out, samples(key)...)
	n := 0
	for _, is := range kinds {
		if is {
			n++
		}
	}
	if n > 1 {
		d.partial = "the key " + key + " is compared as values of two types"
	}
	if kinds[numberAtom] {
		for _, r := range points(bounds) {
			out = append(out, decimal(r))
		}
	}
	if kinds[dateAtom] {
		for _, r := range points(dates) {
			out = append(out, instant(r))
		}
	}
	if kinds[networkAtom] {
		for _, a := range addresses(networks) {
			out = append(out, a.String())
		}
	}
	switch {
	case n == 1 && kinds[textAtom] && allBool:
		return []string{"true", "false"}, nil
	case n == 1 && !kinds[textAtom]:
		return slices.DeleteFunc(out, func(s string) bool { return !isOf(kinds, s) }), nil
	}
	regions, err := e.regions()
	for _, r := range regions {
		out = append(out, r.word)
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" }), err
}

// isOf reports whether a text is a value of the one kind.
func isOf(kinds [nothing]bool, s string) bool {
	ok := true
	switch {
	case kinds[numberAtom]:
		_, ok = parseNumber(s)
	case kinds[dateAtom]:
		_, ok = parseDate(s)
	case kinds[networkAtom]:
		_, err := netip.ParseAddr(s)
		ok = err == nil
	}
	return ok
}

const (
	maxLists = 4096
	maxOpen  = 4 // open atoms of a value, of which every combination is looked at
)

// lists returns lists of values for a key of many: every set of at most as many
// values as there are conditions, since a condition asks for at most one value
// that no other provides.
func (d *dimension) lists(words []string) ([]carried, error) {
	out := []carried{{values: make([][]string, 1)}}
	words, err := d.distinct(words)
	if err != nil {
		return nil, err
	}
	most := min(len(words), len(d.constraints))
	var list []string
	var extend func(from int)
	extend = func(from int) {
		for i := from; i < len(words) && d.partial == ""; i++ {
			list = append(list, words[i])
			if len(out) == maxLists {
				d.partial = "the key " + d.keys[0] + " has too many combinations of values"
			}
			out = append(out, carried{values: [][]string{slices.Clone(list)}})
			if len(list) < most {
				extend(i + 1)
			}
			list = list[:len(list)-1]
		}
	}
	extend(0)
	slices.SortStableFunc(out, func(a, b carried) int { return len(a.values[0]) - len(b.values[0]) })
	return out, nil
}

// distinct keeps one value of those that all constraints treat alike.
func (d *dimension) distinct(words []string) ([]string, error) {
	seen := make(map[string]bool)
	var out []string
	for _, w := range words {
		is, err := d.meet(d.keys[0], w)
		if err != nil {
			return nil, err
		}
		b := make([]byte, 0, 2*len(d.constraints)+1)
		if d.counts != nil && d.counts(d.keys[0], []string{w}) {
			b = append(b, 1)
		}
		for _, k := range d.constraints {
			b = append(b, byte(k.one(&is, is.open)), byte(k.one(&is, newSet(len(d.atoms)))))
		}
		if !seen[string(b)] {
			seen[string(b)] = true
			out = append(out, w)
		}
	}
	return out, nil
}

// meet returns the atoms on a key that a value meets.
func (d *dimension) meet(key, word string) (met, error) {
	n := len(d.atoms)
	is := met{newSet(n), newSet(n), newSet(n)}
	unread := value.Inline(word).HasHoles()
	work := n/8 + len(d.constraints)
	for _, k := range d.constraints {
		if k.key != key {
			continue
		}
		for _, i := range k.atoms {
			work += 1 + d.atoms[i].pattern.work(word)
		}
		if err := d.budget.spend(work); err != nil {
			return is, err
		}
		work = 0
		for _, i := range k.atoms {
			switch a := &d.atoms[i]; {
			case !unread && d.ofARNs(key) && a.crosses(word):
				is.takes.add(int(i))
				is.open.add(int(i))
			case a.named && d.strangers != nil && d.strangers(key):
			case unread: // of an account that is a hole
				is.takes.add(int(i))
				is.open.add(int(i))
			case !a.fits(word):
				is.misfit.add(int(i))
			case a.takes(word):
				is.takes.add(int(i))
				if a.open {
					is.open.add(int(i))
				}
			}
		}
	}
	return is, nil
}

// ofARNs reports whether the values of a key are ARNs of resources that the
// class of callers may have.
func (d *dimension) ofARNs(key string) bool {
	return d.strangers != nil && strings.HasSuffix(key, "arn")
}

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
	if d.extra != nil {
		more := d.extra(b.more)
		if slices.Contains(more, value.CannotTell) {
			b.open = "it is not known whether a statement is about the caller"
		}
		answers = append(answers, more...)
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

// without returns the regions in which requests carry only the keys that they
// may.
func (d *dimension) without(may func(key string) bool) set {
	out := full(len(d.regions))
	for k, key := range d.keys {
		if may(key) {
			continue
		}
		for r := range d.regions {
			if len(d.regions[r].values[k]) > 0 {
				out[r/64] &^= 1 << (r % 64)
			}
		}
	}
	return out
}
