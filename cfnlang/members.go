package cfnlang

import (
	"strconv"
	"strings"
)

// members fills a map, in which no key stands twice.
type members struct {
	*parser
	into  *Node
	index map[string]int // of larger maps
}

const indexed = 16 // members from which a map is searched by an index

// find returns the number of a member, -1 if there is none.
func (m *members) find(name string) int {
	if m.index == nil && len(m.into.Keys) >= indexed {
		m.index = make(map[string]int, 2*indexed)
		for i := range m.into.Keys {
			m.index[m.into.Keys[i].Name] = i
		}
	}
	if m.index != nil {
		if i, ok := m.index[name]; ok {
			return i
		}
		return -1
	}
	for i := range m.into.Keys {
		if m.into.Keys[i].Name == name {
			return i
		}
	}
	return -1
}

// add adds the member whose name stands at the range. One that is there
// already gives way, and that is told.
func (m *members) add(name string, start, end int, v *Node) {
	if name == "Fn::GetAtt" {
		v = m.splitGetAtt(v)
	}
	key := Key{Name: name, At: m.span(start, max(end, m.memberEnd(start, v)))}
	m.count(start)
	if i := m.find(name); i >= 0 {
		m.problem(start, end, "the key "+strconv.Quote(shortened(name))+" stands twice in one map",
			"as in CloudFormation, only the last one counts", "remove one of them")
		m.into.Keys[i], m.into.List[i] = key, v
		return
	}
	m.put(key, v)
}

// memberEnd returns where the value ends, if it stands behind its key and not
// elsewhere, as what an alias stands for.
func (m *members) memberEnd(start int, v *Node) int {
	if s := m.spans.list[v.At]; int(s[0]) >= start {
		return int(s[1])
	}
	return 0
}

// put adds a member that is not there.
func (m *members) put(key Key, v *Node) {
	if m.index != nil {
		m.index[key.Name] = len(m.into.Keys)
	}
	m.into.Keys = append(m.into.Keys, key)
	m.into.List = append(m.into.List, v)
}

// set sets a member, whether it is there or not.
func (m *members) set(key Key, v *Node) {
	if i := m.find(key.Name); i >= 0 {
		m.into.List[i] = v
		return
	}
	m.put(key, v)
}

// shortened returns the beginning of a text, for a problem.
func shortened(s string) string {
	if len(s) > 60 {
		return strings.ToValidUTF8(s[:60], "") + "…"
	}
	return s
}
