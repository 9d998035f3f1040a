package sam

import (
	"regexp"
	"strings"

	"bailiwick/cfnlang"
)

// referable are the parts of what a resource becomes that other parts of the
// template may name: Ref: Api.Stage.
var referable = map[string][][2]string{
	"Function": {
		{"Alias", "AWS::Lambda::Alias"},
		{"Version", "AWS::Lambda::Version"},
		{"DestinationTopic", "AWS::SNS::Topic"},
		{"DestinationQueue", "AWS::SQS::Queue"},
	},
	"Api": {
		{"Stage", "AWS::ApiGateway::Stage"},
		{"Deployment", "AWS::ApiGateway::Deployment"},
		{"DomainName", "AWS::ApiGateway::DomainName"},
		{"DomainNameV2", "AWS::ApiGateway::DomainNameV2"},
		{"UsagePlan", "AWS::ApiGateway::UsagePlan"},
		{"UsagePlanKey", "AWS::ApiGateway::UsagePlanKey"},
		{"ApiKey", "AWS::ApiGateway::ApiKey"},
	},
	"HttpApi":      {{"Stage", "AWS::ApiGatewayV2::Stage"}, {"DomainName", "AWS::ApiGatewayV2::DomainName"}},
	"WebSocketApi": {{"Stage", "AWS::ApiGatewayV2::Stage"}, {"DomainName", "AWS::ApiGatewayV2::DomainName"}},
}

// refer notes what may be named of a resource.
func (t *transform) refer(m *macro, kind string) {
	for _, named := range referable[kind] {
		for _, r := range m.made {
			if r.kind == named[1] {
				if t.made[m.id] == nil {
					t.made[m.id] = map[string]string{}
				}
				t.made[m.id][named[0]] = r.id
			}
		}
	}
}

// result returns the template: references to what got another name follow it.
func (t *transform) result() *Node {
	l := linker{t, map[*Node]*Node{}}
	n := placeOf(t.source).Object()
	for i, k := range t.source.Keys {
		switch k.Name {
		case "Transform", "Globals", "Resources", "Conditions":
			continue
		}
		n.Keys, n.List = append(n.Keys, k), append(n.List, l.link(t.source.List[i]))
	}
	if transforms := t.others(); transforms != nil {
		n.Set("Transform", transforms)
	}
	if conditions := t.conditions.node(); len(conditions.Keys) > 0 {
		n.Set("Conditions", conditions)
	}
	resources := t.out.node()
	for i, r := range resources.List {
		resources.List[i] = l.link(l.depend(r))
	}
	return n.Set("Resources", resources)
}

// others returns the transforms beside SAM's.
func (t *transform) others() *Node {
	named := get(t.source, "Transform")
	if !isList(named) {
		return nil
	}
	rest := placeOf(named).List()
	for _, n := range named.List {
		if textOf(n) != Name {
			rest.List = append(rest.List, n)
		}
	}
	return orNil(rest)
}

// A linker renames references; a part that many share it visits once.
type linker struct {
	*transform
	done map[*Node]*Node
}

func (l *linker) link(n *Node) *Node {
	if len(l.renamed) == 0 && len(l.made) == 0 || n == nil || len(n.List) == 0 {
		return n
	}
	if r, ok := l.done[n]; ok {
		return r
	}
	r := l.reference(n)
	for i, e := range r.List {
		if linked := l.link(e); linked != e {
			if r == n {
				r = shallow(n)
			}
			r.List[i] = linked
		}
	}
	l.done[n] = r
	return r
}

// depend renames the resources that one depends on.
func (l *linker) depend(r *Node) *Node {
	on := get(r, "DependsOn")
	if on == nil || len(l.renamed) == 0 {
		return r
	}
	if id, ok := l.renamed[textOf(on)]; ok {
		return shallow(r).Set("DependsOn", placeOf(on).Node(id))
	}
	if !isList(on) {
		return r
	}
	list := shallow(on)
	for i, e := range list.List {
		if id, ok := l.renamed[textOf(e)]; ok {
			list.List[i] = placeOf(e).Node(id)
		}
	}
	return shallow(r).Set("DependsOn", list)
}

var hole = regexp.MustCompile(`\$\{([A-Za-z0-9.]+)\}`)

// reference renames what a Ref, Fn::GetAtt or Fn::Sub names.
func (l *linker) reference(n *Node) *Node {
	function, argument, _ := n.Call()
	p := placeOf(argument)
	switch function {
	case "Ref":
		if name := textOf(argument); name != "" {
			if to := l.renamedIn(name); to != name {
				return placeOf(n).Object("Ref", p.Node(to))
			}
		}
	case "Fn::GetAtt":
		if isList(argument) && len(argument.List) == 2 {
			id, name, _ := strings.Cut(textOf(argument.List[0])+"."+textOf(argument.List[1]), ".")
			first, rest, _ := strings.Cut(name, ".")
			if to := l.made[id][first]; to != "" && rest != "" {
				return placeOf(n).Object("Fn::GetAtt", p.List(to, rest))
			} else if to := l.renamed[id]; to != "" {
				return placeOf(n).Object("Fn::GetAtt", p.List(to, argument.List[1]))
			}
		}
	case "Fn::Sub":
		text := argument
		if isList(argument) && len(argument.List) > 0 {
			text = argument.List[0]
		}
		if !isText(text) || !strings.Contains(text.Text, "${") {
			return n
		}
		to := hole.ReplaceAllStringFunc(text.Text, func(s string) string { return "${" + l.renamedIn(s[2:len(s)-1]) + "}" })
		if to == text.Text {
			return n
		}
		changed := &Node{Kind: cfnlang.String, Text: to, At: text.At}
		if text == argument {
			return placeOf(n).Object("Fn::Sub", changed)
		}
		list := shallow(argument)
		list.List[0] = changed
		return placeOf(n).Object("Fn::Sub", list)
	}
	return n
}

// renamedIn returns what Function.Version.Arn stands for.
func (l *linker) renamedIn(name string) string {
	id, rest, dotted := strings.Cut(name, ".")
	if dotted {
		part, rest, more := strings.Cut(rest, ".")
		if to := l.made[id][part]; to != "" {
			if more {
				to += "." + rest
			}
			return to
		}
	}
	if to := l.renamed[id]; to != "" {
		if dotted {
			to += "." + rest
		}
		return to
	}
	return name
}
