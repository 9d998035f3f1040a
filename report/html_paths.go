package report

import (
	"fmt"

	"bailiwick/access"
	"bailiwick/access/escalation"
	"bailiwick/iam/reason"
)

// maxPaths is how many ways to administrator rights are told one by one.
const maxPaths = 60

// Measures of the drawing of a path, as those of the map.
const (
	pathStep = 360
	pathTop  = 14
)

// engine returns the engine that questions about the whole are asked of.
func (p *page) engine() *access.Engine {
	if p.asked == nil {
		p.asked = access.New(p.a.Estate, p.a.Settings).In(p.a.Estate.In(nil))
	}
	return p.asked
}

// paths tells who can become an administrator, and by which steps.
func (p *page) paths() {
	p.begin("paths")
	graph := escalation.Of(p.engine())
	principals, proven, given, admins := 0, 0, 0, 0
	var ways []escalation.Way
	var unknown []escalation.Way
	for _, n := range graph.Principals() {
		if n.Of == nil || p.a.Estate.Foremost(n.Of) != n.Of {
			continue
		}
		principals++
		w := graph.From(n)
		for i := range w.Paths {
			if len(w.Paths[i].Given()) == 0 {
				proven++
			} else {
				given++
			}
		}
		switch {
		case w.Admin.Verdict == reason.Yes:
			admins++
		case len(w.Paths) > 0:
			ways = append(ways, w)
		case w.Admin.Verdict == reason.Outside || len(w.Open)+len(w.Gaps) > 0:
			unknown = append(unknown, w)
		}
	}
	if principals == 0 {
		p.put("<p>No role or user was found.</p>\n")
		p.end()
		return
	}
	p.put("<p>Whether a role or user can become an administrator by requests that are allowed. ",
		Number(principals, "role or user", "roles and users"), ": ", figure(admins), " already, ", Number(proven, "path", "paths"), " proven, ",
		figure(given), " on conditions that were not read; of ", figure(len(unknown)), " it is unknown.</p>\n")
	told := 0
	for i := range ways {
		for j := range ways[i].Paths {
			if told++; told <= maxPaths {
				p.path(told, &ways[i].Paths[j])
			}
		}
	}
	if told > maxPaths {
		p.put("<p>", figure(told-maxPaths), " more: <code>bailiwick iam paths</code> tells all.</p>\n")
	}
	p.unknownWays(unknown)
	p.end()
}

// path tells one path: drawn, and its steps with what allows them.
func (p *page) path(number int, path *escalation.Path) {
	p.put("<details class=\"more\"")
	if number <= 3 {
		p.put(" open")
	}
	state := "proven"
	if len(path.Given()) > 0 {
		state = "on conditions"
	}
	p.put("><summary><span>", foreign(path.From().String()), " becomes ", foreign(path.To().String()), ", who ", esc(path.Admin.What), ": ", state, "</span></summary>\n")
	width := max(mapWidth, leftBox+sideWidth+len(path.Steps)*pathStep+leftBox)
	id := fmt.Sprintf("path-t%d", number)
	p.put(`<div class="scroll" role="group" tabindex="0" aria-label="Path `, figure(number), `"><svg class="map" viewBox="0 0 `, fmt.Sprintf("%d %d", width, pathTop+boxHeight+8),
		`" role="img" aria-labelledby="`, id, `"><title id="`, id, `">`, Number(len(path.Steps), "step", "steps"), " to an administrator; the list below says the same</title>\n")
	if number == 1 {
		p.put(`<defs><marker id="pr" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 L8 4 L0 8 z" class="ah"/></marker></defs>`)
	}
	for i := range path.Steps {
		edge, x, y := &path.Steps[i].Edges[0], leftBox+i*pathStep+sideWidth, pathTop+boxHeight/2
		class := "e"
		if edge.Given != "" {
			class = "e unk"
		}
		p.put(fmt.Sprintf(`<path d="M%d %dH%d" class="%s" marker-end="url(#pr)"/><text x="%d" y="%d" class="s">%s</text>`,
			x, y, x+pathStep-sideWidth-4, class, x+8, y-8, esc(inside(edge.Method.ID, sideWidth))), "\n")
	}
	p.boxAt(nodeBox(path.From(), "n fn"), leftBox, sideWidth)
	for i := range path.Steps {
		class := "n fn"
		if i == len(path.Steps)-1 {
			class = "n bad"
		}
		p.boxAt(nodeBox(path.Steps[i].To, class), leftBox+(i+1)*pathStep, sideWidth)
	}
	p.put("</svg></div>\n<ol>")
	for i := range path.Steps {
		edge := &path.Steps[i].Edges[0]
		p.put("<li>", foreign(edge.From.String()), " ", foreign(edge.Does()))
		if edge.Given != "" {
			p.put(", if ", foreign(edge.Given))
		}
		p.put("<ul>")
		for _, w := range edge.Witnesses {
			p.put("<li>", foreign(w.String()), "</li>")
		}
		for _, f := range edge.Facts {
			p.put("<li>", foreign(f.String()))
			if at := p.a.Estate.Places.At(f.Origin()); at.File != "" {
				p.put(" ", codeHTML(at.String()))
			}
			p.put("</li>")
		}
		p.put("</ul></li>")
	}
	p.put("</ol></details>\n")
}

func nodeBox(n escalation.Node, class string) box {
	b := box{name: n.String(), class: class, y: pathTop}
	if n.Of != nil {
		b.name, b.below = n.Of.Head().Name(), n.Of.Head().Kind().Noun(1)
		switch n.As {
		case escalation.Rewritten:
			b.below += ", policies rewritten"
		case escalation.Unbound:
			b.below += ", without boundary"
		}
	}
	return b
}

// unknownWays tells of whom it cannot be told, and what is in the way.
func (p *page) unknownWays(list []escalation.Way) {
	if len(list) == 0 {
		return
	}
	p.put("<details class=\"more\"><summary>Of ", Number(len(list), "role or user", "roles and users"), " it is unknown</summary>\n")
	p.table("Roles and users of whom it cannot be told", "", "role or user", "because")
	for _, w := range list {
		because := w.Admin.Why
		switch {
		case len(w.Open) > 0:
			because = w.Open[0].Open()
		case len(w.Gaps) > 0:
			because = w.Gaps[0].Reason()
		}
		p.put(`<tr><th scope="row">`, foreign(w.From.String()), "</th><td>", foreign(because), "</td></tr>\n")
	}
	p.endTable()
	p.put("</details>\n")
}
