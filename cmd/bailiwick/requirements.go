package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"

	"bailiwick/check"
	"bailiwick/framework"
	"bailiwick/internal/spelling"
	"bailiwick/objective"
	"bailiwick/report"
)

const requirementsUsage = `bailiwick requirements FRAMEWORK [ID] shows what a framework demands: which
rules decide each requirement, of what, what people must attest, and what AWS
carries, each with the reason.

  bailiwick requirements 'SOC 2'
  bailiwick requirements soc2 CC6.1
  bailiwick requirements hipaa --output json

  --source                   the framework as a file, to begin one of your own
  --settings FILE            instead of the bailiwick.yaml of this folder or above
  --output text|json         default: text; through a pipe with tabs
  --color --ascii --width    as for check
`

func runRequirements(s *session, args []string) (check.Status, error) {
	var source bool
	c, rest, err := parseReading(s, args, &source)
	switch {
	case err != nil:
		return 0, err
	case len(rest) == 0:
		return 0, usage("requirements of what? Name a framework").say("next", "bailiwick frameworks lists them")
	case len(rest) > 2:
		return 0, usage("requirements takes a framework and an id").say("next", "bailiwick requirements "+quoted(strings.Join(rest, " ")))
	}
	f, ok := c.library.Find(rest[0])
	if !ok {
		return 0, noFramework(c.library, rest[0])
	}
	if source {
		text, err := framework.Text(f.Name)
		if err != nil || f.File != "" {
			return 0, usage("%s is read from a file of yours", f.Name).say("next", "see "+f.File)
		}
		_, err = io.WriteString(s.stdout, text)
		return check.Clean, err
	}
	list := f.Requirements
	if len(rest) == 2 {
		r, ok := f.Requirement(rest[1])
		if !ok {
			return 0, noRequirement(f, rest[1])
		}
		list = []*framework.Requirement{r}
	}
	w := bufio.NewWriter(s.stdout)
	switch {
	case c.form == "json":
		err = requirementsJSON(w, f, list)
	case len(rest) == 2:
		showRequirement(&page{w, cmp.Or(c.width, s.out.width, 80)}, f, list[0])
	case c.piped(s):
		for _, r := range list {
			fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%t\t%s\n", report.Clean(r.ID), r.Carried, r.Scope, len(r.Decides), r.People != "", report.Clean(r.Title))
		}
	default:
		listRequirements(&page{w, cmp.Or(c.width, s.out.width, 80)}, f)
	}
	if err == nil {
		err = w.Flush()
	}
	return check.Clean, err
}

func noRequirement(f *framework.Framework, id string) *complaint {
	var ids []string
	for _, r := range f.Requirements {
		ids = append(ids, r.ID)
	}
	c := usage("%s has no requirement `%s`", f.Name, id)
	for _, n := range spelling.Near(id, ids) {
		c.say("near", n)
	}
	return c.say("next", "bailiwick requirements "+quoted(f.Name)+" lists them")
}

// A page writes text of a width.
type page struct {
	*bufio.Writer
	width int
}

// hang writes text behind a lead; the lines after it are indented as far.
func (p *page) hang(lead, text string) {
	const most = 100
	for i, line := range report.Wrap(report.Clean(text), max(20, min(p.width, most)-2-report.Cells(lead))) {
		if i > 0 {
			lead = strings.Repeat(" ", report.Cells(lead))
		}
		fmt.Fprintf(p, "%s%s\n", lead, line)
	}
}

// label writes a text behind its name.
func (p *page) label(name, text string) {
	if text != "" {
		p.hang(fmt.Sprintf("%-13s", name), text)
	}
}

// text says where a framework, or a requirement of it, stands.
func (p *page) text(f *framework.Framework, source string) {
	line := "text: " + cmp.Or(source, f.Source, f.File)
	if !f.Known.IsZero() {
		line += ", as known on " + f.Known.String()
	}
	p.hang("", line)
}

func listRequirements(p *page, f *framework.Framework) {
	p.hang("", f.Name+" · "+f.Version)
	for _, line := range []string{f.About, f.Note} {
		if line != "" {
			p.hang("", line)
		}
	}
	p.text(f, "")
	if list := f.Choices(); len(list) > 0 {
		p.hang("", "profiles: "+strings.Join(list, ", "))
	}
	width := len("id")
	for _, r := range f.Requirements {
		width = max(width, report.Cells(report.Clean(r.ID)))
	}
	fmt.Fprintf(p, "\n  %-*s  %-8s  %5s  %-6s  %s\n", width, "id", "carried", "rules", "people", "demands")
	for _, r := range f.Requirements {
		rules, people := "·", "·"
		switch {
		case len(r.Decides) > 0:
			rules = fmt.Sprint(len(r.Decides))
		case len(r.Via) > 0:
			rules = "via"
		}
		if r.People != "" {
			people = "attest"
		}
		id := report.Clean(r.ID)
		p.hang(fmt.Sprintf("  %s%*s  %-8s  %5s  %-6s  ", id, width-report.Cells(id), "", r.Carried, rules, people), r.Title)
	}
	fmt.Fprintf(p, "\n%s of %s have deciding rules, %s need a person's word\n%s\none in full: bailiwick requirements %s ID\n",
		fmt.Sprint(f.Decidable()), report.Number(len(f.Requirements), "requirement", "requirements"), fmt.Sprint(attested(f)), ourReading, quoted(f.Name))
}

func attested(f *framework.Framework) int {
	n := 0
	for _, r := range f.Requirements {
		if r.People != "" {
			n++
		}
	}
	return n
}

