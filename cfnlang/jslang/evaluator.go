package jslang

import "bailiwick/value"

// An evaluator follows the code of one service.
type evaluator struct {
	*Reader
	modules  map[string]*module
	paths    map[string]*aliases // of folders
	globals  *scope
	clock    int        // counts the objects that were made
	sections []*section // of what may not happen, from the outside in
	weak     int        // of them, what may happen several times
	frame    *frame
	steps    int
	files    int // that were read
	total    int // bytes of them
	depth    int // of expressions
	calls    int // of functions
	risks    int // what may throw, counted
	tries    int // blocks that are executed of which something catches errors
	let      map[*closure]bool
	awaited  *callExpr // the call that is awaited
	direct   bool      // the call that is made is
	over     string    // why nothing can be told any more
	nodes    int       // of the tree that is made
	problems []value.Problem
}

func newEvaluator(r *Reader) *evaluator {
	e := &evaluator{
		Reader: r, modules: make(map[string]*module), paths: make(map[string]*aliases), let: make(map[*closure]bool),
	}
	e.globals = e.global()
	return e
}

func (e *evaluator) shown(name string) string {
	if e.Shown != nil {
		return e.Shown(name)
	}
	return name
}

// spend counts work; false if there was too much.
func (e *evaluator) spend(n int) bool {
	if e.steps += n; e.steps > maxSteps && e.over == "" {
		e.over = "the configuration takes too many steps to evaluate"
	}
	return e.over == ""
}

// made returns a new object as a value.
func (e *evaluator) made(kind valKind, o *object, at value.Origin) val {
	e.clock++
	o.birth = e.clock
	return val{kind: kind, object: o, at: at}
}

func (e *evaluator) newMap(at value.Origin) val { return e.made(mapVal, &object{}, at) }

func (e *evaluator) newList(list []val, at value.Origin) val {
	e.spend(len(list))
	return e.made(listVal, &object{state: state{list: list}}, at)
}

func (e *evaluator) newNative(f native) val { return e.made(functionVal, &object{native: f}, 0) }

// A scope holds the names that are declared in a part of a program.
type scope struct {
	above *scope
	cells map[string]*cell
	root  *module // of the scope of a file
}

// A cell is a variable.
type cell struct {
	val
	set    bool // it has a value
	fixed  bool // it is a const
	birth  int
	module *module // of an import: where it comes from, and under which name
	name   string
}

func inside(above *scope) *scope { return &scope{above: above} }

// declare declares a name, which gets its value later.
func (e *evaluator) declare(s *scope, name string) *cell {
	if s.cells == nil {
		s.cells = make(map[string]*cell)
	}
	e.clock++
	c := &cell{birth: e.clock}
	s.cells[name] = c
	return c
}

func (s *scope) find(name string) *cell {
	for ; s != nil; s = s.above {
		if c, ok := s.cells[name]; ok {
			return c
		}
	}
	return nil
}

// module returns the file that a scope belongs to.
func (s *scope) module() *module {
	for ; s != nil; s = s.above {
		if s.root != nil {
			return s.root
		}
	}
	return nil
}

// A section is a part of the program that may not be passed. It remembers what
// was before it, of all that it changes.
type section struct {
	why     val
	birth   int // objects and variables that are younger are its own
	cells   []savedCell
	objects []savedObject
	has     map[any]bool
}

type savedCell struct {
	*cell
	val
	set bool
}

type savedObject struct {
	*object
	state
}

// first reports whether something changes for the first time.
func (s *section) first(what any) bool {
	if s.has[what] {
		return false
	}
	if s.has == nil {
		s.has = make(map[any]bool)
	}
	s.has[what] = true
	return true
}

// begin begins a section, and returns its number.
func (e *evaluator) begin(why val) int {
	e.spend(5)
	e.sections = append(e.sections, &section{why: why, birth: e.clock})
	return len(e.sections) - 1
}

// touchCell notes that a variable is about to change.
func (e *evaluator) touchCell(c *cell) {
	if n := len(e.sections); n > 0 {
		e.sections[n-1].saveCell(c, savedCell{c, c.val, c.set})
	}
}

func (s *section) saveCell(c *cell, was savedCell) {
	if c.birth <= s.birth && s.first(c) {
		s.cells = append(s.cells, was)
	}
}

