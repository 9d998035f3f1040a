package report_test

import (
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"bailiwick/assess"
	"bailiwick/report"
	"bailiwick/rule"
)

var observationRow = regexp.MustCompile(`id="o-([0-9a-f]+)" data-ob="([^"]+)"`)

// The page lists the rows of the JSON, each once: what fails, and the other
// outcomes that are asked for. What is unknown stands by its reasons, which add
// up.
func TestHTMLListsTheRowsOfTheJSON(t *testing.T) {
	shows := [][]rule.Verdict{nil, {rule.FailVerdict}, {rule.UnknownVerdict, rule.ErrorVerdict}, {rule.PassVerdict, rule.NotApplicableVerdict}, {rule.UnknownVerdict, rule.FailVerdict}}
	open := regexp.MustCompile(`data-open="([0-9,]+)"`)
	eachEstate(t, func(t *testing.T, _, _ string, a *assess.Assessment) {
		rows := jsonRows(t, a)
		for _, show := range shows {
			for _, only := range []string{"", "queue-encrypted"} {
				var want, got []string
				unknown := 0
				for _, r := range rows {
					v, _ := rule.ParseVerdict(r.Outcome)
					listed := slices.Contains(show, v) || show == nil && v == rule.FailVerdict
					if only != "" && r.Rule != only || r.CountedAs != "" {
						continue
					}
					if listed {
						want = append(want, r.ID+" "+status(r))
					}
					if v == rule.UnknownVerdict || v == rule.ErrorVerdict {
						unknown++
					}
				}
				page := string(in(t, "html", a, report.Options{Show: show, Rule: only}))
				for _, m := range observationRow.FindAllStringSubmatch(page, -1) {
					got = append(got, m[1]+" "+m[2])
				}
				slices.Sort(want)
				slices.Sort(got)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("show %v, rule %q: the rows differ from those of the JSON (-json +html)\n%s", show, only, diff)
				}
				sum := 0
				for _, m := range open.FindAllStringSubmatch(page, -1) {
					n, err := strconv.Atoi(strings.ReplaceAll(m[1], ",", ""))
					if err != nil {
						t.Fatal(err)
					}
					sum += n
				}
				if sum != unknown {
					t.Errorf("show %v, rule %q: %d are unknown by their reasons, %d in the JSON", show, only, sum, unknown)
				}
			}
		}
	})
}

// A page asks nothing of anybody: its style and script stand in it and are
// allowed by their sums, every link leads to a place in it, and no name of the
// estate is more than text.
func TestHTMLHoldsAllThatItShows(t *testing.T) {
	tag := regexp.MustCompile(`<[a-zA-Z/][^>]*>`)
	id := regexp.MustCompile(`\bid="([^"]*)"`)
	link := regexp.MustCompile(`\bhref="([^"]*)"`)
	handler := regexp.MustCompile(`\s(style|src|srcset|action|on[a-z]+)=`)
	eachEstate(t, func(t *testing.T, _, _ string, a *assess.Assessment) {
		page := string(in(t, "html", a, report.Options{}))
		style, body := between(t, page, "<style>", "</style>")
		script, _ := between(t, body, "<script>", "</script>")
		for _, part := range []string{style, script} {
			sum := sha256.Sum256([]byte(part))
			if allowed := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(page, allowed) {
				t.Errorf("the policy does not allow %s", allowed)
			}
		}
		for _, bad := range []string{"@import", "http:", "https:", "//"} {
			if strings.Contains(style, bad) {
				t.Errorf("the style holds %q", bad)
			}
		}
		ids := make(map[string]bool)
		for _, m := range id.FindAllStringSubmatch(body, -1) {
			if ids[m[1]] {
				t.Errorf("two things have the id %s", m[1])
			}
			ids[m[1]] = true
		}
		for _, m := range link.FindAllStringSubmatch(body, -1) {
			if to, ok := strings.CutPrefix(m[1], "#"); !ok || !ids[to] {
				t.Errorf("%s leads nowhere", m[1])
			}
		}
		markup, _, _ := strings.Cut(body, "<script>")
		for _, m := range tag.FindAllString(markup, -1) {
			if handler.MatchString(m) || strings.HasPrefix(m, "<img") {
				t.Errorf("%s may load or run something", m)
			}
		}
		for _, r := range markup {
			if unicode.IsControl(r) && r != '\n' || unicode.Is(unicode.Bidi_Control, r) {
				t.Fatalf("the page holds %U", r)
			}
		}
	})
}

func between(t *testing.T, s, from, to string) (inside, rest string) {
	t.Helper()
	_, s, ok := strings.Cut(s, from)
	inside, rest, end := strings.Cut(s, to)
	if !ok || !end {
		t.Fatalf("nothing between %s and %s", from, to)
	}
	return inside, rest
}

// Who can become an administrator is drawn, and told step by step with the
// statements that allow it.
func TestHTMLTellsPaths(t *testing.T) {
	page := string(in(t, "html", run(t, "testdata/paths"), report.Options{}))
	_, section, _ := strings.Cut(page, `<section id="paths">`)
	section, _, _ = strings.Cut(section, "</section>")
	for _, want := range []string{
		"3 roles and users: 1 already, 1 path proven, 0 on conditions that were not read; of 1 it is unknown",
		"<bdi>role deployer</bdi> becomes <bdi>role owner</bdi>, who may do everything: proven",
		`<text x="220" y="32" class="s">lambda-new-invoke</text>`,
		"calls iam:PassRole on", "statement 1 of the inline policy deploy</bdi> <code><bdi>testdata/paths/main.tf:20:",
		"role reader</bdi></th><td><bdi>var.more has no value here",
	} {
		if !strings.Contains(section, want) {
			t.Errorf("the section has no %s", want)
		}
	}
	if t.Failed() {
		t.Log(section)
	}
}
