package check

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bailiwick/framework"
	"bailiwick/internal/spelling"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/source"
)

// maxFrameworkFile bounds a file of frameworks, in bytes; the largest of ours
// has some 100,000.
const maxFrameworkFile = 1 << 20

// Library returns the frameworks that there are under the settings of the
// file: our own, changed by the files that the settings name relative to it,
// which may name the rules of those ids. What the settings say of frameworks is
// checked. The error is a *SettingsError.
func Library(s *settings.Settings, file string, rules []string) (*framework.Library, error) {
	l := framework.Default()
	if names := s.Frameworks.Files.Get(); len(names) > 0 {
		files, err := readFrameworks(s, file, names)
		if err != nil {
			return nil, err
		}
		extended, problems := l.Extend(files, framework.Checks{Rules: rules})
		if problems != nil {
			of := problems[0].Place.File
			i := slices.IndexFunc(files, func(f framework.File) bool { return f.Name == of })
			problems = slices.DeleteFunc(problems, func(p settings.Problem) bool { return p.Place.File != of })
			return nil, &SettingsError{of, files[i].Text, problems}
		}
		l = extended
	}
	problems := s.CheckFrameworks(l.Has, l.Names())
	if problems == nil {
		problems = append(profiles(s, l), attested(s, l)...)
	}
	if problems != nil {
		src, _ := os.ReadFile(file)
		return nil, &SettingsError{file, src, problems}
	}
	return l, nil
}

func readFrameworks(s *settings.Settings, file string, names []string) ([]framework.File, error) {
	var out []framework.File
	for _, name := range names {
		path := filepath.FromSlash(name)
		if !filepath.IsAbs(path) {
			path = filepath.Join(filepath.Dir(file), path)
		}
		text, err := readBounded(path, maxFrameworkFile)
		if err != nil {
			src, _ := os.ReadFile(file)
			return nil, &SettingsError{file, src, []settings.Problem{{
				Place: s.Frameworks.Files.Fact().Place, Summary: name + " cannot be read: " + source.Cause(err),
				Effect: "nothing was checked: a framework of yours is missing", Next: "name a file from the folder of " + filepath.Base(file),
			}}}
		}
		out = append(out, framework.File{Name: shown(path), Text: text})
	}
	return out, nil
}

// readBounded reads a file that the settings name, and one byte more than it
// may have, so that too much is told by who parses it.
func readBounded(path string, most int64) ([]byte, error) {
	// Before it is opened: to open a pipe waits for its other end.
	if info, err := os.Stat(path); err != nil {
		return nil, err
	} else if !info.Mode().IsRegular() {
		return nil, errors.New("it is no file")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, most+1))
}

// profiles tells the profiles that a framework does not have.
func profiles(s *settings.Settings, l *framework.Library) []settings.Problem {
	var out []settings.Problem
	for _, scope := range s.Frameworks.InScope.Get() {
		for _, p := range scope.Profile {
			f, _ := l.Find(string(scope.Name))
			if slices.Contains(f.Choices(), p) {
				continue
			}
			problem := settings.Problem{
				Place: scope.Place, Summary: fmt.Sprintf("%s has no profile %q", f.Name, p), Effect: effect,
				Next: "leave profile out", Near: spelling.Near(p, f.Choices()),
			}
			if len(f.Choices()) > 0 {
				problem.Next = "profile: " + strings.Join(f.Choices(), ", or ")
			}
			out = append(out, problem)
		}
	}
	return out
}

const effect = "nothing was checked: settings decide what verdicts mean, so a wrong one stops us"

// attested tells the attestations for requirements that there are not.
func attested(s *settings.Settings, l *framework.Library) []settings.Problem {
	var out []settings.Problem
	for _, a := range s.Attestations.Get() {
		if a.Requirement == "" {
			continue
		}
		f, _ := l.Find(string(a.Framework))
		if _, ok := f.Requirement(a.Requirement); ok {
			continue
		}
		var ids []string
		for _, r := range f.Requirements {
			ids = append(ids, r.ID)
		}
		out = append(out, settings.Problem{
			Place: a.Place, Summary: fmt.Sprintf("%s has no requirement %q", f.Name, a.Requirement), Effect: effect,
			Next: "bailiwick requirements " + fmt.Sprintf("%q", f.Name) + " lists them", Near: spelling.Near(a.Requirement, ids),
		})
	}
	return out
}

// Frameworks returns the settings at the path, with the frameworks that there
// are under them; "" looks for a settings file upwards from the working folder.
// The error is a *TargetError or a *SettingsError.
func Frameworks(path string, rules []*rule.Rule) (*settings.Settings, *framework.Library, error) {
	o := Options{Targets: []string{"."}, Settings: path, Rules: rules}
	s, file, err := o.settings()
	if err != nil {
		return nil, nil, err
	}
	_, ids := o.known()
	l, err := Library(s, file, ids)
	return s, l, err
}
