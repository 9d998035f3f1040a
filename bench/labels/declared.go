package main

import (
	"cmp"
	"slices"
)

// Declarations tell which resource a line of a file belongs to.
type declarations map[string][]declaration // by file, in the order of lines

type declaration struct {
	line    int
	address string
}

func (r report) declarations() declarations {
	d := make(declarations)
	for _, resource := range r.Resources {
		if resource.File != "" && resource.Line > 0 && resource.Address != "" {
			d[resource.File] = append(d[resource.File], declaration{resource.Line, holder(resource.Address)})
		}
	}
	for _, of := range d {
		slices.SortStableFunc(of, func(a, b declaration) int { return cmp.Compare(a.line, b.line) })
	}
	return d
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
