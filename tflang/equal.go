package tflang

import "bailiwick/value"

// equal tells whether a == b, as Terraform has it: values of different types
// are different, null is equal to null alone.
func (e *Env) equal(a, b value.Any, at value.Origin) (value.Answer, *Failure) {
	if f := e.spend(1, at); f != nil {
		return value.CannotTell, f
	}
	x, y := a.Kind(), b.Kind()
	switch {
	case x == value.KindUnknown || y == value.KindUnknown || x == value.KindSeveral || y == value.KindSeveral:
		return value.CannotTell, nil
	case x == value.KindNull || y == value.KindNull:
		if x == y {
			return value.Yes, nil
		}
		if x == value.KindNull {
			a = b
		}
		// A variable without a value may be null; what AWS makes is not.
		t, _ := a.Text()
		if s, ok := t.Symbol(); ok && s.Class() == value.Free {
			return value.CannotTell, nil
		}
		return value.No, nil
	case x == value.KindText && y == value.KindText:
		if s, ok := a.Tree(); ok {
			if t, ok := b.Tree(); ok && e.same(s, t, 0) {
				return value.Yes, nil
			}
		}
		t, _ := a.Text()
		u, _ := b.Text()
		if f := e.spend(1+len(t.Inline())*len(u.Inline())/64, at); f != nil && (t.HasHoles() || u.HasHoles()) {
			return value.CannotTell, f
		}
		return t.Equal(u), nil
	case x == value.KindText || y == value.KindText:
		if y == value.KindText {
			a = b
		}
		if t, _ := a.Text(); isWholeHole(t) { // it may be a number, or anything
			return value.CannotTell, nil
		}
		return value.No, nil
	case x != y:
		return value.No, nil
	case x == value.KindNumber:
		d, _ := a.Number()
		e, _ := b.Number()
		return value.Answered(d == e), nil
	case x == value.KindBool:
		p, _ := a.Bool()
		q, _ := b.Bool()
		return value.Answered(p == q), nil
	case x == value.KindMap:
		return e.equalMaps(a, b, at)
	}
	return e.equalLists(a, b, at)
}

func (e *Env) equalLists(a, b value.Any, at value.Origin) (value.Answer, *Failure) {
	partial := a.Partial() || b.Partial()
	if a.Len() != b.Len() {
		if partial || a.Kind() == value.KindSet {
			return value.CannotTell, nil
		}
		return value.No, nil
	}
	if partial {
		return value.CannotTell, nil
	}
	answer := value.Yes
	for i, x := range a.Elements() {
		one, f := e.equal(x, b.Elements()[i], at)
		if f != nil {
			return one, f
		}
		switch one {
		case value.No:
			if a.Kind() == value.KindSet && !(e.plain(a) && e.plain(b)) {
				return value.CannotTell, nil // their order has no meaning
			}
			return value.No, nil
		case value.CannotTell:
			answer = value.CannotTell
		}
	}
	return answer, nil
}

// plain reports whether all elements are scalars without holes.
func (e *Env) plain(v value.Any) bool {
	for _, x := range v.Elements() {
		if t, ok := x.Scalar(); !ok || t.HasHoles() {
			return false
		}
	}
	return true
}

func (e *Env) equalMaps(a, b value.Any, at value.Origin) (value.Answer, *Failure) {
	answer := value.Yes
	for _, k := range [2]value.Any{a, b} {
		for _, key := range k.Keys() {
			if value.Inline(key).HasHoles() {
				answer = value.CannotTell
			}
		}
		if k.Partial() {
			answer = value.CannotTell
		}
	}
	if answer == value.Yes && a.Len() != b.Len() {
		return value.No, nil
	}
	for i, key := range a.Keys() {
		other, ok := b.Get(key)
		if !ok {
			if answer == value.Yes {
				return value.No, nil
			}
			continue
		}
		one, f := e.equal(a.Elements()[i], other, at)
		if f != nil {
			return one, f
		}
		switch one {
		case value.No:
			return value.No, nil
		case value.CannotTell:
			answer = value.CannotTell
		}
	}
	return answer, nil
}
