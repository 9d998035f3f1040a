package value

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"iter"
	"sort"
	"sync"
	"time"
	"unicode/utf8"
)

// An Origin is where a fact was read: a handle into Places. The zero Origin
// is nowhere.
type Origin uint32

// Spans gives the byte ranges of the numbered parts of a file, such as the
// nodes of its syntax tree.
type Spans interface {
	Len() int
	Span(i uint32) (start, end uint32)
}

// Places is the table behind origins: the files and API calls that an estate
// was read from. It is filled by one goroutine, then only read.
type Places struct {
	files []*File
	calls []Call
	next  Origin
}

// Positions are the Spans of a file whose text is not kept, and where its
// bytes stand.
type Positions interface {
	Spans
	Position(offset int) (line, column int)
}

// A File is one input: its name and text, and the part of the origins that is its own.
type File struct {
	Name   string // relative to the working folder, with slashes
	Source []byte // nil if the text is not kept
	Base   Origin // the origin of its part 0
	spans  Spans
	lines  func() []uint32 // offsets at which lines begin
	marks  func() []mark
	sum    func() [sha256.Size]byte
}

// Sum returns the SHA-256 of the file's text.
func (f *File) Sum() [sha256.Size]byte { return f.sum() }

// A Call is an answer of an AWS API.
type Call struct {
	Account, Region string
	Name            string // "lambda:GetFunctionConfiguration"
	RequestID       string
	Time            time.Time
}

// A Place is where an origin points: a range of a file, or a call.
type Place struct {
	File               string // "" for a call, and for no place
	Start, End         int    // bytes
	Line, Column       int    // of Start, from 1; columns count UTF-16 units
	EndLine, EndColumn int    // of End: behind the last character
	Call               *Call
}

// String returns "file:line:column", or the call's name.
func (p Place) String() string {
	switch {
	case p.File != "":
		return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
	case p.Call != nil:
		return p.Call.Name
	}
	return ""
}

const (
	firstCall  = Origin(1 << 31)
	maxOrigins = firstCall - 1
)

// AddFile enters a file and returns it. The origin of its part i is
// file.Base + i. It returns nil when the table is full (two billion parts).
func (p *Places) AddFile(name string, source []byte, spans Spans) *File {
	if p.next == 0 {
		p.next = 1
	}
	f := &File{Name: name, Source: source, Base: p.next, spans: spans}
	f.sum = func() [sha256.Size]byte { return sha256.Sum256(source) }
	f.lines = sync.OnceValue(func() []uint32 {
		lines := make([]uint32, 1, bytes.Count(source, []byte{'\n'})+1)
		for i, c := range source {
			if c == '\n' {
				lines = append(lines, uint32(i+1))
			}
		}
		return lines
	})
	f.marks = sync.OnceValue(f.mark)
	return p.add(f)
}

// AddLarge is AddFile for a file that is too large to be kept: its positions
// and its SHA-256 were reckoned while it was read, and no line of it can be
// quoted.
func (p *Places) AddLarge(name string, sum [sha256.Size]byte, positions Positions) *File {
	if p.next == 0 {
		p.next = 1
	}
	return p.add(&File{
		Name: name, Base: p.next, spans: positions,
		sum:   func() [sha256.Size]byte { return sum },
		lines: func() []uint32 { return nil },
	})
}

func (p *Places) add(f *File) *File {
	n := f.spans.Len()
	if n > int(maxOrigins-p.next) {
		return nil
	}
	p.files = append(p.files, f)
	p.next += Origin(n)
	return f
}

// AddCall enters an API call and returns its origin.
func (p *Places) AddCall(c Call) Origin {
	p.calls = append(p.calls, c)
	return firstCall + Origin(len(p.calls)-1)
}

// Files returns the files in the order in which they were added.
func (p *Places) Files() []*File { return p.files }

// File returns the file that the origin lies in, or nil.
func (p *Places) File(o Origin) *File {
	i := sort.Search(len(p.files), func(i int) bool { return p.files[i].Base > o }) - 1
	if o == 0 || o >= firstCall || i < 0 || int(o-p.files[i].Base) >= p.files[i].spans.Len() {
		return nil
	}
	return p.files[i]
}

