package reason

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// maxFillings bounds how many fillings are tried for one question.
const (
	maxFillings  = 24
	maxVariables = 8
)

// A guess is one filling of the symbols of policies: a request is looked for
// under it, and counts if the evaluator confirms it with the holes back in
// place.
type guess struct {
	filling filling
	keys    map[string]string // what the request then carries; "" for absent
	holes   filling           // of the holes alone
}

// symbolsOf returns the symbols in the texts of policies, each once, in order:
// holes, and policy variables.
func symbolsOf(policies []*authz.Policy, more []value.Text) (holes, variables []value.Symbol) {
	note := func(t value.Text) {
		for _, s := range t.Symbols() {
			list := &holes
			if s.Scope() == policy.RequestScope {
				list = &variables
			}
			if s.Name() != "*" && s.Name() != "?" && !slices.Contains(*list, s) {
				*list = append(*list, s)
			}
		}
	}
	for _, t := range more {
		note(t)
	}
	for _, p := range policies {
		if p == nil || p.Document == nil {
			continue
		}
		for i := range p.Document.Statements {
			s := &p.Document.Statements[i]
			for _, e := range s.Resources.List {
				note(s.ResourcePattern(e))
			}
			for _, e := range s.Principals.List {
				note(e.Text)
			}
			for j := range s.Conditions {
				for _, e := range s.Conditions[j].Values.List {
					note(s.ValuePattern(e))
				}
			}
		}
	}
	return holes, variables
}

// guesses returns fillings worth trying of what another leaves open, none if
// that is nothing.
func guesses(policies []*authz.Policy, more []value.Text, base guess) []guess {
	holes, variables := symbolsOf(policies, more)
	holes = slices.DeleteFunc(holes, func(s value.Symbol) bool { return base.filling[s].Inline() != "" })
	if len(holes) == 0 && len(variables) == 0 {
		return nil
	}
	first := guess{filling: maps.Clone(base.filling), holes: make(filling)}
	maps.Copy(first.holes, base.holes)
	for i, h := range holes {
		first.holes[h] = value.Literal(stranger(h.Class(), 100+i))
	}
	if len(variables) > maxVariables {
		return nil
	}
	choices := make([][]string, len(variables))
	for i, v := range variables {
		key, _ := variableKey(v)
		choices[i] = append([]string{sampleOf(key)}, literalsOf(policies, key)...)
		choices[i] = append(choices[i], "")
	}
	var out []guess
	at := make([]int, len(variables))
	for len(out) < maxFillings {
		out = append(out, first.with(variables, choices, at))
		i := 0
		for ; i < len(at); i++ { // count on
			if at[i]++; at[i] < len(choices[i]) {
				break
			}
			at[i] = 0
		}
		if i == len(at) {
			break
		}
	}
	return out
}

// with returns the guess with a choice for each variable.
func (g guess) with(variables []value.Symbol, choices [][]string, at []int) guess {
	out := guess{filling: make(filling), keys: make(map[string]string), holes: g.holes}
	maps.Copy(out.filling, g.filling)
	maps.Copy(out.filling, g.holes)
	for i, v := range variables {
		key, fallback := variableKey(v)
		is := choices[i][at[i]]
		if was, ok := out.keys[key]; ok {
			is = was // the same key with another default
		}
		out.keys[key] = is
		switch {
		case is != "":
			out.filling[v] = value.Literal(is)
		case fallback != "":
			out.filling[v] = value.Literal(fallback)
		default:
			out.filling[v] = absent
		}
	}
	return out
}

// know fills the policy variables of keys that are settled: nil is none that is.
func (p *problem) know(policies []*authz.Policy, known func(key string) []string) {
	_, variables := symbolsOf(policies, nil)
	for _, v := range variables {
		key, fallback := variableKey(v)
		is := known(key)
		if is == nil || p.guess.filling[v].Inline() != "" || len(is) > 1 || len(is) == 1 && strings.ContainsAny(is[0], "*?") {
			continue
		}
		if p.guess.filling == nil {
			p.guess.filling = make(filling)
		} else {
			p.guess.filling = maps.Clone(p.guess.filling)
		}
		if p.extra == nil {
			p.extra = make(map[string]string)
		}
		switch {
		case len(is) == 1:
			p.guess.filling[v] = value.Inline(is[0])
			p.extra[key] = is[0]
		case fallback != "":
			p.guess.filling[v] = value.Literal(fallback)
		default:
			p.guess.filling[v] = absent
		}
	}
}

