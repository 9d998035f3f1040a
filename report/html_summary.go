package report

import (
	"cmp"
	"strconv"
	"strings"

	"bailiwick/assess"
	"bailiwick/estate"
	"bailiwick/rule"
)

// statusClass is the class of a status in the style, statusMark its mark.
var (
	statusClass = map[assess.Status]string{
		assess.Met: "met", assess.MetWithException: "exception", assess.NotMet: "notmet", assess.PartlyEvidenced: "partly",
		assess.AwaitsAttestation: "awaits", assess.NotEvaluated: "noteval", assess.NotApplicable: "na", assess.Inherited: "inherited",
	}
	statusMark = map[assess.Status]string{
		assess.Met: "✓", assess.MetWithException: "≈", assess.NotMet: "✗", assess.PartlyEvidenced: "◐",
		assess.AwaitsAttestation: "✎", assess.NotEvaluated: "○", assess.NotApplicable: "–", assess.Inherited: "⇡",
	}
)

// summary is the first screen: the verdict, the frameworks, what was looked at,
// what was not, and what to fix first.
func (p *page) summary() {
	c := p.a.Count()
	p.put("\n<section id=\"summary\" aria-label=\"Summary\">\n<p class=\"lead\">")
	switch {
	case !p.a.Judged():
		p.put("<b>Nothing was checked: no rule judges what is declared here.</b> This is no pass.")
	case c.Fail == 0:
		p.put("<b>", esc(noFinding(c)), "</b>")
	default:
		sentence, rest, _ := strings.Cut(verdictLine(c), ". ")
		p.put("<b>", esc(sentence), ".</b> ", esc(strings.TrimSuffix(rest, figure(c.Open())+" unknown.")))
	}
	if c.Open() > 0 && c.Fail > 0 {
		p.put(" <b>", figure(c.Open()), " of ", figure(c.Applicable()), " applicable ones are unknown</b>")
		if n := len(p.a.Estate.Problems); n > 0 {
			p.put(", and what ", Number(n, "problem hides", "problems hide"), " is in no count")
		}
		p.put(".")
	}
	p.put("</p>\n")
	p.fixFirstHTML()
	p.put("<div class=\"two\">\n<div>\n<h2 class=\"vh\">Requirements by framework</h2>\n")
	p.bars()
	p.put("</div>\n<div>\n<h3>What was looked at</h3>\n<dl class=\"pop\">\n")
	p.population()
	p.put("</dl>\n<h3 class=\"gap\">What was not evaluated, and what settles it</h3>\n")
	p.openShort()
	p.put("</div>\n</div>\n")
	p.put("<p class=\"small soft\">This report is evidence for an assessment and no opinion on it. Which requirement a rule touches, and who carries it, is our reading: no auditor has read it.</p>\n</section>\n")
}

// shownUnclaimed is how many frameworks are drawn where none is claimed.
const shownUnclaimed = 3

// bars draws the statuses of each framework that is claimed, or says that none
// is; of those that are not claimed the figures stand with the requirements.
func (p *page) bars() {
	claimed := 0
	for _, f := range p.frameworks {
		if !f.Claimed {
			continue
		}
		claimed++
		p.framework(f)
	}
	switch {
	case claimed > 0:
	case len(p.frameworks) == 0:
		p.put("<p>No framework is in scope.</p>\n")
	default:
		p.put("<p>No framework is named in the settings: <code>bailiwick scope</code> proposes which bind. Here is what the run says of each, and claims for none.</p>\n")
		for _, f := range p.frameworks[:min(len(p.frameworks), shownUnclaimed)] {
			p.framework(f)
		}
		if more := len(p.frameworks) - shownUnclaimed; more > 0 {
			p.put("<p class=\"small\"><a href=\"#requirements\">", Number(more, "more framework", "more frameworks"), "</a></p>\n")
		}
	}
}

