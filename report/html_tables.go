package report

import (
	"cmp"
	"slices"
	"strings"

	"bailiwick/assess"
	"bailiwick/estate"
	"bailiwick/rule"
)

// mostNames is how many names a cell of a table has.
const mostNames = 20

func (p *page) names(list []estate.Resource) string {
	var out []string
	for _, r := range list[:min(len(list), mostNames)] {
		name := codeHTML(r.Head().Name())
		if e := r.Head().Scope.Environment; e != "" && len(p.sections) > 1 {
			name += " (" + esc(e) + ")"
		}
		out = append(out, name)
	}
	text := strings.Join(out, ", ")
	if more := len(list) - mostNames; more > 0 {
		text += " and " + figure(more) + " more"
	}
	return text
}

// carriers draws the line between AWS and the customer: a column for each
// configuration that draws it elsewhere. Where a column says nothing, the reason
// is that of the first.
func (p *page) carriers() {
	p.begin("carriers")
	matrices := matricesOf(p.a)
	if len(matrices) == 0 {
		p.put("<p>Nothing that runs code was found.</p>\n")
		p.end()
		return
	}
	p.put("<p>Drawn for each function from its configuration, not for Lambda as such: a column is a configuration. Where AWS carries a part, its report for the period is what an auditor relies on.</p>\n")
	byKind := make(map[string][]matrix) // matrices with the same parts stand side by side
	var order []string
	for _, m := range matrices {
		key := string(m.of[0].Head().Kind())
		for _, l := range m.lines {
			key += " " + l.Part.String()
		}
		if byKind[key] == nil {
			order = append(order, key)
		}
		byKind[key] = append(byKind[key], m)
	}
	const columns = 4
	for _, key := range order {
		for part := range slices.Chunk(byKind[key], columns) {
			p.carrierTable(part)
		}
	}
	for _, stray := range p.a.StrayAttestations() {
		p.put("<p>! ", rich(stray), "</p>\n")
	}
	p.end()
}

func (p *page) carrierTable(list []matrix) {
	heads := []string{"part"}
	for _, m := range list {
		kind := m.of[0].Head().Kind()
		heads = append(heads, Number(len(m.of), kind.Noun(1), kind.Noun(2)))
	}
	p.table("Who carries what", "resp", append(heads, "because", "shown by")...)
	p.put(`<tr class="sub"><th scope="row">of</th>`)
	for _, m := range list {
		p.put("<td>", p.names(m.of), "</td>")
	}
	p.put("<td></td><td></td></tr>\n")
	for i, first := range list[0].lines {
		p.put(`<tr><th scope="row">`, esc(first.Part.Title()), "</th>")
		report := ""
		for _, m := range list {
			l := m.lines[i]
			p.put(`<td><span class="who-`, anchor(who(l.Carrier)), `">`, who(l.Carrier), "</span>")
			if l.Reason != first.Reason {
				p.put(` <span class="soft because">`, rich(l.Reason), "</span>")
			}
			p.put("</td>")
			if report == "" && l.Report != "" {
				report = rich(l.Report)
				if l.OnFile == nil {
					report += ", which nobody has attested to hold"
				} else {
					report += ", on file by the word of " + foreign(l.OnFile.Person) + " of " + l.OnFile.Date.String()
				}
			}
		}
		p.put(`<td>`, rich(first.Reason), `</td><td class="soft">`, report, "</td></tr>\n")
	}
	p.endTable()
}

// requirementTables writes every requirement of every framework.
func (p *page) requirementTables() {
	p.begin("requirements")
	if len(p.frameworks) == 0 {
		p.put("<p>No framework is in scope.</p>\n")
		p.end()
		return
	}
	total := 0
	var number [len(assess.Statuses)]int
	claimed := slices.ContainsFunc(p.frameworks, func(f *assess.FrameworkResult) bool { return f.Claimed })
	for _, f := range p.frameworks {
		total += len(f.Results)
		for s, n := range f.Count() {
			number[s] += n
		}
	}
	p.put("<p>All ", Number(total, "requirement", "requirements"), " of ", Number(len(p.frameworks), "framework", "frameworks"),
		", in their own order, with titles in our words. “Met” needs every deciding rule to pass, and a person's statement where one is asked for.")
	if !claimed {
		p.put(" The settings name no framework, so none is claimed.")
	}
	p.put("</p>\n<div class=\"tools needs-js\"><label for=\"stf\"><span class=\"vh\">Status</span></label><select id=\"stf\"><option value=\"\">every status</option>")
	for _, s := range assess.Statuses {
		if number[s] > 0 {
			p.put(`<option value="`, statusClass[s], `">`, s.Words(), " (", figure(number[s]), ")</option>")
		}
	}
	p.put(`</select><span id="rn" role="status" class="soft">`, Number(total, "requirement", "requirements"), "</span></div>\n")
	for _, f := range p.frameworks {
		p.requirementTable(f)
	}
	p.end()
}

