package estate

import (
	"testing"

	"bailiwick/value"
)

const tlsOnly = `{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"sqs:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}}`

func TestQueuePolicyIsJoined(t *testing.T) {
	inline := m{"name": "jobs", "policy": tlsOnly}
	plain := m{"name": "jobs"}
	ofQueue := func(s *source, q *Head) {
		s.add("aws_sqs_queue_policy", "p", m{"queue_url": q.attribute(t, "id"), "policy": tlsOnly})
	}
	tests := []struct {
		name  string
		queue m
		more  func(s *source, q *Head)
		want  string
	}{
		{"none", plain, nil, "absent"},
		{"inline", inline, nil, "known"},
		{"companion", plain, ofQueue, "known"},
		{"both", inline, ofQueue, "unknown"},
		{"two companions", plain, func(s *source, q *Head) {
			ofQueue(s, q)
			s.add("aws_sqs_queue_policy", "again", m{"queue_url": q.attribute(t, "url"), "policy": tlsOnly})
		}, "unknown"},
		{"companion that may not exist", plain, func(s *source, q *Head) {
			s.add("aws_sqs_queue_policy", "p", m{"queue_url": q.attribute(t, "id"), "policy": tlsOnly}).Unsure = value.Because("count is not known")
		}, "unknown"},
		{"companion of another queue", plain, func(s *source, q *Head) {
			other := s.add("aws_sqs_queue", "other", m{"name": "other"})
			ofQueue(s, other)
		}, "absent"},
		{"companion of a queue elsewhere", plain, func(s *source, q *Head) {
			s.add("aws_sqs_queue_policy", "p", m{"queue_url": "https://sqs.eu-west-1.amazonaws.com/123456789012/other", "policy": tlsOnly})
		}, "absent"},
		{"companion of a queue that is not known", plain, func(s *source, q *Head) {
			s.add("aws_sqs_queue_policy", "p", m{"queue_url": hole("var.queue"), "policy": tlsOnly})
		}, "unknown"},
		{"inline, and a companion of a queue that is not known", inline, func(s *source, q *Head) {
			s.add("aws_sqs_queue_policy", "p", m{"queue_url": hole("var.queue"), "policy": tlsOnly})
		}, "known"},
		{"gap that is told the queue", plain, func(s *source, q *Head) {
			s.Gaps = append(s.Gaps, Gap{Scope: s.scope, Why: value.Because("module.notify is not on disk"), Mentions: []value.Text{q.attribute(t, "arn")}})
		}, "unknown"},
		{"gap that is told something else", plain, func(s *source, q *Head) {
			s.Gaps = append(s.Gaps, Gap{Scope: s.scope, Why: value.Because("module.notify is not on disk"), Mentions: []value.Text{value.Literal("other")}})
		}, "absent"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSource(t)
			q := s.add("aws_sqs_queue", "q", test.queue)
			if test.more != nil {
				test.more(s, q)
			}
			v := s.Build().In(nil)
			got := seen[*Queue](t, v, "aws_sqs_queue.q").QueuePolicyOf(v)
			state := state(got)
			if got.IsKnown() {
				state = "known"
			}
			if state != test.want {
				t.Errorf("the policy is %s (%s), want %s", state, got.Reason(), test.want)
			}
			if got.Origin() == 0 {
				t.Error("the fact has no origin")
			}
		})
	}
}

