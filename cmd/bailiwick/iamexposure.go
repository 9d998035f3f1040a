package main

import (
	"fmt"
	"strings"

	"bailiwick/access/exposure"
	"bailiwick/check"
	"bailiwick/iam/reason"
	"bailiwick/report"
)

const iamExposureUsage = `bailiwick iam exposure [TARGET…] tells who outside can do something with what an
estate declares: an anonymous caller, any AWS account, another account, another
organisation, a service that acts for somebody else. A target is as for check;
default: the working folder.

  bailiwick iam exposure ./infra
  bailiwick iam exposure ./infra --output json

  --output text|json         default: text
` + iamEstateUsage + `  --color --ascii --width    as for check
` + iamAloneUsage + `
Networks, web ACLs and what the code checks itself are not regarded. SCPs and RCPs
that were not read can only narrow.

exit 0 nobody outside · 1 somebody, or unknown · 2 wrong use · 3 a target could
       not be read, or declares nothing that could let somebody in
`

func runIAMExposure(s *session, args []string) (check.Status, error) {
	var t iamTargets
	if _, err := t.parse(s, "exposure", args, []string{"json", "text"}, 0, nil); err != nil {
		return 0, err
	}
	e, err := t.read(s)
	if err != nil {
		return 0, err
	}
	var found, open []exposure.Exposure
	concerned := 0
	for _, r := range e.Estate.Resources() {
		if seen := e.engine.View().See(r); seen == nil || e.Estate.Foremost(r) != r {
			continue
		}
		list := exposure.Of(e.engine, r)
		if _, ok := e.engine.Target(r); ok || len(list) > 0 {
			concerned++
		}
		for _, x := range list {
			if x.Verdict == reason.Yes {
				found = append(found, x)
			} else {
				open = append(open, x)
			}
		}
	}
	if concerned == 0 {
		return 0, &complaint{
			Place: strings.Join(e.Run.Targets, ", "), What: "declares nothing that could let somebody in from outside", Status: check.Unread,
		}
	}
	err = s.answered(t.form, e.exposureForm(found, open, concerned), func(p *page) { e.exposureText(p, found, open, concerned) })
	if err != nil || len(found)+len(open) == 0 {
		return check.Clean, err
	}
	s.reason(check.Findings, report.Number(len(found), "exposure", "exposures")+", "+report.Number(len(together(open)), "unknown", "unknown"))
	return check.Findings, nil
}

// exposureText writes a block for each class of callers, the widest first.
func (e *iamEstate) exposureText(p *page, found, open []exposure.Exposure, concerned int) {
	e.head(p)
	for _, class := range []reason.Callers{reason.Anonymous, reason.AnyAccount, reason.OtherOrganization, reason.OtherAccount, reason.OnBehalf, reason.Tenant} {
		first := true
		for _, x := range found {
			if x.Callers != class {
				continue
			}
			if first {
				fmt.Fprintf(p, "\n%s\n", class)
			}
			first = false
			e.exposed(p, x)
		}
	}
	if len(open) > 0 {
		fmt.Fprintln(p)
	}
	for _, like := range together(open) {
		var callers []string
		for _, x := range like {
			callers = append(callers, x.Callers.String())
		}
		p.hang("  unknown  ", subjectText(like[0].Of)+", to "+strings.Join(callers, ", ")+": "+like[0].Why)
		e.facts(p, like[0].Facts)
	}
	of := make(map[string]bool)
	for _, list := range [][]exposure.Exposure{found, open} {
		for _, x := range list {
			of[x.Of.Head().ID()] = true
		}
	}
	fmt.Fprintln(p)
	text := fmt.Sprintf("%s, %d unknown, on %d of %s that can let somebody in from outside.",
		report.Number(len(found), "exposure", "exposures"), len(together(open)), len(of), report.Number(concerned, "resource", "resources"))
	if rest := concerned - len(of); rest > 0 {
		text += fmt.Sprintf(" Nobody outside reaches the other %d.", rest)
	}
	p.hang("", text)
}

// together returns what is unknown of a resource for one reason together: of
// whichever callers.
func together(open []exposure.Exposure) [][]exposure.Exposure {
	var out [][]exposure.Exposure
	for i, x := range open {
		if i > 0 && open[i-1].Of == x.Of && open[i-1].Why == x.Why {
			out[len(out)-1] = append(out[len(out)-1], x)
		} else {
			out = append(out, open[i:i+1:i+1])
		}
	}
	return out
}

func (e *iamEstate) exposed(p *page, x exposure.Exposure) {
	what := subjectText(x.Of)
	if x.Through != nil {
		what += " by " + subjectText(x.Through)
	}
	what += ": " + x.What
	if x.Within {
		what += ", from the networks that the policy names"
	}
	p.hang("  yes      ", what)
	if x.Witness != nil {
		p.hang("      who      ", x.Witness.String())
	}
	e.facts(p, x.Facts)
}

// An exposureJSON is an exposure as programs read it.
type exposureJSON struct {
	Resource *subjectJSON `json:"resource"`
	Through  *subjectJSON `json:"through,omitzero"`
	Callers  string       `json:"callers"`
	Answer   string       `json:"answer"` // yes or unknown
	What     string       `json:"what,omitzero"`
	Within   bool         `json:"within_networks,omitzero"`
	Witness  *witnessJSON `json:"witness,omitzero"`
	Why      string       `json:"why,omitzero"`
	Facts    []factJSON   `json:"facts"`
}

func (e *iamEstate) exposureForm(found, open []exposure.Exposure, concerned int) any {
	out := struct {
		Exposures []exposureJSON `json:"exposures"`
		Resources int            `json:"resources"` // that somebody outside could be let in to
		Problems  int            `json:"problems"`
	}{[]exposureJSON{}, concerned, len(e.Estate.Problems)}
	for _, list := range [][]exposure.Exposure{found, open} {
		for _, x := range list {
			row := exposureJSON{
				Resource: e.subject(x.Of), Through: e.subject(x.Through), Callers: x.Callers.String(), Answer: verdictWord(x.Verdict),
				What: x.What, Within: x.Within, Why: x.Why, Facts: e.factsForm(x.Facts),
			}
			if x.Witness != nil {
				row.Witness = witnessForm(x.Witness)
			}
			out.Exposures = append(out.Exposures, row)
		}
	}
	return out
}
