package catalog

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Service is what the catalogue holds under one service prefix.
type Service struct {
	Prefix string // "dynamodb"
	RCP    bool   // resource control policies apply to it

	actions []*Action
	types   []*ResourceType
	keys    []*ConditionKey
}

// A ResourceType is a kind of resource that policies can name.
type ResourceType struct {
	Service string // the prefix of the service that lists it
	Name    string // AWS's word for it: "function alias"

	// ARN is the form of its ARNs, with AWS's placeholders:
	// arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}.
	ARN string

	// ConditionKeys lists the keys that come with a resource of this type.
	ConditionKeys []string
}

// Service finds a service by its prefix.
func (c *Catalog) Service(prefix string) (*Service, bool) {
	i, ok := c.find(prefix)
	if !ok {
		return nil, false
	}
	return c.service(i), true
}

// Action finds an action by its name without the prefix.
func (s *Service) Action(name string) (*Action, bool) {
	i, ok := slices.BinarySearchFunc(s.actions, name, func(a *Action, name string) int {
		return compareFold(a.Name, name)
	})
	if !ok {
		return nil, false
	}
	return s.actions[i], true
}

// Actions returns all actions, sorted by name without regard to case.
func (s *Service) Actions() []*Action { return s.actions }

// ResourceType finds a resource type by its name.
func (s *Service) ResourceType(name string) (*ResourceType, bool) {
	i, ok := slices.BinarySearchFunc(s.types, name, func(t *ResourceType, name string) int {
		return strings.Compare(t.Name, name)
	})
	if !ok {
		return nil, false
	}
	return s.types[i], true
}

// ResourceTypes returns all resource types, sorted by name.
func (s *Service) ResourceTypes() []*ResourceType { return s.types }

// ConditionKeys returns the condition keys that the service lists, keys of tags
// as a family (aws:RequestTag/${TagKey}), sorted without regard to case.
func (s *Service) ConditionKeys() []*ConditionKey { return s.keys }

// Action finds an action by its full name, "dynamodb:GetItem".
func (c *Catalog) Action(name string) (*Action, bool) {
	prefix, name, ok := strings.Cut(name, ":")
	if !ok {
		return nil, false
	}
	s, ok := c.Service(prefix)
	if !ok {
		return nil, false
	}
	return s.Action(name)
}

// ActionAt returns the action with a number, which must be at least zero and
// below [Catalog.ActionCount].
func (c *Catalog) ActionAt(number int) *Action {
	lo, hi := 0, len(c.services) // the last service whose first action is not above number
	for lo+1 < hi {
		if mid := (lo + hi) / 2; c.services[mid].firstAction <= number {
			lo = mid
		} else {
			hi = mid
		}
	}
	return c.service(lo).actions[number-c.services[lo].firstAction]
}

// ActionRange returns the numbers of a service's actions, from the first to
// before the last, without decoding it. An unknown service has none: 0, 0.
func (c *Catalog) ActionRange(service string) (from, to int) {
	i, ok := c.find(service)
	if !ok {
		return 0, 0
	}
	e := &c.services[i]
	return e.firstAction, e.firstAction + e.actions
}

// ResourceType finds a resource type of a service by its name.
func (c *Catalog) ResourceType(service, name string) (*ResourceType, bool) {
	s, ok := c.Service(service)
	if !ok {
		return nil, false
	}
	return s.ResourceType(name)
}

// decodeService decodes a segment; the format is described at [Magic].
func decodeService(e *serviceEntry) (*Service, error) {
	unpacked, err := inflate(e.segment, "", e.size, e.size)
	if err != nil {
		return nil, err
	}
	in := &cursor{s: unpacked}
	s := &Service{Prefix: e.prefix, RCP: e.rcp}
	if s.keys, err = readKeys(in); err != nil {
		return nil, err
	}
	types := make([]ResourceType, in.count())
	s.types = make([]*ResourceType, len(types))
	for i := range types {
		types[i] = ResourceType{Service: e.prefix, Name: in.text(), ARN: in.text(), ConditionKeys: s.readList(in)}
		s.types[i] = &types[i]
	}
	actions := make([]Action, in.count())
	s.actions = make([]*Action, len(actions))
	for i := range actions {
		actions[i] = Action{
			Service: e.prefix, Name: in.text(), Number: e.firstAction + i,
			Levels: Levels(in.below(1 << (PermissionsManagement + 1))), ConditionKeys: s.readList(in),
			Resources: s.readResources(in), Dependent: in.texts(),
		}
		s.actions[i] = &actions[i]
	}
	switch {
	case in.bad || in.s != "":
		return nil, errShort
	case len(actions) != e.actions:
		return nil, fmt.Errorf("it has %d actions, its index says %d", len(actions), e.actions)
	case !ascending(s.actions, func(a, b *Action) int { return compareFold(a.Name, b.Name) }),
		!ascending(s.types, func(a, b *ResourceType) int { return strings.Compare(a.Name, b.Name) }):
		return nil, errors.New("it is not in order")
	}
	return s, nil
}

// readList reads a list of condition keys.
func (s *Service) readList(in *cursor) []string {
	n := in.count()
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		if k := in.below(len(s.keys)); !in.bad {
			list[i] = s.keys[k].Key
		}
	}
	return list
}

func (s *Service) readResources(in *cursor) []ActionResource {
	n := in.count()
	if n == 0 {
		return nil
	}
	list := make([]ActionResource, n)
	for i := range list {
		if k := in.below(2 * len(s.types)); !in.bad {
			list[i] = ActionResource{Type: s.types[k/2].Name, Required: k%2 == 1, ConditionKeys: s.readList(in)}
		}
	}
	return list
}
