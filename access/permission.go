package access

import (
	"maps"
	"slices"
	"strings"

	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

func (e *Engine) layerPolicy(p *ResourcePolicy, l *estate.LayerVersion) {
	for _, s := range knownOf(p, l.LayerPermissions(e.view), l) {
		if s.Unsure != 0 {
			p.hides(Unread(s.Address, s.Unsure.Reason(), s.Block))
			continue
		}
		p.add(s, e.layerPermission(s))
	}
}

// layerPermission returns the document that a layer's permission stands for
// (Lambda API, AddLayerVersionPermission).
func (e *Engine) layerPermission(s *estate.LayerVersionPermission) estate.Policy {
	if d, ok := e.shared.permissions[s]; ok {
		return d
	}
	b := newPermission(s.Block)
	b.set("Action", s.Action)
	b.principal(s.Principal)
	b.condition("StringEquals", "aws:PrincipalOrgID", s.Organization)
	d := b.policy()
	e.shared.permissions[s] = d
	return d
}

// busPermission returns the document that a permission of an event bus stands
// for (EventBridge API, PutPermission).
func (e *Engine) busPermission(s *estate.EventBusPermission) estate.Policy {
	if d, ok := e.shared.permissions[s]; ok {
		return d
	}
	b := newPermission(s.Block)
	b.parts["Action"] = value.AnyText(value.Literal("events:PutEvents"), s.Block)
	b.set("Action", s.Action)
	b.principal(s.Principal)
	b.condition("StringEquals", "aws:PrincipalOrgID", s.ConditionValue) // the one key that it takes
	d := b.policy()
	e.shared.permissions[s] = d
	return d
}

// permission returns the document that a function's permission stands for
// (Lambda API, AddPermission).
func (e *Engine) permission(s *estate.FunctionPolicy) estate.Policy {
	if d, ok := e.shared.permissions[s]; ok {
		return d
	}
	b := newPermission(s.Block)
	b.set("Action", s.Action)
	b.principal(s.Principal)
	b.condition("ArnLike", "aws:SourceArn", s.SourceARN)
	b.condition("StringEquals", "aws:SourceAccount", s.SourceAccount)
	b.condition("StringEquals", "aws:PrincipalOrgID", s.PrincipalOrg)
	b.condition("StringEquals", "lambda:EventSourceToken", s.EventSourceToken)
	b.condition("StringEquals", "lambda:FunctionUrlAuthType", s.URLAuthType)
	b.condition("Bool", "lambda:InvokedViaFunctionUrl", value.Map(s.ViaURL, func(is bool) value.Text {
		if is {
			return value.Literal("true")
		}
		return value.Literal("false")
	}))
	d := b.policy()
	e.shared.permissions[s] = d
	return d
}

// A permissionBuilder makes a document of one statement from attributes, each
// of which keeps its place.
type permissionBuilder struct {
	at         value.Origin
	parts      map[string]value.Any
	conditions map[string]map[string]value.Any
}

func newPermission(at value.Origin) *permissionBuilder {
	return &permissionBuilder{at, make(map[string]value.Any), make(map[string]map[string]value.Any)}
}

func anyOf(v value.Value[value.Text]) value.Any {
	if t, ok := v.Get(); ok {
		return value.AnyText(t, v.Origin())
	}
	return value.AnyUnknown(value.Because(v.Reason()), v.Origin())
}

func (b *permissionBuilder) set(key string, v value.Value[value.Text]) {
	if v.IsAbsent() {
		return
	}
	b.parts[key] = anyOf(v)
}

func (b *permissionBuilder) condition(operator, key string, v value.Value[value.Text]) {
	if v.IsAbsent() {
		return
	}
	if b.conditions[operator] == nil {
		b.conditions[operator] = make(map[string]value.Any)
	}
	b.conditions[operator][key] = anyOf(v)
}

// principal sets the principal by what its text looks like: a service has a
// dot, an account or ARN has none before its first colon.
func (b *permissionBuilder) principal(v value.Value[value.Text]) {
	b.set("Principal", v)
	t, ok := v.Get()
	if !ok {
		return
	}
	typ := ""
	switch _, isAccount := policy.AccountOf(t); {
	case isAccount || t.HasPrefix("arn:") == value.Yes:
		typ = "AWS"
	case t.HasPrefix("arn:") == value.No && strings.Contains(t.Inline(), "."):
		typ = "Service"
	}
	if typ != "" {
		b.parts["Principal"] = value.AnyMap([]string{typ}, []value.Any{anyOf(v)}, v.Origin())
	}
}

func (b *permissionBuilder) policy() estate.Policy {
	b.parts["Effect"] = value.AnyText(value.Literal("Allow"), b.at)
	if len(b.conditions) > 0 {
		operators := make(map[string]value.Any, len(b.conditions))
		for operator, keys := range b.conditions {
			operators[operator] = sortedMap(keys, b.at)
		}
		b.parts["Condition"] = sortedMap(operators, b.at)
	}
	document := sortedMap(map[string]value.Any{
		"Statement": sortedMap(b.parts, b.at),
		"Version":   value.AnyText(value.Literal(policy.Version2012), b.at),
	}, b.at)
	d, _ := policy.FromAny(document)
	return value.Known(d, b.at)
}

func sortedMap(m map[string]value.Any, at value.Origin) value.Any {
	keys := slices.Sorted(maps.Keys(m))
	elements := make([]value.Any, len(keys))
	for i, k := range keys {
		elements[i] = m[k]
	}
	return value.AnyMap(keys, elements, at)
}
