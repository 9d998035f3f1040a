package value_test

import (
	"testing"

	"bailiwick/value"
)

// What is concealed is like any text that is not known, until it is revealed.
func TestConceal(t *testing.T) {
	hidden := value.Join(value.Literal("a-"), value.Hole(value.Conceal("conceal", "Parameters.P", "hunter2")))
	if s := hidden.String(); s != "a-${Parameters.P}" {
		t.Errorf("it is shown as %s", s)
	}
	if _, ok := hidden.Literal(); ok {
		t.Error("it is a literal")
	}
	if got := hidden.Is("a-hunter2"); got != value.CannotTell {
		t.Errorf("it is a-hunter2: %v", got)
	}
	if got := hidden.Revealed().Is("a-hunter2"); got != value.Yes {
		t.Errorf("revealed, it is a-hunter2: %v", got)
	}
	open := value.Hole(value.NewSymbol(value.Free, "conceal", "Parameters.P"))
	if got := value.Join(hidden, open).Revealed().String(); got != "a-hunter2${Parameters.P}" {
		t.Errorf("revealed, with a hole behind, it is %s", got)
	}
	if again := value.Hole(value.Conceal("conceal", "Parameters.P", "hunter3")); again.Inline() == hidden.Inline()[2:] {
		t.Error("two texts are concealed by one symbol")
	}
}
