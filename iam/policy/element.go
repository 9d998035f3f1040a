package policy

import "bailiwick/value"

// A Place is where a part of a policy was written. Where the policy was
// written as one JSON text, the origin is that of the text and Start and End
// are the part's bytes in the text's in-line form; otherwise both are 0.
type Place struct {
	Origin     value.Origin
	Start, End uint32
}

// An Element is one string of a policy: an action, a resource, the value of a
// condition.
type Element struct {
	// Text is what is written. In an unknown element it is a hole of the class
	// Free, so that matching it cannot be told.
	Text value.Text
	Place
	meta uint32 // flags and note
}

const (
	elementUnknown = 1 << 24
	elementHidden  = 1 << 25
	noteMask       = 1<<24 - 1
)

// IsUnknown reports whether the element was not read: Reason says why.
func (e Element) IsUnknown() bool { return e.meta&elementUnknown != 0 }

// Reason returns why the element is unknown.
func (e Element) Reason() string { return value.Note(e.meta & noteMask).Reason() }

// Sensitive reports whether the element must not be shown.
func (e Element) Sensitive() bool { return e.meta&elementHidden != 0 }

// IsAbsent reports whether nothing was written, or the empty text.
func (e Element) IsAbsent() bool { return e.Text.Inline() == "" }

// String returns the element for people. What is sensitive is not shown.
func (e Element) String() string {
	switch {
	case e.Sensitive():
		return "[hidden: sensitive]"
	case e.IsUnknown():
		return "(not read: " + e.Reason() + ")"
	}
	return e.Text.String()
}

// Elements is a string or list of strings: the actions or resources of a
// statement, or the values of a condition.
type Elements struct {
	Place
	List    []Element
	Not     bool // NotAction, NotResource
	present bool
	partial bool
	more    value.Note
}

// ListOf returns elements that are written out and whole.
func ListOf(elements ...Element) Elements { return Elements{List: elements, present: true} }

// IsAbsent reports whether the statement has no such element at all.
func (e *Elements) IsAbsent() bool { return !e.present }

// Partial reports whether there may be more than what is listed; of an element
// that was not read nothing is. Reason says why.
func (e *Elements) Partial() bool { return e.partial }

// Reason returns why there may be more, or why the first unknown of the list
// is unknown, else "".
func (e *Elements) Reason() string {
	if e.partial {
		return e.more.Reason()
	}
	for _, el := range e.List {
		if el.IsUnknown() {
			return el.Reason()
		}
	}
	return ""
}

// any tells whether the predicate holds for any element of the list, not
// regarding Not.
func (e *Elements) any(holds func(Element) value.Answer) value.Answer {
	answer := value.No
	if e.partial {
		answer = value.CannotTell
	}
	for _, el := range e.List {
		switch holds(el) {
		case value.Yes:
			return value.Yes
		case value.CannotTell:
			answer = value.CannotTell
		}
	}
	return answer
}
