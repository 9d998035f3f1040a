package report_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bailiwick/assess"
	"bailiwick/report"
	"bailiwick/rule"
)

var (
	markdownRow  = regexp.MustCompile("(?m)^\\| (✗|≈|✓|\\?|–|!) \\| `([^`]+)` \\| (.*) \\| (.*) \\|$")
	markdownLink = regexp.MustCompile(`#L(\d+)\)$`)
	toldAbove    = regexp.MustCompile(`(?m)^and ([\d,]+) findings? that (is|are) told above`)
)

// Each failure is a row, but for those that are told for another environment
// at the same place; and so is what --show asks for.
func TestMarkdownListsTheRows(t *testing.T) {
	marks := map[string]string{"fail": "✗", "fail excepted": "≈", "pass": "✓", "unknown": "?", "not-applicable": "–", "error": "!"}
	eachEstate(t, func(t *testing.T, _, _ string, a *assess.Assessment) {
		rows := jsonRows(t, a)
		for _, show := range [][]rule.Verdict{nil, {rule.UnknownVerdict}, {rule.PassVerdict, rule.NotApplicableVerdict}, everything.Show} {
			var want, got []string
			for _, r := range rows {
				v, _ := rule.ParseVerdict(r.Outcome)
				if r.CountedAs == "" && (slices.Contains(show, v) || show == nil && r.Outcome == "fail") {
					want = append(want, fmt.Sprintf("%s %s %d", marks[status(r)], r.Rule, r.Line))
				}
			}
			doc := string(in(t, "markdown", a, report.Options{Show: show}))
			for _, m := range markdownRow.FindAllStringSubmatch(doc, -1) {
				line := "0"
				if at := markdownLink.FindStringSubmatch(m[4]); at != nil {
					line = at[1]
				}
				got = append(got, m[1]+" "+m[2]+" "+line)
			}
			again := 0
			for _, m := range toldAbove.FindAllStringSubmatch(doc, -1) {
				n, err := strconv.Atoi(m[1])
				if err != nil {
					t.Fatal(err)
				}
				again += n
			}
			slices.Sort(want)
			slices.Sort(got)
			if again > 0 {
				if len(got)+again != len(want) {
					t.Errorf("%d rows and %d told above, want %d", len(got), again, len(want))
				}
				continue
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("show %v: the rows differ from those of the JSON (-json +markdown)\n%s", show, diff)
			}
		}
	})
}

// What does not fit into a comment is cut at a row, and counted.
func TestMarkdownFitsIntoAComment(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("infra", 0o755); err != nil {
		t.Fatal(err)
	}
	const queues = 2000
	var b strings.Builder
	for i := range queues {
		fmt.Fprintf(&b, "resource \"aws_sqs_queue\" \"q%d\" {\n  name = \"queue-%s-%d\"\n}\n", i, strings.Repeat("é", i%80), i)
	}
	b.WriteString("resource \"aws_lambda_function\" \"f\" {\n  function_name = \"f\"\n  role = \"arn:aws:iam::111122223333:role/f\"\n}\n")
	if err := os.WriteFile("infra/main.tf", []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	doc := string(in(t, "markdown", run(t, "infra"), report.Options{}))
	if len(doc) > 65_536 || len(doc) < 60_000 {
		t.Errorf("it takes %d bytes, want at most 65,536 and not much less", len(doc))
	}
	cut := regexp.MustCompile(`\*\*Cut:\*\* ([\d,]+) rows do not fit`).FindStringSubmatch(doc)
	if cut == nil {
		t.Fatal("it does not tell that it is cut")
	}
	n, err := strconv.Atoi(strings.ReplaceAll(cut[1], ",", ""))
	if err != nil {
		t.Fatal(err)
	}
	if listed := len(markdownRow.FindAllString(doc, -1)); listed+n != queues+1 {
		t.Errorf("%d rows and %d that are cut, want %d", listed, n, queues+1)
	}
	if o, c := strings.Count(doc, "<details>"), strings.Count(doc, "</details>"); o != c {
		t.Errorf("%d details begin and %d end", o, c)
	}
	if !strings.HasPrefix(doc, "**2,001 of ") && !strings.HasPrefix(doc, "**2001 of ") {
		t.Errorf("it does not begin with the verdict: %.80q", doc)
	}
	if !strings.Contains(doc, "not evaluated:") {
		t.Error("what is not evaluated is cut")
	}
}

// Outside of code no foreign text is markup, a mention or a link.
func TestMarkdownOfHostileNames(t *testing.T) {
	unpack(t, "testdata/hostile.txtar")
	doc := string(in(t, "markdown", run(t, "infra"), everything))
	bare := regexp.MustCompile("`[^`\n]*`").ReplaceAllString(doc, "")
	for _, bad := range []string{"<img", "<script", "</script", "@team", "](http", "http://", "**c**", "\x1b", "\u202e"} {
		if strings.Contains(bare, bad) {
			t.Errorf("the comment holds %q outside of code", bad)
		}
	}
	for line := range strings.Lines(doc) {
		if strings.HasPrefix(line, "| ") && strings.Count(strings.ReplaceAll(line, `\|`, ""), "|") != 5 && !strings.Contains(line, "| why |") && strings.Count(line, "|") != 4 {
			t.Errorf("a row has not its columns: %q", line)
		}
	}
}
