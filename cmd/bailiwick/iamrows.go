package main

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"bailiwick/check"
	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/report"
)

// maxRow is how many bytes one question may have: all policies of a principal
// and of an organisation, several times over.
const maxRow = 16 << 20

// rows reads questions: one JSON object, however it is laid out, or one on each
// line.
type rows struct {
	name  string
	in    *bufio.Reader
	line  int
	whole []byte // the one question; nil: one on each line
}

// openRows tells which of the two an input is. It is lines if they are asked
// for, if its name ends in .jsonl or .ndjson, if its first line is an object
// and not its last, or if several lines begin with one and the whole is none.
func openRows(name string, input io.Reader, lines bool) (*rows, error) {
	r := &rows{name: name, in: bufio.NewReaderSize(input, 64<<10)}
	if lines || strings.HasSuffix(name, ".jsonl") || strings.HasSuffix(name, ".ndjson") {
		return r, nil
	}
	start, err := io.ReadAll(io.LimitReader(r.in, maxRow+1))
	if err != nil {
		return nil, notRead(name, err)
	}
	begun := 0
	for line := range bytes.Lines(start) {
		if bytes.HasPrefix(line, []byte("{")) {
			begun++
		}
	}
	if len(start) <= maxRow && (begun < 2 || jsontext.Value(start).IsValid()) {
		r.whole = start
		return r, nil
	}
	r.in = bufio.NewReaderSize(io.MultiReader(bytes.NewReader(start), r.in), 64<<10)
	return r, nil
}

// errLongRow is the error of next for a line that is longer than maxRow.
var errLongRow = fmt.Errorf("the line is longer than %d bytes", maxRow)

// next returns the next line that is not empty, or io.EOF.
func (r *rows) next() ([]byte, error) {
	for {
		r.line++
		var line []byte
		long := false
		for {
			part, err := r.in.ReadSlice('\n')
			if long = long || len(line)+len(part) > maxRow; !long {
				line = append(line, part...)
			}
			if err == bufio.ErrBufferFull {
				continue
			}
			if err != nil && (err != io.EOF || len(line) == 0 && !long) {
				return nil, err
			}
			break
		}
		if long {
			return nil, errLongRow
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			return line, nil
		}
	}
}

// place returns where in the input an error is. Of a question that is one of
// lines it is the line.
func (r *rows) place(err error) string {
	if r.whole == nil {
		return fmt.Sprintf("%s:%d", inputName(r.name), r.line)
	}
	if at := errorOffset(err); at >= 0 {
		line, column := position(r.whole, at)
		return fmt.Sprintf("%s:%d:%d", inputName(r.name), line, column)
	}
	return inputName(r.name)
}

// errorOffset returns the byte that an error about JSON names, or -1.
func errorOffset(err error) int {
	if e := (*jsontext.SyntacticError)(nil); errors.As(err, &e) {
		return int(e.ByteOffset)
	}
	if e := (*json.SemanticError)(nil); errors.As(err, &e) {
		return int(e.ByteOffset)
	}
	return -1
}

// rowCause says what is wrong with a question, without naming our packages.
func rowCause(err error) string {
	if e := (*jsontext.SyntacticError)(nil); errors.As(err, &e) {
		return "not JSON: " + strings.TrimPrefix(e.Err.Error(), "jsontext: ")
	}
	if e := (*json.SemanticError)(nil); errors.As(err, &e) {
		what := cmp.Or(strings.Trim(string(e.JSONPointer), "/"), "the question")
		return fmt.Sprintf("%s is of the wrong type: a JSON %s", what, kindName(e.JSONKind))
	}
	text := strings.TrimPrefix(err.Error(), authz.ErrQuestion.Error()+": ")
	return strings.Replace(text, policy.ErrSyntax.Error()+": ", "", 1)
}

func kindName(k jsontext.Kind) string {
	switch k {
	case 'n':
		return "null"
	case 't', 'f':
		return "boolean"
	case '"':
		return "string"
	case '0':
		return "number"
	case '[':
		return "array"
	}
	return "object"
}

// A rowAnswer is the answer to one question of many: what it is in a word, and
// why; and the form that programs read.
type rowAnswer struct {
	word, why string
	json      any
}

// answerRows answers each line by one line, in their order.
func (s *session) answerRows(r *rows, form string, answer func([]byte) (rowAnswer, error)) (check.Status, error) {
	w := bufio.NewWriter(s.stdout)
	read, unread := 0, 0
	for {
		line, err := r.next()
		if err == io.EOF {
			break
		}
		if err != nil && err != errLongRow {
			return 0, notRead(r.name, err)
		}
		read++
		var a rowAnswer
		if err == nil {
			a, err = answer(line)
		}
		if err != nil {
			unread++
			a = unreadRow(r.place(err), rowID(line), rowCause(err))
		}
		if form == "json" {
			err = json.MarshalWrite(w, a.json, json.Deterministic(true))
			w.WriteByte('\n')
		} else {
			_, err = fmt.Fprintf(w, "%s\t%s\n", a.word, report.Clean(a.why))
		}
		if err == nil && r.in.Buffered() == 0 {
			err = w.Flush() // whoever asks line by line is answered so
		}
		if err != nil {
			return 0, err
		}
	}
	if err := w.Flush(); err != nil {
		return 0, err
	}
	switch {
	case read == 0:
		return 0, &complaint{Place: inputName(r.name), What: "holds no question", Status: check.Unread}
	case unread > 0:
		what := fmt.Sprintf("%d of %s could not be read, and their answers say why", unread, report.Number(read, "line", "lines"))
		return 0, &complaint{Place: inputName(r.name), What: what, Status: check.Unread}
	}
	return check.Clean, nil
}

// unreadRow is the answer to what is no question.
func unreadRow(place, id, why string) rowAnswer {
	return rowAnswer{"error", place + ": " + why, struct {
		ID     string `json:"id,omitzero"`
		Answer string `json:"answer"`
		Place  string `json:"place"`
		Why    string `json:"why"`
	}{id, "error", place, why}}
}

// rowID returns the id of a question, which its answer repeats.
func rowID(line []byte) string {
	var row struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(line, &row) != nil {
		return ""
	}
	return row.ID
}

// questions returns the one file of questions that is named, else stdin unless
// a person sits there.
func (s *session) questions(names []string, command string) (string, error) {
	switch {
	case len(names) == 1:
		return names[0], nil
	case len(names) > 1:
		return "", usage("iam %s reads one file of questions, and got %d", command, len(names))
	}
	if f, ok := s.stdin.(*os.File); ok {
		if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice != 0 {
			return "", usage("iam %s wants a question", command).say("next", "bailiwick iam "+command+" --help")
		}
	}
	return "-", nil
}
