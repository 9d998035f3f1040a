package cfnlang

import (
	"strconv"
	"strings"

	"bailiwick/value"
)

// text evaluates a string: what it says, dynamic references as holes.
func (t *Template) text(n *Node) value.Any {
	if !strings.Contains(n.Text, "{{resolve:") {
		return value.AnyText(value.Literal(n.Text), n.At)
	}
	return t.resolved(value.Literal(n.Text), n.At, false)
}

// resolved replaces dynamic references, which CloudFormation looks up when the
// stack is deployed, by holes; what comes from Secrets Manager or is a secure
// string must not be shown (AWS CloudFormation User Guide, Get values stored in
// other services using dynamic references). The name of a reference with hidden
// parts is not shown either.
func (t *Template) resolved(text value.Text, at value.Origin, hide bool) value.Any {
	var parts []value.Text
	secret := false
	rest := text.Inline()
	for {
		before, after, found := strings.Cut(rest, "{{resolve:")
		parts = append(parts, value.Inline(before))
		if !found {
			break
		}
		reference, behind, closed := strings.Cut(after, "}}")
		if !closed {
			parts = append(parts, value.Literal("{{resolve:"), value.Inline(after))
			break
		}
		name := value.Inline(reference).String()
		secret = secret || strings.HasPrefix(name, "secretsmanager:") || strings.HasPrefix(name, "ssm-secure:")
		class := value.Opaque
		if strings.HasPrefix(name, "ssm:") { // somebody wrote it
			class = value.Free
		}
		symbol := value.NewSymbol(class, t.Scope, "{{resolve:"+name+"}}")
		if hide {
			symbol = value.NewSymbol(class, t.Scope+"\x00"+strconv.Itoa(int(at)), "{{resolve:…}} "+strconv.Itoa(len(parts)))
		}
		parts = append(parts, value.Hole(symbol))
		rest = behind
	}
	v := value.AnyText(value.Join(parts...), at)
	if secret {
		v = v.Hidden()
	}
	return v
}

// A piece is a part of the text of Fn::Sub: literal, or a name.
type piece struct{ literal, name string }

// pieces takes the text of Fn::Sub apart: ${Name}, ${Name.Attribute}, and
// ${!Literal}, which stands for ${Literal}.
func pieces(s string) []piece {
	var out []piece
	for {
		i := strings.Index(s, "${")
		if i < 0 {
			break
		}
		end := strings.IndexByte(s[i:], '}')
		if end < 0 {
			break
		}
		inside := s[i+2 : i+end]
		switch {
		case strings.HasPrefix(inside, "!"):
			out = append(out, piece{literal: s[:i] + "${" + inside[1:] + "}"})
		case strings.TrimSpace(inside) == "" || strings.ContainsAny(inside, "{$"):
			// What is no name is text; a name may begin further on.
			out = append(out, piece{literal: s[:i+2]})
			s = s[i+2:]
			continue
		default:
			out = append(out, piece{literal: s[:i]}, piece{name: strings.TrimSpace(inside)})
		}
		s = s[i+end+1:]
	}
	return append(out, piece{literal: s})
}

// sub evaluates Fn::Sub.
func (t *Template) sub(arg *Node, at value.Origin) value.Any {
	var given *Node
	text := arg
	if arg != nil && arg.Kind == List && len(arg.List) > 0 && len(arg.List) <= 2 {
		text = arg.List[0]
		if len(arg.List) == 2 {
			given = arg.List[1]
		}
	}
	s, ok := text.Literal()
	if !ok {
		t.problem(at, "Fn::Sub takes a text, or a text and a map", "see its page in the AWS CloudFormation User Guide")
		return unknown(at, "Fn::Sub does not have the arguments that it takes")
	}
	if !t.spend(byteCost*len(s), at) {
		return tooMuch(at)
	}
	var parts []value.Any
	known := make(map[string]value.Any)
	for _, p := range pieces(s) {
		switch {
		case p.name != "":
			v, ok := known[p.name]
			if !ok {
				v = t.named(p.name, given, text.At)
				known[p.name] = v
			}
			parts = append(parts, v)
		case p.literal != "":
			parts = append(parts, value.AnyText(value.Literal(p.literal), text.At))
		}
	}
	return t.joinedText(parts, value.Text{}, at)
}

// named returns what a name in Fn::Sub stands for.
func (t *Template) named(name string, given *Node, at value.Origin) value.Any {
	if n := given.Get(name); n != nil {
		return t.Eval(n)
	}
	id, attribute, ok := strings.Cut(name, ".")
	if !ok {
		return t.refer(name, "Ref", at)
	}
	return t.refer(id, attribute, at)
}

// joinedText joins texts. What is not known of them is a hole in the text.
func (t *Template) joinedText(parts []value.Any, by value.Text, at value.Origin) value.Any {
	return spread(parts, at, func(parts []value.Any) value.Any {
		texts := make([]value.Text, 0, 2*len(parts))
		hide, resolve := false, false
		for i, p := range parts {
			if i > 0 && by.Inline() != "" {
				texts = append(texts, by)
			}
			text, ok := p.Scalar()
			if !ok {
				if p.Kind() != value.KindUnknown {
					return unknown(at, "a "+p.Kind().String()+" stands where a text belongs")
				}
				text, _ = t.holeFor(p, p.Reason(), at).Text()
			}
			if !t.spend(partCost+byteCost*(len(text.Inline())+len(by.Inline())), at) {
				return tooMuch(at)
			}
			hide = hide || p.Sensitive()
			resolve = resolve || strings.Contains(text.Inline(), "{{") || strings.Contains(text.Inline(), "resolve:")
			texts = append(texts, text)
		}
		v := value.AnyText(value.Join(texts...), at)
		if resolve {
			text, _ := v.Text()
			v = t.resolved(text, at, hide)
		}
		if hide {
			v = v.Hidden()
		}
		return v
	})
}
