package jslang

import (
	"path"
	"slices"
	"strings"

	"bailiwick/value"
)

// resolve returns the file that a module imports by a name; else what stands for
// it.
func (e *evaluator) resolve(from *module, name string, at value.Origin) (*module, val) {
	e.spend(20)
	switch {
	case strings.HasPrefix(name, "./") || strings.HasPrefix(name, "../") || name == "." || name == "..":
		to := path.Join(path.Dir(from.name), name)
		if to == ".." || strings.HasPrefix(to, "../") {
			return nil, unknown(shortened(name)+" lies outside of the project and is not read", at)
		}
		if m := e.found(from, to); m != nil {
			return m, val{}
		}
		return nil, unknown("the file "+shortened(e.shown(to))+" that is imported is not there", at)
	case rooted(name):
		to, ok := e.inProject(name)
		if m := (*module)(nil); ok {
			if m = e.found(from, to); m != nil {
				return m, val{}
			}
		}
		return nil, unknown("a file is imported that is not there", at)
	}
	if v, ok := e.brought(name); ok {
		return nil, v
	}
	for _, to := range e.aliasesOf(path.Dir(from.name)).candidates(name) {
		if m := e.found(from, to); m != nil {
			return m, val{}
		}
	}
	if strings.HasPrefix(name, "/") {
		return nil, unknown("a file outside of the project is imported", at)
	}
	return nil, unknown("it comes from the package "+shortened(name)+", which is not read", at)
}

var (
	written = []string{".js", ".ts", ".json", ".cjs", ".mjs", ".cts", ".mts", ".jsx", ".tsx"}
	// sources are the extensions of what TypeScript has made a file of.
	sources = map[string]string{".js": ".ts", ".cjs": ".cts", ".mjs": ".mts"}
)

// found returns the file at a path, with an extension that is not written or the
// index of a folder; nil if there is none.
func (e *evaluator) found(from *module, to string) *module {
	extensions := []string{".js", ".json", ".ts", ".cjs", ".mjs"}
	if from.typed {
		extensions = []string{".ts", ".js", ".json", ".mts", ".cts", ".cjs", ".mjs"}
	}
	var names []string
	if ext := path.Ext(to); slices.Contains(written, ext) {
		names = append(names, to)
		if source := sources[ext]; source != "" {
			names = append(names, strings.TrimSuffix(to, ext)+source)
		}
	}
	for _, ext := range extensions {
		names = append(names, to+ext)
	}
	for _, ext := range extensions {
		names = append(names, path.Join(to, "index"+ext))
	}
	for _, n := range names {
		if m := e.module(n); m.there {
			return m
		}
	}
	return nil
}

// aliases are the paths of a tsconfig.json (TypeScript, paths and baseUrl).
type aliases struct {
	base  string // "" for none
	names []string
	to    map[string][]string
}

// aliasesOf returns the aliases for the files of a folder: those of the next
// tsconfig.json above.
func (e *evaluator) aliasesOf(dir string) *aliases {
	if a, ok := e.paths[dir]; ok {
		return a
	}
	a := e.configured(dir)
	if a == nil && dir != "." && dir != "/" {
		a = e.aliasesOf(path.Dir(dir))
	}
	if a == nil {
		a = &aliases{}
	}
	e.paths[dir] = a
	return a
}

// configured reads the tsconfig.json of a folder, with what it extends; nil if
// there is none.
func (e *evaluator) configured(dir string) *aliases {
	var a *aliases
	for _, name := range []string{"tsconfig.json", "tsconfig.paths.json", "jsconfig.json"} {
		if a == nil || a.to == nil {
			if more := e.tsconfig(path.Join(dir, name), 0); more != nil {
				a = more
			}
		}
	}
	return a
}

// tsconfig reads one tsconfig file, nil if it is not there.
func (e *evaluator) tsconfig(name string, depth int) *aliases {
	src, ok := e.load(name)
	if !ok || len(src) > maxSize || depth > 10 {
		return nil
	}
	v := e.relaxed(src)
	a := &aliases{}
	if v.kind != mapVal {
		return a
	}
	dir := path.Dir(name)
	for _, extended := range textsOf(v, "extends") {
		to := path.Join(dir, extended)
		if path.Ext(to) != ".json" {
			to += ".json"
		}
		if !strings.HasPrefix(extended, ".") || strings.HasPrefix(to, "../") {
			continue // a package
		}
		if more := e.tsconfig(to, depth+1); more != nil {
			a = more
		}
	}
	options, _ := v.object.get("compilerOptions")
	if options.kind != mapVal {
		return a
	}
	out := &aliases{a.base, a.names, a.to}
	if base, ok := options.object.get("baseUrl"); ok && base.kind == textVal {
		out.base = path.Join(dir, base.text)
	}
	if paths, ok := options.object.get("paths"); ok && paths.kind == mapVal {
		from := out.base
		if from == "" {
			from = dir
		}
		out.names, out.to = nil, make(map[string][]string)
		for _, n := range paths.object.names {
			out.names = append(out.names, n)
			for _, to := range textsOf(paths, n) {
				out.to[n] = append(out.to[n], path.Join(from, to))
			}
		}
	}
	return out
}

// relaxed reads JSON with comments and commas behind the last member, as
// TypeScript does.
func (e *evaluator) relaxed(src []byte) val {
	if invalid(src) < len(src) {
		return val{}
	}
	l := scan("(" + string(src) + ")")
	p := &parser{file: &file{nowhere: true}, tokens: l.tokens}
	if l.mistake != nil {
		return val{}
	}
	x := p.expression()
	if p.mistake != nil {
		return val{}
	}
	outer := e.frame
	e.frame = &frame{}
	v := e.eval(x, &scope{})
	e.frame = outer
	return v
}

// textsOf returns a member that is a text, or a list of such.
func textsOf(v val, name string) (out []string) {
	one, _ := v.object.get(name)
	switch one.kind {
	case textVal:
		out = append(out, one.text)
	case listVal:
		for _, s := range one.object.list {
			if s.kind == textVal {
				out = append(out, s.text)
			}
		}
	}
	return out
}

// candidates returns the paths that an imported name may stand for.
func (a *aliases) candidates(name string) (out []string) {
	best := -1
	for _, n := range a.names {
		prefix, suffix, star := strings.Cut(n, "*")
		fits := n == name || star && len(name) >= len(prefix)+len(suffix) && strings.HasPrefix(name, prefix) && strings.HasSuffix(name, suffix)
		if !fits || len(prefix) <= best && n != name {
			continue
		}
		best = len(prefix)
		out = out[:0]
		middle := ""
		if star {
			middle = name[len(prefix) : len(name)-len(suffix)]
		}
		for _, to := range a.to[n] {
			out = append(out, path.Clean(strings.Replace(to, "*", middle, 1)))
		}
		if n == name {
			break
		}
	}
	if a.base != "" {
		out = append(out, path.Join(a.base, name))
	}
	return slices.DeleteFunc(out, func(s string) bool { return strings.HasPrefix(s, "../") })
}
