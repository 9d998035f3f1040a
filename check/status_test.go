package check

import (
	"testing"

	"bailiwick/assess"
	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/value"
)

func TestStatusOf(t *testing.T) {
	pass := assess.Observation{Verdict: rule.PassVerdict, Severity: rule.High}
	medium := assess.Observation{Verdict: rule.FailVerdict, Severity: rule.Medium}
	standing := assess.Observation{Verdict: rule.FailVerdict, Severity: rule.Critical, Standing: 1}
	unknown := assess.Observation{Verdict: rule.UnknownVerdict, Severity: rule.High}
	broken := assess.Observation{Verdict: rule.ErrorVerdict, Severity: rule.High}
	for _, c := range []struct {
		name   string
		given  []assess.Observation
		fail   []string
		demand Demand
		gaps   bool
		want   Status
	}{
		{"all pass", []assess.Observation{pass}, []string{"low"}, Demand{}, false, Clean},
		{"below the level", []assess.Observation{pass, medium}, []string{"high"}, Demand{}, false, Clean},
		{"at the level", []assess.Observation{pass, medium}, []string{"medium"}, Demand{}, false, Findings},
		{"never", []assess.Observation{medium}, []string{"never"}, Demand{}, false, Clean},
		{"under an exception", []assess.Observation{standing}, []string{"low"}, Demand{}, false, Clean},
		{"unknown", []assess.Observation{unknown}, []string{"low"}, Demand{}, false, Clean},
		{"unknown counts", []assess.Observation{unknown}, []string{"high", "unknown"}, Demand{}, false, Findings},
		{"nothing judged", nil, []string{"low"}, Demand{}, false, Unread},
		{"nothing judged, allowed", nil, []string{"low"}, Demand{AllowEmpty: true}, false, Clean},
		{"left out", []assess.Observation{pass}, []string{"low"}, Demand{}, true, Clean},
		{"left out, complete wanted", []assess.Observation{medium}, []string{"low"}, Demand{Complete: true}, true, Unread},
		{"our own fault wins", []assess.Observation{medium, broken}, []string{"low"}, Demand{Complete: true}, true, Internal},
	} {
		threshold, err := ParseThreshold(c.fail)
		if err != nil {
			t.Fatal(err)
		}
		c.demand.Threshold = threshold
		a := &assess.Assessment{Inputs: assess.Inputs{Estate: oneQueue()}, Observations: c.given}
		if c.gaps {
			a.Estate.Problems = []value.Problem{{Summary: "the file is torn"}}
		}
		got, why := StatusOf(a, c.demand)
		if got != c.want {
			t.Errorf("%s: StatusOf = %d (%s), want %d", c.name, got, why, c.want)
		}
		if (why == "") != (got == Clean) {
			t.Errorf("%s: status %d has the reason %q", c.name, got, why)
		}
	}
}

// oneQueue returns an estate in which one resource is declared.
func oneQueue() *estate.Estate {
	b := &estate.Builder{Places: new(value.Places)}
	scope := &estate.Scope{Source: "terraform"}
	b.AddScope(scope)
	kind := estate.Declarable("aws_sqs_queue")[0]
	queue := kind.New()
	*queue.Head() = estate.Head{Type: kind, Written: "aws_sqs_queue", Scope: scope, Address: "aws_sqs_queue.q", Block: 1}
	b.Add(queue)
	return b.Build()
}
