package report

import (
	"bailiwick/assess"
	"bailiwick/settings"
)

// maxRests is how many observations a requirement lists: the gravest. How many
// more there are stands beside them, and counts has them all.
const maxRests = 100

// requirements writes what the run says of each requirement of each framework.
func (j *jsonWriter) requirements() {
	j.key("requirements")
	j.open('[')
	for _, f := range j.a.Frameworks() {
		for _, r := range f.Results {
			j.requirement(f, r)
			j.flushSome()
		}
	}
	j.close(']')
}

func (j *jsonWriter) requirement(f *assess.FrameworkResult, r *assess.RequirementResult) {
	j.open('{')
	j.text("framework", f.Name)
	j.text("version", f.Version)
	j.key("claimed")
	j.bool(f.Claimed)
	j.strings("profiles", f.Profiles)
	j.text("part", f.Part)
	j.text("id", r.ID)
	j.text("title", r.Title)
	j.text("status", r.Status.String())
	j.text("why", r.Why)
	j.text("scope", r.Scope.String())
	j.text("carried", r.Carried.String())
	j.text("people", r.People)
	j.text("aws", r.AWS)
	j.key("counts")
	j.tally(r.Counts())
	j.key("objectives")
	j.open('[')
	for _, o := range r.Objectives {
		j.string(string(o))
	}
	j.close(']')
	j.key("rules")
	j.open('[')
	for i := range r.Edges {
		j.edge(&r.Edges[i])
	}
	j.close(']')
	j.key("benchmarks")
	j.open('[')
	for _, b := range r.Benchmarks {
		j.open('{')
		j.text("framework", b.Name)
		j.text("status", b.Status.String())
		j.text("why", b.Why)
		j.close('}')
	}
	j.close(']')
	j.rests(r)
	if r.Attestation != nil {
		j.key("attestation")
		j.attestation(r.Attestation, r.Ended)
	}
	j.close('}')
}

func (j *jsonWriter) edge(e *assess.Edge) {
	j.open('{')
	j.text("rule", e.Rule)
	if e.Decides {
		j.text("edge", "decides")
	} else {
		j.text("edge", "strengthens")
	}
	j.key("built")
	j.bool(e.Built)
	if e.Built {
		j.key("counts")
		j.tally(e.Sure)
		if e.Perhaps.Total() > 0 {
			j.key("perhaps_in_scope")
			j.tally(e.Perhaps)
		}
		j.text("may_be_hidden", e.Hidden)
		var with []string
		for _, a := range e.With {
			with = append(with, a.Key+"="+a.Value)
		}
		j.strings("with", with)
	}
	j.close('}')
}

func (j *jsonWriter) tally(t assess.Tally) {
	j.open('{')
	j.number("pass", t.Pass)
	j.number("fail", t.Fail)
	j.number("fail_under_exception", t.Excepted)
	j.number("unknown", t.Unknown)
	j.number("not_applicable", t.NotApplicable)
	j.number("error", t.Error)
	j.number("information", t.Info)
	j.close('}')
}

// rests lists the observations that the status rests on: by id those that the
// document has, and whole those that were decided at settings of an edge.
func (j *jsonWriter) rests(r *assess.RequirementResult) {
	var own, other []assess.Rested
	n := 0
	for o := range j.a.Rests(r) {
		if n++; n > maxRests {
			break
		}
		if o.With == nil {
			own = append(own, o)
		} else {
			other = append(other, o)
		}
	}
	j.key("observations")
	j.open('[')
	for _, o := range own {
		j.string(j.a.ID(o.Observation))
	}
	j.close(']')
	c := r.Counts()
	if more := c.Decided() + c.Unknown + c.Error - maxRests; more > 0 {
		j.number("observations_left_out", more)
	}
	if other == nil {
		return
	}
	j.key("decided_with")
	j.open('[')
	for _, o := range other {
		j.open('{')
		j.text("rule", j.a.Rules[o.Rule].ID)
		j.text("resource", j.a.Estate.Resources()[o.Resource].Head().ID())
		j.text("outcome", o.Verdict.String())
		var with []string
		for _, a := range o.With {
			with = append(with, a.Key+"="+a.Value)
		}
		j.strings("with", with)
		j.close('}')
	}
	j.close(']')
}

func (j *jsonWriter) attestation(a *settings.Attestation, ended bool) {
	j.open('{')
	j.text("statement", a.Statement)
	j.text("person", a.Person)
	j.text("role", a.Role)
	j.text("date", a.Date.String())
	j.text("valid_until", a.ValidUntil.String())
	j.text("report", a.Report)
	j.text("file", a.File)
	j.text("sha256", string(a.Hash))
	j.key("holds")
	j.bool(!ended)
	j.close('}')
}

func (j *jsonWriter) bool(is bool) {
	j.comma()
	if is {
		j.buf = append(j.buf, "true"...)
	} else {
		j.buf = append(j.buf, "false"...)
	}
}
