package assess

import (
	"slices"
	"sort"
	"strings"

	"bailiwick/value"
)

// A block is a declaration in a file with comments.
type block struct {
	at         value.Origin
	start, end int // bytes
	line, last int
}

// blocks returns the declarations of resources, and the calls that lead to
// them, that lie in the files, in the order of each file.
func (c *Comments) blocks(a *Assessment) map[*value.File][]block {
	out := make(map[*value.File][]block, len(c.files))
	for _, f := range c.files {
		out[f.File] = nil
	}
	seen := make(map[value.Origin]bool)
	add := func(at value.Origin) {
		if at == 0 || seen[at] {
			return
		}
		seen[at] = true
		f := a.Estate.Places.File(at)
		if list, ok := out[f]; ok {
			p := a.Estate.Places.At(at)
			out[f] = append(list, block{at, p.Start, p.End, p.Line, p.EndLine})
		}
	}
	for _, r := range a.Estate.Resources() {
		add(r.Head().Block)
		for _, call := range r.Head().Calls {
			add(call)
		}
	}
	for _, list := range out {
		slices.SortFunc(list, func(x, y block) int { return x.start - y.start })
	}
	return out
}

// target returns the block that the mark speaks of. JSON has neither lines nor
// an outside of blocks: there it is the one that it stands in.
func (f *commented) target(m *mark, blocks []block) (block, bool) {
	if strings.HasSuffix(f.Name, ".json") {
		i := sort.Search(len(blocks), func(i int) bool { return blocks[i].start > m.start }) - 1
		if i < 0 || m.start >= blocks[i].end {
			return block{}, false
		}
		return blocks[i], true
	}
	in, inside := covering(blocks, m.line)
	switch {
	case m.reach == onNextLine:
		return covering(blocks, m.last+1)
	case m.reach == onNextBlock && !inside:
		return beginning(blocks, f.below(m.last+1, true))
	case m.reach == onFirstLine && inside && m.line == in.line,
		m.reach == onBlock && inside, m.reach == onOrInBlock && inside:
		return in, true
	case m.alone && (m.reach == onFirstLine || m.reach == onOrInBlock):
		return beginning(blocks, f.below(m.last+1, false))
	}
	return block{}, false
}

// covering returns the block that covers the line: no two cover the same.
func covering(blocks []block, line int) (block, bool) {
	i := sort.Search(len(blocks), func(i int) bool { return blocks[i].line > line }) - 1
	if i < 0 || line > blocks[i].last {
		return block{}, false
	}
	return blocks[i], true
}

// beginning returns the block that begins on the line.
func beginning(blocks []block, line int) (block, bool) {
	b, ok := covering(blocks, line)
	return b, ok && b.line == line
}

// maxAbove is how many lines a comment may stand above what it is about, other
// comments between them.
const maxAbove = 200

// below returns the first line from this one on that no comment fills, blank
// lines left out if so asked.
func (f *commented) below(line int, blank bool) int {
	for end := line + maxAbove; line < end; {
		if last, ok := f.alone[line]; ok {
			line = last + 1
			continue
		}
		if !blank || line > f.lines || strings.TrimSpace(f.Line(line)) != "" {
			break
		}
		line++
	}
	return line
}

// heads reports whether the mark stands above everything but comments.
func (f *commented) heads(m *mark) bool { return m.line < f.below(1, true) }
