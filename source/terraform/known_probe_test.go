package terraform

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"bailiwick/estate"
	"bailiwick/internal/hcl"
	"bailiwick/value"
)

// TestAnInputDoesWhatItDoesToTheModule sets every input of every known module
// in the folder that the variable KNOWN_MODULES names, one after the other and
// to several values each, and compares what the module then declares with what
// its stand-in does. An input that the stand-in calls unknown is left out.
func TestAnInputDoesWhatItDoesToTheModule(t *testing.T) {
	if os.Getenv("KNOWN_MODULES") == "" {
		t.Skip("KNOWN_MODULES names no folder of modules, each as terraform-aws-NAME@VERSION")
	}
	for _, dir := range moduleFolders(t) {
		repository, number, _ := strings.Cut(strings.TrimPrefix(path.Base(dir), "terraform-aws-"), "@")
		v, _, ok := parseVersion(number)
		if !ok {
			t.Fatalf("%s has no version", dir)
		}
		for i := range knownModules {
			k := &knownModules[i]
			name, sub, _ := strings.Cut(k.name, "//")
			if name != repository || v.less(k.holds.from) || !v.less(k.holds.below) {
				continue
			}
			t.Run(path.Base(dir)+"//"+sub, func(t *testing.T) { probeStandIn(t, k, moduleFiles(t, dir), sub, number) })
		}
	}
}

// moduleFiles reads what a module consists of, under m.
func moduleFiles(t *testing.T, dir string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if d != nil && (name == "examples" || name == "wrappers" || name == "tests") {
				return fs.SkipDir
			}
			return err
		}
		if path.Ext(name) != ".tf" {
			return nil
		}
		text, err := os.ReadFile(dir + "/" + name)
		files["m/"+name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func probeStandIn(t *testing.T, k *known, files fstest.MapFS, sub, number string) {
	r := newReader(&estate.Builder{Places: new(value.Places)}, Options{FS: files, Prefix: "."})
	m, err := r.module(path.Join("m", sub), "")
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("%s has no %s", number, k.name)
	} else if err != nil {
		t.Fatal(err)
	}
	const main = "examples/probe/main.tf"
	read := func(inputs map[string]string) (onDisk, known *estate.Estate) {
		var set strings.Builder
		for _, name := range slices.Sorted(maps.Keys(inputs)) {
			fmt.Fprintf(&set, "  %s = %s\n", name, inputs[name])
		}
		call := "module \"m\" {\n  source = %q\n%s}\n" + probeHelpers
		files[main] = &fstest.MapFile{Data: fmt.Appendf(nil, call, path.Join("../../m", sub), set.String())}
		onDisk = readFS(Options{FS: files}, path.Dir(main))
		fmt.Fprintf(&set, "  version = %q\n", number)
		known = readFS(Options{FS: fstest.MapFS{main: &fstest.MapFile{Data: fmt.Appendf(nil, call, k.address(), set.String())}}}, path.Dir(main))
		return onDisk, known
	}
	unknown, told := []string{}, map[string]bool{}
	for _, base := range probeBases(m) {
		for _, name := range slices.Sorted(maps.Keys(m.variables)) {
			for _, is := range samples(name, m.variables[name]) {
				inputs := maps.Clone(base)
				inputs[name] = is
				for name := range inputs {
					if slices.Contains(unknown, name) {
						delete(inputs, name)
					}
				}
				onDisk, known := read(inputs)
				was := len(unknown)
				for name := range inputs {
					if slices.ContainsFunc(known.Problems, func(p value.Problem) bool {
						return strings.Contains(p.Summary, " is not on disk: ") && strings.Contains(p.Effect, "`"+name+"`")
					}) {
						unknown = append(unknown, name)
					}
				}
				if len(unknown) > was {
					continue
				}
				for _, d := range standInDiffers(onDisk, known) {
					if !told[d] {
						t.Errorf("%s = %s: %s", name, is, d)
					}
					told[d] = true
				}
			}
		}
	}
	slices.Sort(unknown)
	if unknown = slices.Compact(unknown); len(unknown) > 0 {
		t.Logf("not understood: %s", strings.Join(unknown, " "))
	}
}

// probeHelpers are what the values of inputs refer to.
const probeHelpers = ""

// probeBases are inputs that are set while others are tried, so that these
// have something to act on: nothing but a name; all that can be switched on;
// everything; in a smaller module also what can be switched on and one more.
func probeBases(m *module) []map[string]string {
	named, on, all := map[string]string{}, map[string]string{}, map[string]string{}
	for name, b := range m.variables {
		values := samples(name, b)
		all[name] = values[0]
		if values[0] == "true" {
			on[name] = "true"
		}
		if !b.body.attr("default").ok() || name == "name" || name == "role_name" || name == "function_name" || name == "bucket" {
			named[name], on[name] = values[0], values[0]
		}
	}
	bases := []map[string]string{named, on, all}
	if len(m.variables) > 60 {
		return bases
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if on[name] == "" {
			two := maps.Clone(on)
			two[name] = all[name]
			bases = append(bases, two)
		}
	}
	return bases
}