func (p *page) requirementTable(f *assess.FrameworkResult) {
	p.put("<details class=\"reqs\"")
	if f.Claimed {
		p.put(" open")
	}
	p.put(` id="`, requirementsAnchor(f), `"><summary><h3>`, esc(f.Name), `</h3> <span class="soft">`, esc(f.Version), " · ", esc(statusWords(f.Count(), len(f.Results))))
	if f.Part != "" {
		p.put(" · ", esc(f.Part))
	}
	p.put("</span></summary>\n")
	p.table("Requirements of "+f.Name, "reqt", "id", "in our words", "status", "rests on", "carried by")
	for _, r := range f.Results {
		class := statusClass[r.Status]
		p.put(`<tr id="`, requirementAnchor(f, r), `" data-st="`, class, `"><th scope="row">`, esc(r.ID), "</th><td>", esc(r.Title), `</td><td><span class="st `, class, `"><span aria-hidden="true">`,
			statusMark[r.Status], "</span>", r.Status.Words(), `</span></td><td class="rest">`)
		p.restsOn(r)
		p.put("</td><td>", esc(carrierWords(r.Carried.String())), "</td></tr>\n")
	}
	p.endTable()
	p.put("</details>\n")
}

func carrierWords(c string) string {
	switch c {
	case "customer":
		return "you"
	case "aws":
		return "AWS"
	case "shared":
		return "both"
	}
	return c
}

// mostRests is how many findings a requirement links.
const mostRests = 6

// restsOn says why a requirement has its status: the sentence, the findings
// that fail, and the statement.
func (p *page) restsOn(r *assess.RequirementResult) {
	p.put(rich(r.Why))
	if r.Status == assess.NotMet {
		n := 0
		for o := range p.a.Rests(r) {
			if o.Verdict != rule.FailVerdict || o.Standing != 0 || o.With != nil {
				continue
			}
			if n++; n > mostRests {
				break
			}
			h := p.a.Estate.Resources()[o.Resource].Head()
			name := esc(p.a.Rules[o.Rule].ID) + " on " + foreign(h.Name())
			if p.shows(rule.FailVerdict, true) && p.lists(p.a.Rules[o.Rule].ID) && !o.Covered {
				name = `<a href="#` + p.anchorOf(o.Observation) + `">` + name + "</a>"
			}
			p.put("<br>", name)
		}
		if c := r.Counts(); c.Fail > mostRests {
			p.put("<br>and ", figure(c.Fail-mostRests), " more")
		}
	}
	if r.Attestation != nil {
		p.put("<br>attested by ", foreign(r.Attestation.Person), ", ", r.Attestation.Date.String())
		if r.Ended {
			p.put(", and ended on ", r.Attestation.ValidUntil.String())
		} else {
			p.put(", until ", r.Attestation.ValidUntil.String())
		}
	} else if r.People != "" && (r.Status == assess.AwaitsAttestation || r.Status == assess.NotMet) {
		p.put("<br>a person's word is missing: ", rich(r.People))
	}
}

// dutyTable writes what remains to be done, by date.
func (p *page) dutyTable() {
	p.begin("duties")
	list := grouped(p.a.Duties())
	if len(list) == 0 {
		p.put("<p>Nothing that was read has a duty.</p>\n")
		p.end()
		return
	}
	p.put("<p>What remains to be done, seen from ", day(p.a.Today.String()), ". Dates of runtimes are AWS's forecasts, and have moved before.</p>\n")
	p.table("Duties by date", "", "day (UTC)", "from this run", "of", "what")
	for _, g := range list {
		d := g[0]
		state := d.State(p.a.Today)
		if state == assess.Overdue {
			p.put(`<tr class="over">`)
		} else {
			p.put("<tr>")
		}
		date, distance := `<span class="soft">no date</span>`, ""
		if !d.Due.IsZero() {
			date, distance = day(d.Due.String()), inDays(d.Due.Sub(p.a.Today))
		}
		switch state {
		case assess.Overdue:
			distance = "<strong>overdue</strong>, " + distance
		case assess.Owed:
			distance = "<strong>owed now</strong>"
		}
		names := g.names()
		for i, n := range names {
			names[i] = codeHTML(n)
		}
		if more := len(names) - mostNames; more > 0 {
			names = append(names[:mostNames:mostNames], "and "+figure(more)+" more")
		}
		p.put(`<th scope="row">`, date, "</th><td>", distance, "</td><td>", strings.Join(names, ", "), "</td><td>", rich(d.What))
		for _, line := range []string{d.Undated, d.Detail} {
			if line != "" {
				p.put(` <span class="soft">`, rich(line), "</span>")
			}
		}
		p.put("</td></tr>\n")
	}
	p.endTable()
	p.end()
}

