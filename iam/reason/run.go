package reason

import (
	"maps"
	"slices"

	"bailiwick/iam/authz"
)

// A confirmer decides a request as it is asked: whether it is one that the
// question is about.
type confirmer func(*authz.Request) (*Witness, bool)

// run looks for a request on any of the paths, of any of the kinds of callers.
func (p *problem) run(kinds []caller, paths []path, confirm confirmer) Answer {
	return p.runEach(kinds, func(caller) []path { return paths }, confirm)
}

// runEach is run where each kind of caller has its own paths.
func (p *problem) runEach(kinds []caller, paths func(caller) []path, confirm confirmer) Answer {
	var searches []*search
	p.hopeless = true
	for _, kind := range kinds {
		s := p.newSearch(kind, paths(kind))
		p.hopeless = p.hopeless && !s.hopeful()
		if !s.nameable() {
			continue
		}
		if err := s.ask(); err != nil {
			return p.outside(err)
		}
		if s.viable() {
			searches = append(searches, s)
		}
	}
	if len(searches) == 0 { // nobody of whom it is asked is named
		return Answer{Verdict: No}
	}
	spaces, err := p.prepare()
	if err != nil {
		return p.outside(err)
	}
	open := ""
	blocks := make(map[int32]bool)
	for _, s := range searches {
		s.mask()
		w, why, err := s.witness(spaces, confirm)
		switch {
		case err != nil:
			return p.outside(err)
		case w != nil:
			return Answer{Verdict: Yes, Witness: w}
		case why != "":
			open = why
		default:
			maps.Copy(blocks, s.blocks)
		}
	}
	if open != "" {
		return Answer{Why: open}
	}
	return Answer{Verdict: No, Because: p.because(blocks)}
}

// hopeful reports whether some path has in each gate a statement that was read:
// without one no request is certain, whatever holes are filled with.
func (s *search) hopeful() bool {
	return s.passable(func(st *statement) bool {
		return !slices.ContainsFunc(st.rest, func(l literal) bool { return s.dims[l.dim].isSymbol() })
	})
}

// maxRefuted bounds how many requests may fail before the evaluator: those on
// what AWS lets nobody change, such as service-linked roles, do.
const maxRefuted = 8

// witness looks for a request that the evaluator confirms, or else says why
// there may be one; "" for neither.
func (s *search) witness(spaces [][]region, confirm confirmer) (*Witness, string, error) {
	open := ""
	for range maxRefuted {
		found, err := s.first(spaces)
		if err != nil || found == nil {
			return nil, open, err
		}
		if w := s.confirmed(found, confirm); w != nil {
			return w, "", nil
		}
		if found.uncertain != "" {
			return nil, found.uncertain, nil
		}
		open = "the request " + found.action + " on " + found.resource + " is not confirmed by the evaluator"
		s.refuted[found.about] = true
	}
	return nil, open, nil
}

// first looks for a request in every reading of the resources: the first that
// is certain, else one that may be, else nil.
func (s *search) first(spaces [][]region) (*finding, error) {
	var maybe *finding
	for r, regions := range spaces {
		clear(s.seen)
		found, err := s.all(s.spaces[r], regions)
		if err != nil || found != nil && found.uncertain == "" {
			return found, err
		}
		if maybe == nil {
			maybe = found
		}
	}
	if maybe != nil || !s.differ(asWhole) {
		return maybe, nil
	}
	return s.wide()
}

func (p *problem) outside(err error) Answer { return Answer{Why: err.Error()} }

// confirmed returns the witness that a finding is, a nicer one if there is.
func (s *search) confirmed(f *finding, confirm confirmer) *Witness {
	nice, err := s.nicer()
	if err != nil {
		nice = nil // the budget is spent: f will do
	}
	for _, f := range []*finding{nice, f} {
		if f == nil || f.uncertain != "" {
			continue
		}
		if f != nice {
			s.polish(f)
		}
		r, keys := s.request(f)
		s.guess.lift(r, keys)
		if w, ok := confirm(r); ok {
			w.Keys, w.Unlisted = keys, s.unlisted(f, keys)
			return w
		}
	}
	return nil
}

// because returns statements in the order of the problem.
func (p *problem) because(blocks map[int32]bool) []authz.Reference {
	var out []authz.Reference
	for i := range p.statements {
		if ref := p.statements[i].from; blocks[int32(i)] && ref.Statement != nil && !slices.Contains(out, ref) {
			out = append(out, ref)
		}
	}
	return out
}
