package reason

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"bailiwick/value"
)

// errTooMany says that the budget is spent.
var errTooMany = errors.New("the policies are too large, or overlap in too many ways")

// A group is a set of patterns that is asked for as one: the resources of a
// statement, the values of a condition. It takes a text if one of them does.
type group struct {
	patterns []int32
}

// A region is a set of texts that the same groups take.
type region struct {
	word  string         // one of the texts
	takes []value.Answer // by group
	open  []int32        // the open patterns that may take the texts, where that decides a group
}

// An explorer finds all regions of a list of patterns.
//
// It follows all patterns at once over every text, as an automaton whose state
// is where in each pattern one can be, and only along the characters that some
// pattern distinguishes there; every other character stands for all others.
// What one star has passed, no earlier part of its pattern matters for, and
// what has settled a group, none of the group's other patterns does: so states
// stay few unless many patterns with inner stars overlap.
type explorer struct {
	patterns []pattern
	groups   []group
	member   [][]int32 // by pattern: its groups

	domain int  // the first patterns, all of which must take a text for it to count
	empty  bool // the empty text counts
	budget *budget

	// prune, if set, is asked for each state what its groups do for all texts
	// that go on from there (unknown: it depends); true drops them.
	prune func(takes []value.Answer) bool

	nodes  []node
	places []place
	seen   map[string]struct{}

	next    []place
	letters []rune
	key     []byte
}

// A place is where one can be in a pattern: pattern << 13 | position.
type place = uint32

const (
	placeBits  = 13
	maxPattern = 1<<placeBits - 1
)

func (e *explorer) position(p place) (*pattern, int) {
	return &e.patterns[p>>placeBits], int(p & maxPattern)
}

type node struct {
	from   int32
	letter rune
	lo, hi int32 // of places
}

// A budget bounds the work on one question, and with it the memory: in
// comparisons, about.
type budget int

// maxWork is the budget of a question. Past it the answer is outside; no
// question of the public sets needs a tenth.
const maxWork = 1 << 23

// spend takes work from the budget; it fails with errTooMany when that is spent.
func (b *budget) spend(work int) error {
	if *b -= budget(work); *b < 0 {
		return errTooMany
	}
	return nil
}

// regions finds the regions; past the budget it fails and names patterns.
func (e *explorer) regions() ([]region, error) {
	out, err := e.explore()
	if err == nil {
		return out, nil
	}
	var names []string
	for i := e.domain; i < len(e.patterns) && len(names) < 3; i++ {
		if name := e.patterns[i].text; name != "" && name != "*" {
			names = append(names, name[:min(len(name), 60)])
		}
	}
	return nil, fmt.Errorf("too many overlapping patterns: %s", strings.Join(names, ", "))
}

func (e *explorer) explore() ([]region, error) {
	e.member = make([][]int32, len(e.patterns))
	for g := range e.groups {
		for _, p := range e.groups[g].patterns {
			e.member[p] = append(e.member[p], int32(g))
		}
	}
	e.seen = make(map[string]struct{})
	for i := range e.patterns {
		if len(e.patterns[i].signs) > maxPattern {
			return nil, errTooMany
		}
		if !e.patterns[i].never {
			e.reach(place(i)<<placeBits, len(e.next))
		}
	}
	e.push(-1, 0)
	var out []region
	found := make(map[string]bool)
	for at := 0; at < len(e.nodes); at++ {
		n := e.nodes[at]
		places := e.places[n.lo:n.hi]
		if err := e.budget.spend(8 + len(e.groups)); err != nil {
			return nil, err
		}
		if !e.alive(places) {
			continue
		}
		if e.prune != nil && e.prune(e.ahead(places)) {
			continue
		}
		if at > 0 || e.empty {
			if r, ok := e.here(places); ok {
				if k := r.key(); !found[k] {
					found[k] = true
					r.word = e.word(at)
					out = append(out, r)
				}
			}
		}
		letters := e.branches(places)
		if err := e.budget.spend(len(letters) * (2 + len(places))); err != nil {
			return nil, err
		}
		for _, letter := range letters {
			e.step(places, letter)
			e.push(int32(at), letter)
		}
	}
	return out, nil
}

// reach adds a place and those that follow it by runs that take nothing; block
// is where the places of the pattern begin.
func (e *explorer) reach(p place, block int) {
	pat, _ := e.position(p)
	for {
		if i, have := slices.BinarySearch(e.next[block:], p); !have {
			e.next = slices.Insert(e.next, block+i, p)
		}
		at := int(p & maxPattern)
		if at == len(pat.signs) || pat.signs[at] != anyRun && pat.signs[at] != run {
			return
		}
		p++
	}
}

// step makes next what the places become behind a character.
func (e *explorer) step(places []place, letter rune) {
	e.next = e.next[:0]
	block, of := 0, place(1<<32-1)
	for _, p := range places {
		if p>>placeBits != of {
			of, block = p>>placeBits, len(e.next)
		}
		pat, at := e.position(p)
		if at == len(pat.signs) {
			continue
		}
		switch s := pat.signs[at]; {
		case s == anyRun, s == run && letter != ':':
			e.reach(p, block)
		case s == run:
		case pat.one(s, letter):
			e.reach(p+1, block)
		}
	}
}

// push adds the state next, in its normal form, unless it is known or dead.
func (e *explorer) push(from int32, letter rune) {
	e.normalise()
	e.key = e.key[:0]
	for _, p := range e.next {
		e.key = append(e.key, byte(p), byte(p>>8), byte(p>>16), byte(p>>24))
	}
	if _, ok := e.seen[string(e.key)]; ok {
		return
	}
	e.seen[string(e.key)] = struct{}{}
	lo := int32(len(e.places))
	e.places = append(e.places, e.next...)
	e.nodes = append(e.nodes, node{from, letter, lo, int32(len(e.places))})
}
