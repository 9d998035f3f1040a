package sam

// readParameters takes the values of the parameters: those given, then the
// defaults.
func (t *transform) readParameters(given map[string]*Node) {
	declared := get(t.source, "Parameters")
	if !isMap(declared) {
		return
	}
	for i, p := range declared.List {
		name := declared.Keys[i].Name
		if hide := get(p, "NoEcho"); hide != nil && textOf(hide) != "false" && (!isBool(hide) || isTrue(hide)) {
			continue // it must stand in no text
		}
		if v, ok := given[name]; ok {
			t.know(name, v)
		} else {
			t.know(name, get(p, "Default"))
		}
	}
}

// maxValue is how long the value of a parameter may be (AWS CloudFormation User
// Guide, CloudFormation quotas).
const maxValue = 4096

// know notes the value of a parameter, unless CloudFormation would refuse it.
func (t *transform) know(name string, v *Node) {
	if text, ok := v.Literal(); ok && len(text) <= maxValue {
		t.values[name] = v
	}
}

// maxSub is how many bytes are put into a text of Fn::Sub: one that holds more
// is longer than what any property takes.
const maxSub = 1 << 16

// resolve returns a value in which each Ref of a parameter whose value is
// known is that value.
func (t *transform) resolve(n *Node) *Node {
	if n == nil || len(n.List) == 0 || len(t.values) == 0 || t.parts > maxParts {
		return n
	}
	switch function, argument, _ := n.Call(); {
	case function == "Ref":
		if v := t.values[textOf(argument)]; v != nil {
			return v
		}
		return n
	case function == "Fn::Sub" && isText(argument):
		left := maxSub
		text := hole.ReplaceAllStringFunc(argument.Text, func(s string) string {
			v, ok := t.values[s[2:len(s)-1]].Literal()
			if left -= len(v); ok && left > 0 {
				return v
			}
			return s
		})
		t.parts += (maxSub - left) / 64
		if text != argument.Text {
			return placeOf(n).Object("Fn::Sub", placeOf(argument).Node(text))
		}
		return n
	}
	r := n
	for i, e := range n.List {
		if to := t.resolve(e); to != e {
			if r == n {
				r = shallow(n)
			}
			t.parts++
			r.List[i] = to
		}
	}
	return r
}

// lookUp returns what Fn::FindInMap of known keys finds, or the value itself.
func (t *transform) lookUp(n *Node) *Node {
	n = t.resolve(n)
	function, argument, _ := n.Call()
	if function != "Fn::FindInMap" || !isList(argument) || len(argument.List) != 3 {
		return n
	}
	found := get(t.source, "Mappings")
	for _, key := range argument.List {
		name, ok := key.Literal()
		if !ok {
			return n
		}
		found = get(found, name)
	}
	return firstOf(found, n)
}
