package main

import (
	"flag"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bailiwick/access/escalation"
	"bailiwick/check"
	"bailiwick/iam/reason"
	"bailiwick/report"
)

const iamPathsUsage = `bailiwick iam paths [TARGET…] tells which roles and users of an estate can become
administrators, and by which steps: taking a role, handing one to a service,
changing code that runs with one, writing policies. Each step has a request that
is allowed, and the statements that allow it. A target is as for check; default:
the working folder.

  bailiwick iam paths ./infra
  bailiwick iam paths ./infra --from orders-api
  bailiwick iam paths ./infra --output dot | dot -Tsvg > paths.svg

  --from NAME                from this role or user only: its name, address or id
  --output text|json|dot     default: text; dot is for Graphviz
` + iamEstateUsage + `  --color --ascii --width    as for check
` + iamAloneUsage + `Beside policy files an administrator is assumed whom services may act as.
SCPs and RCPs that were not read can only narrow.

exit 0 no path · 1 a path, or unknown · 2 wrong use · 3 a target could not be read
`

func runIAMPaths(s *session, args []string) (check.Status, error) {
	var (
		t    iamTargets
		from string
	)
	_, err := t.parse(s, "paths", args, []string{"dot", "json", "text"}, 0, func(fs *flag.FlagSet) {
		fs.StringVar(&from, "from", "", "the name of a role or user")
	})
	if err != nil {
		return 0, err
	}
	t.beside = true
	e, err := t.read(s)
	if err != nil {
		return 0, err
	}
	graph := escalation.Of(e.engine)
	nodes := slices.DeleteFunc(graph.Principals(), func(n escalation.Node) bool {
		return n.Of == nil || e.alone && n.Of.Head().Address == assumedAdmin || from != "" && !slices.Contains([]string{n.Of.Head().Name(), n.Of.Head().Address, n.Of.Head().ID()}, from)
	})
	if from != "" && len(nodes) == 0 {
		return 0, usage("no role or user that was read is called `%s`", from)
	}
	var ways []escalation.Way
	found := false
	for _, n := range nodes {
		w := graph.From(n)
		found = found || len(w.Paths)+len(w.Open)+len(w.Gaps) > 0 && w.Admin.Verdict != reason.Yes || w.Admin.Verdict == reason.Outside
		ways = append(ways, w)
	}
	if t.form == "dot" {
		_, err = fmt.Fprint(s.stdout, pathsDot(ways))
	} else {
		err = s.answered(t.form, e.pathsForm(ways), func(p *page) { e.pathsText(p, ways) })
	}
	if err != nil || !found {
		return check.Clean, err
	}
	s.reason(check.Findings, "a way to administrator rights is there or cannot be ruled out")
	return check.Findings, nil
}

// pathsText writes the paths, proven ones first, then what is not certain.
func (e *iamEstate) pathsText(p *page, ways []escalation.Way) {
	e.head(p)
	if e.alone {
		p.hang("", "Assumed beside: the role "+assumedAdmin+", which may do everything and which the services of all known methods may run as.")
	}
	proven, given, open, unread, admins := 0, 0, 0, 0, 0
	for _, w := range ways {
		for i := range w.Paths {
			if len(w.Paths[i].Given()) == 0 {
				proven++
			} else {
				given++
			}
			e.path(p, &w.Paths[i])
		}
	}
	for _, w := range ways {
		switch {
		case w.Admin.Verdict == reason.Yes:
			admins++
			fmt.Fprintln(p)
			p.hang("already  ", w.From.String()+" "+w.Admin.What)
			e.facts(p, w.Admin.Facts)
		case len(w.Open) > 0:
			open++
			fmt.Fprintln(p)
			p.hang("unknown  ", "from "+w.From.String()+": "+w.Open[0].Open())
		case w.Admin.Verdict == reason.Outside:
			unread++
			fmt.Fprintln(p)
			p.hang("unknown  ", "from "+w.From.String()+": "+w.Admin.Why)
		case len(w.Gaps) > 0 && len(w.Paths) == 0:
			unread++
			fmt.Fprintln(p)
			p.hang("unknown  ", "from "+w.From.String()+": "+w.Gaps[0].Reason())
			e.facts(p, w.Gaps[:1])
		}
	}
	fmt.Fprintln(p)
	p.hang("", fmt.Sprintf("%s proven, %d on conditions that were not read; %s already; %d unknown; of %s.",
		report.Number(proven, "path", "paths"), given, report.Number(admins, "administrator", "administrators"), open+unread,
		report.Number(len(ways), "role or user", "roles and users")))
}

