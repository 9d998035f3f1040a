package residency

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// ReplicationStaysInRegions is decided for what is copied elsewhere.
var ReplicationStaysInRegions = &rule.Rule{
	ID:         "replication-stays-in-regions",
	Title:      "Copies stay in approved regions",
	Why:        "A replica is the data itself: in a region that is not approved, or in a foreign account, other law and other people reach it.",
	Fix:        "Remove the copy, or send it to an approved region of an account of ours.",
	Severity:   rule.High,
	Objectives: []objective.ID{objective.Residency},
	Settings:   []string{"regions.approved", "accounts.own", "accounts.trusted"},
	Sources:    []string{"GDPR Chapter V (transfers)", "DynamoDB Developer Guide, Global tables", "Amazon CloudWatch Logs User Guide, Cross-account cross-Region subscriptions"},
	Example: `resource "aws_secretsmanager_secret" "api" {
  name = "api"
  replica {
    region = "eu-west-1"
  }
}`,
	Decide: []rule.Decision{
		rule.On[*estate.Table](func(in *rule.Input, t *estate.Table) rule.Outcome {
			replicas := t.TableReplicas(in.Estate)
			list, _ := replicas.Get()
			var out []copied
			for _, r := range list {
				out = append(out, copied{region: r.Region})
			}
			return judge(in, t, out, replicas)
		}),
		rule.On[*estate.Secret](func(in *rule.Input, s *estate.Secret) rule.Outcome {
			list, _ := s.Replicas.Get()
			var out []copied
			for _, r := range list {
				out = append(out, copied{region: r.Region})
			}
			return judge(in, s, out, estate.Listed(s.Replicas))
		}),
		rule.On[*estate.Key](func(in *rule.Input, k *estate.Key) rule.Outcome {
			if !k.IsReplica() {
				return rule.NotApplicable("it is no copy", rule.Given{Name: "type", Value: k.Written, At: k.Block})
			}
			return judge(in, k, []copied{{region: k.Region}}, value.Known([]copied(nil), k.Block))
		}),
		rule.On[*estate.Bucket](func(in *rule.Input, b *estate.Bucket) rule.Outcome {
			rules := b.BucketReplication(in.Estate)
			list, _ := rules.Get()
			var out []copied
			for _, r := range list {
				if value.Is(r.Status, "Disabled") == value.Yes {
					continue
				}
				c := copied{region: value.Unknown[value.Text](value.NewNote(r.Bucket.Attribute(), "the region of "+r.Bucket.String()+" is not known"), r.Bucket.Origin()), account: r.Account}
				if to, reach := estate.Find[*estate.Bucket](in.Estate, b, r.Bucket); reach == estate.Here {
					c.region = to.Region
				}
				out = append(out, c)
			}
			return judge(in, b, out, rules)
		}),
		rule.On[*estate.BackupPlan](func(in *rule.Input, p *estate.BackupPlan) rule.Outcome {
			var out []copied
			rules, _ := p.Rules.Get()
			partial := p.Rules.IsUnknown() || p.Rules.Partial()
			for _, r := range rules {
				copies, _ := r.Copies.Get()
				partial = partial || r.Copies.IsUnknown() || r.Copies.Partial()
				for _, c := range copies {
					out = append(out, copied{region: part(c.Vault, 3), account: part(c.Vault, 4)})
				}
			}
			whole := value.Known(out, p.Block)
			if partial {
				whole = whole.AndMore(value.Because("the rules of the plan are not all known"))
			}
			return judge(in, p, out, whole)
		}),
		rule.On[*estate.RegistryReplication](func(in *rule.Input, r *estate.RegistryReplication) rule.Outcome {
			var out []copied
			rules, _ := r.Rules.Get()
			for _, rl := range rules {
				destinations, _ := rl.Destinations.Get()
				for _, d := range destinations {
					out = append(out, copied{region: d.Region, account: d.Account})
				}
			}
			return judge(in, r, out, estate.Listed(r.Rules))
		}),
		rule.On[*estate.EventRule](func(in *rule.Input, r *estate.EventRule) rule.Outcome {
			targets := r.EventTargets(in.Estate)
			list, _ := targets.Get()
			var out []copied
			for _, t := range list {
				service := part(t.ARN, 2)
				if service.IsUnknown() || value.Is(service, "events") == value.Yes {
					out = append(out, copied{region: part(t.ARN, 3), account: part(t.ARN, 4)})
				}
			}
			return judge(in, r, out, targets)
		}),
		rule.On[*estate.LogSubscription](func(in *rule.Input, s *estate.LogSubscription) rule.Outcome {
			if value.Present(s.Destination) == value.No {
				return rule.NotApplicable("the subscription names no destination", s.Destination)
			}
			to := copied{region: part(s.Destination, 3), account: part(s.Destination, 4)}
			return judge(in, s, []copied{to}, value.Known([]copied(nil), s.Block))
		}),
		rule.On[*estate.FileSystemReplication](func(in *rule.Input, r *estate.FileSystemReplication) rule.Outcome {
			region := r.Region
			if region.IsAbsent() { // a copy in one zone of the same region
				region = r.Head().Region
			}
			return judge(in, r, []copied{{region: region}}, value.Known([]copied(nil), r.Block))
		}),
	},
}

// copied is where one copy goes. The account is absent if it is the own.
type copied struct{ region, account value.Value[value.Text] }

// judge decides about all copies of a resource; all says whether there may be
// more than were read.
func judge[T any](in *rule.Input, r estate.Resource, copies []copied, all value.Value[[]T]) rule.Outcome {
	hidden := all.IsUnknown() || all.Partial()
	if len(copies) == 0 && !hidden {
		return rule.NotApplicable("nothing is copied elsewhere", rule.Given{Name: "copies", Value: "none", At: r.Head().Block})
	}
	if len(copies) == 0 {
		return rule.Unknown(access.Unread("copies", reasonOf(all), r.Head().Block))
	}
	var worst *rule.Outcome
	for _, c := range copies {
		o := approved(in, r, c.region, "{name} is copied to ")
		if o.Verdict == rule.FailVerdict {
			return o
		}
		if id, ok := c.account.Get(); ok {
			switch relation, why := in.Access.Account(r, id); relation {
			case access.Foreign:
				return rule.Fail("{name} is copied to the account "+id.String()+", which is neither ours nor trusted", c.account, rule.Setting(in.Settings.Accounts.Trusted))
			case access.Unclear:
				o = rule.Unknown(access.Unread("account", why, c.account.Origin()))
			}
		}
		if worst == nil || o.Verdict == rule.UnknownVerdict {
			worst = &o
		}
	}
	if hidden && worst.Verdict == rule.PassVerdict {
		return rule.Unknown(access.Unread("copies", reasonOf(all), r.Head().Block))
	}
	return *worst
}

func reasonOf[T any](all value.Value[[]T]) string {
	if r := all.Reason(); r != "" {
		return r
	}
	return "there may be more"
}

// part returns the part of an ARN behind its n-th colon: 2 is the service, 3
// the region, 4 the account.
func part(arn value.Value[value.Text], n int) value.Value[value.Text] {
	text, ok := arn.Get()
	if !ok {
		return arn
	}
	unread := value.Unknown[value.Text](value.NewNote(arn.Attribute(), text.String()+" is not known"), arn.Origin())
	rest := text
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
	if before.IsEmpty() == value.Yes {
		return value.Absent[value.Text](arn.Origin()).Named(arn.Attribute())
	}
	return value.Known(before, arn.Origin()).Named(arn.Attribute())
}
