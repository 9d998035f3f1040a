package value

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// Columns of long lines are those that counting from the line's start gives,
// whatever the bytes are.
func TestPositionInLongLines(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"a", "é", "€", "😀", "\x80", "\xf0\x9f", "\xff", "abcdefgh", "\n"}
	for _, most := range []int{8, 9} { // without line ends, and with them
		var src []byte
		for len(src) < 20_000 {
			src = append(src, pieces[rng.IntN(most)]...)
			if rng.IntN(400) == 0 {
				src = append(src, bytes.Repeat([]byte("\x80"), 1500)...)
			}
		}
		f := new(Places).AddFile("long", src, noSpans{})
		for range 2_000 {
			offset := rng.IntN(len(src) + 1)
			start := bytes.LastIndexByte(src[:offset], '\n') + 1
			line, column := f.position(offset)
			wantLine, wantColumn := bytes.Count(src[:offset], []byte("\n"))+1, 1+units(src[start:offset])
			if line != wantLine || column != wantColumn {
				t.Fatalf("offset %d is at %d:%d, want %d:%d", offset, line, column, wantLine, wantColumn)
			}
		}
	}
}

// noSpans are the spans of a file without parts.
type noSpans struct{}

func (noSpans) Len() int                     { return 0 }
func (noSpans) Span(uint32) (uint32, uint32) { return 0, 0 }
