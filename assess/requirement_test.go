package assess_test

import (
	"cmp"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"bailiwick/assess"
	"bailiwick/dated"
	"bailiwick/estate"
	"bailiwick/framework"
	"bailiwick/rule/all"
	"bailiwick/settings"
	"bailiwick/source/terraform"
	"bailiwick/value"
)

// measured assesses a root, under settings and with a framework that may be
// that of a company.
func measured(t *testing.T, tf, yaml, text string) *assess.Assessment {
	t.Helper()
	s, problems := settings.Parse("bailiwick.yaml", []byte(yaml))
	if problems != nil {
		t.Fatal(problems)
	}
	lib := framework.Default()
	if text != "" {
		var checks framework.Checks
		if lib, problems = lib.Extend([]framework.File{{Name: "acme.txt", Text: []byte(text)}}, checks); problems != nil {
			t.Fatal(problems)
		}
	}
	b := &estate.Builder{Places: new(value.Places)}
	if tf != "" {
		terraform.Read(b, terraform.Options{FS: fstest.MapFS{"main.tf": {Data: []byte(tf)}}, Settings: s, Prefix: "."}, []string{"."}, []string{"."})
	}
	comments, _ := assess.ReadComments(b.Places.Files(), all.Rules())
	a, err := assess.Decide(t.Context(), assess.Inputs{
		Estate: b.Build(), Settings: s, Rules: all.Rules(), Today: today, Library: lib, Comments: comments,
		Runtimes: dated.DefaultRuntimes().At(today.Time()),
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// found returns the result of a requirement.
func found(t *testing.T, a *assess.Assessment, name, id string) *assess.RequirementResult {
	t.Helper()
	for _, f := range a.Frameworks() {
		if f.Name != name {
			continue
		}
		for _, r := range f.Results {
			if r.ID == id {
				return r
			}
		}
	}
	t.Fatalf("there is no result for %s %s", name, id)
	return nil
}

// asks is a framework of one requirement with the fields.
func asks(fields ...string) string {
	return "framework: Acme\nversion: 1\nbaselines: silver gold\n\nrequirement: A-1\ntitle: one demand\nreason: ours\n" + strings.Join(fields, "\n") + "\n"
}

const (
	queueOn    = `resource "aws_sqs_queue" "orders" { sqs_managed_sse_enabled = true }` + "\n"
	queueOff   = `resource "aws_sqs_queue" "jobs" { sqs_managed_sse_enabled = false }` + "\n"
	queueOpen  = "variable \"on\" { type = bool }\n" + `resource "aws_sqs_queue" "open" { sqs_managed_sse_enabled = var.on }` + "\n"
	queueKept  = `resource "aws_sqs_queue" "jobs" { # bailiwick:accept queue-encrypted until 2027-01-31, asked by Ada, approved by Grace: no payload` + "\n  sqs_managed_sse_enabled = false\n}\n"
	queueClass = `resource "aws_sqs_queue" "cards" {` + "\n  sqs_managed_sse_enabled = false\n  tags = { data-class = \"card\" }\n}\n"

	byQueue = "decides: queue-encrypted"
	people  = "people: The board says so."

	word    = "  - {framework: Acme, requirement: A-1, statement: it is so, person: Ada, role: CISO, date: 2026-11-01, valid_until: 2027-10-31}\n"
	ended   = "  - {framework: Acme, requirement: A-1, statement: it is so, person: Ada, role: CISO, date: 2025-11-01, valid_until: 2026-10-31}\n"
	report  = "  - {part: infrastructure, report: AWS SOC 2 Type 2, period_end: 2026-09-30, statement: read, person: Ada, role: CISO, date: 2026-11-01, valid_until: 2027-10-31}\n"
	stale   = "  - {part: infrastructure, report: AWS SOC 2 Type 2, period_end: 2025-03-31, statement: read, person: Ada, role: CISO, date: 2026-11-01, valid_until: 2027-10-31}\n"
	attests = "attestations:\n"
)

// TestTheNineLines has an estate for each line by which a requirement is
// settled, in their order, and for what parts a line from its neighbours.
func TestTheNineLines(t *testing.T) {
	only := "frameworks: [Acme]\n"
	for _, test := range []struct {
		line     int
		name     string
		tf, yaml string
		text     string
		want     assess.Status
		why      string
	}{
		{1, "superseded", queueOff, only, asks(byQueue, "superseded: 2026-01-01 by A-2"), assess.NotApplicable, "superseded by A-2 since 2026-01-01"},
		{3, "superseded later", queueOff, only, asks(byQueue, "superseded: 2027-01-01 by A-2"), assess.NotMet, "queue-encrypted fails for 1 of 1"},
		{1, "not in the baseline", queueOff, "frameworks: [{name: Acme, profile: silver}]\n", asks(byQueue, "baselines: gold"), assess.NotApplicable, "not in the baseline that is chosen: silver"},
		{3, "no baseline chosen", queueOff, only, asks(byQueue, "baselines: gold"), assess.NotMet, "fails for 1 of 1"},
		{1, "no data of the class, by an answer", queueOff, only + "answers: {date: 2026-11-01, valid_until: 2027-10-31, person: Ada, role: CISO, data: contact}\n", asks(byQueue, "scope: data-class:card"), assess.NotApplicable, "the answers of 2026-11-01 say that there is no data of the class card"},
		{5, "answers that have ended", queueOff, only + "answers: {date: 2025-11-01, valid_until: 2026-10-31, person: Ada, role: CISO, data: contact}\n", asks(byQueue, "scope: data-class:card"), assess.NotEvaluated, "no resource is assigned the data class card"},
		{3, "an answer that a tag contradicts", queueClass, only + "answers: {date: 2026-11-01, valid_until: 2027-10-31, person: Ada, role: CISO, data: contact}\n", asks(byQueue, "scope: data-class:card"), assess.NotMet, "fails for 1 of 1"},
		{1, "no class is used", queueOff, only + "inventory.data_classes: none\n", asks(byQueue, "scope: data-class:card"), assess.NotApplicable, "no data class is used"},
		{1, "nothing of its kind, and all was read", `provider "aws" {}`, only + "iac.baseline: true\n", asks(byQueue), assess.NotApplicable, "everything was read"},
		{5, "nothing of its kind among what was read", `provider "aws" {}`, only, asks(byQueue), assess.NotEvaluated, "nothing that its rules judge was read in scope"},
		{2, "AWS carries it, and its report is on file", "", only + attests + report, asks("carried: aws", "reports: SOC 2"), assess.Inherited, "on file is AWS SOC 2 Type 2"},
		{2, "AWS carries it, without a report", "", only, asks("carried: aws", "reports: SOC 2"), assess.AwaitsAttestation, "no AWS report is on file (SOC 2)"},
		{2, "AWS carries it, and another report is on file", "", only + attests + report, asks("carried: aws", "reports: PCI DSS"), assess.AwaitsAttestation, "no AWS report is on file (PCI DSS)"},
		{2, "AWS carries it, and the report is old", "", only + attests + stale, asks("carried: aws", "reports: SOC 2"), assess.AwaitsAttestation, "no AWS report is on file"},
		{2, "AWS carries it, and people have a part", "", only + attests + report, asks("carried: aws", "reports: SOC 2", people), assess.AwaitsAttestation, "a person must attest: The board says so."},
		{3, "a deciding rule fails", queueOn + queueOff, only, asks(byQueue), assess.NotMet, "queue-encrypted fails for 1 of 2"},
		{3, "a deciding rule fails, whatever people say", queueOff, only + attests + word, asks(byQueue, people), assess.NotMet, "fails for 1 of 1"},
		{9, "a rule that strengthens fails", queueOff + `resource "aws_kinesis_stream" "s" { encryption_type = "KMS" }`, only, asks("decides: stream-encrypted", "strengthens: queue-encrypted"), assess.Met, ""},
		{4, "no rule, and nobody attested", "", only, asks(people), assess.AwaitsAttestation, "a person must attest: The board says so."},
		{4, "no rule, attested", "", only + attests + word, asks(people), assess.Met, "attested: Ada (CISO), 2026-11-01, until 2027-10-31"},
		{4, "no rule, and the word has ended", "", only + attests + ended, asks(people), assess.AwaitsAttestation, "does not hold today"},
		{4, "no rule, and nothing is asked of people", queueOff, only, asks("strengthens: queue-encrypted"), assess.PartlyEvidenced, "nothing is asked of people"},
		{5, "the data class is not assigned", queueOn, only, asks(byQueue, "scope: data-class:card"), assess.NotEvaluated, "no resource is assigned the data class card"},
		{5, "the setting is not set", `resource "aws_cloudwatch_log_group" "g" { retention_in_days = 400 }`, only, asks("decides: log-group-retention-long-enough", "with: logging.min_days = own"), assess.NotEvaluated, "the company must set logging.min_days"},
		{5, "the rule is not built", queueOn, only, asks("decides: root-has-mfa"), assess.NotEvaluated, "this build does not decide root-has-mfa yet"},
		{5, "all is unknown", queueOpen, only, asks(byQueue), assess.NotEvaluated, "no deciding rule decided anything: queue-encrypted is unknown for 1: sqs_managed_sse_enabled: var.on has no value here"},
		{5, "the rule does not apply", `resource "aws_lambda_function" "f" { function_name = "f" }`, only, asks("decides: function-no-anonymous-entry"), assess.NotEvaluated, "function-no-anonymous-entry does not apply for 1: nothing leads to it from outside"},
		{5, "the rule waits for the company", `resource "aws_iam_role" "r" { name = "r" }`, only, asks("decides: role-cannot-disable-audit", "with: identity.security_tooling_roles = own"), assess.NotEvaluated, "the company must set identity.security_tooling_roles"},
		{5, "an empty estate", "", only, asks(byQueue), assess.NotEvaluated, "nothing that its rules judge was read in scope"},
		{6, "something is unknown", queueOn + queueOpen, only, asks(byQueue), assess.PartlyEvidenced, "queue-encrypted is unknown for 1 of 2"},
		{6, "another rule is not built", queueOn, only, asks("decides: queue-encrypted root-has-mfa"), assess.PartlyEvidenced, "this build does not decide root-has-mfa yet"},
		{6, "something may hide", queueOn + "module \"m\" { source = \"example.com/acme/queues/aws\" }\n", only, asks(byQueue), assess.PartlyEvidenced, "may hide what queue-encrypted judges"},
		{7, "nobody attested", queueOn, only, asks(byQueue, people), assess.AwaitsAttestation, "a person must attest"},
		{8, "a failure under an exception", queueOn + queueKept, only, asks(byQueue), assess.MetWithException, "1 failure stands under an exception"},
		{8, "an exception is what is asked", queueOn + queueKept, only, asks(byQueue, "exception_meets: yes"), assess.Met, "which is what the text asks"},
		{9, "all passes", queueOn, only, asks(byQueue), assess.Met, "1 observation of 1 deciding rule passes"},
		{9, "all passes, and people said so", queueOn, only + attests + word, asks(byQueue, people), assess.Met, "attested: Ada (CISO)"},
	} {
		t.Run(fmt.Sprintf("%d %s", test.line, test.name), func(t *testing.T) {
			r := found(t, measured(t, test.tf, test.yaml, test.text), "Acme", "A-1")
			if r.Status != test.want || !strings.Contains(r.Why, test.why) {
				t.Errorf("%v, %q; want %v, %q", r.Status, r.Why, test.want, test.why)
			}
		})
	}
}

// A setting of an edge replaces the company's, and a rule is decided at it.
func TestARuleIsDecidedAtTheSettingOfItsEdge(t *testing.T) {
	group := `resource "aws_cloudwatch_log_group" "g" {
  name              = "/aws/lambda/orders"
  retention_in_days = 731
}
`
	edge := "decides: log-group-retention-long-enough"
	for _, test := range []struct {
		yaml, profile, with string
		want                assess.Status
	}{
		{"", "", "", assess.Met},
		{"", "", "with: logging.min_days = 2192", assess.NotMet},
		{"logging.min_days: 3650\n", "", "", assess.NotMet},
		{"logging.min_days: 3650\n", "", "with: logging.min_days = 365", assess.Met},
		{"logging.min_days: 400\n", "", "with: logging.min_days = own", assess.Met},
		{"", "gold", "with:\n  logging.min_days = 30\n  logging.min_days@gold = 1095", assess.NotMet},
		{"", "silver", "with:\n  logging.min_days = 30\n  logging.min_days@gold = 1095", assess.Met},
	} {
		yaml := test.yaml + "frameworks: [{name: Acme, profile: [" + cmp.Or(test.profile, "silver, gold") + "]}]\n"
		r := found(t, measured(t, group, yaml, asks(edge, test.with)), "Acme", "A-1")
		if r.Status != test.want {
			t.Errorf("%q, profile %q, %q: %v (%s), want %v", test.yaml, test.profile, test.with, r.Status, r.Why, test.want)
		}
	}
}

// An exception holds for the failure that a stricter setting makes, too; what a
// baseline holds breaks a requirement, since nobody approved it.
func TestAnExceptionCountsAtTheSettingOfAnEdge(t *testing.T) {
	group := `resource "aws_cloudwatch_log_group" "g" { # bailiwick:accept log-group-retention-long-enough until 2027-01-31, asked by Ada, approved by Grace: cost
  name              = "/aws/lambda/orders"
  retention_in_days = 731
}
`
	r := found(t, measured(t, group, "frameworks: [Acme]\n", asks("decides: log-group-retention-long-enough", "with: logging.min_days = 2192")), "Acme", "A-1")
	if r.Status != assess.MetWithException {
		t.Errorf("%v (%s), want met with an exception", r.Status, r.Why)
	}
}

// What is in one part of the estate alone decides for a framework that holds
// for that part.
func TestAFrameworkHoldsForAPart(t *testing.T) {
	tf := queueOff + `resource "aws_sqs_queue" "cards" {
  sqs_managed_sse_enabled = true
  tags                    = { scope = "card" }
}
`
	for selector, want := range map[string]assess.Status{
		"tags: ['scope=card']":     assess.Met,
		"tags: ['scope=none']":     assess.NotEvaluated,
		"paths: [main.tf]":         assess.NotMet,
		"paths: [infra]":           assess.NotEvaluated,
		"accounts: [111122223333]": assess.NotEvaluated, // which account it is for nobody says
	} {
		r := found(t, measured(t, tf, "frameworks: [{name: Acme, "+selector+"}]\n", asks(byQueue)), "Acme", "A-1")
		if r.Status != want {
			t.Errorf("%s: %v (%s), want %v", selector, r.Status, r.Why, want)
		}
	}
}

// A benchmark decides where the text asks for one.
func TestABenchmarkDecides(t *testing.T) {
	text := asks("via: Bench") + "people:\n"
	bench := "framework: Bench\nversion: 1\n\nrequirement: B-1\ntitle: x\nreason: y\n" + byQueue + "\n"
	lib, problems := framework.Default().Extend([]framework.File{{Name: "b.txt", Text: []byte(bench)}, {Name: "a.txt", Text: []byte(text)}}, framework.Checks{})
	if problems != nil {
		t.Fatal(problems)
	}
	for tf, want := range map[string]assess.Status{
		queueOn: assess.Met, queueOff: assess.NotMet, queueKept: assess.MetWithException, queueOn + queueOpen: assess.PartlyEvidenced, "": assess.NotEvaluated,
	} {
		a := measured(t, tf, "", "")
		s, _ := settings.Parse("bailiwick.yaml", []byte("frameworks: [Acme]\n"))
		a.Library, a.Settings = lib, s
		if r := found(t, a, "Acme", "A-1"); r.Status != want {
			t.Errorf("%q: %v (%s), want %v", tf, r.Status, r.Why, want)
		}
	}
}

// An empty estate meets nothing, in any framework.
func TestAnEmptyEstateMeetsNothing(t *testing.T) {
	a := measured(t, "", "", "")
	if n := len(a.Frameworks()); n != 12 {
		t.Errorf("%d frameworks are reported where none is named, want the 12 that are in force", n)
	}
	for _, f := range a.Frameworks() {
		n := f.Count()
		if n[assess.Met]+n[assess.MetWithException]+n[assess.Inherited] > 0 {
			t.Errorf("%s: %v", f.Name, n)
		}
		sum := 0
		for _, s := range assess.Statuses {
			sum += n[s]
		}
		if sum != len(f.Requirements) {
			t.Errorf("%s: the statuses add up to %d of %d", f.Name, sum, len(f.Requirements))
		}
	}
}
