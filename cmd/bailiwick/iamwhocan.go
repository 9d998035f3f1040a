package main

import (
	"fmt"
	"strings"

	"bailiwick/access/whocan"
	"bailiwick/check"
	"bailiwick/iam/reason"
	"bailiwick/report"
)

const iamWhoCanUsage = `bailiwick iam who-can ACTION RESOURCE [TARGET…] tells which roles and users of an
estate, and who outside, may take an action on a resource: an ARN, or the id,
address or name of what the estate declares. A target is as for check; default:
the working folder.

  bailiwick iam who-can dynamodb:DeleteItem orders ./infra
  bailiwick iam who-can s3:GetObject arn:aws:s3:::ledger/a.json ./infra

  --output text|json         default: text
` + iamEstateUsage + `  --color --ascii --width    as for check
` + iamAloneUsage + `
SCPs and RCPs that were not read can only narrow.

exit 0 told · 1 somebody of whom it is unknown · 2 wrong use · 3 a target could
       not be read
`

func runIAMWhoCan(s *session, args []string) (check.Status, error) {
	var t iamTargets
	rest, err := t.parse(s, "who-can", args, []string{"json", "text"}, 2, nil)
	switch {
	case err != nil:
		return 0, err
	case len(rest) < 2:
		return 0, usage("iam who-can wants an action and a resource").say("next", "bailiwick iam who-can dynamodb:DeleteItem orders ./infra")
	case !strings.Contains(rest[0], ":") || strings.ContainsAny(rest[0], "*?"):
		return 0, usage("`%s` is no action", rest[0]).say("next", "bailiwick iam who-can dynamodb:DeleteItem orders ./infra")
	}
	e, err := t.read(s)
	if err != nil {
		return 0, err
	}
	on, err := e.resource(rest[0], rest[1])
	if err != nil {
		return 0, err
	}
	list := whocan.Of(e.engine, rest[0], on)
	open := 0
	for _, w := range list {
		if w.Verdict != reason.Yes {
			open++
		}
	}
	err = s.answered(t.form, e.whoCanForm(rest[0], on, list), func(p *page) { e.whoCanText(p, rest[0], on, list) })
	if err != nil || open == 0 {
		return check.Clean, err
	}
	s.reason(check.Findings, report.Number(open, "answer is", "answers are")+" unknown")
	return check.Findings, nil
}

func (e *iamEstate) whoCanText(p *page, action string, on whocan.Resource, list []whocan.Who) {
	e.head(p)
	what := on.ARN.String()
	if on.Of != nil {
		what = subjectText(on.Of) + " (" + what + ")"
	}
	fmt.Fprintln(p)
	p.hang("", "Who can "+action+" on "+what)
	if on.Of == nil {
		p.hang("", "Nothing that was read declares it: its own policy is not known, and is left out of account.")
	}
	if len(list) == 0 {
		fmt.Fprintln(p)
		p.hang("", "Nobody of whom something was read.")
	}
	sure := 0
	for _, w := range list {
		fmt.Fprintln(p)
		if w.Verdict == reason.Yes {
			sure++
			p.hang("  yes      ", w.Name())
			p.hang("      who      ", w.Witness.String())
		} else {
			p.hang("  unknown  ", w.Name()+": "+w.Why)
		}
		e.facts(p, w.Facts)
	}
	fmt.Fprintln(p)
	p.hang("", fmt.Sprintf("%d can, %d unknown.", sure, len(list)-sure))
}

// A whoCanJSON is one answer as programs read it.
type whoCanJSON struct {
	Principal *subjectJSON `json:"principal,omitzero"`
	Callers   string       `json:"callers,omitzero"` // of those outside
	Answer    string       `json:"answer"`           // yes or unknown
	Witness   *witnessJSON `json:"witness,omitzero"`
	Why       string       `json:"why,omitzero"`
	Facts     []factJSON   `json:"facts"`
}

func (e *iamEstate) whoCanForm(action string, on whocan.Resource, list []whocan.Who) any {
	out := struct {
		Action   string       `json:"action"`
		ARN      string       `json:"arn"`
		Resource *subjectJSON `json:"resource,omitzero"` // absent: nothing that was read declares it
		Who      []whoCanJSON `json:"who"`
		Problems int          `json:"problems"`
	}{action, on.ARN.String(), e.subject(on.Of), []whoCanJSON{}, len(e.Estate.Problems)}
	for _, w := range list {
		row := whoCanJSON{Principal: e.subject(w.Principal), Answer: verdictWord(w.Verdict), Why: w.Why, Facts: e.factsForm(w.Facts)}
		if w.Principal == nil {
			row.Callers = w.Callers.String()
		}
		if w.Witness != nil {
			row.Witness = witnessForm(w.Witness)
		}
		out.Who = append(out.Who, row)
	}
	return out
}
