package terraform

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"bailiwick/estate"
	"bailiwick/internal/hcl"
)

// shared returns a folder of shared/data beside the module's root.
func shared(t testing.TB, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above")
		}
		dir = filepath.Dir(dir)
	}
	dir = filepath.Join(dir, "../shared/data", name)
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no shared/data/" + name + " beside the module's root")
	}
	return dir
}

// TestAStandInReadsWhatTheModuleReads compares the examples of known modules,
// read with the module on disk, with the same read from their inputs. Beside
// the Lambda module of shared/data it takes the modules in the folder that the
// variable KNOWN_MODULES names: terraform-aws-sqs@5.2.1 and so on.
func TestAStandInReadsWhatTheModuleReads(t *testing.T) {
	for _, dir := range moduleFolders(t) {
		name, version, _ := strings.Cut(path.Base(dir), "@")
		name = strings.TrimPrefix(name, "terraform-aws-")
		if version == "" {
			version = "8.8.1" // what shared/data has
		}
		examples, _ := filepath.Glob(filepath.Join(dir, "examples", "*", "main.tf"))
		if len(examples) == 0 {
			t.Errorf("%s has no examples", dir)
		}
		local := regexp.MustCompile(`(?m)^(\s*source\s*=\s*)"\.\./\.\./?(modules/[a-z0-9-]+)?/?"`)
		for _, main := range examples {
			example := path.Join("examples", path.Base(filepath.Dir(main)))
			t.Run(path.Base(dir)+"/"+example, func(t *testing.T) {
				onDisk := readFS(Options{FS: os.DirFS(dir)}, example)
				rewritten := fstest.MapFS{}
				err := fs.WalkDir(os.DirFS(dir), "examples", func(f string, d fs.DirEntry, err error) error {
					if err != nil || d.IsDir() {
						return err
					}
					text, err := os.ReadFile(filepath.Join(dir, f))
					rewritten[f] = &fstest.MapFile{Data: local.ReplaceAllFunc(text, func(line []byte) []byte {
						m := local.FindSubmatch(line)
						address := "terraform-aws-modules/" + name + "/aws"
						if len(m[2]) > 0 {
							address += "//" + string(m[2])
						}
						return fmt.Appendf(nil, "%s%q\n  version = %q", m[1], address, version)
					})}
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
				for _, d := range standInDiffers(onDisk, readFS(Options{FS: rewritten}, example)) {
					t.Error(d)
				}
			})
		}
	}
}

// moduleFolders returns the folders of modules that are to hand.
func moduleFolders(t *testing.T) []string {
	if named := os.Getenv("KNOWN_MODULES"); named != "" {
		folders, _ := filepath.Glob(filepath.Join(named, "terraform-aws-*@*"))
		return folders
	}
	return []string{shared(t, "iac/estates/terraform-aws-lambda")}
}

// standInDiffers compares what a module on disk declares with what its stand-in
// does, and returns a sentence for each difference.
func standInDiffers(onDisk, known *estate.Estate) (differences []string) {
	differ := func(format string, args ...any) { differences = append(differences, fmt.Sprintf(format, args...)) }
	described := map[string]estate.Resource{}
	unread := []string{} // calls of modules that have no stand-in
	for _, g := range known.Gaps {
		if call, ok := cutAt(g.Why.Reason(), " is not on disk"); ok {
			unread = append(unread, call)
		}
	}
	for _, r := range known.Resources() {
		described[r.Head().Address] = r
		if h := r.Head(); h.Marked != "" {
			if place := known.Places.At(h.Block); !strings.HasPrefix(place.File, "examples/") {
				differ("%s stands in %s", h.Address, place.File)
			}
		}
	}
	var torn []string // calls with inputs that are told not to be known
	for _, g := range known.Gaps {
		if _, call, ok := strings.Cut(g.Why.Reason(), "` of "); ok {
			torn = append(torn, strings.TrimSuffix(strings.TrimSuffix(call, " do"), " does"))
		}
	}
	isTorn := func(address string) bool {
		return slices.ContainsFunc(torn, func(call string) bool { return strings.HasPrefix(address, call+".") })
	}
	for _, r := range onDisk.Resources() {
		h := r.Head()
		if !strings.HasPrefix(h.Address, "module.") || strings.Contains(h.Written, "provider") && !strings.HasPrefix(h.Written, "aws_") || h.Written == "module" {
			continue
		}
		if slices.ContainsFunc(unread, func(call string) bool { return strings.HasPrefix(h.Address, call+".") }) {
			continue
		}
		k := described[h.Address]
		delete(described, h.Address)
		if k == nil {
			if !isTorn(h.Address) {
				differ("%s is not read", h.Address)
			}
			continue
		}
		if k.Head().Marked == "" {
			continue
		}
		want, got := attributes(r), attributes(k)
		for i := range want {
			if tolerated(got[i], want[i]) {
				continue
			}
			if want[i] != got[i] {
				differ("%s: %s, want %s", h.Address, got[i], want[i])
			}
		}
	}
	for address, r := range described {
		if r.Head().Marked != "" && !isTorn(address) {
			differ("%s is read and does not exist", address)
		}
	}
	slices.Sort(differences)
	return differences
}

// tolerated reports whether what a stand-in says for a field is as good as
// what the module says, in all versions: AWS's own default where an older one
// left it out, and unknown where the module's words leave open which of several
// unknown things a build makes up.
func tolerated(got, want string) bool {
	name, is, _ := strings.Cut(got, " ")
	if strings.Contains(want, "aws_s3_bucket_policy.this[0].id") {
		return true // the bucket's name by a detour that only an apply resolves
	}
	if strings.Contains(want, "unknown: `replace` of") {
		return true // placeholders are looked for in names that only an apply tells
	}
	if strings.Contains(got, "(not read:") || strings.Contains(want, "data.aws_arn") {
		return true // a part is told to be unknown, or is unknown in the module's words
	}
	if strings.Contains(is, "unknown: ") && strings.Contains(want, "unknown: ") || name == "unsure" && is != "" && want != "unsure " {
		return true // the same, for different reasons
	}
	if name == "tags" && strings.Contains(is, "element(var.azs") && strings.Contains(want, "element(var.azs") {
		return true // holes are named after the words of the call
	}
	switch name {
	case "CodeHash", "CodeKey", "Key":
		return strings.HasPrefix(is, "unknown")
	case "LogFormat", "MaxSession", "tags":
		return strings.HasSuffix(want, "not set") && (is == "Text" || is == "3600" || is == "{}")
	case "StatementID":
		return true // whole before 8.0, and a prefix since
	case "identities":
		return strings.Contains(got, "statement_id")
	}
	return false
}

func cutAt(s, mark string) (before string, found bool) {
	before, _, found = strings.Cut(s, mark)
	return before, found
}

// attributes describes what the kind's struct holds, a field each.
func attributes(r estate.Resource) []string {
	h := r.Head()
	slices.SortFunc(h.Identities, func(a, b estate.Identity) int { return strings.Compare(a.Attribute, b.Attribute) })
	out := []string{fmt.Sprint("type ", h.Written), fmt.Sprint("when ", h.When), fmt.Sprint("unsure ", h.Unsure.Reason()), fmt.Sprint("tags ", h.Tags), fmt.Sprint("identities ", h.Identities)}
	v := reflect.ValueOf(r).Elem()
	for i := range v.NumField() {
		if f := v.Type().Field(i); f.IsExported() {
			is := v.Field(i).Interface()
			if p, ok := is.(estate.Policy); ok {
				if d, known := p.Get(); known {
					is = string(d.Normalize().Format())
				}
			}
			out = append(out, fmt.Sprint(f.Name, " ", is))
		}
	}
	own := regexp.MustCompile(`(, )?terraform-aws-modules = [a-z0-9-]+`) // some releases tag what they make
	argument := regexp.MustCompile(`\$\{argument [^}]*\}`)               // named after the words of the call
	for i := range out {
		out[i] = argument.ReplaceAllString(own.ReplaceAllString(out[i], ""), "${argument}")
	}
	return out
}

func TestWhatAModuleCallIsReadAs(t *testing.T) {
	const lambda = "terraform-aws-modules/lambda/aws"
	for _, c := range []struct {
		name, source, version, inputs string
		marked, doubt, problem        string
	}{{
		name: "an exact version", source: lambda, version: "= 8.1.2",
		marked:  "read from the inputs of terraform-aws-modules/lambda/aws 8.1.2",
		problem: "module.m is not on disk: read from its inputs as terraform-aws-modules/lambda/aws 8.1.2",
	}, {
		name: "a range", source: lambda, version: "~> 7.0",
		marked: "read from the inputs of terraform-aws-modules/lambda/aws 7.x", doubt: "its version is not pinned",
		problem: "module.m is not on disk: read from its inputs as terraform-aws-modules/lambda/aws 7.x",
	}, {
		name: "no version", source: "registry.terraform.io/" + lambda,
		marked: "read from the inputs of terraform-aws-modules/lambda/aws 8.x", doubt: "its version is not pinned",
		problem: "module.m is not on disk: read from its inputs as terraform-aws-modules/lambda/aws 8.x",
	}, {
		name: "a tag of the repository", source: "git::https://github.com/terraform-aws-modules/terraform-aws-lambda.git?ref=v7.2.1",
		marked:  "read from the inputs of terraform-aws-modules/lambda/aws 7.2.1",
		problem: "module.m is not on disk: read from its inputs as terraform-aws-modules/lambda/aws 7.2.1",
	}, {
		name: "a commit of the repository", source: "git@github.com:terraform-aws-modules/terraform-aws-lambda.git?ref=4b1d7e5",
		marked: "read from the inputs of terraform-aws-modules/lambda/aws 8.x", doubt: "its version is not pinned",
		problem: "module.m is not on disk: read from its inputs as terraform-aws-modules/lambda/aws 8.x",
	}, {
		name: "a version that no stand-in holds for", source: lambda, version: "9.0.0",
		problem: "module.m is not on disk, and the inputs of that version are not understood: of terraform-aws-modules/lambda those of 3.0.0 to below 7.20.0, 7.20.0 to below 9.0.0 are",
	}, {
		name: "an input that is not known", source: lambda, version: "8.1.2", inputs: "frobnicate = true",
		marked: "read from the inputs of terraform-aws-modules/lambda/aws 8.1.2", doubt: "it is not known what its input `frobnicate` does",
		problem: "module.m is not on disk: read from its inputs as terraform-aws-modules/lambda/aws 8.1.2",
	}, {
		name: "another's module", source: "acme/lambda/aws", problem: "module.m is not on disk",
	}} {
		t.Run(c.name, func(t *testing.T) {
			version := ""
			if c.version != "" {
				version = fmt.Sprintf("version = %q", c.version)
			}
			e := read(t, Options{}, map[string]string{"main.tf": fmt.Sprintf("module \"m\" {\n  source = %q\n  %s\n  %s\n  function_name = \"f\"\n}\n", c.source, version, c.inputs)})
			marked, doubt := "", ""
			for _, f := range e.OfKind("function") {
				h := f.Head()
				marked, doubt = h.Marked, h.Doubt.Reason()
				if at := e.Places.At(h.Block); at.File != "main.tf" || at.Line != 1 || len(h.Calls) != 0 {
					t.Errorf("%s stands at %s, under %d calls; want the call alone", h.Address, at, len(h.Calls))
				}
				if at := e.Places.At(f.(*estate.Function).FunctionName.Origin()); at.Line != 5 {
					t.Errorf("its name stands at %s, want line 5", at)
				}
			}
			if marked != c.marked || doubt != c.doubt {
				t.Errorf("marked %q, doubt %q; want %q, %q", marked, doubt, c.marked, c.doubt)
			}
			if len(e.Problems) != 1 || e.Problems[0].Summary != c.problem {
				t.Errorf("problems %v, want %q", e.Problems, c.problem)
			}
			if gap := len(e.Gaps) > 0; gap != (c.marked == "" || c.inputs != "") {
				t.Errorf("gaps %v", e.Gaps)
			}
		})
	}
}

// What a stand-in tells by its outputs links what refers to them.
func TestOutputsOfAStandInLink(t *testing.T) {
	e := read(t, Options{}, map[string]string{"main.tf": `
module "f" {
  source        = "terraform-aws-modules/lambda/aws"
  version       = "8.8.1"
  for_each      = toset(["a", "b"])
  function_name = "f-${each.key}"
}

resource "aws_lambda_permission" "a" {
  function_name = module.f["a"].lambda_function_name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
}
`})
	view := e.In(nil)
	for _, f := range e.OfKind("function") {
		n := 0
		for range estate.From[*estate.FunctionPolicy](view, f, "") {
			n++
		}
		if want := map[string]int{"f-a": 1, "f-b": 0}[f.Head().Name()]; n != want {
			t.Errorf("%s has %d permissions, want %d", f.Head().Address, n, want)
		}
	}
	if got := functions(e); len(got) != 2 {
		t.Errorf("functions %q, want two", got)
	}
}

func TestParseConstraint(t *testing.T) {
	for _, c := range []struct {
		in   string
		want versions
		ok   bool
	}{
		{"1.2.3", versions{version{1, 2, 3}, version{1, 2, 4}}, true},
		{"= v1.2.3", versions{version{1, 2, 3}, version{1, 2, 4}}, true},
		{"~> 7.0", versions{version{7}, version{8}}, true},
		{"~>7.2.1", versions{version{7, 2, 1}, version{7, 3}}, true},
		{">= 6, < 8, != 7.1", versions{version{6}, version{8}}, true},
		{"> 6.1, <= 7", versions{version{6, 1, 1}, version{7, 0, 1}}, true},
		{"", versions{below: newest}, true},
		{">= 8, < 7", versions{}, false},
		{"8.0.0-beta1", versions{}, false},
		{"latest", versions{}, false},
	} {
		if got, ok := parseConstraint(c.in); got != c.want || ok != c.ok {
			t.Errorf("parseConstraint(%q) = %v, %v; want %v, %v", c.in, got, ok, c.want, c.ok)
		}
	}
}

// FuzzParseConstraint: what is read is never empty, and a stand-in that is
// chosen for it holds for some version that it permits.
func FuzzParseConstraint(f *testing.F) {
	for _, s := range []string{"~> 7.0", ">= 6, < 8, != 7.1", "= v1.2.3", "", "> 6.1, <= 7", "1.2.3.4", "~>", "99999999999999999999"} {
		f.Add(s)
		f.Add(s[:len(s)/2])
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, ok := parseConstraint(s)
		if !ok {
			return
		}
		if !r.from.less(r.below) {
			t.Fatalf("parseConstraint(%q) = %v, which holds nothing", s, r)
		}
		if both, ok := r.and(r); !ok || both != r {
			t.Fatalf("%v and itself = %v, %v", r, both, ok)
		}
	})
}

// Every file of a stand-in parses, and the table names files that are there.
func TestStandInsParse(t *testing.T) {
	for _, k := range knownModules {
		if len(strings.Fields(k.files)) == 0 {
			t.Errorf("%s has no files", k.name)
		}
		for name := range strings.FieldsSeq(k.files) {
			src, err := standIns.ReadFile("known/" + name)
			if err != nil {
				t.Error(err)
				continue
			}
			if f := hcl.Parse(src); len(f.Errors) > 0 {
				t.Errorf("%s: %s", name, f.Errors[0].Message)
			}
		}
	}
}
