package terraform

import (
	"bailiwick/estate"
	"bailiwick/value"
)

// emit reads every resource of the module instance and of those below it into
// the estate.
func (in *instance) emit() {
	ev := in.ev
	for _, b := range in.m.declared {
		kinds := ev.catalog.byType[b.labels[0]]
		if kinds == nil {
			ev.others++
			if ev.catalog.unknownLambda(b.labels[0]) {
				ev.problem(value.Problem{
					Origin: b.at(), Summary: b.labels[0] + " is a type of Lambda's that this build does not know",
					Effect: b.display() + " is in no count", Next: "look for a newer bailiwick",
				})
			}
			continue
		}
		x := in.expand(b)
		for _, o := range x.objects {
			for _, k := range kinds {
				if !k.Declares(o) {
					continue
				}
				o.emit(k)
				break
			}
		}
		if x.open() {
			ev.builder.Gaps = append(ev.builder.Gaps, estate.Gap{
				Scope: ev.scope, Kinds: kindsOf(kinds), All: true, At: x.at,
				Why: value.Because(b.display() + " may have more instances: " + x.why.Reason()),
			})
		}
	}
	for _, b := range in.m.called {
		for _, o := range in.expand(b).objects {
			if c := in.child(o); c != nil {
				c.emit()
			}
		}
	}
	in.emitSettings()
}

func kindsOf(ds []declaration) []estate.Kind {
	var out []estate.Kind
	for _, d := range ds {
		out = append(out, d.kind.Kind)
	}
	return out
}

// emit decodes the object into a resource of the kind.
func (o *object) emit(k declaration) {
	when, possible := o.in.when.And(o.when)
	if !possible {
		return
	}
	r := k.kind.New()
	h := r.Head()
	h.Type, h.Written, h.Scope = k.kind, o.b.labels[0], o.in.ev.scope
	h.Address, h.Block, h.Calls = o.address(), o.b.at(), o.in.calls
	h.When, h.Unsure = when, o.in.unsure
	if o.unsure != 0 {
		h.Unsure = o.unsure
	}
	p := o.in.provider(o)
	h.Account = value.Known(p.account, h.Block).Named("account")
	h.Region = value.Known(p.region, h.Block).Named("region")
	if own, f := o.attr("region"); f == nil && own.Kind() == value.KindText {
		h.Region = value.From[value.Text](own, "region") // provider 6: region per resource
	}
	h.Tags = value.From[[]value.Entry](o.in.tags(o), "tags")
	estate.Decode(r, o, estate.Terraform)
	for _, c := range k.Computed {
		t := o.placeholder(c.Attribute)
		if v, f := o.attr(c.Attribute); f != nil || v.Kind() == value.KindNull {
			t = o.format(c.Format)
		}
		h.Identities = append(h.Identities, estate.Identity{Attribute: c.Attribute, Text: t})
	}
	if _, ok := h.Identity("id"); !ok {
		if t, ok := o.hole("id").Text(); ok {
			h.Identities = append(h.Identities, estate.Identity{Attribute: "id", Text: t})
		}
	}
	if _, ok := h.Identity(k.Name); !ok && k.Name != "" {
		h.Identities = append(h.Identities, estate.Identity{Attribute: k.Name, Text: o.placeholder(k.Name)})
	}
	if _, ok := h.Identity("arn"); !ok {
		if t, ok := o.hole("arn").Text(); ok {
			h.Identities = append(h.Identities, estate.Identity{Attribute: "arn", Text: t})
		}
	}
	o.in.ev.builder.Add(r)
}

// emitSettings reads what Terraform says of itself: backends, providers and
// module calls, each a resource of its own kind.
func (in *instance) emitSettings() {
	emit := func(written, address string, b *block) {
		for _, k := range in.ev.catalog.byType[written] {
			o := &object{in: in, b: b}
			if !k.Declares(o) {
				continue
			}
			r := k.kind.New()
			h := r.Head()
			h.Type, h.Written, h.Scope, h.Block, h.Calls, h.When = k.kind, written, in.ev.scope, b.at(), in.calls, in.when
			h.Address = address
			if in.path != "" {
				h.Address = in.path + "." + address
			}
			h.Account = value.Absent[value.Text](b.at())
			h.Region = value.Absent[value.Text](b.at())
			h.Tags = value.From[[]value.Entry](value.AnyNull(b.at()), "tags")
			estate.Decode(r, labelledBody{o}, estate.Terraform)
			in.ev.builder.Add(r)
			return
		}
	}
	for _, t := range in.m.terraform {
		for _, b := range append(t.body.blocks("backend"), t.body.blocks("cloud")...) {
			if in.up == nil { // a module's own backend is never used
				emit("terraform.backend", "terraform."+b.selfName(), b)
			}
		}
	}
	for _, b := range in.m.providers {
		name := b.labels[0]
		if alias, ok := literal(b.body.attr("alias")); ok && alias != "" {
			name += "." + alias
		}
		emit("provider", "provider."+name, b)
	}
	for _, b := range in.m.called {
		emit("module", "module."+b.labels[0], b)
	}
}

// selfName returns the block's type and labels.
func (b *block) selfName() string {
	s := b.kind
	for _, l := range b.labels {
		s += "." + l
	}
	return s
}

// labelledBody is the body of a block whose label is asked for as the
// attribute "type", and its name as "name".
type labelledBody struct{ *object }

// Attribute returns the label for "type", and what the body says otherwise.
func (l labelledBody) Attribute(name string) value.Any {
	if (name == "type" || name == "name") && !l.b.body.attr(name).ok() {
		text := l.b.kind
		if n := len(l.b.labels); n > 0 {
			text = l.b.labels[n-1]
		}
		return value.AnyText(value.Literal(text), l.b.at())
	}
	return l.object.Attribute(name)
}
