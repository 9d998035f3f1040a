package cfnlang

import (
	"slices"
	"strings"

	"bailiwick/value"
)

// UnusedParameters returns the names of the given parameters that the template
// does not declare, sorted.
func (t *Template) UnusedParameters() []string {
	var out []string
	declared := t.Root.Get("Parameters")
	for name := range t.Surrounding.Parameters {
		if t.member(declared, name) == nil {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// Parameter returns the value of a parameter: as given, else its default, else
// a hole or unknown.
func (t *Template) Parameter(name string, at value.Origin) value.Any {
	if v, ok := t.parameters[name]; ok {
		return v.At(at)
	}
	v := t.parameter(name, at)
	t.parameters[name] = v
	return v
}

func (t *Template) parameter(name string, at value.Origin) value.Any {
	p := t.declared(name)
	kind, _ := p.Get("Type").Literal()
	if inner, ok := strings.CutPrefix(kind, ssmPrefix); ok {
		// The value is looked up when the stack is deployed: the default is its
		// name in Parameter Store (AWS CloudFormation User Guide, SSM parameter types).
		if strings.HasPrefix(inner, "List<") || strings.HasPrefix(inner, "CommaDelimitedList") {
			return unknown(at, "the parameter "+name+" is looked up when the stack is deployed")
		}
		class := value.Free // somebody wrote it, and it is not checked
		if strings.HasPrefix(inner, "AWS::") {
			class = value.Name
		}
		return t.hole(class, parameterPrefix+name, at)
	}
	list := kind == "CommaDelimitedList" || strings.HasPrefix(kind, "List<")
	v := t.given(name, kind, list, at)
	if list {
		v = spread([]value.Any{v}, at, func(v []value.Any) value.Any {
			if k := v[0].Kind(); k == value.KindList || k == value.KindUnknown {
				return v[0]
			}
			return trimmed(t.split(v[0], ",", at))
		})
	}
	if secret(p.Get("NoEcho")) {
		v = hidden(v)
	}
	return v
}

// trimmed returns a list without the blanks around its texts: a comma-delimited
// list has none, what Fn::Split makes keeps them.
func trimmed(v value.Any) value.Any {
	if v.Kind() != value.KindList {
		return v
	}
	list := slices.Clone(v.Elements())
	for i, e := range list {
		if s, ok := e.Literal(); ok {
			list[i] = value.AnyText(value.Literal(strings.TrimSpace(s)), e.Origin())
		}
	}
	return value.AnyList(list, v.Origin())
}

// declared returns what the template says of a parameter, nil if it has none
// of the name.
func (t *Template) declared(name string) *Node { return t.member(t.Root.Get("Parameters"), name) }

// given returns the value that a parameter is given; its default in a world in
// which that is AWS::NoValue.
func (t *Template) given(name, kind string, list bool, at value.Origin) value.Any {
	v, ok := t.Surrounding.Parameters[name]
	switch {
	case !ok || v.Kind() == value.KindNull:
		return t.byDefault(name, kind, list, at)
	case v.Kind() == value.KindSeveral:
		alts := slices.Clone(v.Alternatives())
		for i := range alts {
			if alts[i].Value.Kind() == value.KindNull {
				alts[i].Value = t.byDefault(name, kind, list, at)
			}
		}
		return value.AnySeveral(alts, at)
	}
	return v
}

func (t *Template) byDefault(name, kind string, list bool, at value.Origin) value.Any {
	fallback := t.declared(name).Get("Default")
	if t.withoutDefault[name] {
		fallback = nil
	}
	switch {
	case fallback == nil && list:
		return unknown(at, "the parameter "+name+" has no value here")
	case fallback == nil && strings.HasPrefix(kind, "AWS::"):
		return t.hole(value.Name, parameterPrefix+name, at)
	case fallback == nil:
		return t.hole(value.Free, parameterPrefix+name, at)
	}
	if _, ok := fallback.Literal(); !ok {
		t.problem(fallback.At, "the Default of the parameter "+name+" is a "+fallback.Kind.String()+", not a text", "write a text; the elements of a list with commas between them")
		return unknown(at, "the Default of the parameter "+name+" is no text")
	}
	return scalar(fallback)
}

// Secrets returns where defaults are written of parameters that must not be
// shown.
func (t *Template) Secrets() []value.Origin {
	var out []value.Origin
	if all := t.Root.Get("Parameters"); all != nil {
		for _, p := range all.List {
			if d := p.Get("Default"); d != nil && secret(p.Get("NoEcho")) {
				out = append(out, d.At)
			}
		}
	}
	return out
}

// secret reports whether a parameter with the NoEcho must not be shown: what
// cannot be read counts as yes.
func secret(n *Node) bool {
	if n == nil {
		return false
	}
	s, ok := n.Literal()
	return !ok || !slices.Contains([]string{"false", "no", "off", "n", "0", ""}, strings.ToLower(s))
}

// hidden marks a value and all that it holds as sensitive.
func hidden(v value.Any) value.Any {
	switch v.Kind() {
	case value.KindList:
		list := slices.Clone(v.Elements())
		for i := range list {
			list[i] = hidden(list[i])
		}
		return value.AnyList(list, v.Origin()).Hidden()
	case value.KindSeveral:
		alts := slices.Clone(v.Alternatives())
		for i := range alts {
			alts[i].Value = hidden(alts[i].Value)
		}
		return value.AnySeveral(alts, v.Origin()).Hidden()
	}
	return v.Hidden()
}

// concealed puts holes that conceal them in the place of the texts of a value.
func (t *Template) concealed(name string, v value.Any) value.Any {
	switch v.Kind() {
	case value.KindList:
		list := slices.Clone(v.Elements())
		for i := range list {
			list[i] = t.concealed(name, list[i])
		}
		return value.AnyList(list, v.Origin()).Hidden()
	case value.KindSeveral:
		alts := slices.Clone(v.Alternatives())
		for i := range alts {
			alts[i].Value = t.concealed(name, alts[i].Value)
		}
		return value.AnySeveral(alts, v.Origin()).Hidden()
	}
	if s, ok := v.Literal(); ok && s != "" {
		return value.AnyText(value.Hole(value.Conceal(t.Scope, t.Within+parameterPrefix+name, s)), v.Origin()).Hidden()
	}
	return v
}

// Concealed returns the names of the parameters that must not be shown.
func (t *Template) Concealed() []string {
	var out []string
	if all := t.Root.Get("Parameters"); all != nil {
		for i, k := range all.Keys {
			if secret(all.List[i].Get("NoEcho")) {
				out = append(out, k.Name)
			}
		}
	}
	return out
}

// ssmPrefix begins the types of parameters that are looked up in Parameter
// Store.
const ssmPrefix = "AWS::SSM::Parameter::Value<"

// parameterPrefix begins the names of symbols that stand for parameters.
const parameterPrefix = "Parameters."