// touch notes that an object is about to change.
func (e *evaluator) touch(o *object) {
	if n := len(e.sections); n > 0 {
		s := e.sections[n-1]
		if o.birth <= s.birth && s.first(o) {
			e.spend(o.size())
			s.objects = append(s.objects, savedObject{o, o.clone()})
		}
	}
}

// end ends the sections from the number on: what they changed may be as it was,
// or as it is.
func (e *evaluator) end(number int) {
	for n := len(e.sections) - 1; n >= number; n-- {
		s := e.sections[n]
		e.sections = e.sections[:n]
		for _, was := range s.cells {
			e.touchOuter(was, savedObject{})
			was.cell.val = joined(was.val, was.cell.val, s.why)
			was.cell.set = was.cell.set || was.set
		}
		for _, was := range s.objects {
			e.touchOuter(savedCell{}, was)
			e.spend(was.state.size() + was.object.size())
			was.object.state = was.state.either(&was.object.state, s.why)
		}
	}
}

// touchOuter tells the section around what was before it: that is what was
// before the inner one.
func (e *evaluator) touchOuter(c savedCell, o savedObject) {
	n := len(e.sections)
	if n == 0 {
		return
	}
	s := e.sections[n-1]
	if c.cell != nil {
		s.saveCell(c.cell, c)
	}
	if o.object != nil && o.birth <= s.birth && s.first(o.object) {
		s.objects = append(s.objects, savedObject{o.object, o.state.clone()})
	}
}

// An outcome is what a section changed, and to what.
type outcome struct {
	*section
	cells   map[*cell]savedCell
	objects map[*object]state
}

// undo ends a section and takes back what it changed.
func (e *evaluator) undo(number int) outcome {
	e.end(number + 1)
	s := e.sections[number]
	e.sections = e.sections[:number]
	out := outcome{s, make(map[*cell]savedCell, len(s.cells)), make(map[*object]state, len(s.objects))}
	for _, was := range s.cells {
		out.cells[was.cell] = savedCell{was.cell, was.cell.val, was.cell.set}
		was.cell.val, was.cell.set = was.val, was.set
	}
	for _, was := range s.objects {
		out.objects[was.object] = was.object.state
		was.object.state = was.state
	}
	return out
}

// redo makes the changes of a section that was undone.
func (e *evaluator) redo(o outcome) {
	for _, was := range o.section.cells {
		e.touchCell(was.cell)
		then := o.cells[was.cell]
		was.cell.val, was.cell.set = then.val, then.set
	}
	for _, was := range o.section.objects {
		e.touch(was.object)
		was.object.state = o.objects[was.object]
	}
}

// merge makes what is the same after both of two sections that were undone, of
// which one happens; what differs is unknown.
func (e *evaluator) merge(a, b outcome) {
	for _, o := range []outcome{a, b} {
		other := b
		if o.section == b.section {
			other = a
		}
		for _, was := range o.section.cells {
			c, then := was.cell, o.cells[was.cell]
			instead, both := other.cells[c]
			if both && o.section == b.section {
				continue // done
			}
			if !both {
				instead = savedCell{c, c.val, c.set}
			}
			e.touchCell(c)
			c.val, c.set = joined(then.val, instead.val, o.why), then.set || instead.set
		}
		for _, was := range o.section.objects {
			then := o.objects[was.object]
			instead, both := other.objects[was.object]
			if both && o.section == b.section {
				continue
			}
			if !both {
				instead = was.object.state
			}
			e.touch(was.object)
			e.spend(then.size() + instead.size())
			was.object.state = then.either(&instead, o.why)
		}
	}
}

// lose makes unknown what a section changed that was undone: it may have ended
// anywhere, with what was in between.
func (e *evaluator) lose(o outcome) {
	for _, was := range o.section.cells {
		e.touchCell(was.cell)
		was.cell.val, was.cell.set = unknownOf(o.why, was.cell.val, o.cells[was.cell].val), true
	}
	for _, was := range o.section.objects {
		e.touch(was.object)
		then := o.objects[was.object]
		e.spend(then.size() + was.object.size())
		was.object.state = then.either(&was.object.state, o.why)
		was.object.blur(o.why)
	}
}

// weakly does something that may not happen, or happen several times. What is
// within it is done once each time.
func (e *evaluator) weakly(why val, do func()) {
	rounds := 3
	if e.weak > 0 {
		rounds = 1
	}
	e.weak++
	for range rounds {
		n := e.begin(why)
		do()
		e.end(n)
	}
	e.weak--
}