func TestWhatCompanionsSay(t *testing.T) {
	tests := []struct {
		name      string
		written   string
		own       m
		companion string
		fields    m
		by, gives string // the attribute that refers to the holder, and what it gets
		ask       func(v *View, r Resource) string
		without   string
		with      string
	}{
		{
			"redrive", "aws_sqs_queue",
			m{"name": "jobs"},
			"aws_sqs_queue_redrive_policy",
			m{"redrive_policy": `{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:1:dead","maxReceiveCount":5}`},
			"queue_url", "id",
			func(v *View, r Resource) string {
				return state(r.(*Queue).DeadLetterQueue(v)) + " " + state(r.(*Queue).MaxReceiveCount(v))
			}, "absent absent", "arn:aws:sqs:eu-west-1:1:dead 5",
		},
		{
			"recursion", "aws_lambda_function",
			m{"function_name": "f"},
			"aws_lambda_function_recursion_config",
			m{"recursive_loop": "Allow"},
			"function_name", "function_name",
			func(v *View, r Resource) string { return state(r.(*Function).RecursiveLoopMode(v)) }, "absent", "Allow",
		},
		{
			"runtime updates", "aws_lambda_function",
			m{"function_name": "f"},
			"aws_lambda_runtime_management_config",
			m{"update_runtime_on": "Manual"},
			"function_name", "arn",
			func(v *View, r Resource) string { return state(r.(*Function).RuntimeUpdateMode(v)) }, "absent", "Manual",
		},
		{
			"recorder", "aws_config_configuration_recorder",
			m{"name": "main"},
			"aws_config_configuration_recorder_status",
			m{"is_enabled": true},
			"name", "name",
			func(v *View, r Resource) string { return state(r.(*ConfigRecorder).RecorderRuns(v)) }, "absent", "true",
		},
		{
			"detector feature", "aws_guardduty_detector",
			m{"enable": true},
			"aws_guardduty_detector_feature",
			m{"name": "LAMBDA_NETWORK_LOGS", "status": "ENABLED"},
			"detector_id", "id",
			func(v *View, r Resource) string {
				return state(r.(*Detector).DetectorFeature(v, "LAMBDA_NETWORK_LOGS"))
			}, "absent", "ENABLED",
		},
		{
			"another detector feature", "aws_guardduty_detector",
			m{"enable": true},
			"aws_guardduty_detector_feature",
			m{"name": "S3_DATA_EVENTS", "status": "ENABLED"},
			"detector_id", "id",
			func(v *View, r Resource) string {
				return state(r.(*Detector).DetectorFeature(v, "LAMBDA_NETWORK_LOGS"))
			}, "absent", "absent",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			ask := func(with bool) string {
				s := newSource(t)
				h := s.add(test.written, "holder", test.own)
				if with {
					fields := m{test.by: h.attribute(t, test.gives)}
					for k, x := range test.fields {
						fields[k] = x
					}
					s.add(test.companion, "companion", fields)
				}
				v := s.Build().In(nil)
				return test.ask(v, v.Resources()[h.number])
			}
			if got := ask(false); got != test.without {
				t.Errorf("without a companion: %s, want %s", got, test.without)
			}
			if got := ask(true); got != test.with {
				t.Errorf("with a companion: %s, want %s", got, test.with)
			}
		})
	}
}

func TestListsOfCompanions(t *testing.T) {
	s := newSource(t)
	f := s.add("aws_lambda_function", "f", m{"function_name": "orders"})
	g := s.add("aws_lambda_function", "g", m{"function_name": "audit"})
	s.add("aws_lambda_permission", "one", m{"function_name": f.attribute(t, "function_name"), "statement_id": "one"})
	s.add("aws_lambda_permission", "two", m{"function_name": f.attribute(t, "arn"), "qualifier": "live"})
	s.add("aws_lambda_function_url", "url", m{"function_name": f.attribute(t, "function_name")})
	s.add("aws_lambda_function_event_invoke_config", "c", m{
		"function_name":      g.attribute(t, "function_name"),
		"destination_config": []any{m{"on_failure": []any{m{"destination": f.attribute(t, "arn")}}}},
	})
	v := s.Build().In(nil)
	function := seen[*Function](t, v, "aws_lambda_function.f")
	if list, _ := function.FunctionStatements(v).Get(); len(list) != 2 {
		t.Errorf("%d statements, want 2", len(list))
	}
	if list, _ := function.FunctionURLs(v).Get(); len(list) != 1 {
		t.Errorf("%d URLs, want 1", len(list))
	}
	if list, _ := function.EventInvokeConfigs(v).Get(); len(list) != 0 {
		t.Error("a destination is taken for the function that the configuration is about")
	}
}

// Of a block that is not known, what the blocks in it refer to is not known
// either.
func TestCompanionsBehindABlockThatIsNotKnown(t *testing.T) {
	s := newSource(t)
	s.add("aws_lambda_function", "f", m{"function_name": "f"})
	s.add("aws_cloudfront_distribution", "d", m{"default_cache_behavior": value.AnyUnknown(value.Because("hidden"), origin)})
	v := s.Build().In(nil)
	if list := Companions[*Distribution](v, seen[*Function](t, v, "aws_lambda_function.f"), ""); !list.Partial() {
		t.Error("no distribution is said to call the function, though one may")
	}
}

func TestCompanionsInWorlds(t *testing.T) {
	s := newSource(t)
	q := s.add("aws_sqs_queue", "q", m{"name": "jobs"})
	policy := s.add("aws_sqs_queue_policy", "p", m{"queue_url": q.attribute(t, "id"), "policy": tlsOnly})
	policy.When = value.When("", "var.strict", true)
	e := s.Build()
	for _, is := range []bool{true, false} {
		v := e.In(value.When("", "var.strict", is))
		if got := seen[*Queue](t, v, "aws_sqs_queue.q").QueuePolicyOf(v); got.IsKnown() != is {
			t.Errorf("with var.strict %v the policy is %s", is, state(got))
		}
	}
}
