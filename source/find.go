package source

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"bailiwick/value"
)

// Found is what a walk through a target came upon.
type Found struct {
	Folders []string // with Terraform files, sorted
	Named   []string // Terraform folders or files that the user named: roots whatever calls them
	Plans   []string // plans as JSON
	// Assemblies are folders that `cdk synth` has written: cdk.out.
	Assemblies []string
	// Templates are CloudFormation and SAM templates, NamedTemplates those that
	// the user named: stacks of their own whatever nests them.
	Templates, NamedTemplates []string
	Services                  []string // configurations of the Serverless Framework: serverless.yml and its kin
	Others                    []Other  // what no reader takes yet
	Problems                  []value.Problem
	Files                     int // all files that were passed
}

// Other is a file that declares something which no reader takes.
type Other struct {
	Path string
	What string // "a CloudFormation template"
	Next string // what to do about it
}

// A Mistake is a target that is not what it was taken for, with what to do.
type Mistake struct{ What, Next string }

func (m *Mistake) Error() string { return m.What }

const (
	maxWalk  = 2_000_000 // files
	maxDepth = 64        // folders within folders
	sniffed  = 64 << 10  // bytes of a file that are looked at to tell what it is
)

// Find walks the target, a path within the project, leaving out what the
// patterns match and what is never a declaration of the user's own:
// .terraform, .git, node_modules, and what sam build and serverless package write.
func Find(fsys fs.FS, target string, exclude []string) (*Found, error) {
	info, err := fs.Stat(fsys, target)
	if err != nil {
		return nil, err
	}
	f := new(Found)
	if !info.IsDir() {
		return f, f.file(fsys, target, true)
	}
	err = fs.WalkDir(fsys, target, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			f.unread(name, err)
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case name != target && Matches(exclude, name), d.IsDir() && left(d.Name()) && name != target:
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir() && strings.Count(name, "/") > maxDepth:
			f.Problems = append(f.Problems, value.Problem{
				File: name, Summary: "folders are nested more than 64 deep",
				Effect: "what lies deeper is in no count", Next: "name the folder that you want checked",
			})
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		if f.Files++; f.Files > maxWalk {
			return errors.New("the target holds more than two million files: name a folder inside it")
		}
		return f.file(fsys, name, false)
	})
	slices.Sort(f.Folders)
	f.Folders = slices.Compact(f.Folders)
	f.settle()
	if slices.Contains(f.Folders, target) {
		f.Named = append(f.Named, target)
	}
	return f, err
}

// left reports whether a folder of the name is left out.
func left(name string) bool {
	switch name {
	case ".terraform", ".terragrunt-cache", ".git", "node_modules", ".serverless", ".aws-sam": // the last two hold what is made of what is read
		return true
	}
	return false
}

// IsTerraform reports whether Terraform or OpenTofu reads a file of the name.
func IsTerraform(name string) bool {
	for _, ext := range []string{".tf", ".tofu", ".tf.json", ".tofu.json"} {
		if strings.HasSuffix(name, ext) {
			return true
		}
	}
	return false
}

func (f *Found) unread(name string, err error) {
	f.Problems = append(f.Problems, value.Problem{
		File: name, Summary: "cannot be read: " + Cause(err),
		Effect: "what it declares is in no count", Next: "make it readable, or leave it out with exclude in bailiwick.yaml",
	})
}

// isWide reports whether a text is UTF-16, by its byte-order mark.
func isWide(head []byte) bool {
	return bytes.HasPrefix(head, []byte("\xFF\xFE")) || bytes.HasPrefix(head, []byte("\xFE\xFF"))
}

// wide tells of a file that would be read if it were not UTF-16.
func (f *Found) wide(base, name string, head []byte) {
	narrow := bytes.ReplaceAll(head[2:], []byte{0}, nil)
	if isPlan(narrow) || isService(base, narrow) || isTemplate(narrow) {
		f.Problems = append(f.Problems, value.Problem{
			File: name, Summary: "is UTF-16 text, as > of Windows PowerShell writes it",
			Effect: "what it declares is in no count", Next: "save it as UTF-8",
		})
	}
}