// absent is what stands for a policy variable whose key a request lacks.
var absent = value.Hole(value.NewSymbol(value.Free, policy.RequestScope, absentVariable))

// variableKey returns the key of a policy variable, in lower case, and its
// default.
func variableKey(v value.Symbol) (key, fallback string) {
	key, fallback, _ = strings.Cut(v.Name(), ",")
	fallback = strings.TrimSpace(fallback)
	if n := len(fallback); n >= 2 && fallback[0] == '\'' && fallback[n-1] == '\'' {
		fallback = fallback[1 : n-1]
	}
	return policy.Lower(strings.TrimSpace(key)), fallback
}

// sampleOf returns a value of a key that no policy is likely to name.
func sampleOf(key string) string {
	switch key {
	case userName:
		return "example-user"
	case principalAccount, "aws:resourceaccount":
		return exampleAccount
	case "aws:userid":
		return "AROAEXAMPLEID:session"
	case principalARN:
		return "arn:aws:iam::" + exampleAccount + ":role/example-role"
	}
	if list := samples(key); list[0] != exampleWord {
		return list[0]
	}
	return "example-value"
}

// literalsOf returns the texts without wildcards that conditions on a key name,
// and those with which the key is compared under another.
func literalsOf(policies []*authz.Policy, key string) []string {
	var out []string
	for _, p := range policies {
		if p == nil || p.Document == nil {
			continue
		}
		for i := range p.Document.Statements {
			s := &p.Document.Statements[i]
			for j := range s.Conditions {
				c := &s.Conditions[j]
				about := c.IsKey(key) == value.Yes
				var texts []string
				for _, e := range c.Values.List {
					for _, name := range policy.Variables(e.Text) {
						about = about || strings.EqualFold(name, key)
					}
					if t, ok := s.ValuePattern(e).Literal(); ok && !strings.ContainsAny(t, "*?") && t != "" {
						texts = append(texts, t)
					}
				}
				if about {
					out = append(out, texts...)
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// stranger returns a text for a hole that nothing else names.
func stranger(c value.Class, i int) string {
	n := strconv.Itoa(i)
	switch c {
	case value.Account:
		return "9000000" + strings.Repeat("0", 5-len(n)) + n
	case value.Region:
		return "zz-hole-" + n
	case value.Partition:
		return "aws-hole-" + n
	case value.ARN:
		return "arn:aws-hole:hole:zz-hole:900000000000:hole-" + n
	}
	return "zhole" + n + "z"
}

// gate returns a policy that allows the requests that carry what the guess
// says.
func (g guess) gate() *authz.Policy {
	type conditions map[string]map[string]string
	c := conditions{"StringEquals": {}, "Null": {}}
	for key, is := range g.keys {
		if is == "" {
			c["Null"][key] = "true"
		} else {
			c["StringEquals"][key] = is
		}
	}
	document, err := json.Marshal(map[string]any{"Version": policy.Version2008, "Statement": map[string]any{
		"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": c,
	}})
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return constant("what a request carries", string(document))
}

// lift puts the holes back into a request.
func (g guess) lift(r *authz.Request, keys []string) {
	if len(g.holes) == 0 {
		return
	}
	var pairs []string
	for h, is := range g.holes {
		pairs = append(pairs, is.Inline(), value.Hole(h).Inline())
	}
	back := strings.NewReplacer(pairs...)
	lifted := func(t value.Text) value.Text { return value.Inline(back.Replace(t.Inline())) }
	r.Resource, r.ResourceAccount = lifted(r.Resource), lifted(r.ResourceAccount)
	r.Principal.Name, r.Principal.Entity = lifted(r.Principal.Name), lifted(r.Principal.Entity)
	for _, key := range keys {
		v := r.Context.Get(key)
		for i := range v.List {
			v.List[i] = lifted(v.List[i])
		}
	}
}
