package cfnlang

import "strings"

// longForm returns the intrinsic function that a YAML tag is the short form
// of: Ref of !Ref, Fn::Sub of !Sub.
func longForm(tag string) (string, bool) {
	name, ok := strings.CutPrefix(tag, "!")
	if !ok || name == "" || name[0] == '!' || name[0] == '<' {
		return "", false
	}
	if name == "Ref" || name == "Condition" {
		return name, true
	}
	return "Fn::" + strings.TrimPrefix(name, "Fn::"), true
}

// splitGetAtt gives the argument of Fn::GetAtt that is written in one text its
// list: a.b becomes ["a", "b"], and a.Outputs.b becomes ["a", "Outputs.b"].
func (p *parser) splitGetAtt(arg *Node) *Node {
	if arg.Kind != String {
		return arg
	}
	id, attribute, ok := strings.Cut(arg.Text, ".")
	if !ok {
		return arg
	}
	span := p.spans.list[arg.At]
	list := p.node(List, "", int(span[0]), int(span[1]))
	list.List = []*Node{
		p.node(String, id, int(span[0]), int(span[1])),
		p.node(String, attribute, int(span[0]), int(span[1])),
	}
	return list
}
