package cloudformation

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/source"
	"bailiwick/value"

	"github.com/pelletier/go-toml/v2"
)

// samconfigs are the names of SAM's configuration, of which the first that is
// there counts (AWS SAM Developer Guide, AWS SAM CLI configuration file).
var samconfigs = []string{"samconfig.toml", "samconfig.yaml", "samconfig.yml"}

// A samconfig is SAM's configuration in one folder.
type samconfig struct {
	name         string
	environments []samEnvironment // by name
}

// A samEnvironment is what sam deploy takes with --config-env.
type samEnvironment struct {
	name    string
	options *cfnlang.Node // of deploy, over those of all commands
}

// configured returns the environments of a template in SAM's configuration: in
// its folder or, if it names the template, in one above.
func (r *reader) configured(name string) []environment {
	for dir := path.Dir(name); ; dir = path.Dir(dir) {
		var out []environment
		if c := r.samconfig(dir); c != nil {
			for _, e := range c.environments {
				if r.meant(c, e, name) {
					out = append(out, r.deployed(c, e, name))
				}
			}
		}
		if out != nil || dir == "." || dir == "/" {
			return out
		}
	}
}

// samconfig returns the configuration of a folder, nil if there is none.
func (r *reader) samconfig(dir string) *samconfig {
	if c, ok := r.samconfigs[dir]; ok {
		return c
	}
	r.samconfigs[dir] = nil
	for _, base := range samconfigs {
		name := path.Join(dir, base)
		src, err := source.Read(r.FS, name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			r.unread(name, 0, "cannot be read: "+source.Cause(err))
			return nil
		}
		root, line, err := tables(name, src)
		if err != nil {
			r.unread(name, line, err.Error())
			return nil
		}
		c := &samconfig{name: name}
		for i, k := range root.Keys {
			if options := deployOptions(root.List[i]); options != nil {
				c.environments = append(c.environments, samEnvironment{k.Name, options})
			}
		}
		slices.SortStableFunc(c.environments, func(a, b samEnvironment) int { return strings.Compare(a.name, b.name) })
		r.samconfigs[dir] = c
		return c
	}
	return nil
}

// unread tells of a configuration that cannot be read.
func (r *reader) unread(name string, line int, why string) {
	r.problem(value.Problem{
		File: r.Shown(name), Line: line, Summary: why,
		Effect: "with which parameters stacks are deployed is not known from it: defaults count", Next: "correct it, or name environments in bailiwick.yaml",
	})
}

// tables parses a configuration into a map. What is wrong in it is an error, in
// a line that is 0 if it is about the whole.
func tables(name string, src []byte) (root *cfnlang.Node, line int, err error) {
	if path.Ext(name) != ".toml" {
		places := new(value.Places)
		root, problems := cfnlang.Parse(places, name, src)
		if root == nil {
			return nil, places.At(problems[0].Origin).Line, errors.New("it " + strings.TrimPrefix(problems[0].Summary, "the file "))
		}
		if root.Kind != cfnlang.Map {
			return nil, 0, errors.New("it is a " + root.Kind.String() + ", not a map of environments")
		}
		return root, 0, nil
	}
	var m map[string]any
	if err := toml.Unmarshal(src, &m); err != nil {
		if where, ok := errors.AsType[*toml.DecodeError](err); ok {
			line, _ = where.Position()
		}
		return nil, line, fmt.Errorf("it is no TOML: %s", strings.TrimPrefix(err.Error(), "toml: "))
	}
	return node(m, 0), 0, nil
}

// maxTables bounds how deep tables and lists lie within each other: what is read
// of a configuration lies five deep.
const maxTables = 16

// node returns what TOML has as a node, without its place.
func node(v any, depth int) *cfnlang.Node {
	if depth > maxTables {
		return cfnlang.NewUnknown("it lies too deep", 0)
	}
	switch v := v.(type) {
	case map[string]any:
		n := cfnlang.NewMap(0)
		for _, key := range slices.Sorted(maps.Keys(v)) {
			n.Keys = append(n.Keys, cfnlang.Key{Name: key})
			n.List = append(n.List, node(v[key], depth+1))
		}
		return n
	case []any:
		n := cfnlang.NewList(0)
		for _, e := range v {
			n.List = append(n.List, node(e, depth+1))
		}
		return n
	}
	return cfnlang.NewString(fmt.Sprint(v), 0)
}

// deployOptions returns the options with which an environment is deployed, nil
// if it has none of deploy and none of all commands.
func deployOptions(environment *cfnlang.Node) *cfnlang.Node {
	var options *cfnlang.Node
	for _, command := range []string{"global", "deploy"} {
		n := environment.Get(command).Get("parameters")
		if n == nil || n.Kind != cfnlang.Map {
			continue
		}
		if options == nil {
			options = cfnlang.NewMap(0)
		}
		for i, k := range n.Keys {
			options.Set(k.Name, n.List[i])
		}
	}
	return options
}

