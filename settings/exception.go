package settings

// Exceptions holds accepted risks, and how long one may last.
type Exceptions struct {
	Accepted      Setting[[]Exception] `key:"accepted" self:"yes" default:"[]" doc:"Risks that were accepted: the failure stays a failure, under an exception. Past its end it counts again." example:"[{rule: function-traced, resources: [orders-*], asked_by: Ada, approved_by: Grace, until: 2027-01-31, reason: sampling costs too much}]"`
	MaxDays       Setting[int]         `key:"max_days" default:"365" doc:"Longest time from the run to an exception's end."`
	AcceptForeign Setting[[]string]    `key:"accept_foreign" default:"[]" words:"checkov tfsec trivy kics" doc:"Tools whose suppressions in the code count as exceptions; otherwise they are shown and change nothing." example:"[checkov]"`
}

// An Exception is an accepted risk with an exact scope and an end.
type Exception struct {
	Rule        RuleID `key:"rule" required:"yes" doc:"Id of the rule."`
	Resources   []Ref  `key:"resources" required:"yes" doc:"Resources: ids, names, ARNs or addresses (* is any text), or tag:key=value."`
	Environment string `key:"environment" doc:"Environment that it is for; all when left out."`
	Until       Day    `key:"until" required:"yes" doc:"Last day on which it holds."`
	AskedBy     string `key:"asked_by" required:"yes" doc:"Who asked for it."`
	ApprovedBy  string `key:"approved_by" required:"yes" doc:"Who approved it: not who asked."`
	ApprovedOn  Day    `key:"approved_on" doc:"Day of the approval."`
	Reason      string `key:"reason" required:"yes" doc:"Why the risk is accepted."`
	Measure     string `key:"measure" doc:"What is done in place of it."`
	Place       Place  // of the entry
}

// A Public is an entry that is public on purpose: an exception of the rules on
// public entries.
type Public struct {
	Resource   Ref    `key:"resource" required:"yes" doc:"Function, URL, route or layer: name, ARN or address (* is any text), or tag:key=value."`
	Until      Day    `key:"until" required:"yes" doc:"Last day on which it holds."`
	AskedBy    string `key:"asked_by" required:"yes" doc:"Who asked for it."`
	ApprovedBy string `key:"approved_by" required:"yes" doc:"Who approved it: not who asked."`
	Reason     string `key:"reason" required:"yes" doc:"Why it is public."`
	Measure    string `key:"measure" doc:"What protects it instead."`
	Place      Place  // of the entry
}

// check tells what no single key can: who approves is not who asks.
func (e *Exception) check(d *decoder, n *entry) { approved(d, n, e.AskedBy, e.ApprovedBy) }

func (p *Public) check(d *decoder, n *entry) { approved(d, n, p.AskedBy, p.ApprovedBy) }

func approved(d *decoder, n *entry, asked, by string) {
	if asked != "" && samePerson(asked, by) {
		d.problem(n.node("approved_by"), Problem{
			Summary: "approved_by must be another person than asked_by, not " + quote(by),
			Next:    "approved_by: who answers for the risk",
		})
	}
}
