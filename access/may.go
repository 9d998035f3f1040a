package access

import (
	"bailiwick/iam/authz"
	"bailiwick/iam/reason"
	"bailiwick/value"
)

// May tells whether the role or user may take any of the actions on any of the
// resources, which are ARNs or patterns of them in the account: by its own
// policies, within its boundary. Guardrails that were not read are set aside, as
// in Granted.
func (h *Holder) May(account value.Text, actions []string, resources ...value.Text) reason.Answer {
	q := reason.Question{
		Callers: reason.Only, Principal: h.Principal, Actions: actions, Resources: resources,
		Account: account, Policies: h.Granted().Policies,
	}
	q.Policies.Resource, q.Policies.Grants, q.Policies.Endpoint = authz.None(), authz.AllGrants(), authz.None()
	q.Policies.RestrictPublicBuckets = value.No
	return Ask(&q)
}
