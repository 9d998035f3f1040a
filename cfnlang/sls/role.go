package sls

import (
	"slices"
	"strings"

	"bailiwick/cfnlang"
)

const sharedRole = "IamRoleLambdaExecution"

// A role is an execution role that the framework makes.
type role struct {
	cfnlang.Place
	id         string
	properties *Node
	statements *Node // a list
}

// existing returns the role that functions run with by the provider's
// configuration, nil if the framework makes one.
func (s *service) existing() *Node {
	if r := get(s.provider, "iam", "role"); r != nil && (r.Kind == cfnlang.String || opaque(r)) {
		return r
	}
	return get(s.provider, "role")
}

// runsWith returns the role that a function is said to run with, nil if the
// framework makes it.
func (s *service) runsWith(f *function) *Node {
	if r := f.get("role"); given(r) {
		return r
	}
	return s.existing()
}

// executionRole makes the role that functions share.
func (s *service) executionRole() {
	alone := len(s.functions) > 0
	for _, f := range s.functions {
		alone = alone && f.node.Get("role") != nil
	}
	if len(s.functions) == 0 || alone || s.existing() != nil {
		return
	}
	config := get(s.provider, "iam", "role")
	p := s.place
	if at := firstOf(config, get(s.provider, "iamRoleStatements")); at != nil {
		p = cfnlang.PlaceOf(at)
	}
	name := firstOf(get(config, "name"), joinedName(p, s.name, s.stageName, p.Ref("AWS::Region"), p.Node("lambdaRole")))
	s.role = s.newRole(p, sharedRole, name)
	boundary := firstOf(get(config, "permissionsBoundary"), get(config, "permissionBoundary"), get(s.provider, "rolePermissionsBoundary"))
	put(s.role.properties, "PermissionsBoundary", boundary)
	put(s.role.properties, "Tags", tagList(p, get(config, "tags")))
	s.logStatements()
	for _, st := range elements(firstOf(get(config, "statements"), get(s.provider, "iamRoleStatements"))) {
		s.role.statement(st)
	}
	s.role.manage(elements(firstOf(get(config, "managedPolicies"), get(s.provider, "iamManagedPolicies")))...)
	inside := get(s.provider, "vpc") != nil
	for _, f := range s.functions {
		inside = inside || f.node.Get("vpc") != nil
	}
	if inside {
		s.role.manage(networkPolicy(p))
	}
}

// joinedName joins names by dashes.
func joinedName(p cfnlang.Place, names ...*Node) *Node {
	return p.Object("Fn::Join", p.List("-", p.Node(names)))
}

// networkPolicy returns the ARN of AWS's policy for functions in a VPC.
func networkPolicy(p cfnlang.Place) *Node {
	return p.Object("Fn::Join", p.List("", p.List("arn:", p.Ref("AWS::Partition"), ":iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole")))
}

// newRole adds a role that Lambda may assume.
func (s *service) newRole(p cfnlang.Place, id string, name *Node) *role {
	trust := p.Object("Version", "2012-10-17", "Statement", p.List(p.Object(
		"Effect", "Allow", "Principal", p.Object("Service", []string{"lambda.amazonaws.com"}), "Action", []string{"sts:AssumeRole"})))
	r := &role{Place: p, id: id, statements: p.List()}
	path := firstOf(get(s.provider, "iam", "role", "path"), p.Node("/"))
	r.properties = p.Object("AssumeRolePolicyDocument", trust, "Policies", p.List(p.Object(
		"PolicyName", joinedName(p, s.name, s.stageName, p.Node("lambda")),
		"PolicyDocument", p.Object("Version", "2012-10-17", "Statement", r.statements))), "Path", path, "RoleName", name)
	s.add(p, id, "AWS::IAM::Role", r.properties)
	return r
}

// statement adds a statement to the role's policy.
func (r *role) statement(st *Node) { r.statements.List = append(r.statements.List, st) }

// allow adds a statement that allows actions.
func (r *role) allow(p cfnlang.Place, actions any, resources any) {
	if r != nil {
		r.statement(p.Object("Effect", "Allow", "Action", actions, "Resource", resources))
	}
}