// Cause returns the innermost words of a file system's error, without the
// path.
func Cause(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// file notes what the file is. If the user named it, what no reader takes is
// an error.
func (f *Found) file(fsys fs.FS, name string, named bool) error {
	base := path.Base(name)
	switch {
	case IsTerraform(base):
		if named {
			f.Named = append(f.Named, name)
			return nil
		}
		f.Folders = append(f.Folders, path.Dir(name))
		return nil
	case named:
		return f.named(fsys, name)
	}
	other, ok := framework(name)
	if !ok && (strings.HasSuffix(base, ".yaml") || strings.HasSuffix(base, ".yml") || strings.HasSuffix(base, ".json") || strings.HasSuffix(base, ".template")) {
		head, err := head(fsys, name)
		switch {
		case errors.Is(err, ErrIrregular), errors.Is(err, fs.ErrNotExist): // a socket, or a link to nothing
			return nil
		case err != nil:
			f.unread(name, err)
			return nil
		}
		switch {
		case isWide(head):
			f.wide(base, name, head)
		case isPlan(head):
			f.Plans = append(f.Plans, name)
		case base == "manifest.json" && isAssembly(head):
			f.Assemblies = append(f.Assemblies, path.Dir(name))
		case isService(base, head):
			f.Services = append(f.Services, name)
		case isTemplate(head):
			f.Templates = append(f.Templates, name)
		}
	}
	if isServiceCode(base) {
		f.Services = append(f.Services, name)
	}
	if ok {
		other.Path = name
		f.Others = append(f.Others, other)
	}
	return nil
}

// named tells what a file is that the user named.
func (f *Found) named(fsys fs.FS, name string) error {
	head, err := head(fsys, name)
	if err != nil {
		return err
	}
	switch {
	case isPlan(head):
		f.Plans = append(f.Plans, name)
		return nil
	case path.Base(name) == "manifest.json" && isAssembly(head):
		f.Assemblies = append(f.Assemblies, path.Dir(name))
		return nil
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return &Mistake{"is a binary plan, which only Terraform reads", "terraform show -json " + name + " > plan.json"}
	case isState(head):
		return &Mistake{"is a state, which tells what was, not what is declared", "check the folder that it belongs to, or a plan: terraform show -json PLAN > plan.json"}
	case isWide(head):
		return &Mistake{"is UTF-16 text, as > of Windows PowerShell writes it", "terraform show -json PLAN | Out-File -Encoding utf8 plan.json"}
	case bytes.Contains(head, []byte(`"@level"`)) && bytes.Contains(head, []byte(`"@message"`)):
		return &Mistake{"is the log of `terraform plan -json`, not a plan", "terraform plan -out tfplan && terraform show -json tfplan > plan.json"}
	}
	if isServiceCode(path.Base(name)) || isService(path.Base(name), head) {
		f.Services = append(f.Services, name)
		return nil
	}
	if isTemplate(head) {
		f.NamedTemplates = append(f.NamedTemplates, name)
		return nil
	}
	if other, ok := framework(name); ok {
		return &Mistake{"is " + other.What + ", which is not read yet", other.Next}
	}
	return &Mistake{"is nothing that is read here", "name a folder with .tf files or templates, one such file, or a plan as JSON"}
}

func head(fsys fs.FS, name string) ([]byte, error) {
	switch info, err := fs.Stat(fsys, name); { // before it is opened: a pipe would wait for a writer
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, ErrIrregular
	}
	file, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, sniffed))
}

// isPlan reports whether the head of a JSON document looks like that of
// `terraform show -json` for a plan, in whatever order its keys stand.
func isPlan(head []byte) bool {
	keys := topKeys(head)
	has := func(name string) bool { return slices.Contains(keys, name) }
	if has("values") || has("lineage") {
		return false
	}
	if !has("format_version") {
		// Sorted by name, the configuration comes first and may fill the head.
		return len(head) == sniffed && has("configuration") && bytes.Contains(head, []byte(`"root_module"`))
	}
	return has("planned_values") || has("resource_changes") || has("configuration") || has("prior_state") || has("terraform_version")
}

// isState reports whether it looks like a state: a file of Terraform's own, or
// `terraform show -json` for one.
func isState(head []byte) bool {
	keys := topKeys(head)
	return slices.Contains(keys, "lineage") || slices.Contains(keys, "format_version") && slices.Contains(keys, "values")
}

// topKeys returns the keys of the outermost object as far as the head goes.
func topKeys(head []byte) []string {
	if !isObject(head) {
		return nil
	}
	var keys []string
	depth, start := 0, -1
	for i := 0; i < len(head); i++ {
		switch c := head[i]; {
		case start >= 0 && c == '\\':
			i++
		case start >= 0 && c == '"':
			after := bytes.TrimLeft(head[i+1:], " \t\r\n")
			if depth == 1 && len(after) > 0 && after[0] == ':' {
				keys = append(keys, string(head[start:i]))
			}
			start = -1
		case start >= 0:
		case c == '"':
			start = i + 1
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		}
	}
	return keys
}

func isObject(head []byte) bool {
	head = bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF"))
	return bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("{"))
}

// isTemplate reports whether a document is a template of CloudFormation or SAM:
// by its version, or by a map of resources of AWS's types. Where the head is
// full of other things, the reader tells.
func isTemplate(head []byte) bool {
	if !bytes.Contains(head, []byte("Resources")) && len(head) < sniffed {
		return false
	}
	if bytes.Contains(head, []byte("AWSTemplateFormatVersion")) || bytes.Contains(head, []byte("AWS::Serverless-2016-10-31")) {
		return topLevel(head, "Resources") || len(head) == sniffed
	}
	return topLevel(head, "Resources") && bytes.Contains(head, []byte("AWS::"))
}

// isService reports whether a document is the configuration of a service of the
// Serverless Framework: it is called like one and has a provider or functions, or
// has all that makes a service.
func isService(base string, head []byte) bool {
	has := func(key string) bool { return topLevel(head, key) }
	switch {
	case has("Resources"):
		return false
	case strings.HasPrefix(base, "serverless") && (has("provider") || has("functions")):
		return true
	case slices.Contains([]string{"serverless.yml", "serverless.yaml", "serverless.json"}, base) && !utf8.Valid(head[:max(0, len(head)-utf8.UTFMax)]):
		return true // what is wrong with it is told where it is read
	}
	return has("service") && has("provider") && (has("functions") || has("resources"))
}

// isServiceCode reports whether a file of code is called like the configuration
// of a service.
func isServiceCode(base string) bool {
	stem, ext, _ := strings.Cut(base, ".")
	return stem == "serverless" && slices.Contains([]string{"js", "cjs", "mjs", "ts"}, ext)
}

// topLevel reports whether a document has the key at its outermost level.
func topLevel(head []byte, key string) bool {
	if isObject(head) {
		return slices.Contains(topKeys(head), key)
	}
	for _, quote := range []string{"", `"`, "'"} {
		written := []byte(quote + key + quote + ":")
		if bytes.HasPrefix(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), written) || bytes.Contains(head, append([]byte("\n"), written...)) {
			return true
		}
	}
	return false
}
