// Package changemanagement holds the rules about how changes come into an
// estate.
package changemanagement

import (
	"net/url"
	"strings"

	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// ModuleSourcePinned is decided for module calls and providers.
var ModuleSourcePinned = &rule.Rule{
	ID:         "module-source-pinned",
	Title:      "Modules and providers are pinned",
	Why:        "What is not pinned changes without a review: whoever can push to the module's repository changes the estate at the next init.",
	Fix:        "Pin the version of a registry's module, the ref of a git source, and commit .terraform.lock.hcl.",
	Severity:   rule.Low,
	Objectives: []objective.ID{objective.ChangeManagement, objective.CodeSigning},
	Settings:   []string{"iac.pin_by_hash"},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_TF_2"},
		{Tool: "kics", ID: "3a81fc06-566f-492a-91dd-7448e409e2cd"},
	},
	Sources: []string{"Terraform documentation, Module sources", "Terraform documentation, Dependency lock file"},
	Example: `module "orders" {
  source  = "terraform-aws-modules/lambda/aws"
  version = "~> 8.1"
}`,
	Decide: []rule.Decision{
		rule.On[*estate.ModuleCall](func(in *rule.Input, m *estate.ModuleCall) rule.Outcome {
			text, _ := m.Source.Get()
			source, literal := text.Literal()
			switch {
			case m.Source.IsAbsent():
				return rule.NotApplicable("it names no source", m.Source)
			case m.Source.IsUnknown():
				return rule.Unknown(m.Source)
			case isLocal(source):
				return rule.Pass(m.Source)
			case !literal:
				return rule.UnknownBecause("the source "+text.String()+" is not known", m.Source)
			case isGit(source):
				return pinnedByRef(in, m, source)
			case isArchive(source):
				return rule.UnknownBecause("the content of an archive is not pinned by its address", m.Source)
			}
			return pinnedByVersion(in, m)
		}),
		rule.On[*estate.Provider](func(_ *rule.Input, p *estate.Provider) rule.Outcome {
			switch value.IsTrue(p.Locked, false) {
			case value.Yes:
				return rule.Pass(p.Locked)
			case value.CannotTell:
				return rule.Unknown(p.Locked)
			}
			version, _ := p.Version.Get()
			constraint, literal := version.Literal()
			switch {
			case p.Version.IsUnknown() || p.Version.IsKnown() && !literal:
				return rule.UnknownBecause("the version "+p.Version.String()+" is not known", p.Version, p.Locked)
			case isExact(constraint):
				return rule.Pass(p.Version)
			}
			return rule.Fail("Which provider {name} is, the next init decides: no lock file pins it", p.Version, p.Locked).
				Fix("Commit .terraform.lock.hcl.")
		}),
	},
}

func pinnedByRef(in *rule.Input, m *estate.ModuleCall, source string) rule.Outcome {
	byHash := in.Settings.IaC.PinByHash
	ref := refOf(source)
	switch {
	case ref == "":
		return rule.Fail("{name} is whatever its repository holds today: its source has no ref", m.Source).Label("no ref")
	case isBranch(ref):
		return rule.Fail("{name} is whatever the branch "+ref+" holds today", m.Source).Label("a branch")
	case byHash.Get() && !isHash(ref):
		return rule.Fail("{name} is pinned by the tag "+ref+", which can be moved", m.Source, rule.Setting(byHash)).Label("no commit")
	}
	return rule.Pass(m.Source, rule.Setting(byHash))
}

func pinnedByVersion(in *rule.Input, m *estate.ModuleCall) rule.Outcome {
	byHash := in.Settings.IaC.PinByHash
	text, _ := m.Version.Get()
	version, literal := text.Literal()
	switch {
	case byHash.Get():
		return rule.Fail("{name} comes from a registry, which pins no commit", m.Source, rule.Setting(byHash))
	case m.Version.IsUnknown(), m.Version.IsKnown() && !literal:
		return rule.UnknownBecause("the version "+m.Version.String()+" is not known", m.Version)
	case version == "":
		return rule.Fail("{name} is whatever version is newest at the next init", m.Source, m.Version).Label("no version")
	case isExact(version) || strings.Contains(version, "~>"):
		return rule.Pass(m.Source, m.Version)
	}
	return rule.Fail("{name} takes every version that is "+version, m.Version, m.Source).Label("no upper end").
		Fix("Write an exact version, or ~> with one.")
}

func isLocal(source string) bool {
	return strings.HasPrefix(source, "./") || strings.HasPrefix(source, "../") || source == "." || source == ".."
}

// isGit reports whether the source is a repository, as Terraform tells them:
// by git:: or hg::, by an address of git's, or by the hosts that it knows.
func isGit(source string) bool {
	return strings.HasPrefix(source, "git::") || strings.HasPrefix(source, "hg::") || strings.HasPrefix(source, "git@") ||
		strings.HasPrefix(source, "github.com/") || strings.HasPrefix(source, "bitbucket.org/")
}

func isArchive(source string) bool {
	return strings.Contains(source, "://") || strings.HasPrefix(source, "s3::") || strings.HasPrefix(source, "gcs::") || strings.HasPrefix(source, "oci::")
}

// refOf returns the argument ref of a git source, or rev of hg's.
func refOf(source string) string {
	_, query, _ := strings.Cut(source, "?")
	arguments, err := url.ParseQuery(query)
	if err != nil {
		return ""
	}
	if ref := arguments.Get("ref"); ref != "" {
		return ref
	}
	return arguments.Get("rev")
}

func isBranch(ref string) bool {
	ref = strings.TrimPrefix(ref, "refs/heads/")
	switch strings.ToLower(ref) {
	case "main", "master", "develop", "development", "dev", "trunk", "head", "default", "latest":
		return true
	}
	return false
}

func isHash(ref string) bool {
	return (len(ref) == 40 || len(ref) == 64) && strings.Trim(ref, "0123456789abcdef") == ""
}

// isExact reports whether a constraint admits one version only: 1.2.3 or
// = 1.2.3.
func isExact(constraint string) bool {
	v := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(constraint), "="))
	return v != "" && v[0] >= '0' && v[0] <= '9' && !strings.Contains(v, ",")
}
