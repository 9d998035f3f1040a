package value

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// fillings are texts that a hole of each class may turn out to hold.
var fillings = [...][]string{
	Free:      {"", "a", "ab", ":", "a:", "*", "?", "é"},
	Opaque:    {"a", "ab", ":", "a:b", "é"},
	Name:      {"a", "b", "ab", "é"},
	Account:   {"123456789012", "000000000000"},
	Region:    {"a", "b", "ab", "a-1"},
	Partition: {"a", "aws"},
	ARN:       {"arn:a:b:a:123456789012:a", "arn:a:b:::a/b"},
}

// parse returns the text that a form stands for, in which ‹c› followed by a
// digit of 0 to 6 is a hole of that class: "a‹1x" has the Opaque hole x.
func parse(form string) Text {
	var out []Text
	for form != "" {
		i := strings.Index(form, "‹")
		if i < 0 || len(form) < i+5 || form[i+3] < '0' || form[i+3] > '6' || form[i+4] >= 0x80 {
			break
		}
		out = append(out, Literal(form[:i]), Hole(NewSymbol(Class(form[i+3]-'0'), "", form[i+4:i+5])))
		form = form[i+5:]
	}
	return Join(append(out, Literal(form))...)
}

// eachFilling calls f with a function that fills in texts, for every way to
// fill the holes of all the texts: the same hole has the same text everywhere.
// It reports false without calling it where the ways are too many.
func eachFilling(f func(fill func(Text) string), texts ...Text) bool {
	var symbols []Symbol
	at := make(map[Symbol]int)
	ways := 1
	for _, t := range texts {
		for _, s := range t.Symbols() {
			if _, ok := at[s]; !ok {
				at[s] = 0
				symbols = append(symbols, s)
				ways *= len(fillings[s.Class()])
			}
		}
		if ways > 1000 {
			return false
		}
	}
	for n := range ways {
		for _, s := range symbols {
			at[s] = n % len(fillings[s.Class()])
			n /= len(fillings[s.Class()])
		}
		f(func(t Text) string {
			var b strings.Builder
			for lit, s := range t.Pieces() {
				if lit == "" {
					lit = fillings[s.Class()][at[s]]
				}
				b.WriteString(lit)
			}
			return b.String()
		})
	}
	return true
}

// glob is what Match does to texts without holes, written so that it can be
// believed.
func glob(pattern, s string) bool {
	if pattern == "" {
		return s == ""
	}
	switch p, n := utf8.DecodeRuneInString(pattern); p {
	case '*':
		return glob(pattern[1:], s) || s != "" && glob(pattern, s[1:])
	case '?':
		_, m := utf8.DecodeRuneInString(s)
		return s != "" && glob(pattern[1:], s[m:])
	default:
		return strings.HasPrefix(s, pattern[:n]) && glob(pattern[n:], s[n:])
	}
}

// checkAnswers compares what is said of texts with holes with what holds for
// every way to fill them: Yes and No must hold for all of them, and without
// holes one of the two must be said.
func checkAnswers(t *testing.T, s, u Text) {
	t.Helper()
	lit, plain := u.Literal()
	asks := []struct {
		name string
		got  Answer
		want func(s, u string) bool
	}{
		{"Match", s.Match(u), func(s, u string) bool { return glob(u, s) }},
		{"Equal", s.Equal(u), func(s, u string) bool { return s == u }},
		{"IsEmpty", s.IsEmpty(), func(s, _ string) bool { return s == "" }},
	}
	if plain {
		asks = append(asks, []struct {
			name string
			got  Answer
			want func(s, u string) bool
		}{
			{"HasPrefix", s.HasPrefix(lit), strings.HasPrefix},
			{"HasSuffix", s.HasSuffix(lit), strings.HasSuffix},
			{"Contains", s.Contains(lit), strings.Contains},
		}...)
	}
	for _, ask := range asks {
		if ask.got == CannotTell && !s.HasHoles() && plain {
			t.Errorf("%q.%s(%q) = %v, although there are no holes", s, ask.name, u, ask.got)
		}
	}
	eachFilling(func(fill func(Text) string) {
		for _, ask := range asks {
			if want := Answered(ask.want(fill(s), fill(u))); ask.got != CannotTell && ask.got != want {
				t.Errorf("%q.%s(%q) = %v; of %q and %q it is %v", s, ask.name, u, ask.got, fill(s), fill(u), want)
			}
		}
		before, after, found := s.Cut(':')
		if b, a, is := strings.Cut(fill(s), ":"); found && (!is || fill(before) != b || fill(after) != a) {
			t.Errorf("%q.Cut(':') = %q, %q; of %q it is %q, %q", s, before, after, fill(s), b, a)
		}
	}, s, u)
}

