package plan

import (
	"strings"

	"bailiwick/value"
)

// A provider is one configuration of the AWS provider: where what it makes
// will lie.
type provider struct {
	module, alias, who         string
	regionRef                  []string
	region, account, partition value.Text
	tags                       value.Any
	placed                     bool
	regionText                 string
}

// providerConfig reads one provider of the configuration.
func (p *plan) providerConfig(key string, t *text) {
	c := &provider{tags: value.AnyNull(0)}
	p.providers[key] = c
	t.members(func(name []byte) {
		switch string(name) {
		case "alias":
			c.alias = t.string()
		case "module_address":
			c.module = t.string()
		case "expressions":
			t.members(func(name []byte) { p.providerArgument(c, string(name), t) })
		}
	})
}

func (p *plan) providerArgument(c *provider, name string, t *text) {
	switch name {
	case "region":
		e := p.argument(t)
		c.regionText, _ = e.constant.Literal()
		c.regionRef = e.to
	case "profile":
		if s, ok := p.argument(t).constant.Literal(); ok && c.who == "" {
			c.who = "profile " + s
		}
	case "allowed_account_ids":
		if v := p.argument(t).constant; v.Len() == 1 {
			if s, ok := v.Elements()[0].Literal(); ok {
				c.who = s
			}
		}
	case "assume_role":
		p.eachBlock(t, func(name string) {
			if name != "role_arn" {
				t.skip()
				return
			}
			e := p.argument(t)
			if s, ok := e.constant.Literal(); ok && !isAccount(c.who) {
				c.who = "role " + s
				if parts := strings.Split(s, ":"); len(parts) > 5 {
					c.who = parts[4]
				}
			} else if len(e.to) > 0 && !isAccount(c.who) {
				c.who = "role " + strings.Join(e.to, " ")
			}
		})
	case "default_tags":
		p.eachBlock(t, func(name string) {
			if name != "tags" {
				t.skip()
				return
			}
			if e := p.argument(t); e.constant.Kind() == value.KindMap {
				c.tags = e.constant
			} else {
				c.tags = value.AnyUnknown(value.Because("the provider's default_tags are not known"), 0)
			}
		})
	default:
		t.skip()
	}
}

// An argument is an expression of a provider: a constant, or what it refers
// to.
type argument struct {
	constant value.Any
	to       []string
}

func (p *plan) argument(t *text) argument {
	var a argument
	t.members(func(name []byte) {
		switch string(name) {
		case "constant_value":
			a.constant = p.any(t)
		case "references":
			t.elements(func() {
				if s := t.string(); s != "" && len(a.to) < maxReferences {
					a.to = append(a.to, s)
				}
			})
			a.to = traversals(a.to)
		}
	})
	return a
}

// eachBlock calls f for each argument of a block, or of a list of them.
func (p *plan) eachBlock(t *text, f func(name string)) {
	block := func() { t.members(func(name []byte) { f(string(name)) }) }
	if t.kind() == '[' {
		t.elements(block)
		return
	}
	block()
}

// provider returns where the resource lies.
func (r *resource) provider() *provider {
	if r.provided != nil {
		return r.provided
	}
	key, _, _ := strings.Cut(r.written, "_")
	if c := r.configured(); c != nil && c.provider != "" {
		key = c.provider
	}
	c := r.providers[key]
	if c == nil { // a module's that is inherited
		if _, name, ok := strings.Cut(key, ":"); ok {
			c = r.providers[name]
		}
	}
	if c == nil {
		c = &provider{tags: value.AnyNull(0)}
		_, c.alias, _ = strings.Cut(key, ".")
		r.providers[key] = c
	}
	if !c.placed {
		r.lay(c)
	}
	r.provided = c
	return c
}

// lay finds where a provider's resources lie. What is not told are holes that
// are the same for all providers of which nothing else is told.
func (p *plan) lay(c *provider) {
	c.placed = true
	scope := p.scope.Key()
	switch {
	case isAccount(c.who):
		c.account = value.Literal(c.who)
	case c.who == "" && c.alias == "" && isAccount(p.known["account"]):
		c.account = value.Literal(p.known["account"])
	case c.who == "" && c.alias == "" && p.account != "":
		c.account = value.Literal(p.account)
	default:
		c.account = value.Hole(value.NewSymbol(value.Account, scope+"\x00"+c.who, "account"))
	}
	name := "region"
	if c.alias != "" {
		name = "region of aws." + c.alias
	}
	c.region = value.Hole(value.NewSymbol(value.Region, scope, name))
	if ref, ok := sole(c.regionRef); ok {
		if t, _, ok := p.resolve(c.module, "", ref, "region"); ok && t.IsEmpty() == value.No {
			c.region = t
		}
	} else if c.alias == "" && p.known["region"] != "" {
		c.region = value.Literal(p.known["region"])
	} else if c.alias == "" && p.region != "" {
		c.region = value.Literal(p.region)
	}
	if c.regionText != "" {
		c.region = value.Literal(c.regionText)
	}
	c.partition = value.Hole(value.NewSymbol(value.Partition, scope, "partition"))
	if s, ok := c.region.Literal(); ok {
		c.partition = value.Literal(partitionOf(s))
	} else if s := p.known["partition"]; s != "" {
		c.partition = value.Literal(s)
	}
}

