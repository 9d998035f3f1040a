package assess

import (
	"fmt"
	"slices"
	"strings"

	"bailiwick/framework"
	"bailiwick/rule"
	"bailiwick/settings"
)

// status settles a requirement: the first line that holds. The lines and their
// order are those of docs/frameworks.md.
func (r *roller) status(f *FrameworkResult, q *RequirementResult) (Status, string) {
	if why := r.notAsked(f, q); why != "" {
		return NotApplicable, why
	}
	if q.Carried == framework.AWS {
		return r.inherited(q)
	}
	if why := q.failing(); why != "" {
		return NotMet, why
	}
	if !q.Decidable() {
		switch {
		case q.People == "":
			return PartlyEvidenced, "no rule decides it, and nothing is asked of people"
		case q.isAttested():
			return Met, "attested: " + q.word()
		}
		return AwaitsAttestation, q.awaits()
	}
	if why := r.open(f, q); why != "" {
		return NotEvaluated, why
	}
	if why := q.partly(); why != "" {
		return PartlyEvidenced, why
	}
	if q.People != "" && !q.isAttested() {
		return AwaitsAttestation, q.awaits()
	}
	passed := r.passed(q)
	if q.isAttested() {
		passed += "; attested: " + q.word()
	}
	if n := q.excepted(); n > 0 {
		if q.ExceptionMeets {
			return Met, passed + fmt.Sprintf("; %s under an approved exception, which is what the text asks", counted(n, "failure stands", "failures stand"))
		}
		return MetWithException, passed + fmt.Sprintf("; %s under an exception", counted(n, "failure stands", "failures stand"))
	}
	return Met, passed
}

// notAsked says why a requirement does not apply, line 1.
func (r *roller) notAsked(f *FrameworkResult, q *RequirementResult) string {
	if q.Superseded.On(r.a.Today) {
		return "superseded by " + q.Superseded.By + " since " + q.Superseded.Since.String()
	}
	if !f.Holds(q.Requirement, f.Profiles) {
		return "not in the baseline that is chosen: " + strings.Join(f.Profiles, ", ")
	}
	if q.Scope.Sort == framework.ByClass && q.seen() == 0 {
		if why := r.noData(q.Scope.Class); why != "" {
			return why
		}
	}
	if q.Decidable() && len(q.Via) == 0 && q.Carried != framework.AWS && r.complete(q.Edges) {
		total := 0
		for _, e := range q.Edges {
			if e.Decides {
				total += e.Sure.Total() + e.Perhaps.Total()
			}
		}
		if total == 0 {
			return "nothing that its rules judge is in scope, and everything was read"
		}
	}
	return ""
}

// seen counts what the deciding rules say of resources that are surely in scope.
func (r *RequirementResult) seen() int { return r.Counts().Total() }

// inherited settles what AWS carries whole, line 2.
func (r *roller) inherited(q *RequirementResult) (Status, string) {
	report := r.report(q)
	switch {
	case report == nil:
		return AwaitsAttestation, "AWS carries it: " + q.AWS + "; no AWS report is on file (" + strings.Join(q.Reports, " or ") + ")"
	case q.People != "" && !q.isAttested():
		return AwaitsAttestation, q.awaits()
	}
	return Inherited, "AWS carries it; on file is " + report.Report + ", read by " + report.Person + " on " + report.Date.String()
}

// failing says which deciding rules fail outside an exception, line 3.
func (r *RequirementResult) failing() string {
	var parts []string
	for _, e := range r.Edges {
		if e.Decides && e.Sure.Fail > 0 {
			parts = append(parts, fmt.Sprintf("%s fails for %d of %d", e.Rule, e.Sure.Fail, e.Sure.Decided()))
		}
	}
	for _, b := range r.Benchmarks {
		if b.Status == NotMet {
			parts = append(parts, b.Why)
		}
	}
	return several(parts)
}

// open says why a requirement is not evaluated, line 5.
func (r *roller) open(f *FrameworkResult, q *RequirementResult) string {
	if q.Scope.Sort == framework.ByClass && !r.assigned(q.Scope.Class) {
		return "no resource is assigned the data class " + string(q.Scope.Class) + ": inventory.data_classes, or the tag " + r.a.Settings.Inventory.DataClassTag.Get()
	}
	if keys := r.unset(f, q); keys != nil {
		return "the company must set " + several(keys)
	}
	decided := q.Counts().Decided()
	for _, b := range q.Benchmarks {
		if b.Status != NotEvaluated {
			decided++
		}
	}
	if decided > 0 {
		return ""
	}
	var built, there, unknown int
	for _, e := range q.Edges {
		if !e.Decides {
			continue
		}
		if e.Built {
			built++
		}
		there += e.Sure.Total() + e.Perhaps.Total()
		unknown += e.Sure.open() + e.Perhaps.Total() - e.Perhaps.NotApplicable
	}
	switch {
	case len(q.Decides) == 0:
		return q.Benchmarks[0].Why
	case built == 0:
		return "this build does not decide " + several(q.Decides) + " yet"
	case there == 0:
		return "nothing that its rules judge was read in scope"
	case unknown == 0:
		return withReason("its rules do not apply to what is in scope", r.because(q, rule.NotApplicableVerdict))
	}
	if why := r.because(q, rule.UnknownVerdict); why != "" {
		return withReason("no deciding rule decided anything", why)
	}
	return fmt.Sprintf("no deciding rule decided anything: %s unknown", counted(unknown, "observation is", "observations are"))
}

