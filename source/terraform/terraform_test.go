package terraform

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/value"
)

// read reads files, given as name and text, and returns the estate.
func read(t testing.TB, o Options, files map[string]string, folders ...string) *estate.Estate {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	o.FS = fsys
	return readFS(o, folders...)
}

func readFS(o Options, folders ...string) *estate.Estate {
	if o.Settings == nil {
		o.Settings = settings.Default()
	}
	if o.Prefix == "" {
		o.Prefix = "."
	}
	if len(folders) == 0 {
		folders = []string{"."}
	}
	b := &estate.Builder{Places: new(value.Places)}
	Read(b, o, folders, folders[:1])
	return b.Build()
}

// functions describes the functions of an estate, one a line.
func functions(e *estate.Estate) []string {
	var out []string
	for _, r := range e.OfKind("function") {
		f := r.(*estate.Function)
		line := fmt.Sprintf("%s name=%s runtime=%s", f.ID(), f.FunctionName, f.Runtime)
		if when := f.When.String(); when != "" {
			line += " when " + when
		}
		if f.Unsure != 0 {
			line += " unsure: " + f.Unsure.Reason()
		}
		out = append(out, line)
	}
	return out
}

const fn = `resource "aws_lambda_function" "f" {
  function_name = %s
  runtime       = %s
}
`

