package cfnlang

import (
	"encoding/base64"
	"math/big"
	"net/netip"
	"slices"
	"strconv"

	"bailiwick/value"
)

// A function is one whose arguments are evaluated before it is called.
type function struct {
	several bool // it takes a list of arguments
	do      func(t *Template, args []value.Any, at value.Origin) value.Any
}

// functions are those of the AWS CloudFormation User Guide, Intrinsic function
// reference, but for those that look at names or conditions themselves.
var functions = map[string]function{
	"Fn::Join":         {true, join},
	"Fn::Select":       {true, selectOne},
	"Fn::Split":        {true, splitText},
	"Fn::Base64":       {false, encode},
	"Fn::Cidr":         {true, cidr},
	"Fn::Length":       {false, length},
	"Fn::ToJsonString": {false, toJSON},
}

func wrong(at value.Origin, args []value.Any, want string) value.Any {
	for _, a := range args {
		if a.Kind() == value.KindUnknown {
			return value.AnyUnknown(a.Note(), at)
		}
	}
	return unknown(at, want)
}

func join(t *Template, args []value.Any, at value.Origin) value.Any {
	if len(args) != 2 {
		return wrong(at, nil, "Fn::Join takes a delimiter and a list")
	}
	by, ok := args[0].Scalar()
	if !ok || args[1].Kind() != value.KindList || args[1].Partial() {
		return wrong(at, args, "Fn::Join takes a delimiter and a list")
	}
	return t.joinedText(args[1].Elements(), by, at)
}

func selectOne(t *Template, args []value.Any, at value.Origin) value.Any {
	if len(args) != 2 {
		return wrong(at, nil, "Fn::Select takes an index and a list")
	}
	i, ok := number(args[0])
	list := args[1]
	switch {
	case ok && list.Kind() == value.KindUnknown:
		if one, ok := list.Nth(i); ok {
			return one
		}
		return t.holeFor(list, "element "+strconv.Itoa(i)+" ("+list.Reason()+")", at)
	case !ok || list.Kind() != value.KindList:
		return wrong(at, args, "Fn::Select takes an index and a list")
	case i < 0 || i >= list.Len():
		return unknown(at, "the list has no element "+strconv.Itoa(i))
	}
	return list.Elements()[i]
}

// zones returns the zones of a region: nobody knows how many, but each is one of
// its own.
func (t *Template) zones(region value.Any, at value.Origin) value.Any {
	of := t.Region
	if text, ok := region.Text(); ok && text.Is("") != value.Yes {
		of = text
	}
	return value.AnySeries(func(i int) value.Any {
		return value.AnyText(value.Hole(value.NewSymbol(value.Zone, t.Scope+"\x00zones "+of.Inline(), "zone "+strconv.Itoa(i)+" of "+of.String())), at)
	}, value.Because("availability zones are those of the account"), at)
}

func splitText(t *Template, args []value.Any, at value.Origin) value.Any {
	if len(args) == 2 {
		if by, ok := args[0].Literal(); ok && by != "" {
			if _, text := args[1].Scalar(); text {
				return t.split(args[1], by, at)
			}
		}
	}
	return wrong(at, args, "Fn::Split takes a delimiter and a text")
}

func encode(t *Template, args []value.Any, at value.Origin) value.Any {
	text, ok := args[0].Scalar()
	if !ok {
		return wrong(at, args, "Fn::Base64 takes a text")
	}
	if !t.spend(byteCost*len(text.Inline()), at) {
		return tooMuch(at)
	}
	if s, ok := text.Literal(); ok {
		return value.AnyText(value.Literal(base64.StdEncoding.EncodeToString([]byte(s))), at)
	}
	return t.made("Fn::Base64 of "+shortened(args[0].String()), at)
}

func length(_ *Template, args []value.Any, at value.Origin) value.Any {
	if args[0].Kind() != value.KindList || args[0].Partial() {
		return wrong(at, args, "Fn::Length takes a list")
	}
	if slices.ContainsFunc(args[0].Elements(), mayBeNull) {
		return unknown(at, "how long the list is depends on conditions that are not decided")
	}
	return value.AnyNumber(strconv.Itoa(args[0].Len()), at)
}

// mayBeNull reports whether a value is AWS::NoValue in some world.
func mayBeNull(v value.Any) bool {
	return v.Kind() == value.KindNull || slices.ContainsFunc(v.Alternatives(), func(a value.AnyAlternative) bool { return mayBeNull(a.Value) })
}

// toJSON keeps the value beside a text that nobody needs: what reads the text
// as JSON gets the value.
func toJSON(t *Template, args []value.Any, at value.Origin) value.Any {
	if k := args[0].Kind(); k != value.KindMap && k != value.KindList {
		return wrong(at, args, "Fn::ToJsonString takes a map or a list")
	}
	text, _ := t.made("Fn::ToJsonString", at).Text()
	return value.AnyJSON(text, args[0], at)
}

