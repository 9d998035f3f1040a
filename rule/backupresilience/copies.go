package backupresilience

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// BackupCopiedElsewhere is decided for stores that need a backup.
var BackupCopiedElsewhere = &rule.Rule{
	ID:         "backup-copied-elsewhere",
	Title:      "Backups have a copy at another place",
	Why:        "What takes the store takes the backups beside it: a region that fails, an account that is taken over.",
	Fix:        "Add a copy action to the backup rule, or a replica.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.BackupResilience},
	Settings:   []string{"backup.copy", "backup.required", "backup.source"},
	Sources:    []string{"AWS Backup Developer Guide, Creating backup copies", "NIST SP 800-53 r5 CP-6"},
	Example: `resource "aws_backup_plan" "daily" {
  name = "daily"
  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.main.name
    copy_action {
      destination_vault_arn = "arn:aws:backup:eu-west-1:111122223333:backup-vault:copies"
    }
  }
}`,
	Decide: []rule.Decision{
		rule.On[*estate.Table](func(in *rule.Input, t *estate.Table) rule.Outcome {
			replicas := t.TableReplicas(in.Estate)
			list, _ := replicas.Get()
			var places []place
			for _, r := range list {
				places = append(places, place{region: r.Region})
			}
			return copied(in, t, places, replicas.IsUnknown() || replicas.Partial(), true)
		}),
		rule.On[*estate.Bucket](func(in *rule.Input, b *estate.Bucket) rule.Outcome {
			rules := b.BucketReplication(in.Estate)
			list, _ := rules.Get()
			var places []place
			for _, r := range list {
				if value.Is(r.Status, "Enabled") == value.No {
					continue
				}
				p := place{account: r.Account, region: value.Unknown[value.Text](value.NewNote(r.Bucket.Attribute(), "the region of "+r.Bucket.String()+" is not known"), r.Bucket.Origin())}
				if to, reach := estate.Find[*estate.Bucket](in.Estate, b, r.Bucket); reach == estate.Here {
					p.region = to.Region
				}
				places = append(places, p)
			}
			return copied(in, b, places, rules.IsUnknown() || rules.Partial(), true)
		}),
		rule.On[*estate.FileSystem](func(in *rule.Input, f *estate.FileSystem) rule.Outcome {
			replications := estate.Companions[*estate.FileSystemReplication](in.Estate, f, "source_file_system_id|SourceFileSystemId")
			list, _ := replications.Get()
			var places []place
			for _, r := range list {
				places = append(places, place{region: r.Region})
			}
			return copied(in, f, places, replications.Partial(), value.Present(f.Zone) == value.No)
		}),
	},
}

// A place is where a copy lies. An absent account is the own.
type place struct{ region, account value.Value[value.Text] }

// copied judges a store by the places of its copies; hidden says that there
// may be more, zones that it lies in several zones by itself.
func copied(in *rule.Input, r estate.Resource, places []place, hidden, zones bool) rule.Outcome {
	required, where, source := in.Settings.Backup.Required, in.Settings.Backup.Copy, in.Settings.Backup.Source
	if required.Any() {
		return rule.NotApplicable("no store needs a backup", rule.Setting(required))
	}
	needed, why := needsBackup(in, r)
	switch {
	case needed == value.No:
		return rule.NotApplicable("it needs no backup", why, rule.Setting(required))
	case where.Any():
		return rule.NotApplicable("no copy is asked for", rule.Setting(where))
	case where.Missing():
		return rule.MissingSetting(where)
	case source.Get() == "other":
		return rule.UnknownBecause("another tool makes backups: that needs an attestation", rule.Setting(source))
	case where.Get() == "zone" && zones:
		return rule.PassBecause("the service keeps it in several zones", rule.Setting(where))
	}
	elsewhere := value.No
	if hidden {
		elsewhere = value.CannotTell
	}
	for _, b := range backupsOf(in, r) {
		if b.rule == nil {
			elsewhere = value.Either(elsewhere, value.CannotTell)
			continue
		}
		copies, known := b.rule.Copies.Get()
		if !known && !b.rule.Copies.IsAbsent() || b.rule.Copies.Partial() {
			elsewhere = value.Either(elsewhere, value.CannotTell)
		}
		for _, c := range copies {
			if value.Both(b.selected, liesElsewhere(r, where.Get(), place{part(c.Vault, 3), part(c.Vault, 4)})) == value.Yes {
				return rule.Pass(c.Vault, why, rule.Setting(where))
			}
			elsewhere = value.Either(elsewhere, value.Both(b.selected, liesElsewhere(r, where.Get(), place{part(c.Vault, 3), part(c.Vault, 4)})))
		}
	}
	for _, p := range places {
		answer := liesElsewhere(r, where.Get(), p)
		if answer == value.Yes {
			return rule.Pass(p.region, why, rule.Setting(where))
		}
		elsewhere = value.Either(elsewhere, answer)
	}
	switch {
	case elsewhere == value.CannotTell:
		return rule.UnknownBecause("it cannot be told whether a copy lies in another "+where.Get(), why, rule.Setting(where))
	case needed == value.CannotTell:
		return rule.Unknown(why)
	}
	return rule.Fail("{name} has no copy in another "+where.Get(), why, rule.Setting(where))
}

// liesElsewhere tells whether the place is another region, or another account,
// than the resource's own.
func liesElsewhere(r estate.Resource, what string, p place) value.Answer {
	own, there := r.Head().Region, p.region
	if what == "account" {
		own, there = r.Head().Account, p.account
		if there.IsAbsent() {
			return value.No
		}
	}
	a, known := own.Get()
	b, also := there.Get()
	if !known || !also {
		return value.CannotTell
	}
	return a.Equal(b).Not()
}

