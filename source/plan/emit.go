package plan

import (
	"slices"
	"strconv"
	"strings"

	"bailiwick/estate"
	"bailiwick/value"
)

// emit decodes every resource into the estate, in the plan's order.
func (p *plan) emit() {
	for _, r := range p.resources {
		if r.mode != "data" {
			r.emit()
		}
		r.leave()
	}
}

func (r *resource) emit() {
	t := estate.TypeFor(r.written, r)
	out := t.New()
	h := out.Head()
	h.Type, h.Written, h.Scope, h.Address, h.Block = t, r.written, r.scope, r.address, r.Origin()
	where := r.provider()
	h.Account = value.Known(where.account, h.Block).Named("account")
	h.Region = value.Known(where.region, h.Block).Named("region")
	if own, ok := r.contents().get("region"); ok && own.Kind() == value.KindText {
		h.Region = value.From[value.Text](own, "region") // provider 6: region per resource
	}
	h.Tags = value.From[[]value.Entry](r.tags(), "tags")
	estate.Decode(out, r, estate.Terraform)
	h.Identities = r.called()
	r.builder.Add(out)
}

// Origin returns where the resource is declared, beside the plan or in it.
func (r *resource) Origin() value.Origin {
	if r.at == 0 && r.beside != nil {
		r.at = r.beside.Block(r.address)
	}
	if r.at == 0 {
		r.at = r.place(r.whole)
	}
	return r.at
}

// Attribute returns what the plan says of an argument, null if it is not set.
func (r *resource) Attribute(name string) value.Any {
	b := r.contents()
	if v, ok := b.get(name); ok && v.Kind() != value.KindNull {
		return v
	}
	if !slices.Contains(b.unknown, name) && !(r.open && r.isSet(name)) {
		return value.AnyNull(r.Origin())
	}
	if r.leftOut(name) {
		return value.AnyNull(r.Origin())
	}
	v := r.leaf(name, r.Origin())
	if b.hidden.part(name) != nil {
		v = v.Hidden()
	}
	return v
}

func (r *resource) isSet(name string) bool {
	c := r.configured()
	return c != nil && slices.ContainsFunc(c.expressions.list, func(e expression) bool {
		return e.path == name || strings.HasPrefix(e.path, name+".")
	})
}

// leftOut reports whether an argument that is known only after apply is not
// set, so that AWS's default applies: the configuration says nothing of it.
// Terraform leaves dynamic blocks out of that; where one could open a door it
// stays unknown.
func (r *resource) leftOut(name string) bool {
	if r.configured() == nil || r.isSet(name) {
		return false
	}
	if r.beside != nil {
		if at, ok := r.beside.Place(r.address, name); ok {
			return at == 0
		}
	}
	return name != "ingress" && name != "egress"
}

// configured returns what the configuration says of the resource.
func (r *resource) configured() *configured {
	if !r.found {
		r.found = true
		if m := r.moduleAt(r.module); m != nil {
			r.config = m.resources[r.local]
		}
	}
	return r.config
}

// evaluated returns what the configuration beside the plan makes of a part
// that only an apply tells.
func (r *resource) evaluated(path string) (value.Any, bool) {
	if r.beside == nil {
		return value.Any{}, false
	}
	name, rest, _ := strings.Cut(path, ".")
	v, ok := r.beside.Argument(r.address, name)
	for ok && rest != "" {
		name, rest, _ = strings.Cut(rest, ".")
		if i, err := strconv.Atoi(name); err == nil && (v.Kind() == value.KindList || v.Kind() == value.KindSet) {
			if i >= v.Len() || v.Partial() {
				return value.Any{}, false
			}
			v = v.Elements()[i]
			continue
		}
		v = v.Lookup(name)
	}
	return v, ok && v.Kind() != value.KindNull && v.Kind() != value.KindUnknown
}

// text returns an attribute as others that refer to it have it.
func (r *resource) text(attribute string) (value.Text, bool) {
	for _, id := range r.called() {
		if id.Attribute == attribute {
			return id.Text, true
		}
	}
	if r.busy {
		return value.Text{}, false
	}
	if v := r.Attribute(attribute); v.Kind() == value.KindText {
		return v.Text()
	}
	class, ok := estate.ClassOf(attribute)
	return r.Hole(class, attribute), ok
}

// called returns the texts by which others refer to the resource.
func (r *resource) called() []estate.Identity {
	if r.identities != nil || r.busy {
		return r.identities
	}
	r.busy = true
	held := r.body != nil
	r.identities = estate.TypeFor(r.written, r).Declaration(r.written).Identities(r)
	r.busy = false
	if !held {
		r.leave()
	}
	return r.identities
}

// Named returns an attribute that the plan has, or that tells where the
// resource lies.
func (r *resource) Named(attribute string) (value.Text, bool) {
	switch attribute {
	case "region":
		if v, ok := r.contents().get("region"); ok && v.Kind() == value.KindText {
			return v.Text()
		}
		return r.provider().region, true
	case "account":
		return r.provider().account, true
	case "partition":
		return r.provider().partition, true
	case "dns_suffix":
		return r.dnsSuffix(r.provider()), true
	}
	if v, ok := r.contents().get(attribute); ok && v.Kind() != value.KindNull {
		return v.Scalar()
	}
	if !r.isSet(attribute) {
		return value.Text{}, false
	}
	return r.Attribute(attribute).Scalar()
}

// Hole returns what stands for a text that only an apply tells.
func (r *resource) Hole(class value.Class, attribute string) value.Text {
	return value.Hole(value.NewSymbol(class, r.scope.Key(), r.address+"."+attribute))
}

// any reads a value of which nothing is unknown.
func (p *plan) any(t *text) value.Any {
	r := resource{plan: p}
	return r.parse(t, 0, nil, nil, "", 0)
}

var (
	_ estate.Body  = (*resource)(nil)
	_ estate.Namer = (*resource)(nil)
)
