package report

import (
	"fmt"
	"strings"

	"bailiwick/assess"
)

// carried tells which monthly stories of patches AWS carries, and which are
// left.
func (t *dutiesText) carried() {
	all := t.a.Patchings()
	if len(all) == 0 {
		return
	}
	var gone, fewer, left, unknown []assess.Patching
	for _, p := range all {
		switch {
		case p.Fewer:
			fewer = append(fewer, p)
		case p.Gone:
			gone = append(gone, p)
		case p.Unknown:
			unknown = append(unknown, p)
		default:
			left = append(left, p)
		}
	}
	t.gap()
	n := len(gone) + len(fewer)
	t.hanging("", t.tinted(bold, "carried by AWS")+fmt.Sprintf(", for %s of %s that run code", figure(n), Number(len(all), "resource", "resources")), plain)
	if n > 0 {
		t.hanging("  ", "host, hypervisor, operating system and language runtime: fixes are found, made and applied without you. Dependencies and layers stay yours.", plain)
	}
	t.apart("with fewer fixes", fewer)
	t.apart("not carried", left)
	t.apart("not known", unknown)
}

// apart tells of what stands apart from what AWS carries, a line for each
// reason.
func (t *dutiesText) apart(heading string, list []assess.Patching) {
	if len(list) == 0 {
		return
	}
	t.linef("  %s", t.tinted(bold, heading))
	var reasons []string
	names := make(map[string][]string)
	for _, p := range list {
		if names[p.Why] == nil {
			reasons = append(reasons, p.Why)
		}
		name := Clean(p.Resource.Head().Name())
		if e := p.Resource.Head().Scope.Environment; e != "" {
			name += " (" + Clean(e) + ")"
		}
		names[p.Why] = append(names[p.Why], name)
	}
	for _, why := range reasons {
		who := names[why]
		more := ""
		if len(who) > shownNames && !t.Full {
			more = " and " + figure(len(who)-shownNames+1) + " more"
			who = who[:shownNames-1]
		}
		t.hanging("    ", strings.Join(who, ", ")+more, plain)
		t.hanging("      ", Clean(why), dim)
	}
}

// sources says where the dates come from, and how to take them along.
func (t *dutiesText) sources(list []assess.Duty) {
	forecast, dated := false, false
	for _, d := range list {
		forecast = forecast || !d.Known.IsZero()
		dated = dated || !d.Due.IsZero()
	}
	if forecast {
		table := "table of " + t.a.Runtimes.Made().String()
		if set := t.a.Settings.Runtimes.Table; set.Set() {
			table = "table " + Clean(set.Get()) + strings.TrimSuffix(" of "+t.a.Runtimes.Made().String(), " of ")
		}
		t.gap()
		t.hanging("", "runtime dates are AWS's forecasts and have moved before: "+table, dim)
		if made := t.a.Runtimes.Made(); !made.IsZero() && t.a.Today.Before(made) {
			t.hanging("", "told as of "+t.a.Today.String()+": what became known later is left out", dim)
		}
	}
	if dated && t.Command != "" {
		t.linef("%s", t.tinted(dim, "calendar: "+t.Command+" --output ical=duties.ics"))
	}
}