func (e *iamEstate) path(p *page, path *escalation.Path) {
	fmt.Fprintln(p)
	kind := "path     "
	if len(path.Given()) > 0 {
		kind = "perhaps  "
	}
	p.hang(kind, path.From().String()+" becomes "+path.To().String()+", who "+path.Admin.What)
	for i := range path.Steps {
		edge := &path.Steps[i].Edges[0]
		p.hang(fmt.Sprintf("  %-9d", i+1), edge.Does())
		if edge.Given != "" {
			p.hang("      if       ", edge.Given)
		}
		for _, w := range edge.Witnesses {
			p.hang("      who      ", w.String())
		}
		e.facts(p, edge.Facts)
	}
}

// A pathJSON is a path as programs read it.
type pathJSON struct {
	From  string     `json:"from"`
	To    string     `json:"to"`
	Admin string     `json:"admin"`  // what the last one may do
	State string     `json:"answer"` // proven, on-conditions or unknown
	Given []string   `json:"given,omitempty"`
	Why   string     `json:"why,omitzero"` // of unknown
	Steps []stepJSON `json:"steps"`
}

type stepJSON struct {
	From      string         `json:"from"`
	To        string         `json:"to"`
	Method    string         `json:"method"`
	Does      string         `json:"does"`
	Witnesses []*witnessJSON `json:"witnesses"`
	Facts     []factJSON     `json:"facts"`
}

// A wayJSON is what one role or user can come to.
type wayJSON struct {
	Principal *subjectJSON `json:"principal"`
	Admin     string       `json:"admin"` // whether it is one already: yes, no or unknown
	What      string       `json:"what,omitzero"`
	Why       string       `json:"why,omitzero"`
	Paths     []pathJSON   `json:"paths"`
	Gaps      []factJSON   `json:"gaps"` // where there are any, no path is no proof
}

func (e *iamEstate) pathsForm(ways []escalation.Way) any {
	out := struct {
		Principals []wayJSON `json:"principals"`
		Problems   int       `json:"problems"`
	}{[]wayJSON{}, len(e.Estate.Problems)}
	for _, w := range ways {
		row := wayJSON{
			Principal: e.subject(w.From.Of), Admin: verdictWord(w.Admin.Verdict), What: w.Admin.What, Why: w.Admin.Why,
			Paths: []pathJSON{}, Gaps: e.factsForm(w.Gaps),
		}
		for _, list := range [][]escalation.Path{w.Paths, w.Open} {
			for i := range list {
				row.Paths = append(row.Paths, e.pathForm(&list[i]))
			}
		}
		out.Principals = append(out.Principals, row)
	}
	return out
}

func (e *iamEstate) pathForm(p *escalation.Path) pathJSON {
	out := pathJSON{From: p.From().ID(), To: p.To().ID(), Admin: p.Admin.What, State: "proven", Given: p.Given(), Why: p.Open()}
	switch {
	case out.Why != "":
		out.State = "unknown"
	case len(out.Given) > 0:
		out.State = "on-conditions"
	}
	for i := range p.Steps {
		edge := &p.Steps[i].Edges[0]
		step := stepJSON{
			From: edge.From.ID(), To: edge.To.ID(), Method: edge.Method.ID, Does: edge.Does(),
			Witnesses: []*witnessJSON{}, Facts: e.factsForm(edge.Facts),
		}
		for _, w := range edge.Witnesses {
			step.Witnesses = append(step.Witnesses, witnessForm(w))
		}
		out.Steps = append(out.Steps, step)
	}
	return out
}

// pathsDot returns the graph of all steps for Graphviz: proven ones as lines,
// others dashed.
func pathsDot(ways []escalation.Way) string {
	var b strings.Builder
	b.WriteString("digraph paths {\n  rankdir=LR;\n  node [shape=box];\n")
	seen := make(map[string]bool)
	line := func(text string) {
		if !seen[text] {
			seen[text] = true
			b.WriteString(text)
		}
	}
	node := func(n escalation.Node, admin bool) {
		style := ""
		if admin {
			style = ", color=red, penwidth=2"
		}
		line("  " + dotText(n.ID()) + " [label=" + dotText(n.String()) + style + "];\n")
	}
	for _, w := range ways {
		if w.Admin.Verdict == reason.Yes {
			node(w.From, true)
		}
		for _, list := range [][]escalation.Path{w.Paths, w.Open} {
			for i := range list {
				p := &list[i]
				for j := range p.Steps {
					edge := &p.Steps[j].Edges[0]
					node(edge.From, false)
					node(edge.To, j == len(p.Steps)-1)
					style := ""
					if edge.Open != "" || edge.Given != "" {
						style = ", style=dashed"
					}
					line("  " + dotText(edge.From.ID()) + " -> " + dotText(edge.To.ID()) + " [label=" + dotText(edge.Method.ID) + style + "];\n")
				}
			}
		}
	}
	b.WriteString("}\n")
	return b.String()
}

// dotText returns a quoted string of Graphviz's language.
func dotText(s string) string { return strconv.Quote(report.Clean(s)) }
