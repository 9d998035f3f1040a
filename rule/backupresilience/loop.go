package backupresilience

import (
	"slices"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/reason"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// FunctionNoTriggerLoop is decided for functions that a store calls.
var FunctionNoTriggerLoop = &rule.Rule{
	ID:       "function-no-trigger-loop",
	Title:    "A function does not write to what triggers it",
	Why:      "Each run starts the next one, until somebody reads the bill. Lambda stops loops through S3, SQS and SNS after 16 turns, others never.",
	Fix:      "Write to another store, or to a prefix that the trigger's filter leaves out, and bind the role to it.",
	Severity: rule.Medium,
	Example: `resource "aws_s3_bucket_notification" "uploads" {
  bucket = aws_s3_bucket.uploads.id
  lambda_function {
    lambda_function_arn = aws_lambda_function.resize.arn
    events              = ["s3:ObjectCreated:*"]
    filter_prefix       = "incoming/" # the role writes to small/ alone
  }
}`,
	Objectives: []objective.ID{objective.BackupResilience},
	Sources:    []string{"Lambda Developer Guide, Use Lambda recursive loop detection to prevent infinite loops"},
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		l := loops{in: in, f: f}
		l.collect()
		role, reach := estate.Find[*estate.Role](in.Estate, f, f.Role)
		switch {
		case len(l.found) == 0 && l.more != nil:
			return rule.Unknown(l.more)
		case len(l.found) == 0:
			return rule.NotApplicable("no store that it could write to calls it", access.Known("triggers", "no store", f.Block))
		case reach != estate.Here:
			return rule.UnknownBecause("its role is not declared here", f.Role)
		}
		h, ok := in.Access.Holder(role)
		if !ok {
			return rule.Unknown(access.Unread("arn", "the ARN of the role is not known", role.Block))
		}
		return l.outcome(h)
	})},
}

// A feed is a store that calls the function when something is written to it.
type feed struct {
	store   estate.Resource
	at      rule.Fact
	actions []string   // that make it call
	on      value.Text // what they are taken on
	filter  bool       // only some of what is written calls
	sure    value.Answer
}

// loops collects what calls a function and could be written by it.
type loops struct {
	in    *rule.Input
	f     *estate.Function
	found []feed
	more  rule.Fact // why there may be others, nil if there are none
}

func (l *loops) hides(list interface{ Reason() string }, partial bool) {
	if partial && l.more == nil {
		l.more = access.Unread("triggers", list.Reason(), l.f.Block)
	}
}

func (l *loops) collect() {
	v := l.in.Estate
	mappings := l.f.EventSourceMappings(v)
	l.hides(mappings, mappings.Partial())
	list, _ := mappings.Get()
	for _, m := range list {
		l.mapping(m)
	}
	subscriptions := estate.Companions[*estate.Subscription](v, l.f, "")
	l.hides(subscriptions, subscriptions.Partial())
	topics, _ := subscriptions.Get()
	for _, s := range topics {
		if t, reach := estate.Find[*estate.Topic](v, s, s.Topic); reach == estate.Here {
			l.add(t, s.Topic, "", !s.Filter.IsAbsent(), s.Exists(), "sns:Publish")
		} else if reach == estate.Unseen {
			l.more = s.Topic
		}
	}
	notifications := estate.Companions[*estate.BucketNotification](v, l.f, "")
	l.hides(notifications, notifications.Partial())
	told, _ := notifications.Get()
	for _, n := range told {
		if b, reach := estate.Find[*estate.Bucket](v, n, n.Bucket); reach == estate.Here {
			blocks, _ := n.Functions.Get()
			l.bucket(b, n, blocks, n.Functions.IsUnknown() || n.Functions.Partial())
		} else if reach == estate.Unseen {
			l.more = n.Bucket
		}
	}
	for b := range estate.From[*estate.Bucket](v, l.f, "") {
		blocks, _ := b.Functions.Get()
		l.bucket(b, b, blocks, b.Functions.IsUnknown() || b.Functions.Partial())
	}
	for _, kind := range []estate.Kind{"event_source_mapping", "subscription", "bucket_notification"} {
		if why, hides := v.Gap(kind, l.f); hides && l.more == nil {
			l.more = access.Unread("triggers", why.Reason(), l.f.Block)
		}
	}
}

// mapping adds what a mapping polls.
func (l *loops) mapping(m *estate.EventSourceMapping) {
	v := l.in.Estate
	filtered := !m.Filters.IsAbsent()
	if q, reach := estate.Find[*estate.Queue](v, m, m.Source); reach == estate.Here {
		l.add(q, m.Source, "", filtered, m.Exists(), "sqs:SendMessage")
	} else if t, reach := estate.Find[*estate.Table](v, m, m.Source); reach == estate.Here {
		l.add(t, m.Source, "", filtered, m.Exists(), "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem")
	} else if s, reach := estate.Find[*estate.Stream](v, m, m.Source); reach == estate.Here {
		l.add(s, m.Source, "", filtered, m.Exists(), "kinesis:PutRecord", "kinesis:PutRecords")
	} else if reach == estate.Unseen && l.more == nil {
		l.more = access.Unread(m.Source.Attribute(), "what calls it by "+m.Address+" is not known", m.Block)
	}
}

