// Package estate is the typed model of everything read about a set of
// functions and what surrounds them. Sources fill it, rules are decided on it.
//
// One file holds one kind or a small family of kinds; one line is one
// attribute, whose tags name it in each dialect. References between resources
// are resolved once, after all sources are read; then the estate only is
// read. Rules look at it through a View, which stands in one world.
package estate

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"bailiwick/value"
)

// An Estate is what one run assesses.
type Estate struct {
	Places   *value.Places
	Scopes   []*Scope
	Problems []value.Problem
	Gaps     []Gap
	Secrets  []value.Origin // what is written there must not be quoted

	resources []Resource // by scope, then kind, then address in natural order
	byKind    map[Kind][]Resource
	index     map[indexKey]uint32
	literal   map[indexKey]uint32
	shared    map[indexKey][]uint32 // who has an identity that is not one resource's alone
	outgoing  [][]Link
	incoming  [][]Link
	views     map[uint32][]uint32 // resources of which there are several views, to all of them, foremost first
	madeFrom  map[*Scope]*Scope   // plans to the declarations that they were made from
	strays    sync.Map            // strayKey to []stray, as they are asked for
}

// A Gap is a part of a scope that could not be read, in which resources may
// hide.
type Gap struct {
	Scope *Scope
	Kinds []Kind       // what may hide there; nil for anything
	Why   value.Note   // "module.notify is not on disk"
	At    value.Origin // where that is written
	// Mentions are the texts that are known to be handed into the gap. What
	// hides there can only hang on a resource that one of them names. All is
	// set where the texts are not known.
	Mentions []value.Text
	All      bool
}

// A Builder collects resources for an estate.
type Builder struct {
	Places   *value.Places
	Problems []value.Problem
	Gaps     []Gap
	Secrets  []value.Origin // what is written there must not be quoted

	scopes    []*Scope
	resources []Resource
}

// AddScope enters a scope; the order is the report's.
func (b *Builder) AddScope(s *Scope) { b.scopes = append(b.scopes, s) }

// Add enters a resource, whose head is filled.
func (b *Builder) Add(r Resource) { b.resources = append(b.resources, r) }

// Build orders and links what was added. The builder must not be used again.
func (b *Builder) Build() *Estate {
	e := &Estate{
		Places: b.Places, Scopes: b.scopes, Problems: b.Problems, Gaps: b.Gaps, Secrets: b.Secrets,
		resources: b.resources,
		byKind:    make(map[Kind][]Resource),
	}
	order := make(map[*Scope]int, len(e.Scopes))
	for i, s := range e.Scopes {
		order[s] = i
	}
	for i, r := range e.resources {
		r.Head().number = uint32(i)
	}
	slices.SortFunc(e.resources, func(x, y Resource) int {
		a, b := x.Head(), y.Head()
		if a.Scope != b.Scope {
			return cmp.Compare(order[a.Scope], order[b.Scope])
		}
		if a.Kind() != b.Kind() {
			return strings.Compare(string(a.Kind()), string(b.Kind()))
		}
		return cmp.Or(Natural(a.Address, b.Address), cmp.Compare(a.Block, b.Block), cmp.Compare(a.number, b.number))
	})
	for i, r := range e.resources {
		h := r.Head()
		h.number = uint32(i)
		h.truths = truthsOf(r)
		e.byKind[h.Kind()] = append(e.byKind[h.Kind()], r)
	}
	e.findViews()
	e.link()
	return e
}

// Resources returns all resources in the estate's order.
func (e *Estate) Resources() []Resource { return e.resources }

// Number returns the resource's place among all, from 0.
func (e *Estate) Number(r Resource) int { return int(r.Head().number) }

// OfKind returns the resources of a kind in the estate's order.
func (e *Estate) OfKind(k Kind) []Resource { return e.byKind[k] }

// Natural compares names so that sub-2 comes before sub-10; what is equal in
// that order is compared byte by byte.
func Natural(a, b string) int {
	same := 0
	for same < len(a) && same < len(b) && a[same] == b[same] {
		same++
	}
	for same > 0 && '0' <= a[same-1] && a[same-1] <= '9' {
		same--
	}
	x, y := a[same:], b[same:]
	for x != "" && y != "" {
		n, m := digits(x), digits(y)
		if n > 0 && m > 0 {
			p, q := strings.TrimLeft(x[:n], "0"), strings.TrimLeft(y[:m], "0")
			if c := cmp.Or(cmp.Compare(len(p), len(q)), strings.Compare(p, q)); c != 0 {
				return c
			}
			x, y = x[n:], y[m:]
			continue
		}
		if x[0] != y[0] {
			return cmp.Compare(x[0], y[0])
		}
		x, y = x[1:], y[1:]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(a, b))
}

func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}
