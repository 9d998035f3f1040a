package report

import (
	"slices"
	"strconv"
	"strings"

	"bailiwick/assess"
	"bailiwick/rule"
)

// A movement is a requirement that hangs on a rule.
type movement struct {
	of *assess.FrameworkResult
	is *assess.RequirementResult
}

// movements collects which requirements each rule decides.
func (p *page) movements() {
	p.moved = make(map[string][]movement)
	for _, f := range p.frameworks {
		for _, r := range f.Results {
			for _, e := range r.Edges {
				if e.Decides {
					p.moved[e.Rule] = append(p.moved[e.Rule], movement{f, r})
				}
			}
		}
	}
}

// inDetail is how many findings of one block are told with their lines. The
// others are rows.
const inDetail = 3

// findings writes what fails, gravest first.
func (p *page) findings() {
	p.begin("findings")
	if !p.shows(rule.FailVerdict, true) {
		p.put("<p>Failures are not listed: the run was asked to list other outcomes.</p>\n")
		p.end()
		return
	}
	total, blocks := 0, 0
	each := make([][]*block, len(p.sections))
	var severities [6]bool
	for i, in := range p.sections {
		each[i] = p.blocks(in, p.Options)
		blocks += len(each[i])
		for _, b := range each[i] {
			total += b.size()
			severities[b.severity] = true
		}
	}
	c := p.a.Count()
	switch {
	case total == 0 && p.Rule == "":
		p.put("<p>", esc(noFinding(c)), "</p>\n")
	default:
		p.put("<p>", Number(total, "failing observation", "failing observations"), " in ", Number(blocks, "finding", "findings"), ", gravest first.")
		if c.Standing > 0 {
			p.put(" What fails under an exception stands under <a href=\"#exceptions\">exceptions</a>.")
		}
		p.put("</p>\n")
		p.filter(total, severities)
	}
	for i, in := range p.sections {
		p.sectionHTML(in, each[i])
	}
	p.end()
}

// size is how many observations a block holds, those of the rules that fail at
// the same places among them.
func (b *block) size() int {
	n := len(b.members)
	for _, also := range b.also {
		n += len(also.members)
	}
	return n
}

func (p *page) filter(total int, severities [6]bool) {
	p.put(`<div class="tools needs-js" role="search">`,
		`<label for="q"><span class="vh">Filter findings by text</span></label><input id="q" type="search" placeholder="Filter: a name, a rule, a file" autocomplete="off" spellcheck="false">`,
		`<label for="sv"><span class="vh">Severity</span></label><select id="sv"><option value="">every severity</option>`)
	for s := rule.Critical; s >= rule.Info; s-- {
		if severities[s] {
			p.put(`<option value="`, s.String(), `">`, s.String(), "</option>")
		}
	}
	p.put(`</select><button type="button" id="all">Open all</button><span id="n" role="status" class="soft">`, Number(total, "finding", "findings"), "</span></div>\n")
}

func (p *page) sectionHTML(in *section, blocks []*block) {
	if len(p.sections) > 1 {
		name := "environment " + foreign(in.environment)
		if in.environment == "" {
			name = "without an environment"
		}
		p.put("<h3 class=\"env\">", name, " <span class=\"soft\">", esc(amongResources(in.functions, in.resources)), "; ",
			figure(in.counts.Fail-in.counts.Standing), " of ", figure(in.counts.Decided()), " decided observations fail</span></h3>\n")
	}
	for len(blocks) > 0 {
		n := 1 // blocks of one rule stand together
		for n < len(blocks) && blocks[n].rule == blocks[0].rule && blocks[n].severity == blocks[0].severity {
			n++
		}
		for _, b := range blocks[:min(n, blocksOfRule)] {
			p.block(in, b)
		}
		if n > blocksOfRule {
			p.briefly(blocks[blocksOfRule:n])
		}
		blocks = blocks[n:]
	}
}

// blocksOfRule is how many findings of one rule are told each by itself. The
// others stand together, a row each: what is to be done is the same.
const blocksOfRule = 200

// briefly writes the findings of one rule that are too many to tell each.
func (p *page) briefly(blocks []*block) {
	r := p.a.Rules[blocks[0].rule]
	n := 0
	for _, b := range blocks {
		n += b.size()
	}
	p.put(`<article class="finding" id="`, p.blockAnchor(blocks[0]), `" data-sev="`, blocks[0].severity.String(), `"><details><summary class="fh">`, meter(blocks[0].severity),
		`<h3 class="ft">And `, figure(n), ` more of this rule</h3><span class="fr"></span></summary><div class="fb"><p class="place">`, codeHTML(r.ID), "<br>breaks “", esc(r.Title), "”</p>\n")
	p.table("More findings of "+r.ID, "", "resource", "place", "what")
	for _, b := range blocks {
		for _, f := range b.all() {
			h := p.head(f.Observation)
			p.put(`<tr class="m" id="`, p.anchorOf(f.Observation), `" data-ob="fail"><th scope="row">`, codeHTML(h.Name()), "</th><td><code>", esc(p.a.Estate.Places.At(f.at).String()), "</code></td><td>")
			if f.Rule != blocks[0].rule {
				p.put(codeHTML(p.a.Rules[f.Rule].ID), ": ")
			}
			p.put(foreign(strings.ReplaceAll(f.message, "{name}", h.Name())), "</td></tr>\n")
		}
	}
	p.endTable()
	p.put("</div></details></article>\n")
}