// samples returns values for an input: of its type, as far as that is written,
// and of the other truth where it is one.
func samples(name string, b *block) []string {
	if given := samplesOf[name]; given != nil {
		return given
	}
	t := b.body.attr("type")
	if !t.ok() {
		return []string{`"x-value"`, `{}`, `[]`}
	}
	node := t.node
	if t.JSON || t.Kind(node) == hcl.Template { // before 0.12
		return []string{`"x-value"`}
	}
	var out []string
	for _, s := range []sampler{{t.file, true, true}, {t.file, true, false}, {t.file, false, true}} {
		if text := s.of(node); !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

// samplesOf are values for inputs whose type says nothing.
var samplesOf = map[string][]string{
	"ingress_rules":            {`["https-443-tcp", "all-all", "postgresql-tcp", "smtps-2456-tcp", "dns-udp"]`},
	"egress_rules":             {`["https-443-tcp", "all-all"]`, `[]`},
	"ingress_with_cidr_blocks": {`[{ rule = "ssh-tcp" }, { from_port = 8080, to_port = 8090, protocol = "tcp", cidr_blocks = "10.0.0.0/8,10.1.0.0/16" }]`},
	"rules":                    {`{ orders = { event_pattern = "{}", enabled = true }, crons = { schedule_expression = "rate(5 minutes)", state = "disabled", role_arn = true } }`},
	"targets":                  {`{ orders = [{ name = "a", arn = "arn:aws:lambda:eu-west-1:123456789012:function:f", dead_letter_arn = "arn:aws:sqs:eu-west-1:123456789012:q", retry_policy = { maximum_retry_attempts = 3 } }], crons = [{ name = "b", arn = "arn:aws:sqs:eu-west-1:123456789012:q", input = "x", attach_role_arn = true }] }`},
	"endpoints":                {`{ s3 = { service = "s3", service_type = "Gateway", route_table_ids = ["rtb-1"], policy = "{}" }, sqs = { service_endpoint = "com.amazonaws.eu-west-1.sqs", private_dns_enabled = true, subnet_ids = ["subnet-2"], security_group_ids = ["sg-2"] } }`},
	"oidc_provider_urls":       {`["https://a.example.org/x", "b.example.org"]`},
	"oidc_providers":           {`{ a = { provider_arn = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A", namespace_service_accounts = ["default:app", "default:other"] } }`},
	"inline_policy_statements": {`[{ sid = "a", actions = ["s3:GetObject"], resources = ["*"], conditions = [{ test = "Bool", variable = "aws:SecureTransport", values = ["true"] }] }, { effect = "Deny", not_actions = ["s3:*"], not_resources = ["x"] }]`},
	"egress_with_self":         {`[{ rule = "all-all" }, { rule = "http-80-tcp", self = false }]`},
	"metric_query":             {`[{ id = "e1", return_data = true, expression = "m2/m1" }, { id = "m1", metric = [{ metric_name = "Errors", namespace = "AWS/Lambda", period = 60, stat = "Sum", dimensions = { FunctionName = "f" } }] }]`},
}

// A sampler makes a value of a type: with what is optional or without, and with
// all truths yes or no.
type sampler struct {
	*file
	full, yes bool
}

func (s sampler) of(n hcl.Node) string {
	switch s.Kind(n) {
	case hcl.Variable:
		switch s.Name(n) {
		case "bool":
			return fmt.Sprint(s.yes)
		case "number":
			return "7"
		case "string":
			return `"x-value"`
		case "list", "set":
			return `["x-element"]`
		}
		return `{}`
	case hcl.Call:
		inner := ""
		if s.Kind(s.Kid(n, 0)) != hcl.Object {
			inner = s.of(s.Kid(n, 0))
		}
		switch s.Name(n) {
		case "list", "set", "tuple":
			if inner == "" {
				inner = s.object(s.Kid(n, 0))
			}
			return "[" + inner + "]"
		case "map":
			if inner == "" {
				inner = s.object(s.Kid(n, 0))
			}
			return "{ x-key = " + inner + " }"
		case "object":
			return s.object(s.Kid(n, 0))
		}
		return inner
	}
	return `{}`
}

func (s sampler) object(n hcl.Node) string {
	out := "{ "
	kids := s.Kids(n)
	for i := 0; i+1 < len(kids); i += 2 {
		of := kids[i+1]
		if s.Kind(of) == hcl.Call && s.Name(of) == "optional" {
			if !s.full {
				continue
			}
			of = s.Kid(of, 0)
		}
		out += s.key(kids[i]) + " = " + s.of(of) + ", "
	}
	return out + "}"
}
