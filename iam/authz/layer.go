package authz

import "slices"

// A Layer is the policies of one kind that bear on a request. The zero Layer
// is unread.
type Layer struct {
	policies []*Policy
	state    layerState
	reason   string
}

type layerState uint8

const (
	unread  layerState = iota // nothing is known, not even whether there is a policy
	part                      // there may be more policies
	lenient                   // as whole, and what no Deny takes away counts as allowed
	whole                     // these are all policies
	none                      // there is no such layer
)

// None is the layer of which there is no policy: no boundary, no policy on the
// resource. A boundary of no statements is not none: it allows nothing.
func None() Layer { return Layer{state: none} }

// All is a layer of these policies and no other.
func All(policies ...*Policy) Layer { return Layer{policies: policies, state: whole} }

// Some is a layer of these policies and perhaps others, and why they are not
// known: "the policies of group ops were not read".
func Some(reason string, policies ...*Policy) Layer {
	return Layer{policies: policies, state: part, reason: reason}
}

// Unread is a layer of which nothing is known, and why.
func Unread(reason string) Layer { return Layer{reason: reason} }

// Policies returns the policies that are known.
func (l Layer) Policies() []*Policy { return l.policies }

func (l *Layer) setAside() {
	switch l.state {
	case unread:
		l.state = none
	case part:
		l.state = lenient
	}
}

// Guardrails are the SCPs or RCPs on the way from the root of an organisation
// to an account: a layer for each level. The zero Guardrails are unread.
type Guardrails struct {
	levels []Layer
	state  layerState
	reason string
}

// NoGuardrails is what binds an account outside any organisation, and the
// management account.
func NoGuardrails() Guardrails { return Guardrails{state: none} }

// Levels are the layers of the root, of each organisational unit on the way,
// and of the account.
func Levels(levels ...Layer) Guardrails { return Guardrails{levels: levels, state: whole} }

// SomeLevels are these levels and perhaps others, and why they are not known.
func SomeLevels(reason string, levels ...Layer) Guardrails {
	return Guardrails{levels: levels, state: part, reason: reason}
}

// UnreadGuardrails are guardrails of which nothing is known, and why.
func UnreadGuardrails(reason string) Guardrails { return Guardrails{reason: reason} }

func (g *Guardrails) setAside() {
	if g.state == unread {
		g.state = none
		return
	}
	g.levels = slices.Clone(g.levels)
	for i := range g.levels {
		g.levels[i].setAside()
	}
	if g.state == part {
		g.state = whole
	}
}