// meant reports whether an environment is the template's: it names it or, in
// the template's folder, names none that is on disk, as one that sam build writes,
// and the template is that which SAM takes or has the parameters that are set.
func (r *reader) meant(c *samconfig, e samEnvironment, name string) bool {
	for _, option := range []string{"template_file", "template"} {
		if s, ok := e.options.Get(option).Literal(); ok {
			file := path.Join(path.Dir(c.name), s)
			if file == name {
				return true
			}
			if _, known := r.templates[file]; known {
				return false
			}
		}
	}
	if path.Dir(c.name) != path.Dir(name) {
		return false
	}
	if stem := strings.TrimSuffix(path.Base(name), path.Ext(name)); stem == "template" {
		return true
	}
	set, _ := r.overridden(c, e)
	declared := declares(r.template(name))
	for key := range set {
		if !declared[key] {
			return false
		}
	}
	return len(set) > 0
}

// deployed returns what a template is in an environment.
func (r *reader) deployed(c *samconfig, e samEnvironment, name string) environment {
	env := environment{name: e.name}
	whole := false
	env.parameters, whole = r.overridden(c, e)
	mistake := func(option, effect string) {
		r.mistaken(c.name, value.Problem{Summary: option + " of the environment " + e.name + " is not what SAM takes", Effect: effect, Next: "write Key=Value, with quotes around a value that has blanks"})
	}
	if !whole {
		mistake("parameter_overrides", "a parameter that is not read in it is unknown")
		for key := range declares(r.template(name)) {
			if _, ok := env.parameters[key]; !ok {
				env.parameters[key] = value.AnyUnknown(value.Because("the parameter "+key+" may stand in parameter_overrides in "+r.Shown(c.name)+", which cannot be read"), 0)
			}
		}
	}
	env.region, _ = e.options.Get("region").Literal()
	env.stack, _ = e.options.Get("stack_name").Literal()
	if n := e.options.Get("tags"); n != nil {
		tags, ok := samTags(n)
		if !ok {
			mistake("tags", "which tags the deployment gives is unknown")
		}
		env.tags = tags
	}
	return env
}

// overridden returns the parameters that an environment sets, and whether all of
// them could be read. They are texts of Key=Value, such texts in a list, a map of
// values, or the name of a file.
func (r *reader) overridden(c *samconfig, e samEnvironment) (map[string]value.Any, bool) {
	out := make(map[string]value.Any)
	set := func(key, text string) { out[key] = value.AnyText(value.Literal(text), 0) }
	n := e.options.Get("parameter_overrides")
	if n == nil {
		return out, true
	}
	list := []*cfnlang.Node{n}
	if n.Kind == cfnlang.List {
		list = n.List
	}
	whole := true
	for _, e := range list {
		text, ok := e.Literal()
		file, named := strings.CutPrefix(text, "file://")
		switch {
		case named:
			f, _ := r.parameterFile(path.Join(path.Dir(c.name), file)) // what is wrong makes the option not what SAM takes
			if f == nil {
				whole = false
				continue
			}
			maps.Copy(out, f.parameters)
		case ok:
			whole = overrides(text, set) && whole
		case e.Kind == cfnlang.Map:
			for i, k := range e.Keys {
				text, ok := valueOf(e.List[i])
				if !ok {
					whole = false
					continue
				}
				set(k.Name, text)
			}
		default:
			whole = false
		}
	}
	return out, whole
}

// valueOf returns the text that a value of a map is: a list is one with commas
// between.
func valueOf(n *cfnlang.Node) (string, bool) {
	if n.Kind != cfnlang.List {
		return n.Literal()
	}
	parts := make([]string, len(n.List))
	for i, e := range n.List {
		text, ok := e.Literal()
		if !ok {
			return "", false
		}
		parts[i] = text
	}
	return strings.Join(parts, ","), true
}

// samTags returns tags as SAM takes them: texts of Key=Value, such texts in a
// list, or a map.
func samTags(n *cfnlang.Node) (map[string]string, bool) {
	if n.Kind == cfnlang.Map {
		tags := tagsOf(n)
		return tags, tags != nil
	}
	text, ok := n.Literal()
	if n.Kind == cfnlang.List {
		parts := make([]string, len(n.List))
		for i, e := range n.List {
			if parts[i], ok = e.Literal(); !ok {
				return nil, false
			}
		}
		text, ok = strings.Join(parts, " "), true
	}
	tags := make(map[string]string)
	if !ok || text != "" && !tagPairs(text, func(key, value string) { tags[key] = value }) {
		return nil, false
	}
	return tags, true
}
