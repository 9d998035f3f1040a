package dated_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"bailiwick/dated"
)

func at(t *testing.T, day string) time.Time {
	t.Helper()
	d, err := dated.ParseDay(day)
	if err != nil {
		t.Fatal(err)
	}
	return d.Time()
}

func TestARuntimeIsAsItWasKnown(t *testing.T) {
	for _, c := range []struct {
		name, id, known          string
		deprecation, blockCreate string
		found, disputed          bool
	}{
		{"now", "python3.11", "2026-11-23", "2027-06-30", "2027-07-31", true, false},
		{"before January 2026", "python3.11", "2025-12-31", "2026-06-30", "unknown", true, false},
		{"while the date moved", "python3.11", "2026-01-15", "unknown", "unknown", true, true},
		{"after it moved", "python3.11", "2026-01-31", "2027-06-30", "unknown", true, false},
		{"before anything is known", "python3.11", "2025-12-30", "unknown", "unknown", false, false},
		{"the first day of a table", "nodejs22.x", "2026-06-02", "2027-04-30", "2027-06-01", true, false},
		{"the day before it", "nodejs22.x", "2026-06-01", "unknown", "unknown", false, false},
		{"a base image", "dotnet9", "2026-11-23", "2026-11-10", "never", true, false},
		{"a date that no source tells", "java17.al2023", "2026-11-23", "2029-06-30", "unknown", true, false},
		{"no such runtime", "python4.0", "2026-11-23", "unknown", "unknown", false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			rt, ok := dated.DefaultRuntimes().At(at(t, c.known)).Runtime(c.id)
			if ok != c.found || rt.Disputed != c.disputed || rt.Deprecation.String() != c.deprecation || rt.BlockCreate.String() != c.blockCreate {
				t.Errorf("At(%s).Runtime(%s) = %+v, %v", c.known, c.id, rt, ok)
			}
		})
	}
}

func TestReachedCountsTheDayItself(t *testing.T) {
	rt, _ := dated.DefaultRuntimes().At(at(t, "2026-11-23")).Runtime("python3.10")
	for day, want := range map[string]bool{"2026-10-30": false, "2026-10-31": true, "2026-11-23": true} {
		on, _ := dated.ParseDay(day)
		if got, known := rt.Deprecation.Reached(on); got != want || !known {
			t.Errorf("python3.10 on %s: %v, %v, want %v", day, got, known, want)
		}
	}
	if got, known := (dated.Date{}).Reached(rt.Deprecation.Day()); got || known {
		t.Errorf("an unknown date: %v, %v, want unknown", got, known)
	}
}

func TestOneRuntimeOfAFamilyIsTheLatest(t *testing.T) {
	v := dated.DefaultRuntimes().At(at(t, "2026-11-23"))
	latest := map[string]string{}
	for _, id := range v.IDs() {
		rt, _ := v.Runtime(id)
		if rt.Successor != "" {
			if s, ok := v.Runtime(rt.Successor); !ok || !s.Latest {
				t.Errorf("%s suggests %s, which is not the latest", id, rt.Successor)
			}
		}
		if rt.Latest {
			if latest[rt.Family] != "" {
				t.Errorf("%s and %s are both the latest of %s", latest[rt.Family], id, rt.Family)
			}
			latest[rt.Family] = id
		}
	}
	if len(latest) != 6 {
		t.Errorf("latest runtimes: %v, want 6", latest)
	}
}

// What is known now is what the catalogue's facts say, row for row.
func TestRuntimesAgreeWithTheCatalogue(t *testing.T) {
	f, err := os.Open(filepath.Join("..", "..", "shared", "catalogue", "runtimes.csv"))
	if err != nil {
		t.Skipf("the catalogue does not lie beside the module: %v", err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	cell := func(line []string, column string) string { return line[slices.Index(lines[0], column)] }
	v := dated.DefaultRuntimes().At(at(t, "2026-11-23"))
	for _, line := range lines[1:] {
		id := cell(line, "identifier")
		if strings.Contains(id, " ") {
			continue // a kind of runtimes without identifiers
		}
		rt, ok := v.Runtime(id)
		if !ok {
			t.Errorf("%s is missing", id)
			continue
		}
		for column, got := range map[string]dated.Date{
			"released": rt.Released, "deprecation_date": rt.Deprecation, "block_create_date": rt.BlockCreate, "block_update_date": rt.BlockUpdate,
		} {
			if want := cell(line, column); got.Day().String() != want {
				t.Errorf("%s: %s is %s, want %s", id, column, got, want)
			}
		}
		if want := cell(line, "suggested_successor"); rt.Successor != want {
			t.Errorf("%s: successor is %s, want %s", id, rt.Successor, want)
		}
	}
}

func TestPublishersKnowTheirRegion(t *testing.T) {
	v := dated.DefaultPublishers().At(at(t, "2026-11-25"))
	for _, c := range []struct {
		region, account, layer, want string
	}{
		{"eu-central-1", "580247275435", "LambdaInsightsExtension-Arm64", "Lambda Insights"},
		{"eu-central-1", "187925254637", "AWS-Parameters-and-Secrets-Lambda-Extension", "Parameters and Secrets extension"},
		{"eu-west-1", "187925254637", "AWS-Parameters-and-Secrets-Lambda-Extension", ""},
		{"eu-central-1", "580247275435", "something-else", ""},
		{"eu-north-1", "017000801446", "AWSLambdaPowertoolsPythonV3-python312-x86_64", "Powertools for Python"},
		{"eu-central-1", "111122223333", "LambdaInsightsExtension", ""},
	} {
		p, ok := v.Publisher("aws", c.region, c.account, c.layer)
		if p.Product != c.want || ok != (c.want != "") {
			t.Errorf("Publisher(%s, %s, %s) = %q, %v, want %q", c.region, c.account, c.layer, p.Product, ok, c.want)
		}
	}
	if _, ok := dated.DefaultPublishers().At(at(t, "2020-01-01")).Publisher("aws", "eu-central-1", "580247275435", "LambdaInsightsExtension"); ok {
		t.Error("a publisher is known before its source")
	}
}

func TestPermissionSourcesSayWhatBinds(t *testing.T) {
	v := dated.DefaultPermissionSources().At(at(t, "2026-11-23"))
	for principal, want := range map[string]string{
		"s3.amazonaws.com":                "aws:SourceAccount",
		"events.amazonaws.com":            "aws:SourceArn aws:SourceAccount",
		"logs.eu-central-1.amazonaws.com": "aws:SourceArn aws:SourceAccount",
		"sns.amazonaws.com.cn":            "aws:SourceArn aws:SourceAccount",
		"alexa-appkit.amazon.com":         "lambda:EventSourceToken",
		"unheard-of.amazonaws.com":        "",
		"amazonaws.com":                   "",
	} {
		s, ok := v.Service(principal)
		var words []string
		for _, k := range s.Bound {
			words = append(words, string(k))
		}
		if got := strings.Join(words, " "); got != want || ok != (want != "") {
			t.Errorf("Service(%s) is bound by %q, %v, want %q", principal, got, ok, want)
		}
	}
}
