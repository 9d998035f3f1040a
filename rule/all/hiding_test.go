package all_test

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"bailiwick/assess"
	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/value"
)

// A hide is one way to know less of a resource.
type hide struct {
	what string
	do   func(estate.Resource)
}

// TestHidingAFactNeverFlipsAnOutcome hides one fact at a time: seeing less
// must never decide more. An outcome stays what it is or becomes unknown. A
// fact is hidden when it is not read, when a variable that may hold anything
// stands in its place, when a list may hold more, when it is not certain that
// the resource exists, and when the resource lies behind a module that is not
// on disk. A sample is looked at; BAILIWICK_HIDE_ALL=1 looks at all.
func TestHidingAFactNeverFlipsAnOutcome(t *testing.T) {
	every := 8
	if os.Getenv("BAILIWICK_HIDE_ALL") != "" {
		every = 1
	}
	tried, flips := 0, make(map[string][]string)
	for _, f := range fixtures(t) {
		a := f.decide(t, f.estate)
		seen, elsewhere := verdicts(t, a), judgedElsewhere(a)
		compare := func(what string, less *estate.Estate) {
			now := verdicts(t, f.decide(t, less))
			for _, k := range slices.SortedFunc(maps.Keys(now), func(a, b [2]string) int {
				return cmp.Or(strings.Compare(a[0], b[0]), strings.Compare(a[1], b[1]))
			}) {
				if flipped(seen[k], now[k]) && !elsewhere[k] && !byDesign(k[0], what) {
					about := fmt.Sprintf("%s: %s becomes %s", k[0], seen[k], now[k])
					flips[about] = append(flips[about], fmt.Sprintf("%s in %s without %s", k[1], f.name, what))
				}
			}
		}
		for i, r := range f.estate.Resources() {
			if r.Head().Type.Implied {
				continue
			}
			for _, h := range hides(r) {
				if tried++; tried%every == 0 {
					compare(r.Head().Address+" "+h.what, rebuilt(f.estate, nil, func(j int, c estate.Resource) bool {
						if i == j {
							h.do(c)
						}
						return true
					}))
				}
			}
			gap := estate.Gap{Scope: r.Head().Scope, Kinds: []estate.Kind{r.Head().Kind()}, Why: value.Because("hidden"), All: true}
			compare(r.Head().Address, rebuilt(f.estate, []estate.Gap{gap}, func(j int, _ estate.Resource) bool { return i != j }))
		}
	}
	for _, about := range slices.Sorted(maps.Keys(flips)) {
		const shown = 4
		list := flips[about]
		message := fmt.Sprintf("%s, %d times:\n\t%s", about, len(list), strings.Join(list[:min(len(list), shown)], "\n\t"))
		t.Error(message)
	}
	t.Logf("%d facts, one in %d hidden", tried, every)
}

// flipped reports whether an outcome says more, or on the other side of
// failing, than it did. That a rule does not apply and that it passes are on
// the same side.
func flipped(was, is rule.Verdict) bool {
	fine := func(v rule.Verdict) bool { return v == rule.PassVerdict || v == rule.NotApplicableVerdict }
	return is != was && is != rule.UnknownVerdict && !(fine(was) && fine(is))
}

// judgedElsewhere are the observations that do not apply because another
// resource or rule tells the same: what it tells moves where that is hidden.
func judgedElsewhere(a *assess.Assessment) map[[2]string]bool {
	out := make(map[[2]string]bool)
	asker := a.NewAsker()
	for _, o := range a.Observations {
		if o.Verdict == rule.NotApplicableVerdict && strings.Contains(asker.Outcome(o).Message, "judged with") {
			out[keyOf(a, o)] = true
		}
	}
	return out
}

// byDesign reports whether what was hidden is what the rule is about.
func byDesign(id, what string) bool {
	switch id {
	case "iac-no-hardcoded-secret":
		// Only literals are judged. What is computed, or stands in a variable,
		// is known to be none.
		return true
	case "role-no-full-service-access", "role-no-unscoped-data-read", "role-no-wildcard-action",
		"role-no-unscoped-permissions-management", "role-no-credential-exposure", "caller-role-narrow":
		// A boundary that was not read can only narrow: the grant is judged.
		return strings.Contains(strings.ToLower(what), "boundary")
	case "bucket-public-access-blocked":
		// So can what the whole account blocks.
		return strings.Contains(what, "aws_s3_account_public_access_block")
	}
	return false
}

// hides returns the ways to know less of the resource.
func hides(r estate.Resource) []hide {
	out := []hide{{"being certain", func(r estate.Resource) { r.Head().Unsure = value.Because("hidden") }}}
	if !r.Head().Tags.IsUnknown() {
		out = append(out, hide{"tags", func(r estate.Resource) { r.Head().Tags = hidden(r.Head().Tags) }})
	}
	return append(out, fieldHides(reflect.ValueOf(r).Elem(), "", func(r estate.Resource) reflect.Value { return reflect.ValueOf(r).Elem() })...)
}

