package terraform

import (
	"strings"

	"bailiwick/internal/hcl"
	"bailiwick/value"
)

// A provider is one configuration of the AWS provider: where what it makes
// will lie.
type provider struct {
	region, account, partition value.Text
	tags                       value.Any // default_tags
}

// provider returns the configuration that the object is made with.
func (in *instance) provider(o *object) *provider {
	name, _, _ := strings.Cut(o.b.labels[0], "_")
	if e := o.b.body.attr("provider"); e.ok() {
		if s := dotted(e); s != "" {
			name = s
		}
	}
	return in.configured(name)
}

// configured returns the configuration that a name such as aws.west has in
// the module: its own, the one that the call hands down, or the inherited.
func (in *instance) configured(name string) *provider {
	if p, ok := in.providers[name]; ok {
		return p
	}
	p := in.findProvider(name)
	in.providers[name] = p
	return p
}

func (in *instance) findProvider(name string) *provider {
	base, alias, _ := strings.Cut(name, ".")
	for _, b := range in.m.providers {
		a, _ := literal(b.body.attr("alias"))
		if len(b.labels) == 1 && b.labels[0] == base && a == alias {
			return in.configure(b, name)
		}
	}
	if in.up != nil {
		up := in.up.in
		if e := in.up.b.body.attr("providers"); e.ok() && e.Kind(e.node) == hcl.Object {
			kids := e.Kids(e.node)
			for k := 0; k+1 < len(kids); k += 2 {
				if dotted(expr{e.file, kids[k], 0}) == name {
					if s := dotted(expr{e.file, kids[k+1], 0}); s != "" {
						return up.configured(s)
					}
				}
			}
		}
		if alias == "" {
			return up.configured(name)
		}
	}
	return in.ev.unconfigured(alias)
}

// dotted returns the bare reference of an expression, such as aws.west, or
// the text of a string of that form, as JSON syntax and old files have it.
func dotted(e expr) string {
	switch e.Kind(e.node) {
	case hcl.Paren:
		return dotted(expr{e.file, e.Kid(e.node, 0), 0})
	case hcl.Variable, hcl.Literal:
		if e.Kind(e.node) == hcl.Literal {
			return e.Text(e.node)
		}
		return e.Name(e.node)
	case hcl.GetAttr:
		if up := dotted(expr{e.file, e.Kid(e.node, 0), 0}); up != "" {
			return up + "." + e.Name(e.node)
		}
	case hcl.Template:
		s, _ := literal(e)
		return s
	}
	return ""
}

// unconfigured returns the provider of which no block says anything.
func (ev *evaluation) unconfigured(alias string) *provider {
	p := &provider{tags: value.AnyNull(0)}
	p.place(ev, alias, "", value.Text{}, false)
	return p
}

// configure reads a provider block.
func (in *instance) configure(b *block, name string) *provider {
	_, alias, _ := strings.Cut(name, ".")
	o := &object{in: in, b: b}
	p := &provider{tags: value.AnyNull(b.at())}
	region, hasRegion := value.Text{}, false
	if v, f := o.attr("region"); f == nil {
		region, hasRegion = v.Text()
	}
	// Whose account it is: the role that is assumed, or the only one allowed.
	who := ""
	if v := o.Attribute("allowed_account_ids"); v.Len() == 1 {
		if s, ok := v.Elements()[0].Literal(); ok {
			who = s
		}
	}
	if roles := o.Attribute("assume_role"); who == "" && roles.Len() > 0 {
		if role, ok := roles.Elements()[0].Lookup("role_arn").Text(); ok {
			who = "role " + role.Inline()
			if parts := strings.Split(role.LiteralPrefix(), ":"); len(parts) > 5 {
				who = parts[4]
			}
		}
	}
	if v, f := o.attr("profile"); f == nil && who == "" {
		if t, ok := v.Text(); ok {
			who = "profile " + t.Inline()
		}
	}
	p.place(in.ev, alias, who, region, hasRegion)
	if tags := o.Attribute("default_tags"); tags.Kind() == value.KindList && tags.Len() == 1 {
		p.tags = tags.Elements()[0].Lookup("tags")
	} else if tags.Kind() != value.KindNull {
		p.tags = value.AnyUnknown(value.Because("the provider's default_tags are not known"), tags.Origin())
	}
	return p
}

