package all_test

import (
	"hash/fnv"
	"math/rand/v2"
	"reflect"
	"strconv"
	"testing"

	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/value"
)

// A fork is a field of a resource that depends on an undecided truth: it is
// what it was where the truth is as told, else something else.
type fork struct {
	resource, field int // the field of the struct; -1 for whether it exists
	truth           int
	is              bool
	other           int // the resource of the same kind whose field is the other value; -1 for not set
}

// TestWorldsAgreeWithEnumeration makes fields and resources of the fixtures
// depend on up to three undecided truths, and compares what the engine says
// with what the rules say of each world, written out as an estate of its own:
// the same in all worlds is the verdict, a pass where it applies and nothing
// else is a pass, and everything else is unknown.
func TestWorldsAgreeWithEnumeration(t *testing.T) {
	const rounds = 4
	forked := 0
	for _, f := range fixtures(t) {
		name := fnv.New64()
		name.Write([]byte(f.name))
		random := rand.New(rand.NewPCG(1, name.Sum64())) // of its own, so that a new fixture changes no other
		for range rounds {
			truths := 1 + random.IntN(3)
			forks := forksOf(f.estate, random, truths)
			if len(forks) == 0 {
				continue
			}
			forked++
			got := verdicts(t, f.decide(t, rebuilt(f.estate, nil, func(i int, r estate.Resource) bool {
				for _, k := range forks {
					if k.resource == i {
						k.divide(f.estate, r)
					}
				}
				return true
			})))
			want := make(map[[2]string][]rule.Verdict)
			for world := range 1 << truths {
				for k, v := range verdicts(t, f.decide(t, rebuilt(f.estate, nil, func(i int, r estate.Resource) bool {
					exists := true
					for _, k := range forks {
						if k.resource == i {
							exists = exists && k.choose(f.estate, r, world>>k.truth&1 == 1)
						}
					}
					return exists
				}))) {
					want[k] = append(want[k], v)
				}
			}
			for k, v := range got {
				if w := joint(want[k]); v != w {
					t.Errorf("%s: %s of %s is %s; in its worlds it is %v, which is %s\n%+v", f.name, k[0], k[1], v, want[k], w, forks)
				}
			}
		}
	}
	t.Logf("%d estates with undecided truths", forked)
}

// joint is what the verdicts of all worlds in which a resource exists say
// together.
func joint(all []rule.Verdict) rule.Verdict {
	if len(all) == 0 {
		return rule.NotApplicableVerdict
	}
	out := all[0]
	for _, v := range all {
		switch {
		case v == out:
		case v == rule.PassVerdict && out == rule.NotApplicableVerdict, v == rule.NotApplicableVerdict && out == rule.PassVerdict:
			out = rule.PassVerdict
		default:
			return rule.UnknownVerdict
		}
	}
	return out
}

// forksOf picks fields, no field of a resource twice.
func forksOf(e *estate.Estate, random *rand.Rand, truths int) []fork {
	all := e.Resources()
	if len(all) == 0 {
		return nil
	}
	var out []fork
	for range 2 * truths {
		i := random.IntN(len(all))
		if all[i].Head().Type.Implied {
			continue
		}
		k := fork{resource: i, field: -1, truth: random.IntN(truths), is: random.IntN(2) == 0, other: -1}
		if s := reflect.ValueOf(all[i]).Elem(); random.IntN(4) > 0 {
			k.field = 1 + random.IntN(s.NumField()-1)
			same := e.OfKind(all[i].Head().Kind())
			if n := random.IntN(len(same) + 1); n < len(same) {
				k.other = n
			}
		} else if len(e.In(nil).Incoming(all[i])) > 0 {
			continue // what refers to it would refer to nothing, which no declaration does
		}
		if !taken(out, k) {
			out = append(out, k)
		}
	}
	return out
}

func taken(forks []fork, k fork) bool {
	for _, o := range forks {
		if o.resource == k.resource && o.field == k.field {
			return true
		}
	}
	return false
}

// choose gives the resource the field that it has in a world in which the
// truth is so. It reports whether the resource exists there.
func (k fork) choose(e *estate.Estate, r estate.Resource, is bool) bool {
	if is == k.is {
		return true
	}
	if k.field < 0 {
		return false
	}
	k.eachField(e, r, chooser{})
	return true
}

// divide makes the field of the resource, or its existence, depend on the truth.
func (k fork) divide(e *estate.Estate, r estate.Resource) {
	when := func(is bool) value.Condition { return value.When("worlds", "truth "+strconv.Itoa(k.truth), is) }
	if k.field < 0 {
		r.Head().When = when(k.is)
		return
	}
	k.eachField(e, r, divider{when(k.is), when(!k.is)})
}

// eachField calls what is to be done with the field and its other value.
func (k fork) eachField(e *estate.Estate, r estate.Resource, do any) {
	field := reflect.ValueOf(r).Elem().Field(k.field)
	var other reflect.Value
	if k.other >= 0 {
		other = reflect.ValueOf(e.OfKind(r.Head().Kind())[k.other]).Elem().Field(k.field)
	}
	if list := untyped(field); list != nil {
		if other.IsValid() {
			replace(list, untyped(other), do)
		} else {
			replace(list, nil, do)
		}
		return
	}
	switch v := field.Addr().Interface().(type) {
	case *value.Value[value.Text]:
		replace(v, behind(v, other), do)
	case *value.Texts:
		replace(v, behind(v, other), do)
	case *value.Entries:
		replace(v, behind(v, other), do)
	case *estate.Policy:
		replace(v, behind(v, other), do)
	case *value.Value[bool]:
		replace(v, behind(v, other), do)
	case *value.Value[int64]:
		replace(v, behind(v, other), do)
	case *value.Value[float64]:
		replace(v, behind(v, other), do)
	case *value.Value[value.Any]:
		replace(v, behind(v, other), do)
	}
}

// behind returns a pointer to the other value, nil if there is none.
func behind[T any](_ *value.Value[T], other reflect.Value) *value.Value[T] {
	if !other.IsValid() {
		return nil
	}
	return other.Addr().Interface().(*value.Value[T])
}

type (
	chooser struct{}
	divider struct{ stays, changes value.Condition }
)

// replace puts the other value, or none, in the place of v, or beside it.
func replace[T any](v, other *value.Value[T], do any) {
	o := value.Absent[T](v.Origin()).Named(v.Attribute())
	if other != nil {
		o = other.Named(v.Attribute())
	}
	switch do := do.(type) {
	case chooser:
		*v = o
	case divider:
		if v.Alternatives() != nil || o.Alternatives() != nil {
			return
		}
		*v = value.Several([]value.Alternative[T]{{When: do.stays, Value: *v}, {When: do.changes, Value: o}}, v.Origin()).Named(v.Attribute())
	}
}
