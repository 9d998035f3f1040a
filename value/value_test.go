package value

import (
	"testing"
	"unsafe"
)

// TestSizes keeps the estate small: at 60,000 resources the facts must weigh
// more than where they came from.
func TestSizes(t *testing.T) {
	if n := unsafe.Sizeof(Value[Text]{}); n > 32 {
		t.Errorf("a Value[Text] takes %d bytes, want at most 32", n)
	}
	if n := unsafe.Sizeof(Any{}); n > 32 {
		t.Errorf("an Any takes %d bytes, want at most 32", n)
	}
}

func TestZeroValueIsNotRead(t *testing.T) {
	var v Value[Text]
	if !v.IsUnknown() || v.IsKnown() || v.IsAbsent() || v.Reason() != "not read" {
		t.Errorf("the zero Value is known %v, absent %v, because %q", v.IsKnown(), v.IsAbsent(), v.Reason())
	}
	if a := (Any{}); a.Kind() != KindUnknown || a.Reason() != "not read" {
		t.Errorf("the zero Any is %v, because %q", a.Kind(), a.Reason())
	}
}

// states are a value in each of its states, by two conditions in all.
func states() map[string]Value[Text] {
	yes, no := When("", "a", true), When("", "a", false)
	return map[string]Value[Text]{
		"known":   Known(Literal("x"), 3),
		"absent":  Absent[Text](3),
		"unknown": Unknown[Text](Because("known only after apply"), 3),
		"several": Several([]Alternative[Text]{{yes, Known(Literal("x"), 4)}, {no, Absent[Text](5)}}, 3),
	}
}

func TestValueIsInOneState(t *testing.T) {
	for name, v := range states() {
		n := 0
		for _, is := range []bool{v.IsKnown(), v.IsAbsent(), v.IsUnknown()} {
			if is {
				n++
			}
		}
		if n != 1 {
			t.Errorf("a value that is %s is %d of known, absent and unknown", name, n)
		}
		if _, ok := v.Get(); ok != v.IsKnown() {
			t.Errorf("Get of a value that is %s = _, %v", name, ok)
		}
		if v.IsUnknown() && v.Reason() == "" {
			t.Errorf("a value that is %s gives no reason", name)
		}
		marked := v.Named("kms_key_arn").At(9).Hidden()
		if marked.IsKnown() != v.IsKnown() || marked.IsAbsent() != v.IsAbsent() {
			t.Errorf("marks change the state of a value that is %s", name)
		}
		if marked.Attribute() != "kms_key_arn" || marked.Origin() != 9 || !marked.Sensitive() || marked.Reason() != v.Reason() {
			t.Errorf("a value that is %s lost a mark or its reason: %q, %d, %v, %q", name, marked.Attribute(), marked.Origin(), marked.Sensitive(), marked.Reason())
		}
	}
}

func TestIn(t *testing.T) {
	v := states()["several"].Named("kms_key_arn").Hidden()
	for _, c := range []struct {
		world Condition
		known bool
		none  bool
	}{
		{nil, false, false},
		{When("", "b", true), false, false},
		{When("", "a", true), true, false},
		{When("", "a", false), false, true},
	} {
		got := v.In(c.world)
		if got.IsKnown() != c.known || got.IsAbsent() != c.none {
			t.Errorf("In(%v) is known %v, absent %v; want %v, %v", c.world, got.IsKnown(), got.IsAbsent(), c.known, c.none)
		}
		if !got.Sensitive() || got.Attribute() != "kms_key_arn" {
			t.Errorf("In(%v) is sensitive %v, called %q", c.world, got.Sensitive(), got.Attribute())
		}
	}
	if got, want := v.Reason(), "it depends on a, which is not decided"; got != want {
		t.Errorf("Reason() = %q, want %q", got, want)
	}
}

func TestTooManyAlternativesAreUnknown(t *testing.T) {
	alts := make([]Alternative[Text], MaxAlternatives+1)
	if v := Several(alts, 0); v.Alternatives() != nil || !v.IsUnknown() {
		t.Errorf("Several of %d alternatives has %d of them", len(alts), len(v.Alternatives()))
	}
}

