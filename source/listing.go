package source

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
)

// listed is a file system whose folders are listed once. Most of what readers
// ask for beside a declaration is not there, and a listing says so without
// walking the path again. The folder that was last read from stays open: its
// files are opened without walking the path either.
type listed struct {
	fs.FS
	root    *os.Root
	mu      sync.Mutex
	folders map[string]*folder
	last    *os.Root // the folder at, nil: none
	at      string
}

// folder is what a folder held, or why it cannot be listed.
type folder struct {
	err    error
	list   []fs.DirEntry
	byName map[string]fs.DirEntry
	plain  bool // no link leads to it
}

func newListed(root *os.Root) *listed {
	return &listed{FS: root.FS(), root: root, folders: make(map[string]*folder)}
}

func (l *listed) folder(dir string) *folder {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.list(dir)
}

func (l *listed) list(dir string) *folder {
	if f, ok := l.folders[dir]; ok {
		return f
	}
	f := &folder{plain: dir == "."}
	l.folders[dir] = f
	if dir != "." && fs.ValidPath(dir) {
		above := l.list(path.Dir(dir))
		e := above.byName[path.Base(dir)]
		if e == nil && (above.err == nil || errors.Is(above.err, fs.ErrNotExist)) {
			f.err = &fs.PathError{Op: "open", Path: dir, Err: fs.ErrNotExist}
			return f
		}
		f.plain = above.plain && e != nil && e.IsDir()
	}
	if in := l.enter(dir, f); in != nil {
		f.list, f.err = fs.ReadDir(in.FS(), ".")
	}
	if f.list == nil {
		f.list, f.err = fs.ReadDir(l.FS, dir)
	}
	if f.err == nil {
		f.byName = make(map[string]fs.DirEntry, len(f.list))
		for _, e := range f.list {
			f.byName[e.Name()] = e
		}
	}
	return f
}

// enter opens a plain folder, unless it is open; nil: it cannot be.
func (l *listed) enter(dir string, f *folder) *os.Root {
	switch {
	case !f.plain:
		return nil
	case dir == ".":
		return l.root
	case l.last != nil && l.at == dir:
		return l.last
	}
	in, err := l.root.OpenRoot(filepath.FromSlash(dir))
	if err != nil {
		return nil
	}
	l.leave()
	l.last, l.at = in, dir
	return in
}

// leave closes the folder that was last read from.
func (l *listed) leave() {
	if l.last != nil {
		l.last.Close()
		l.last = nil
	}
}

// ReadDir returns what the folder held when it was first asked for.
func (l *listed) ReadDir(name string) ([]fs.DirEntry, error) {
	if l.absent(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	f := l.folder(name)
	return f.list, f.err
}

// Open opens what the listing of its folder does not rule out.
func (l *listed) Open(name string) (fs.File, error) {
	if l.absent(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if f := l.open(name); f != nil {
		return f, nil
	}
	return l.FS.Open(name)
}

// open opens a regular file of a plain folder; nil: it is none, or the path has
// to be walked to tell why it cannot be opened.
func (l *listed) open(name string) fs.File {
	dir, base := path.Dir(name), path.Base(name)
	l.mu.Lock()
	defer l.mu.Unlock()
	f := l.list(dir)
	if e := f.byName[base]; e == nil || !e.Type().IsRegular() {
		return nil
	}
	in := l.enter(dir, f)
	if in == nil {
		return nil
	}
	file, err := in.Open(base)
	if err != nil {
		return nil
	}
	return file
}

// Stat is fs.Stat for what the listing of its folder does not rule out.
func (l *listed) Stat(name string) (fs.FileInfo, error) {
	if l.absent(name) {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
	}
	return fs.Stat(l.FS, name)
}

// absent reports whether a folder on the way to the name is known not to hold
// the next one.
func (l *listed) absent(name string) bool {
	if name == "." || !fs.ValidPath(name) {
		return false
	}
	dir, base := path.Split(name)
	if dir = path.Clean(dir); l.absent(dir) {
		return true
	}
	f := l.folder(dir)
	return f.err == nil && f.byName[base] == nil
}

// regular reports whether the name is known to be a regular file.
func (l *listed) regular(name string) bool {
	e := l.folder(path.Dir(name)).byName[path.Base(name)]
	return e != nil && e.Type().IsRegular()
}
