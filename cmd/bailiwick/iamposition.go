package main

import "sort"

// A mark is a byte of a text and where it stands. A text has one at the start
// of each line, and in long lines one every so often, so that as many positions
// as there are bytes can be told without reading the text for each.
type mark struct{ at, line, column int }

// markEvery is how many bytes of a line lie between two marks, about.
const markEvery = 256

func marksOf(text []byte) []mark {
	now := mark{0, 1, 1}
	marks := []mark{now}
	for i, r := range string(text) {
		if now.at = i; i-marks[len(marks)-1].at >= markEvery {
			marks = append(marks, now)
		}
		if now.column++; r == '\n' {
			now = mark{i + 1, now.line + 1, 1}
			marks = append(marks, now)
		}
	}
	return marks
}

// to returns the line and column of a byte at or behind the mark.
func (m mark) to(text []byte, at int) (line, column int) {
	for _, r := range string(text[m.at:min(at, len(text))]) {
		if m.column++; r == '\n' {
			m.line, m.column = m.line+1, 1
		}
	}
	return m.line, m.column
}

// position returns the line and column of a byte, both from 1; columns count
// characters.
func position(text []byte, at int) (line, column int) { return mark{0, 1, 1}.to(text, at) }

// position is as the function, for files of which many are asked.
func (f *policyFile) position(at int) (line, column int) {
	if f.marks == nil {
		f.marks = marksOf(f.text)
	}
	at = min(at, len(f.text))
	i := sort.Search(len(f.marks), func(i int) bool { return f.marks[i].at > at }) - 1
	return f.marks[i].to(f.text, at)
}
