// Package plan reads the plans of Terraform and OpenTofu as JSON, as
// `terraform show -json` writes them, into resources of an estate: what there
// will be after the apply.
//
// A plan is streamed. Its resources come from resource_changes; what only an
// apply tells is a hole or unknown, and the references of the configuration
// say which resource it will name. Nothing rests on the order of the keys. Of
// a plan that breaks off what stands before is read.
//
// The text of a plan is not kept: it may have a hundred megabytes. Facts have
// their place in it nevertheless, or in the Terraform files beside it.
package plan

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/source"
	"bailiwick/value"
)

// Options says what is read, and how.
type Options struct {
	FS       fs.FS                    // the project
	Shown    func(name string) string // how a path in it is shown; nil shows it as it is
	Settings *settings.Settings
	Prefix   string // the folder that ids are relative to

	// Beside returns the configuration in a folder, with the values that the
	// plan has for its variables; nil if there is none. A nil Beside knows of
	// none.
	Beside func(folder string, scope *estate.Scope, variables map[string]value.Any) Configuration
}

// A Configuration is what a plan was made from, as far as it lies beside it.
type Configuration interface {
	// Block returns where the resource is declared, 0 if it is not.
	Block(address string) value.Origin
	// Place returns where the declaration sets an argument, or where its first
	// block of the name stands, dynamic or not; 0 if it says nothing of it. It
	// reports false if the resource is not declared.
	Place(address, name string) (value.Origin, bool)
	// Argument returns what the declaration says for an argument or the blocks
	// of the name, null if nothing, in the symbols of the scope; false if the
	// instance is not known.
	Argument(address, name string) (value.Any, bool)
}

// A plan is one plan while it is read.
type plan struct {
	*jsontext.Decoder
	Options
	builder *estate.Builder
	scope   *estate.Scope
	account string // of the environment, as the settings have it; "" for not told
	region  string
	name    string
	shown   string
	start   int // of the JSON: behind a byte order mark
	names   names

	format    string
	errored   bool
	partial   bool              // the plan says that it is not complete
	changed   bool              // resource_changes was there
	seen      map[uint64]bool   // addresses in it
	planned   map[uint64]bool   // addresses in planned_values
	known     map[string]string // what prior_state tells, such as account_id
	variables map[string]value.Any
	root      *module
	providers map[string]*provider
	resources []*resource
	spare     []*body // that no resource uses
	index     map[string]*resource
	tally     *tally
	places    *positions
	base      value.Origin
	beside    Configuration
	steps     int             // on the way of the reference that is being followed
	told      bool            // that the plan is misshapen
	strangers map[string]bool // types of Lambda's that no kind has
}

// Read reads a plan into the builder. What cannot be read is a problem, and a
// gap of the plan's scope.
func Read(b *estate.Builder, o Options, name string) {
	if o.Shown == nil {
		o.Shown = func(name string) string { return name }
	}
	p := &plan{
		Options: o, builder: b, name: name, shown: o.Shown(name), names: names{},
		seen: map[uint64]bool{}, planned: map[uint64]bool{}, known: map[string]string{},
		variables: map[string]value.Any{}, root: newModule(), providers: map[string]*provider{},
		index: map[string]*resource{},
	}
	p.scope = &estate.Scope{
		Source: "plan", Environment: source.StageOf(path.Dir(name)), Sole: true, Root: relative(o.Prefix, name),
		Dialect: estate.Terraform, Baseline: o.Settings != nil && o.Settings.IaC.Baseline.Get(),
	}
	if e, ok := o.environment(name); ok {
		p.scope.Environment = e.Name
		if len(e.Accounts) == 1 {
			p.account = string(e.Accounts[0])
		}
		if len(e.Regions) == 1 {
			p.region = string(e.Regions[0])
		}
	}
	b.AddScope(p.scope)
	if !p.readAll() {
		return
	}
	if p.Beside != nil {
		p.beside = p.Beside(path.Dir(name), p.scope, p.variables)
	}
	p.emit()
}

// relative returns the plan's path as ids have it.
func relative(prefix, name string) string {
	if prefix == "." || prefix == "" {
		return name
	}
	return strings.TrimPrefix(name, prefix+"/")
}

