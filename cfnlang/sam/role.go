package sam

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed data/managed.txt
var managedText string

// managedPaths are the paths of AWS's managed policies that are not in the
// root.
var managedPaths = sync.OnceValue(func() map[string]string {
	paths := map[string]string{}
	path := ""
	for line := range strings.Lines(managedText) {
		line = strings.TrimSuffix(line, "\n")
		switch name, below := strings.CutPrefix(line, "\t"); {
		case strings.HasPrefix(line, "#"):
		case below:
			paths[name] = path + "/"
		default:
			path = line
		}
	}
	return paths
})

// managedPolicy returns the ARN of a managed policy of AWS's.
func (p place) managedPolicy(name string) *Node {
	return p.Sub("arn:${AWS::Partition}:iam::aws:policy/" + name)
}

// assumedBy returns the trust policy of a role that a service assumes.
func (p place) assumedBy(service string) *Node {
	return p.Object("Version", "2012-10-17", "Statement", p.List(p.Object(
		"Action", []string{"sts:AssumeRole"}, "Effect", "Allow", "Principal", p.Object("Service", []string{service}))))
}

func (p place) statement(action any, resource *Node) *Node {
	return p.Object("Action", action, "Effect", "Allow", "Resource", resource)
}

// policy returns an inline policy of a role.
func (p place) policy(name string, statements ...*Node) *Node {
	return p.Object("PolicyName", name, "PolicyDocument", p.Object("Statement", statements))
}

// An executionRole is a role that SAM makes. Events add to it what they need.
type executionRole struct {
	*resource
	managed  []*Node
	policies []*Node
	known    map[string]bool // the ARNs and documents that are there
}

// allow adds a managed policy of AWS's.
func (r *executionRole) allow(name string, at place) { r.attach(at.managedPolicy(name)) }

func (r *executionRole) attach(arn *Node) {
	if key := "arn " + string(appendJSON(nil, arn)); !r.known[key] {
		r.known[key] = true
		r.managed = append(r.managed, arn)
	}
}

// embed adds an inline policy whose document is not there.
func (r *executionRole) embed(policy *Node) {
	key := "document " + string(appendJSON(nil, firstOf(get(policy, "PolicyDocument"), policy)))
	if !r.known[key] {
		r.known[key] = true
		r.policies = append(r.policies, policy)
	}
}

// finish writes what was added into the resource.
func (r *executionRole) finish() {
	r.set("ManagedPolicyArns", r.managed)
	if len(r.policies) > 0 {
		r.set("Policies", r.policies)
	}
}

var deadLetterActions = map[string]string{"SQS": "sqs:SendMessage", "SNS": "sns:Publish"}

// executionRole makes the role of a function that names none.
func (m *macro) executionRole(sends []*Node) *executionRole {
	trust := firstOf(m.get("AssumeRolePolicyDocument"), m.assumedBy("lambda.amazonaws.com"))
	r := m.role(trust)
	if given(m.get("DurableConfig")) {
		r.allow("service-role/AWSLambdaBasicDurableExecutionRolePolicy", placeOf(m.get("DurableConfig")))
	} else {
		r.allow("service-role/AWSLambdaBasicExecutionRole", m.place)
	}
	if m.traced() {
		r.allow("AWSXrayWriteOnlyAccess", placeOf(m.get("Tracing")))
	}
	if v := m.get("VpcConfig"); given(v) {
		r.allow("service-role/AWSLambdaVPCAccessExecutionRole", placeOf(v))
	}
	if q := m.get("DeadLetterQueue"); given(q) {
		p := placeOf(q)
		r.embed(p.Object("PolicyName", "DeadLetterQueuePolicy", "PolicyDocument", p.Object(
			"Version", "2012-10-17", "Statement", p.List(p.statement(deadLetterActions[textOf(get(q, "Type"))], get(q, "TargetArn"))))))
	}
	for _, policy := range sends {
		r.embed(policy)
	}
	m.policies(r, m.get("Policies"))
	return r
}

// role begins a role with the properties that a function or state machine
// gives it.
func (m *macro) role(trust *Node) *executionRole {
	r := m.resource(m.id+"Role", "AWS::IAM::Role", m.passed(), "AssumeRolePolicyDocument", trust)
	r.set("ManagedPolicyArns", m.List())
	r.set("Path", m.get("RolePath"))
	r.set("PermissionsBoundary", m.get("PermissionsBoundary"))
	r.set("Tags", m.ownTags())
	return &executionRole{resource: r, known: map[string]bool{}}
}