// allowOnce adds a statement that allows an action if there is none like it.
func (r *role) allowOnce(p cfnlang.Place, actions []string, resource *Node) {
	if r == nil {
		return
	}
	for _, st := range r.statements.List {
		if a, on := st.Get("Action"), st.Get("Resource"); a != nil && on != nil && len(a.List) == len(actions) && len(on.List) == 1 &&
			textOf(on.List[0]) == textOf(resource) && slices.EqualFunc(a.List, actions, func(n *Node, s string) bool { return textOf(n) == s }) {
			return
		}
	}
	r.allow(p, actions, p.List(resource))
}

// manage attaches managed policies.
func (r *role) manage(policies ...*Node) {
	if len(policies) == 0 {
		return
	}
	list := r.properties.Get("ManagedPolicyArns")
	if list == nil {
		list = r.List()
		r.properties.Set("ManagedPolicyArns", list)
	}
	list.List = append(list.List, policies...)
}

// logGroupARN returns the ARN of log groups by the beginning of their name.
func logGroupARN(p cfnlang.Place, name *Node, end string) *Node {
	const before = "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/"
	if text, ok := name.Literal(); ok {
		return p.Sub(before + text + end)
	}
	return p.Object("Fn::Sub", p.List(before+"${name}"+end, p.Object("name", name)))
}

// logStatements lets the shared role write the logs of the functions.
func (s *service) logStatements() {
	p := s.role.Place
	create, write, silent := p.List(), p.List(), p.List()
	canonical := s.prefixed(p, "")
	prefix, known := canonical.Literal()
	prefix = strings.TrimSuffix(prefix, "-")
	shared := false
	for _, f := range s.functions {
		name, literal := f.name.Literal()
		custom := get(f.node, "name") != nil && !(literal && known && strings.HasPrefix(name, prefix))
		quiet := given(f.get("disableLogs"))
		switch {
		case custom && !quiet:
			create.List = append(create.List, logGroupARN(f.Place, f.name, ":*"))
			write.List = append(write.List, logGroupARN(f.Place, f.name, ":*:*"))
		case custom:
		case quiet:
			silent.List = append(silent.List, logGroupARN(f.Place, f.name, ":*"))
		default:
			shared = true
		}
	}
	if shared {
		all := p.Node(prefix)
		if !known {
			all = joined(s.root.At, s.name, p.Node("-"), s.stageName)
		}
		create.List = append(create.List, logGroupARN(p, all, "*:*"))
		write.List = append(write.List, logGroupARN(p, all, "*:*:*"))
	}
	s.role.allow(p, []string{"logs:CreateLogStream", "logs:CreateLogGroup", "logs:TagResource"}, create)
	s.role.allow(p, []string{"logs:PutLogEvents"}, write)
	if shared && len(silent.List) > 0 {
		s.role.statement(p.Object("Effect", "Deny", "Action", "logs:PutLogEvents", "Resource", silent))
	}
}

// giveRole sets the role that a function runs with.
func (s *service) giveRole(f *function, properties *Node, depends *[]string) {
	r := s.runsWith(f)
	switch text, ok := r.Literal(); {
	case f.roles != nil:
		properties.Set("Role", f.Attribute(f.roles.id, "Arn"))
		*depends = append(*depends, f.roles.id)
	case r == nil:
		properties.Set("Role", f.Attribute(sharedRole, "Arn"))
	case !ok, strings.HasPrefix(text, "arn:"):
		properties.Set("Role", r)
		if function, argument, _ := r.Call(); function == "Fn::GetAtt" && argument.Kind == cfnlang.List && len(argument.List) > 0 {
			*depends = append(*depends, textOf(argument.List[0]))
		}
	default:
		properties.Set("Role", cfnlang.PlaceOf(r).Attribute(text, "Arn"))
		if text != sharedRole {
			*depends = append(*depends, text)
		}
	}
}

// roleName returns the logical id of the role that a function runs with, "" if
// it is none of the template.
func (s *service) roleName(f *function) string {
	r := s.runsWith(f)
	if f.roles != nil {
		return f.roles.id
	}
	if text, ok := r.Literal(); ok {
		if strings.Contains(text, ":") {
			return ""
		}
		return text
	}
	if r == nil {
		return sharedRole
	}
	if function, argument, _ := r.Call(); function == "Fn::GetAtt" && len(argument.List) == 2 && textOf(argument.List[1]) == "Arn" {
		return textOf(argument.List[0])
	}
	return ""
}
