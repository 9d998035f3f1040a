package reason

import (
	"slices"
	"strconv"
	"strings"

	"bailiwick/iam/authz"
	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A statement is one statement of a problem: a conjunction of what it asks of
// the action, the resource, the caller and the keys.
type statement struct {
	from       authz.Reference
	actions    int32 // elements; none: any
	services   int32 // an element besides actions
	resources  int32
	principals int32
	reach      reach     // how the principals must name the caller
	rest       []literal // its conditions, and symbols for what was not read
}

const none = -1

// A problem is all statements that bear on a question, and what they tell
// apart.
type problem struct {
	cat        *catalog.Catalog
	guess      guess
	budget     *budget
	statements []statement

	actions   []actions
	resources []resources
	who       *who
	dims      []*dimension // the first is who calls, another for each kind of caller
	dimOf     map[string]int32
	ids       map[string]int32  // of elements
	written   map[string]string // keys as a policy writes them, by their lower case
	asked     int32             // the statement that says what is asked for; none: anything
	only      []string          // the actions that are asked for, where each is named in full
	strict    bool              // keys stand only in requests that carry them
	hopeless  bool              // no request is certain, since statements that it needs were not read; known once it ran

	fixed     func(key string) []string // if set, what every request carries under a key; nil: it is free
	regions   []actionRegion
	elsewhere func(takes []value.Answer) bool // if set, tells resources that are not asked for
	spaces    [numReadings]*resourceSpace
	differs   *[numReadings]bool                     // see differ
	extra     map[string]string                      // what requests carry besides, where no condition asks
	strangers func(key string) bool                  // if set, whether the values of a key are somebody's whom no policy names
	apart     func(key string) []string              // if set, patterns that counts tells apart
	counts    func(key string, values []string) bool // if set, only requests that carry such values count
}

// A filling is texts for the symbols of holes and policy variables.
type filling map[value.Symbol]value.Text

// in returns a text with its symbols filled.
func (f filling) in(t value.Text) value.Text {
	if len(f) == 0 || !t.HasHoles() {
		return t
	}
	var out []value.Text
	for lit, hole := range t.Pieces() {
		switch is, ok := f[hole]; {
		case lit != "":
			out = append(out, value.Inline(lit))
		case ok:
			out = append(out, is)
		default:
			out = append(out, value.Hole(hole))
		}
	}
	return value.Join(out...)
}

func newProblem(cat *catalog.Catalog, b *budget) *problem {
	return &problem{
		cat: cat, who: newWho(), dims: make([]*dimension, 1),
		dimOf: make(map[string]int32), ids: make(map[string]int32),
		written: make(map[string]string), asked: none,
		budget: b,
	}
}

// Effects are the statements of a policy by what they do. One that was not
// read is among both.
type effects struct{ allow, deny []int32 }

// add adds the statements of a policy.
func (p *problem) add(pol *authz.Policy) effects {
	var e effects
	if pol == nil || pol.Document == nil {
		return p.unread("the policy was not read")
	}
	d := pol.Document
	for i := range d.Statements {
		s := &d.Statements[i]
		if p.beside(s) {
			continue
		}
		ref := authz.Reference{Policy: pol, Statement: s}
		if s.Effect != policy.Deny {
			e.allow = append(e.allow, p.statement(ref, s.Effect == policy.EffectUnknown))
		}
		if s.Effect != policy.Allow {
			e.deny = append(e.deny, p.statement(ref, s.Effect == policy.EffectUnknown))
		}
	}
	if d.Partial() {
		e.join(p.unread(d.Reason()))
	}
	return e
}

// beside reports whether the statement is about none of the actions that are
// asked for. What it tells apart makes no difference then, and costs the more.
func (p *problem) beside(s *policy.Statement) bool {
	return len(p.only) > 0 && !s.Unread() &&
		!slices.ContainsFunc(p.only, func(action string) bool { return s.MatchesAction(action) != value.No })
}

// namedActions returns the actions if each is named in full, nil if not.
func namedActions(actions []string) []string {
	if slices.ContainsFunc(actions, func(a string) bool { return strings.ContainsAny(a, "*?") }) {
		return nil
	}
	return actions
}

func (e *effects) join(f effects) {
	e.allow = append(e.allow, f.allow...)
	e.deny = append(e.deny, f.deny...)
}

// unread adds statements of which nothing is known.
func (p *problem) unread(why string) effects {
	all := func() []int32 {
		p.statements = append(p.statements, statement{
			actions: none, services: none, resources: none, principals: none, rest: []literal{p.symbol(why)},
		})
		return []int32{int32(len(p.statements) - 1)}
	}
	return effects{all(), all()}
}

// symbol returns a literal that may hold and may not.
func (p *problem) symbol(why string) literal {
	d := &dimension{
		built: true, regions: []carried{{open: why}, {open: why}},
		holds: []set{{2}}, fails: []set{{1}}, definite: newSet(2),
	}
	p.dims = append(p.dims, d)
	return literal{int32(len(p.dims) - 1), 0}
}

// isSymbol reports whether the dimension is that of a symbol.
func (d *dimension) isSymbol() bool {
	return d != nil && d.built && len(d.keys) == 0 && d.definite.empty()
}

// statement adds one statement.
func (p *problem) statement(ref authz.Reference, effectUnknown bool) int32 {
	s := ref.Statement
	out := statement{from: ref, actions: none, services: none, resources: none, principals: none}
	if effectUnknown || s.Unread() || s.ConditionsPartial() {
		why := s.Reason()
		if why == "" {
			why = "the effect of the statement is not known"
		}
		out.rest = append(out.rest, p.symbol(why))
	}
	if !s.Unread() {
		out.actions = p.element("a", &s.Actions, p.addActions)
		if !s.Resources.IsAbsent() {
			r := p.resourcesOf(s)
			out.resources = p.addResources(r)
		}
		if !s.Principals.IsAbsent() {
			out.principals = p.who.add(p.filled(&s.Principals), s.Effect == policy.Deny)
		}
		for i := range s.Conditions {
			out.rest = append(out.rest, p.condition(s, &s.Conditions[i]))
		}
	}
	p.statements = append(p.statements, out)
	return int32(len(p.statements) - 1)
}

// filled returns principals with their holes filled.
func (p *problem) filled(e *policy.Principals) *policy.Principals {
	if len(p.guess.filling) == 0 {
		return e
	}
	out := *e
	out.List = slices.Clone(e.List)
	for i := range out.List {
		out.List[i].Text = p.guess.filling.in(out.List[i].Text)
	}
	return &out
}

// element numbers an element; equal ones are one.
func (p *problem) element(kind string, e *policy.Elements, add func(*policy.Elements) int32) int32 {
	b := []byte(kind)
	if e.Not {
		b = append(b, '!')
	}
	for _, el := range e.List {
		b = append(append(b, 0), el.Text.Inline()...)
	}
	if e.Partial() {
		b = append(append(b, 1), e.Reason()...)
	}
	i, ok := p.ids[string(b)]
	if !ok {
		i = add(e)
		p.ids[string(b)] = i
	}
	return i
}

func (p *problem) addActions(e *policy.Elements) int32 {
	p.actions = append(p.actions, actionsOf(e))
	return int32(len(p.actions) - 1)
}

func (p *problem) resourcesOf(s *policy.Statement) resources {
	r := resourcesOf(s)
	for i := range r.texts {
		r.texts[i] = p.guess.filling.in(r.texts[i])
	}
	return r
}

func (p *problem) addResources(r resources) int32 {
	var b strings.Builder
	b.WriteString("r" + strconv.FormatBool(r.not) + r.why)
	for _, t := range r.texts {
		b.WriteString("\x00" + t.Inline())
	}
	i, ok := p.ids[b.String()]
	if !ok {
		i = int32(len(p.resources))
		p.resources = append(p.resources, r)
		p.ids[b.String()] = i
	}
	return i
}

// guessed returns a gate for what requests carry under the guess, if there is
// one.
func (p *problem) guessed() [][]int32 {
	if len(p.guess.keys) == 0 {
		return nil
	}
	return [][]int32{p.add(p.guess.gate()).allow}
}

// prepare cuts actions, resources and keys into regions. It returns those of
// resources in every reading that is looked at as a whole.
func (p *problem) prepare() ([][]region, error) {
	var err error
	focus, on := int32(none), int32(none)
	if p.asked != none {
		focus, on = p.statements[p.asked].actions, p.statements[p.asked].resources
	}
	if p.regions, err = actionRegions(p.cat, p.actions, focus, p.budget); err != nil {
		return nil, err
	}
	if on != none {
		p.elsewhere = func(takes []value.Answer) bool { return takes[on] == value.No }
	}
	for r := range p.spaces {
		p.spaces[r] = newResourceSpace(p.resources, reading(r))
	}
	for _, d := range p.dims[1:] {
		d.counts, d.apart = p.counts, p.apart
		d.strangers = p.strangers
		if p.fixed != nil && len(d.keys) == 1 {
			d.given = p.fixed(d.keys[0])
		}
		if err := d.build(p.budget); err != nil {
			return nil, err
		}
	}
	out := make([][]region, asWhole)
	for r := range out {
		if reading(r) > bySegment && !p.differ(reading(r)) {
			continue
		}
		regions, err := p.spaces[r].regions(p.budget, p.elsewhere)
		if err != nil {
			return nil, err
		}
		out[r] = append(regions, p.spaces[r].of("*"))
	}
	return out, nil
}
