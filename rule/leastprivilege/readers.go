package leastprivilege

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/value"
)

// StoreReadersApproved is decided for what holds data, and for logs.
var StoreReadersApproved = &rule.Rule{
	ID:       "store-readers-approved",
	Title:    "Only approved principals can read a store",
	Why:      "Who may read a class of data is decided by people; whoever else can has it without anybody knowing.",
	Fix:      "Take the right to read away from who is named, or name him in stores.readers for the data class.",
	Severity: rule.High,
	Example: `resource "aws_iam_role_policy" "orders" {
  role = aws_iam_role.orders.id # named in stores.readers
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "dynamodb:GetItem", Resource = aws_dynamodb_table.orders.arn }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege, objective.AccessReview},
	Settings:   []string{"stores.readers", "inventory.data_classes", "inventory.data_class_tag"},
	Sources:    []string{"45 CFR 164.308(a)(4)(ii)(B)", "PCI DSS 4.0.1 requirement 7.2.6"},
	Decide: []rule.Decision{
		rule.On[*estate.Table](func(in *rule.Input, t *estate.Table) rule.Outcome {
			return readersOf(in, t, "", t.Key, "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:PartiQLSelect")
		}),
		rule.On[*estate.Bucket](func(in *rule.Input, b *estate.Bucket) rule.Outcome {
			return readersOf(in, b, "/*", defaultKey(b.BucketEncryption(in.Estate)), "s3:GetObject")
		}),
		rule.On[*estate.Queue](func(in *rule.Input, q *estate.Queue) rule.Outcome {
			return readersOf(in, q, "", q.KMSKey, "sqs:ReceiveMessage")
		}),
		rule.On[*estate.Topic](func(in *rule.Input, t *estate.Topic) rule.Outcome {
			return readersOf(in, t, "", value.Absent[value.Text](t.Block), "sns:Subscribe") // what is subscribed receives the text in clear
		}),
		rule.On[*estate.Stream](func(in *rule.Input, s *estate.Stream) rule.Outcome {
			return readersOf(in, s, "", s.Key, "kinesis:GetRecords", "kinesis:SubscribeToShard")
		}),
		rule.On[*estate.Secret](func(in *rule.Input, s *estate.Secret) rule.Outcome {
			return readersOf(in, s, "", s.Key, "secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue")
		}),
		rule.On[*estate.FileSystem](func(in *rule.Input, f *estate.FileSystem) rule.Outcome {
			return readersOf(in, f, "", value.Absent[value.Text](f.Block), "elasticfilesystem:ClientMount")
		}),
		rule.On[*estate.LogGroup](func(in *rule.Input, g *estate.LogGroup) rule.Outcome {
			return readersOf(in, g, "", value.Absent[value.Text](g.Block), "logs:GetLogEvents", "logs:FilterLogEvents", "logs:StartQuery", "logs:StartLiveTail")
		}),
	},
}

// defaultKey returns the key that a bucket encrypts under.
func defaultKey(configured value.Value[[]estate.BucketEncryption]) value.Value[value.Text] {
	rules, ok := configured.Get()
	switch {
	case ok && len(rules) > 0:
		return rules[0].Key
	case ok || configured.IsAbsent():
		return value.Absent[value.Text](configured.Origin())
	}
	return value.Unknown[value.Text](value.NewNote("encryption", configured.Reason()), configured.Origin())
}

// readersOf decides who may read a store: by the actions, on what of its ARN
// stands in front of the rest, and where it has a key of its own, decrypt with it.
func readersOf(in *rule.Input, r estate.Resource, rest string, ref value.Value[value.Text], actions ...string) rule.Outcome {
	readers := in.Settings.Stores.Readers
	arn, ok := r.Head().ARN()
	switch {
	case readers.Any():
		return rule.NotApplicable("everybody may read what is stored", rule.Setting(readers))
	case !ok:
		return rule.Unknown(access.Unread("arn", "its ARN is not known", r.Head().Block))
	}
	classes := classesOf(in, r)
	if len(classes.List) == 0 && !classes.IsUnknown() {
		return rule.UnknownBecause("nobody has stated what it holds", classes.Fact, rule.Setting(readers))
	}
	deed := access.Deed{Does: "read {name}", Needs: []access.Need{{Actions: actions, On: []value.Text{value.Join(arn, value.Literal(rest))}, Of: r}}}
	key := in.Estate.CustomerKey(r, ref)
	if !key.IsAbsent() {
		k, reach := in.Estate.KeyFor(r, ref)
		of, known := value.Text{}, false
		if reach == estate.Here {
			of, known = k.ARN()
		}
		if !known {
			return rule.UnknownBecause("who may decrypt it cannot be told: its key is not declared here", ref, rule.Setting(readers))
		}
		deed.Needs = append(deed.Needs, access.Need{Actions: []string{"kms:Decrypt"}, On: []value.Text{of}, Of: k})
	}
	out := rule.Unknown(classes.Fact)
	for _, class := range classes.List {
		if class == "none" {
			return rule.NotApplicable("it holds no class of data", classes.Fact)
		}
		approved := readersFor(readers, class)
		approved.Facts = append(approved.Facts, classes.Fact)
		if out = approved.Outcome(in, r, []access.Deed{deed}); out.Verdict == rule.FailVerdict {
			return out
		}
	}
	if classes.IsUnknown() {
		return rule.Unknown(classes.Fact)
	}
	return out
}

// classesOf returns the data classes that are stated of a store. Log groups and
// the buckets of trails are of the class log.
func classesOf(in *rule.Input, r estate.Resource) access.Classes {
	const log settings.Class = "log"
	switch k := r.(type) {
	case *estate.LogGroup:
		return access.Classes{List: []settings.Class{log}, Fact: access.Known("data class", "log", k.Block)}
	case *estate.Bucket:
		if keeps, why := keepsRecords(in, k); keeps == value.Yes {
			return access.Classes{List: []settings.Class{log}, Fact: why}
		} else if keeps == value.CannotTell {
			return access.Classes{Fact: why}
		}
	}
	return in.Access.ClassesOf(r)
}

// readersFor returns who may read stores of the class.
func readersFor(readers settings.Setting[map[settings.Class][]settings.ARN], class settings.Class) rule.Approval {
	a := rule.Approval{Facts: []rule.Fact{rule.Setting(readers)}}
	list, ok := readers.Get()[class]
	switch {
	case readers.Missing():
		a.Missing = "setting stores.readers is missing"
	case !ok:
		a.Missing = "stores.readers has no entry for the class " + string(class)
	}
	for _, arn := range list {
		a.Patterns = append(a.Patterns, string(arn))
	}
	return a
}
