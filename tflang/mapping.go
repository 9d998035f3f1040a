package tflang

import (
	"sort"

	"bailiwick/value"
)

// A mapping is a map that is being built. The last element of a key wins.
type mapping struct {
	keys   []string
	vals   []value.Any
	more   bool // there may be more elements, because
	why    value.Note
	hidden bool
}

func newMapping(n int) *mapping {
	return &mapping{keys: make([]string, 0, n), vals: make([]value.Any, 0, n)}
}

// put adds an element. An unknown key leaves the map partial.
func (m *mapping) put(key, v value.Any) *Failure {
	m.hidden = m.hidden || key.Sensitive()
	switch key.Kind() {
	case value.KindNull:
		return Fail(key.Origin(), "the key of an element is null")
	case value.KindUnknown:
		m.partial(key.Note())
		return nil
	case value.KindSeveral:
		m.partial(value.Because("the key of an element depends on a condition that is not decided"))
		return nil
	}
	t, ok := key.Scalar()
	if !ok {
		return Fail(key.Origin(), "a "+key.Kind().String()+" cannot be a key")
	}
	m.add(t.Inline(), v)
	return nil
}

func (m *mapping) add(key string, v value.Any) {
	m.keys = append(m.keys, key)
	m.vals = append(m.vals, v)
}

func (m *mapping) partial(why value.Note) {
	if !m.more {
		m.more, m.why = true, why
	}
}

// Len, Less and Swap sort the elements by key.
func (m *mapping) Len() int           { return len(m.keys) }
func (m *mapping) Less(i, j int) bool { return m.keys[i] < m.keys[j] }
func (m *mapping) Swap(i, j int) {
	m.keys[i], m.keys[j] = m.keys[j], m.keys[i]
	m.vals[i], m.vals[j] = m.vals[j], m.vals[i]
}

// sort sorts the elements, those of the same key in the order of arrival.
func (m *mapping) sort() {
	for i := 1; i < len(m.keys); i++ {
		if m.keys[i-1] > m.keys[i] {
			sort.Stable(m)
			return
		}
	}
}

func (m *mapping) done(at value.Origin) value.Any {
	m.sort()
	n := 0
	for i, k := range m.keys {
		if i+1 < len(m.keys) && m.keys[i+1] == k {
			continue
		}
		m.keys[n], m.vals[n] = k, m.vals[i]
		n++
	}
	out := value.AnyMap(m.keys[:n:n], m.vals[:n:n], at)
	if m.more {
		out = out.AndMore(m.why)
	}
	return hide(out, m.hidden)
}
