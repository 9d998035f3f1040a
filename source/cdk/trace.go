package cdk

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"

	"bailiwick/source"
	"bailiwick/value"
)

// frame is the place in a line of a stack trace of JavaScript: at last
// (/home/me/shop/lib/shop-stack.ts:12:5).
var frame = regexp.MustCompile(`\(?([^()\s]+):(\d+):(\d+)\)?$`)

// sources are the files of the application that traces lead to.
type sources struct {
	*reader
	files map[string]*lines // by path within the project; nil for what is not there
}

// lines are a file whose parts are its lines.
type lines struct {
	base   value.Origin
	starts []uint32
	size   uint32
}

// Len and Span make lines a value.Spans.
func (l *lines) Len() int { return len(l.starts) }

func (l *lines) Span(i uint32) (start, end uint32) {
	if int(i)+1 < len(l.starts) {
		return l.starts[i], l.starts[i+1] - 1
	}
	return l.starts[i], l.size
}

// origin returns the place of the first frame that lies in a file of the
// project's own, 0 if none does.
func (s *sources) origin(assembly string, trace []string) value.Origin {
	for _, line := range trace {
		m := frame.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil || strings.Contains(m[1], "node_modules/") || strings.HasPrefix(m[1], "node:") {
			continue
		}
		n, err := strconv.Atoi(m[2])
		if err != nil || n < 1 {
			continue
		}
		if f := s.file(assembly, strings.ReplaceAll(m[1], "\\", "/")); f != nil && n <= len(f.starts) {
			return f.base + value.Origin(n-1)
		}
	}
	return 0
}

// file finds the file that a path of the machine that ran `cdk synth` means: the
// longest end of the path that there is below the application's folder, or one
// above it.
func (s *sources) file(assembly, name string) *lines {
	segments := strings.Split(strings.Trim(name, "/"), "/")
	for top := path.Dir(assembly); ; top = path.Dir(top) {
		for i := max(0, len(segments)-maxSegments); i < len(segments); i++ {
			inside := path.Join(append([]string{top}, segments[i:]...)...)
			if !fs.ValidPath(inside) {
				continue
			}
			if f := s.open(inside); f != nil {
				return f
			}
		}
		if top == "." || top == "/" {
			return nil
		}
	}
}

// Bounds of what traces are followed to.
const (
	maxSegments = 12      // of a path, from its end
	maxSought   = 100_000 // names of files, most of which are not there
	maxSource   = 4 << 20 // bytes of a file
)

func (s *sources) open(name string) *lines {
	if f, ok := s.files[name]; ok || len(s.files) >= maxSought {
		return f
	}
	s.files[name] = nil
	if info, err := fs.Stat(s.FS, name); err != nil || !info.Mode().IsRegular() || info.Size() > maxSource {
		return nil
	}
	src, err := source.Read(s.FS, name)
	if err != nil {
		return nil
	}
	f := &lines{size: uint32(len(src)), starts: make([]uint32, 1, bytes.Count(src, []byte{'\n'})+1)}
	for i, c := range src {
		if c == '\n' {
			f.starts = append(f.starts, uint32(i+1))
		}
	}
	entered := s.builder.Places.AddFile(s.Shown(name), src, f)
	if entered == nil {
		return nil
	}
	f.base = entered.Base
	s.files[name] = f
	return f
}
