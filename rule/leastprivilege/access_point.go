package leastprivilege

import (
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// FileSystemAccessPointBounded is decided for access points.
var FileSystemAccessPointBounded = &rule.Rule{
	ID:       "file-system-access-point-bounded",
	Title:    "A function sees only its part of a file system",
	Why:      "From the root of the file system, or as its root user, the function reads and changes what belongs to others.",
	Fix:      "Set root_directory and posix_user.",
	Severity: rule.Medium,
	Example: `resource "aws_efs_access_point" "orders" {
  file_system_id = aws_efs_file_system.shared.id
  root_directory { path = "/orders" }
  posix_user {
    uid = 1000
    gid = 1000
  }
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "efs_access_point_enforce_root_directory"},
		{Tool: "prowler", ID: "efs_access_point_enforce_user_identity"},
		{Tool: "checkov", ID: "CKV_AWS_329"},
		{Tool: "checkov", ID: "CKV_AWS_330"},
		{Tool: "securityhub", ID: "EFS.3"},
		{Tool: "securityhub", ID: "EFS.4"},
		{Tool: "config", ID: "efs-access-point-enforce-root-directory"},
		{Tool: "config", ID: "efs-access-point-enforce-user-identity"},
		{Tool: "powerpipe", ID: "efs_access_point_enforce_root_directory"},
	},
	Sources: []string{"Amazon EFS User Guide, Working with access points"},
	Decide: []rule.Decision{rule.On[*estate.AccessPoint](func(in *rule.Input, p *estate.AccessPoint) rule.Outcome {
		path, _ := p.Root.Get()
		user, known := p.User.Get()
		failed := func(message string, facts ...rule.Fact) rule.Outcome {
			o := rule.Fail(message, facts...)
			for range estate.From[*estate.Function](in.Estate, p, "") {
				return o
			}
			return o.As(rule.Info)
		}
		switch {
		case p.Root.IsAbsent() || path.Is("/") == value.Yes:
			return failed("Who mounts {name} sees the whole file system", p.Root)
		case p.User.IsAbsent():
			return failed("Who mounts {name} chooses who it is", p.User)
		case known && user == 0:
			return failed("Who mounts {name} is root there", p.User)
		case p.Root.IsUnknown() || p.User.IsUnknown():
			return rule.Unknown(p.Root, p.User)
		case path.Is("/") == value.CannotTell:
			return rule.Undecided(p.Root, p.User)
		}
		return rule.Pass(p.Root, p.User)
	})},
}
