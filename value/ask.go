package value

// Present tells whether a text is set and not "". A variable that may be ""
// cannot be told.
func Present(v Value[Text]) Answer {
	if v.IsAbsent() {
		return No
	}
	t, ok := v.Get()
	if !ok {
		return CannotTell
	}
	return t.IsEmpty().Not()
}

// Is tells whether a text is set to the literal s.
func Is(v Value[Text], s string) Answer {
	if v.IsAbsent() {
		return No
	}
	t, ok := v.Get()
	if !ok {
		return CannotTell
	}
	return t.Is(s)
}

// IsTrue tells whether a truth is true; what is not set is what AWS takes it
// for.
func IsTrue(v Value[bool], unset bool) Answer {
	if v.IsAbsent() {
		return Answered(unset)
	}
	is, ok := v.Get()
	if !ok {
		return CannotTell
	}
	return Answered(is)
}

// Both tells whether all answers are yes: no if one is no.
func Both(answers ...Answer) Answer {
	all := Yes
	for _, a := range answers {
		switch a {
		case No:
			return No
		case CannotTell:
			all = CannotTell
		}
	}
	return all
}

// Either tells whether one of the answers is yes: no if all are no.
func Either(answers ...Answer) Answer {
	either := No
	for _, a := range answers {
		switch a {
		case Yes:
			return Yes
		case CannotTell:
			either = CannotTell
		}
	}
	return either
}

// Lists tells whether the list holds the literal s.
func Lists(list Texts, s string) Answer {
	if list.IsAbsent() {
		return No
	}
	elements, known := list.Get()
	answer := No
	if !known || list.Partial() {
		answer = CannotTell
	}
	for _, e := range elements {
		answer = Either(answer, Is(e, s))
	}
	return answer
}
