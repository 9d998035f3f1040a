package backupresilience

import (
	"fmt"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// FunctionAsyncFailuresKept is decided for functions that are called without
// being waited for.
var FunctionAsyncFailuresKept = &rule.Rule{
	ID:         "function-async-failures-kept",
	Title:      "Failed asynchronous events are not lost",
	Why:        "After two retries Lambda throws an event away that the function could not process: the order or the file is gone.",
	Fix:        "Add an on-failure destination, or a dead-letter queue.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.BackupResilience},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "awslambda_function_no_dead_letter_queue"},
		{Tool: "checkov", ID: "CKV_AWS_116"},
		{Tool: "kics", ID: "720f44cf-285e-4b69-8f72-835e6bc1dceb"},
		{Tool: "kics", ID: "dec7bc85-d156-4f64-9a33-96ed3d9f3fed"},
		{Tool: "config", ID: "lambda-dlq-check"},
		{Tool: "guard", ID: "lambda_dlq_check"},
		{Tool: "cdk-nag", ID: "LambdaDLQ"},
		{Tool: "cdk-nag", ID: "Serverless-LambdaAsyncFailureDestination"},
		{Tool: "powerpipe", ID: "lambda_function_dead_letter_queue_configured"},
		{Tool: "safeguards", ID: "require-dlq"},
		{Tool: "kics", ID: "cb2f612b-ed42-4ff5-9fb9-255c73d39a18"},
	},
	Sources: []string{"Lambda Developer Guide, Capturing records of Lambda asynchronous invocations"},
	Example: `resource "aws_lambda_function_event_invoke_config" "orders" {
  function_name = aws_lambda_function.orders.function_name
  destination_config {
    on_failure {
      destination = aws_sqs_queue.failed.arn
    }
  }
}`,
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		t := triggersOf(in, f)
		dead := value.Present(f.DeadLetter)
		switch {
		case len(t.async) == 0 && t.any() && t.more == nil:
			fact := t.sync
			if fact == nil {
				fact = rule.Given{Name: "called by", Value: t.mappings[0].Address, At: t.mappings[0].Block}
			}
			return rule.NotApplicable("nothing calls it asynchronously", fact)
		case dead == value.Yes:
			return rule.Pass(f.DeadLetter)
		}
		configs := f.EventInvokeConfigs(in.Estate)
		kept, facts := value.Yes, []rule.Fact{f.DeadLetter}
		var lost trigger
		for _, call := range t.async {
			one, fact := keptFor(configs, call)
			if fact != nil {
				facts = append(facts, fact)
			}
			if one == value.No && call.sure == value.Yes && kept != value.No {
				lost, kept = call, value.No
			}
			if one != value.Yes && kept == value.Yes {
				kept = value.CannotTell
			}
		}
		switch {
		case len(t.async) > 0 && kept == value.Yes:
			return rule.Pass(facts...)
		case dead == value.CannotTell:
			if f.DeadLetter.IsUnknown() {
				return rule.Unknown(facts...)
			}
			return rule.Unknown(access.Unread("target_arn", f.DeadLetter.String()+" may be empty", f.DeadLetter.Origin()))
		case len(t.async) == 0 && t.more != nil:
			return rule.Unknown(t.more)
		case len(t.async) == 0:
			return rule.UnknownBecause("nothing here says what calls it", rule.Given{Name: "called by", Value: "nothing known", At: f.Block})
		case kept == value.CannotTell:
			why := configs.Reason()
			if why == "" {
				why = "it cannot be told which version or alias is called, and whether its failures are kept"
			}
			return rule.Unknown(append(facts, access.Unread("on_failure", why, f.Block))...)
		}
		return rule.Fail("Events that {name} fails to process are lost", append(facts, rule.Given{Name: "called by", Value: lost.from, At: lost.at})...).
			Who(lost.from + " does not wait for an answer.")
	})},
}

