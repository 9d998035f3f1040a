package assess_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"bailiwick/assess"
	"bailiwick/dated"
	"bailiwick/estate"
	"bailiwick/internal/civil"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/source/terraform"
	"bailiwick/value"
)

// onDay assesses one file by the given rules, on a day and by what was known
// of runtimes on it.
func onDay(t testing.TB, day, src, yaml string, rules ...*rule.Rule) *assess.Assessment {
	t.Helper()
	s, problems := settings.Parse(settings.Filename, []byte(yaml))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	b := &estate.Builder{Places: new(value.Places)}
	terraform.Read(b, terraform.Options{
		FS: fstest.MapFS{"main.tf": {Data: []byte(src)}}, Settings: s, Prefix: ".",
	}, []string{"."}, []string{"."})
	d := civil.MustDay(day)
	a, err := assess.Decide(t.Context(), assess.Inputs{
		Estate: b.Build(), Settings: s, Rules: rules, Today: d, Runtimes: dated.DefaultRuntimes().At(d.Time()),
	})
	if err != nil {
		t.Fatal(err)
	}
	a.Run.At = d.Time()
	return a
}

// running declares a function f with the attributes.
func running(attributes string) string {
	return "resource \"aws_lambda_function\" \"f\" {\n  function_name = \"f\"\n  role = \"arn:aws:iam::111122223333:role/f\"\n" + attributes + "\n}\n"
}

// lines returns who carries the parts that a function's configuration decides:
// isolation, fixes of the system published and applied, of the language
// published and applied, and the end of the runtime.
func lines(a *assess.Assessment, address string) string {
	var out []string
	for l := range a.Responsibilities() {
		if l.Resource.Head().Address == address && l.Part >= assess.Isolation && l.Part <= assess.RuntimeEnd {
			out = append(out, l.Carrier.String())
		}
	}
	return strings.Join(out, " ")
}

func manage(attributes string) string {
	return "resource \"aws_lambda_runtime_management_config\" \"m\" {\n  function_name = aws_lambda_function.f.function_name\n" + attributes + "\n}\n"
}

const python = `runtime = "python3.14"`

