package assess

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/value"
)

// The rules whose failures are duties.
const (
	keyRotates    = "key-rotates"
	secretRotates = "secret-rotates"
)

// rotations adds keys and secrets that do not rotate, as their rules see it.
// What stands under an exception waits for its end.
func (c *duties) rotations() {
	asker := c.a.NewAsker()
	for _, o := range c.a.Observations {
		id := c.a.Rules[o.Rule].ID
		r := c.a.Estate.Resources()[o.Resource]
		if id != keyRotates && id != secretRotates || o.Standing != 0 || o.Covered {
			continue
		}
		out := asker.Outcome(o)
		d := Duty{Kind: RotateKey, Resource: c.a.Estate.Foremost(r), What: "turn on the rotation of the key"}
		if id == secretRotates {
			d.Kind, d.What = RotateSecret, "have the secret rotated"
		}
		switch key, _ := r.(*estate.Key); {
		case o.Verdict == rule.FailVerdict:
			d.Detail = sentence(out, r) + " (" + id + ")"
		case o.Verdict == rule.UnknownVerdict, o.Verdict == rule.ErrorVerdict:
			d.What = "see whether the key rotates"
			if id == secretRotates {
				d.What = "see whether the secret rotates"
			}
			d.Undated = strings.Join(out.Reasons(), "; ")
		case o.Verdict == rule.NotApplicableVerdict && key != nil && !key.IsReplica() && value.IsTrue(key.Enabled, true) != value.No:
			d.What = "rotate the key by hand"
			d.Undated = out.Message + ", and no declaration tells when its material was made"
		default:
			continue
		}
		c.add(d)
	}
}

// sentence returns the failing sentence of an outcome.
func sentence(out rule.Outcome, r estate.Resource) string {
	return strings.ReplaceAll(out.Message, "{name}", r.Head().Name())
}

// exceptions adds the ends of exceptions that something fails under, or would.
func (c *duties) exceptions() {
	about := make(map[uint32][]estate.Resource)
	for _, o := range c.a.Observations {
		if o.Verdict != rule.FailVerdict {
			continue
		}
		n := o.Standing
		if n == 0 {
			written, ok := c.a.void[judged{o.Resource, o.Rule}]
			if !ok {
				continue
			}
			n = written + 1
		}
		about[n-1] = append(about[n-1], c.a.Estate.Resources()[o.Resource])
	}
	for i, s := range c.a.Standings {
		list := about[uint32(i)]
		if len(list) == 0 || s.Until.IsZero() || s.State != Holds && s.State != Expired {
			continue
		}
		d := Duty{Kind: ExceptionEnds, Subject: s.Rule, Due: s.Until, What: "exception ends: " + s.Rule}
		if d.Resource = list[0]; len(list) > 1 {
			d.Resource, d.Subject = nil, s.Rule+" for "+names(list)
			d.What += fmt.Sprintf(", for %d resources", len(list))
			d.Detail = "of " + names(list)
		}
		reason := "its last day is " + s.Until.String() + ", and the failure counts from the next on"
		if s.State == Expired {
			d.What = strings.Replace(d.What, "exception ends", "exception ended", 1)
			reason = "the failure counts again"
		}
		d.Detail = joinParts(d.Detail, reason, by(s.ApprovedBy))
		c.add(d)
	}
}

// names lists resources for people, three of them at most.
func names(list []estate.Resource) string {
	var out []string
	for _, r := range list[:min(len(list), 3)] {
		out = append(out, r.Head().Name())
	}
	text := strings.Join(out, ", ")
	if more := len(list) - len(out); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

func by(person string) string {
	if person == "" {
		return ""
	}
	return "approved by " + person
}

// joinParts joins the parts that are not empty.
func joinParts(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), "; ")
}

// attestations adds the ends of people's statements, and the age of AWS reports
// that are relied on. A statement that a later one replaces asks for nothing,
// and one that was made after the day of the assessment was not known on it.
func (c *duties) attestations() {
	limit := c.a.Settings.Programmes.ReportMaxDays
	var made []settings.Attestation
	for _, at := range c.a.Settings.Attestations.Get() {
		if !at.Date.After(c.a.Today) {
			made = append(made, at)
		}
	}
	for i, at := range made {
		later := func(i int, over func(x, y settings.Attestation) int, same func(settings.Attestation) string) bool {
			for j, other := range made {
				if j != i && same(other) == same(at) && cmp.Or(over(other, at), cmp.Compare(i, j)) > 0 {
					return true
				}
			}
			return false
		}
		if !later(i, func(x, y settings.Attestation) int { return x.ValidUntil.Compare(y.ValidUntil.Day) }, subjectOf) {
			d := Duty{Kind: AttestationEnds, Subject: subjectOf(at), Due: at.ValidUntil.Day, What: "attestation ends: " + subjectOf(at)}
			if d.State(c.a.Today) == Overdue {
				d.What = "attestation ended: " + subjectOf(at)
			}
			d.Detail = "stated by " + at.Person + ", " + at.Role + ", on " + at.Date.String()
			c.add(d)
		}
		if at.Report == "" || at.PeriodEnd.IsZero() || limit.Any() {
			continue
		}
		if !later(i, func(x, y settings.Attestation) int { return x.PeriodEnd.Compare(y.PeriodEnd.Day) }, func(x settings.Attestation) string { return x.Report }) {
			c.add(Duty{
				Kind: ReportAges, Subject: at.Report, Due: at.PeriodEnd.Add(limit.Get()), What: at.Report + ": get a newer period",
				Detail: "its period ended on " + at.PeriodEnd.String() + ", and a report may be " + days(limit.Get()) + " old; a bridge letter adds 90 days",
			})
		}
	}
}

// answers adds the end of the answers of bailiwick scope, which are a statement
// like any other.
func (c *duties) answers() {
	a := &c.a.Settings.Answers
	if !a.Date.Set() || !a.ValidUntil.Set() || !a.Person.Set() || !a.Role.Set() || a.Date.Get().After(c.a.Today) {
		return
	}
	const about = "the answers of bailiwick scope"
	d := Duty{
		Kind: AttestationEnds, Subject: about, Due: a.ValidUntil.Get().Day, What: "attestation ends: " + about,
		Detail: "stated by " + a.Person.Get() + ", " + a.Role.Get() + ", on " + a.Date.Get().String(),
	}
	if d.State(c.a.Today) == Overdue {
		d.What = "attestation ended: " + about
	}
	c.add(d)
}

// subjectOf names what an attestation is for.
func subjectOf(at settings.Attestation) string {
	if at.Part != "" {
		return "part " + at.Part + ", " + at.Report
	}
	return string(at.Framework) + " " + at.Requirement
}

// unread adds the parts of the input that were not read and may hold code, or
// keys, with dates of their own.
func (c *duties) unread() {
	for _, g := range c.a.Estate.Gaps {
		if g.Kinds != nil && !slices.Contains(g.Kinds, "function") {
			continue
		}
		place := c.a.Estate.Places.At(g.At).String()
		c.add(Duty{
			Kind: ReadMore, Subject: joinParts(g.Scope.Root, g.Scope.Environment, g.Why.Reason()),
			What: "have all read", Detail: place, Undated: g.Why.Reason() + ": its runtimes are not known",
		})
	}
}
