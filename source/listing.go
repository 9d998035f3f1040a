package source

import (
	"io/fs"
	"path"
	"sync"
)

// listed is a file system whose folders are listed once. Most of what readers
// ask for beside a declaration is not there, and a listing says so without
// walking the path again.
type listed struct {
	fs.FS
	mu      sync.Mutex
	folders map[string]*folder
}

// folder is what a folder held, or why it cannot be listed.
type folder struct {
	err    error
	list   []fs.DirEntry
	byName map[string]fs.DirEntry
}

func newListed(fsys fs.FS) *listed {
	return &listed{FS: fsys, folders: make(map[string]*folder)}
}

func (l *listed) folder(dir string) *folder {
	l.mu.Lock()
	defer l.mu.Unlock()
	if f, ok := l.folders[dir]; ok {
		return f
	}
	f := new(folder)
	l.folders[dir] = f
	f.list, f.err = fs.ReadDir(l.FS, dir)
	if f.err == nil {
		f.byName = make(map[string]fs.DirEntry, len(f.list))
		for _, e := range f.list {
			f.byName[e.Name()] = e
		}
	}
	return f
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
	return l.FS.Open(name)
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
