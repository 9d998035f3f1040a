package main

import (
	"bufio"
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"bailiwick/check"
	"bailiwick/estate"
	"bailiwick/internal/spelling"
	"bailiwick/objective"
	"bailiwick/report"
	"bailiwick/rule"
	"bailiwick/rule/all"
)

const rulesUsage = `bailiwick rules lists the rules.

  bailiwick rules --objective secrets
  bailiwick rules --output json

  --objective NAME           only those that belong to it
  --objectives               the objectives, with the number of their rules
  --output text|json         default: text; through a pipe with tabs
  --color --ascii --width    as for check
`

func runRules(s *session, args []string) (check.Status, error) {
	var (
		l          look
		name, form string
		objectives bool
	)
	fs := newOptions()
	l.options(fs)
	fs.StringVar(&name, "objective", "", "the name of an objective")
	fs.BoolVar(&objectives, "objectives", false, "no value")
	fs.StringVar(&form, "output", "text", "text or json")
	rest, err := words(fs, args)
	switch {
	case err != nil:
		return 0, err
	case len(rest) > 0:
		return 0, usage("rules takes no words, and got `%s`", rest[0]).say("next", "bailiwick explain "+quoted(rest[0]))
	case form != "text" && form != "json":
		return 0, usage("no format of rules is called `%s`", form).say("known", "json text")
	case name != "" && !objective.ID(name).Valid():
		return 0, noObjective(name)
	}
	l.apply(s)
	listed := all.Rules()
	if name != "" {
		listed = slices.DeleteFunc(listed, func(r *rule.Rule) bool { return !slices.Contains(r.Objectives, objective.ID(name)) })
	}
	w := bufio.NewWriter(s.stdout)
	switch {
	case form == "json":
		err = rulesJSON(w, listed)
	case objectives:
		listObjectives(w, listed)
	case !s.out.is && l.width == 0:
		for _, r := range listed {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", r.Severity, r.ID, join(kindsOf(r), ";"), r.Title)
		}
	default:
		listRules(w, listed, name)
	}
	if err == nil {
		err = w.Flush()
	}
	return check.Clean, err
}

// kindsOf returns the kinds that the rule judges.
func kindsOf(r *rule.Rule) []estate.Kind {
	var out []estate.Kind
	for _, d := range r.Decide {
		if !slices.Contains(out, d.Kind()) {
			out = append(out, d.Kind())
		}
	}
	return out
}

func join[T ~string](list []T, between string) string {
	var out []string
	for _, t := range list {
		out = append(out, string(t))
	}
	return strings.Join(out, between)
}

func listRules(w *bufio.Writer, listed []*rule.Rule, name string) {
	n, total := len(listed), len(all.Rules())
	switch {
	case name == "":
		fmt.Fprintf(w, "%s\n\n", report.Number(n, "rule", "rules"))
	case n == 1:
		fmt.Fprintf(w, "1 of %s belongs to the objective `%s`\n\n", report.Number(total, "rule", "rules"), name)
	default:
		fmt.Fprintf(w, "%d of %s belong to the objective `%s`\n\n", n, report.Number(total, "rule", "rules"), name)
	}
	sorted := slices.Clone(listed)
	slices.SortStableFunc(sorted, func(a, b *rule.Rule) int { return int(b.Severity) - int(a.Severity) })
	width := len("id")
	for _, r := range sorted {
		width = max(width, len(r.ID))
	}
	if n > 0 {
		fmt.Fprintf(w, "  %-8s  %-*s  %s\n", "severity", width, "id", "judges")
	}
	for _, r := range sorted {
		kinds := kindsOf(r)
		judges := fmt.Sprintf("%d kinds", len(kinds))
		if len(kinds) == 1 {
			judges = string(kinds[0])
		}
		fmt.Fprintf(w, "  %-8s  %-*s  %s\n", r.Severity, width, r.ID, judges)
	}
	fmt.Fprintf(w, "\none in full: bailiwick explain ID")
	if name != "" {
		fmt.Fprintf(w, " · all %d: bailiwick rules", total)
	}
	fmt.Fprintf(w, "\nfor programs: bailiwick rules --output json\n")
}

func listObjectives(w *bufio.Writer, listed []*rule.Rule) {
	for _, o := range objective.All() {
		n := 0
		for _, r := range listed {
			if slices.Contains(r.Objectives, o) {
				n++
			}
		}
		fmt.Fprintf(w, "%-20s  %3d  %s\n", o, n, o.Title())
	}
}

// shownObjectives is how many objectives a complaint names.
const shownObjectives = 9

func noObjective(name string) *complaint {
	var names []string
	for _, o := range objective.All() {
		names = append(names, string(o))
	}
	c := usage("no objective is called `%s`", name)
	for _, n := range spelling.Near(name, names) {
		c.say("near", n)
	}
	slices.Sort(names)
	text := strings.Join(names[:5], " ") + "\n" + strings.Join(names[5:shownObjectives], " ")
	return c.say(fmt.Sprintf("all %d", len(names)), fmt.Sprintf("%s\nand %d more: bailiwick rules --objectives", text, len(names)-shownObjectives))
}

// rulesJSON writes what programs read of rules.
func rulesJSON(w *bufio.Writer, listed []*rule.Rule) error {
	type equivalent struct {
		Tool string `json:"tool"`
		ID   string `json:"id"`
	}
	type entry struct {
		ID          string         `json:"id"`
		Was         []string       `json:"was,omitempty"`
		Title       string         `json:"title"`
		Severity    string         `json:"severity"`
		Objectives  []objective.ID `json:"objectives"`
		Kinds       []estate.Kind  `json:"kinds"`
		Equivalents []equivalent   `json:"equivalents"`
		Settings    []string       `json:"settings"`
		Sources     []string       `json:"sources"`
	}
	entries := make([]entry, 0, len(listed))
	for _, r := range listed {
		e := entry{
			ID: r.ID, Was: r.Was, Title: r.Title, Severity: r.Severity.String(), Objectives: r.Objectives,
			Kinds: kindsOf(r), Settings: r.Settings, Sources: r.Sources,
		}
		for _, q := range r.Equivalents {
			e.Equivalents = append(e.Equivalents, equivalent(q))
		}
		entries = append(entries, e)
	}
	if err := json.MarshalWrite(w, entries, jsontext.Multiline(true), jsontext.WithIndent("  "), json.FormatNilSliceAsNull(false)); err != nil {
		return err
	}
	return w.WriteByte('\n')
}
