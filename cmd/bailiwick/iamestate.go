package main

import (
	"bufio"
	"cmp"
	"flag"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"bailiwick/access"
	"bailiwick/check"
	"bailiwick/estate"
	"bailiwick/report"
	"bailiwick/rule/all"
	"bailiwick/value"
)

// iamEstateUsage are the options of the commands of the group that read an
// estate.
const iamEstateUsage = `  --var NAME=VALUE           a variable or parameter, as often as needed
  --var-file FILE            a file with such variables, as often as needed
  --settings FILE            default: bailiwick.yaml, upwards from the target
`

// iamOfEstateUsage are the options of the commands that take policy files, or
// names where an estate is given.
const iamOfEstateUsage = `  --estate TARGET            what declares the names, as for check; as often as needed
` + iamEstateUsage

// estateOptions tell which estate is read, and how.
type estateOptions struct {
	targets, vars, varFiles repeated
	settings                string
	beside                  bool // policy files: beside an administrator
}

func (o *estateOptions) options(fs *flag.FlagSet) {
	fs.Var(&o.vars, "var", "NAME=VALUE")
	fs.Var(&o.varFiles, "var-file", "a file")
	fs.StringVar(&o.settings, "settings", "", "a file")
}

// ofEstate are the options of a command that takes policy files without them.
func (o *estateOptions) ofEstate(fs *flag.FlagSet) {
	fs.Var(&o.targets, "estate", "a target")
	o.options(fs)
}

// ask reads the estate if one is named, and returns nil if none is.
func (o *estateOptions) ask(s *session) (*iamEstate, error) {
	if len(o.targets) > 0 {
		return o.read(s)
	}
	if len(o.vars)+len(o.varFiles) > 0 || o.settings != "" {
		return nil, usage("--var, --var-file and --settings are about an estate, and none is given").say("next", "--estate ./infra")
	}
	return nil, nil
}

// read reads the targets.
func (o *estateOptions) read(s *session) (*iamEstate, error) {
	switch files, err := policyFiles(o.targets); {
	case err != nil:
		return nil, err
	case files:
		return s.alone(o.targets, o.beside)
	}
	done := s.progress("reading " + strings.Join(o.targets, " "))
	r, err := check.Read(check.Options{
		Targets: o.targets, Settings: o.settings, Vars: o.vars, VarFiles: o.varFiles, Environ: os.Environ(), Rules: all.Rules(), Tool: tool(),
	})
	done()
	if err != nil {
		return nil, refused(err)
	}
	return &iamEstate{r, access.New(r.Estate, r.Settings).In(r.Estate.In(nil)), false}, nil
}

// iamTargets are the targets of a command that reads an estate, and how its
// answer is written.
type iamTargets struct {
	look
	estateOptions
	form string
}

// parse reads the options; forms are the formats that there are. Targets are the
// words after the first so many, the working folder where there is none.
func (t *iamTargets) parse(s *session, command string, args, forms []string, first int, more func(*flag.FlagSet)) ([]string, error) {
	fs := newOptions()
	t.look.options(fs)
	t.estateOptions.options(fs)
	fs.StringVar(&t.form, "output", "text", strings.Join(forms, " or "))
	if more != nil {
		more(fs)
	}
	rest, err := words(fs, args)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(forms, t.form) {
		return nil, near(usage("no format of iam %s is called `%s`", command, t.form), t.form, forms).say("known", strings.Join(forms, " "))
	}
	t.apply(s)
	first = min(first, len(rest))
	if t.targets = rest[first:]; len(t.targets) == 0 {
		t.targets = repeated{"."}
	}
	return rest[:first], nil
}

// An iamEstate is an estate that questions are asked of.
type iamEstate struct {
	*check.Reading
	engine *access.Engine
	alone  bool // it is of policy files
}

// head says what was read, and what hides from the answer.
func (e *iamEstate) head(p *page) {
	if e.alone {
		p.hang("", report.Clean(strings.Join(e.Run.Targets, ", "))+", taken alone")
		return
	}
	text := report.Clean(strings.Join(e.Run.Targets, ", ")) + ": " + report.Number(len(e.Estate.Resources()), "resource", "resources") +
		" from " + report.Number(e.Run.Read.Files, "file", "files")
	if n := len(e.Estate.Problems); n > 0 {
		text += "; what " + report.Number(n, "problem hides", "problems hide") + " is in no answer: bailiwick check tells"
	}
	p.hang("", text)
}

// place returns where a fact stands, "" for nowhere.
func (e *iamEstate) place(at value.Origin) string { return e.Estate.Places.At(at).String() }

// facts writes what an answer rests on, a line each.
func (e *iamEstate) facts(p *page, list []access.Fact) {
	for _, f := range list {
		text := f.String()
		if !strings.HasPrefix(text, f.Attribute()+" ") {
			text = f.Attribute() + " " + text
		}
		p.hang("      by       ", strings.TrimSuffix(text+"  "+e.place(f.Origin()), "  "))
	}
}

// A factJSON is a fact as programs read it.
type factJSON struct {
	Name  string `json:"name,omitzero"`
	Value string `json:"value"`
	File  string `json:"file,omitzero"`
	Line  int    `json:"line,omitzero"`
}

func (e *iamEstate) factsForm(list []access.Fact) []factJSON {
	out := make([]factJSON, 0, len(list))
	for _, f := range list {
		at := e.Estate.Places.At(f.Origin())
		out = append(out, factJSON{f.Attribute(), f.String(), at.File, at.Line})
	}
	return out
}

// A subjectJSON is a resource as programs read it.
type subjectJSON struct {
	ID   string `json:"id"`
	Kind string `json:"kind"`
	Name string `json:"name"`
	File string `json:"file,omitzero"`
	Line int    `json:"line,omitzero"`
}

func (e *iamEstate) subject(r estate.Resource) *subjectJSON {
	if r == nil {
		return nil
	}
	h := r.Head()
	at := e.Estate.Places.At(h.Block)
	return &subjectJSON{h.ID(), string(h.Kind()), h.Name(), at.File, at.Line}
}

// subjectText names a resource with its kind.
func subjectText(r estate.Resource) string {
	return r.Head().Kind().Noun(1) + " " + r.Head().Name()
}

// answered writes an answer as JSON, or by the function as text.
func (s *session) answered(form string, document any, text func(*page)) error {
	w := bufio.NewWriter(s.stdout)
	if form == "json" {
		if err := writeJSON(w, document); err != nil {
			return err
		}
	} else {
		text(&page{w, cmp.Or(s.out.width, 80)})
	}
	return w.Flush()
}

// writeJSON writes a document for programs that people can read too.
func writeJSON(w io.Writer, document any) error {
	if err := json.MarshalWrite(w, document, json.Deterministic(true), jsontext.Multiline(true), jsontext.WithIndent("  ")); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
