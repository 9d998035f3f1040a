package rule

import "fmt"

// Secret returns a fact whose value is never shown: its class ("provider
// token") and its number of characters stand for it, in every format and in
// the lines of code that are quoted.
func Secret(f Fact, class string, characters int) Fact {
	return secret{f, Hidden{class, characters}}
}

// Hidden is what is told of a secret.
type Hidden struct {
	Class      string
	Characters int
}

// String returns what stands in the secret's place.
func (h Hidden) String() string {
	if h.Characters == 1 {
		return "[hidden: " + h.Class + ", 1 character]"
	}
	return fmt.Sprintf("[hidden: %s, %d characters]", h.Class, h.Characters)
}

// HiddenIn returns what may be told of the fact, and whether it is a secret.
func HiddenIn(f Fact) (Hidden, bool) {
	s, ok := f.(secret)
	return s.hidden, ok
}

type secret struct {
	Fact
	hidden Hidden
}

func (s secret) String() string { return s.hidden.String() }
