package tflang

import (
	"encoding/base64"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"bailiwick/internal/hcl"
	"bailiwick/value"
)

// maxFile is how many bytes a file that an expression reads may have.
const maxFile = 64 << 20

// WorkingFolder returns the text that stands for the folder that Terraform is
// started in: what a Scope says path.cwd is. A path below it can be read.
func WorkingFolder() value.Text {
	return value.Hole(value.NewSymbol(value.Opaque, "", "path.cwd"))
}

func absPath(c *call) value.Any {
	if c.args[0].Kind() == value.KindUnknown {
		return c.unknown(c.args[0])
	}
	t := c.text(0)
	cwd := WorkingFolder().Inline()
	if s, ok := t.Literal(); ok {
		if path.IsAbs(s) {
			return c.str(path.Clean(s))
		}
		if s = path.Clean(s); s == "." {
			return value.AnyText(WorkingFolder(), c.at)
		}
		return value.AnyText(value.Join(WorkingFolder(), value.Literal("/"+s)), c.at)
	}
	if rest, ok := strings.CutPrefix(t.Inline(), cwd); ok && !value.Inline(rest).HasHoles() {
		return value.AnyText(t, c.at)
	}
	return c.unknown(c.args[0])
}

func baseName(c *call) value.Any { return c.str(path.Base(c.literal(0))) }
func dirName(c *call) value.Any  { return c.str(path.Dir(c.literal(0))) }

func pathExpand(c *call) value.Any {
	s := c.literal(0)
	if strings.HasPrefix(s, "~") {
		return unknown("the home folder is not known", c.at)
	}
	return c.str(s)
}

// location returns argument i as a path within Files. If it is not known, or
// the call has failed, it returns false and the result to give.
func (c *call) location(i int) (name string, result value.Any, ok bool) {
	a := c.args[i]
	if a.Kind() == value.KindUnknown {
		return "", c.unknown(a), false
	}
	t := c.text(i)
	if c.failed != nil {
		return "", value.Any{}, false
	}
	s := t.Inline()
	if rest, ok := strings.CutPrefix(s, WorkingFolder().Inline()); ok && (rest == "" || rest[0] == '/') {
		s = "." + rest
	}
	if value.Inline(s).HasHoles() {
		return "", c.unknown(a), false
	}
	name = path.Join(c.Dir, strings.TrimPrefix(s, "./"))
	if path.IsAbs(s) || name == ".." || strings.HasPrefix(name, "../") || !fs.ValidPath(name) {
		c.failed = spent(c.at, "`"+c.name+"`: "+s+" lies outside the project folder and is not read")
		return "", value.Any{}, false
	}
	if c.Files == nil {
		return "", unknown("files are not read here", c.at), false
	}
	return name, value.Any{}, true
}

// read returns what stands in a file.
func (c *call) read(i int) (b []byte, result value.Any, ok bool) {
	name, result, ok := c.location(i)
	if !ok {
		return nil, result, false
	}
	f, err := c.Files.Open(name)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, c.fail("there is no file %s", name), false
		}
		return nil, c.fail("%s cannot be read: %v", name, err), false
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, c.fail("%s is not a file", name), false
	}
	limit := min(maxFile, c.Budget.Bytes)
	b, err = io.ReadAll(io.LimitReader(f, int64(limit)+1))
	switch {
	case err != nil:
		return nil, c.fail("%s cannot be read: %v", name, err), false
	case len(b) > limit:
		c.failed = spent(c.at, "`"+c.name+"`: "+name+" is larger than is read")
		return nil, value.Any{}, false
	}
	return b, value.Any{}, !c.bad(c.grow(len(b), c.at))
}

func file(c *call) value.Any {
	b, result, ok := c.read(0)
	if !ok {
		return result
	}
	if !utf8.Valid(b) {
		return c.fail("the file is not UTF-8 text")
	}
	return value.AnyText(value.Literal(string(b)), c.at)
}

func fileDigest(c *call) value.Any {
	b, result, ok := c.read(0)
	if !ok {
		return result
	}
	if c.name == "filebase64" {
		return c.str(base64.StdEncoding.EncodeToString(b))
	}
	return c.digest(strings.TrimPrefix(c.name, "file"), b)
}

func fileExists(c *call) value.Any {
	name, result, ok := c.location(0)
	if !ok {
		return result
	}
	info, err := fs.Stat(c.Files, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return c.bool(false)
	case err != nil:
		return c.fail("%s cannot be read: %v", name, err)
	case !info.Mode().IsRegular():
		return c.fail("%s is not a file", name)
	}
	return c.bool(true)
}