func (p *page) framework(f *assess.FrameworkResult) {
	id := "fw-" + anchor(f.Name)
	n := f.Count()
	p.put(`<section class="fw" aria-labelledby="`, id, `"><h3 id="`, id, `"><a href="#`, requirementsAnchor(f), `">`, esc(f.Name), `</a> <span class="soft">`,
		Number(len(f.Results), "requirement", "requirements"), "</span></h3>\n<div class=\"bar\" aria-hidden=\"true\">")
	for _, s := range assess.Statuses {
		if n[s] == 0 {
			continue
		}
		p.put(`<span class="seg `, statusClass[s], " g", strconv.Itoa(n[s]), `">`)
		if n[s]*24 >= len(f.Results) { // the figure fits
			p.put("<b>", strconv.Itoa(n[s]), "</b>")
		}
		p.put("</span>")
	}
	p.put("</div><ul class=\"figs\">")
	for _, s := range assess.Statuses {
		if n[s] > 0 {
			p.put(`<li><span class="sw `, statusClass[s], `" aria-hidden="true"></span><b>`, figure(n[s]), "</b> ", s.Words(), "</li>")
		}
	}
	p.put("</ul></section>\n")
}

func requirementsAnchor(f *assess.FrameworkResult) string { return "rs-" + anchor(f.Name) }

// population counts what was looked at.
func (p *page) population() {
	c := p.a.Count()
	functions, resources := 0, 0
	for _, in := range p.sections {
		functions += in.functions
		resources += in.resources
	}
	kinds := map[estate.Kind]bool{}
	for _, r := range p.a.Estate.Resources() {
		if r.Head().Kind().InAWS() {
			kinds[r.Head().Kind()] = true
		}
	}
	const (
		none = iota
		open
		decided
	)
	rules := make([]int, len(p.a.Rules))
	for _, ob := range p.a.Observations {
		switch ob.Verdict {
		case rule.PassVerdict, rule.FailVerdict:
			rules[ob.Rule] = decided
		default:
			rules[ob.Rule] = max(rules[ob.Rule], open)
		}
	}
	var number [3]int
	for _, state := range rules {
		number[state]++
	}
	row := func(n int, text string) { p.put("<dt>", figure(n), "</dt><dd>", text, "</dd>\n") }
	row(functions, "functions, in "+Number(resources, "resource", "resources")+" of "+Number(len(kinds), "kind", "kinds"))
	row(len(p.a.Rules), "rules: "+figure(number[decided])+" decided something, "+figure(number[open])+" open or not applicable, "+figure(number[none])+" with nothing to judge")
	row(c.Total(), "observations: "+figure(c.Pass)+" pass, "+figure(c.Fail)+" fail, "+figure(c.Open())+" unknown, "+figure(c.NotApplicable)+" not applicable")
}

// openShort names what would settle most of what is unknown.
func (p *page) openShort() {
	piles := p.t.piles()
	others := p.a.Run.Read.Others
	if len(piles)+len(p.a.Estate.Problems)+len(others) == 0 {
		p.put("<p>Nothing.</p>\n")
		return
	}
	const most = 4
	p.put("<ul class=\"next\">\n")
	for _, q := range piles[:min(len(piles), most)] {
		next := cmp.Or(q.class.next(q.subjects), "bailiwick explain "+p.a.Rules[q.members[0].Rule].ID)
		p.put("<li><b>", figure(len(q.members)), "</b><span>", rich(q.class.title(q.subjects)), ": ", rich(next), "</span></li>\n")
	}
	if more := len(piles) - most; more > 0 {
		n := 0
		for _, q := range piles[most:] {
			n += len(q.members)
		}
		p.put("<li><b>", figure(n), "</b><span>for <a href=\"#open\">", Number(more, "more reason", "more reasons"), "</a></span></li>\n")
	}
	if n := len(p.a.Estate.Problems); n > 0 {
		p.put("<li><b>!</b><span><a href=\"#problems\">", Number(n, "problem", "problems"), "</a>: parts of the input could not be read</span></li>\n")
	}
	if n := len(others); n > 0 {
		p.put("<li><b>!</b><span><a href=\"#problems\">", Number(n, "file", "files"), "</a> that no reader takes</span></li>\n")
	}
	p.put("</ul>\n")
}

// fixFirstHTML links the gravest findings.
func (p *page) fixFirstHTML() {
	var names []string
	for _, in := range p.sections {
		for _, b := range p.blocks(in, Options{}) {
			if b.severity >= rule.High && len(names) < maxFixFirst {
				names = append(names, `<a href="#`+p.blockAnchor(b)+`">`+esc(p.heading(b))+"</a>")
			}
		}
	}
	if names != nil {
		p.put("<div class=\"first\"><p><b>Fix first:</b> ", strings.Join(names, "; "), ".</p></div>\n")
	}
}