func TestWhatIsDeclaredIsFound(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		opts  Options
		want  []string
	}{{
		name:  "a variable's default",
		files: map[string]string{"main.tf": `variable "r" { default = "python3.13" }` + "\n" + fmt.Sprintf(fn, `"a"`, "var.r")},
		want:  []string{"aws_lambda_function.f name=a runtime=python3.13"},
	}, {
		name: "variables in Terraform's order: environment, terraform.tfvars, auto by name, --var-file, --var",
		files: map[string]string{
			"main.tf":          "variable \"a\" { type = string }\nvariable \"b\" { type = string }\n" + fmt.Sprintf(fn, "var.a", "var.b"),
			"terraform.tfvars": "a = \"file\"\nb = \"file\"\n",
			"z.auto.tfvars":    "b = \"auto z\"\n",
			"y.auto.tfvars":    "b = \"auto y\"\n",
		},
		opts: Options{Environ: map[string]string{"a": "environment"}, Vars: []string{"a=flag"}},
		want: []string{"aws_lambda_function.f name=flag runtime=auto z"},
	}, {
		name:  "a variable without a value is a hole in a text",
		files: map[string]string{"main.tf": "variable \"stage\" { type = string }\n" + fmt.Sprintf(fn, `"api-${var.stage}"`, `"python3.13"`)},
		want:  []string{"aws_lambda_function.f name=api-${var.stage} runtime=python3.13"},
	}, {
		name:  "count on an undecided condition makes worlds",
		files: map[string]string{"main.tf": "variable \"on\" { type = bool }\n" + strings.Replace(fmt.Sprintf(fn, `"a"`, `"python3.13"`), "{\n", "{\n  count = var.on ? 1 : 0\n", 1)},
		want:  []string{"aws_lambda_function.f[0] name=a runtime=python3.13 when var.on is true"},
	}, {
		name:  "a count that is not known is one instance that says so",
		files: map[string]string{"main.tf": "variable \"n\" { type = number }\n" + strings.Replace(fmt.Sprintf(fn, `"a"`, `"python3.13"`), "{\n", "{\n  count = var.n\n", 1)},
		want:  []string{"aws_lambda_function.f[?] name=a runtime=python3.13 unsure: count is not known: var.n has no value here"},
	}, {
		name:  "for_each over a map",
		files: map[string]string{"main.tf": strings.Replace(fmt.Sprintf(fn, `each.key`, `each.value`), "{\n", "{\n  for_each = { b = \"python3.13\", a = \"nodejs22.x\" }\n", 1)},
		want: []string{
			`aws_lambda_function.f["a"] name=a runtime=nodejs22.x`,
			`aws_lambda_function.f["b"] name=b runtime=python3.13`,
		},
	}, {
		name: "a local module under for_each",
		files: map[string]string{
			"main.tf":   "module \"m\" {\n  source = \"./m\"\n  for_each = toset([\"x\", \"y\"])\n  name = \"fn-${each.key}\"\n}\n",
			"m/main.tf": "variable \"name\" {}\n" + fmt.Sprintf(fn, "var.name", `"python3.13"`),
		},
		want: []string{
			`module.m["x"].aws_lambda_function.f name=fn-x runtime=python3.13`,
			`module.m["y"].aws_lambda_function.f name=fn-y runtime=python3.13`,
		},
	}, {
		name: "a module that terraform init has installed",
		files: map[string]string{
			"main.tf":                         "module \"m\" {\n  source = \"acme/fn/aws\"\n}\n",
			".terraform/modules/modules.json": `{"Modules":[{"Key":"","Source":"","Dir":"."},{"Key":"m","Source":"acme/fn/aws","Dir":".terraform/modules/m"}]}`,
			".terraform/modules/m/main.tf":    fmt.Sprintf(fn, `"installed"`, `"python3.13"`),
		},
		want: []string{"module.m.aws_lambda_function.f name=installed runtime=python3.13"},
	}, {
		name: "an override file",
		files: map[string]string{
			"main.tf":        fmt.Sprintf(fn, `"a"`, `"python3.9"`),
			"my_override.tf": "resource \"aws_lambda_function\" \"f\" {\n  runtime = \"python3.13\"\n}\n",
		},
		want: []string{"aws_lambda_function.f name=a runtime=python3.13"},
	}, {
		name:  "JSON syntax",
		files: map[string]string{"main.tf.json": `{"variable":{"r":{"default":"python3.13"}},"resource":{"aws_lambda_function":{"f":{"function_name":"a","runtime":"${var.r}"}}}}`},
		want:  []string{"aws_lambda_function.f name=a runtime=python3.13"},
	}, {
		name: "one environment for each stage file",
		files: map[string]string{
			"main.tf":      "variable \"r\" {}\n" + fmt.Sprintf(fn, `"a"`, "var.r"),
			"dev.tfvars":   "r = \"python3.9\"\n",
			"prod.tfvars":  "r = \"python3.13\"\n",
			"a.tf.example": "not read",
		},
		want: []string{
			"dev:aws_lambda_function.f name=a runtime=python3.9",
			"prod:aws_lambda_function.f name=a runtime=python3.13",
		},
	}, {
		name: "what stands before an error of syntax is read",
		files: map[string]string{
			"main.tf": fmt.Sprintf(fn, `"a"`, `"python3.13"`) + "resource \"aws_lambda_function\" \"g\" {\n  function_name = \n",
		},
		want: []string{"aws_lambda_function.f name=a runtime=python3.13"},
	}} {
		t.Run(c.name, func(t *testing.T) {
			got := functions(read(t, c.opts, c.files))
			if len(got) > len(c.want) && strings.Contains(c.name, "error of syntax") {
				got = got[:len(c.want)] // the torn block may be read in part
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestAMonorepoHasTheRootsThatNobodyCalls(t *testing.T) {
	e := read(t, Options{}, map[string]string{
		"a/main.tf":       "module \"m\" {\n  source = \"../modules/fn\"\n}\n",
		"b/main.tf":       fmt.Sprintf(fn, `"b"`, `"python3.13"`),
		"modules/fn/m.tf": fmt.Sprintf(fn, `"shared"`, `"python3.13"`),
	}, "a", "b", "modules/fn")
	want := []string{
		"a:module.m.aws_lambda_function.f name=shared runtime=python3.13",
		"b:aws_lambda_function.f name=b runtime=python3.13",
	}
	if got := functions(e); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// What cannot be read is a problem that names its place, and hides nothing else.
func TestProblemsNameTheirPlace(t *testing.T) {
	good := fmt.Sprintf(fn, `"a"`, `"python3.13"`)
	for _, c := range []struct {
		name, want string
		files      map[string]string
	}{
		{"a module that is not on disk", "m.tf:2 module.m is not on disk", map[string]string{"m.tf": "module \"m\" {\n  source = \"acme/x/aws\"\n}\n"}},
		{"a module outside of the project", "m.tf:2 module.m lies outside of the project: ../up", map[string]string{"m.tf": "module \"m\" {\n  source = \"../up\"\n}\n"}},
		{"a module that calls itself", "m/m.tf:2 a module calls itself: m", map[string]string{"m.tf": "module \"m\" {\n  source = \"./m\"\n}\n", "m/m.tf": "module \"m\" {\n  source = \"../m\"\n}\n"}},
		{"a count past all bounds", "m.tf:2 count = 2000000000 is out of bounds: up to 100,000 instances are told apart", map[string]string{"m.tf": "resource \"aws_sqs_queue\" \"q\" {\n  count = 2000000000\n}\n"}},
		{"a binary file", "m.tf:1 is a binary file, not text", map[string]string{"m.tf": "\x7fELF\x00\x00"}},
		{"a declaration that stands twice", "m.tf:2 `aws_sqs_queue.q` is declared twice", map[string]string{"m.tf": "resource \"aws_sqs_queue\" \"q\" {}\nresource \"aws_sqs_queue\" \"q\" {}\n"}},
		{"a type of Lambda's that nobody knows", "m.tf:1 aws_lambda_dream is a type of Lambda's that this build does not know", map[string]string{"m.tf": "resource \"aws_lambda_dream\" \"d\" {}\n"}},
		{"locals in a circle", "m.tf:3 local.a depends on itself", map[string]string{"m.tf": "locals {\n  a = local.b\n  b = local.a\n}\nresource \"aws_sqs_queue\" \"q\" {\n  name = local.a\n}\n"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.files["good.tf"] = good
			e := read(t, Options{}, c.files)
			var got []string
			for _, p := range e.Problems {
				file, line := p.File, p.Line
				if p.Origin != 0 {
					at := e.Places.At(p.Origin)
					file, line = at.File, at.Line
				}
				got = append(got, fmt.Sprintf("%s:%d %s", file, max(line, 1), p.Summary))
				if p.Effect == "" || p.Next == "" {
					t.Errorf("%s: a problem without effect or next step", p.Summary)
				}
			}
			if !slices.Contains(got, c.want) {
				t.Errorf("problems %q lack %q", got, c.want)
			}
			if fs := functions(e); len(fs) == 0 || !strings.HasPrefix(fs[len(fs)-1], "aws_lambda_function.f name=a") {
				t.Errorf("the good function is gone: %q", fs)
			}
		})
	}
}

func TestPolicyDocumentIsComputedAsTheProviderDoes(t *testing.T) {
	e := read(t, Options{}, map[string]string{"main.tf": `
data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::b/*"]
  }
}
data "aws_iam_policy_document" "all" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  statement {
    sid       = "Read"
    actions   = ["s3:GetObject", "s3:ListBucket"]
    resources = ["arn:aws:s3:::b/&{aws:username}/*"]
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalOrgID"
      values   = ["o-1"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalOrgID"
      values   = ["o-2"]
    }
  }
}
resource "aws_iam_policy" "p" {
  policy = data.aws_iam_policy_document.all.json
}
`})
	p := e.OfKind("policy")[0].(*estate.ManagedPolicy)
	d, ok := p.Policy.Get()
	if !ok || len(d.Statements) != 1 {
		t.Fatalf("document %s, %v", p.Policy, d)
	}
	const want = `{"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow","Action":["s3:GetObject","s3:ListBucket"],"Resource":"arn:aws:s3:::b/${aws:username}/*","Condition":{"StringEquals":{"aws:PrincipalOrgID":["o-1","o-2"]}}}]}`
	if got := string(d.Format()); strings.Join(strings.Fields(got), "") != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if at := e.Places.At(d.Statements[0].Actions.List[1].Place.Origin); at.Line != 13 {
		t.Errorf("the second action stands at %s, want line 13", at)
	}
}

func TestLinksGoThroughModulesAndARNs(t *testing.T) {
	e := read(t, Options{}, map[string]string{
		"main.tf": `
resource "aws_iam_role" "r" { name = "r" }
module "fn" {
  source = "./fn"
  role   = aws_iam_role.r.arn
}
resource "aws_sqs_queue" "dead" {}
resource "aws_sqs_queue" "jobs" {
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 3 })
}
data "aws_caller_identity" "me" {}
resource "aws_lambda_function" "literal" {
  function_name = "literal"
  role          = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/r"
}
`,
		"fn/main.tf": "variable \"role\" {}\nresource \"aws_lambda_function\" \"f\" {\n  function_name = \"f\"\n  role = var.role\n}\n",
	})
	var got []string
	v := e.In(nil)
	for _, r := range e.Resources() {
		for _, l := range v.Outgoing(r) {
			got = append(got, r.Head().Address+" "+l.As+" "+l.To.Head().Address)
		}
	}
	want := []string{
		"aws_lambda_function.literal role aws_iam_role.r",
		"module.fn.aws_lambda_function.f role aws_iam_role.r",
		"aws_sqs_queue.jobs redrive_policy.deadLetterTargetArn aws_sqs_queue.dead",
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Every function that a plain search of the files finds is in the estate.
func TestRealEstatesAreRead(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "data", "iac", "estates")
	estates, err := os.ReadDir(dir)
	if err != nil {
		t.Skip("the samples are not beside this repository: ", err)
	}
	for _, d := range estates {
		t.Run(d.Name(), func(t *testing.T) {
			fsys := os.DirFS(filepath.Join(dir, d.Name()))
			folders := map[string]bool{}
			searched := map[string]bool{}
			_ = fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
				if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".tf") {
					return nil
				}
				folders[filepath.ToSlash(filepath.Dir(name))] = true
				src, _ := fs.ReadFile(fsys, name)
				for i, line := range strings.Split(string(src), "\n") {
					if strings.HasPrefix(line, `resource "aws_lambda_function"`) {
						searched[fmt.Sprintf("%s:%d", name, i+1)] = true
					}
				}
				return nil
			})
			if len(folders) == 0 {
				t.Skip("no Terraform in this sample: there was nothing to read")
			}
			b := &estate.Builder{Places: new(value.Places)}
			var names []string
			for f := range folders {
				names = append(names, f)
			}
			slices.Sort(names)
			Read(b, Options{FS: fsys, Settings: settings.Default(), Prefix: "."}, names, nil)
			e := b.Build()
			for _, r := range e.OfKind("function") {
				at := e.Places.At(r.Head().Block)
				delete(searched, fmt.Sprintf("%s:%d", at.File, at.Line))
			}
			for place := range searched {
				t.Errorf("the function at %s is not in the estate", place)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		fmt.Sprintf(fn, `"a"`, `"python3.13"`),
		"module \"m\" {\n  source = \"./\"\n}\n",
		"locals {\n  a = [for i in range(10) : local.b]\n  b = local.a\n}\n",
		"resource \"aws_sqs_queue\" \"q\" {\n  for_each = toset([\"a\", \"b\"])\n  policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = each.key }] })\n}\n",
		"variable \"x\" {\n  type = map(object({ a = optional(string, \"b\") }))\n}\nresource \"aws_security_group\" \"g\" {\n  dynamic \"ingress\" {\n    for_each = var.x\n    content {\n      from_port = ingress.value\n    }\n  }\n}\n",
		"data \"aws_iam_policy_document\" \"d\" {\n  statement {\n    actions = [\"*\"]\n  }\n}\nresource \"aws_iam_policy\" \"p\" {\n  policy = data.aws_iam_policy_document.d.json\n}\n",
		"resource \"aws_sqs_queue\" \"q\" {\n  policy = alone\n}\n",
	} {
		f.Add([]byte(s))
		f.Add([]byte(s[:len(s)/2]))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		files := fstest.MapFS{"main.tf": {Data: src}}
		once := readFS(Options{FS: files})
		again := readFS(Options{FS: files})
		if a, b := describe(once), describe(again); a != b {
			t.Fatalf("two readings differ:\n%s\n%s", a, b)
		}
	})
}

func describe(e *estate.Estate) string {
	var b strings.Builder
	for _, r := range e.Resources() {
		h := r.Head()
		fmt.Fprintln(&b, h.ID(), h.Kind(), h.Name(), e.Places.At(h.Block), h.When, h.Tags)
	}
	for _, p := range e.Problems {
		fmt.Fprintln(&b, e.Places.At(p.Origin), p.File, p.Line, p.Summary)
	}
	return b.String()
}

// A name is used once a region: its ARN tells the two apart.
func TestOneNameInTwoRegions(t *testing.T) {
	e := read(t, Options{}, map[string]string{"main.tf": `
provider "aws" { region = "eu-west-1" }
provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
resource "aws_sqs_queue" "here" { name = "jobs" }
resource "aws_sqs_queue" "there" {
  name     = "jobs"
  provider = aws.us
}
resource "aws_lambda_event_source_mapping" "m" {
  function_name    = "worker"
  event_source_arn = aws_sqs_queue.there.arn
}
`})
	links := e.In(nil).Outgoing(e.OfKind("event_source_mapping")[0])
	if len(links) != 1 || links[0].To.Head().Address != "aws_sqs_queue.there" {
		t.Errorf("the mapping is linked to %v, want the queue aws_sqs_queue.there", links)
	}
}
