package hcl

import "iter"

// Ranges are the byte ranges of a File's nodes without the rest of the tree,
// which takes five times the memory.
type Ranges struct {
	src  []byte
	json bool
	of   [][2]uint32 // by Node
}

// Ranges returns the byte ranges of f's nodes.
func (f *File) Ranges() *Ranges {
	r := &Ranges{src: f.Src, json: f.JSON, of: make([][2]uint32, len(f.nodes))}
	for i := range f.nodes {
		r.of[i] = [2]uint32{f.nodes[i].start, f.nodes[i].end}
	}
	return r
}

// Len returns the number of nodes, as File.Len does.
func (r *Ranges) Len() int { return len(r.of) }

// Span returns the range of a node, as File.Span does.
func (r *Ranges) Span(n Node) (start, end uint32) { return r.of[n][0], r.of[n][1] }

// Comments yields the byte ranges of the file's comments, as File.Comments
// does. A file in JSON syntax is parsed again for them.
func (r *Ranges) Comments() iter.Seq2[uint32, uint32] {
	if r.json {
		return ParseJSON(r.src).Comments()
	}
	return (&File{Src: r.src}).Comments()
}
