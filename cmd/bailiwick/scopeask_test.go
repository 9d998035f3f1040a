package main

import (
	"bufio"
	"errors"
	"strings"
	"testing"
)

// A line without an end is no answer, and is not collected.
func TestReadLine(t *testing.T) {
	for text, want := range map[string]string{"": "", "b\n": "b", "b\r\n": "b", " b c ": "b c", strings.Repeat("b", 4000): strings.Repeat("b", 4000)} {
		got, err := readLine(bufio.NewReader(strings.NewReader(text)))
		if got != want || (err != nil) != (text == "") {
			t.Errorf("%.9q is read as %.9q, %v", text, got, err)
		}
	}
	if _, err := readLine(bufio.NewReader(endless{})); !errors.Is(err, errTooLong) {
		t.Errorf("a line without an end: %v", err)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }
