// Package access answers who may do what over an estate: it joins the policies
// of roles, users and groups, the resource policies, the accounts and the data
// classes, and asks questions of them.
//
// Every answer has three values. Yes and no are only said where they hold for
// everything that was not read; else the answer is value.CannotTell, with the
// reason. What is granted is decided on the statements of the principal's own
// policies, on its Deny statements and on its permissions boundary. Guardrails
// that no source has shown (SCPs, RCPs) can only narrow a grant, so a grant is
// judged as it is written.
//
// Questions are asked by rules of an Engine, which stands on one view of the
// estate. Some are decided by patterns and the catalogue of actions, which
// leaves open what only a reasoner can tell; [Engine.Holder] and [Engine.Target]
// hand the policies to iam/authz and iam/reason.
package access

import (
	"reflect"

	"bailiwick/estate"
	"bailiwick/iam/authz"
	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/settings"
	"bailiwick/value"
)

// An Engine answers questions about one view of an estate. It belongs to one
// goroutine, as the view does.
type Engine struct {
	view   *estate.View
	shared *shared
	grants lazy[estate.Resource, *Grants]

	sharers  lazy[string, value.Value[[]*estate.Function]] // by the role's id or text
	policies lazy[estate.Resource, *ResourcePolicy]
	trusts   lazy[*estate.Role, *ResourcePolicy]
	tracer   *tracer // once asked for
	stated   lazy[estate.Resource, Classes]
	handled  lazy[estate.Resource, Classes]
	holders  lazy[estate.Resource, *Holder]
	targets  lazy[estate.Resource, *Target]
	kept     map[reflect.Type]any // see Kept
}

// shared is what engines of one worker have in common, whatever their view.
type shared struct {
	estate     *estate.Estate
	settings   *settings.Settings
	patterns   map[string]*actionPattern
	statements map[*policy.Statement]*profile
	forms      map[*catalog.ResourceType]form

	permissions map[estate.Resource]estate.Policy  // by what declares one
	compiled    map[compiledKey]*authz.Policy      // made ready for decisions
	classes     []settings.Class                   // of the settings, once asked for
	own         map[string]bool                    // literal accounts that are ours, once asked for
	byRole      map[string][]*estate.Function      // functions by the text of their role, once asked for
	roleless    []*estate.Function                 // whose role is not known, some of them
	open        []*estate.Function                 // with variables that are not known, some of them
	users       map[resourceKey][]*estate.Function // functions by the secret that they name, once asked for
	kept        map[reflect.Type]any               // see Shared
}

// New returns an engine over the estate, standing on the view that decides
// nothing. It is cheap: everything is worked out when it is first asked for,
// and kept for the engines that In makes of it.
func New(e *estate.Estate, s *settings.Settings) *Engine {
	first := &Engine{shared: &shared{
		estate: e, settings: s,
		patterns:   make(map[string]*actionPattern),
		statements: make(map[*policy.Statement]*profile),
		forms:      make(map[*catalog.ResourceType]form),

		permissions: make(map[estate.Resource]estate.Policy),
		compiled:    make(map[compiledKey]*authz.Policy),
	}}
	return first.In(e.In(nil))
}

// In returns the engine on a view of the same estate. It shares what does not
// depend on the view, so both belong to the same goroutine.
func (e *Engine) In(v *estate.View) *Engine {
	return &Engine{view: v, shared: e.shared}
}

// A lazy map is one that is made when something is entered: most engines are asked
// one thing.
type lazy[K comparable, V any] map[K]V

func (m *lazy[K, V]) put(key K, v V) {
	if *m == nil {
		*m = make(lazy[K, V])
	}
	(*m)[key] = v
}
