package report

import "bailiwick/assess"

// responsibilities lists who carries what.
func (j *jsonWriter) responsibilities() {
	j.key("responsibilities")
	j.open('[')
	for l := range j.a.Responsibilities() {
		j.responsibility(l)
		j.flushSome()
	}
	j.close(']')
}

func (j *jsonWriter) responsibility(l assess.Responsibility) {
	j.open('{')
	j.text("resource", l.Resource.Head().ID())
	j.text("part", l.Part.String())
	j.text("carrier", l.Carrier.String())
	j.text("reason", l.Reason)
	j.text("report", l.Report)
	if f := l.OnFile; f != nil {
		j.key("on_file")
		j.open('{')
		j.text("period_end", f.PeriodEnd.String())
		j.text("person", f.Person)
		j.text("date", f.Date.String())
		j.text("valid_until", f.ValidUntil.String())
		j.close('}')
	}
	j.close('}')
}
