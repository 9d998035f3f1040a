package sls

import (
	"path"
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

// variable returns what a variable stands for. It is worked out once, since the
// names of others ask for it again.
func (r *resolver) variable(v *variable, at value.Origin) *Node {
	n, ok := r.variables[v]
	if !ok {
		n = r.standsFor(v, at)
		r.variables[v] = n
	}
	return n
}

// standsFor returns the value of a variable's first source that has one. A
// source that only a deployment can ask ends the search.
func (r *resolver) standsFor(v *variable, at value.Origin) *Node {
	for _, s := range v.sources {
		n := r.source(s, at)
		if n != nil && n.Kind != cfnlang.Null {
			return n
		}
	}
	for _, s := range v.sources {
		if s.kind == "" && !s.quoted && s.literal == "null" {
			return &Node{Kind: cfnlang.Null, At: at}
		}
	}
	for _, s := range v.sources {
		switch s.kind {
		case "opt", "env", "param":
			return r.parameter(r.name(s, at), at)
		}
	}
	r.problem(at, v.written+" stands for nothing that is there", "what rests on it is unknown", "correct it: the framework refuses it")
	return cfnlang.NewUnknown(v.written+" stands for nothing that is there", at)
}

// name returns how a source is written, its variables replaced.
func (r *resolver) name(s source, at value.Origin) string {
	words := s.kind
	var inside []string
	for _, p := range s.parameters {
		inside = append(inside, r.plain(p, at))
	}
	if inside != nil {
		words += "(" + strings.Join(inside, ", ") + ")"
	}
	if s.addressed {
		words += ":" + r.plain(s.address, at)
	}
	return words
}

// plain returns a text as far as it is known.
func (r *resolver) plain(t text, at value.Origin) string {
	var out strings.Builder
	for _, p := range t {
		if p.variable == nil {
			out.WriteString(p.literal)
			continue
		}
		if s, ok := r.variable(p.variable, at).Literal(); ok {
			out.WriteString(s)
		} else {
			out.WriteString(p.variable.written)
		}
	}
	return out.String()
}

// source returns the value of a source, nil if it has none.
func (r *resolver) source(s source, at value.Origin) *Node {
	if s.kind == "" {
		return literal(s, at)
	}
	if s.kind == "variable" {
		return r.variable(s.address[0].variable, at)
	}
	address := r.assembled(s.address, at)
	if opaque(address) {
		return cfnlang.NewUnknown("the address of "+r.name(s, at)+" is not known", at)
	}
	name, _ := address.Literal()
	switch s.kind {
	case "self":
		n := r.lookup(r.root, name)
		if n == nil && name == "provider.stage" { // which versions before 3 fill in
			return r.stage(at)
		}
		return n
	case "opt":
		return r.option(name, at)
	case "sls":
		if name == "stage" {
			return r.stage(at)
		}
	case "aws":
		switch name {
		case "accountId":
			return cfnlang.Place(at).Ref("AWS::AccountId")
		case "region":
			return r.region(at)
		}
	case "env":
		if text, ok := r.Env[name]; ok {
			return r.secret("env:"+name, text, at)
		}
		return nil
	case "param":
		return r.param(name, at)
	case "strToBool":
		return r.boolean(s, at)
	case "file":
		return r.file(s, name, at)
	}
	// ssm, cf, s3, and what plug-ins and the framework's dashboard bring.
	return r.parameter(r.name(s, at), at)
}

// assembled returns what a text stands for, "" of none.
func (r *resolver) assembled(t text, at value.Origin) *Node {
	if len(t) == 0 {
		return cfnlang.NewString("", at)
	}
	return r.assemble(t, at)
}

// literal returns the value of a literal, nil of null.
func literal(s source, at value.Origin) *Node {
	n := cfnlang.NewString(s.literal, at)
	if s.quoted {
		return n
	}
	switch s.literal {
	case "null":
		return nil
	case "true", "false":
		n.Kind = cfnlang.Bool
	default:
		if strings.Trim(s.literal, "0123456789.-") == "" {
			n.Kind = cfnlang.Number
		}
	}
	return n
}

// option returns an option of the command line: --stage, --region, and what was
// given with --var.
func (r *resolver) option(name string, at value.Origin) *Node {
	if name == "stage" && r.Stage != "" {
		return cfnlang.NewString(r.Stage, at)
	}
	if text, ok := r.Vars[name]; ok {
		return cfnlang.NewString(text, at)
	}
	return nil
}

// stage returns the stage that is deployed: --stage, else provider.stage, else
// dev.
func (r *resolver) stage(at value.Origin) *Node {
	if n := r.option("stage", at); n != nil {
		return n
	}
	n := r.lookup(r.root, "provider.stage")
	if s, ok := n.Literal(); ok && s != "" {
		return cfnlang.NewString(s, at)
	}
	if opaque(n) {
		return n
	}
	return cfnlang.NewString("dev", at)
}

// region returns the region that is deployed to.
func (r *resolver) region(at value.Origin) *Node {
	if n := r.option("region", at); n != nil {
		return n
	}
	if n := r.lookup(r.root, "provider.region"); given(n) {
		return n
	}
	return cfnlang.NewString("us-east-1", at)
}

// param returns a parameter of the stage, else of all (Serverless Framework,
// Parameters: params.<stage>, stages.<stage>.params, and default of both).
func (r *resolver) param(name string, at value.Origin) *Node {
	if text, ok := r.Vars["param:"+name]; ok {
		return cfnlang.NewString(text, at)
	}
	stage, ok := r.stage(at).Literal()
	if !ok {
		return cfnlang.NewUnknown("the stage is not known", at)
	}
	for _, of := range []string{stage, "default"} {
		for _, in := range [][]string{{"stages", of, "params"}, {"params", of}} {
			n := r.root
			for _, member := range in {
				if n = r.shallow(n); opaque(n) {
					return cfnlang.NewUnknown("the parameters of the stage are not known", at)
				}
				n = n.Get(member)
			}
			if n = r.shallow(n); opaque(n) {
				return cfnlang.NewUnknown("the parameters of the stage are not known", at)
			}
			if found := r.resolve(n.Get(name)); found != nil && found.Kind != cfnlang.Null {
				return found
			}
		}
	}
	return nil
}

// boolean returns what strToBool(…) makes of a text.
func (r *resolver) boolean(s source, at value.Origin) *Node {
	if len(s.parameters) > 0 {
		n := r.assembled(s.parameters[0], at)
		text, _ := n.Literal()
		switch strings.ToLower(strings.TrimSpace(text)) {
		case "true", "1":
			return cfnlang.Place(at).Node(true)
		case "false", "0":
			return cfnlang.Place(at).Node(false)
		}
		if opaque(n) {
			return cfnlang.NewUnknown("what strToBool is given is not known", at)
		}
	}
	return cfnlang.NewUnknown("strToBool takes true, false, 0 or 1", at)
}

// file returns what a file of the service holds, or a member of it.
func (r *resolver) file(s source, address string, at value.Origin) *Node {
	if len(s.parameters) == 0 {
		return cfnlang.NewUnknown("file(…) takes a path", at)
	}
	written := r.assembled(s.parameters[0], at)
	name, ok := written.Literal()
	switch {
	case !ok:
		return cfnlang.NewUnknown("the path of "+r.name(s, at)+" is not known", at)
	case r.File == nil || path.IsAbs(name) || strings.HasPrefix(name, "~"):
		return cfnlang.NewUnknown("the file "+name+" is not read: it lies outside of the project", at)
	}
	name = path.Clean(name)
	get, member := r.File, ""
	if r.Export != nil && IsCode(name) && address != "" { // an export may be a function, which is called
		member, address, _ = strings.Cut(address, ".")
		get = func(name string) *Node { return r.Export(name, member) }
	}
	key := name + "\x00" + member
	n, read := r.files[key]
	if !read {
		n = get(name)
		r.files[key] = n
	}
	return r.lookup(n, address)
}

// IsCode reports whether a file of the name holds JavaScript or TypeScript.
func IsCode(name string) bool {
	switch path.Ext(name) {
	case ".js", ".cjs", ".mjs", ".ts", ".cts", ".mts":
		return true
	}
	return false
}