// bucket adds a bucket whose events call the function.
func (l *loops) bucket(b *estate.Bucket, by estate.Resource, blocks []estate.BucketFunction, partial bool) {
	if partial {
		l.more = access.Unread("triggers", "not all that "+by.Head().Address+" calls is known", by.Head().Block)
	}
	for _, block := range blocks {
		to, reach := estate.Find[*estate.Function](l.in.Estate, by, block.Function)
		if reach == estate.Outside || reach == estate.Here && to.Head().ID() != l.f.ID() {
			continue
		}
		prefix, known := block.Prefix.Get()
		suffix, also := block.Suffix.Get()
		filtered := !block.Prefix.IsAbsent() || !block.Suffix.IsAbsent()
		rest := "/*"
		if filtered && (known || block.Prefix.IsAbsent()) && (also || block.Suffix.IsAbsent()) {
			rest = "/" + prefix.Inline() + "*" + suffix.Inline()
		}
		l.add(b, block.Function, rest, filtered, value.Both(value.Answered(reach == estate.Here), by.Head().Exists()), writesOf(block.Events)...)
	}
}

// writesOf returns the actions whose events a notification tells of.
func writesOf(events value.Texts) []string {
	list, _ := events.Get()
	removed := 0
	for _, e := range list {
		if text, ok := e.Get(); ok && strings.HasPrefix(text.Inline(), "s3:ObjectRemoved") {
			removed++
		}
	}
	switch {
	case events.IsUnknown() || events.Partial() || removed > 0 && removed < len(list):
		return []string{"s3:PutObject", "s3:DeleteObject"}
	case removed > 0:
		return []string{"s3:DeleteObject"}
	}
	return []string{"s3:PutObject"}
}

func (l *loops) add(store estate.Resource, at rule.Fact, rest string, filtered bool, sure value.Answer, actions ...string) {
	arn, ok := store.Head().ARN()
	if !ok {
		l.more = access.Unread("arn", "the ARN of "+store.Head().Address+" is not known", store.Head().Block)
		return
	}
	l.found = append(l.found, feed{
		store: store, at: at, actions: actions, on: value.Join(arn, value.Inline(rest)), filter: filtered, sure: value.Both(sure, store.Head().Exists()),
	})
}

// outcome asks of each store whether the role may write to it, and whether the
// environment names it: what the code does is not read.
func (l *loops) outcome(h *access.Holder) rule.Outcome {
	var open []rule.Outcome
	proofs := []rule.Fact{l.f.Role}
	for _, t := range l.found {
		what := t.store.Head().Kind().Noun(1) + " " + t.store.Head().Name()
		a, by := l.in.Access.Meets(h, access.Need{Actions: t.actions, On: []value.Text{t.on}, Of: t.store})
		variable, named := l.names(t.store)
		switch {
		case a.Verdict == reason.No:
			proofs = append(proofs, access.Known("cannot write to", what, t.at.Origin()))
			proofs = append(proofs, rule.Facts(h.Facts(a.Because))...)
		case a.Verdict == reason.Outside:
			open = append(open, rule.UnknownBecause("whether its role may write to the "+what+", which calls it, cannot be told: "+a.Why, t.at))
		case !named:
			open = append(open, rule.UnknownBecause("its role may write to the "+what+", which calls it; the environment does not name it, and the code is not read", by, t.at))
		case t.filter:
			open = append(open, rule.UnknownBecause("its role may write to the "+what+", which calls it for what a filter lets through: whether that is what it writes cannot be told", by, t.at))
		case t.sure != value.Yes:
			open = append(open, rule.UnknownBecause("whether the "+what+" calls it is not certain", by, t.at))
		default:
			return rule.Fail("{name} may write to the "+what+", which calls it for all that is written", variable, t.at, by).
				Label("names what calls it").Who(a.Witness.String())
		}
	}
	switch {
	case len(open) > 0:
		return open[0]
	case l.more != nil:
		return rule.Unknown(l.more)
	}
	return rule.Pass(proofs...)
}

// names returns the variable of the function that names the store.
func (l *loops) names(store estate.Resource) (rule.Fact, bool) {
	variables, _ := l.f.Environment.Get()
	kind := store.Head().Kind()
	at := slices.IndexFunc(variables, func(e value.Entry) bool {
		text, ok := e.Value.Get()
		r := l.in.Estate.Named(l.f, text, kind)
		return ok && r != nil && r.Head().ID() == store.Head().ID()
	})
	if at < 0 {
		return nil, false
	}
	return variables[at].Value.Named("environment " + variables[at].Key.String()), true
}
