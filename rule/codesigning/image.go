package codesigning

import (
	"strings"

	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// RepositoryTagsImmutable is decided for repositories. Where no function that
// was read takes its image from one, what fails is a note: functions elsewhere
// may.
var RepositoryTagsImmutable = &rule.Rule{
	ID:       "repository-tags-immutable",
	Title:    "Image tags cannot be moved",
	Why:      "Whoever may push can put another image under a tag that a function names; the next deployment runs it, and nothing in the code shows the change.",
	Fix:      "Set image_tag_mutability to IMMUTABLE, and refer to images by digest.",
	Severity: rule.Medium,
	Example: `resource "aws_ecr_repository" "orders" {
  name                 = "orders"
  image_tag_mutability = "IMMUTABLE"
}`,
	Objectives: []objective.ID{objective.CodeSigning, objective.ChangeManagement},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "ecr_repositories_tag_immutability"},
		{Tool: "checkov", ID: "CKV_AWS_51"},
		{Tool: "trivy", ID: "AWS-0031"},
		{Tool: "trivy", ID: "AVD-AWS-0031"},
		{Tool: "kics", ID: "d1846b12-20c5-4d45-8798-fc35b79268eb"},
		{Tool: "securityhub", ID: "ECR.2"},
		{Tool: "config", ID: "ecr-private-tag-immutability-enabled"},
		{Tool: "powerpipe", ID: "ecr_repository_tag_immutability_enabled"},
		{Tool: "kics", ID: "33f41d31-86b1-46a4-81f7-9c9a671f59ac"},
	},
	Sources: []string{"Amazon ECR User Guide, Preventing image tags from being overwritten in Amazon ECR"},
	Decide: []rule.Decision{rule.On[*estate.Repository](func(in *rule.Input, r *estate.Repository) rule.Outcome {
		if r.IsPublic() {
			return rule.NotApplicable("Lambda takes no images from public repositories", rule.Given{Name: "type", Value: r.Written, At: r.Block})
		}
		mode, known := r.Mutability.Get()
		if known && mode.Is("IMMUTABLE") == value.Yes {
			return rule.Pass(r.Mutability)
		}
		users := estate.Companions[*estate.Function](in.Estate, r, "image_uri|Code.ImageUri")
		functions, _ := users.Get()
		switch {
		case len(functions) == 0 && users.Partial():
			return rule.UnknownBecause("a function may use it: "+users.Reason(), r.Mutability)
		case !known && !r.Mutability.IsAbsent():
			return rule.Unknown(r.Mutability)
		case known && mode.HasHoles():
			return rule.UnknownBecause("image_tag_mutability: "+mode.String()+" is not known", r.Mutability)
		}
		if len(functions) == 0 {
			return rule.Fail("Tags in {name} can be moved", r.Mutability, rule.Given{Name: "used by", Value: "no function that was read", At: r.Block}).As(rule.Info)
		}
		used := rule.Given{Name: "used by", Value: functions[0].Name(), At: functions[0].ImageURI.Origin()}
		if known && mode.Is("IMMUTABLE_WITH_EXCLUSION") == value.Yes {
			switch excluded(r, functions) {
			case value.No:
				return rule.Pass(r.Mutability, r.Exclusions, used)
			case value.CannotTell:
				return rule.UnknownBecause("it cannot be told whether a tag that a function uses is excluded", r.Mutability, r.Exclusions, used)
			}
			return rule.Fail("The tag that "+functions[0].Name()+" uses can be moved in {name}", r.Mutability, r.Exclusions, used)
		}
		failure := rule.Fail("Tags in {name} can be moved", r.Mutability, used).Label("tags are mutable")
		for _, f := range functions {
			if image, ok := f.ImageURI.Get(); !ok || !strings.Contains(image.Inline(), "@sha256:") {
				return failure.Who("Whoever may push to it decides what " + f.Name() + " runs")
			}
		}
		return failure.As(rule.Low).Who("All functions name digests, so a moved tag does not reach them")
	})},
}

// excluded tells whether a filter exempts a tag that one of the functions uses.
func excluded(r *estate.Repository, functions []*estate.Function) value.Answer {
	filters, known := r.Exclusions.Get()
	answer := value.No
	if !known && !r.Exclusions.IsAbsent() || r.Exclusions.Partial() {
		answer = value.CannotTell
	}
	for _, f := range functions {
		image, ok := f.ImageURI.Get()
		if ok && strings.Contains(image.Inline(), "@sha256:") {
			continue
		}
		i := strings.LastIndexByte(image.Inline(), ':')
		if !ok || i < strings.LastIndexByte(image.Inline(), '/') {
			answer = value.CannotTell
			continue
		}
		tag := value.Inline(image.Inline()[i+1:])
		for _, filter := range filters {
			pattern, ok := filter.Filter.Get()
			if !ok {
				answer = value.CannotTell
				continue
			}
			switch tag.Match(pattern) {
			case value.Yes:
				return value.Yes
			case value.CannotTell:
				answer = value.CannotTell
			}
		}
	}
	return answer
}
