package reason

import (
	"slices"
	"strings"

	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

type actionCutter struct {
	cat      *catalog.Catalog
	elements []actions
	budget   *budget
	regions  []actionRegion
	index    map[string]int // of regions
	last     int            // the region that was added to
	key      []byte
}

// service adds the regions of one service.
func (c *actionCutter) service(service string) error {
	var known []*catalog.Action
	if s, ok := c.cat.Service(service); ok {
		known = s.Actions()
	}
	n := len(c.elements)
	takes := make([]value.Answer, n*len(known))
	for i := range takes {
		takes[i] = value.No
	}
	more := new(explorer)
	var others []string
	for e := range c.elements {
		if err := c.budget.spend(1 + len(c.elements[e].patterns)); err != nil {
			return err
		}
		var wild group
		if c.elements[e].rcp && c.cat.SupportsRCP(service) {
			for a := range known {
				takes[a*n+e] = value.Yes
			}
		}
		for i := range c.elements[e].patterns {
			p := &c.elements[e].patterns[i]
			switch {
			case p.every:
				if err := c.budget.spend(len(known)); err != nil {
					return err
				}
				for a := range known {
					takes[a*n+e] = value.Yes
				}
				continue
			case p.holes:
				for a := range known {
					if takes[a*n+e] != value.Yes && policy.MatchAction(p.text, known[a].String()) != value.No {
						takes[a*n+e] = value.CannotTell
					}
				}
				continue
			case p.service != service:
				continue
			}
			if _, fixed := p.fixed(); !fixed {
				wild.patterns = append(wild.patterns, int32(len(more.patterns)))
				more.patterns = append(more.patterns, p.name)
			}
			if err := c.budget.spend(16 + len(p.name.signs)); err != nil {
				return err
			}
			if !c.match(p, known, takes, e) {
				name, _ := p.fixed()
				others = append(others, name)
			}
		}
		more.groups = append(more.groups, wild)
	}
	if err := c.budget.spend(len(known) * (1 + n)); err != nil {
		return err
	}
	for a, action := range known {
		c.add(action.String, action, takes[a*n:(a+1)*n])
	}
	names, err := c.names(service, more)
	if err != nil {
		return err
	}
	for _, name := range append(others, names...) {
		for e := range c.elements {
			for i := range c.elements[e].patterns {
				if p := &c.elements[e].patterns[i]; p.service == service {
					if err := c.budget.spend(p.name.work(name)); err != nil {
						return err
					}
				}
			}
		}
		c.unlisted(service, name)
	}
	return nil
}

// names returns a name that the catalogue does not have of each region of names
// that has one. Where it has the shortest, that is set apart and the rest of
// the region looked at again.
func (c *actionCutter) names(service string, more *explorer) ([]string, error) {
	apart := make(map[string]bool)
	for {
		e := &explorer{patterns: more.patterns, groups: more.groups, empty: true, budget: c.budget}
		regions, err := e.regions()
		if err != nil {
			return nil, err
		}
		var out []string
		found := len(apart)
		for _, r := range regions {
			if _, known := c.cat.Action(service + ":" + r.word); !known {
				out = append(out, r.word)
			} else if !apart[r.word] {
				apart[r.word] = true
				p := compile(value.Literal(policy.Lower(r.word)), exact)
				p.fold = true
				more.groups = append(more.groups, group{[]int32{int32(len(more.patterns))}})
				more.patterns = append(more.patterns, p)
			}
		}
		if len(apart) == found {
			return out, nil
		}
	}
}

// match notes the known actions that a pattern takes. It reports false for a
// pattern without wildcards of which the catalogue has no action.
func (c *actionCutter) match(p *actionPattern, known []*catalog.Action, takes []value.Answer, e int) bool {
	n := len(c.elements)
	if name, fixed := p.fixed(); fixed {
		a, ok := slices.BinarySearchFunc(known, name, func(a *catalog.Action, name string) int {
			return strings.Compare(policy.Lower(a.Name), name)
		})
		if ok {
			takes[a*n+e] = value.Yes
		}
		return ok
	}
	first := 0
	if len(known) > 0 {
		first = known[0].Number
	}
	text, _ := p.text.Literal()
	for a := range c.cat.Match(text) {
		takes[(a.Number-first)*n+e] = value.Yes
	}
	return true
}

// unlisted adds an action that the catalogue does not have.
func (c *actionCutter) unlisted(service, name string) {
	if name == "" {
		name = "UnlistedAction"
	}
	full := service + ":" + name
	if _, known := c.cat.Action(full); known {
		return
	}
	takes := make([]value.Answer, len(c.elements))
	for e := range c.elements {
		takes[e] = c.elements[e].match(full, service, name)
		if _, known := c.cat.Service(service); c.elements[e].rcp && !known {
			takes[e] = value.CannotTell
		} else if c.elements[e].rcp {
			takes[e] = value.Answered(c.cat.SupportsRCP(service))
		}
	}
	c.add(func() string { return full }, nil, takes)
}

// shown are services that people know.
var shown = []string{"s3", "sqs", "dynamodb", "lambda", "ec2", "states"}

// rest adds the services of the catalogue that no element names: no element
// tells one from another, so one stands for all, or one of those to which RCPs
// apply and one of the others.
func (c *actionCutter) rest(services map[string]bool) error {
	byRCP := slices.ContainsFunc(c.elements, func(a actions) bool { return a.rcp })
	stands := func(s string, part bool) bool {
		return !services[policy.Lower(s)] && (byRCP && c.cat.SupportsRCP(s)) == part
	}
	for _, part := range [...]bool{true, false} {
		is := func(s string) bool { return stands(s, part) }
		list := shown
		if !slices.ContainsFunc(list, is) {
			list = c.cat.Services()
		}
		one := slices.IndexFunc(list, is)
		if one < 0 {
			continue
		}
		s, ok := c.cat.Service(list[one])
		if !ok || len(s.Actions()) == 0 {
			continue
		}
		takes := make([]value.Answer, len(c.elements))
		for e := range c.elements {
			takes[e] = c.elements[e].match(s.Actions()[0].String(), policy.Lower(s.Prefix), "")
			if c.elements[e].rcp {
				takes[e] = value.Answered(part)
			}
		}
		for _, a := range s.Actions()[:min(len(s.Actions()), 16)] {
			c.add(a.String, a, takes)
		}
		c.regions[c.last].services = func() []string {
			return slices.DeleteFunc(slices.Clone(c.cat.Services()), func(s string) bool { return !stands(s, part) })
		}
	}
	return nil
}

// other adds an action of a service that neither an element nor the catalogue
// names.
func (c *actionCutter) other(services map[string]bool) {
	service := "unlisted-service"
	for services[service] {
		service += "-2"
	}
	c.unlisted(service, "")
}

// add adds an action to the region of those that the same elements take.
func (c *actionCutter) add(name func() string, known *catalog.Action, takes []value.Answer) {
	c.key = c.key[:0]
	for e, answer := range takes {
		if answer == value.No && c.elements[e].partial {
			answer = value.CannotTell
		}
		if c.elements[e].not {
			answer = answer.Not()
		}
		c.key = append(c.key, byte(answer))
	}
	i, ok := c.index[string(c.key)]
	if !ok {
		i = len(c.regions)
		c.index[string(c.key)] = i
		out := make([]value.Answer, len(takes))
		for e := range out {
			out[e] = value.Answer(c.key[e])
		}
		c.regions = append(c.regions, actionRegion{name: name(), takes: out})
	}
	c.last = i
	if known != nil {
		r := &c.regions[i]
		if len(r.known) == 0 {
			r.name = name()
		}
		r.known = append(r.known, known)
	}
}