func TestMapKeepsTheState(t *testing.T) {
	for name, v := range states() {
		got := Map(v, func(t Text) bool { return t.Is("x") == Yes })
		if got.IsKnown() != v.IsKnown() || got.IsAbsent() != v.IsAbsent() || got.Reason() != v.Reason() || got.Origin() != v.Origin() {
			t.Errorf("Map changes a value that is %s", name)
		}
		if is, ok := got.Get(); ok && !is {
			t.Errorf("Map of a value that is %s does not apply the function", name)
		}
		if len(got.Alternatives()) != len(v.Alternatives()) {
			t.Errorf("Map of a value that is %s has %d alternatives", name, len(got.Alternatives()))
		}
	}
}

func TestAnswers(t *testing.T) {
	all := []Answer{CannotTell, No, Yes}
	for _, a := range all {
		for _, b := range all {
			if Both(a, b) != Both(b, a) || Either(a, b) != Either(b, a) || Both(a, b).Not() != Either(a.Not(), b.Not()) {
				t.Errorf("Both(%v, %v) = %v, Either = %v", a, b, Both(a, b), Either(a, b))
			}
		}
		if Both(a, No) != No || Both(a, Yes) != a || Either(a, Yes) != Yes || Either(a, No) != a {
			t.Errorf("%v with yes and no: %v, %v, %v, %v", a, Both(a, No), Both(a, Yes), Either(a, Yes), Either(a, No))
		}
	}
	if Both() != Yes || Either() != No {
		t.Errorf("of nothing: Both() = %v, Either() = %v", Both(), Either())
	}
}

func TestFrom(t *testing.T) {
	for _, c := range []struct {
		name string
		in   Any
		want string // of the value as a whole number
	}{
		{"a number", AnyNumber("30", 1), "30"},
		{"a text that is a number", AnyText(Literal("30"), 1), "30"},
		{"null", AnyNull(1), "not set"},
		{"another text", AnyText(Literal("x"), 1), "unknown"},
		{"a hole", AnyText(Hole(NewSymbol(Free, "", "var.days")), 1), "unknown"},
		{"a fraction", AnyNumber("1.5", 1), "unknown"},
		{"a list", AnyList([]Any{AnyNumber("1", 1)}, 1), "unknown"},
		{"unknown", AnyUnknown(Because("later"), 1), "unknown"},
		{"the zero Any", Any{}, "unknown"},
	} {
		got := From[int64](c.in, "retention_in_days")
		is := "unknown"
		switch {
		case got.IsAbsent():
			is = "not set"
		case got.IsKnown():
			is = got.String()
		}
		if is != c.want || got.Attribute() != "retention_in_days" || got.Origin() != c.in.Origin() {
			t.Errorf("From of %s = %s, called %q at %d; want %s", c.name, is, got.Attribute(), got.Origin(), c.want)
		}
		if got.IsUnknown() && got.Reason() == "" {
			t.Errorf("From of %s gives no reason", c.name)
		}
	}
}

func TestLookupAnswersAbsenceHonestly(t *testing.T) {
	whole := AnyMap([]string{"a"}, []Any{AnyBool(true, 2)}, 1)
	for _, c := range []struct {
		name string
		in   Any
		key  string
		want Kind
	}{
		{"a key that is there", whole, "a", KindBool},
		{"a key that is missing", whole, "b", KindNull},
		{"a key that may be missing", whole.AndMore(Because("merged")), "b", KindUnknown},
		{"null", AnyNull(1), "a", KindNull},
		{"unknown", AnyUnknown(0, 1), "a", KindUnknown},
		{"a text", AnyText(Literal("a"), 1), "a", KindUnknown},
		{"alternatives", AnySeveral([]AnyAlternative{{When("", "a", true), whole}, {When("", "a", false), AnyNull(1)}}, 1), "a", KindSeveral},
	} {
		if got := c.in.Lookup(c.key).Kind(); got != c.want {
			t.Errorf("Lookup in %s is %v, want %v", c.name, got, c.want)
		}
	}
}