// readAll reads the file, a second time for the resources that only
// planned_values has, and enters it among the places. It reports whether there
// is anything to go on with.
func (p *plan) readAll() bool {
	err := p.read(false)
	if p.tally == nil {
		p.problem(0, "cannot be read: "+cause(err), "make it readable, or leave it out with exclude in bailiwick.yaml")
		return false
	}
	first := p.tally
	if p.lacking() {
		if again := p.read(true); err == nil {
			err = again
		}
	}
	p.places = &positions{tally: first, most: p.most()}
	file := p.builder.Places.AddLarge(p.shown, [sha256.Size]byte(first.hash.Sum(nil)), p.places)
	if file == nil {
		p.problem(0, "the estate has more than two billion parts", "check its folders one by one")
		return false
	}
	p.base = file.Base
	if err != nil {
		if p.broken(err); len(p.resources) == 0 {
			return false
		}
	}
	p.stated()
	return !p.refused()
}

// read goes through the file once.
func (p *plan) read(again bool) error {
	file, err := p.FS.Open(p.name)
	if err != nil {
		return err
	}
	defer file.Close()
	t := newTally(file)
	p.tally = t
	from, err := p.withoutMark(t)
	if err != nil {
		return err
	}
	p.Decoder = jsontext.NewDecoder(from)
	t.read = p.InputOffset
	if err = p.document(again); err == nil {
		switch _, err = p.ReadToken(); {
		case errors.Is(err, io.EOF):
			err = nil
		case err == nil:
			err = errors.New("something stands behind the plan")
		}
	}
	t.read = nil
	if _, rest := io.Copy(io.Discard, t); err == nil {
		err = rest
	}
	return err
}

// withoutMark returns the reader past a byte order mark.
func (p *plan) withoutMark(t *tally) (io.Reader, error) {
	var head [3]byte
	n, err := io.ReadFull(t, head[:])
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	if string(head[:n]) == "\xEF\xBB\xBF" {
		p.start = 3
		return t, nil
	}
	return io.MultiReader(strings.NewReader(string(head[:n])), t), nil
}

func cause(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// document reads the top of the plan.
func (p *plan) document(again bool) error {
	if p.PeekKind() != '{' {
		if _, err := p.ReadToken(); err != nil {
			return err
		}
		return errors.New("a plan is a JSON object")
	}
	return p.members(func(name string) error {
		if again {
			if name == "planned_values" {
				return p.plannedValues(true)
			}
			return p.SkipValue()
		}
		switch name {
		case "format_version":
			v, err := p.value()
			p.format = (&text{b: v}).string()
			return err
		case "errored", "complete":
			v, err := p.value()
			switch is := string(v); {
			case name == "errored" && is == "true":
				p.errored = true
			case name == "complete" && is == "false":
				p.partial = true
			}
			return err
		case "variables":
			return p.inputs()
		case "planned_values":
			return p.plannedValues(false)
		case "resource_changes":
			p.changed = p.PeekKind() == '['
			return p.elements(func() error {
				v, err := p.value()
				if err == nil {
					p.change(v, int(p.InputOffset())+p.start-len(v))
				}
				return err
			})
		case "prior_state":
			return p.priorState()
		case "configuration":
			return p.configuration()
		}
		return p.SkipValue()
	})
}

// inputs reads the values of the root's variables.
func (p *plan) inputs() error {
	return p.members(func(name string) error {
		v, err := p.value()
		t := text{b: v}
		t.members(func(key []byte) {
			if string(key) == "value" {
				p.variables[name] = p.any(&t)
			}
		})
		return err
	})
}

// members calls f for each member of the next value; f must consume it. What
// is no object is told and passed over.
func (p *plan) members(f func(name string) error) error {
	if p.PeekKind() != '{' {
		return p.wrong("an object")
	}
	if _, err := p.ReadToken(); err != nil {
		return err
	}
	for {
		t, err := p.ReadToken()
		if err != nil || t.Kind() == '}' {
			return err
		}
		if err := f(t.String()); err != nil {
			return err
		}
	}
}

// elements calls f for each element of the next value, as members does.
func (p *plan) elements(f func() error) error {
	if p.PeekKind() != '[' {
		return p.wrong("a list")
	}
	if _, err := p.ReadToken(); err != nil {
		return err
	}
	for p.PeekKind() != ']' {
		if err := f(); err != nil {
			return err
		}
	}
	_, err := p.ReadToken()
	return err
}

// value returns the next value as it is written; it holds until the next
// call.
func (p *plan) value() ([]byte, error) {
	v, err := p.ReadValue()
	return v, err
}
