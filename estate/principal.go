package estate

import (
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A PrincipalPolicy is a policy that a role, user or group has.
type PrincipalPolicy struct {
	By       Resource                // what states it: the principal itself, or the resource that attaches it
	Name     value.Value[value.Text] // of an inline policy
	ARN      value.Value[value.Text] // of a managed policy
	Managed  *ManagedPolicy          // nil for an inline policy, and for one that is not declared here
	Document Policy                  // unknown for a managed policy that is not declared here
}

// IsInline reports whether the policy is a part of its principal.
func (p *PrincipalPolicy) IsInline() bool { return p.ARN.IsAbsent() }

// PoliciesOf returns the identity policies of a role, user or group, not those
// of the groups that a user is in. The list is partial where it may have more.
func (v *View) PoliciesOf(principal Resource) value.Value[[]PrincipalPolicy] {
	c := policyCollector{view: v, principal: principal}
	switch p := principal.(type) {
	case *Role:
		c.ofRole(p)
	case *User:
		inline(&c, func(u *UserPolicy) (value.Value[value.Text], Policy) { return u.Name, u.Policy })
		attachments(&c, func(a *UserPolicyAttachment) value.Value[value.Text] { return a.Policy })
		attachmentLists(&c, func(a *UserPolicyAttachmentsExclusive) value.Texts { return a.Policies })
	case *Group:
		inline(&c, func(g *GroupPolicy) (value.Value[value.Text], Policy) { return g.Name, g.Policy })
		attachments(&c, func(a *GroupPolicyAttachment) value.Value[value.Text] { return a.Policy })
		attachmentLists(&c, func(a *GroupPolicyAttachmentsExclusive) value.Texts { return a.Policies })
	}
	attachments(&c, func(a *PolicyAttachment) value.Value[value.Text] { return a.Policy })
	list := value.Known(c.found, principal.Head().Block)
	if c.more != "" {
		list = list.AndMore(value.Because(c.more))
	}
	return list
}

type policyCollector struct {
	view      *View
	principal Resource
	found     []PrincipalPolicy
	more      string // why there may be more
}

func (c *policyCollector) ofRole(r *Role) {
	blocks, known := r.Inline.Get()
	for _, b := range blocks {
		if !b.Policy.IsAbsent() { // an empty block only forbids inline policies
			c.add(r, PrincipalPolicy{Name: b.Name, ARN: value.Absent[value.Text](r.Block), Document: b.Policy})
		}
	}
	if !known && !r.Inline.IsAbsent() || r.Inline.Partial() {
		c.more = r.Inline.Reason()
	}
	c.addList(r, r.Managed)
	inline(c, func(p *RolePolicy) (value.Value[value.Text], Policy) { return p.Name, p.Policy })
	attachments(c, func(a *RolePolicyAttachment) value.Value[value.Text] { return a.Policy })
	attachmentLists(c, func(a *RolePolicyAttachmentsExclusive) value.Texts { return a.Policies })
}

// add enters a policy; of one that is not certain to exist the document is
// unknown.
func (c *policyCollector) add(by Resource, p PrincipalPolicy) {
	p.By = by
	if unsure := by.Head().Unsure; unsure != 0 && by.Head() != c.principal.Head() {
		p.Document = value.Unknown[*policy.Document](unsure, by.Head().Block)
	}
	c.found = append(c.found, p)
}

func (c *policyCollector) addManaged(by Resource, arn value.Value[value.Text]) {
	p := PrincipalPolicy{Name: value.Absent[value.Text](arn.Origin()), ARN: arn}
	managed, reach := Find[*ManagedPolicy](c.view, by, arn)
	switch {
	case reach == Here:
		p.Managed, p.Document = managed, managed.Policy
	case arn.IsUnknown():
		p.Document = value.Unknown[*policy.Document](value.Because(arn.Reason()), arn.Origin())
	default:
		text, _ := arn.Get()
		p.Document = value.Unknown[*policy.Document](value.Because(text.String()+" is not declared here"), arn.Origin())
	}
	c.add(by, p)
}

func (c *policyCollector) addList(by Resource, arns value.Texts) {
	all, known := arns.Get()
	for _, arn := range all {
		c.addManaged(by, arn)
	}
	if !known && !arns.IsAbsent() || arns.Partial() {
		c.more = arns.Reason()
	}
}

func inline[K Resource](c *policyCollector, parts func(K) (name value.Value[value.Text], document Policy)) {
	for _, k := range companionsInto[K](c) {
		name, document := parts(k)
		c.add(k, PrincipalPolicy{Name: name, ARN: value.Absent[value.Text](k.Head().Block), Document: document})
	}
}

func attachments[K Resource](c *policyCollector, arn func(K) value.Value[value.Text]) {
	for _, k := range companionsInto[K](c) {
		c.addManaged(k, arn(k))
	}
}

func attachmentLists[K Resource](c *policyCollector, arns func(K) value.Texts) {
	for _, k := range companionsInto[K](c) {
		c.addList(k, arns(k))
	}
}

func companionsInto[K Resource](c *policyCollector) []K {
	list := Companions[K](c.view, c.principal, "")
	if list.Partial() {
		c.more = list.Reason()
	}
	all, _ := list.Get()
	return all
}
