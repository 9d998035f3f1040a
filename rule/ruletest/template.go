package ruletest

import (
	"slices"
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/value"
)

// A template is a template of CloudFormation of the simple sort that fixtures
// are: parameters, Ref, Fn::GetAtt, Fn::Sub and Fn::Join.
type template struct {
	b     *estate.Builder
	scope *estate.Scope
	root  *cfnlang.Node
}

// ReadTemplate reads a template into the builder.
func ReadTemplate(b *estate.Builder, s *settings.Settings, name string, src []byte) {
	root, problems := cfnlang.Parse(b.Places, name, src)
	b.Problems = append(b.Problems, problems...)
	t := &template{b, &estate.Scope{Source: "cloudformation", Root: name, Sole: true, Dialect: estate.CloudFormation, Baseline: s.IaC.Baseline.Get()}, root}
	b.AddScope(t.scope)
	resources := root.Get("Resources")
	for i, key := range resources.Keys {
		d := &declaration{t: t, id: key.Name, at: key.At, node: resources.List[i]}
		d.emit()
		if i == 0 {
			t.emit(estate.Declarable("account")[0], "account", "account", key.At, d, nil)
		}
	}
}

type declaration struct {
	t    *template
	id   string
	at   value.Origin
	node *cfnlang.Node
}

func (d *declaration) written() string { return d.node.Get("Type").Text }

func (d *declaration) emit() {
	if estate.Declarable(d.written()) != nil {
		typ := estate.TypeFor(d.written(), d)
		var ids []estate.Identity
		how := typ.Declaration(d.written())
		for _, c := range append(slices.Clone(how.Computed), estate.Computed{Attribute: "Ref"}, estate.Computed{Attribute: how.Name}) {
			if c.Attribute == "" && c.Format == "" {
				continue
			}
			text, _ := d.refer(c.Attribute).Scalar()
			if c.Attribute == "" {
				text = d.fill(c)
			}
			ids = append(ids, estate.Identity{Attribute: c.Attribute, Text: text})
		}
		d.t.emit(typ, d.written(), d.id, d.at, d, ids)
	}
	parts, hidden := estate.PartsOf(d.written(), d, d.refer)
	for _, p := range parts {
		d.t.emit(p.Type, d.written(), d.id+"."+p.Key, p.Body.Origin(), p.Body, nil)
	}
	for _, h := range hidden {
		ref, _ := d.refer("Ref").Text()
		d.t.b.Gaps = append(d.t.b.Gaps, estate.Gap{Scope: d.t.scope, Kinds: []estate.Kind{h.Type.Kind}, Why: h.Why, At: h.At, Mentions: []value.Text{ref}})
	}
}

func (t *template) emit(typ *estate.Type, written, address string, at value.Origin, body estate.Body, ids []estate.Identity) {
	r := typ.New()
	h := r.Head()
	h.Type, h.Written, h.Scope, h.Address, h.Block = typ, written, t.scope, address, at
	h.Account = value.Known(t.pseudo("account"), at).Named("account")
	h.Region = value.Known(t.pseudo("region"), at).Named("region")
	tags := "Tags"
	if d := typ.Declaration(written); d != nil && d.Tags != "" {
		tags = d.Tags
	}
	h.Tags = value.From[[]value.Entry](estate.TagsOf(body.Attribute(tags)), tags)
	if typ.Implied {
		h.Tags = value.Absent[[]value.Entry](at)
	}
	h.Identities = ids
	estate.Decode(r, body, estate.CloudFormation)
	t.b.Add(r)
}

func (d *declaration) Origin() value.Origin { return d.at }

func (d *declaration) Attribute(name string) value.Any {
	if name == "DeletionPolicy" || name == "UpdateReplacePolicy" {
		return d.t.eval(d.node.Get(name), d.at)
	}
	return d.t.eval(d.node.Get("Properties").Get(name), d.at)
}

// refer returns what Ref and Fn::GetAtt give.
func (d *declaration) refer(name string) value.Any {
	if v := estate.Property(d, name); name != "Ref" && v.Kind() != value.KindNull {
		return v
	}
	for _, typ := range estate.Declarable(d.written()) {
		for _, c := range typ.Declaration(d.written()).Computed {
			if c.Attribute == name && name != "" {
				return value.AnyText(d.fill(c), d.at)
			}
		}
	}
	class := value.Name
	if strings.HasSuffix(strings.ToLower(name), "arn") {
		class = value.ARN
	}
	return value.AnyText(value.Hole(value.NewSymbol(class, d.t.scope.Key(), d.id+"."+name)), d.at)
}

