package backupresilience

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/reason"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// FunctionNoTriggerLoop is decided for functions.
var FunctionNoTriggerLoop = &rule.Rule{
	ID:       "function-no-trigger-loop",
	Title:    "A function does not write to what triggers it",
	Why:      "Each call then causes the next, without end: the bill grows and everything else in the account is throttled. Lambda stops loops through S3, SQS and SNS after sixteen turns, and no others.",
	Fix:      "Write to another bucket, prefix, queue, topic or table than the one that calls the function.",
	Severity: rule.Medium,
	Example: `resource "aws_s3_bucket_notification" "uploads" {
  bucket = aws_s3_bucket.uploads.id
  lambda_function {
    lambda_function_arn = aws_lambda_function.resize.arn
    events              = ["s3:ObjectCreated:*"]
    filter_prefix       = "incoming/" # the role may write to outgoing/* only
  }
}`,
	Objectives: []objective.ID{objective.BackupResilience},
	Sources:    []string{"AWS Lambda Developer Guide, Use Lambda recursive loop detection to prevent infinite loops"},
	Decide:     []rule.Decision{rule.On[*estate.Function](noTriggerLoop)},
}

// A feeder is a store that triggers a function, with what writing to it takes.
type feeder struct {
	store  estate.Resource // nil if it is not declared here
	ref    rule.Fact       // what names it
	on     value.Text      // what a write goes to that triggers: an ARN or a pattern
	writes []string
	filter string // what may keep the function's own writes from triggering it, "" if nothing does
}

func noTriggerLoop(in *rule.Input, f *estate.Function) rule.Outcome {
	feeders, gap := feedersOf(in, f)
	if len(feeders) == 0 {
		if gap != nil {
			return rule.Unknown(gap)
		}
		return rule.NotApplicable("no bucket, queue, topic, table, stream or log group triggers it", access.Known("triggers", "none of these", f.Block))
	}
	worst := rule.Pass()
	for i := range feeders {
		switch o := loops(in, f, &feeders[i]); {
		case o.Verdict == rule.FailVerdict:
			return o
		case o.Verdict == rule.UnknownVerdict:
			worst = o
		case worst.Verdict == rule.PassVerdict:
			worst = rule.Pass(append(worst.Facts, o.Facts...)...)
		}
	}
	if gap != nil && worst.Verdict == rule.PassVerdict {
		return rule.Unknown(gap)
	}
	return worst
}

// loops judges one store that triggers the function.
func loops(in *rule.Input, f *estate.Function, from *feeder) rule.Outcome {
	if from.store == nil {
		return rule.UnknownBecause("what triggers it is not declared here", from.ref)
	}
	r, reach := estate.Find[*estate.Role](in.Estate, f, f.Role)
	if reach != estate.Here {
		return rule.UnknownBecause("its role is not declared here", f.Role)
	}
	h, ok := in.Access.Holder(r)
	if !ok || from.on.Inline() == "" {
		return rule.Unknown(access.Unread("arn", "the ARN of its role or of "+from.store.Head().Address+" is not known", r.Block))
	}
	kind, name := from.store.Head().Kind().Noun(1), from.store.Head().Name()
	may, fact := in.Access.Meets(h, access.Need{Actions: from.writes, On: []value.Text{from.on}, Of: from.store})
	switch may.Verdict {
	case reason.No:
		if gaps := h.Gaps(); len(gaps) > 0 {
			return rule.Unknown(rule.Facts(gaps)...)
		}
		return rule.Pass(from.ref, access.Known("role", "may not write to the "+kind+" "+name, r.Block))
	case reason.Outside:
		return rule.UnknownBecause("it cannot be told whether it may write to the "+kind+" "+name+", which triggers it: "+may.Why, from.ref)
	}
	target := namedBy(in, f, from.store)
	switch {
	case target == nil:
		return rule.UnknownBecause("it may write to the "+kind+" "+name+", which triggers it; whether its code does was not read", from.ref, fact)
	case from.filter != "":
		return rule.UnknownBecause("it may write to the "+kind+" "+name+", which triggers it; whether "+from.filter+" keeps that apart is not worked out", from.ref, fact, target)
	}
	return rule.Fail("{name} is triggered by the "+kind+" "+name+" and writes to it", from.ref, target, fact).Label("triggers the function")
}

// namedBy returns what says that the function writes to the store: it is its own
// log group, or an environment variable names it; nil if nothing that is known
// does.
func namedBy(in *rule.Input, f *estate.Function, store estate.Resource) rule.Fact {
	if group, reach := f.FunctionLogGroup(in.Estate); reach == estate.Here && group.Head() == store.Head() {
		return access.Known("log group", "its own", group.Block)
	}
	variables, _ := f.Environment.Get()
	for _, v := range variables {
		text, ok := v.Value.Get()
		if !ok {
			continue
		}
		if r := in.Estate.Named(f, text, store.Head().Kind()); r != nil && r.Head() == store.Head() {
			return access.Known("variable "+v.Key.String(), store.Head().Name(), v.Value.Origin())
		}
	}
	return nil
}

