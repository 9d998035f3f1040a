package trail

import (
	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/value"
)

// An event is a data event of a resource: an invocation, or the reading or
// writing of objects.
type event struct {
	typ    string     // AWS::Lambda::Function, as selectors name it
	source string     // lambda.amazonaws.com
	name   string     // the one event that is meant; "" for all of the sort
	write  bool       // it changes something
	arn    value.Text // of the function, or of the bucket with "/" behind it
	exact  bool       // selectors must name the whole ARN, not the beginning
	near   estate.Resource
}

// recorded tells whether one of the keepers that are on keeps the event, and
// the selectors that say so.
func (e event) recorded(all []keeper) (value.Answer, []rule.Fact) {
	answer := value.No
	var facts []rule.Fact
	for _, k := range all {
		covered := value.Both(k.on, value.Either(k.everyArea, sameRegion(k, e.near)), k.keeps(e))
		facts = append(facts, rule.Given{Name: "trail", Value: k.Head().Address, At: k.Head().Block})
		if covered == value.Yes {
			return covered, facts[len(facts)-1:]
		}
		answer = value.Either(answer, covered)
	}
	return answer, facts
}

func sameRegion(k keeper, r estate.Resource) value.Answer {
	a, known := k.Head().Region.Get()
	b, also := r.Head().Region.Get()
	if !known || !also {
		return value.CannotTell
	}
	return a.Equal(b)
}

// keeps tells whether the keeper's selectors take the event.
func (k keeper) keeps(e event) value.Answer {
	answer := value.No
	if unread(k.classic) || unread(k.advanced) {
		answer = value.CannotTell
	}
	selectors, _ := k.classic.Get()
	for _, s := range selectors {
		other := "WriteOnly"
		if e.write {
			other = "ReadOnly"
		}
		sort := value.Is(s.ReadWrite, other).Not()
		resources, _ := s.Data.Get()
		if unread(estate.Listed(s.Data)) {
			answer = value.Either(answer, value.CannotTell)
		}
		for _, d := range resources {
			answer = value.Either(answer, value.Both(sort, value.Is(d.Sort, e.typ), e.named(d.Values)))
		}
	}
	advanced, _ := k.advanced.Get()
	for i := range advanced {
		answer = value.Either(answer, e.taken(&advanced[i]))
	}
	return answer
}

// named tells whether the values of a classic selector take in the resource:
// arn:aws:lambda takes all functions, arn:aws:s3 all objects, another value the
// function itself, or all objects of a bucket if it is the bucket's ARN with "/"
// behind it. What CloudTrail makes of a beginning without the slash is not
// documented (CloudTrail API, DataResource).
func (e event) named(values value.Texts) value.Answer {
	list, known := values.Get()
	answer := value.No
	if !known && !values.IsAbsent() || values.Partial() {
		answer = value.CannotTell
	}
	for _, v := range list {
		text, ok := v.Get()
		if !ok {
			answer = value.Either(answer, value.CannotTell)
			continue
		}
		want, have := estate.WithoutPartition(text), estate.WithoutPartition(e.arn)
		switch service, literal := want.Literal(); {
		case literal && (service == "lambda" || service == "s3" || service == "s3:::"):
			answer = value.Yes
		case e.exact:
			answer = value.Either(answer, want.Equal(have))
		default:
			answer = value.Either(answer, value.Either(want.Equal(have), value.Both(begins(have, want), value.CannotTell)))
		}
	}
	return answer
}

// taken tells whether an advanced selector takes every event of the sort.
func (e event) taken(s *estate.AdvancedSelector) value.Answer {
	fields, known := s.Fields.Get()
	category, typ, rest := value.No, value.No, value.Yes
	if !known || s.Fields.Partial() {
		category, typ, rest = value.CannotTell, value.CannotTell, value.CannotTell
	}
	for _, f := range fields {
		field, _ := f.Field.Get()
		name, ok := field.Literal()
		switch {
		case !ok || f.Field.IsUnknown(): // it may be any field
			category, typ = value.Either(category, value.CannotTell), value.Either(typ, value.CannotTell)
			rest = value.Both(rest, value.CannotTell)
		case name == "eventCategory":
			category = takes(f, "Data")
		case name == "resources.type":
			typ = takes(f, e.typ)
		case name == "readOnly":
			sort := "true"
			if e.write {
				sort = "false"
			}
			rest = value.Both(rest, takes(f, sort))
		case name == "eventSource":
			rest = value.Both(rest, takes(f, e.source))
		case name == "resources.ARN":
			rest = value.Both(rest, takesARN(f, e.arn))
		case name == "eventName" && e.name != "":
			rest = value.Both(rest, takes(f, e.name))
		default: // some events of the sort, not all
			rest = value.Both(rest, value.CannotTell)
		}
	}
	return value.Both(category, typ, rest)
}

// takes tells whether a field selector takes the value.
func takes(f estate.FieldSelector, s string) value.Answer {
	return takesText(f, value.Literal(s), func(t value.Text) value.Text { return t })
}

// takesARN tells whether a field selector takes the ARN, and what begins with
// it if it ends in a slash. All ARNs of a trail lie in its own partition.
func takesARN(f estate.FieldSelector, arn value.Text) value.Answer {
	return takesText(f, estate.WithoutPartition(arn), estate.WithoutPartition)
}

func takesText(f estate.FieldSelector, have value.Text, form func(value.Text) value.Text) value.Answer {
	answer := value.Yes
	check := func(list value.Texts, negative bool, match func(want value.Text) value.Answer) {
		if list.IsAbsent() {
			return
		}
		wants, known := list.Get()
		hit := value.No
		if !known || list.Partial() {
			hit = value.CannotTell
		}
		for _, w := range wants {
			if text, ok := w.Get(); ok {
				hit = value.Either(hit, match(form(text)))
			} else {
				hit = value.Either(hit, value.CannotTell)
			}
		}
		if negative {
			hit = hit.Not()
		}
		answer = value.Both(answer, hit)
	}
	equal := func(want value.Text) value.Answer { return want.Equal(have) }
	starts := func(want value.Text) value.Answer { return begins(have, want) }
	ends := func(want value.Text) value.Answer {
		return have.Match(value.Join(value.Literal("*"), want))
	}
	check(f.Equals, false, equal)
	check(f.StartsWith, false, starts)
	check(f.EndsWith, false, ends)
	check(f.NotEquals, true, equal)
	check(f.NotStartsWith, true, func(want value.Text) value.Answer {
		// What begins further inside leaves out a part.
		return value.Either(begins(have, want), value.Both(begins(want, have), value.CannotTell))
	})
	check(f.NotEndsWith, true, ends)
	return answer
}

// begins tells whether the text begins with the other.
func begins(t, with value.Text) value.Answer {
	return t.Match(value.Join(with, value.Literal("*")))
}
