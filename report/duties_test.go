package report_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-ical"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"bailiwick/assess"
	"bailiwick/check"
	"bailiwick/report"
	"bailiwick/rule/all"
)

// onDay assesses a file on a day.
func onDay(t testing.TB, day, src string) *assess.Assessment {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(src), 0o644); err != nil {
		t.Fatal(err)
	}
	at, err := time.Parse(time.RFC3339, day)
	if err != nil {
		t.Fatal(err)
	}
	a, err := check.Run(t.Context(), check.Options{Targets: []string{dir}, Ignore: true, Rules: all.Rules(), Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	a.Run.Targets = []string{"infra"}
	return a
}

// written returns the duties in a format.
func written(t testing.TB, format string, a *assess.Assessment) string {
	t.Helper()
	var out bytes.Buffer
	if err := report.WriteDuties(format, &out, a, report.Options{Command: "bailiwick duties infra"}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func declared(names ...string) string {
	var b strings.Builder
	b.WriteString("provider \"aws\" {\n  region = \"eu-central-1\"\n}\n")
	for i, name := range names {
		quoted, _ := json.Marshal(name)
		b.WriteString("resource \"aws_lambda_function\" \"f" + string(rune('a'+i)) + "\" {\n  function_name = " + string(quoted) +
			"\n  role = \"arn:aws:iam::111122223333:role/f\"\n  runtime = \"python3.12\"\n  handler = \"m.h\"\n  filename = \"f.zip\"\n}\n")
	}
	return b.String()
}

// The calendar is read by a parser that is not ours, which also checks that
// every component has the properties that RFC 5545 asks of it.
func TestTheCalendarIsICalendar(t *testing.T) {
	a := onDay(t, "2026-11-23T10:20:30Z", declared("orders", "billing"))
	text := written(t, "ical", a)
	c, err := ical.NewDecoder(strings.NewReader(text)).Decode()
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if err := ical.NewEncoder(new(bytes.Buffer)).Encode(c); err != nil {
		t.Errorf("the calendar lacks what RFC 5545 asks: %v", err)
	}
	events := c.Events()
	if len(events) != 1 {
		t.Fatalf("%d events, want 1 for both functions:\n%s", len(events), text)
	}
	e := events[0]
	start, err := e.DateTimeStart(time.UTC)
	if err != nil || !start.Equal(time.Date(2028, 10, 31, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("begins %s, %v", start, err)
	}
	if got := e.Props.Get(ical.PropDateTimeStart).ValueType(); got != ical.ValueDate {
		t.Errorf("DTSTART is a %s, want a whole day", got)
	}
	stamp, err := e.Props.DateTime(ical.PropDateTimeStamp, time.UTC)
	if err != nil || !stamp.Equal(a.Run.At) {
		t.Errorf("DTSTAMP is %s, %v; want the run's instant", stamp, err)
	}
	summary, err := e.Props.Text(ical.PropSummary)
	if err != nil || summary != "2 functions: leave python3.12 for python3.14" {
		t.Errorf("SUMMARY is %q, %v", summary, err)
	}
	description, err := e.Props.Text(ical.PropDescription)
	if err != nil || !strings.Contains(description, "blocked from 2028-11-30, updates from 2029-01-10") || !strings.Contains(description, "aws_lambda_function.fb\n") {
		t.Errorf("DESCRIPTION is %q, %v", description, err)
	}
}

// A calendar without events is one all the same.
func TestACalendarWithoutDutiesIsOne(t *testing.T) {
	text := written(t, "ical", onDay(t, "2026-11-23T00:00:00Z", "resource \"aws_sqs_queue\" \"q\" {\n  name = \"q\"\n}\n"))
	c, err := ical.NewDecoder(strings.NewReader(text)).Decode()
	if err != nil || len(c.Children) != 1 || c.Children[0].Name != ical.CompJournal {
		t.Fatalf("%v\n%s", err, text)
	}
	if err := ical.NewEncoder(new(bytes.Buffer)).Encode(c); err != nil {
		t.Error(err)
	}
}

// The id of an event stays while its date moves, so that a calendar that has it
// moves it.
func TestAnEventStaysWhenItsDateMoves(t *testing.T) {
	src := strings.ReplaceAll(declared("orders"), "python3.12", "python3.11")
	uid := regexp.MustCompile(`UID:(.*)\r\n`)
	before, after := written(t, "ical", onDay(t, "2025-12-31T00:00:00Z", src)), written(t, "ical", onDay(t, "2026-11-23T00:00:00Z", src))
	a, b := uid.FindAllString(before, -1), uid.FindAllString(after, -1)
	if len(a) != 1 || len(b) != 1 || a[0] != b[0] {
		t.Errorf("%q became %q", a, b)
	}
	if !strings.Contains(before, "DTSTART;VALUE=DATE:20260630") || !strings.Contains(after, "DTSTART;VALUE=DATE:20270630") {
		t.Errorf("the date did not move:\n%s\n%s", before, after)
	}
}

// checkLines checks the form of a calendar's lines (RFC 5545, section 3.1).
func checkLines(t *testing.T, text string) {
	t.Helper()
	if !strings.HasSuffix(text, "\r\n") || strings.Contains(strings.ReplaceAll(text, "\r\n", ""), "\n") || strings.Contains(strings.ReplaceAll(text, "\r\n", ""), "\r") {
		t.Error("a line does not end in CRLF, or holds a part of one")
	}
	for _, line := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("a line of %d octets, valid UTF-8: %v: %q", len(line), utf8.ValidString(line), line)
		}
	}
}

// Whatever a function is called, the calendar has its lines, its two
// components, and the name as it is shown everywhere.
func FuzzCalendarNames(f *testing.F) {
	for _, name := range []string{"orders", "a;b,c\\d", "zwei\nEND:VCALENDAR", strings.Repeat("ü", 100), "x\x00\x1b[31m", "a\u202eb", strings.Repeat("界", 40), ":\"';=,"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if !utf8.ValidString(name) || strings.Contains(name, "${") || strings.Contains(name, "%{") || len(name) > 1000 {
			t.Skip("no literal name of a function: it is no UTF-8, a template or too long")
		}
		a := onDay(t, "2026-11-23T00:00:00Z", declared(name))
		text := written(t, "ical", a)
		checkLines(t, text)
		c, err := ical.NewDecoder(strings.NewReader(text)).Decode()
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if len(c.Events()) != 1 {
			t.Fatalf("%d events\n%s", len(c.Events()), text)
		}
		want := report.Clean(a.Duties()[0].Resource.Head().Name()) + ": leave python3.12 for python3.14"
		if got, err := c.Events()[0].Props.Text(ical.PropSummary); err != nil || got != want {
			t.Errorf("SUMMARY is %q, %v; want %q", got, err, want)
		}
	})
}

// A key that the plan rotates and the code does not fails, and is a duty: the
// worse of two views counts here as everywhere.
func TestTheWorseViewOfAKeyIsADuty(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"main.tf": "resource \"aws_kms_key\" \"orders\" {\n  enable_key_rotation = false\n}\n",
		"plan.json": `{"format_version": "1.2", "resource_changes": [{"address": "aws_kms_key.orders", "mode": "managed",
			"type": "aws_kms_key", "name": "orders", "change": {"actions": ["create"], "before": null, "after": {"enable_key_rotation": true}, "after_unknown": {"arn": true}}}]}`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	a, err := check.Run(t.Context(), check.Options{Targets: []string{dir}, Ignore: true, Rules: all.Rules()})
	if err != nil {
		t.Fatal(err)
	}
	if !a.Estate.HasViews() {
		t.Fatal("the key has no two views")
	}
	list := a.Duties()
	if len(list) != 1 || list[0].Kind != assess.RotateKey || list[0].State(a.Today) != assess.Owed {
		t.Errorf("Duties() = %+v, want the rotation of the key, once", list)
	}
}

// published returns a published JSON Schema.
func published(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	file, err := os.Open("../docs/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	doc, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(name, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTheJSONOfDutiesAndResponsibilitiesKeepsItsContract(t *testing.T) {
	a, err := check.Run(t.Context(), check.Options{Targets: []string{"../examples/shop/infra"}, Rules: all.Rules()})
	if err != nil {
		t.Fatal(err)
	}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"duties.schema.json":           func(w *bytes.Buffer) error { return report.WriteDuties("json", w, a, report.Options{}) },
		"responsibilities.schema.json": func(w *bytes.Buffer) error { return report.WriteResponsibilities("json", w, a, report.Options{}) },
	} {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(&out)
		if err != nil {
			t.Fatal(err)
		}
		if err := published(t, name).Validate(doc); err != nil {
			t.Errorf("%s: %#v", name, err)
		}
	}
}

// The numbers of the summary are those of the rows.
func TestTheSummaryOfDutiesCountsItsRows(t *testing.T) {
	var doc struct {
		Duties   []struct{ State string }
		Patching []struct{ By string }
		Summary  map[string]int
	}
	a := onDay(t, "2026-11-23T00:00:00Z", declared("orders")+strings.ReplaceAll(strings.ReplaceAll(declared("old"), "python3.12", "python3.9"), "\"fa\"", "\"old\"")+
		"resource \"aws_kms_key\" \"k\" {\n  description = \"k\"\n}\nresource \"aws_lambda_function\" \"image\" {\n  function_name = \"image\"\n  role = \"arn:aws:iam::111122223333:role/f\"\n  package_type = \"Image\"\n  image_uri = \"x:1\"\n}\n")
	if err := json.Unmarshal([]byte(written(t, "json", a)), &doc); err != nil {
		t.Fatal(err)
	}
	counted := map[string]int{"overdue": 0, "owed": 0, "ahead": 0, "undated": 0, "patched_by_aws": 0}
	for _, d := range doc.Duties {
		counted[d.State]++
	}
	for _, p := range doc.Patching {
		if strings.HasPrefix(p.By, "aws") {
			counted["patched_by_aws"]++
		}
	}
	counted["duties"], counted["run_code"] = len(doc.Duties), len(doc.Patching)
	for name, n := range counted {
		if doc.Summary[name] != n || n == 0 {
			t.Errorf("summary.%s is %d, counted %d", name, doc.Summary[name], n)
		}
	}
}