// giveRole gives the function the role that SAM makes, unless it names its
// own; if that is an Fn::If with AWS::NoValue, it has SAM's in that case.
func (m *macro) giveRole(f *resource, role *executionRole) {
	own := m.get("Role")
	arn := m.Attribute(role.id, "Arn")
	if own == nil {
		f.set("Role", arn)
		m.add(role.resource)
		return
	}
	resolved := m.resolve(own)
	condition, then, otherwise, ok := branches(resolved)
	switch {
	case isIf(resolved) && !ok:
		m.fail(own, "Malformed 'Role' property: Fn::If requires 3 arguments.")
	case !ok:
		return
	case isNoValue(then) && isNoValue(otherwise):
		f.set("Role", arn)
	case isNoValue(then):
		f.set("Role", placeOf(own).If(condition, arn, otherwise))
		role.attributes.Set("Condition", placeOf(own).Node(condition))
	case isNoValue(otherwise):
		f.set("Role", placeOf(own).If(condition, then, arn))
		role.attributes.Set("Condition", placeOf(own).Node("NOT"+condition))
		m.negate(placeOf(own), "NOT"+condition, condition)
	default:
		return
	}
	m.add(role.resource)
}

// negate makes a condition that holds where another does not.
func (t *transform) negate(p place, name, condition string) {
	t.conditions.set(name, p.Object("Fn::Not", p.List(p.Object("Condition", condition))))
}

// policies adds what the Policies of a function or state machine say.
func (m *macro) policies(r *executionRole, all *Node) {
	if !given(all) {
		return
	}
	entries := []*Node{all}
	if isList(all) {
		entries = all.List
	}
	for i, entry := range entries {
		m.addPolicy(r, entry, fmt.Sprint(r.id, "Policy", i), i)
	}
}

func (m *macro) addPolicy(r *executionRole, entry *Node, name string, i int) {
	p := placeOf(entry)
	if isIf(entry) {
		m.addConditionalPolicy(r, entry, name)
		return
	}
	switch form, v := m.policyForm(entry); form {
	case document:
		r.policies = append(r.policies, p.Object("PolicyName", name, "PolicyDocument", v))
	case attached:
		r.attach(v)
	default:
		m.fail(entry, "Policy at index %d in the 'Policies' property is not valid", i)
	}
}

type policyForm int

const (
	invalid policyForm = iota
	nothing
	attached
	document
)

// policyForm returns what an entry of Policies is: the name or ARN of a
// managed policy, a document, or a template, which stands for a document.
func (m *macro) policyForm(entry *Node) (policyForm, *Node) {
	switch {
	case isText(entry):
		if strings.HasPrefix(entry.Text, "arn:") {
			return attached, entry
		}
		return attached, placeOf(entry).managedPolicy(managedPaths()[entry.Text] + entry.Text)
	case isNoValue(entry):
		return nothing, entry
	case isCall(entry):
		return attached, entry
	case entry.Get("Statement") != nil && isMap(entry):
		return document, entry
	case isMap(entry) && len(entry.Keys) == 1 && policyTemplates()[entry.Keys[0].Name] != nil:
		return document, m.fromTemplate(entry)
	}
	return invalid, entry
}

// addConditionalPolicy adds a policy that is there under a condition.
func (m *macro) addConditionalPolicy(r *executionRole, entry *Node, name string) {
	condition, then, otherwise, ok := branches(entry)
	p := placeOf(entry)
	if !ok {
		m.fail(entry, "Structure of the SAM template is invalid. Fn::If requires 3 arguments")
		return
	}
	forms := map[policyForm]bool{}
	var values []*Node
	for _, b := range []*Node{then, otherwise} {
		form, v := m.policyForm(b)
		forms[form] = true
		if form == document {
			v = placeOf(b).Object("PolicyName", name, "PolicyDocument", v)
		}
		values = append(values, v)
	}
	if condition == "" || forms[invalid] || isIf(then) || isIf(otherwise) || forms[attached] && forms[document] {
		m.fail(entry, "Structure of the SAM template is invalid. Different policy types within the same Fn::If statement is unsupported. "+
			"Separate different policy types into different Fn::If statements")
		return
	}
	both := p.If(condition, values[0], values[1])
	if forms[document] {
		r.policies = append(r.policies, both)
	} else {
		r.attach(both)
	}
}

// oneOf reports whether a text is one of those allowed.
func oneOf(n *Node, allowed ...string) bool { return slices.Contains(allowed, textOf(n)) }
