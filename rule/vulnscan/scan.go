// Package vulnscan holds the rules on who looks for known flaws.
package vulnscan

import (
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// FunctionNotExcluded is decided for functions where Amazon Inspector is the
// scanner.
var FunctionNotExcluded = &rule.Rule{
	ID:       "function-not-excluded-from-scan",
	Title:    "No function is quietly excluded from scanning",
	Why:      "A tag takes a function out of Amazon Inspector's scans, so that its flaws are in no report and nobody has decided that.",
	Fix:      "Remove the tag, or record an exception with who approved it and until when.",
	Severity: rule.Medium,
	Example: `resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  tags          = { owner = "orders-team" }
}`,
	Objectives: []objective.ID{objective.VulnScan},
	Settings:   []string{"vuln.scanner"},
	Sources:    []string{"Amazon Inspector User Guide, Scanning AWS Lambda functions with Amazon Inspector"},
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		scanner := in.Settings.Vuln.Scanner
		if scanner.Get() != "inspector" {
			return rule.NotApplicable("another scanner is used, which has exclusions of its own", rule.Setting(scanner))
		}
		whole := access.TagOf(f, "InspectorExclusion")
		code := access.TagOf(f, "InspectorCodeExclusion")
		switch {
		case carries(whole, "LambdaStandardScanning") == value.Yes:
			return rule.Fail("{name} is excluded from scanning by a tag", whole, rule.Setting(scanner)).Label("Amazon Inspector skips the function")
		case carries(whole, "LambdaStandardScanning") == value.CannotTell:
			return unread(whole)
		case carries(code, "LambdaCodeScanning") == value.Yes:
			return rule.Fail("The code of {name} is excluded from scanning by a tag", code, rule.Setting(scanner)).As(rule.Low).Label("Amazon Inspector skips its code")
		case carries(code, "LambdaCodeScanning") == value.CannotTell:
			return unread(code)
		}
		return rule.Pass(whole, code, rule.Setting(scanner))
	})},
}

// carries tells whether the tag has the value.
func carries(tag value.Value[value.Text], want string) value.Answer {
	if tag.IsAbsent() {
		return value.No
	}
	text, ok := tag.Get()
	if !ok {
		return value.CannotTell
	}
	return text.Is(want)
}

// unread is the outcome for a tag whose value is not known.
func unread(tag value.Value[value.Text]) rule.Outcome {
	if text, ok := tag.Get(); ok {
		return rule.UnknownBecause(tag.Attribute()+": "+text.String()+" is not known", tag)
	}
	return rule.Unknown(tag)
}

// RepositoryScansImages is decided for repositories that functions take their
// images from.
var RepositoryScansImages = &rule.Rule{
	ID:       "repository-scans-images",
	Title:    "Image repositories scan what they hold",
	Why:      "Nobody learns that an image has a known flaw when nothing looks for it.",
	Fix:      "Configure scanning for the registry, with a filter that takes in the repository.",
	Severity: rule.Medium,
	Example: `resource "aws_ecr_registry_scanning_configuration" "this" {
  scan_type = "ENHANCED"
  rule {
    scan_frequency = "CONTINUOUS_SCAN"
    repository_filter {
      filter      = "*"
      filter_type = "WILDCARD"
    }
  }
}`,
	Objectives: []objective.ID{objective.VulnScan},
	Settings:   []string{"vuln.scanner"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "ecr_repositories_scan_images_on_push_enabled"},
		{Tool: "prowler", ID: "ecr_registry_scan_images_on_push_enabled"},
		{Tool: "checkov", ID: "CKV_AWS_163"},
		{Tool: "trivy", ID: "AWS-0030"},
		{Tool: "trivy", ID: "AVD-AWS-0030"},
		{Tool: "kics", ID: "9630336b-3fed-4096-8173-b9afdfe346a7"},
		{Tool: "securityhub", ID: "ECR.1"},
		{Tool: "config", ID: "ecr-private-image-scanning-enabled"},
		{Tool: "guard", ID: "ecr_repo_scan_on_push_rule"},
		{Tool: "cfn-nag", ID: "W79"},
		{Tool: "powerpipe", ID: "ecr_repository_image_scan_on_push_enabled"},
		{Tool: "kics", ID: "9025b2b3-e554-4842-ba87-db7aeec36d35"},
	},
	Sources: []string{"Amazon ECR User Guide, Scan images for software vulnerabilities in Amazon ECR"},
	Decide: []rule.Decision{rule.On[*estate.Repository](func(in *rule.Input, r *estate.Repository) rule.Outcome {
		if r.IsPublic() {
			return rule.NotApplicable("Lambda takes no images from public repositories", rule.Given{Name: "type", Value: r.Written, At: r.Block})
		}
		scanner := in.Settings.Vuln.Scanner
		if scanner.Get() != "inspector" {
			return rule.NotApplicable("another scanner looks at images, which is attested", rule.Setting(scanner))
		}
		covered, by := registryScans(in.Estate, r)
		on, known := r.ScanOnPush.Get()
		switch {
		case covered == value.Yes:
			return rule.Pass(by, rule.Setting(scanner))
		case covered != value.No && on && !by.IsUnknown():
			return rule.Pass(r.ScanOnPush, rule.Setting(scanner))
		}
		users := estate.Companions[*estate.Function](in.Estate, r, "image_uri|Code.ImageUri")
		functions, _ := users.Get()
		switch {
		case len(functions) == 0 && users.Partial():
			return rule.UnknownBecause("a function may use it: "+users.Reason(), r.ScanOnPush)
		}
		used := rule.Given{Name: "used by", Value: "no function that was read", At: r.Block}
		severity := rule.Info
		if len(functions) > 0 {
			used = rule.Given{Name: "used by", Value: functions[0].Name(), At: functions[0].ImageURI.Origin()}
			severity = rule.Unrated
		}
		switch {
		case covered == value.No:
			return rule.Fail("Nothing scans the images in {name}: the registry's rules leave it out", by, used, rule.Setting(scanner)).At(r.Block).As(severity)
		case by.IsUnknown():
			return rule.Unknown(by, r.ScanOnPush, used)
		case !known && !r.ScanOnPush.IsAbsent():
			return rule.Unknown(r.ScanOnPush, used)
		}
		return rule.Fail("Nothing scans the images in {name}", r.ScanOnPush, by, used, rule.Setting(scanner)).Label("scan on push is off").As(severity)
	})},
}

