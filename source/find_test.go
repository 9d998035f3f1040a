package source

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestNamedFiles(t *testing.T) {
	for _, c := range []struct {
		name, text, mistake string // "" for a plan
	}{
		{"plan", `{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{}}`, ""},
		{"plan with a prior state first", `{"prior_state":{"values":{"lineage":1}},"format_version":"1.2","resource_changes":[]}`, ""},
		{"plan with sorted keys", `{"applyable":true,"configuration":{"root_module":{"x":"` + strings.Repeat("a", sniffed), ""},
		{"plan behind a byte order mark", "\xEF\xBB\xBF" + `{"format_version":"1.2","resource_changes":[]}`, ""},
		{"plan cut off", `{"format_version":"1.2","terraform_version":"1.11.4","variabl`, ""},
		{"binary plan", "PK\x03\x04\x14\x00", "is a binary plan"},
		{"state file", `{"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"x","resources":[]}`, "is a state"},
		{"state as JSON", `{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{}}}`, "is a state"},
		{"log lines", `{"@level":"info","@message":"Terraform 1.11.4","type":"version","ui":"1.2"}` + "\n", "is the log of"},
		{"UTF-16", "\xFF\xFE{\x00", "is UTF-16"},
		{"any JSON", `{"a":1}`, "is nothing that is read here"},
		{"empty", "", "is nothing that is read here"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := fstest.MapFS{"x.json": {Data: []byte(c.text)}}
			f, err := Find(fsys, "x.json", nil)
			if m := (*Mistake)(nil); c.mistake == "" && (err != nil || len(f.Plans) != 1) {
				t.Errorf("Find = %v, %v, want a plan", f, err)
			} else if c.mistake != "" && (!errors.As(err, &m) || !strings.HasPrefix(m.What, c.mistake)) {
				t.Errorf("Find = %v, want the mistake %q", err, c.mistake)
			}
			all, err := Find(fsys, ".", nil)
			if err != nil || len(all.Plans) != len(f.Plans) {
				t.Errorf("the folder has %d plans, %v; the file named has %d", len(all.Plans), err, len(f.Plans))
			}
		})
	}
}

// What cannot be opened is told, what is no file is passed over, and the rest is
// found.
func TestFindUnreadable(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, "project")
	outside := filepath.Join(dir, "outside.yaml")
	for name, err := range map[string]error{
		"folder":  os.MkdirAll(filepath.Join(folder, ".git"), 0o700),
		"outside": os.WriteFile(outside, []byte("x"), 0o600),
		"t.yaml":  os.WriteFile(filepath.Join(folder, "t.yaml"), []byte("Resources:\n  Q: {Type: AWS::SQS::Queue}\n"), 0o600),
		"a.yaml":  os.Symlink("b.yaml", filepath.Join(folder, "a.yaml")),
		"b.yaml":  os.Symlink("a.yaml", filepath.Join(folder, "b.yaml")),
		"c.yaml":  os.Symlink(outside, filepath.Join(folder, "c.yaml")),
		"d.yaml":  os.Symlink("nowhere", filepath.Join(folder, "d.yaml")),
		"e.yaml":  os.Symlink(".", filepath.Join(folder, "e.yaml")),
	} {
		if err != nil {
			t.Skipf("no symbolic links here, so that following them was not tried: %s: %v", name, err)
		}
	}
	project, err := Open(folder, "")
	if err != nil {
		t.Fatal(err)
	}
	defer project.Close()
	f, err := Find(project.FS, ".", nil)
	if err != nil || !slices.Equal(f.Templates, []string{"t.yaml"}) {
		t.Errorf("found %v, %v", f.Templates, err)
	}
	var told []string
	for _, p := range f.Problems {
		told = append(told, p.File)
	}
	if want := []string{"a.yaml", "b.yaml", "c.yaml"}; !slices.Equal(told, want) {
		t.Errorf("told of %v, want %v", told, want)
	}
}

// A file that would be read if it were text as it should be is told.
func TestFilesOfOtherEncodings(t *testing.T) {
	wide := func(s string) []byte {
		out := []byte("\xFF\xFE")
		for _, c := range []byte(s) {
			out = append(out, c, 0)
		}
		return out
	}
	f, err := Find(fstest.MapFS{
		"a/template.yaml":   {Data: wide("AWSTemplateFormatVersion: '2010-09-09'\nResources:\n")},
		"b/serverless.yml":  {Data: wide("service: s\nprovider: {name: aws}\n")},
		"c/notes.json":      {Data: wide("{}")},
		"d/serverless.json": {Data: []byte("\x00\xff\xfe\x00\x12\xff")},
	}, ".", nil)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, p := range f.Problems {
		told = append(told, p.File+" "+p.Summary)
	}
	if want := []string{"a/template.yaml is UTF-16 text, as > of Windows PowerShell writes it", "b/serverless.yml is UTF-16 text, as > of Windows PowerShell writes it"}; !slices.Equal(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}
	if !slices.Equal(f.Services, []string{"d/serverless.json"}) {
		t.Errorf("services %q: what is wrong with d/serverless.json is told by its reader", f.Services)
	}
}