// maxCidrs is how many blocks Fn::Cidr makes at most.
const maxCidrs = 256

// cidr returns the first blocks of a range.
func cidr(_ *Template, args []value.Any, at value.Origin) value.Any {
	if len(args) != 2 && len(args) != 3 {
		return wrong(at, nil, "Fn::Cidr takes a range, a count and the bits of a block")
	}
	s, ok := args[0].Literal()
	count, counted := number(args[1])
	if !ok || !counted {
		return wrong(at, args, "the range of Fn::Cidr is not known")
	}
	p, err := netip.ParsePrefix(s)
	if err != nil || count < 1 || count > maxCidrs {
		return unknown(at, shortened(args[0].String())+" is no range that Fn::Cidr takes")
	}
	bits := 8
	if p.Addr().Is6() {
		bits = 64
	}
	if len(args) == 3 {
		if bits, ok = number(args[2]); !ok {
			return wrong(at, args, "the bits of Fn::Cidr are not known")
		}
	}
	mask := p.Addr().BitLen() - bits
	if mask < p.Bits() || mask > p.Addr().BitLen() {
		return unknown(at, "Fn::Cidr cannot part "+shortened(args[0].String())+" into blocks of "+strconv.Itoa(bits)+" bits")
	}
	step := new(big.Int).Lsh(big.NewInt(1), uint(bits))
	base := new(big.Int).SetBytes(p.Masked().Addr().AsSlice())
	var out []value.Any
	for range count {
		addr, ok := netip.AddrFromSlice(base.FillBytes(make([]byte, p.Addr().BitLen()/8)))
		if !ok || !p.Contains(addr) {
			return unknown(at, shortened(args[0].String())+" does not hold "+strconv.Itoa(count)+" blocks")
		}
		out = append(out, value.AnyText(value.Literal(netip.PrefixFrom(addr, mask).String()), at))
		base.Add(base, step)
		if base.BitLen() > p.Addr().BitLen() {
			break
		}
	}
	return value.AnyList(out, at)
}

// findInMap evaluates Fn::FindInMap, with the default value of
// AWS::LanguageExtensions.
func (t *Template) findInMap(arg *Node, at value.Origin) value.Any {
	if arg == nil || arg.Kind != List || len(arg.List) != 3 && len(arg.List) != 4 {
		t.problem(at, "Fn::FindInMap takes a map and two keys", "see its page in the AWS CloudFormation User Guide")
		return unknown(at, "Fn::FindInMap does not have the arguments that it takes")
	}
	var fallback *Node
	if len(arg.List) == 4 {
		fallback = arg.List[3].Get("DefaultValue")
	}
	keys := []value.Any{t.Eval(arg.List[0]), t.Eval(arg.List[1]), t.Eval(arg.List[2])}
	return spread(keys, at, func(keys []value.Any) value.Any {
		found := []*Node{t.Root.Get("Mappings")}
		for _, k := range keys {
			if found = t.under(found, k, at); len(found) > 1 && !t.spend(nodeCost*len(found), at) {
				return tooMuch(at)
			}
		}
		switch {
		case len(found) == 0 && fallback != nil:
			return t.Eval(fallback)
		case len(found) == 0:
			return unknown(at, "the mapping has no such entry")
		}
		v := t.Eval(found[0])
		for _, n := range found[1:] {
			if fallback != nil || !alike(found[0], n) {
				return unknown(at, "which entry of the mapping counts depends on "+dependence(keys))
			}
		}
		if len(found) > 1 || fallback == nil {
			return v
		}
		for _, k := range keys {
			if _, ok := k.Literal(); !ok {
				return unknown(at, "which entry of the mapping counts depends on "+dependence(keys))
			}
		}
		return v
	})
}

// under returns what the maps hold under a key: all that they may hold, where
// the key is not known.
func (t *Template) under(maps []*Node, key value.Any, at value.Origin) []*Node {
	var out []*Node
	text, _ := key.Scalar()
	s, literal := text.Literal()
	for _, m := range maps {
		switch {
		case m == nil:
		case literal && text.Inline() != "":
			if n := t.member(m, s); n != nil {
				out = append(out, n)
			}
		case m.Kind == Map && t.spend(byteCost*len(m.List), at):
			out = append(out, m.List...)
		}
	}
	return out
}

// alike reports whether two entries of mappings say the same.
func alike(a, b *Node) bool {
	if len(a.List) != len(b.List) || len(a.Keys) != len(b.Keys) || a.Text != b.Text || (a.Kind >= List || b.Kind >= List) && a.Kind != b.Kind {
		return false
	}
	for i, e := range a.List {
		if i < len(a.Keys) && a.Keys[i].Name != b.Keys[i].Name || !alike(e, b.List[i]) {
			return false
		}
	}
	return true
}

func dependence(keys []value.Any) string {
	for _, k := range keys {
		if _, ok := k.Literal(); !ok {
			return shortened(k.String())
		}
	}
	return "its keys"
}
