package access

import (
	"bailiwick/iam/reason"
	"bailiwick/value"
)

// FromCode tells whether the code of a function may take an action with the
// role's rights, on whatever resource: its requests carry the function's ARN,
// and those that Lambda makes for itself do not (AWS Lambda Developer Guide,
// Using source function ARN to control function access behavior).
func (h *Holder) FromCode(function value.Text, action string) reason.Answer {
	if !h.mentions(action) {
		return reason.Answer{Verdict: reason.No}
	}
	q := h.question(action)
	q.Context.SetText("lambda:SourceFunctionArn", function)
	return reason.Any(&q)
}