// place fills in where the provider's resources lie. What is not told are
// holes that are the same for all providers of which nothing else is told.
func (p *provider) place(ev *evaluation, alias, who string, region value.Text, hasRegion bool) {
	scope := ev.key
	switch {
	case isAccount(who):
		p.account = value.Literal(who)
	case ev.fixed.account != "" && who == "":
		p.account = value.Literal(ev.fixed.account)
	default:
		p.account = value.Hole(value.NewSymbol(value.Account, scope+"\x00"+who, "account"))
	}
	switch {
	case hasRegion:
		p.region = region
	case ev.fixed.region != "" && alias == "":
		p.region = value.Literal(ev.fixed.region)
	default:
		name := "region"
		if alias != "" {
			name = "region of aws." + alias
		}
		p.region = value.Hole(value.NewSymbol(value.Region, scope, name))
	}
	p.partition = value.Hole(value.NewSymbol(value.Partition, scope, "partition"))
	if s, ok := p.region.Literal(); ok {
		p.partition = value.Literal(partitionOf(s))
	}
}

func isAccount(s string) bool {
	return len(s) == 12 && strings.Trim(s, "0123456789") == ""
}

// partitionOf returns the partition that a region lies in, by the prefixes of
// AWS's partition metadata.
func partitionOf(region string) string {
	for _, p := range [][2]string{{"cn-", "aws-cn"}, {"us-gov-", "aws-us-gov"}, {"us-isob-", "aws-iso-b"}, {"us-isof-", "aws-iso-f"}, {"us-iso-", "aws-iso"}, {"eu-isoe-", "aws-iso-e"}, {"eusc-", "aws-eusc"}} {
		if strings.HasPrefix(region, p[0]) {
			return p[1]
		}
	}
	return "aws"
}

// suffixOf returns the domain under which a partition's services lie.
func suffixOf(partition string) string {
	switch partition {
	case "aws":
		return "amazonaws.com"
	case "aws-cn":
		return "amazonaws.com.cn"
	case "aws-us-gov":
		return "amazonaws.com"
	case "aws-eusc":
		return "amazonaws.eu"
	case "aws-iso":
		return "c2s.ic.gov"
	case "aws-iso-b":
		return "sc2s.sgov.gov"
	}
	return ""
}

// tags returns the object's tags with the provider's default tags beneath.
func (in *instance) tags(o *object) value.Any {
	own, f := o.attr("tags")
	if f != nil {
		own = value.AnyUnknown(value.Because(f.Message), o.b.at())
	}
	defaults := in.provider(o).tags
	switch {
	case defaults.Kind() == value.KindNull:
		return own
	case own.Kind() == value.KindNull:
		return defaults
	}
	if own.Kind() != value.KindMap || defaults.Kind() != value.KindMap {
		if own.Kind() == value.KindMap {
			return own.AndMore(value.Because("the provider's default_tags are not known"))
		}
		if defaults.Kind() == value.KindMap {
			return defaults.AndMore(value.Because("the resource's tags are not known: " + unknownBecause(own)))
		}
		return own
	}
	merged := mergeMaps(defaults, own)
	switch {
	case own.Partial():
		merged = merged.AndMore(own.Note())
	case defaults.Partial():
		merged = merged.AndMore(defaults.Note())
	}
	return merged
}

// mergeMaps returns the map with the entries of both, those of the second
// before those of the first.
func mergeMaps(a, b value.Any) value.Any {
	var keys []string
	var elements []value.Any
	i, j := 0, 0
	for i < a.Len() || j < b.Len() {
		switch {
		case j == b.Len() || i < a.Len() && a.Keys()[i] < b.Keys()[j]:
			keys, elements = append(keys, a.Keys()[i]), append(elements, a.Elements()[i])
			i++
		default:
			if i < a.Len() && a.Keys()[i] == b.Keys()[j] {
				i++
			}
			keys, elements = append(keys, b.Keys()[j]), append(elements, b.Elements()[j])
			j++
		}
	}
	return value.AnyMap(keys, elements, b.Origin())
}
