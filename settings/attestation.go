package settings

import "strings"

// An Attestation is a person's dated statement for what no machine can decide,
// or for what is inherited from AWS.
type Attestation struct {
	Framework   FrameworkName `key:"framework" doc:"With requirement: the framework."`
	Requirement string        `key:"requirement" doc:"Requirement that the statement is for."`
	Part        string        `key:"part" doc:"Part that AWS carries, in place of a requirement."`
	Report      string        `key:"report" doc:"With part: the AWS report relied on (its title; never its text)."`
	PeriodEnd   Day           `key:"period_end" doc:"With report: last day of the report's period."`
	Statement   string        `key:"statement" required:"yes" doc:"What is stated."`
	Person      string        `key:"person" required:"yes" doc:"Who states it."`
	Role        string        `key:"role" required:"yes" doc:"The person's role."`
	Date        Day           `key:"date" required:"yes" doc:"Day of the statement."`
	ValidUntil  Day           `key:"valid_until" required:"yes" doc:"Last day on which it holds."`
	File        string        `key:"file" doc:"File that shows it, from the folder of bailiwick.yaml."`
	Hash        Hash          `key:"sha256" doc:"SHA-256 of that file."`
	Place       Place         // of the entry
}

// check tells what no single key can: what the statement is about, and that
// its days are in order.
func (a *Attestation) check(d *decoder, n *entry) {
	switch {
	case a.Requirement == "" && a.Part == "":
		d.problem(n.whole, Problem{
			Summary: "an attestation is for a requirement or for a part that AWS carries",
			Next:    "requirement: CC1.1",
		})
	case a.Requirement != "" && a.Part != "":
		d.problem(n.node("part"), Problem{
			Summary: "an attestation is for a requirement or for a part, not for both",
			Next:    "write two attestations",
		})
	case a.Requirement != "" && a.Framework == "":
		d.problem(n.node("requirement"), Problem{
			Summary: "requirement needs the framework that it belongs to",
			Next:    "framework: SOC 2",
		})
	case a.Part != "" && a.Report == "":
		d.problem(n.node("part"), Problem{
			Summary: "part needs the AWS report that is relied on",
			Next:    "report: AWS SOC 2 Type 2",
		})
	}
	if !a.Date.IsZero() && !a.ValidUntil.IsZero() && a.ValidUntil.Before(a.Date.Day) {
		d.problem(n.node("valid_until"), Problem{
			Summary: "valid_until must not come before date (" + a.Date.String() + ")",
			Next:    "valid_until: " + a.Date.Add(365).String(),
		})
	}
}

// samePerson compares names as people read them, so that a capital or a space
// more does not make a second person.
func samePerson(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}
