package report

import (
	"encoding/hex"
	"strings"

	"bailiwick/rule"
)

// notEvaluatedTables tells what was not decided, why, and what would settle it;
// what could not be read; and which rules had nothing to judge.
func (p *page) notEvaluatedTables() {
	p.begin("open")
	c := p.a.Count()
	piles := p.t.piles()
	p.put("<p>", figure(c.Open()), " of ", figure(c.Applicable()), " applicable observations are unknown")
	if len(piles) > 0 {
		p.put(", for ", Number(len(piles), "reason", "reasons"))
	}
	p.put(".</p>\n")
	if len(piles) > 0 {
		p.table("Reasons, by number of observations", "", ">open", "reason", "touches", "next step")
		for _, q := range piles {
			title := q.class.title(q.subjects)
			p.put(`<tr data-open="`, figure(len(q.members)), `"><td class="num">`, figure(len(q.members)), `</td><th scope="row">`, rich(strings.ToUpper(title[:1])+title[1:]))
			if place := p.a.Estate.Places.At(q.at(p.t)); place.File != "" {
				p.put(" <code>", esc(place.String()), "</code>")
			}
			p.put("</th><td>", rich(p.t.about(q)), "</td><td>", rich(q.next(p.t)), "</td></tr>\n")
		}
		p.endTable()
	}
	p.problemList()
	p.idleRules()
	p.end()
}

// problemList tells what could not be read, and what no reader takes.
func (p *page) problemList() {
	list, others := p.a.Estate.Problems, p.a.Run.Read.Others
	if len(list)+len(others) == 0 {
		return
	}
	p.put("<h3 id=\"problems\" class=\"gap\">Problems: ", figure(len(list)+len(others)), "</h3>\n")
	p.table("Problems", "", "place", "what", "effect", "next step")
	for _, problem := range list {
		file, line, column := placeOf(p.a, problem)
		place := esc(file)
		if line > 0 {
			place += ":" + figure(line)
			if column > 0 {
				place += ":" + figure(column)
			}
		}
		p.put(`<tr><th scope="row"><code>`, place, "</code></th><td>", rich(problem.Summary), "</td><td>", rich(problem.Effect), "</td><td>", rich(problem.Next), "</td></tr>\n")
	}
	for _, other := range others {
		p.put(`<tr><th scope="row"><code>`, esc(other.Path), "</code></th><td>", rich(other.What), "</td><td>not read</td><td>", rich(other.Next), "</td></tr>\n")
	}
	p.endTable()
}

// idleRules names the rules without anything to judge.
func (p *page) idleRules() {
	judged := make([]bool, len(p.a.Rules))
	for _, ob := range p.a.Observations {
		judged[ob.Rule] = judged[ob.Rule] || ob.Verdict != rule.NotApplicableVerdict
	}
	var idle []string
	for i, r := range p.a.Rules {
		if !judged[i] {
			idle = append(idle, "<code>"+esc(r.ID)+"</code>")
		}
	}
	if idle == nil {
		return
	}
	p.put("<details class=\"more\"><summary>", figure(len(idle)), " of ", figure(len(p.a.Rules)), " rules had nothing to judge</summary><p class=\"small\">", strings.Join(idle, ", "), "</p></details>\n")
}

// method says how the report came about, so that somebody else can do it again.
func (p *page) method() {
	p.begin("method")
	run := p.a.Run
	p.put("<dl class=\"say3 wide\">\n")
	row := func(label, text string) {
		if text != "" {
			p.put("<dt>", label, "</dt><dd>", text, "</dd>\n")
		}
	}
	settings := "none: every default"
	if f := p.a.Settings.File(); f != "" {
		settings = codeHTML(f)
	}
	row("Decided by", "Bailiwick "+esc(run.Tool)+", "+Number(len(p.a.Rules), "rule", "rules"))
	row("Targets", foreign(strings.Join(run.Targets, ", ")))
	row("Options", foreign(strings.Join(run.Options, " ")))
	row("Settings", settings)
	tables := ""
	if made := p.a.Runtimes.Made(); !made.IsZero() {
		tables = "runtimes as known on " + made.String()
	}
	row("Tables", tables)
	row("Recount", "every number here is a count of rows that <code>--output csv</code> and <code>--output json</code> list")
	row("Again", codeHTML(p.Command))
	p.put("</dl>\n")
	files := p.a.Estate.Places.Files()
	p.put("<details class=\"more\"><summary>", Number(len(files), "file", "files"), " that were read, with their SHA-256</summary>\n")
	p.table("Files", "", "file", "SHA-256")
	const most = 5000
	for _, f := range files[:min(len(files), most)] {
		sum := f.Sum()
		p.put(`<tr><th scope="row"><code>`, esc(f.Name), "</code></th><td><code>", hex.EncodeToString(sum[:]), "</code></td></tr>\n")
	}
	p.endTable()
	if more := len(files) - most; more > 0 {
		p.put("<p>And ", figure(more), " more: the JSON has them all.</p>\n")
	}
	p.put("</details>\n")
	p.end()
}