// fieldHides returns the ways to know less of the fields of a struct, which at
// finds in a copy of the resource that may be written.
func fieldHides(s reflect.Value, prefix string, at func(estate.Resource) reflect.Value) []hide {
	var out []hide
	for i := range s.NumField() {
		f := s.Type().Field(i)
		if !f.IsExported() || f.Anonymous {
			continue
		}
		name := prefix + f.Name
		here := func(r estate.Resource) reflect.Value { return at(r).Field(i) }
		list := untyped(s.Field(i))
		if list == nil {
			out = append(out, valueHides(s.Field(i), name, here)...)
			continue
		}
		if !list.IsUnknown() {
			out = append(out, hide{name, func(r estate.Resource) { *untyped(here(r)) = hidden(*list) }})
		}
		if list.IsAbsent() {
			continue
		}
		blocks, known := list.Get()
		if !known {
			continue
		}
		out = append(out, hide{"all of " + name, func(r estate.Resource) {
			*untyped(here(r)) = list.AndMore(value.Because("hidden"))
		}})
		for j := range reflect.ValueOf(blocks).Len() {
			block := reflect.ValueOf(blocks).Index(j)
			out = append(out, fieldHides(block, fmt.Sprintf("%s[%d].", name, j), func(r estate.Resource) reflect.Value {
				list := untyped(here(r))
				*list = value.Map(*list, func(blocks any) any {
					was := reflect.ValueOf(blocks)
					return reflect.AppendSlice(reflect.MakeSlice(was.Type(), 0, was.Len()), was).Interface()
				})
				blocks, _ := list.Get()
				return reflect.ValueOf(blocks).Index(j)
			})...)
		}
	}
	return out
}

// valueHides returns the ways to know less of a field that is a value.
func valueHides(field reflect.Value, name string, at func(estate.Resource) reflect.Value) []hide {
	switch v := field.Addr().Interface().(type) {
	case *value.Value[value.Text]:
		return append(plainHides(v, name, at), textHides(*v, name, func(r estate.Resource, t value.Value[value.Text]) {
			at(r).Set(reflect.ValueOf(t))
		})...)
	case *value.Texts:
		out := collectionHides(v, name, at)
		elements, _ := v.Get()
		for i, e := range elements {
			into := func(r estate.Resource, t value.Value[value.Text]) {
				at(r).Set(reflect.ValueOf(value.Map(*v, func(list []value.Value[value.Text]) []value.Value[value.Text] {
					list = slices.Clone(list)
					list[i] = t
					return list
				})))
			}
			name := fmt.Sprintf("%s[%d]", name, i)
			out = append(out, hide{name, func(r estate.Resource) { into(r, hidden(e)) }})
			out = append(out, textHides(e, name, into)...)
		}
		return out
	case *value.Entries:
		out := collectionHides(v, name, at)
		entries, _ := v.Get()
		for i, e := range entries {
			into := func(r estate.Resource, t value.Value[value.Text]) {
				at(r).Set(reflect.ValueOf(value.Map(*v, func(list []value.Entry) []value.Entry {
					list = slices.Clone(list)
					list[i].Value = t
					return list
				})))
			}
			name := name + "." + e.Key.String()
			out = append(out, hide{name, func(r estate.Resource) { into(r, hidden(e.Value)) }})
			out = append(out, textHides(e.Value, name, into)...)
		}
		return out
	case *estate.Policy:
		return plainHides(v, name, at)
	case *value.Value[bool]:
		return plainHides(v, name, at)
	case *value.Value[int64]:
		return plainHides(v, name, at)
	case *value.Value[float64]:
		return plainHides(v, name, at)
	case *value.Value[value.Any]:
		return plainHides(v, name, at)
	}
	panic(fmt.Sprintf("internal error: %s is a %s, which no hide is known for", name, field.Type()))
}

// hidden returns the value as if it had not been read.
func hidden[T any](v value.Value[T]) value.Value[T] {
	return value.Unknown[T](value.NewNote(v.Attribute(), "hidden"), v.Origin())
}

// plainHides hides a value whole.
func plainHides[T any](v *value.Value[T], name string, at func(estate.Resource) reflect.Value) []hide {
	if v.IsUnknown() {
		return nil
	}
	return []hide{{name, func(r estate.Resource) { at(r).Set(reflect.ValueOf(hidden(*v))) }}}
}

// collectionHides hides a collection whole, and whether it is all.
func collectionHides[T any](v *value.Value[T], name string, at func(estate.Resource) reflect.Value) []hide {
	out := plainHides(v, name, at)
	if v.IsKnown() && !v.Partial() {
		out = append(out, hide{"all of " + name, func(r estate.Resource) {
			at(r).Set(reflect.ValueOf(v.AndMore(value.Because("hidden"))))
		}})
	}
	return out
}

// textHides puts a user's variable in the place of a text that is set: any
// text may stand there, also none.
func textHides(v value.Value[value.Text], name string, into func(estate.Resource, value.Value[value.Text])) []hide {
	if !v.IsKnown() {
		return nil
	}
	variable := value.Hole(value.NewSymbol(value.Free, "hidden", "var.hidden"))
	return []hide{{name + inVariable, func(r estate.Resource) {
		into(r, value.Known(variable, v.Origin()).Named(v.Attribute()))
	}}}
}

const inVariable = ", which stands in a variable"

// untyped returns the list behind a field that is an estate.Blocks, nil for
// any other.
func untyped(field reflect.Value) *value.Value[any] {
	if !strings.HasPrefix(field.Type().Name(), "Blocks[") {
		return nil
	}
	return (*value.Value[any])(unsafe.Pointer(field.FieldByName("list").UnsafeAddr()))
}
