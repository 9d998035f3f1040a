package reason

import (
	"slices"
	"strings"

	"bailiwick/iam/policy"
)

// condition adds a condition and returns what it asks.
func (p *problem) condition(s *policy.Statement, c *policy.Condition) literal {
	if c.Key.HasHoles() {
		return p.unreadKey(c)
	}
	key := policy.Lower(c.Key.Inline())
	if p.written[key] == "" {
		p.written[key] = c.Key.Inline()
	}
	if slices.Contains(whoKeys, key) {
		return literal{0, p.who.keys.add(s, c, p.guess.filling)}
	}
	i, ok := p.dimOf[key]
	if !ok {
		i = int32(len(p.dims))
		d := newDimension(key)
		if key == sourceARN || key == sourceAccount {
			d = newDimension(sourceARN, sourceAccount)
		}
		d.always = alwaysThere(key)
		p.dims = append(p.dims, d)
		for _, key := range d.keys {
			p.dimOf[key] = i
		}
	}
	d := p.dims[i]
	d.multi = d.multi || p.many(key, c)
	return literal{i, d.add(s, c, p.guess.filling)}
}

// unreadKey returns a symbol for a condition on a key that is not known: the
// same condition is the same symbol.
func (p *problem) unreadKey(c *policy.Condition) literal {
	var b strings.Builder
	b.WriteString("c" + c.Written.Inline() + "\x00" + c.Key.Inline())
	for _, e := range c.Values.List {
		b.WriteString("\x00" + e.Text.Inline())
	}
	i, ok := p.ids[b.String()]
	if !ok {
		i = p.symbol("the condition key " + c.Key.String() + " is not known").dim
		p.ids[b.String()] = i
	}
	return literal{i, 0}
}

// many reports whether requests may carry several values under a key. Of a key
// that the catalogue does not have it is so if a condition says so.
func (p *problem) many(key string, c *policy.Condition) bool {
	if k, ok := p.cat.ConditionKey(key); ok {
		return k.Multi
	}
	return c.Operator.Set != policy.NoSet
}

// alwaysThere reports whether every request carries a key (IAM User Guide,
// "AWS global condition context keys").
func alwaysThere(key string) bool {
	switch key {
	case "aws:securetransport", "aws:requestedregion", "aws:currenttime", "aws:epochtime":
		return true
	}
	return false
}

// The keys of what a service acts for. They depend on each other: the account
// of the ARN is the account.
const (
	sourceARN     = "aws:sourcearn"
	sourceAccount = "aws:sourceaccount"
)