// At returns the place of an origin, the zero Place if it is nowhere.
func (p *Places) At(o Origin) Place {
	if o >= firstCall {
		if i := int(o - firstCall); i < len(p.calls) {
			return Place{Call: &p.calls[i]}
		}
		return Place{}
	}
	f := p.File(o)
	if f == nil {
		return Place{}
	}
	start, end := f.spans.Span(uint32(o - f.Base))
	return f.Range(int(start), int(end))
}

// Range returns the place of the bytes from start to end.
func (f *File) Range(start, end int) Place {
	if at, ok := f.spans.(Positions); ok {
		p := Place{File: f.Name, Start: start, End: end}
		p.Line, p.Column = at.Position(start)
		p.EndLine, p.EndColumn = at.Position(end)
		return p
	}
	start = min(max(start, 0), len(f.Source))
	end = min(max(end, start), len(f.Source))
	p := Place{File: f.Name, Start: start, End: end}
	p.Line, p.Column = f.position(start)
	p.EndLine, p.EndColumn = f.position(end)
	return p
}

// Line returns the text of the line with the number n, from 1, without its
// end; "" if the text is not kept.
func (f *File) Line(n int) string {
	lines := f.lines()
	if n < 1 || n > len(lines) {
		return ""
	}
	start, end := int(lines[n-1]), len(f.Source)
	if n < len(lines) {
		end = int(lines[n]) - 1
	}
	if end > start && f.Source[end-1] == '\r' {
		end--
	}
	return string(f.Source[start:end])
}

// Comments yields the ranges of the file's comments in order, where its syntax
// has any. They are looked for anew each time.
func (f *File) Comments() iter.Seq2[uint32, uint32] {
	if c, ok := f.spans.(interface {
		Comments() iter.Seq2[uint32, uint32]
	}); ok {
		return c.Comments()
	}
	return func(func(start, end uint32) bool) {}
}

func (f *File) position(offset int) (line, column int) {
	lines := f.lines()
	line = sort.Search(len(lines), func(i int) bool { return int(lines[i]) > offset })
	from, column := int(lines[line-1]), 1
	if offset-from > 2*markEvery {
		marks := f.marks()
		if i := sort.Search(len(marks), func(i int) bool { return int(marks[i].offset) > offset }); i > 0 && int(marks[i-1].offset) > from {
			from, column = int(marks[i-1].offset), int(marks[i-1].column)
		}
	}
	return line, column + units(f.Source[from:offset])
}

// units returns how many UTF-16 units a text has.
func units(b []byte) (n int) {
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		b = b[size:]
		n++
		if r >= 0x10000 {
			n++
		}
	}
	return n
}

// A mark is a place within a long line, as a file of one line is full of them:
// its offset and column.
type mark struct{ offset, column uint32 }

// markEvery is about how many bytes lie between two marks.
const markEvery = 1 << 10

// mark makes the marks of the lines that are longer than the distance of two.
func (f *File) mark() []mark {
	var marks []mark
	lines := f.lines()
	for i, start := range lines {
		end := len(f.Source)
		if i+1 < len(lines) {
			end = int(lines[i+1])
		}
		column := 1
		for at := int(start); end-at > markEvery; {
			next := at + markEvery
			for next < end && !utf8.RuneStart(f.Source[next]) {
				next++
			}
			column += units(f.Source[at:next])
			marks = append(marks, mark{uint32(next), uint32(column)})
			at = next
		}
	}
	return marks
}

// A Problem is a part of an input that could not be read. The rest was.
type Problem struct {
	Origin  Origin
	File    string // for a problem with a file that is not among the places
	Line    int    // with File, 0 if it is about the whole file
	Column  int    // with Line, 0 if it is about the whole line
	Summary string // what is wrong: "module source is not on disk"
	Effect  string // what the report lacks: "its functions are not assessed"
	Next    string // what to do: "run terraform init"
}
