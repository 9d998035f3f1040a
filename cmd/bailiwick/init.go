package main

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"bailiwick/check"
	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/value"
)

const initUsage = `bailiwick init [TARGET] writes a commented bailiwick.yaml that begins with what
is found in the target. The file lies in the working folder. Nothing that was
found is approved by it: that is for you to decide.

  bailiwick init
  bailiwick init ./infra

  --force                    replace the file that is there
`

func runInit(s *session, args []string) (check.Status, error) {
	var force bool
	fs := newOptions()
	fs.BoolVar(&force, "force", false, "no value")
	rest, err := words(fs, args)
	if err != nil {
		return 0, err
	}
	target := "."
	switch len(rest) {
	case 0:
	case 1:
		target = rest[0]
	default:
		return 0, usage("init takes one target").say("next", "bailiwick init "+quoted(rest[0]))
	}
	if _, err := os.Lstat(settings.Filename); err == nil && !force {
		return 0, usage("%s is there already", settings.Filename).say("next", "bailiwick init --force replaces it")
	}
	a, err := check.Run(s.ctx, check.Options{Targets: []string{target}, Ignore: true, Environ: os.Environ(), Tool: tool()})
	if err != nil {
		return 0, refused(err)
	}
	text := settings.Template(found(a.Estate, target))
	if !s.agree(settings.Filename) {
		fmt.Fprintln(s.stdout, "Nothing was written.")
		return check.Clean, nil
	}
	if err := os.WriteFile(settings.Filename, text, 0o644); err != nil {
		c := &complaint{What: fmt.Sprintf("%s is not written: %v", settings.Filename, cause(err)), Status: check.Unread}
		return 0, c.say("next", "run init in a folder that takes files")
	}
	fmt.Fprintf(s.stdout, "%s: %d lines. Read it and decide, then: bailiwick check %s\n",
		settings.Filename, strings.Count(string(text), "\n"), quoted(target))
	return check.Clean, nil
}

// agree asks on a terminal; where nobody can be asked the command itself is
// the answer.
func (s *session) agree(file string) bool {
	in, ok := s.stdin.(*os.File)
	if !ok || !s.out.is {
		return true
	}
	if _, is := size(in); !is {
		return true
	}
	fmt.Fprintf(s.stdout, "Write this to %s? [Y/n] ", file)
	answer, err := bufio.NewReader(in).ReadString('\n')
	answer = strings.ToLower(strings.TrimSpace(answer))
	return err == nil && (answer == "" || answer == "y" || answer == "yes")
}

// found returns what the settings file begins with.
func found(e *estate.Estate, target string) settings.Found {
	var f settings.Found
	for _, r := range e.Resources() {
		h := r.Head()
		f.Accounts = append(f.Accounts, text(h.Account))
		f.Regions = append(f.Regions, text(h.Region))
	}
	for _, s := range e.Scopes {
		if s.Environment != "" {
			f.Environments = append(f.Environments, settings.Environment{Name: s.Environment, Roots: []string{s.Root}})
		}
	}
	f.Exclude = asides(target)
	return f
}

func text(v value.Value[value.Text]) string {
	t, _ := v.Get()
	s, _ := t.Literal()
	return s
}

// asides returns the folders of the target that look like examples or tests.
func asides(target string) []string {
	var out []string
	filepath.WalkDir(target, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return nil
		}
		switch d.Name() {
		case "examples", "example", "test", "tests", "vendor":
			if name != target {
				out = append(out, filepath.ToSlash(name)+"/**")
				return fs.SkipDir
			}
		case ".git", ".terraform", "node_modules":
			return fs.SkipDir
		}
		return nil
	})
	return out
}