// exceptionTables writes what people accepted, and what fails under it.
func (p *page) exceptionTables() {
	p.begin("exceptions")
	list := p.a.Exceptions()
	holds := 0
	for _, s := range list {
		if s.State == assess.Holds {
			holds++
		}
	}
	c := p.a.Count()
	p.put("<p>", figure(holds), " of ", Number(len(list), "exception", "exceptions"), " in force. ", Number(c.Standing, "failure stands", "failures stand"), " under one, and ",
		singular(c.Standing, "is a failure", "are failures"), " still: an exception never turns a failure into a pass.</p>\n")
	if len(list) > 0 {
		p.table("Exceptions", "", "rule", "where", "reason", "instead", "asked, approved", "ends", "state", ">failures")
		for _, s := range list {
			ends := `<span class="soft">no end</span>`
			if !s.Until.IsZero() {
				ends = day(s.Until.String()) + ", " + inDays(s.Until.Sub(p.a.Today))
			}
			trouble := rich(s.Trouble(p.a.Today))
			if s.State == assess.Holds && trouble == "" {
				trouble = "holds"
			}
			p.put(`<tr><th scope="row">`, codeHTML(s.Rule), "</th><td><code>", esc(s.Place), "</code></td><td>", foreign(s.Reason), "</td><td>", foreign(s.Measure), "</td><td>",
				foreign(cmp.Or(s.AskedBy, "nobody")), ", ", foreign(cmp.Or(s.ApprovedBy, "nobody")), "</td><td>", ends, "</td><td>", trouble, `</td><td class="num">`, figure(s.Matches), "</td></tr>\n")
		}
		p.endTable()
	}
	var standing []finding
	for _, in := range p.sections {
		for _, f := range in.standing {
			if p.lists(p.a.Rules[f.Rule].ID) {
				standing = append(standing, f)
			}
		}
	}
	if len(standing) > 0 && p.shows(rule.FailVerdict, true) {
		p.put("<h3>What fails under an exception</h3>\n")
		p.table("What fails under an exception", "", "rule", "resource", "place", "what", "exception")
		for _, f := range standing {
			s, _ := p.a.StandingOf(f.Observation)
			h := p.head(f.Observation)
			p.put(`<tr id="`, p.anchorOf(f.Observation), `" data-ob="fail excepted"><th scope="row">`, codeHTML(p.a.Rules[f.Rule].ID), "</th><td>", codeHTML(h.Name()), "</td><td><code>",
				esc(p.a.Estate.Places.At(f.at).String()), "</code></td><td>", foreign(strings.ReplaceAll(f.message, "{name}", h.Name())), "</td><td>", foreign(acceptance(s)), "</td></tr>\n")
		}
		p.endTable()
	}
	p.end()
}

func singular(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// inventory lists what was found: each function, and everything around them by
// kind.
func (p *page) inventory() {
	p.begin("inventory")
	resources := p.a.Estate.Resources()
	counts := make([]assess.Counts, len(resources))
	for _, ob := range p.a.Observations {
		counts[ob.Resource].Add(ob)
	}
	var functions []int
	var kinds []estate.Kind
	byKind := make(map[estate.Kind][]int)
	for i, r := range resources {
		k := r.Head().Kind()
		switch {
		case !k.InAWS() || p.a.Estate.Foremost(r) != r:
		case k == "function":
			functions = append(functions, i)
		default:
			if byKind[k] == nil {
				kinds = append(kinds, k)
			}
			byKind[k] = append(byKind[k], i)
		}
	}
	slices.Sort(kinds)
	p.put("<p>All that was found. Numbers are of the rules that judge the thing itself.</p>\n")
	if len(functions) > 0 {
		p.table("Functions", "", "function", "package", "runtime", "file", ">fail", ">unknown", ">pass", ">not applicable", ">all")
		for _, i := range functions {
			f, _ := resources[i].(*estate.Function)
			p.put(`<tr><th scope="row">`, codeHTML(f.Name()), "</th><td>", foreign(literal(f.PackageType)), "</td><td>", foreign(literal(f.Runtime)), "</td><td><code>",
				esc(p.a.Estate.Places.At(f.Block).String()), "</code></td>")
			p.figures(counts[i])
			p.put("</tr>\n")
		}
		p.endTable()
	}
	if len(kinds) > 0 {
		p.put("<details class=\"more\"><summary>Everything around them, by kind</summary>\n")
		p.table("Other resources by kind", "", "kind", ">count", "names", ">fail", ">unknown", ">pass", ">not applicable", ">all")
		for _, k := range kinds {
			var sum assess.Counts
			var of []estate.Resource
			for _, i := range byKind[k] {
				of = append(of, resources[i])
				sum = added(sum, counts[i])
			}
			p.put(`<tr><th scope="row"><code>`, esc(string(k)), `</code></th><td class="num">`, figure(len(of)), "</td><td>", p.names(of), "</td>")
			p.figures(sum)
			p.put("</tr>\n")
		}
		p.endTable()
		p.put("</details>\n")
	}
	p.end()
}

func added(a, b assess.Counts) assess.Counts {
	a.Pass += b.Pass
	a.Fail += b.Fail
	a.Unknown += b.Unknown
	a.NotApplicable += b.NotApplicable
	a.Error += b.Error
	return a
}

func (p *page) figures(c assess.Counts) {
	for _, n := range []int{c.Fail, c.Open(), c.Pass, c.NotApplicable, c.Total()} {
		p.put(`<td class="num">`, p.t.zero(n), "</td>")
	}
}