// The columns are those of the catalogue's table "Where the line runs, per
// function".
func TestTheLineFollowsTheConfiguration(t *testing.T) {
	for _, c := range []struct{ name, src, at, want string }{
		{"zip, Auto", running(python), "", "aws aws aws aws aws customer"},
		{"zip, Auto written", running(python) + manage(`update_runtime_on = "Auto"`), "", "aws aws aws aws aws customer"},
		{"zip, FunctionUpdate", running(python) + manage(`update_runtime_on = "FunctionUpdate"`), "", "aws aws shared aws shared customer"},
		{"zip, Manual", running(python) + manage(`update_runtime_on = "Manual"`), "", "aws aws customer aws customer customer"},
		{"a mode of another version", running(python) + manage("qualifier = \"7\"\nupdate_runtime_on = \"Manual\""), "", "aws aws aws aws aws customer"},
		{"a mode that is not known", "variable \"m\" {\n type = string\n}\n" + running(python) + manage("update_runtime_on = var.m"), "", "aws aws unknown aws unknown customer"},
		{"a mode per condition", "variable \"p\" {\n type = bool\n}\n" + running(python) + manage(`update_runtime_on = var.p ? "Auto" : "Manual"`), "", "aws aws unknown aws unknown customer"},
		{"the same under a condition", "variable \"p\" {\n type = bool\n}\n" + running(`runtime = var.p ? "python3.14" : "python3.13"`), "", "aws aws aws aws aws customer"},
		{"container image", running("package_type = \"Image\"\nimage_uri = \"111122223333.dkr.ecr.eu-central-1.amazonaws.com/f:1\""), "", "aws aws customer aws customer customer"},
		{"OS-only", running(`runtime = "provided.al2023"`), "", "aws aws aws customer customer customer"},
		{"OS-only, Manual", running(`runtime = "provided.al2023"`) + manage(`update_runtime_on = "Manual"`), "", "aws aws customer customer customer customer"},
		{"customer-managed", running(`runtime = "custom"`), "", "aws publisher publisher publisher publisher shared"},
		{"deprecated", running(`runtime = "python3.10"`), "", "aws nobody nobody nobody nobody customer"},
		{"deprecated, OS-only", running(`runtime = "provided.al2"`), "", "aws nobody nobody customer customer customer"},
		{"reduced", running(`runtime = "java17"`), "", "aws aws aws aws aws customer"},
		{"a runtime that the table lacks", running(`runtime = "python4.0"`), "", "aws unknown unknown unknown unknown customer"},
		{"a runtime that is not known", "variable \"r\" {\n type = string\n}\n" + running("runtime = var.r"), "", "aws unknown unknown unknown unknown customer"},
		{"no runtime", running(""), "", "aws unknown unknown unknown unknown customer"},
		{"before anything is known", running(python), "2026-06-01", "aws unknown unknown unknown unknown customer"},
		{"on the table's first day", running(python), "2026-06-02", "aws aws aws aws aws customer"},
		{"on the last day of support", running(`runtime = "python3.10"`), "2026-10-30", "aws aws aws aws aws customer"},
		{"while a date moved", running(`runtime = "python3.11"`), "2026-01-15", "aws unknown unknown unknown unknown customer"},
		{"managed instances", running(python + "\n capacity_provider_config {\n  lambda_managed_instances_capacity_provider_config {\n   capacity_provider_arn = \"arn:aws:lambda:eu-central-1:111122223333:capacity-provider:c\"\n  }\n }"), "", "customer aws aws aws aws customer"},
	} {
		t.Run(c.name, func(t *testing.T) {
			day := c.at
			if day == "" {
				day = "2026-11-23"
			}
			if got := lines(onDay(t, day, c.src, ""), "aws_lambda_function.f"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestVersionsBehindAnAliasAreAskedThemselves(t *testing.T) {
	const alias = "resource \"aws_lambda_alias\" \"live\" {\n  name = \"live\"\n  function_name = aws_lambda_function.f.function_name\n  function_version = "
	published := running(python + "\npublish = true")
	for _, c := range []struct{ name, src, want string }{
		{"by itself", published + alias + "aws_lambda_function.f.version\n}\n", "aws aws"},
		{"pinned", published + alias + "\"3\"\n}\n" + manage("qualifier = \"3\"\nupdate_runtime_on = \"Manual\""), "customer customer"},
		{"pinned by reference", published + alias + "aws_lambda_function.f.version\n}\n" + manage("qualifier = aws_lambda_function.f.version\nupdate_runtime_on = \"Manual\""), "customer customer"},
		{"no update comes to a published version", published + alias + "\"3\"\n}\n" + manage("qualifier = \"3\"\nupdate_runtime_on = \"FunctionUpdate\""), "customer customer"},
		{"the latest", running(python) + alias + "\"$LATEST\"\n}\n" + manage(`update_runtime_on = "FunctionUpdate"`), "shared shared"},
		{"only the latest is pinned", published + alias + "\"3\"\n}\n" + manage(`update_runtime_on = "Manual"`), "unknown unknown"},
		{"a second version", published + alias + "\"3\"\n  routing_config {\n    additional_version_weights = { \"4\" = 0.1 }\n  }\n}\n" + manage("qualifier = \"4\"\nupdate_runtime_on = \"Manual\""), "customer customer"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := lines(onDay(t, "2026-11-23", c.src, ""), "aws_lambda_alias.live"); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestWebFunctionsAndMicroVMs(t *testing.T) {
	a := onDay(t, "2026-11-23", `
resource "awscc_lambda_web_function" "shop" {
  function_name = "shop"
}

resource "awscc_lambda_web_function_endpoint" "open" {
  endpoint_name = "open"
  function_name = awscc_lambda_web_function.shop.function_name
  auth_type     = "ApplicationManaged"
}

resource "awscc_lambda_microvm_image" "vm" {
  name = "vm"
}
`, "")
	if got, want := lines(a, "awscc_lambda_web_function.shop"), "aws aws unknown aws unknown customer"; got != want {
		t.Errorf("Web Function: %s, want %s", got, want)
	}
	if got, want := lines(a, "awscc_lambda_microvm_image.vm"), "aws shared customer shared customer customer"; got != want {
		t.Errorf("MicroVM: %s, want %s", got, want)
	}
	for l := range a.Responsibilities() {
		if l.Part == assess.EntriesPart && l.Resource.Head().Kind() == "web_function" && !strings.Contains(l.Reason, "at open (ApplicationManaged)") {
			t.Errorf("entries of the Web Function: %s", l.Reason)
		}
	}
}

// An AWS report stands where AWS carries something, and only there.
func TestAReportStandsWhereAWSCarries(t *testing.T) {
	src := running(python) + manage(`update_runtime_on = "FunctionUpdate"`)
	for _, c := range []struct{ name, yaml, want string }{
		{"nothing said", "", "AWS SOC 2 Type 2, not on file"},
		{"programmes", "programmes: [HIPAA, PCI]\n", "AWS HIPAA, AWS PCI, not on file"},
		{
			"attested", "attestations:\n- {part: all, report: AWS SOC 2, period_end: 2026-09-30, statement: read, person: Ada, role: CISO, date: 2026-11-02, valid_until: 2027-11-01}\n",
			"AWS SOC 2, to 2026-09-30",
		},
		{
			"attested later", "attestations:\n- {part: all, report: AWS SOC 2, statement: read, person: Ada, role: CISO, date: 2026-12-02, valid_until: 2027-11-01}\n",
			"AWS SOC 2 Type 2, not on file",
		},
		{
			"no longer", "attestations:\n- {part: all, report: AWS SOC 2, statement: read, person: Ada, role: CISO, date: 2025-11-02, valid_until: 2026-11-22}\n",
			"AWS SOC 2 Type 2, not on file",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			for l := range onDay(t, "2026-11-23", src, c.yaml).Responsibilities() {
				want := c.want
				if l.Carrier != assess.AWS && l.Carrier != assess.Shared {
					want = ""
				}
				got := l.Report
				if l.OnFile != nil {
					got += ", to " + l.OnFile.PeriodEnd.String()
				} else if got != "" {
					got += ", not on file"
				}
				if got != want {
					t.Errorf("%s: report %q, want %q", l.Part, got, want)
				}
			}
		})
	}
}

func TestAnAttestationForNoPartIsTold(t *testing.T) {
	a := onDay(t, "2026-11-23", "", "attestations:\n- {part: facility, report: r, statement: s, person: p, role: r, date: 2026-11-02, valid_until: 2027-11-01}\n")
	if diff := cmp.Diff([]string{`bailiwick.yaml:2: no part is called "facility"`}, a.StrayAttestations()); diff != "" {
		t.Error(diff)
	}
}
