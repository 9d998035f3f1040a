package reason

import (
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
	// something, each way in which they may be: who calls is more than keys.
	extra func(more int) [][]value.Answer

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
	k := &constraint{operator: c.Operator, key: policy.Lower(c.Key.Inline()), absent: c.HoldsWithout(), from: c}
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

// meet returns the atoms on a key that a value meets.
func (d *dimension) meet(key, word string) (met, error) {
	n := len(d.atoms)
	is := met{newSet(n), newSet(n), newSet(n), word == ""}
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
