package main

import (
	"bytes"
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Declarations tell which resource a line of a file belongs to.
type declarations map[string][]declaration // by file, in the order of lines

type declaration struct {
	line    int
	address string
}

// declarations lists where the resources of a report begin; dir is the folder
// that their files are relative to.
func (r report) declarations(dir string) declarations {
	d := make(declarations)
	for _, resource := range r.Resources {
		if resource.File == "" || resource.Line == 0 || resource.Address == "" {
			continue
		}
		one := declaration{resource.Line, resource.declared()}
		if one.address != resource.Address && resource.isOfTemplate() {
			one.line = cmp.Or(keyLine(filepath.Join(dir, resource.File), one.address), one.line)
		}
		d[resource.File] = append(d[resource.File], one)
	}
	for _, of := range d {
		slices.SortStableFunc(of, func(a, b declaration) int { return cmp.Compare(a.line, b.line) })
	}
	return d
}

// keyLine is the line of a template at which the declaration with the logical
// id begins, 0 if it is not found: a part of a declaration has a line of its
// own, further down.
func keyLine(path, id string) int {
	text, err := os.ReadFile(path)
	if err != nil {
		return 0
	}
	for i, line := range bytes.Split(text, []byte("\n")) {
		key, _, found := strings.Cut(strings.TrimSpace(string(line)), ":")
		if found && strings.Trim(key, `"' `) == id {
			return i + 1
		}
	}
	return 0
}

// at is the address of the last resource that begins at or before the spot,
// "" if there is none.
func (d declarations) at(s spot) string {
	address := ""
	for _, one := range d[s.File] {
		if one.line > s.Line {
			break
		}
		address = one.address
	}
	return address
}
