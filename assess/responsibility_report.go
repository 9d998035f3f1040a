package assess

import (
	"fmt"
	"strings"

	"bailiwick/internal/civil"
	"bailiwick/settings"
)

// A Filed is an AWS report that somebody has attested to hold and have read.
type Filed struct {
	Report     string
	PeriodEnd  civil.Day // last day of its period, or the zero Day
	Person     string
	Date       civil.Day
	ValidUntil civil.Day
}

// everyPart is the word by which an attestation is for every part that AWS
// carries.
const everyPart = "all"

// reportOf names the reports that would be relied on: those of the programmes
// of the settings, else the one that most auditors ask for. AWS Artifact has
// them under terms, so only their titles are known here.
func reportOf(s *settings.Settings) string {
	names := s.Programmes.Names
	if !names.Set() || names.Any() || len(names.Get()) == 0 {
		return "AWS SOC 2 Type 2"
	}
	titles := make([]string, len(names.Get()))
	for i, name := range names.Get() {
		titles[i] = "AWS " + name
	}
	return strings.Join(titles, ", ")
}

// filed returns, by part, the attested report that holds on the day of the
// assessment; of several the one with the latest period.
func filed(a *Assessment) [partCount]*Filed {
	var out [partCount]*Filed
	for _, at := range a.Settings.Attestations.Get() {
		if at.Part == "" || at.Date.After(a.Today) || at.ValidUntil.Before(a.Today) {
			continue
		}
		f := &Filed{at.Report, at.PeriodEnd.Day, at.Person, at.Date.Day, at.ValidUntil.Day}
		for p := range out {
			if at.Part != everyPart && !strings.EqualFold(at.Part, Part(p).String()) {
				continue
			}
			if out[p] == nil || out[p].PeriodEnd.Before(f.PeriodEnd) {
				out[p] = f
			}
		}
	}
	return out
}

// StrayAttestations tells of attestations for a part that no part is called.
func (a *Assessment) StrayAttestations() []string {
	var out []string
	for _, at := range a.Settings.Attestations.Get() {
		if at.Part == "" || at.Part == everyPart || partNamed(at.Part) {
			continue
		}
		out = append(out, fmt.Sprintf("%s:%d: no part is called %q", at.Place.File, at.Place.Line, at.Part))
	}
	return out
}

func partNamed(name string) bool {
	for _, p := range parts {
		if strings.EqualFold(p.id, name) {
			return true
		}
	}
	return false
}
