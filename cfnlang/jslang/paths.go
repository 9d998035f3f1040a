package jslang

import (
	"path"
	"slices"
	"strings"

	"bailiwick/value"
)

// root stands for the path of the project's folder, which is not known. Its rune
// is one of Unicode's private ones.
const root = "/\uE000"

// rooted reports whether a text holds the path of the project's folder.
func rooted(s string) bool { return strings.Contains(s, "\uE000") }

func rootUnknown(at value.Origin) val {
	return unknown("the folder that the project lies in is not known here", at)
}

// cwd returns the folder of the service.
func (r *Reader) cwd() string { return path.Join(root, r.Dir) }

// inProject returns the path in the project of what a program opens; false for
// what lies outside of it.
func (r *Reader) inProject(name string) (string, bool) {
	if !path.IsAbs(name) {
		name = path.Join(r.cwd(), name)
	}
	return strings.CutPrefix(path.Clean(name), root+"/")
}

var pathFunctions = map[string]native{
	"basename": onPaths(func(r *Reader, a []string) string {
		name := path.Base(a[0])
		if len(a) > 1 && name != a[1] {
			name = strings.TrimSuffix(name, a[1])
		}
		return name
	}),
	"dirname":   onPaths(func(r *Reader, a []string) string { return path.Dir(a[0]) }),
	"extname":   onPaths(func(r *Reader, a []string) string { return extension(path.Base(a[0])) }),
	"join":      onPaths(func(r *Reader, a []string) string { return path.Clean(strings.Join(nonEmpty(a), "/")) }),
	"normalize": onPaths(func(r *Reader, a []string) string { return path.Clean(a[0]) }),
	"relative":  onPaths(func(r *Reader, a []string) string { return relative(r.resolved(a[:1]), r.resolved(a[1:])) }),
	"resolve":   onPaths(func(r *Reader, a []string) string { return r.resolved(a) }),
}

func nonEmpty(a []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return s == "" })
}

func extension(base string) string {
	if i := strings.LastIndexByte(base, '.'); i > 0 {
		return base[i:]
	}
	return ""
}

// resolved returns the absolute path that the paths make.
func (r *Reader) resolved(a []string) string {
	out := r.cwd()
	for _, p := range a {
		if path.IsAbs(p) {
			out = p
		} else {
			out = path.Join(out, p)
		}
	}
	return path.Clean(out)
}

// relative returns the path to one absolute path from another.
func relative(from, to string) string {
	a, b := strings.Split(strings.Trim(from, "/"), "/"), strings.Split(strings.Trim(to, "/"), "/")
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	up := slices.Repeat([]string{".."}, len(a)-n)
	return strings.Join(append(up, b[n:]...), "/")
}

// onPaths makes a function of what is done to paths. What leaves the project's
// folder is not known.
func onPaths(do func(r *Reader, a []string) string) native {
	return func(e *evaluator, _ val, a []val, at value.Origin) val {
		s, ok := e.texts(a)
		if !ok || len(s) == 0 {
			return e.notKnown(a, "a path is made", at)
		}
		e.spend(len(s))
		for _, p := range s {
			e.spend(len(p) / 16)
			if rooted(p) && !strings.HasPrefix(path.Clean(p)+"/", root+"/") || path.IsAbs(p) && !rooted(p) {
				return rootUnknown(at)
			}
		}
		before := slices.ContainsFunc(s, rooted)
		out := do(e.Reader, s)
		if before && path.IsAbs(out) && !rooted(out) || out == "\uE000" {
			return rootUnknown(at)
		}
		return textOf(out, at)
	}
}

// readFile evaluates fs.readFileSync.
func readFile(e *evaluator, _ val, a []val, at value.Origin) val {
	e.risks++
	if len(a) == 0 || a[0].kind != textVal {
		return e.notKnown(a, "a file is read", at)
	}
	name, ok := e.inProject(a[0].text)
	if !ok {
		return unknown("a file outside of the project is read", at)
	}
	src, ok := e.load(name)
	switch {
	case !ok:
		return unknown("the file "+shortened(e.shown(name))+" is not there", at)
	case len(a) == 1 || invalid(src) < len(src):
		return unknown("the bytes of a file are read", at)
	}
	return textOf(string(src), at)
}

// load returns a file of the project, of which no more is read than is allowed.
func (e *evaluator) load(name string) ([]byte, bool) {
	src, ok := e.Load(name)
	if e.total += len(src); e.total > maxTotal {
		return nil, false
	}
	e.spend(len(src) / 64)
	return src, ok
}

// brought returns a module of Node.js that is followed in part; false if it is
// none.
func (e *evaluator) brought(name string) (val, bool) {
	name = strings.TrimPrefix(name, "node:")
	var members map[string]native
	switch name {
	case "path", "path/posix":
		members = pathFunctions
	case "fs":
		members = map[string]native{"readFileSync": readFile}
	case "url":
		members = map[string]native{"fileURLToPath": fileURLToPath}
	case "process":
		return e.globals.cells["process"].val, true
	default:
		return val{}, false
	}
	v := e.newMap(0)
	for _, n := range sorted(members) {
		v.object.set(n, e.newNative(members[n]), 0)
	}
	if name == "path" {
		v.object.set("sep", textOf("/", 0), 0)
		posix, _ := e.brought("path/posix")
		v.object.set("posix", posix, 0)
	}
	v.object.open(unknown("a function of the module "+name+" is called, which only Node.js can tell", 0))
	return v, true
}

func fileURLToPath(e *evaluator, _ val, a []val, at value.Origin) val {
	if len(a) == 1 && a[0].kind == textVal {
		if name, ok := strings.CutPrefix(a[0].text, "file://"); ok && !strings.Contains(name, "%") {
			return textOf(name, at)
		}
	}
	return e.notKnown(a, "a URL is made into a path", at)
}