func isAccount(s string) bool {
	return len(s) == 12 && strings.Trim(s, "0123456789") == ""
}

// partitionOf returns the partition that a region lies in, by the prefixes of
// AWS's partition metadata.
func partitionOf(region string) string {
	for _, p := range [...][2]string{
		{"cn-", "aws-cn"},
		{"us-gov-", "aws-us-gov"},
		{"us-isob-", "aws-iso-b"},
		{"us-isof-", "aws-iso-f"},
		{"us-iso-", "aws-iso"},
		{"eu-isoe-", "aws-iso-e"},
		{"eusc-", "aws-eusc"},
	} {
		if strings.HasPrefix(region, p[0]) {
			return p[1]
		}
	}
	return "aws"
}

// dnsSuffix returns the domain under which a partition's services lie.
func (p *plan) dnsSuffix(c *provider) value.Text {
	partition, _ := c.partition.Literal()
	switch partition {
	case "aws", "aws-us-gov":
		return value.Literal("amazonaws.com")
	case "aws-cn":
		return value.Literal("amazonaws.com.cn")
	case "aws-eusc":
		return value.Literal("amazonaws.eu")
	case "aws-iso":
		return value.Literal("c2s.ic.gov")
	case "aws-iso-b":
		return value.Literal("sc2s.sgov.gov")
	}
	return value.Hole(value.NewSymbol(value.Name, p.scope.Key(), "dns suffix"))
}

// tags returns the resource's tags: all of them where the plan has them, else
// its own over those of the provider.
func (r *resource) tags() value.Any {
	if all, ok := r.contents().get("tags_all"); ok && all.Kind() == value.KindMap {
		return all
	}
	own, defaults := r.Attribute("tags"), r.provider().tags
	switch {
	case defaults.Kind() == value.KindNull:
		return own
	case own.Kind() == value.KindNull:
		return defaults.At(r.Origin())
	case own.Kind() != value.KindMap:
		return own
	case defaults.Kind() != value.KindMap:
		return own.AndMore(value.Because("the provider's default_tags are not known"))
	}
	var keys []string
	var elements []value.Any
	for i, key := range defaults.Keys() {
		if _, ok := own.Get(key); !ok {
			keys, elements = append(keys, key), append(elements, defaults.Elements()[i].At(r.Origin()))
		}
	}
	keys, elements = append(keys, own.Keys()...), append(elements, own.Elements()...)
	sorted(keys, elements)
	return value.AnyMap(keys, elements, own.Origin())
}

// priorState reads what data sources told when the plan was made: who and
// where the provider is.
func (p *plan) priorState() error {
	return p.members(func(name string) error {
		if name != "values" {
			return p.SkipValue()
		}
		return p.members(func(name string) error {
			if name != "root_module" {
				return p.SkipValue()
			}
			return p.priorModule(0)
		})
	})
}

func (p *plan) priorModule(depth int) error {
	return p.members(func(name string) error {
		switch {
		case name == "resources":
			return p.elements(func() error {
				v, err := p.value()
				if err == nil {
					p.prior(v)
				}
				return err
			})
		case name == "child_modules" && depth < maxModules:
			return p.elements(func() error { return p.priorModule(depth + 1) })
		}
		return p.SkipValue()
	})
}

// prior notes what a data source told. Several that do not agree tell
// nothing: each may be of another provider.
func (p *plan) prior(v []byte) {
	t := text{b: v}
	var mode, written string
	var values []byte
	t.members(func(key []byte) {
		switch string(key) {
		case "mode":
			mode = t.string()
		case "type":
			written = t.string()
		case "values":
			values = t.skip()
		}
	})
	fact := ""
	var attributes []string
	switch written {
	case "aws_caller_identity":
		fact, attributes = "account", []string{"account_id", "id"}
	case "aws_region":
		fact, attributes = "region", []string{"region", "name", "id"}
	case "aws_partition":
		fact, attributes = "partition", []string{"partition", "id"}
	}
	if mode != "data" || fact == "" {
		return
	}
	told := map[string]string{}
	v2 := text{b: values}
	v2.members(func(key []byte) { told[string(key)] = v2.string() })
	for _, a := range attributes {
		s := told[a]
		if s == "" {
			continue
		}
		if was, ok := p.known[fact]; ok && was != s {
			s = ""
		}
		p.known[fact] = s
		return
	}
}
