package plan

import "slices"

// A mask tells which parts of a value something is true of, in the form of
// after_unknown and after_sensitive. Nil is true of nothing.
type mask struct {
	whole bool
	keys  []string // of an object, in its order; nil for a list
	parts []*mask
	index map[string]int // of many keys
}

// everything is the mask that is true of the whole of a value.
var everything = &mask{whole: true}

// readMask reads one; what is true of nothing is nil.
func readMask(t *text, names names, depth int) *mask {
	switch t.kind() {
	case 't':
		t.raw()
		return everything
	case '{':
		m := new(mask)
		t.members(func(name []byte) {
			if depth > maxDepth {
				return
			}
			if part := readMask(t, names, depth+1); part != nil {
				if m.keys == nil {
					m.keys, m.parts = make([]string, 0, 8), make([]*mask, 0, 8)
				}
				m.keys, m.parts = append(m.keys, names.name(name)), append(m.parts, part)
			}
		})
		if len(m.parts) > 0 {
			return m
		}
	case '[':
		var m mask
		some := false
		t.elements(func() {
			if depth > maxDepth {
				return
			}
			part := readMask(t, names, depth+1)
			m.parts = append(m.parts, part)
			some = some || part != nil
		})
		if some {
			return &m
		}
	default:
		t.skip()
	}
	return nil
}

// all reports whether it is true of the whole value.
func (m *mask) all() bool { return m != nil && m.whole }

// part returns what is true of the member.
func (m *mask) part(name string) *mask {
	if m == nil || m.whole {
		return m
	}
	if len(m.keys) < indexed {
		if i := slices.Index(m.keys, name); i >= 0 {
			return m.parts[i]
		}
		return nil
	}
	if m.index == nil {
		m.index = make(map[string]int, len(m.keys))
		for i, k := range m.keys {
			m.index[k] = i
		}
	}
	if i, ok := m.index[name]; ok {
		return m.parts[i]
	}
	return nil
}

// element returns what is true of the element.
func (m *mask) element(i int) *mask {
	if m == nil || m.whole {
		return m
	}
	if m.keys == nil && i < len(m.parts) {
		return m.parts[i]
	}
	return nil
}

// len returns the number of elements of a list that are told apart.
func (m *mask) len() int {
	if m == nil || m.keys != nil {
		return 0
	}
	return len(m.parts)
}

// names keeps one copy of the names that come again and again.
type names map[string]string

// maxNames bounds the table; what comes later is not kept.
const maxNames = 1 << 14

func (n names) name(b []byte) string {
	if s, ok := n[string(b)]; ok {
		return s
	}
	s := string(b)
	if len(n) < maxNames && len(s) < 100 {
		n[s] = s
	}
	return s
}