// TestAnswersHoldForEveryFilling tries all pairs of short texts.
func TestAnswersHoldForEveryFilling(t *testing.T) {
	pieces := []string{"a", "b", ":", "é", "*", "?", "‹0x", "‹1x", "‹2x", "‹3x", "‹6x"}
	forms := []string{""}
	for _, p := range pieces {
		forms = append(forms, p)
		for _, q := range append(pieces, "‹0y", "‹2y") {
			forms = append(forms, p+q)
		}
	}
	forms = append(forms, "*a*", "a*b", "‹0xa‹0x", "a‹2xb", "arn:‹5x:s3:::‹2x", "arn:aws:*:*:*:a", "‹3x:a", "12345678901?")
	for _, s := range forms {
		for _, u := range forms {
			checkAnswers(t, parse(s), parse(u))
		}
	}
}

// TestZones tells zones of one list apart, and no others.
func TestZones(t *testing.T) {
	zone := func(list, name string) Text { return Hole(NewSymbol(Zone, list, name)) }
	for _, test := range []struct {
		a, b Text
		want Answer
	}{
		{zone("here", "0"), zone("here", "0"), Yes},
		{zone("here", "0"), zone("here", "1"), No},
		{zone("here", "0"), zone("there", "1"), CannotTell},
		{zone("here", "0"), Literal("eu-central-1a"), CannotTell},
		{zone("here", "0"), Literal("a b"), No},
		{zone("here", "0"), Hole(NewSymbol(Free, "here", "1")), CannotTell},
	} {
		if got := test.a.Equal(test.b); got != test.want {
			t.Errorf("%s = %s: %v, want %v", test.a, test.b, got, test.want)
		}
	}
}

func FuzzMatch(f *testing.F) {
	for _, seed := range [][2]string{
		{"", ""},
		{"arn:aws:sqs:eu-central-1:123456789012:jobs", "arn:aws:sqs:*:*:job?"},
		{"arn:‹5p:sqs:‹4r:‹3a:jobs", "arn:*:sqs:*:*:jobs"},
		{"arn:‹5p:sqs:‹4r:‹3a:jobs", "arn:‹5p:sqs:‹4r:‹3a:*"},
		{"arn:‹5p:s3:::‹2b/*", "arn:‹5p:s3:::‹2b"},
		{"‹0v", "*"},
		{"‹6t", "arn:*:dynamodb:*:*:table/‹0v"},
		{"lambda:Invoke*", "lambda:‹0v"},
		{"éé", "?é"},
	} {
		f.Add(seed[0], seed[1])
		f.Add(seed[0][:len(seed[0])/2], seed[1])
		f.Add(seed[0], seed[1][:len(seed[1])/2])
	}
	f.Fuzz(func(t *testing.T, s, pattern string) {
		// What is no UTF-8 is replaced where inputs are read.
		if len(s) > 40 || len(pattern) > 40 || strings.Count(pattern, "*") > 4 || !utf8.ValidString(s) || !utf8.ValidString(pattern) {
			return
		}
		checkAnswers(t, parse(s), parse(pattern))
	})
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		text, pattern string
		want          Answer
	}{
		{"arn:‹5p:sqs:‹4r:‹3a:jobs", "arn:*:sqs:*:*:jobs", Yes},
		{"arn:‹5p:sqs:‹4r:‹3a:jobs", "arn:‹5p:sqs:‹4r:‹3a:jobs", Yes},
		{"arn:‹5p:sqs:‹4r:‹3a:jobs", "arn:*:sqs:*:*:mail", No},
		{"arn:‹5p:sqs:‹4r:‹3a:jobs", "arn:aws:sqs:eu-central-1:123456789012:jobs", CannotTell},
		{"arn:‹5p:sqs:‹4r:‹3a:jobs", "arn:aws:sqs:eu-central-1:nobody:jobs", No},
		{"‹2x", "‹2y", CannotTell},
		{"‹2x", "*", Yes},
		{"‹0x", "?*", CannotTell},
		{"a‹2x", "a*b", CannotTell},
		{"a*", "a?", Yes},
	} {
		if got := parse(c.text).Match(parse(c.pattern)); got != c.want {
			t.Errorf("%q.Match(%q) = %v, want %v", c.text, c.pattern, got, c.want)
		}
	}
}
