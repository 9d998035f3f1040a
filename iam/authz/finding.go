package authz

import "bailiwick/value"

// A finding is the answer to one question of the flow chart, and what it rests
// on.
type finding struct {
	answer    value.Answer
	layer     LayerKind
	policy    *Policy
	statement *statement
	cause     Cause // of an open answer that rests on no statement
}

// raise takes a better answer than the finding has: yes before open before no.
func (f *finding) raise(answer value.Answer, p *Policy, s *statement) {
	if answer == value.Yes && f.answer != value.Yes || answer == value.CannotTell && f.answer == value.No {
		f.answer, f.policy, f.statement = answer, p, s
	}
}

// allOf returns the first finding that is no, else the first that is open,
// else the first.
func allOf(findings ...finding) finding {
	out := findings[0]
	for _, f := range findings {
		switch {
		case f.answer == value.No:
			return f
		case f.answer == value.CannotTell && out.answer == value.Yes:
			out = f
		}
	}
	return out
}

// anyOf returns the first finding that is yes, else the first that is open,
// else the last.
func anyOf(findings ...finding) finding {
	out := findings[len(findings)-1]
	for _, f := range findings {
		switch {
		case f.answer == value.Yes:
			return f
		case f.answer == value.CannotTell && out.answer == value.No:
			out = f
		}
	}
	return out
}

// whichever returns the finding that holds whichever of the two it is: if they
// differ it is open, for the cause.
func whichever(a, b finding, cause Cause) finding {
	switch {
	case a.answer == b.answer:
		return a
	case a.answer == value.CannotTell:
		return a
	case b.answer == value.CannotTell:
		return b
	}
	return finding{layer: b.layer, cause: cause}
}

// given is whichever of the two the answer chooses.
func given(answer value.Answer, yes, no finding, cause Cause) finding {
	switch answer {
	case value.Yes:
		return yes
	case value.No:
		return no
	}
	return whichever(yes, no, cause)
}
