package main

import (
	"cmp"
	"encoding/binary"
	"maps"
	"regexp"
	"slices"
)

// appendDelta appends the steps that make one document out of another: the
// longest of what the index of the other finds at each place is copied.
func appendDelta(out, before, after []byte) []byte {
	const shortest = 8 // a copy takes some four bytes
	index := make(map[string]int, len(before))
	for i := len(before) - shortest; i >= 0; i-- {
		index[string(before[i:i+shortest])] = i
	}
	out = binary.AppendUvarint(out, uint64(len(after)))
	put := func(b []byte) {
		if len(b) > 0 {
			out = append(binary.AppendUvarint(out, uint64(2*len(b))), b...)
		}
	}
	done, next := 0, 0 // what is written of after; where the last copy ended in before
	for i := 0; i+shortest <= len(after); {
		from, n := next, common(before[next:], after[i:])
		if n < shortest {
			at, ok := index[string(after[i:i+shortest])]
			if !ok {
				i++
				continue
			}
			from, n = at, common(before[at:], after[i:])
		}
		put(after[done:i])
		out = binary.AppendUvarint(out, uint64(2*n+1))
		out = binary.AppendUvarint(out, uint64(from))
		i += n
		done, next = i, from+n
	}
	put(after[done:])
	return out
}

// common returns the length of the longest common beginning.
func common(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

// dictionary returns the strings that save most when every policy can refer to
// them. The best stand last, which is nearest.
func (t *table) dictionary() []byte {
	const size = 32 << 10 // as far as DEFLATE looks back
	text := regexp.MustCompile(`"[^"]*"[,:]?`)
	uses := map[string]int{}
	for _, p := range t.policies {
		mine := map[string]bool{}
		for _, s := range text.FindAllString(string(p.versions[0].document), -1) {
			mine[s] = true
		}
		for s := range mine {
			uses[s]++
		}
	}
	worth := func(s string) int { return (uses[s] - 1) * len(s) }
	best := slices.SortedFunc(maps.Keys(uses), func(a, b string) int {
		return cmp.Or(cmp.Compare(worth(b), worth(a)), cmp.Compare(a, b))
	})
	var chosen []string
	left := size
	for _, s := range best {
		if worth(s) > 0 && len(s) <= left {
			chosen = append(chosen, s)
			left -= len(s)
		}
	}
	slices.Reverse(chosen)
	var dictionary []byte
	for _, s := range chosen {
		dictionary = append(dictionary, s...)
	}
	return dictionary
}
