// Package residency holds the rules about where data and code lie.
package residency

import (
	"slices"
	"strings"

	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/value"
)

// ResourcesInApprovedRegions is decided for functions, stores, keys, secrets,
// log groups and providers.
var ResourcesInApprovedRegions = &rule.Rule{
	ID:         "resources-in-approved-regions",
	Title:      "Everything lies in approved regions",
	Why:        "In another region other law holds, and what nobody expects there nobody watches.",
	Fix:        "Move it to an approved region, or approve the region in regions.approved.",
	Severity:   rule.High,
	Objectives: []objective.ID{objective.Residency},
	Settings:   []string{"regions.approved"},
	Equivalents: []rule.Equivalent{
		{Tool: "safeguards", ID: "allowed-regions"}, {Tool: "prowler", ID: "organizations_scp_check_deny_regions"},
	},
	Sources: []string{"GDPR Chapter V (transfers)", "AWS Whitepaper, Data residency"},
	Example: `provider "aws" {
  region = "eu-central-1"
}`,
	Decide: []rule.Decision{
		lies[*estate.Function](), lies[*estate.Table](), lies[*estate.Bucket](), lies[*estate.Queue](), lies[*estate.Topic](),
		lies[*estate.Stream](), lies[*estate.Key](), lies[*estate.Secret](), lies[*estate.LogGroup](),
		rule.On[*estate.Provider](func(in *rule.Input, p *estate.Provider) rule.Outcome {
			if value.Is(p.Label, "aws") == value.No {
				return rule.NotApplicable("it is no provider of AWS", p.Label)
			}
			if value.Is(p.Region, "us-east-1") == value.Yes {
				// Certificates and firewalls of CloudFront must be made there.
				return rule.NotApplicable("global services need it: what lies there is judged by itself", p.Region)
			}
			if approved := in.Settings.Regions.Approved; !approved.Missing() && !approved.Any() {
				if _, uniform := approved.Get().All(); !uniform {
					return rule.NotApplicable("the regions are by data class: what lies there is judged by itself", rule.Setting(approved))
				}
			}
			if p.Region.IsAbsent() && !in.Settings.Regions.Approved.Missing() && !in.Settings.Regions.Approved.Any() {
				return rule.UnknownBecause("the region is given by the environment", p.Region)
			}
			return approved(in, p, p.Region, "{name} makes resources in ")
		}),
	},
}

func lies[K estate.Resource]() rule.Decision {
	return rule.On[K](func(in *rule.Input, r K) rule.Outcome {
		return approved(in, r, r.Head().Region, "{name} lies in ")
	})
}

// approved judges a region of the resource.
func approved(in *rule.Input, r estate.Resource, region value.Value[value.Text], deed string) rule.Outcome {
	asked := in.Settings.Regions.Approved
	switch {
	case asked.Any():
		return rule.NotApplicable("every region is approved", rule.Setting(asked))
	case asked.Missing():
		return rule.MissingSetting(asked)
	}
	lists, unsure, why := approvedFor(in, r)
	text, _ := region.Get()
	literal, known := text.Literal()
	facts := []rule.Fact{region, rule.Setting(asked)}
	for _, list := range lists {
		if known && region.IsKnown() && !slices.Contains(list, settings.Region(literal)) {
			return rule.Fail(deed+literal+", which is not approved", facts...).Label("not one of " + joined(list))
		}
	}
	switch {
	case unsure:
		return rule.Unknown(why, region, rule.Setting(asked))
	case len(lists) == 0:
		return rule.NotApplicable("no region is approved for what it holds: the list is by data class", why, rule.Setting(asked))
	case region.IsUnknown():
		return rule.Unknown(facts...)
	case !known:
		return rule.UnknownBecause("the region "+text.String()+" is not known", facts...)
	}
	return rule.Pass(facts...)
}

// approvedFor returns the lists of regions that hold for the resource: one for
// all, or those of the data classes that it handles; unsure where it may handle
// others, and where nobody has said what it holds.
func approvedFor(in *rule.Input, r estate.Resource) (lists [][]settings.Region, unsure bool, why rule.Fact) {
	per := in.Settings.Regions.Approved.Get()
	if all, uniform := per.All(); uniform {
		return [][]settings.Region{all}, false, nil
	}
	classes := in.Access.Handled(r)
	for _, class := range classes.List {
		if list, ok := per.For(class); ok {
			lists = append(lists, list)
		}
	}
	return lists, classes.IsUnknown(), classes.Fact
}

func joined(list []settings.Region) string {
	names := make([]string, len(list))
	for i, r := range list {
		names[i] = string(r)
	}
	return strings.Join(names, ", ")
}
