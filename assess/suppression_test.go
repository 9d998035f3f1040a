package assess

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"bailiwick/internal/civil"
	"bailiwick/rule"
)

func TestParseSuppressions(t *testing.T) {
	for _, c := range []struct {
		text string
		want []suppression
	}{
		{"nothing", nil},
		{"checkov:skip=CKV_AWS_50:no need", []suppression{{tool: "checkov", ids: []string{"CKV_AWS_50"}, reach: onBlock, reason: "no need"}}},
		{"checkov:skip= CKV_AWS_50,CKV2_AWS_5", []suppression{{tool: "checkov", ids: []string{"CKV_AWS_50", "CKV2_AWS_5"}, reach: onBlock}}},
		{"bridgecrew:skip=CKV_AWS_50 because", []suppression{{tool: "checkov", ids: []string{"CKV_AWS_50"}, reach: onBlock}}},
		{"tfsec:ignore:aws-lambda-enable-tracing", []suppression{{tool: "tfsec", ids: []string{"aws-lambda-enable-tracing"}, reach: onOrInBlock}}},
		{"tfsec:ignore:AWS066:exp:2027-01-31 tfsec:ignore:b - dev only", []suppression{
			{tool: "tfsec", ids: []string{"AWS066"}, reach: onOrInBlock, until: civil.MustDay("2027-01-31")},
			{tool: "tfsec", ids: []string{"b"}, reach: onOrInBlock, reason: "dev only"},
		}},
		{"trivy:ignore:*:ws:dev", []suppression{{tool: "trivy", all: true, reach: onOrInBlock, stage: "dev"}}},
		{"trivy:ignore:AWS-0107[from_port=22]", nil},
		{"trivy:ignore:AWS-0107:exp:soon", nil},
		{"kics-scan ignore-line", []suppression{{tool: "kics", all: true, word: "ignore-line", reach: onNextLine}}},
		{"kics-scan ignore-block: circular", []suppression{{tool: "kics", all: true, word: "ignore-block", reach: onNextBlock, reason: "circular"}}},
		{"kics-scan disable=a,b", []suppression{{tool: "kics", ids: []string{"a", "b"}, reach: onFile}}},
		{"kics-scan ignore", []suppression{{tool: "kics", all: true, word: "ignore", reach: onFile}}},
		{"kics-scan enable=a", nil},
	} {
		got := parseSuppressions(c.text)
		if diff := cmp.Diff(c.want, got, cmp.AllowUnexported(suppression{}, civil.Day{})); diff != "" {
			t.Errorf("parseSuppressions(%q) (-want +got)\n%s", c.text, diff)
		}
	}
}

func TestEquivalentsTakeEverySpelling(t *testing.T) {
	e := newEquivalents([]*rule.Rule{
		{Equivalents: []rule.Equivalent{{Tool: "trivy", ID: "AWS-0066"}, {Tool: "checkov", ID: "CKV_AWS_50"}}},
		{Equivalents: []rule.Equivalent{{Tool: "trivy", ID: "AVD-AWS-0066"}, {Tool: "kics", ID: "8152E0CF"}}},
		{Equivalents: []rule.Equivalent{{Tool: "trivy", ID: "AWS-0107"}}},
	})
	for _, c := range []struct {
		tool, id string
		want     []uint16
	}{
		{"trivy", "AWS-0066", []uint16{0, 1}},
		{"trivy", "avd-aws-0066", []uint16{0, 1}},
		{"tfsec", "aws-lambda-enable-tracing", []uint16{0, 1}},
		{"tfsec", "aws-vpc-no-public-ingress-sgr", []uint16{2}},
		{"tfsec", "aws-lambda-enable-traces", nil},
		{"checkov", "CKV_AWS_50", []uint16{0}},
		{"checkov", "ckv_aws_50", nil},
		{"kics", "8152e0cf", []uint16{1}},
		{"kics", "CKV_AWS_50", nil},
	} {
		if diff := cmp.Diff(c.want, e.of(c.tool, c.id)); diff != "" {
			t.Errorf("of(%s, %s) (-want +got)\n%s", c.tool, c.id, diff)
		}
	}
	if diff := cmp.Diff([]uint16{0, 1, 2}, e.all("tfsec")); diff != "" {
		t.Errorf("all(tfsec) (-want +got)\n%s", diff)
	}
}

// Whatever a comment says, what is read of it names a tool and something that
// it does not report.
func FuzzParseSuppressions(f *testing.F) {
	for _, s := range []string{
		"checkov:skip=CKV_AWS_50:no need", "tfsec:ignore:a:exp:2027-01-31 tfsec:ignore:b", "trivy:ignore:*:ws:dev", "kics-scan disable=a,b",
	} {
		f.Add(s)
		f.Add(s[:len(s)/2])
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, s := range parseSuppressions(text) {
			if s.tool == "" || s.all == (len(s.ids) > 0) && s.all || len(s.reason) > maxReason {
				t.Fatalf("parseSuppressions(%q) gives %+v", text, s)
			}
		}
	})
}