// blockAnchor is the id of a block: that of its first observation.
func (p *page) blockAnchor(b *block) string { return "b-" + p.a.ID(b.members[0].Observation) }

// anchorOf is the id of an observation's row.
func (p *page) anchorOf(ob assess.Observation) string { return "o-" + p.a.ID(ob) }

// block writes one finding: what fails, where, why, and what to do.
func (p *page) block(in *section, b *block) {
	r := p.a.Rules[b.rule]
	p.put(`<article class="finding" id="`, p.blockAnchor(b), `" data-sev="`, b.severity.String(), `"><details`)
	if b.severity >= rule.High {
		p.put(" open")
	}
	p.put("><summary class=\"fh\">", meter(b.severity), `<h3 class="ft">`, foreign(middle(p.heading(b))), `</h3><span class="fr soft">`, esc(p.ratio(in, b)), "</span></summary>\n<div class=\"fb\">\n")
	p.put("<p class=\"place\"><a href=\"#", p.blockAnchor(b), "\" aria-label=\"Link to this finding\">#</a>", codeHTML(r.ID), "<br>breaks “", esc(r.Title), "”</p>\n")
	told, fixed := finding{}, ""
	detailed := min(len(b.members), inDetail)
	for _, f := range b.members[:detailed] {
		fixed = p.findingHTML(b, f, told, fixed)
		told = f
	}
	if rest := b.members[detailed:]; len(rest) > 0 {
		p.memberRows("More of the same", rest)
	}
	for _, also := range b.also {
		p.put("<p class=\"small\"><span class=\"k\">also</span> ", codeHTML(p.a.Rules[also.rule].ID), ", “", esc(p.a.Rules[also.rule].Title), "”, fails for the same reason</p>\n")
		p.memberRows("Where it fails as well", also.members)
	}
	p.moves(b)
	p.put("</div></details></article>\n")
}

// findingHTML tells one observation. What the one told before it has in common
// with it is not told again. It returns the fix.
func (p *page) findingHTML(b *block, f, told finding, fixed string) string {
	out := p.asker.Outcome(f.Observation)
	h := p.head(f.Observation)
	place := p.a.Estate.Places.At(f.at)
	p.put(`<section class="m" id="`, p.anchorOf(f.Observation), `" data-ob="fail"><h4 class="mh">`, codeHTML(h.Name()), ` <span class="soft">`, esc(h.Kind().Noun(1)), "</span> ", codeHTML(place.String()), "</h4>\n")
	label, who, fix := wording(p.a, f.Observation, out)
	fill := func(s string) string { return strings.ReplaceAll(s, "{name}", h.Name()) }
	if told.at == 0 || told.at != f.at {
		lines := p.excerpt(f.at)
		if lines == nil {
			lines = p.t.quoted(f, out)
		}
		p.codeBlock(lines, fill(label))
	}
	fix = fill(fix)
	type said struct{ label, text string }
	var list []said
	if h.Scope.Source == "plan" && place.File != "" && p.a.Estate.Places.File(f.at).Source != nil {
		list = append(list, said{"Plan", p.t.inPlan(h, f, out)})
	}
	list = append(list, said{"Made", p.made(f)}, said{"When", h.When.String()}, said{"Who", fill(who)})
	if fix != fixed {
		list = append(list, said{"Fix", fix})
	}
	begun := false
	for _, s := range list {
		if s.text == "" {
			continue
		}
		if !begun {
			p.put("<dl class=\"say3\">")
			begun = true
		}
		p.put("<dt>", s.label, "</dt><dd>", rich(s.text), "</dd>")
	}
	if begun {
		p.put("</dl>\n")
	}
	p.facts(out)
	p.put("</section>\n")
	return fix
}

// facts lists what an outcome rests on, with where each was read.
func (p *page) facts(out rule.Outcome) {
	if len(out.Facts) == 0 {
		return
	}
	p.put("<details class=\"why\"><summary>", Number(len(out.Facts), "fact that this rests on", "facts that this rests on"), "</summary><dl class=\"facts\">")
	for _, fact := range out.Facts {
		name := fact.Attribute()
		if name == "" {
			name = "fact"
		}
		p.put("<div><dt>", codeHTML(name), "</dt><dd>", foreign(fact.String()), "</dd><dd class=\"from\"><span class=\"vh\">read from </span>",
			esc(FactPlace(p.a.Estate.Places, fact).String()), "</dd></div>")
	}
	p.put("</dl></details>\n")
}

