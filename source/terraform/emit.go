package terraform

import (
	"strings"

	"bailiwick/estate"
	"bailiwick/value"
)

// emit reads every resource of the module instance and of those below it into
// the estate.
func (in *instance) emit() {
	ev := in.ev
	for _, b := range in.m.declared {
		kinds := estate.Declarable(b.labels[0])
		if kinds == nil {
			ev.others++
			if isLambda(b.labels[0]) {
				ev.problem(value.Problem{
					Origin: b.at(), Summary: b.labels[0] + " is a type of Lambda's that this build does not know",
					Effect: b.display() + " is in no count", Next: "look for a newer bailiwick",
				})
			}
			continue
		}
		x := in.expand(b)
		for _, o := range x.objects {
			o.emit(estate.TypeFor(b.labels[0], o))
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
	if in.m.marked != "" {
		in.foreignGap()
		return
	}
	in.emitSelf()
}

func kindsOf(types []*estate.Type) []estate.Kind {
	var out []estate.Kind
	for _, t := range types {
		out = append(out, t.Kind)
	}
	return out
}

// isLambda reports whether a type belongs to Lambda: if no kind has it that
// must be told, never passed over.
func isLambda(written string) bool {
	return strings.HasPrefix(written, "aws_lambda_") || strings.HasPrefix(written, "awscc_lambda_")
}

// emit decodes the object into a resource of the kind.
func (o *object) emit(t *estate.Type) { o.emitAs(t, o) }

// emitAs decodes the body as what the object declares.
func (o *object) emitAs(t *estate.Type, body estate.Body) {
	when, possible := o.in.when.And(o.when)
	if !possible {
		return
	}
	if o.attrs == nil {
		o.attrs = o.in.ev.attrs[:0]
	}
	k := t.Declaration(o.b.labels[0])
	r := t.New()
	h := r.Head()
	h.Type, h.Written, h.Scope = t, o.b.labels[0], o.in.ev.scope
	h.Address, h.Block, h.Calls = o.address(), o.b.at(), o.in.calls
	h.When, h.Unsure = when, o.in.unsure
	h.Marked, h.Doubt = o.in.m.marked, o.in.m.doubt
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
	estate.Decode(r, body, estate.Terraform)
	h.Identities = o.identities(k)
	o.head = h
	o.in.ev.builder.Add(r)
	// What is referred to from now on is worked out again: that is little, and
	// all that was worked out of all objects is much.
	o.in.ev.attrs, o.attrs, o.envs = o.attrs, nil, nil
}

// identities returns the texts by which others refer to the object: its name,
// id, ARN and URLs, which can be written out, and of what else its kind lists
// and of holes those that a reference has asked for.
func (o *object) identities(k *estate.Declared) []estate.Identity {
	for _, c := range k.Computed {
		if !writtenOut(c.Attribute) {
			continue
		}
		if v, f := o.attr(c.Attribute); f == nil && v.Kind() != value.KindNull {
			if t, ok := v.Scalar(); ok {
				o.known(c.Attribute, t)
			}
			continue
		}
		o.known(c.Attribute, o.format(c))
	}
	if k.Name != "" {
		t, _ := o.part("", k.Name)
		o.known(k.Name, t)
	}
	return o.referred
}

func writtenOut(attribute string) bool {
	return attribute == "id" || attribute == "arn" || attribute == "name" || attribute == "execution_arn" || strings.HasSuffix(attribute, "domain_name") ||
		strings.HasSuffix(attribute, "url") || strings.HasSuffix(attribute, "endpoint") || strings.HasSuffix(attribute, "fqdn")
}
