package access

import (
	"maps"
	"slices"
	"strings"

	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/value"
)

// Classes are the data classes of a resource.
type Classes struct {
	List []settings.Class // sorted
	Fact                  // what says so; unknown where a class may be missing
}

// Has reports whether the resource is known to hold the class.
func (c Classes) Has(class settings.Class) bool { return slices.Contains(c.List, class) }

// ClassesOf returns the data classes that are stated of the resource: by its tag
// (inventory.data_class_tag), whose value may name several parted by space, comma
// or '+', and by the settings (inventory.data_classes). What it is wired to does
// not count: see Handled.
func (e *Engine) ClassesOf(r estate.Resource) Classes {
	c, ok := e.stated[r]
	if !ok {
		c = e.statedOf(r)
		e.stated.put(r, c)
	}
	return c
}

func (e *Engine) statedOf(r estate.Resource) Classes {
	s := e.shared.settings
	c := Classes{Fact: Known("data class", string(noClass), r.Head().Block)}
	var open Fact
	tag := TagOf(r, s.Inventory.DataClassTag.Get())
	if tag.IsUnknown() {
		open = Unread("data class", tag.Reason(), tag.Origin())
	}
	if text, ok := tag.Get(); ok {
		literal, known := text.Literal()
		if !known {
			open = Unread("data class", text.String()+" is not known", tag.Origin())
		}
		for _, name := range strings.FieldsFunc(literal, func(r rune) bool { return strings.ContainsRune(" ,+", r) }) {
			c.List = append(c.List, settings.Class(name))
			c.Fact = Known("data class", literal, tag.Origin())
		}
	}
	for _, class := range e.shared.dataClasses() {
		for _, ref := range s.Inventory.DataClasses.Get()[class] {
			switch Refers(ref, r) {
			case value.Yes:
				if !c.Has(class) {
					c.List = append(c.List, class)
					c.Fact = Known("data class", string(class)+" (inventory.data_classes)", r.Head().Block)
				}
			case value.CannotTell:
				if !open.IsUnknown() {
					open = Unread("data class", "it cannot be told whether "+ref.String()+" is this", r.Head().Block)
				}
			}
		}
	}
	slices.Sort(c.List)
	if open.IsUnknown() {
		c.Fact = open
	}
	return c
}

// dataClasses returns the classes of inventory.data_classes, sorted.
func (s *shared) dataClasses() []settings.Class {
	if s.classes == nil {
		s.classes = slices.AppendSeq([]settings.Class{}, maps.Keys(s.settings.Inventory.DataClasses.Get()))
		slices.Sort(s.classes)
	}
	return s.classes
}

// IsProduction tells whether the resource is part of production. Where nothing
// parts environments, all is production.
func (e *Engine) IsProduction(r estate.Resource) (value.Answer, Fact) {
	production, fact, said := e.Environment(r)
	if !said {
		return value.Yes, Known("environment", "there is only one", r.Head().Block)
	}
	return production, fact
}

// Environment tells whether the resource is part of production by its tag
// (inventory.environment_tag), by its account, or by the environment that it was
// read for, and what says so; said is false where nothing does.
func (e *Engine) Environment(r estate.Resource) (production value.Answer, fact Fact, said bool) {
	s := e.shared.settings
	h := r.Head()
	if key := s.Inventory.EnvironmentTag; key.Set() && !key.Any() {
		tag := TagOf(r, key.Get())
		if text, ok := tag.Get(); ok {
			if literal, known := text.Literal(); known {
				return value.Answered(e.meansProduction(literal)), Known("environment", literal, tag.Origin()), true
			}
		}
		if !tag.IsAbsent() {
			return value.CannotTell, Unread("environment", "the tag "+key.Get()+" is not known", tag.Origin()), true
		}
	}
	if t, ok := h.Account.Get(); ok {
		if id, literal := t.Literal(); literal && id != "" && slices.Contains(s.Environments.Production.Get(), id) {
			return value.Yes, Known("account", id, h.Account.Origin()), true
		}
	}
	if h.Scope.Environment == "" {
		return value.CannotTell, Unread("environment", "nothing says to which it belongs", h.Block), false
	}
	for _, environment := range s.Environments.Named.Get() {
		if environment.Name == h.Scope.Environment && environment.Production {
			return value.Yes, Known("environment", environment.Name, h.Block), true
		}
	}
	return value.Answered(e.meansProduction(h.Scope.Environment)), Known("environment", h.Scope.Environment, h.Block), true
}

// meansProduction reports whether the name of an environment means production.
func (e *Engine) meansProduction(name string) bool {
	if production := e.shared.settings.Environments.Production; production.Set() {
		return slices.Contains(production.Get(), name)
	}
	switch name {
	case "prod", "production", "prd", "live":
		return true
	}
	return false
}