// memberRows lists observations in a row each.
func (p *page) memberRows(caption string, list []finding) {
	p.table(caption, "", "resource", "place", "rests on")
	for _, f := range list {
		out := p.asker.Outcome(f.Observation)
		p.put(`<tr class="m" id="`, p.anchorOf(f.Observation), `" data-ob="fail"><th scope="row">`, codeHTML(p.head(f.Observation).Name()), "</th><td><code>",
			esc(p.a.Estate.Places.At(f.at).String()), "</code></td><td>")
		if fact, ok := told(f, out); ok {
			p.put(foreign(factText(fact)))
		} else if len(out.Facts) > 0 {
			p.put(foreign(factText(out.Facts[0])))
		}
		p.put("</td></tr>\n")
	}
	p.endTable()
}

// mostMoved is how many requirements of a framework a finding names.
const mostMoved = 8

// moves names the requirements that hang on a block's rules, of the frameworks
// that are claimed, else of all.
func (p *page) moves(b *block) {
	claimed := slices.ContainsFunc(p.frameworks, func(f *assess.FrameworkResult) bool { return f.Claimed })
	var parts []string
	total := 0
	for _, f := range p.frameworks {
		if claimed && !f.Claimed {
			continue
		}
		var links []string
		n := 0
		for _, m := range p.moved[p.a.Rules[b.rule].ID] {
			if m.of != f {
				continue
			}
			if n++; n <= mostMoved {
				links = append(links, `<a href="#`+requirementAnchor(f, m.is)+`">`+esc(m.is.ID)+"</a>")
			}
		}
		if n == 0 {
			continue
		}
		total += n
		text := esc(f.Name) + " " + strings.Join(links, ", ")
		if n > mostMoved {
			text += " and " + figure(n-mostMoved) + " more"
		}
		parts = append(parts, text)
	}
	if total > 0 {
		p.put("<p class=\"small\"><span class=\"k\">Decides</span> ", Number(total, "requirement", "requirements"), ": ", strings.Join(parts, "; "), "</p>\n")
	}
}

func requirementAnchor(f *assess.FrameworkResult, r *assess.RequirementResult) string {
	return "r-" + anchor(f.Name, r.ID)
}

// meter is a severity; the style draws its bars.
func meter(s rule.Severity) string {
	return `<span class="sev ` + s.String() + `">` + s.String() + "</span>"
}

// maxHeading is how many characters of a heading are shown: a name may be as
// long as its giver likes. It is whole in the facts.
const maxHeading = 160

// middle cuts a text in the middle.
func middle(s string) string {
	runes := []rune(s)
	if len(runes) <= maxHeading {
		return s
	}
	return string(runes[:maxHeading/2]) + "…" + string(runes[len(runes)-maxHeading/2:])
}

// codeBlock writes lines with the marked part and what is to be said of it.
func (p *page) codeBlock(lines []codeLine, label string) {
	if len(lines) == 0 {
		return
	}
	p.put(`<pre class="code" tabindex="0"><code>`)
	for _, l := range lines {
		number := ""
		if l.number > 0 {
			number = strconv.Itoa(l.number)
		}
		p.put(`<span class="ln"><span class="no">`, number, "</span>")
		if l.to <= l.from {
			p.put(esc(l.text), "</span>")
			continue
		}
		before, marked, after := cells3(l)
		p.put(esc(before), "<mark>", esc(marked), "</mark>", esc(after), "</span>")
		if label != "" {
			p.put(`<span class="ln lab"><span class="no"></span>`, strings.Repeat(" ", min(l.from, 40)), `<span class="say">`, rich(label), "</span></span>")
		}
	}
	p.put("</code></pre>\n")
}

// cells3 parts a line at the cells that are marked.
func cells3(l codeLine) (before, marked, after string) {
	from, to, n := len(l.text), len(l.text), 0
	for i, r := range l.text {
		if n >= l.from && from == len(l.text) && i < from {
			from = i
		}
		if n >= l.to {
			to = i
			break
		}
		n += cellsOf(r)
	}
	from = min(from, to)
	return l.text[:from], l.text[from:to], l.text[to:]
}

// listedRows lists passes and what else was asked for.
func (p *page) listedRows() {
	for _, v := range []rule.Verdict{rule.UnknownVerdict, rule.ErrorVerdict, rule.PassVerdict, rule.NotApplicableVerdict} {
		if !p.shows(v, false) {
			continue
		}
		p.put("\n<section id=\"listed-", anchor(v.String()), "\">\n<h2>", esc(v.String()), "</h2>\n")
		p.table(v.String(), "", "rule", "resource", "place", "message")
		for ob := range p.Options.rows(p.a) {
			if ob.Verdict != v || ob.Covered {
				continue
			}
			out := p.asker.Outcome(ob)
			h := p.head(ob)
			p.put(`<tr id="`, p.anchorOf(ob), `" data-ob="`, v.String(), `"><th scope="row">`, codeHTML(p.a.Rules[ob.Rule].ID), "</th><td>", codeHTML(h.Name()), "</td><td><code>",
				esc(p.a.Estate.Places.At(originOf(out, h)).String()), "</code></td><td>", rich(sentence(p.a, ob, out)), "</td></tr>\n")
		}
		p.endTable()
		p.put("</section>\n")
	}
}
