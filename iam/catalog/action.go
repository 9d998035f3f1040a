package catalog

import "strings"

// An Action is one action of a service.
type Action struct {
	Service string // the service's prefix: "dynamodb"
	Name    string // without the prefix, as AWS writes it: "GetItem"

	// Number counts the actions of the catalogue from zero, by service and
	// name. It is an index for sets of actions within one edition, and means
	// another action in the next.
	Number int

	Levels Levels

	// Resources lists the resource types that the action can be limited to.
	// One request may need several of them, each allowed by itself.
	Resources []ActionResource

	// ConditionKeys lists the keys that a request of this action may carry
	// whatever its resources. Keys that stand in every request are not
	// listed: see [Catalog.GlobalKeys].
	ConditionKeys []string

	// Dependent lists the actions, with their service, that a caller needs
	// besides. That it is empty says nothing: the source of 2026 states none.
	Dependent []string
}

// An ActionResource is a resource type on which an action acts.
type ActionResource struct {
	Type string // a name in [Service.ResourceTypes]

	// Required is false for a type that is optional (PutMetricData) and for
	// one of several that can stand for one another (GetObject on an object
	// or an access point object): AWS's data does not tell these apart.
	Required bool

	// ConditionKeys lists further keys of a request on this type.
	ConditionKeys []string
}

// String returns the action as policies write it: "dynamodb:GetItem".
func (a *Action) String() string { return a.Service + ":" + a.Name }

// Level returns the label that AWS's Service Authorization Reference prints.
func (a *Action) Level() Level { return a.Levels.Level() }

// Scopable says whether the action has any resource type. For one that has
// none, only "Resource": "*" allows it.
func (a *Action) Scopable() bool { return len(a.Resources) > 0 }

// RequiresResource says whether each request of the action names a resource of
// a type that is required.
func (a *Action) RequiresResource() bool {
	for _, r := range a.Resources {
		if r.Required {
			return true
		}
	}
	return false
}

// A Level is what an action does, in AWS's five words.
type Level uint8

// The levels, the zero value being none of them.
const (
	NoLevel Level = iota
	List
	Read
	Tagging
	Write
	PermissionsManagement
)

// String returns the level as AWS writes it, in lower case:
// "permissions-management".
func (l Level) String() string {
	switch l {
	case List:
		return "list"
	case Read:
		return "read"
	case Tagging:
		return "tagging"
	case Write:
		return "write"
	case PermissionsManagement:
		return "permissions-management"
	default:
		return "unknown"
	}
}

// Levels is the set of levels of an action. An action that manages permissions
// or only tags is also a writing one.
type Levels uint8

// Has says whether l is in the set.
func (s Levels) Has(l Level) bool { return s&(1<<l) != 0 }

// With returns the set with l added.
func (s Levels) With(l Level) Levels { return s | 1<<l }

// Level returns the one that AWS's pages print for such a set: permissions
// management, else tagging, else the highest.
func (s Levels) Level() Level {
	for _, l := range [...]Level{PermissionsManagement, Tagging, Write, Read, List} {
		if s.Has(l) {
			return l
		}
	}
	return NoLevel
}

// String lists the levels from the lowest, with commas.
func (s Levels) String() string {
	var words []string
	for l := List; l <= PermissionsManagement; l++ {
		if s.Has(l) {
			words = append(words, l.String())
		}
	}
	return strings.Join(words, ",")
}
