package terraform

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bailiwick/estate"
	"bailiwick/internal/hcl"
	"bailiwick/value"
)

// standIns are our own words on modules of the registry that are so common
// that their inputs are understood where they are not on disk: Terraform that
// declares what such a module makes of our kinds, by which inputs and
// defaults, and the outputs that tell of it. An input without such an effect
// is declared and not used, so that it is told apart from one that is not
// known. They are parsed and evaluated like a module on disk, but are no file
// of the user's: everything in them stands at the module call.
//
//go:embed known
var standIns embed.FS

// A known module is one that has a stand-in for some of its versions.
type known struct {
	name  string // lambda, or iam//modules/iam-policy
	holds versions
	files string // of the stand-in, with spaces between them
}

// address returns the module's address in the registry.
func (k *known) address() string {
	name, sub, isSub := strings.Cut(k.name, "//")
	if isSub {
		sub = "//" + sub
	}
	return "terraform-aws-modules/" + name + "/aws" + sub
}

// standIn returns what the call is read as where its module is not on disk:
// nil if it names no known module. The problem tells of what remains.
func (in *instance) standIn(o *object) (*module, *value.Problem) {
	if in.ev.onDisk {
		return nil, nil
	}
	src, _ := literal(o.b.body.attr("source"))
	name, wanted, ok := registryName(src)
	if !ok {
		return nil, nil
	}
	if e := o.b.body.attr("version"); e.ok() {
		if wanted, ok = literal(e); !ok {
			return nil, nil
		}
	}
	var understood []string
	of, valid := parseConstraint(wanted)
	for i := range knownModules {
		k := &knownModules[i]
		if k.name != name {
			continue
		}
		if both, ok := of.and(k.holds); ok && valid {
			key := "known " + strconv.Itoa(i) + " " + strconv.Itoa(int(o.b.at()))
			if m, ok := in.ev.modules[key]; ok {
				return m, nil
			}
			m := in.ev.standFor(k, o, of, both)
			in.ev.modules[key] = m
			return m, nil
		}
		understood = append(understood, fmt.Sprintf("%s to below %s", k.holds.from, k.holds.below))
	}
	if understood == nil {
		return nil, nil
	}
	slices.Reverse(understood)
	return nil, &value.Problem{
		Summary: o.b.display() + " is not on disk, and the inputs of that version are not understood: of " +
			"terraform-aws-modules/" + name + " those of " + strings.Join(understood, ", ") + " are",
		Next: "terraform init, then check again",
	}
}

// standFor makes the module that stands for the call's, and tells of it. Of
// the versions that the call permits it is the newest that is known.
func (ev *evaluation) standFor(k *known, o *object, permitted, both versions) *module {
	m := &module{
		dir: "registry " + k.address(), variables: map[string]*block{}, locals: map[string]expr{}, outputs: map[string]*block{},
		resources: map[string]*block{}, data: map[string]*block{}, calls: map[string]*block{},
	}
	for name := range strings.FieldsSeq(k.files) {
		f := &file{File: ev.standInFile(name), name: name, call: o.b.at()}
		for _, b := range f.top() {
			ev.declare(m, b, false)
		}
	}
	as := k.address() + " " + both.from.String()
	if !permitted.pinned() {
		last := both.below
		if last[1] == 0 && last[2] == 0 {
			last[0]--
		}
		as = fmt.Sprintf("%s %d.x", k.address(), last[0])
	}
	m.marked = "read from the inputs of " + as
	if !permitted.pinned() {
		m.doubt = value.Because("its version is not pinned")
	}
	p := value.Problem{
		Origin: o.b.at(), Summary: o.b.display() + " is not on disk: read from its inputs as " + as,
		Effect: "what its inputs do not say is unknown", Next: "terraform init, then check again",
	}
	if e := o.b.body.attr("source"); e.ok() {
		p.Origin = e.at(e.node)
	}
	if foreign := m.foreign(o); foreign != nil {
		m.doubt = value.Because("it is not known what its " + whatDo(foreign, ""))
		p.Effect += ", and so is what its " + whatDo(foreign, "")
	}
	ev.problem(p)
	return m
}

// standInFile parses a file of a stand-in once. A fault in it is our own.
func (r *reader) standInFile(name string) *hcl.File {
	if f, ok := r.files["known/"+name]; ok {
		return f.File
	}
	src, err := standIns.ReadFile("known/" + name)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	f := &file{File: hcl.Parse(src), name: name}
	if len(f.Errors) > 0 {
		panic("internal error: the stand-in " + name + ": " + f.Errors[0].Message)
	}
	r.files["known/"+name] = f
	return f.File
}

// foreign returns the call's inputs that the stand-in does not know.
func (m *module) foreign(o *object) []string {
	var out []string
	for _, p := range o.b.body {
		p.eachAttr(func(name string, _ expr) {
			if !meta[name] && m.variables[name] == nil {
				out = append(out, name)
			}
		})
	}
	return out
}

// whatDo names inputs: "inputs `a`, `b` of module.m do".
func whatDo(inputs []string, of string) string {
	names := "`" + strings.Join(inputs, "`, `") + "`" + of
	if len(inputs) == 1 {
		return "input " + names + " does"
	}
	return "inputs " + names + " do"
}

// foreignGap notes what may hide behind the inputs of the call that its
// stand-in does not know: what hangs on the resources that those name.
func (in *instance) foreignGap() {
	foreign := in.m.foreign(in.up)
	if foreign == nil {
		return
	}
	g := estate.Gap{
		Scope: in.ev.scope, At: in.up.b.at(),
		Why: value.Because("it is not known what the " + whatDo(foreign, " of "+in.up.address())),
	}
	for _, name := range foreign {
		v, _ := in.up.attr(name)
		mention(&g, v, 0)
	}
	in.ev.builder.Gaps = append(in.ev.builder.Gaps, g)
}

// registryName returns the name of a terraform-aws-modules module that a
// source stands for, such as lambda or iam//modules/iam-policy, whether it is
// an address in a registry or that of the repository behind it. A tag is the
// version.
func registryName(source string) (name, tag string, ok bool) {
	rest, query, _ := strings.Cut(source, "?")
	rest = strings.TrimPrefix(rest, "git::")
	for _, scheme := range []string{"https://", "ssh://", "git@"} {
		rest = strings.TrimPrefix(rest, scheme)
	}
	for _, host := range []string{"github.com/", "github.com:"} {
		repo, isRepo := strings.CutPrefix(rest, host+"terraform-aws-modules/terraform-aws-")
		if !isRepo {
			continue
		}
		repo, sub, isSub := strings.Cut(repo, "//")
		name = strings.TrimSuffix(repo, ".git")
		for setting := range strings.SplitSeq(query, "&") {
			if ref, isRef := strings.CutPrefix(setting, "ref="); isRef {
				if _, written, ok := parseVersion(ref); ok && written == 3 {
					tag = ref
				}
			}
		}
		if isSub {
			name += "//" + sub
		}
		return name, tag, name != ""
	}
	for _, host := range []string{"registry.terraform.io/", "registry.opentofu.org/"} {
		rest = strings.TrimPrefix(rest, host)
	}
	rest, isOurs := strings.CutPrefix(rest, "terraform-aws-modules/")
	rest, sub, isSub := strings.Cut(rest, "//")
	name, isAWS := strings.CutSuffix(rest, "/aws")
	if isSub {
		name += "//" + sub
	}
	return name, "", isOurs && isAWS && query == ""
}