// withReason appends a reason to a sentence, if there is one.
func withReason(sentence, reason string) string {
	if reason == "" {
		return sentence
	}
	return sentence + ": " + reason
}

// unset returns the settings that the company must set and has not, and that a
// deciding rule reads or, being not built, may read.
func (r *roller) unset(f *FrameworkResult, q *RequirementResult) []string {
	var out []string
	for _, a := range q.Assignments(f.Profiles) {
		if a.Value != framework.Own {
			continue
		}
		if have, ok := r.a.Settings.Fact(a.Key); !ok || have.Set {
			continue
		}
		if slices.ContainsFunc(q.Edges, func(e Edge) bool {
			return e.Decides && (!e.Built || slices.Contains(r.a.Rules[e.number].Settings, a.Key))
		}) {
			out = append(out, a.Key)
		}
	}
	return out
}

// partly says what about a requirement is not known, line 6.
func (r *RequirementResult) partly() string {
	var parts, missing []string
	for _, e := range r.Edges {
		switch {
		case !e.Decides || !e.Open():
		case !e.Built:
			missing = append(missing, e.Rule)
		case e.Sure.open() > 0:
			parts = append(parts, fmt.Sprintf("%s is unknown for %d of %d", e.Rule, e.Sure.open(), e.Sure.Decided()+e.Sure.open()))
		case e.Hidden != "":
			parts = append(parts, e.Hidden+", and may hide what "+e.Rule+" judges")
		default:
			parts = append(parts, fmt.Sprintf("%s: it cannot be told whether %s in scope", e.Rule, counted(e.Perhaps.Total()-e.Perhaps.NotApplicable, "resource is", "resources are")))
		}
	}
	for _, b := range r.Benchmarks {
		if b.Status == NotEvaluated || b.Status == PartlyEvidenced {
			parts = append(parts, b.Why)
		}
	}
	if missing != nil {
		parts = append(parts, "this build does not decide "+several(missing)+" yet")
	}
	return strings.Join(parts[:min(len(parts), 4)], "; ")
}

// excepted counts what fails under an exception.
func (r *RequirementResult) excepted() int {
	n := r.Counts().Excepted
	for _, b := range r.Benchmarks {
		if b.Status == MetWithException {
			n++
		}
	}
	return n
}

// passed says what a requirement that is met rests on.
func (r *roller) passed(q *RequirementResult) string {
	var parts []string
	if c := q.Counts(); c.Decided() > 0 {
		rules := 0
		for _, e := range q.Edges {
			if e.Decides {
				rules++
			}
		}
		parts = append(parts, fmt.Sprintf("%s of %s %s", counted(c.Pass, "observation", "observations"), counted(rules, "deciding rule", "deciding rules"),
			map[bool]string{true: "passes", false: "pass"}[c.Pass == 1]))
	}
	for _, b := range q.Benchmarks {
		parts = append(parts, b.Why)
	}
	return strings.Join(parts, "; ")
}

func (r *RequirementResult) isAttested() bool { return r.Attestation != nil && !r.Ended }

// word tells who attested.
func (r *RequirementResult) word() string {
	a := r.Attestation
	return a.Person + " (" + a.Role + "), " + a.Date.String() + ", until " + a.ValidUntil.String()
}

// awaits tells whose word is missing.
func (r *RequirementResult) awaits() string {
	why := "a person must attest: " + r.People
	if r.Ended {
		why = "the attestation of " + r.word() + " does not hold today; " + why
	}
	return why
}

// attested finds the attestation of a requirement: the one that holds longest,
// else the one that ended last.
func (r *roller) attested(f *FrameworkResult, q *RequirementResult) {
	for i, a := range r.a.Settings.Attestations.Get() {
		if a.Requirement == "" || !f.names(r.a.Library, a) {
			continue
		}
		if about, ok := f.Requirement(a.Requirement); !ok || about != q.Requirement {
			continue
		}
		ended := !r.holds(a)
		if q.Attestation == nil || q.Ended && !ended || q.Ended == ended && q.Attestation.ValidUntil.Before(a.ValidUntil.Day) {
			q.Attestation, q.Ended = &r.a.Settings.Attestations.Get()[i], ended
		}
	}
}

func (f *FrameworkResult) names(l *framework.Library, a settings.Attestation) bool {
	named, ok := l.Find(string(a.Framework))
	return ok && named == f.Framework
}

// holds reports whether an attestation holds on the day of the run.
func (r *roller) holds(a settings.Attestation) bool {
	return !a.Date.After(r.a.Today) && !a.ValidUntil.Before(r.a.Today)
}

// report returns the attestation of an AWS report that carries a requirement:
// one for the requirement itself that names a report, or one for a part of AWS
// whose report is among those that show it. A report whose period ended too
// long ago is none (programmes.report_max_days).
func (r *roller) report(q *RequirementResult) *settings.Attestation {
	list := r.a.Settings.Attestations.Get()
	for i := range list {
		a := &list[i]
		own := a == q.Attestation
		if a.Report == "" || !r.holds(*a) || a.Requirement != "" && !own || !a.PeriodEnd.IsZero() && r.stale(a) {
			continue
		}
		if own || slices.ContainsFunc(q.Reports, func(name string) bool { return strings.Contains(letters(a.Report), letters(name)) }) {
			return a
		}
	}
	return nil
}

func (r *roller) stale(a *settings.Attestation) bool {
	most := r.a.Settings.Programmes.ReportMaxDays
	return !most.Any() && r.a.Today.Sub(a.PeriodEnd.Day) > most.Get()
}

// letters returns the letters and digits of a title in lower case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(s))
}