// registryScans tells whether the registry's configuration scans the
// repository, and the fact that says so. It cannot be told where no
// configuration was read: the fact is unknown if there may be one.
func registryScans(v *estate.View, r *estate.Repository) (value.Answer, rule.Fact) {
	var open rule.Fact
	found := false
	var last rule.Fact
	for g := range estate.All[*estate.Registry](v) {
		if !samePlace(g.Head(), r.Head()) {
			if open == nil && g.Scope != r.Scope {
				open = access.Unread("registry", "its configuration is declared elsewhere, at "+g.ID(), g.Block)
			}
			continue
		}
		found, last = true, rule.Given{Name: "registry", Value: g.Address, At: g.Block}
		switch answer := scans(g, r); answer {
		case value.Yes:
			return answer, last
		case value.CannotTell:
			return answer, access.Unread("registry", "it cannot be told which repositories "+g.Address+" scans", g.Block)
		}
	}
	switch {
	case found:
		return value.No, last
	case open != nil:
		return value.CannotTell, open
	}
	if gap, hides := v.Gap("registry", r); hides {
		return value.CannotTell, access.Unread("registry", gap.Reason(), r.Block)
	}
	return value.CannotTell, rule.Given{Name: "registry", Value: "no scanning configuration declared", At: r.Block}
}

// samePlace reports whether two resources lie in one account and region for
// sure.
func samePlace(a, b *estate.Head) bool {
	same := func(x, y value.Value[value.Text]) bool {
		s, ok := x.Get()
		t, also := y.Get()
		return ok && also && s.Equal(t) == value.Yes
	}
	return same(a.Account, b.Account) && same(a.Region, b.Region)
}

// scans tells whether a rule of the registry scans the repository.
func scans(g *estate.Registry, r *estate.Repository) value.Answer {
	name, named := r.RepositoryName.Get()
	rules, known := g.Rules.Get()
	answer := value.No
	if !known && !g.Rules.IsAbsent() || g.Rules.Partial() {
		answer = value.CannotTell
	}
	for _, rule := range rules {
		if frequency, ok := rule.Frequency.Get(); ok && frequency.Is("MANUAL") == value.Yes {
			continue
		}
		filters, ok := rule.Filters.Get()
		if !ok {
			answer = value.CannotTell
		}
		for _, f := range filters {
			pattern, ok := f.Filter.Get()
			if !ok || !named {
				answer = value.CannotTell
				continue
			}
			switch takesIn(pattern, name) {
			case value.Yes:
				return value.Yes
			case value.CannotTell:
				answer = value.CannotTell
			}
		}
	}
	return answer
}

// takesIn tells whether a filter takes in the repository: one without a
// wildcard takes in every name that contains it (Amazon ECR User Guide, "Using
// filters to choose which repositories are scanned").
func takesIn(filter, name value.Text) value.Answer {
	if literal, ok := filter.Literal(); ok && !strings.Contains(literal, "*") {
		return name.Contains(literal)
	}
	return name.Match(filter)
}
