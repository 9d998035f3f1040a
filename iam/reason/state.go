package reason

import (
	"slices"

	"bailiwick/value"
)

// normalise drops from next what does not matter any more: of each pattern all
// that lies before the last run that is reached, since that run takes what they
// would, and all that lies behind a run that ends the pattern.
func (e *explorer) normalise() {
	n := 0
	for i := 0; i < len(e.next); {
		first, end := i, i
		for ; end < len(e.next) && e.next[end]>>placeBits == e.next[i]>>placeBits; end++ {
			if pat, at := e.position(e.next[end]); at < len(pat.signs) && (pat.signs[at] == anyRun || pat.signs[at] == run) {
				first = end
			}
		}
		i = end
		if e.settled(e.next[first]) {
			end = first + 1
		}
		n += copy(e.next[n:], e.next[first:end])
	}
	e.next = e.next[:n]
	if len(e.groups) > 0 {
		e.dropSettled()
	}
}

// settled reports whether a place says that its pattern takes every text from
// there on.
func (e *explorer) settled(p place) bool {
	pat, at := e.position(p)
	return at == len(pat.signs)-1 && pat.signs[at] == anyRun
}

// dropSettled keeps of each group that is settled only the pattern that did.
func (e *explorer) dropSettled() {
	var by []int32 // by group: which pattern settles it, plus one
	for _, p := range e.next {
		i := int32(p >> placeBits)
		if !e.settled(p) || e.patterns[i].open {
			continue
		}
		for _, g := range e.member[i] {
			if by == nil {
				by = make([]int32, len(e.groups))
			}
			if by[g] == 0 {
				by[g] = i + 1
			}
		}
	}
	if by == nil {
		return
	}
	e.next = slices.DeleteFunc(e.next, func(p place) bool {
		i := int32(p >> placeBits)
		if int(i) < e.domain {
			return false
		}
		for _, g := range e.member[i] {
			if by[g] == 0 || by[g] == i+1 {
				return false
			}
		}
		return true
	})
}

// alive reports whether texts of the domain go on from the places.
func (e *explorer) alive(places []place) bool {
	want := 0
	for _, p := range places {
		if want < e.domain && int(p>>placeBits) == want {
			want++
		}
	}
	return want == e.domain
}

// branches returns the characters that some pattern tells apart at the places,
// and one for all others.
func (e *explorer) branches(places []place) []rune {
	letters := e.letters[:0]
	add := func(r rune) {
		if !slices.Contains(letters, r) {
			letters = append(letters, r)
		}
	}
	colon := false
	for _, p := range places {
		pat, at := e.position(p)
		if at == len(pat.signs) {
			continue
		}
		switch s := pat.signs[at]; {
		case s == run || s == one:
			colon = true
		case s < 0:
		case pat.fold && 'a' <= s && s <= 'z':
			add(rune(s) - 'a' + 'A')
			fallthrough
		default:
			add(rune(s))
		}
	}
	if colon {
		add(':')
	}
	for _, r := range "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_./" {
		if !slices.Contains(letters, r) {
			e.letters = append(letters, r)
			return e.letters
		}
	}
	other := rune('À')
	for slices.Contains(letters, other) {
		other++
	}
	e.letters = append(letters, other)
	return e.letters
}

// ahead tells what each group does for all texts that go on from the places.
func (e *explorer) ahead(places []place) []value.Answer {
	out := make([]value.Answer, len(e.groups))
	for g := range out {
		out[g] = value.No
	}
	for _, p := range places {
		i := p >> placeBits
		sure := e.settled(p) && !e.patterns[i].open
		for _, g := range e.member[i] {
			if sure {
				out[g] = value.Yes
			} else if out[g] == value.No {
				out[g] = value.CannotTell
			}
		}
	}
	return out
}

// here returns the region of the text that ends at the places; false if it is
// outside the domain.
func (e *explorer) here(places []place) (region, bool) {
	r := region{takes: make([]value.Answer, len(e.groups))}
	for g := range r.takes {
		r.takes[g] = value.No
	}
	inside := 0
	for _, p := range places {
		i := int32(p >> placeBits)
		pat, at := e.position(p)
		if at < len(pat.signs) && !e.settled(p) {
			continue
		}
		if int(i) < e.domain {
			inside++
		}
		for _, g := range e.member[i] {
			switch {
			case !pat.open:
				r.takes[g] = value.Yes
			case r.takes[g] == value.No:
				r.takes[g] = value.CannotTell
			}
		}
		if pat.open {
			r.open = append(r.open, i)
		}
	}
	r.open = slices.DeleteFunc(r.open, func(i int32) bool { // what decides nothing
		return !slices.ContainsFunc(e.member[i], func(g int32) bool { return r.takes[g] == value.CannotTell })
	})
	return r, inside == e.domain
}

func (r *region) key() string {
	b := make([]byte, 0, len(r.takes)+4*len(r.open))
	for _, a := range r.takes {
		b = append(b, byte(a))
	}
	for _, p := range r.open {
		b = append(b, byte(p), byte(p>>8), byte(p>>16), byte(p>>24))
	}
	return string(b)
}

// word returns a text that leads to the node.
func (e *explorer) word(at int) string {
	var letters []rune
	for ; at > 0; at = int(e.nodes[at].from) {
		letters = append(letters, e.nodes[at].letter)
	}
	slices.Reverse(letters)
	return string(letters)
}
