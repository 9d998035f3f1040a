package plan

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash"
	"io"
	"sort"
)

const (
	maxSize  = 1 << 30 // bytes of a plan; the largest seen has a tenth
	maxDepth = 1000    // of objects and lists within each other
	maxBlank = 1 << 20 // blanks in a row
	maxValue = 1 << 27 // bytes of one resource, which is read as a whole
	maxWide  = 1 << 22 // characters beyond ASCII of which the place is kept
)

var (
	errTooLarge = errors.New("it is larger than 1 GiB")
	errBlank    = errors.New("it holds a megabyte of blanks")
	errValue    = errors.New("a part of it that is read as one is larger than 128 MiB")
)

// A tally notes of a file that is read through it where its lines begin and
// which characters are no single byte, so that places can be told without the
// text, and what its SHA-256 is.
type tally struct {
	from  io.Reader
	hash  hash.Hash
	size  int
	read  func() int64 // how much of it the decoder has done with
	blank int
	lines []uint32
	wide  []surplus
}

// A surplus says how many bytes more than UTF-16 units there are before a
// place.
type surplus struct{ at, bytes uint32 }

func newTally(from io.Reader) *tally {
	return &tally{from: from, hash: sha256.New(), lines: []uint32{0}}
}

// Read reads on, and refuses what is no plan by its size alone.
func (t *tally) Read(into []byte) (int, error) {
	n, err := t.from.Read(into)
	b := into[:n]
	t.hash.Write(b)
	t.note(b)
	if len(bytes.TrimLeft(b, " \t\r\n")) > 0 {
		t.blank = 0
	} else if t.blank += n; t.blank > maxBlank {
		return 0, errBlank
	}
	if t.size += n; t.size > maxSize {
		return 0, errTooLarge
	}
	if t.read != nil && int64(t.size)-t.read() > maxValue {
		return 0, errValue
	}
	return n, err
}

func (t *tally) note(b []byte) {
	for from := 0; ; {
		i := bytes.IndexByte(b[from:], '\n')
		if i < 0 {
			break
		}
		from += i + 1
		t.lines = append(t.lines, uint32(t.size+from))
	}
	i := 0
	for ; i+8 <= len(b); i += 8 {
		if binary.LittleEndian.Uint64(b[i:])&0x8080808080808080 == 0 {
			continue
		}
		t.noteWide(b[i:i+8], t.size+i)
	}
	t.noteWide(b[i:], t.size+i)
}

func (t *tally) noteWide(b []byte, base int) {
	for i, c := range b {
		if c < 0x80 {
			continue
		}
		last := surplus{}
		if n := len(t.wide); n > 0 {
			last = t.wide[n-1]
		}
		at := uint32(base + i)
		switch {
		case c < 0xC0: // goes on: a byte without a unit of its own
			last.bytes++
			if len(t.wide) > 0 && last.at == at {
				t.wide[len(t.wide)-1] = surplus{at + 1, last.bytes}
				continue
			}
		case c >= 0xF0: // begins a character of two units
			last.bytes--
		}
		if len(t.wide) < maxWide {
			t.wide = append(t.wide, surplus{at + 1, last.bytes})
		}
	}
}

// Position returns the line and, in UTF-16 units, the column of a byte.
func (t *tally) Position(offset int) (line, column int) {
	offset = min(max(offset, 0), t.size)
	line = sort.Search(len(t.lines), func(i int) bool { return int(t.lines[i]) > offset })
	begin := int(t.lines[line-1])
	return line, 1 + offset - begin - int(t.surplus(offset)-t.surplus(begin))
}

func (t *tally) surplus(offset int) uint32 {
	i := sort.Search(len(t.wide), func(i int) bool { return int(t.wide[i].at) > offset })
	if i == 0 {
		return 0
	}
	return t.wide[i-1].bytes
}

// positions are the places in a plan that something was read from, numbered
// as they are asked for.
type positions struct {
	*tally
	spans []span
	most  int
}

type span struct{ start, end uint32 }

// Len returns how many places there may be.
func (p *positions) Len() int { return p.most }

// Span returns the range of a place.
func (p *positions) Span(i uint32) (start, end uint32) {
	if int(i) >= len(p.spans) {
		return 0, 0
	}
	return p.spans[i].start, p.spans[i].end
}
