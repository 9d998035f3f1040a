package value

import (
	"testing"
	"unicode/utf8"
)

func FuzzText(f *testing.F) {
	for _, seed := range []string{"", "jobs", "arn:‹5p:sqs:‹4r:‹3a:jobs", "\U000F0000\U00100000", "\xf3\xb0\x80\x80", "\xf4", "é"} {
		f.Add(seed, "x")
		f.Add(seed[:len(seed)/2], seed[len(seed)/2:])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if got, ok := Literal(a).Literal(); !ok || utf8.ValidString(a) && utf8.RuneCountInString(got) != utf8.RuneCountInString(a) {
			t.Errorf("Literal(%q) = %q, %v: it has holes, or another length", a, got, ok)
		}
		if got, ok := Join(Literal(a), Literal(b)).Literal(); !ok {
			t.Errorf("Join(Literal(%q), Literal(%q)) = %q has holes", a, b, got)
		}
		s := parse(a)
		var pieces []Text
		for lit, hole := range s.Pieces() {
			if lit != "" {
				pieces = append(pieces, Literal(lit))
			} else {
				pieces = append(pieces, Hole(hole))
			}
		}
		if again := Join(pieces...); again.Inline() != s.Inline() {
			t.Errorf("the pieces of %q are those of %q", s, again)
		}
		if again := Inline(s.Inline()); again.Equal(s) != Yes || s.Equal(again) != Yes {
			t.Errorf("%q does not equal itself", s)
		}
	})
}

func TestSymbols(t *testing.T) {
	a, b := NewSymbol(Name, "prod", "aws_sqs_queue.a.id"), NewSymbol(Name, "test", "aws_sqs_queue.a.id")
	if a == b {
		t.Error("two scopes share a symbol")
	}
	if again := NewSymbol(Name, "prod", "aws_sqs_queue.a.id"); again != a {
		t.Error("the same scope and name give another symbol")
	}
	if a.Class() != Name || a.Name() != "aws_sqs_queue.a.id" || a.Scope() != "prod" {
		t.Errorf("symbol = %v, %q, %q", a.Class(), a.Name(), a.Scope())
	}
	if got, ok := Hole(a).Symbol(); !ok || got != a {
		t.Errorf("Hole(a).Symbol() = %v, %v", got, ok)
	}
	if got := Join(Literal("q-"), Hole(a)).String(); got != "q-${aws_sqs_queue.a.id}" {
		t.Errorf("String() = %q", got)
	}
}
