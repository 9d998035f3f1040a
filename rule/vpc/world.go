package vpc

import (
	"net/netip"

	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/value"
)

// A reach is how much of the internet a rule of a security group takes in.
type reach struct {
	ipv4, ipv6 value.Answer
	fact       rule.Fact
}

func (r reach) any() value.Answer { return or(r.ipv4, r.ipv6) }

// world tells whether the rules, of what is near, together take in the whole internet, by
// addresses or by prefix lists.
func world(in *rule.Input, near estate.Resource, rules []estate.SecurityRule) reach {
	out := reach{ipv4: value.No, ipv6: value.No}
	var four, six []netip.Prefix
	for i := range rules {
		r := &rules[i]
		var unclear4, unclear6 bool
		four, unclear4 = ranges(four, r.CIDRs)
		six, unclear6 = ranges(six, r.IPv6CIDRs)
		if out.fact == nil {
			if unclear4 || len(four) > 0 {
				out.fact = r.CIDRs
			} else if unclear6 || len(six) > 0 {
				out.fact = r.IPv6CIDRs
			}
		}
		if unclear4 {
			out.ipv4, out.fact = value.CannotTell, r.CIDRs
		}
		if unclear6 {
			out.ipv6, out.fact = value.CannotTell, r.IPv6CIDRs
		}
		lists, known := r.PrefixLists.Get()
		if !known && !r.PrefixLists.IsAbsent() {
			out.ipv4, out.fact = value.CannotTell, r.PrefixLists
		}
		for _, ref := range lists {
			l, found := estate.Find[*estate.PrefixList](in.Estate, near, ref)
			if found != estate.Here {
				if _, endpoint := estate.Find[*estate.VPCEndpoint](in.Estate, near, ref); endpoint != estate.Here {
					out.ipv4, out.fact = value.CannotTell, ref.Named("prefix_list_ids")
				}
				continue
			}
			entries := l.Ranges(in.Estate)
			list, ok := entries.Get()
			if out.fact == nil {
				out.fact = ref.Named("prefix_list_ids")
			}
			if !ok || entries.Partial() {
				out.ipv4, out.fact = value.CannotTell, entries.Named("entry")
			}
			for _, e := range list {
				if p, unclear := parse(e.CIDR); unclear {
					out.ipv4, out.fact = value.CannotTell, e.CIDR
				} else if p.Addr().Is4() {
					four = append(four, p)
				} else if p.IsValid() {
					six = append(six, p)
				}
			}
		}
	}
	if covers(four, netip.MustParsePrefix("0.0.0.0/0"), 0) {
		out.ipv4 = value.Yes
	}
	if covers(six, netip.MustParsePrefix("::/0"), 0) {
		out.ipv6 = value.Yes
	}
	for i := range rules {
		if whole(rules[i].CIDRs) && out.ipv4 == value.Yes {
			out.fact = rules[i].CIDRs
		} else if whole(rules[i].IPv6CIDRs) && out.ipv6 == value.Yes && out.ipv4 != value.Yes {
			out.fact = rules[i].IPv6CIDRs
		}
	}
	return out
}

// whole reports whether the list holds the whole address space by itself.
func whole(list value.Texts) bool {
	prefixes, _ := ranges(nil, list)
	for _, p := range prefixes {
		if p.Bits() == 0 {
			return true
		}
	}
	return false
}

// ranges adds the address ranges of a list, and reports whether one is not
// known.
func ranges(to []netip.Prefix, list value.Texts) ([]netip.Prefix, bool) {
	elements, ok := list.Get()
	unclear := !ok && !list.IsAbsent() || list.Partial()
	for _, e := range elements {
		p, bad := parse(e)
		if bad {
			unclear = true
		} else if p.IsValid() {
			to = append(to, p)
		}
	}
	return to, unclear
}

// parse returns the range, and whether it is not known. A VPC's own range,
// which is a hole, is not the world; a user's variable may be.
func parse(v value.Value[value.Text]) (netip.Prefix, bool) {
	text, ok := v.Get()
	if !ok {
		return netip.Prefix{}, !v.IsAbsent()
	}
	s, literal := text.Literal()
	if !literal {
		return netip.Prefix{}, true
	}
	p, err := netip.ParsePrefix(s)
	return p, err != nil && s != ""
}

// covers reports whether the ranges together hold all of p.
func covers(ranges []netip.Prefix, p netip.Prefix, depth int) bool {
	for _, r := range ranges {
		if r.Bits() <= p.Bits() && r.Contains(p.Addr()) {
			return true
		}
	}
	if depth == 8 || len(ranges) < 2 || p.Bits() == p.Addr().BitLen() {
		return false
	}
	low := netip.PrefixFrom(p.Addr(), p.Bits()+1)
	return covers(ranges, low, depth+1) && covers(ranges, upper(p), depth+1)
}

// upper returns the upper half of a range.
func upper(p netip.Prefix) netip.Prefix {
	b := p.Addr().AsSlice()
	b[p.Bits()/8] |= 0x80 >> (p.Bits() % 8)
	a, _ := netip.AddrFromSlice(b)
	return netip.PrefixFrom(a, p.Bits()+1)
}

func or(a, b value.Answer) value.Answer {
	switch {
	case a == value.Yes || b == value.Yes:
		return value.Yes
	case a == value.CannotTell || b == value.CannotTell:
		return value.CannotTell
	}
	return value.No
}

// ports returns the ports that a rule takes in: none of ICMP, all of -1; and
// whether they are not known.
func ports(r *estate.SecurityRule) (from, to int64, none, unclear bool) {
	protocol, ok := r.Protocol.Get()
	s, literal := protocol.Literal()
	if !ok || !literal {
		return 0, 65535, false, !r.Protocol.IsAbsent()
	}
	switch s {
	case "-1", "all":
		return 0, 65535, false, false
	case "icmp", "icmpv6", "1", "58":
		return 0, 0, true, false
	}
	low, known := r.FromPort.Get()
	high, alsoKnown := r.ToPort.Get()
	if r.FromPort.IsUnknown() || r.ToPort.IsUnknown() {
		return 0, 65535, false, true
	}
	if !known || !alsoKnown || low < 0 || high < 0 {
		return 0, 65535, false, false
	}
	return low, high, false, false
}
