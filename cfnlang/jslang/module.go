package jslang

import (
	"fmt"
	"path"
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

// A module is a file of the project, and what it exports.
type module struct {
	*file
	name    string
	mistake *mistake // why it cannot be read
	line    int      // of the mistake
	there   bool     // the file is there
	typed   bool
	used    map[string]bool // the names that are used as values
	exports map[string]export
	names   []string  // of the exports, in order
	stars   []*module // all of whose exports are exports
	common  val       // the object module, with its member exports
	initial *object   // what module.exports is at first
	content val       // of JSON
	isJSON  bool
}

// An export is a variable of the file, or what another file exports.
type export struct {
	cell *cell
	from *module
	name string
}

// module returns a file of the project, which is evaluated at its first import.
func (e *evaluator) module(name string) *module {
	if m, ok := e.modules[name]; ok {
		return m
	}
	m := &module{name: name, exports: make(map[string]export)}
	e.modules[name] = m
	src, ok := e.Load(name)
	if m.there = ok; ok {
		e.files++
	}
	switch {
	case !ok:
		m.file, m.mistake = &file{}, &mistake{what: "the file " + shortened(e.shown(name)) + " is not there"}
	case e.files > maxFiles:
		m.file, m.mistake = &file{}, &mistake{what: "the service has too many files"}
	case path.Ext(name) == ".json":
		m.json(e, src)
	default:
		body := m.parsed(e, src)
		if m.mistake != nil {
			m.line = 1 + strings.Count(string(src[:min(m.mistake.start, len(src))]), "\n")
			break
		}
		e.spend(len(src) / 64)
		m.evaluate(e, body)
	}
	return m
}

func (m *module) json(e *evaluator, src []byte) {
	m.file, m.isJSON = &file{}, true
	if e.total += len(src); len(src) > maxSize || e.total > maxTotal {
		m.mistake = &mistake{what: "it is too large"}
		return
	}
	n, problems := cfnlang.Parse(e.Places, e.shown(m.name), src)
	if n == nil {
		m.mistake = &mistake{what: problems[0].Summary}
		m.line = e.Places.At(problems[0].Origin).Line
		m.base = problems[0].Origin
		return
	}
	m.base = n.At
	m.content = e.imported(n, 0)
}

// failure returns what stands for all that a file exports which cannot be read.
func (m *module) failure(e *evaluator, at value.Origin) val {
	where := e.shown(m.name)
	if m.line > 0 {
		where = fmt.Sprintf("%s:%d", where, m.line)
	}
	return unknown(where+" cannot be read: "+m.mistake.what, at)
}

// evaluate evaluates the statements of a file.
func (m *module) evaluate(e *evaluator, body []stmt) {
	outer, sections := e.frame, len(e.sections)
	s := &scope{above: e.globals, root: m}
	exports := e.newMap(m.base)
	m.common, m.initial = e.newMap(m.base), exports.object
	m.common.object.set("exports", exports, m.base)
	dir, name, meta := textOf(path.Dir(m.path()), 0), textOf(m.path(), 0), e.newMap(0)
	meta.object.set("dirname", dir, 0)
	meta.object.set("filename", name, 0)
	meta.object.set("url", textOf("file://"+m.path(), 0), 0)
	for name, v := range map[string]val{
		"module": m.common, "exports": exports, "__dirname": dir, "__filename": name, "import.meta": meta,
	} {
		c := e.declare(s, name)
		c.val, c.set = v, true
	}
	e.frame = &frame{this: exports}
	e.hoistVars(body, s)
	e.hoist(body, s)
	for _, st := range body {
		m.offer(e, st, s)
	}
	for _, st := range body {
		m.link(e, st, s)
	}
	if f := e.each(body, s); f == threw && e.over == "" {
		m.mistake = &mistake{what: "it throws an error when it is loaded"}
	}
	e.end(sections)
	e.frame = outer
}

// path returns the absolute path of the file.
func (m *module) path() string { return path.Join(root, m.name) }

// offer notes what of its own a statement exports, so that files which import each
// other see it.
func (m *module) offer(e *evaluator, st stmt, s *scope) {
	switch st := st.(type) {
	case *exportStmt:
		for _, n := range st.names {
			if c := s.cells[n.local]; c != nil && st.from == "" {
				m.add(n.name, export{cell: c})
			}
		}
	case *defaultStmt:
		if !st.assign {
			m.add("default", export{cell: e.declare(s, "*default*")})
		}
	}
}

// link binds what a statement imports, and notes what it exports of that.
func (m *module) link(e *evaluator, st stmt, s *scope) {
	switch st := st.(type) {
	case *importStmt:
		used := len(st.names) == 0 || !m.typed
		for _, n := range st.names {
			used = used || m.used[n.local]
		}
		if !used { // of types only
			return
		}
		from, v := e.resolve(m, st.from, st.place())
		for _, n := range st.names {
			c := e.declare(s, n.local)
			c.fixed, c.set = true, true
			c.module, c.name, c.val = from, n.name, picked(e, v, n)
		}
	case *exportStmt:
		if st.from != "" {
			m.pass(e, st, s)
			return
		}
		for _, n := range st.names { // imports that are exported
			if c := s.cells[n.local]; c != nil {
				m.add(n.name, export{cell: c})
			}
		}
	}
}

// picked returns what a name stands for that is imported from what is no file of
// the project.
func picked(e *evaluator, v val, n importName) val {
	switch {
	case v.kind == unknownVal:
		v.at = n.place()
		return v
	case n.name == "*" || n.name == "default":
		return v
	}
	return e.member(v, n.name, n.place())
}

// pass notes what a statement exports of another file.
func (m *module) pass(e *evaluator, st *exportStmt, s *scope) {
	from, v := e.resolve(m, st.from, st.place())
	for _, n := range st.names {
		switch {
		case from == nil:
			c := e.declare(s, "*"+n.name)
			c.val, c.set = v, true
			m.add(n.name, export{cell: c})
		case n.local == "*" && n.name == "*":
			m.stars = append(m.stars, from)
		default:
			m.add(n.name, export{from: from, name: n.local})
		}
	}
}

func (m *module) add(name string, x export) {
	if _, ok := m.exports[name]; !ok {
		m.names = append(m.names, name)
	}
	m.exports[name] = x
}

// assign is export default and export =.
func (m *module) assign(e *evaluator, st *defaultStmt, v val) {
	if st.assign {
		m.common.object.set("exports", v, st.place())
		return
	}
	if c := m.exports["default"].cell; c != nil {
		e.touchCell(c)
		c.val, c.set = v, true
	}
}

// isModern reports whether the file exports by export statements.
func (m *module) isModern() bool { return len(m.names) > 0 || len(m.stars) > 0 }

// value returns an export: default, the name of one, or * for all.
func (m *module) value(e *evaluator, name string, at value.Origin) val {
	e.deeper()
	defer func() { e.depth-- }()
	if m.mistake != nil {
		return m.failure(e, at)
	}
	if e.over != "" {
		return unknown(e.over, at)
	}
	all := m.content
	if !m.isJSON && m.common.object != nil {
		all = m.common.object.members["exports"].val
	}
	switch {
	case m.common.object == nil && !m.isJSON:
		return unknown(e.shown(m.name)+" is used before it is read", at)
	case m.isModern() && all.object == m.initial:
		return m.modern(e, name, at)
	case name == "*":
		return all
	case name == "default":
		if all.kind != mapVal {
			return all
		}
		if _, ok := all.object.members["__esModule"]; !ok {
			return all
		}
	}
	return e.member(all, name, at)
}

// modern returns an export of a file with export statements.
func (m *module) modern(e *evaluator, name string, at value.Origin) val {
	if name == "*" {
		v := e.newMap(m.base)
		m.into(e, v.object, at)
		return v
	}
	if x, ok := m.exports[name]; ok {
		switch {
		case x.from != nil:
			return x.from.value(e, x.name, at)
		case x.cell.module != nil:
			return x.cell.module.value(e, x.cell.name, at)
		case !x.cell.set:
			e.risks++
			return unknown(shortened(name)+" of "+e.shown(m.name)+" is used before it has a value: files import each other", at)
		}
		return x.cell.val
	}
	if name != "default" {
		for _, star := range m.stars {
			if v := star.value(e, name, at); v.kind != undefinedVal {
				return v
			}
		}
	}
	return val{at: at}
}

// into puts all exports into an object.
func (m *module) into(e *evaluator, o *object, at value.Origin) {
	if e.deeper(); e.over == "" {
		for _, star := range m.stars {
			if star.mistake != nil {
				o.open(star.failure(e, at))
			} else if star.isModern() {
				star.into(e, o, at)
				o.remove("default")
			} else {
				e.spread(o, star.value(e, "*", at))
			}
		}
		for _, n := range m.names {
			v := m.modern(e, n, at)
			o.set(n, v, v.at)
		}
	}
	e.depth--
}

// require returns what require gives.
func (e *evaluator) require(m *module, name string, at value.Origin) val {
	from, v := e.resolve(m, name, at)
	if from == nil {
		e.risks++
		return v
	}
	return from.value(e, "*", at)
}

// exported returns what the framework takes from a file that it loads.
func (m *module) exported(e *evaluator) val {
	if _, ok := m.exports["default"]; ok && m.common.object.members["exports"].object == m.initial {
		return m.value(e, "default", m.base)
	}
	return m.value(e, "*", m.base)
}

// member returns one export, or one member of what is exported.
func (m *module) member(e *evaluator, name string) val {
	if v := m.value(e, "*", m.base); v.kind == mapVal {
		if one, ok := v.object.members[name]; ok {
			return one.val
		}
	}
	v := settled(m.exported(e))
	if v.kind == functionVal {
		v = e.called(v)
	}
	return e.member(v, name, m.base)
}
