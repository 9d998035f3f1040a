package access

import (
	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/value"
)

// May tells whether the role or user may take any of the actions on any of the
// resources, which are ARNs or patterns of them in the account: by its own
// policies, within its boundary. Guardrails that were not read are set aside, as
// in Granted.
func (h *Holder) May(account value.Text, actions []string, resources ...value.Text) reason.Answer {
	actions = h.mentioned(actions)
	if len(actions) == 0 {
		return reason.Answer{Verdict: reason.No}
	}
	q := reason.Question{
		Callers: reason.Only, Principal: h.Principal, Actions: actions, Resources: resources,
		Account: account, Policies: h.Granted().Policies,
	}
	q.Policies.Resource, q.Policies.Grants, q.Policies.Endpoint = authz.None(), authz.AllGrants(), authz.None()
	q.Policies.RestrictPublicBuckets = value.No
	return Ask(&q)
}

// mentioned returns the actions that a statement may allow; all where a policy
// was not read. Most holders are asked about what none of theirs is about.
func (h *Holder) mentioned(actions []string) []string {
	if !h.Policies.Identity.IsWhole() {
		return actions
	}
	var out []string
	for _, action := range actions {
		if h.mentions(action) {
			out = append(out, action)
		}
	}
	return out
}

func (h *Holder) mentions(action string) bool {
	for _, p := range h.Policies.Identity.Policies() {
		for i := range p.Document.Statements {
			s := &p.Document.Statements[i]
			if s.Effect != policy.Deny && (s.Unread() || s.MatchesAction(action) != value.No) {
				return true
			}
		}
		if p.Document.Partial() {
			return true
		}
	}
	return false
}