func showRequirement(p *page, f *framework.Framework, r *framework.Requirement) {
	p.hang("", f.Name+" "+r.ID+" · "+r.Title)
	p.text(f, r.Source)
	fmt.Fprintln(p)
	if len(r.Formerly) > 0 {
		p.label("formerly", strings.Join(r.Formerly, ", "))
	}
	switch {
	case r.Baselines != nil && len(r.Baselines) == 0:
		p.label("baselines", "none")
	case r.Baselines != nil:
		p.label("baselines", strings.Join(r.Baselines, ", "))
	}
	if !r.Superseded.Since.IsZero() {
		p.label("superseded", "since "+r.Superseded.Since.String()+", by "+r.Superseded.By)
	}
	carried := carriedBy(r.Carried)
	if r.Because != "" {
		carried += ": " + r.Because
	}
	p.label("carried by", carried)
	p.label("scope", r.Scope.String()+": "+scopeWords(r.Scope))
	p.rules("decides", r.Decides)
	for i, name := range r.Via {
		p.label(first(i, "via"), name+", whose met state decides")
	}
	p.rules("strengthens", r.Strengthens)
	for i, a := range r.With {
		text := a.String()
		if a.Value == framework.Own {
			text = a.Key + ", which the company must set itself"
		}
		p.label(first(i, "judged at"), text)
	}
	if r.ExceptionMeets {
		p.label("exception", "an approved exception is itself what the text asks")
	}
	p.label("people", r.People)
	p.label("aws", r.AWS)
	if len(r.Reports) > 0 {
		p.label("reports", strings.Join(r.Reports, ", "))
	}
	p.label("why", r.Reason+" (confidence: "+r.Confidence.String()+")")
	p.label("objectives", objectives(r.Objectives))
	fmt.Fprintf(p, "\n%s\n", ourReading)
}

func first(i int, name string) string {
	if i > 0 {
		return ""
	}
	return name
}

// rules writes rules with their titles, and which of them this build lacks.
func (p *page) rules(name string, ids []string) {
	for i, id := range ids {
		text := id
		if r := builtRule(id); r != nil {
			text += ": " + r.Title
		} else if title, ok := framework.Planned(id); ok {
			text += ": " + title + " (not decided by this build)"
		}
		p.label(first(i, name), text)
	}
}

func objectives(ids []objective.ID) string { return join(ids, ", ") }

func carriedBy(c framework.Carrier) string {
	return [...]string{"you", "AWS and you", "AWS"}[c]
}

// scopeWords says which resources a scope is about.
func scopeWords(s framework.Scope) string {
	switch s.Sort {
	case framework.Account:
		return "what belongs to an account as a whole"
	case framework.Organisation:
		return "what belongs to the organisation"
	case framework.Production:
		return "what lies in production (environments.production)"
	case framework.Public:
		return "what callers from outside reach"
	case framework.LogStores:
		return "log groups, trails, and what logs are delivered to"
	case framework.Admin:
		return "principals that may write IAM"
	case framework.People:
		return "users, permission sets and identity providers"
	case framework.ByClass:
		return "what holds data of the class, with its keys, logs and entries (inventory.data_classes)"
	}
	return "everything that the framework holds for"
}

func requirementsJSON(w *bufio.Writer, f *framework.Framework, list []*framework.Requirement) error {
	type edge struct {
		Rule  string `json:"rule"`
		Edge  string `json:"edge"`
		Built bool   `json:"built"`
	}
	type assignment struct {
		Key     string `json:"key"`
		Value   string `json:"value"`
		Profile string `json:"profile,omitempty"`
	}
	type entry struct {
		Framework      string         `json:"framework"`
		Version        string         `json:"version"`
		ID             string         `json:"id"`
		Title          string         `json:"title"`
		Source         string         `json:"source"`
		Formerly       []string       `json:"formerly"`
		Baselines      []string       `json:"baselines,omitzero"`
		Superseded     string         `json:"superseded,omitempty"`
		Carried        string         `json:"carried"`
		Because        string         `json:"because"`
		Objectives     []objective.ID `json:"objectives"`
		Scope          string         `json:"scope"`
		Rules          []edge         `json:"rules"`
		Via            []string       `json:"via"`
		With           []assignment   `json:"with"`
		ExceptionMeets bool           `json:"exception_meets"`
		People         string         `json:"people"`
		AWS            string         `json:"aws"`
		Reports        []string       `json:"reports"`
		Confidence     string         `json:"confidence"`
		Reason         string         `json:"reason"`
		Reading        string         `json:"reading"`
	}
	entries := make([]entry, 0, len(list))
	for _, r := range list {
		e := entry{
			Framework: f.Name, Version: f.Version, ID: r.ID, Title: r.Title, Source: cmp.Or(r.Source, f.Source), Formerly: r.Formerly,
			Baselines: r.Baselines, Carried: r.Carried.String(), Because: r.Because, Objectives: r.Objectives, Scope: r.Scope.String(),
			Via: r.Via, ExceptionMeets: r.ExceptionMeets, People: r.People, AWS: r.AWS, Reports: r.Reports,
			Confidence: r.Confidence.String(), Reason: r.Reason, Reading: readingNote,
		}
		if !r.Superseded.Since.IsZero() {
			e.Superseded = r.Superseded.Since.String() + " by " + r.Superseded.By
		}
		for _, id := range r.Decides {
			e.Rules = append(e.Rules, edge{id, "decides", isBuilt(id)})
		}
		for _, id := range r.Strengthens {
			e.Rules = append(e.Rules, edge{id, "strengthens", isBuilt(id)})
		}
		for _, a := range r.With {
			e.With = append(e.With, assignment(a))
		}
		entries = append(entries, e)
	}
	return writeIndented(w, entries)
}
