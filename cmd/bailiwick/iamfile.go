package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"unicode/utf8"

	"bailiwick/check"
	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/internal/spelling"
	"bailiwick/report"
	"bailiwick/value"
)

// A policyFile is a policy with the text that it was read from.
type policyFile struct {
	name     string // as people call it
	text     []byte
	document *policy.Document
	issues   []policy.Issue // what reading it met
	marks    []mark         // of the text, once a position was asked for
}

// readPolicy reads a policy file, whatever is wrong in it; "-" is stdin.
func (s *session) readPolicy(name string) (*policyFile, error) {
	text, err := s.readInput(name, policy.MaxSize)
	if err != nil {
		return nil, err
	}
	f := &policyFile{name: inputName(name), text: text}
	if !utf8.Valid(text) {
		at := 0
		for r, n := utf8.DecodeRune(text); r != utf8.RuneError || n != 1; r, n = utf8.DecodeRune(text[at:]) {
			at += n
		}
		return nil, f.complain(at, at+1, "bad UTF-8")
	}
	f.document, f.issues = policy.FromAny(value.AnyText(value.Literal(string(text)), 0))
	return f, nil
}

// readCompiled reads a policy file that has the form of AWS's grammar.
func (s *session) readCompiled(name string) (*policyFile, *authz.Policy, error) {
	f, err := s.readPolicy(name)
	if err != nil {
		return nil, nil, err
	}
	if len(f.issues) > 0 {
		i := &f.issues[0]
		c := f.complain(int(i.Start), int(i.End), i.Message)
		if i.Next != "" {
			c.say("next", i.Next)
		}
		return nil, nil, c
	}
	return f, authz.Compile(f.name, f.document), nil
}

// complain returns the complaint about a part of the file.
func (f *policyFile) complain(start, end int, what string) *complaint {
	line, column := f.position(start)
	return &complaint{
		Place: fmt.Sprintf("%s:%d:%d", f.name, line, column),
		What:  what, Code: settingsLine(f.text, start, end, line), Status: check.Unread,
	}
}

// place returns where a byte of the file is: "policy.json:7:17".
func (f *policyFile) place(start uint32) string {
	line, column := f.position(int(start))
	return fmt.Sprintf("%s:%d:%d", f.name, line, column)
}

func inputName(name string) string {
	if name == "-" {
		return "stdin"
	}
	return report.Clean(filepath.ToSlash(name))
}

// openInput opens a file; "-" is stdin.
func (s *session) openInput(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(s.stdin), nil
	}
	f, err := os.Open(name)
	if err == nil {
		return f, nil
	}
	c := notRead(name, err)
	if errors.Is(err, fs.ErrNotExist) {
		folder, base := filepath.Split(name)
		entries, _ := os.ReadDir(filepath.Clean("./" + folder))
		if filepath.IsAbs(name) {
			entries, _ = os.ReadDir(folder)
		}
		var names []string
		for _, e := range entries {
			names = append(names, e.Name())
		}
		for _, n := range spelling.Near(base, names) {
			c.say("near", filepath.ToSlash(filepath.Join(folder, n)))
		}
	}
	return nil, c
}

// readInput reads a file of at most so many bytes.
func (s *session) readInput(name string, most int) ([]byte, error) {
	in, err := s.openInput(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	text, err := io.ReadAll(io.LimitReader(in, int64(most)+1))
	switch {
	case err != nil:
		return nil, notRead(name, err)
	case len(text) > most:
		return nil, &complaint{Place: inputName(name), What: fmt.Sprintf("longer than %d bytes", most), Status: check.Unread}
	}
	return text, nil
}

func notRead(name string, err error) *complaint {
	return &complaint{Place: inputName(name), What: "not read, because: " + cause(err).Error(), Status: check.Unread}
}
