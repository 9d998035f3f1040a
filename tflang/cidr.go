package tflang

import (
	"math/big"
	"net/netip"
	"strconv"
	"strings"

	"bailiwick/value"
)

// prefix reads argument i as an address range. Like Terraform it takes leading
// zeros in IPv4 and drops the bits behind the mask.
func (c *call) prefix(i int) netip.Prefix {
	s := c.literal(i)
	addr, bits, _ := strings.Cut(s, "/")
	p, err := netip.ParsePrefix(withoutZeros(addr) + "/" + bits)
	if err != nil && c.failed == nil {
		c.fail("%q is no address range", s)
	}
	return p.Masked()
}

func withoutZeros(addr string) string {
	if strings.Contains(addr, ":") {
		return addr
	}
	parts := strings.Split(addr, ".")
	for i, p := range parts {
		if t := strings.TrimLeft(p, "0"); t != "" {
			parts[i] = t
		} else if p != "" {
			parts[i] = "0"
		}
	}
	return strings.Join(parts, ".")
}

// addrAt returns the address n behind base; false if it is out of range.
func addrAt(base netip.Addr, n *big.Int) (netip.Addr, bool) {
	sum := new(big.Int).SetBytes(base.AsSlice())
	sum.Add(sum, n)
	if sum.Sign() < 0 || sum.BitLen() > base.BitLen() {
		return netip.Addr{}, false
	}
	return netip.AddrFromSlice(sum.FillBytes(make([]byte, base.BitLen()/8)))
}

// bigWhole reads argument i as a whole number of any size.
func (c *call) bigWhole(i int) *big.Int {
	n, ok := new(big.Int).SetString(c.decimal(i), 10)
	if !ok {
		c.fail("argument %d must be a whole number", i+1)
		return new(big.Int)
	}
	return n
}

func cidrHost(c *call) value.Any {
	p, n := c.prefix(0), c.bigWhole(1)
	if c.failed != nil {
		return value.Any{}
	}
	size := new(big.Int).Lsh(big.NewInt(1), uint(p.Addr().BitLen()-p.Bits()))
	if n.Sign() < 0 {
		n.Add(n, size)
	}
	if n.Sign() < 0 || n.Cmp(size) >= 0 {
		return c.fail("%s has no address with that number", p)
	}
	a, _ := addrAt(p.Addr(), n)
	return c.str(a.String())
}

func cidrNetmask(c *call) value.Any {
	p := c.prefix(0)
	if c.failed != nil {
		return value.Any{}
	}
	if !p.Addr().Is4() {
		return c.fail("IPv6 has no netmasks")
	}
	mask := netip.PrefixFrom(netip.AddrFrom4([4]byte{255, 255, 255, 255}), p.Bits()).Masked()
	return c.str(mask.Addr().String())
}

func cidrSubnet(c *call) value.Any {
	p, bits, n := c.prefix(0), c.whole(1), c.bigWhole(2)
	if c.failed != nil {
		return value.Any{}
	}
	length := p.Bits() + bits
	if bits < 0 || length > p.Addr().BitLen() || length < 0 {
		return c.fail("%s cannot be extended by %d bits", p, bits)
	}
	if n.Sign() < 0 || n.BitLen() > bits {
		return c.fail("%d bits cannot hold the subnet number %s", bits, n)
	}
	a, _ := addrAt(p.Addr(), n.Lsh(n, uint(p.Addr().BitLen()-length)))
	return c.str(netip.PrefixFrom(a, length).String())
}

// cidrSubnets lays ranges one behind the other, each aligned to its size.
func cidrSubnets(c *call) value.Any {
	p := c.prefix(0)
	if c.failed != nil {
		return value.Any{}
	}
	var out []value.Any
	width := p.Addr().BitLen()
	next := new(big.Int)
	size := new(big.Int).Lsh(big.NewInt(1), uint(width-p.Bits()))
	for i := range c.args[1:] {
		bits := c.whole(i + 1)
		length := p.Bits() + bits
		if c.failed != nil {
			return value.Any{}
		}
		if bits < 1 || length > width || bits > width {
			return c.fail("%s cannot be extended by %s bits", p, strconv.Itoa(bits))
		}
		step := new(big.Int).Lsh(big.NewInt(1), uint(width-length))
		next.Add(next, step).Sub(next, big.NewInt(1))
		next.Div(next, step).Mul(next, step)
		if new(big.Int).Add(next, step).Cmp(size) > 0 {
			return c.fail("%s has no room for that many subnets", p)
		}
		a, _ := addrAt(p.Addr(), next)
		out = append(out, value.AnyText(value.Literal(netip.PrefixFrom(a, length).String()), c.at))
		next.Add(next, step)
	}
	return c.list(out)
}

// cidrContains tells whether a range holds an address or a whole range.
func cidrContains(c *call) value.Any {
	p := c.prefix(0)
	s := c.literal(1)
	if c.failed != nil {
		return value.Any{}
	}
	if strings.Contains(s, "/") {
		q := c.prefix(1)
		return c.bool(p.Contains(q.Addr()) && q.Bits() >= p.Bits())
	}
	a, err := netip.ParseAddr(withoutZeros(s))
	if err != nil {
		return c.fail("%q is no address", s)
	}
	return c.bool(p.Contains(a))
}
