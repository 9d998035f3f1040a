package access

import (
	"bailiwick/estate"
	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// Part returns a function, layer or alias as one declared part of its policy
// leaves it, as if nothing else were said: what AddPermission makes, or a whole
// document. Statements count as keep returns them, if it does. It reports false
// where it cannot be told what the part is about.
func (e *Engine) Part(r estate.Resource, p *ResourcePolicy, keep func(policy.Statement) (policy.Statement, bool)) (*Target, bool) {
	var about value.Value[value.Text]
	switch k := r.(type) {
	case *estate.FunctionPolicy:
		about = k.FunctionName
	case *estate.FunctionPolicyDocument:
		about = k.FunctionARN
	default:
		return nil, false
	}
	t := &Target{Of: r, gaps: p.gaps, by: make(map[*authz.Policy]estate.Resource)}
	t.Account, _ = r.Head().Account.Get()
	if f, reach := estate.Find[*estate.Function](e.view, r, about); reach == estate.Here {
		t.Resource, _ = f.ARN()
	}
	if t.Resource.Inline() == "" {
		name, ok := about.Get()
		if !ok {
			return nil, false
		}
		if arn, is := policy.ParseARN(name); is {
			t.Resource, t.Account = name, arn.Account
		} else {
			t.Resource = value.Join(value.Literal("arn:aws:lambda:us-east-1:"), t.Account, value.Literal(":function:"), name)
		}
	}
	kept := &ResourcePolicy{more: p.more, gaps: p.gaps}
	for _, d := range p.documents {
		only := *d.Document
		only.Statements = nil
		for i := range d.Statements {
			if s, kept := keep(d.Statements[i]); kept {
				only.Statements = append(only.Statements, s)
			}
		}
		if len(only.Statements) > 0 || only.Partial() {
			kept.documents = append(kept.documents, told{&only, d.by})
		}
	}
	t.Organization, t.Members, t.AllMembers = e.shared.organization()
	t.Policies = authz.Policies{
		SCP: authz.UnreadGuardrails(unseenSCPs), RCP: authz.UnreadGuardrails(unseenRCPs),
		Endpoint: authz.None(), RestrictPublicBuckets: value.No, Grants: authz.AllGrants(),
	}
	t.Policies.Resource = t.layer(e, kept, "the policy "+r.Head().Address)
	return t, true
}
