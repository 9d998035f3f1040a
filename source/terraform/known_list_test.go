package terraform

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"bailiwick/estate"
	"bailiwick/internal/hcl"
)

var update = flag.Bool("update", false, "write docs/known-modules.md")

// standInInputs returns the inputs of a stand-in: those that it makes
// something of, and those of which it is known that nothing is read of them.
func standInInputs(t *testing.T, k *known) (used, idle []string) {
	t.Helper()
	var text strings.Builder
	names := map[string]bool{}
	for name := range strings.FieldsSeq(k.files) {
		src, err := standIns.ReadFile("known/" + name)
		if err != nil {
			t.Fatal(err)
		}
		text.Write(src)
		f := &file{File: hcl.Parse(src), name: name}
		for _, b := range f.top() {
			if b.kind == "variable" {
				if names[b.labels[0]] {
					t.Errorf("%s declares %s twice", k.files, b.labels[0])
				}
				names[b.labels[0]] = true
			}
		}
	}
	words := map[string]bool{}
	for _, word := range strings.FieldsFunc(text.String(), func(r rune) bool {
		return r != '.' && r != '_' && (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}) {
		parts := strings.Split(word, ".")
		if parts[0] == "var" && len(parts) > 1 {
			words[parts[1]] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if words[name] {
			used = append(used, name)
		} else {
			idle = append(idle, name)
		}
	}
	for name := range words {
		if !names[name] {
			t.Errorf("%s: var.%s is not declared", k.files, name)
		}
	}
	return used, idle
}

// Each stand-in, at both ends of its versions: it is marked, decided where
// the version is pinned and in doubt where it is not or where an input is
// foreign, and nothing in it fails to evaluate.
func TestEveryStandInIsReadForItsVersions(t *testing.T) {
	for i := range knownModules {
		k := &knownModules[i]
		used, _ := standInInputs(t, k)
		var inputs strings.Builder
		for _, name := range used {
			switch {
			case name == "name" || name == "function_name" || name == "bucket" || name == "alarm_name" || name == "role_name" || name == "repository_name":
				fmt.Fprintf(&inputs, "  %s = \"orders\"\n", name)
			case name == "endpoints":
				inputs.WriteString("  endpoints = { s3 = { service = \"s3\", service_type = \"Gateway\" } }\n")
			case name == "dimensions":
				inputs.WriteString("  dimensions = { a = { FunctionName = \"f\" } }\n")
			case name == "create_role" || name == "create_ecr_repo":
				fmt.Fprintf(&inputs, "  %s = true\n", name)
			}
		}
		read := func(version, more string) *estate.Estate {
			return read(t, Options{}, map[string]string{"main.tf": fmt.Sprintf("module \"m\" {\n  source = %q\n%s%s%s}\n", k.address(), version, inputs.String(), more)})
		}
		own := func(e *estate.Estate) (all []*estate.Head) {
			for _, r := range e.Resources() {
				if h := r.Head(); h.Marked != "" {
					all = append(all, h)
				}
			}
			return all
		}
		newest := !slices.ContainsFunc(knownModules[:i], func(other known) bool { return other.name == k.name })
		t.Run(k.name+" "+k.holds.from.String(), func(t *testing.T) {
			e := read(fmt.Sprintf("  version = %q\n", k.holds.from), "")
			if len(own(e)) == 0 {
				t.Fatalf("at %s it declares nothing: %v", k.holds.from, e.Problems)
			}
			for _, h := range own(e) {
				if want := "read from the inputs of " + k.address() + " " + k.holds.from.String(); h.Marked != want || h.Doubt != 0 {
					t.Errorf("%s is %q, in doubt %q; want %q and no doubt", h.Address, h.Marked, h.Doubt.Reason(), want)
				}
				if at := e.Places.At(h.Block); at.File != "main.tf" || at.Line != 1 {
					t.Errorf("%s stands at %s, want the call", h.Address, at)
				}
			}
			if len(e.Problems) != 1 {
				t.Errorf("problems %v, want the one that tells of it", e.Problems)
			}
			for _, h := range own(read(fmt.Sprintf("  version = %q\n", k.holds.from), "  frobnicate = true\n")) {
				if h.Doubt == 0 {
					t.Errorf("%s is not in doubt for an input that is not known", h.Address)
				}
			}
			if newest {
				for _, version := range []string{"", fmt.Sprintf("  version = \">= %s\"\n", k.holds.from)} {
					for _, h := range own(read(version, "")) {
						if h.Doubt == 0 {
							t.Errorf("%s is not in doubt with%q", h.Address, version)
						}
					}
				}
				if e := read(fmt.Sprintf("  version = %q\n", k.holds.below), ""); len(own(e)) > 0 || len(e.Gaps) == 0 {
					t.Errorf("%s is read, above all that is known", k.holds.below)
				}
			}
		})
	}
}

// No two stand-ins of a module hold for the same version, and the newest goes
// first.
func TestVersionsOfStandInsDoNotOverlap(t *testing.T) {
	above := map[string]version{}
	for _, k := range knownModules {
		if !k.holds.from.less(k.holds.below) {
			t.Errorf("%s %s to %s holds for nothing", k.name, k.holds.from, k.holds.below)
		}
		if before, ok := above[k.name]; ok && before.less(k.holds.below) {
			t.Errorf("%s: %s to %s stands behind %s", k.name, k.holds.from, k.holds.below, before)
		}
		above[k.name] = k.holds.from
	}
}

func TestPageOfKnownModules(t *testing.T) {
	var page strings.Builder
	page.WriteString(`# Modules that are understood without being on disk

<!-- Made by go test ./source/terraform -run PageOfKnownModules -update -->

Where ` + "`terraform init`" + ` has not run, the modules of the registry are not on
disk. Of those listed here, what their inputs say is read all the same, and what
they declare is marked: "read from the inputs of … 8.1.2". Three things are held
to:

- A version that is not listed is unknown, and so is an input that is not.
- No rule passes on what is known in this way unless the call pins one version
  (` + "`version = \"8.1.2\"`" + `). A range is read as the newest release in it that is
  listed, and what fails there is told.
- With the module on disk, that is what is read.

Of each module the inputs are listed that say something about what is judged,
and those of which it is known that they say nothing.
`)
	var names []string
	for _, k := range knownModules {
		if !slices.Contains(names, k.name) {
			names = append(names, k.name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		type inputs struct{ used, idle []string }
		var ranges []string
		var all []inputs
		for i := range knownModules {
			if k := &knownModules[i]; k.name == name {
				used, idle := standInInputs(t, k)
				ranges = append(ranges, fmt.Sprintf("%s to below %s", k.holds.from, k.holds.below))
				all = append(all, inputs{used, idle})
			}
		}
		fmt.Fprintf(&page, "\n## %s\n", (&known{name: name}).address())
		for i := 0; i < len(all); {
			j := i + 1
			for j < len(all) && slices.Equal(all[j].used, all[i].used) && slices.Equal(all[j].idle, all[i].idle) {
				j++
			}
			slices.Reverse(ranges[i:j])
			fmt.Fprintf(&page, "\n%s\n\n- understood: %s\n", strings.Join(ranges[i:j], "; "), quoted(all[i].used))
			if len(all[i].idle) > 0 {
				fmt.Fprintf(&page, "- without effect: %s\n", quoted(all[i].idle))
			}
			i = j
		}
	}
	const file = "../../docs/known-modules.md"
	if *update {
		if err := os.WriteFile(file, []byte(page.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	onDisk, err := os.ReadFile(file)
	if err != nil || string(onDisk) != page.String() {
		t.Errorf("docs/known-modules.md is out of date (%v); run: go test ./source/terraform -run PageOfKnownModules -update", err)
	}
}

func quoted(names []string) string { return "`" + strings.Join(names, "`, `") + "`" }