// fileSet returns the files under a folder whose paths match a pattern, in
// which "**" stands for any folders and "{a,b}" for a or b.
func fileSet(c *call) value.Any {
	root, result, ok := c.location(0)
	if !ok {
		return result
	}
	if c.args[1].Kind() == value.KindUnknown {
		return c.unknown(c.args[1])
	}
	t := c.text(1)
	if c.failed != nil {
		return value.Any{}
	}
	pattern, ok := t.Literal()
	if !ok {
		return c.unknown(c.args[1])
	}
	patterns := braces(path.Clean(pattern), 64)
	for _, p := range patterns {
		if _, err := path.Match(p, ""); err != nil {
			return c.fail("the pattern %q is wrong", pattern)
		}
	}
	var out []value.Any
	deep := strings.Contains(pattern, "**")
	levels := strings.Count(pattern, "/")
	err := fs.WalkDir(c.Files, root, func(name string, d fs.DirEntry, err error) error {
		if c.bad(c.spend(1, c.at)) {
			return fs.SkipAll
		}
		if err != nil {
			if name == root {
				return err
			}
			return nil
		}
		rel := name
		if root != "." {
			rel = strings.TrimPrefix(strings.TrimPrefix(name, root), "/")
		}
		if d.IsDir() {
			if name != root && !deep && strings.Count(rel, "/") >= levels {
				return fs.SkipDir
			}
			return nil
		}
		for _, p := range patterns {
			if c.matches(strings.Split(p, "/"), strings.Split(rel, "/")) {
				out = append(out, value.AnyText(value.Literal(rel), c.at))
				break
			}
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return c.fail("%s cannot be read: %v", root, err)
	}
	return c.set(out)
}

// matches reports whether the pieces of a path match those of a pattern.
func (c *call) matches(pattern, name []string) bool {
	for len(pattern) > 0 {
		if c.bad(c.spend(1, c.at)) {
			return false
		}
		if pattern[0] == "**" {
			for len(pattern) > 1 && pattern[1] == "**" {
				pattern = pattern[1:]
			}
			for i := 0; i <= len(name); i++ {
				if c.matches(pattern[1:], name[i:]) {
					return true
				}
			}
			return false
		}
		if len(name) == 0 {
			return false
		}
		if ok, _ := path.Match(pattern[0], name[0]); !ok {
			return false
		}
		pattern, name = pattern[1:], name[1:]
	}
	return len(name) == 0
}

// braces returns the patterns that p with "{a,b}" stands for, at most limit.
func braces(p string, limit int) []string {
	open := strings.IndexByte(p, '{')
	if open < 0 {
		return []string{p}
	}
	depth, from := 0, open+1
	var choices []string
	for i := open; i < len(p); i++ {
		switch p[i] {
		case '{':
			depth++
		case ',':
			if depth == 1 {
				choices = append(choices, p[from:i])
				from = i + 1
			}
		case '}':
			if depth--; depth > 0 {
				continue
			}
			choices = append(choices, p[from:i])
			var out []string
			for _, choice := range choices {
				if len(out) >= limit {
					break
				}
				out = append(out, braces(p[:open]+choice+p[i+1:], limit-len(out))...)
			}
			return out
		}
	}
	return []string{p}
}

// templateFile renders a file with the variables of a map.
func templateFile(c *call) value.Any {
	name, result, ok := c.location(0)
	if !ok {
		return result
	}
	b, result, ok := c.read(0)
	if !ok {
		return result
	}
	if !utf8.Valid(b) {
		return c.fail("the file is not UTF-8 text")
	}
	return c.render(name, b)
}

// templateString renders a text with the variables of a map.
func templateString(c *call) value.Any {
	if c.args[0].Kind() == value.KindUnknown {
		return c.unknown(c.args[0])
	}
	t := c.text(0)
	s, ok := t.Literal()
	if !ok {
		return c.unknown(c.args[0])
	}
	return c.render("", []byte(s))
}

func (c *call) render(name string, src []byte) value.Any {
	if c.nest >= maxTemplates {
		c.failed = spent(c.at, "evaluation stopped: templates within templates are nested too deeply")
		return value.Any{}
	}
	if c.bad(c.spend(len(src)/16, c.at)) {
		return value.Any{}
	}
	vars := c.args[1]
	if vars.Kind() != value.KindMap && !isUnknown(vars) {
		return c.fail("argument 2 is a %s where a map belongs", nameOf(vars))
	}
	sub := &Env{
		At: c.at, Symbols: c.symbolScope(c.n, c.fr) + "\x00" + c.display(c.n),
		Files: c.Files, Dir: c.Dir, Template: c.Template, Budget: c.Budget, nest: c.nest + 1,
	}
	sub.Scope = templateScope{sub, vars}
	if name != "" && c.Template != nil {
		sub.File, sub.Base = c.Template(name, src)
	} else {
		sub.File = hcl.ParseTemplate(src)
	}
	if len(sub.File.Errors) > 0 {
		return c.fail("the template cannot be read: %s", sub.File.Errors[0].Message)
	}
	v, f := sub.eval(sub.File.Root(), nil)
	if c.bad(f) {
		return value.Any{}
	}
	return v
}

// A templateScope is the variables of a template.
type templateScope struct {
	e    *Env
	vars value.Any
}

func (s templateScope) Lookup(root string, steps []Step) (value.Any, int, *Failure) {
	if isUnknown(s.vars) {
		why := "the variables of the template are not known"
		if s.vars.Kind() == value.KindUnknown {
			why = s.vars.Reason()
		}
		return unknown(why, s.e.At), 0, nil
	}
	v, f := s.e.element(s.vars, root, s.e.At, "the template has no variable `"+root+"`")
	return v, 0, f
}
