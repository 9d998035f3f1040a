package intransit

import (
	"slices"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
)

// FileSystemRequiresTLS is decided for file systems.
var FileSystemRequiresTLS = &rule.Rule{
	ID:       "file-system-requires-tls",
	Title:    "File systems refuse unencrypted mounts",
	Why:      "Lambda mounts with TLS always; whatever else mounts the file system does so in clear unless its policy refuses that.",
	Fix:      "Add a statement that denies everyone where aws:SecureTransport is false.",
	Severity: rule.Low,
	Example: `resource "aws_efs_file_system_policy" "models" {
  file_system_id = aws_efs_file_system.models.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "*"
      Resource  = aws_efs_file_system.models.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}`,
	Objectives:  []objective.ID{objective.InTransit},
	Equivalents: []rule.Equivalent{{Tool: "powerpipe", ID: "efs_file_system_enforces_ssl"}},
	Sources:     []string{"Amazon EFS User Guide, Encrypting data in transit"},
	Decide: []rule.Decision{rule.OnPolicy[*estate.FileSystem](func(in *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
		o := plainRefused(r, p, []demand{
			{"mounts", onOne(r, "elasticfilesystem:ClientMount")},
			{"writing", onOne(r, "elasticfilesystem:ClientWrite")},
			{"root's access", onOne(r, "elasticfilesystem:ClientRootAccess")},
		}, "The file system {name} can be mounted without encryption")
		if o.Verdict == rule.FailVerdict && mountedByFunctions(in, r) {
			return o.As(rule.Info)
		}
		return o
	})},
}

// mountedByFunctions reports whether the file system has access points and
// functions mount it by each of them.
func mountedByFunctions(in *rule.Input, r estate.Resource) bool {
	points := estate.Companions[*estate.AccessPoint](in.Estate, r, "")
	found, _ := points.Get()
	return len(found) > 0 && !points.Partial() && !slices.ContainsFunc(found, func(p *estate.AccessPoint) bool {
		users := estate.Companions[*estate.Function](in.Estate, p, "")
		functions, _ := users.Get()
		return len(functions) == 0 || users.Partial()
	})
}
