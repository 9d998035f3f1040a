package main

import (
	"bytes"
	"strings"
	"testing"
)

// Every position by the marks is that by reading from the start.
func TestPositions(t *testing.T) {
	for _, text := range []string{
		"", "\n", "\n\na", "one line", "é\r\nüß\n", "bad \xff\xc3\n\xe2\x82 utf-8",
		strings.Repeat("é", 700) + "\n" + strings.Repeat("x", 511) + "\n\n" + strings.Repeat("日本語", 400),
	} {
		f := &policyFile{text: []byte(text)}
		for at := range len(text) + 2 {
			line, column := f.position(at)
			if l, c := position(f.text, at); l != line || c != column {
				t.Fatalf("byte %d of %q is at %d:%d, by marks at %d:%d", at, text, l, c, line, column)
			}
		}
	}
}

// The place of one more finding costs no reading of the whole file, be it of
// many lines or of one, and a line without end is not shown again and again.
func TestPlacesOfManyFindings(t *testing.T) {
	for _, piece := range []string{"0123456789\n", "0123456789 "} {
		f := &policyFile{name: "policy.json", text: bytes.Repeat([]byte(piece), policyBytes/len(piece))}
		shown := 0
		for at := 0; at < len(f.text); at += len(piece) {
			f.place(uint32(at))
			line, _ := f.position(at)
			shown += len(settingsLine(f.text, at, at+1, line))
		}
		if shown > 100*policyBytes {
			t.Errorf("%q: %d bytes shown", piece, shown)
		}
	}
}

const policyBytes = 1 << 20 // as much as is read

func TestLineShown(t *testing.T) {
	for _, test := range []struct {
		before, after int
		want          bool
	}{{0, 0, true}, {maxShownLine - 1, 0, true}, {maxShownLine, 0, false}, {9, maxShownLine, false}, {maxShownLine + 7, 7, false}} {
		line := strings.Repeat("a", test.before) + "!" + strings.Repeat("b", test.after)
		src := []byte("first\n" + line + "\nlast")
		at := bytes.IndexByte(src, '!')
		if got := settingsLine(src, at, at+1, 2); strings.Contains(got, line) != test.want || !test.want && got != "" {
			t.Errorf("%d before and %d after: %d bytes", test.before, test.after, len(got))
		}
	}
}