// keptFor tells whether a configuration keeps what fails of the calls.
func keptFor(configs value.Value[[]*estate.EventInvokeConfig], call trigger) (value.Answer, rule.Fact) {
	list, _ := configs.Get()
	answer := value.No
	if configs.Partial() {
		answer = value.CannotTell
	}
	for _, c := range list {
		qualifier, known := c.Qualifier.Get()
		same := value.CannotTell
		switch {
		case c.Qualifier.IsAbsent():
			same = value.Either(call.qualifier.IsEmpty(), call.qualifier.Is("$LATEST"))
		case known:
			same = value.Either(qualifier.Equal(call.qualifier), value.Both(qualifier.Is("$LATEST"), call.qualifier.IsEmpty()))
		}
		one := value.Both(same, value.Present(c.OnFailure), c.Exists())
		if one == value.Yes {
			return one, c.OnFailure
		}
		answer = value.Either(answer, one)
	}
	return answer, nil
}

// MappingFailuresKept is decided for the mappings of streams.
var MappingFailuresKept = &rule.Rule{
	ID:         "mapping-failures-kept",
	Title:      "Failed stream records are not lost",
	Why:        "One record that cannot be processed blocks its shard until it expires, and is then gone with what came behind it.",
	Fix:        "Set an on-failure destination, and bounds on retries or age.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.BackupResilience},
	Equivalents: []rule.Equivalent{
		{Tool: "cdk-nag", ID: "Serverless-LambdaEventSourceMappingDestination"},
	},
	Sources: []string{"Lambda Developer Guide, Using Lambda to process records from Amazon Kinesis Data Streams"},
	Example: `resource "aws_lambda_event_source_mapping" "orders" {
  function_name          = aws_lambda_function.orders.arn
  event_source_arn       = aws_kinesis_stream.orders.arn
  starting_position      = "LATEST"
  maximum_retry_attempts = 5
  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.failed.arn
    }
  }
}`,
	Decide: []rule.Decision{rule.On[*estate.EventSourceMapping](func(_ *rule.Input, m *estate.EventSourceMapping) rule.Outcome {
		service, known := serviceOf(m.Source)
		kafka := service == "kafka" || m.Source.IsAbsent() && !m.Brokers.IsAbsent()
		switch {
		case !known && !kafka:
			if m.Source.IsUnknown() {
				return rule.Unknown(m.Source)
			}
			return rule.UnknownBecause("what "+m.Source.String()+" is, is not known", m.Source)
		case !kafka && service != "kinesis" && service != "dynamodb":
			return rule.NotApplicable("it reads no stream", m.Source)
		}
		kept := value.Present(m.FailureDestination)
		bound := value.Either(bounded(m.MaxRetries), bounded(m.MaxAge))
		if kafka {
			bound = value.Yes // its records are retried until they expire, whatever is set
		}
		facts := []rule.Fact{m.FailureDestination, m.MaxRetries, m.MaxAge}
		switch {
		case kept == value.No:
			return rule.Fail("Records that {name} fails to process are lost", facts...).Label("no on-failure destination")
		case bound == value.No:
			return rule.Fail("One record that fails blocks its shard until it expires", m.MaxRetries, m.MaxAge, m.FailureDestination).Label("retried without end")
		case kept == value.Yes && bound == value.Yes:
			return rule.Pass(facts...)
		case kept == value.CannotTell && m.FailureDestination.IsKnown():
			return rule.UnknownBecause("destination_arn: "+m.FailureDestination.String()+" may be empty", facts...)
		}
		return rule.Unknown(facts...)
	})},
}

// bounded tells whether a number of retries or seconds has an end: -1, the
// default, has none.
func bounded(v value.Value[int64]) value.Answer {
	if v.IsAbsent() {
		return value.No
	}
	n, known := v.Get()
	if !known {
		return value.CannotTell
	}
	return value.Answered(n >= 0)
}

