package reason

import "net/netip"

// addresses returns one address of each set that none of the networks tells
// apart: the first and last of each and their neighbours, of both families,
// those for documentation first (RFC 5737, RFC 3849).
func addresses(networks []netip.Prefix) []netip.Addr {
	out := []netip.Addr{
		netip.MustParseAddr("203.0.113.10"), netip.MustParseAddr("198.51.100.10"), netip.MustParseAddr("192.0.2.10"),
		netip.MustParseAddr("2001:db8::10"), netip.MustParseAddr("0.0.0.0"), netip.MustParseAddr("255.255.255.255"),
		netip.MustParseAddr("::"), netip.MustParseAddr("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
	}
	for _, n := range networks {
		first, last := n.Addr(), lastOf(n)
		for _, a := range [...]netip.Addr{first, last, first.Prev(), last.Next()} {
			if a.IsValid() {
				out = append(out, a)
			}
		}
	}
	return out
}

// lastOf returns the last address of a network.
func lastOf(n netip.Prefix) netip.Addr {
	b := n.Addr().AsSlice()
	for i := n.Bits(); i < 8*len(b); i++ {
		b[i/8] |= 0x80 >> (i % 8)
	}
	a, _ := netip.AddrFromSlice(b)
	return a
}
