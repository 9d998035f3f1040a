package value

import (
	"slices"
	"strconv"
	"testing"
)

// conditions returns every conjunction over n truths.
func conditions(n int) []Condition {
	out := []Condition{nil}
	for i := range n {
		for _, c := range slices.Clone(out) {
			for _, is := range []bool{false, true} {
				both, _ := c.And(When("", "truth "+strconv.Itoa(i), is))
				out = append(out, both)
			}
		}
	}
	return out
}

// TestConditionsAgreeWithTheirWorlds compares And and In with what holds in
// every world over three truths.
func TestConditionsAgreeWithTheirWorlds(t *testing.T) {
	all := conditions(3)
	var worlds []Condition
	for _, c := range all {
		if len(c) == 3 {
			worlds = append(worlds, c)
		}
	}
	if len(all) != 27 || len(worlds) != 8 {
		t.Fatalf("%d conditions and %d worlds, want 27 and 8", len(all), len(worlds))
	}
	holds := func(c, world Condition) bool {
		return !slices.ContainsFunc(c, func(t Term) bool { return !slices.Contains(world, t) })
	}
	for _, c := range all {
		for _, d := range all {
			both, possible := c.And(d)
			other, also := d.And(c)
			if possible != also || !slices.Equal(both, other) {
				t.Errorf("(%v).And(%v) = %v, %v; the other way round %v, %v", c, d, both, possible, other, also)
			}
			somewhere, within, without := false, false, false
			for _, w := range worlds {
				is := holds(c, w) && holds(d, w)
				somewhere = somewhere || is
				if possible && holds(both, w) != is {
					t.Errorf("(%v).And(%v) = %v, which is wrong in %v", c, d, both, w)
				}
				if holds(d, w) {
					within, without = within || is, without || !is
				}
			}
			if possible != somewhere {
				t.Errorf("(%v).And(%v) is possible: %v, want %v", c, d, possible, somewhere)
			}
			want := CannotTell
			switch {
			case !without:
				want = Yes
			case !within:
				want = No
			}
			if got := c.In(d); got != want {
				t.Errorf("(%v).In(%v) = %v, want %v", c, d, got, want)
			}
		}
	}
}

func TestConditionString(t *testing.T) {
	c, _ := When("s", "var.b", true).And(When("s", "var.a", false))
	if got, want := c.String(), "var.a is false and var.b is true"; got != want {
		t.Errorf("String() = %q, want %q", got, want)
	}
}
