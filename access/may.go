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
	open := reason.Answer{Verdict: reason.No}
	if !h.Policies.Identity.IsWhole() {
		open = reason.Answer{Verdict: reason.Outside, Why: h.Policies.Identity.Reason()}
	}
	for _, action := range h.mentioned(actions) {
		for _, on := range resources {
			switch a := h.one(account, action, on); a.Verdict {
			case reason.Yes:
				return a
			case reason.Outside:
				open = a
			default:
				if open.Verdict == reason.No {
					open.Because = append(open.Because, a.Because...)
				}
			}
		}
	}
	return open
}

// one asks about one action on one resource or pattern. One request is decided
// by the evaluator, which says what is in the way where it cannot tell.
func (h *Holder) one(account value.Text, action string, on value.Text) reason.Answer {
	q := h.question(action)
	q.Resources, q.Account = []value.Text{on}, account
	if a, ok := evaluated(&q); ok {
		return a
	}
	return reason.Any(&q)
}

// question asks whether the holder may take an action by its own policies alone,
// within its boundary. No action is every one.
func (h *Holder) question(actions ...string) reason.Question {
	q := reason.Question{Callers: reason.Only, Principal: h.Principal, Actions: actions, Policies: h.Granted().Policies}
	q.Policies.Resource, q.Policies.Grants, q.Policies.Endpoint = authz.None(), authz.AllGrants(), authz.None()
	q.Policies.RestrictPublicBuckets = value.No
	return q
}

// mentioned returns the actions that a statement may allow: most holders are asked
// about what none of theirs is about.
func (h *Holder) mentioned(actions []string) []string {
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
