// Package source finds what there is to read: it keeps reads inside the
// project, walks folders, and tells Terraform folders, plans and what no
// reader takes yet apart. The readers lie in the packages below it.
package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// MaxFile is the largest declaration that is read, in bytes. Plans are
// streamed and may be larger.
const MaxFile = 64 << 20

// A Project is the folder that nothing is read outside of: the one with
// bailiwick.yaml, else the repository's, else the target's own.
type Project struct {
	FS   fs.FS
	in   *listed
	root *os.Root
	path string // of the folder, absolute
	from string // the working folder, absolute
}

// Open opens the project that the target lies in; settings is the path of
// bailiwick.yaml, or "".
func Open(target, settings string) (*Project, error) {
	from, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("find the working folder: %w", err)
	}
	folder, err := filepath.Abs(target)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", target, err)
	}
	info, err := os.Stat(folder)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		folder = filepath.Dir(folder)
	}
	if top := enclosing(folder, settings); top != "" {
		folder = top
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	in := newListed(root)
	return &Project{FS: in, in: in, root: root, path: folder, from: from}, nil
}

// enclosing returns the folder of the settings if it is above folder, else
// that of the repository, else "".
func enclosing(folder, settings string) string {
	if settings != "" {
		if abs, err := filepath.Abs(filepath.Dir(settings)); err == nil && within(folder, abs) {
			return abs
		}
	}
	for dir := folder; ; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}

// Close lets go of the folder.
func (p *Project) Close() error {
	p.in.leave()
	return p.root.Close()
}

// Inside returns the path of a target within the project, with slashes.
func (p *Project) Inside(target string) (string, error) {
	abs, err := filepath.Abs(target)
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(p.path, abs)
	if err != nil || !filepath.IsLocal(rel) {
		return "", fmt.Errorf("%s lies outside of %s", target, p.path)
	}
	return filepath.ToSlash(rel), nil
}

// Shown returns how a path within the project is shown: relative to the
// working folder, with slashes.
func (p *Project) Shown(inside string) string {
	abs := filepath.Join(p.path, filepath.FromSlash(inside))
	if rel, err := filepath.Rel(p.from, abs); err == nil {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(abs)
}

// ErrTooLarge is returned by Read for a file of more than MaxFile bytes.
var ErrTooLarge = errors.New("the file is larger than 64 MiB")

// ErrIrregular is returned by Read for what is no regular file: a pipe, a
// device, a folder.
var ErrIrregular = errors.New("it is no regular file")

// Read reads a declaration. It does not wait for pipes, and does not read
// more than MaxFile bytes.
func Read(fsys fs.FS, name string) ([]byte, error) {
	if l, ok := fsys.(*listed); !ok || !l.regular(name) {
		info, err := fs.Stat(fsys, name)
		if err != nil {
			return nil, err
		}
		if !info.Mode().IsRegular() {
			return nil, ErrIrregular
		}
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() > MaxFile {
		return nil, ErrTooLarge
	}
	// The size is known as a rule; a file that grows meanwhile is read on.
	var b bytes.Buffer
	b.Grow(int(info.Size()) + bytes.MinRead)
	_, err = b.ReadFrom(io.LimitReader(f, MaxFile+1))
	if err == nil && b.Len() > MaxFile {
		err = ErrTooLarge
	}
	return b.Bytes(), err
}

func within(path, folder string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && filepath.IsLocal(rel)
}

// Matches reports whether the path matches one of the patterns, in which * is
// any text without a slash and ** is any text. A pattern that matches a folder
// matches all in it.
func Matches(patterns []string, name string) bool {
	for _, p := range patterns {
		p = strings.TrimSuffix(path.Clean(strings.TrimPrefix(p, "./")), "/")
		for dir := name; dir != "." && dir != "/" && dir != ""; dir = path.Dir(dir) {
			if glob(p, dir) {
				return true
			}
		}
	}
	return false
}

// glob matches segment by segment.
func glob(pattern, name string) bool {
	ps, ns := strings.Split(pattern, "/"), strings.Split(name, "/")
	// reach[j]: ps[:i] takes ns[:j].
	reach := make([]bool, len(ns)+1)
	reach[0] = true
	for _, p := range ps {
		next := make([]bool, len(ns)+1)
		for j := range next {
			if p == "**" {
				next[j] = reach[j] || j > 0 && next[j-1]
				continue
			}
			if j > 0 && reach[j-1] {
				next[j], _ = path.Match(p, ns[j-1])
			}
		}
		reach = next
	}
	return reach[len(ns)]
}