// serviceOf returns the service that an ARN names: kinesis.
func serviceOf(arn value.Value[value.Text]) (service string, known bool) {
	rest, _ := arn.Get()
	for range 2 {
		var found bool
		if _, rest, found = rest.Cut(':'); !found {
			return "", false
		}
	}
	name, _, _ := rest.Cut(':')
	return name.Literal()
}

// QueueHasRedrive is decided for queues that feed functions.
var QueueHasRedrive = &rule.Rule{
	ID:         "queue-has-redrive",
	Title:      "Queues that feed functions have a dead-letter queue",
	Why:        "A message that the function cannot process comes back until it expires, and is then gone.",
	Fix:        "Add a redrive policy with a maxReceiveCount of at least five.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.BackupResilience},
	Settings:   []string{"backup.min_receives"},
	Equivalents: []rule.Equivalent{
		{Tool: "cdk-nag", ID: "AwsSolutions-SQS3"},
		{Tool: "cdk-nag", ID: "Serverless-SQSRedrivePolicy"},
		{Tool: "powerpipe", ID: "sqs_queue_dead_letter_queue_configured"},
	},
	Sources: []string{"Lambda Developer Guide, Using Lambda with Amazon SQS"},
	Example: `resource "aws_sqs_queue" "jobs" {
  name = "jobs"
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 5
  })
}`,
	Decide: []rule.Decision{
		rule.On[*estate.Queue](func(in *rule.Input, q *estate.Queue) rule.Outcome {
			mapping := mappingOf(in, q)
			if readers := estate.Companions[*estate.EventSourceMapping](in.Estate, q, "event_source_arn|EventSourceArn"); mapping == nil && readers.Partial() {
				return rule.Unknown(access.Unread("event source mapping", readers.Reason(), q.Block))
			}
			if mapping == nil {
				return rule.NotApplicable("it feeds no function", rule.Given{Name: "event source mapping", Value: "none", At: q.Block})
			}
			fed := rule.Given{Name: "feeds a function by", Value: mapping.Address, At: mapping.Block}
			if q.IsDeadLetterQueue(in.Estate) {
				return rule.NotApplicable("it is a dead-letter queue itself", fed)
			}
			dead, receives := q.DeadLetterQueue(in.Estate), q.MaxReceiveCount(in.Estate)
			least := in.Settings.Backup.MinReceives
			n, known := receives.Get()
			switch has := value.Present(dead); {
			case has == value.No:
				return rule.Fail("Messages that no function can process are lost from {name}", dead, fed).Label("no dead-letter queue")
			case known && n < int64(least.Get()):
				return rule.Fail(fmt.Sprintf("{name} gives a message up after %d tries", n), receives, dead, rule.Setting(least))
			case has == value.CannotTell && dead.IsKnown():
				return rule.UnknownBecause("deadLetterTargetArn: "+dead.String()+" may be empty", dead, fed)
			case has == value.CannotTell || receives.IsUnknown():
				return rule.Unknown(dead, receives, fed)
			}
			return rule.Pass(dead, receives, rule.Setting(least))
		}),
		rule.On[*estate.EventSourceMapping](func(in *rule.Input, m *estate.EventSourceMapping) rule.Outcome {
			service, known := serviceOf(m.Source)
			_, reach := estate.Find[*estate.Queue](in.Estate, m, m.Source)
			switch {
			case reach == estate.Here:
				return rule.NotApplicable("its queue is judged", m.Source)
			case m.Source.IsAbsent(), known && service != "sqs":
				return rule.NotApplicable("it reads no queue", m.Source)
			case m.Source.IsUnknown():
				return rule.Unknown(m.Source)
			}
			return rule.UnknownBecause("the queue "+m.Source.String()+" is declared elsewhere", m.Source)
		}),
	},
}

// mappingOf returns a mapping that reads the queue, nil if none does.
func mappingOf(in *rule.Input, q *estate.Queue) *estate.EventSourceMapping {
	for _, l := range in.Estate.Incoming(q) {
		if m, ok := l.From.(*estate.EventSourceMapping); ok && l.As == m.Source.Attribute() {
			return m
		}
	}
	return nil
}