// feedersOf returns the stores that trigger a function, and why there may be
// others.
func feedersOf(in *rule.Input, f *estate.Function) ([]feeder, rule.Fact) {
	var out []feeder
	var gap rule.Fact
	for _, m := range wires(f.EventSourceMappings(in.Estate), f, &gap) {
		if m.Source.IsAbsent() { // brokers of one's own
			continue
		}
		from := feeder{ref: m.Source}
		if !m.Filters.IsAbsent() {
			from.filter = "its filter"
		}
		out = append(out, sourced(in, m, m.Source, from))
	}
	for _, s := range wires(estate.Companions[*estate.Subscription](in.Estate, f, ""), f, &gap) {
		from := feeder{ref: s.Topic}
		if !s.Filter.IsAbsent() {
			from.filter = "its filter policy"
		}
		out = append(out, sourced(in, s, s.Topic, from))
	}
	for _, s := range wires(estate.Companions[*estate.LogSubscription](in.Estate, f, ""), f, &gap) {
		from := feeder{ref: s.LogGroup}
		if !s.Pattern.IsAbsent() && value.Is(s.Pattern, "") != value.Yes { // an empty one takes every event
			from.filter = "its filter pattern"
		}
		out = append(out, sourced(in, s, s.LogGroup, from))
	}
	for _, n := range wires(estate.Companions[*estate.BucketNotification](in.Estate, f, ""), f, &gap) {
		b, _ := estate.Find[*estate.Bucket](in.Estate, n, n.Bucket)
		blocks, _ := n.Functions.Get()
		out = append(out, fedByBucket(in, f, n, b, n.Bucket, blocks)...)
	}
	for _, b := range wires(estate.Companions[*estate.Bucket](in.Estate, f, ""), f, &gap) {
		blocks, _ := b.Functions.Get()
		out = append(out, fedByBucket(in, f, b, b, access.Known("bucket", b.Address, b.Block), blocks)...)
	}
	return out, gap
}

// wires returns what wires something to a function, and notes in gap why there may
// be more.
func wires[C estate.Resource](list value.Value[[]C], f *estate.Function, gap *rule.Fact) []C {
	if list.IsUnknown() || list.Partial() {
		*gap = access.Unread("triggers", "there may be more: "+list.Reason(), f.Block)
	}
	found, _ := list.Get()
	return found
}

// sourced fills in the store that a reference names, and what writes to it.
func sourced(in *rule.Input, near estate.Resource, ref value.Value[value.Text], from feeder) feeder {
	text, ok := ref.Get()
	if !ok {
		return from
	}
	from.store = in.Estate.Named(near, text, "queue", "topic", "table", "stream", "log_group")
	if from.store == nil {
		return from
	}
	from.on, _ = from.store.Head().ARN()
	switch from.store.(type) {
	case *estate.Queue:
		from.writes = []string{"sqs:SendMessage"}
	case *estate.Topic:
		from.writes = []string{"sns:Publish"}
	case *estate.Table:
		from.writes = []string{"dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"}
	case *estate.Stream:
		from.writes = []string{"kinesis:PutRecord", "kinesis:PutRecords"}
	case *estate.LogGroup:
		from.writes = []string{"logs:PutLogEvents"}
		from.on = value.Join(from.on, value.Literal(":log-stream:*"))
	}
	return from
}

// fedByBucket returns a feeder for each notification of a bucket that calls the
// function: a write counts under its prefix and suffix.
func fedByBucket(in *rule.Input, f *estate.Function, near estate.Resource, b *estate.Bucket, ref rule.Fact, blocks []estate.BucketFunction) []feeder {
	var out []feeder
	for _, block := range blocks {
		if to, reach := estate.Find[*estate.Function](in.Estate, near, block.Function); reach != estate.Here || to.Head().Address != f.Address {
			continue
		}
		from := feeder{ref: ref, writes: []string{"s3:PutObject"}}
		if b == nil {
			out = append(out, from)
			continue
		}
		from.store = b
		prefix, knownPrefix := block.Prefix.Get()
		suffix, knownSuffix := block.Suffix.Get()
		if arn, ok := b.ARN(); ok && (knownPrefix || block.Prefix.IsAbsent()) && (knownSuffix || block.Suffix.IsAbsent()) {
			from.on = value.Join(arn, value.Literal("/"), prefix, value.Literal("*"), suffix)
		}
		out = append(out, from)
	}
	return out
}
