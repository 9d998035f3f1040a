package assess_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bailiwick/assess"
	"bailiwick/rule"
	"bailiwick/rule/keyrotation"
)

// told returns the duties, one a line: state, day, kind, name and what.
func told(a *assess.Assessment) string {
	var b strings.Builder
	for _, d := range a.Duties() {
		name := "-"
		if d.Resource != nil {
			name = d.Resource.Head().Name()
		}
		fmt.Fprintf(&b, "%s %s %s %s: %s\n", d.State(a.Today), d.Due, d.Kind, name, d.What)
	}
	return b.String()
}

func TestWhatElseIsADuty(t *testing.T) {
	traced := rules()[0]
	for _, c := range []struct {
		name, src, yaml, want string
		rules                 []*rule.Rule
	}{
		{
			name: "an image", src: running("package_type = \"Image\"\nimage_uri = \"x:1\""),
			want: "undated  rebuild-image f: rebuild the image on its newest base at least every 30 days\n",
		},
		{name: "an image, and no age is asked", src: running("package_type = \"Image\"\nimage_uri = \"x:1\""), yaml: "patching: {image_max_days: any}\n"},
		{
			name: "a pinned runtime", src: running(python) + manage(`update_runtime_on = "Manual"`),
			want: "ahead 2029-06-30 leave-runtime f: leave python3.14\n" +
				"undated  apply-fixes f: have the runtime's fixes applied to the function at least every 30 days\n",
		},
		{
			name: "layers", src: running(python+"\nlayers = [\"arn:aws:lambda:eu-central-1:111122223333:layer:sdk:7\", aws_lambda_layer_version.own.arn]") +
				"resource \"aws_lambda_layer_version\" \"own\" {\n  layer_name = \"own\"\n  filename = \"own.zip\"\n}\n",
			want: "ahead 2029-06-30 leave-runtime f: leave python3.14\n" +
				"undated  renew-layer f: take a newer version of the layer sdk of 111122223333 within 90 days of it\n",
		},
		{
			name: "keys", rules: []*rule.Rule{keyrotation.KeyRotates},
			src: "resource \"aws_kms_key\" \"off\" {}\nresource \"aws_kms_key\" \"on\" {\n enable_key_rotation = true\n}\n" +
				"resource \"aws_kms_key\" \"sign\" {\n key_usage = \"SIGN_VERIFY\"\n customer_master_key_spec = \"RSA_2048\"\n}\n" +
				"variable \"r\" {\n type = bool\n}\nresource \"aws_kms_key\" \"perhaps\" {\n enable_key_rotation = var.r\n}\n",
			want: "owed  rotate-key off: turn on the rotation of the key\n" +
				"undated  rotate-key perhaps: see whether the key rotates\n" +
				"undated  rotate-key sign: rotate the key by hand\n",
		},
		{
			name: "an exception", src: running(python), rules: []*rule.Rule{traced},
			yaml: "exceptions:\n- {rule: function-traced, resources: [f], until: 2027-01-31, asked_by: Ada, approved_by: Grace, reason: r}\n",
			want: "ahead 2027-01-31 exception-ends f: exception ends: function-traced\n" +
				"ahead 2029-06-30 leave-runtime f: leave python3.14\n",
		},
		{
			name: "an exception that ended", src: running(python), rules: []*rule.Rule{traced},
			yaml: "exceptions:\n- {rule: function-traced, resources: [f], until: 2026-11-22, asked_by: Ada, approved_by: Grace, reason: r}\n",
			want: "overdue 2026-11-22 exception-ends f: exception ended: function-traced\n" +
				"ahead 2029-06-30 leave-runtime f: leave python3.14\n",
		},
		{
			name: "its last day", src: running(python), rules: []*rule.Rule{traced},
			yaml: "exceptions:\n- {rule: function-traced, resources: [f], until: 2026-11-23, asked_by: Ada, approved_by: Grace, reason: r}\n",
			want: "ahead 2026-11-23 exception-ends f: exception ends: function-traced\n" +
				"ahead 2029-06-30 leave-runtime f: leave python3.14\n",
		},
		{
			name: "an exception for nothing that fails", src: running(python + "\ntracing_config {\n mode = \"Active\"\n}"), rules: []*rule.Rule{traced},
			yaml: "exceptions:\n- {rule: function-traced, resources: [f], until: 2027-01-31, asked_by: Ada, approved_by: Grace, reason: r}\n",
			want: "ahead 2029-06-30 leave-runtime f: leave python3.14\n",
		},
		{
			name: "attestations",
			yaml: "attestations:\n" +
				"- {framework: SOC 2, requirement: CC1.1, statement: s, person: Ada, role: CISO, date: 2025-09-16, valid_until: 2026-09-15}\n" +
				"- {framework: SOC 2, requirement: CC1.1, statement: s, person: Ada, role: CISO, date: 2026-09-16, valid_until: 2027-09-15}\n" +
				"- {framework: SOC 2, requirement: CC1.2, statement: s, person: Ada, role: CISO, date: 2025-09-16, valid_until: 2026-09-15}\n" +
				"- {framework: SOC 2, requirement: CC1.3, statement: s, person: Ada, role: CISO, date: 2026-12-16, valid_until: 2027-09-15}\n",
			want: "overdue 2026-09-15 attestation-ends -: attestation ended: SOC 2 CC1.2\n" +
				"ahead 2027-09-15 attestation-ends -: attestation ends: SOC 2 CC1.1\n",
		},
		{
			name: "answers", yaml: "answers: {date: 2025-11-01, valid_until: 2026-11-01, person: Ada, role: CISO, data: none}\n",
			want: "overdue 2026-11-01 attestation-ends -: attestation ended: the answers of bailiwick scope\n",
		},
		{name: "answers of a later day", yaml: "answers: {date: 2026-12-01, valid_until: 2027-11-01, person: Ada, role: CISO, data: none}\n"},
		{name: "answers of nobody", yaml: "answers: {date: 2026-11-01, valid_until: 2027-11-01, data: none}\n"},
		{
			name: "a report of AWS",
			yaml: "attestations:\n" +
				"- {part: isolation, report: SOC 2, period_end: 2026-03-31, statement: s, person: Ada, role: CISO, date: 2026-05-16, valid_until: 2027-05-15}\n" +
				"- {part: infrastructure, report: SOC 2, period_end: 2026-09-30, statement: s, person: Ada, role: CISO, date: 2026-11-16, valid_until: 2027-05-15}\n",
			want: "ahead 2027-05-15 attestation-ends -: attestation ends: part infrastructure, SOC 2\n" +
				"ahead 2027-05-15 attestation-ends -: attestation ends: part isolation, SOC 2\n" +
				"ahead 2027-09-30 report-ages -: SOC 2: get a newer period\n",
		},
		{
			name: "a module that is not on disk", src: "module \"notify\" {\n  source = \"example.com/acme/notify\"\n}\n",
			want: "undated  read-more -: have all read\n",
		},
		{name: "nothing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, told(onDay(t, "2026-11-23", c.src, c.yaml, c.rules...))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// A calendar knows an event again by its id.
func TestADutyKeepsItsIDWhenItsDateMoves(t *testing.T) {
	src := running(`runtime = "python3.11"`)
	before, after := leaving(t, onDay(t, "2025-12-31", src, "")), leaving(t, onDay(t, "2026-11-23", src, ""))
	if before.ID != after.ID || before.Due == after.Due {
		t.Errorf("%s, due %s, became %s, due %s", before.ID, before.Due, after.ID, after.Due)
	}
	seen := make(map[string]bool)
	for _, d := range onDay(t, "2026-11-23", strings.ReplaceAll(src, `"f"`, `"g"`)+src+running("package_type = \"Image\"\nimage_uri = \"x:1\""), "").Duties() {
		if seen[d.ID] {
			t.Errorf("two duties have the id %s", d.ID)
		}
		seen[d.ID] = true
	}
}

func TestThePatchingStory(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"gone", running(python), "gone"},
		{"fewer fixes", running(`runtime = "java17"`), "fewer: java17 on Amazon Linux 2: critical and selected important fixes only, until 2027-06-30"},
		{"deprecated", running(`runtime = "python3.10"`), "left: python3.10 is deprecated since 2026-10-31: AWS no longer promises fixes, and nobody else can make them"},
		{"not known", running(`runtime = "python4.0"`), "unknown: the table of runtimes does not have python4.0"},
		{"an image", running("package_type = \"Image\"\nimage_uri = \"x:1\""), "left: you: a fix needs a new image, built on the newer base and deployed"},
		{
			"a pinned version behind an alias", running(python) + "resource \"aws_lambda_alias\" \"live\" {\n  name = \"live\"\n  function_name = aws_lambda_function.f.function_name\n  function_version = \"3\"\n}\n" +
				manage("qualifier = \"3\"\nupdate_runtime_on = \"Manual\""),
			"left: behind the alias live: you: the runtime version is pinned (Manual): a fix comes when you name a newer one",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			list := onDay(t, "2026-11-23", c.src, "").Patchings()
			if len(list) != 1 {
				t.Fatalf("%d stories, want 1", len(list))
			}
			p := list[0]
			got := map[bool]string{true: "left: ", false: "unknown: "}[!p.Unknown] + p.Why
			if p.Fewer {
				got = "fewer: " + p.Why
			} else if p.Gone {
				got = "gone" + p.Why
			}
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}