func (d *declaration) fill(c estate.Computed) value.Text {
	return c.Fill(func(name string) (value.Text, bool) {
		if name == strings.ToLower(name) {
			return d.t.pseudo(name), true
		}
		text, _ := d.refer(name).Scalar()
		return text, estate.Property(d, name).Kind() != value.KindNull
	})
}

func (t *template) pseudo(name string) value.Text {
	class := map[string]value.Class{"account": value.Account, "region": value.Region, "partition": value.Partition, "dns_suffix": value.Name}[name]
	return value.Hole(value.NewSymbol(class, t.scope.Key(), name))
}

func (t *template) eval(n *cfnlang.Node, at value.Origin) value.Any {
	if n == nil || n.Kind == cfnlang.Null {
		return value.AnyNull(at)
	}
	if function, argument, ok := n.Call(); ok {
		return t.call(function, argument, n.At)
	}
	switch n.Kind {
	case cfnlang.Bool:
		return value.AnyBool(n.Text == "true", n.At)
	case cfnlang.Number:
		return value.AnyNumber(n.Text, n.At)
	case cfnlang.List:
		var out []value.Any
		for _, e := range n.List {
			if v := t.eval(e, n.At); v.Kind() != value.KindNull {
				out = append(out, v)
			}
		}
		return value.AnyList(out, n.At)
	case cfnlang.Map:
		members := make(map[string]value.Any)
		var keys []string
		for i, k := range n.Keys {
			if v := t.eval(n.List[i], n.At); v.Kind() != value.KindNull {
				keys, members[k.Name] = append(keys, k.Name), v
			}
		}
		slices.Sort(keys)
		var elements []value.Any
		for _, k := range keys {
			elements = append(elements, members[k])
		}
		return value.AnyMap(keys, elements, n.At)
	}
	return value.AnyText(value.Literal(n.Text), n.At)
}

func (t *template) call(function string, argument *cfnlang.Node, at value.Origin) value.Any {
	switch function {
	case "Ref":
		return t.ref(argument.Text, at)
	case "Fn::GetAtt":
		return t.attribute(argument.List[0].Text, argument.List[1].Text, at)
	case "Fn::Join":
		var parts []value.Text
		for i, e := range t.eval(argument.List[1], at).Elements() {
			if i > 0 {
				parts = append(parts, value.Literal(argument.List[0].Text))
			}
			text, _ := e.Scalar()
			parts = append(parts, text)
		}
		return value.AnyText(value.Join(parts...), at)
	case "Fn::Sub":
		var parts []value.Text
		rest := argument.Text
		for {
			before, after, ok := strings.Cut(rest, "${")
			parts = append(parts, value.Literal(before))
			if !ok {
				return value.AnyText(value.Join(parts...), at)
			}
			var name string
			name, rest, _ = strings.Cut(after, "}")
			if literal, ok := strings.CutPrefix(name, "!"); ok {
				parts = append(parts, value.Literal("${"+literal+"}"))
				continue
			}
			v := t.ref(name, at)
			if id, attribute, ok := strings.Cut(name, "."); ok {
				v = t.attribute(id, attribute, at)
			}
			text, _ := v.Scalar()
			parts = append(parts, text)
		}
	}
	return value.AnyUnknown(value.Because(function+" is not known"), at)
}

func (t *template) ref(name string, at value.Origin) value.Any {
	switch name {
	case "AWS::NoValue":
		return value.AnyNull(at)
	case "AWS::AccountId":
		return value.AnyText(t.pseudo("account"), at)
	case "AWS::Region":
		return value.AnyText(t.pseudo("region"), at)
	case "AWS::Partition":
		return value.AnyText(t.pseudo("partition"), at)
	case "AWS::URLSuffix":
		return value.AnyText(t.pseudo("dns_suffix"), at)
	}
	if p := t.root.Get("Parameters").Get(name); p != nil {
		if d := p.Get("Default"); d != nil {
			return t.eval(d, at)
		}
		if s := p.Get("Type").Text; s != "String" && !strings.HasPrefix(s, "AWS::") {
			return value.AnyUnknown(value.Because("the parameter "+name+" has no value"), at)
		}
		return value.AnyText(value.Hole(value.NewSymbol(value.Free, t.scope.Key(), name)), at)
	}
	return t.attribute(name, "Ref", at)
}

func (t *template) attribute(id, name string, at value.Origin) value.Any {
	resources := t.root.Get("Resources")
	for i, k := range resources.Keys {
		if k.Name == id {
			d := &declaration{t: t, id: id, at: k.At, node: resources.List[i]}
			return d.refer(name).At(at)
		}
	}
	return value.AnyUnknown(value.Because(id+" is not declared"), at)
}