// part returns the part of an ARN behind its n-th colon: 3 is the region, 4
// the account.
func part(arn value.Value[value.Text], n int) value.Value[value.Text] {
	unread := value.Unknown[value.Text](value.NewNote(arn.Attribute(), arn.String()+" is not known"), arn.Origin())
	rest, _ := arn.Get()
	for range n {
		_, after, found := rest.Cut(':')
		if !found {
			return unread
		}
		rest = after
	}
	before, _, found := rest.Cut(':')
	if !found {
		return unread
	}
	return value.Known(before, arn.Origin()).Named(arn.Attribute())
}

// BackupVaultGuarded is decided for vaults that plans back up into.
var BackupVaultGuarded = &rule.Rule{
	ID:         "backup-vault-guarded",
	Title:      "Backups cannot be deleted by those who run the system",
	Why:        "Who takes over the system deletes the backups first, and then asks for money.",
	Fix:        "Lock the vault, or deny deletion in its policy.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.BackupResilience},
	Settings:   []string{"backup.required"},
	Equivalents: []rule.Equivalent{
		{Tool: "config", ID: "backup-recovery-point-manual-deletion-disabled"},
		{Tool: "powerpipe", ID: "backup_recovery_point_manual_deletion_disabled"},
	},
	Sources: []string{"AWS Backup Developer Guide, AWS Backup Vault Lock", "NIST SP 800-53 r5 CP-9(d)"},
	Example: `resource "aws_backup_vault_lock_configuration" "main" {
  backup_vault_name   = aws_backup_vault.main.name
  min_retention_days  = 35
  changeable_for_days = 3
}`,
	Decide: []rule.Decision{rule.On[*estate.BackupVault](func(in *rule.Input, b *estate.BackupVault) rule.Outcome {
		if required := in.Settings.Backup.Required; required.Any() {
			return rule.NotApplicable("no store needs a backup", rule.Setting(required))
		}
		if b.IsAirGapped() {
			return rule.Pass(rule.Given{Name: "type", Value: b.Written, At: b.Block})
		}
		if b.MinDays.IsKnown() {
			return rule.Pass(b.MinDays)
		}
		locks := b.BackupVaultLocks(in.Estate)
		found, _ := locks.Get()
		locked := value.No
		if locks.Partial() {
			locked = value.CannotTell
		}
		for _, l := range found {
			if l.Exists() == value.Yes && l.ChangeableDays.IsAbsent() {
				return rule.PassBecause("its lock is in governance mode, which roles with the right to do so can lift", rule.Given{Name: "lock", Value: l.Address, At: l.Block})
			}
			if locked = value.Either(locked, l.Exists()); locked == value.Yes {
				return rule.Pass(rule.Given{Name: "lock", Value: l.Address, At: l.Block}, l.ChangeableDays)
			}
		}
		plans := estate.Companions[*estate.BackupPlan](in.Estate, b, "")
		users, _ := plans.Get()
		p := in.Access.ResourcePolicy(b)
		denied := deniesDeletion(p)
		switch {
		case len(users) == 0 && !plans.Partial():
			return rule.NotApplicable("no plan backs up into it", rule.Given{Name: "backup plan", Value: "none", At: b.Block})
		case denied == value.Yes:
			return rule.Pass(access.Known("policy", "denies deletion", b.Block))
		case len(users) == 0:
			return rule.Unknown(access.Unread("backup plan", plans.Reason(), b.Block))
		case locked == value.CannotTell:
			return rule.Unknown(access.Unread("lock", "it cannot be told whether the vault is locked", b.Block))
		case denied == value.CannotTell && len(p.Gaps()) > 0:
			return rule.Unknown(p.Gaps()[0])
		case denied == value.CannotTell:
			return rule.Unknown(access.Unread("policy", "it cannot be told whether it denies deletion to everyone", b.Block))
		}
		return rule.Fail("Whoever runs the system may delete the backups in {name}",
			rule.Given{Name: "lock", Value: "none", At: b.Block}, rule.Given{Name: "used by", Value: users[0].Address, At: users[0].Block}).Label("no lock")
	})},
}

// deniesDeletion tells whether the vault's policy denies deletion to all, or
// to all but those that a condition or a list of exceptions names.
func deniesDeletion(p *access.ResourcePolicy) value.Answer {
	answer := value.No
	if len(p.Gaps()) > 0 {
		answer = value.CannotTell
	}
	for _, s := range p.Statements {
		if s.Effect != policy.Deny {
			continue
		}
		everyone := s.Principals.IsAnyone()
		if everyone == value.No {
			continue
		}
		if s.HasConditions() != value.No && !exceptsPrincipals(s.Statement) {
			everyone = value.CannotTell // it denies in some cases alone
		}
		answer = value.Either(answer, value.Both(
			everyone, s.MatchesAction("backup:DeleteRecoveryPoint"), s.MatchesAction("backup:UpdateRecoveryPointLifecycle")))
	}
	return answer
}

// exceptsPrincipals reports whether a condition of the statement names those
// that it leaves out.
func exceptsPrincipals(s *policy.Statement) bool {
	for _, key := range [...]string{"aws:PrincipalArn", "aws:PrincipalTag", "aws:userid"} {
		if on, _ := s.On(key); len(on) > 0 {
			return true
		}
	}
	return false
}
