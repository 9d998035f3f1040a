package tflang

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"bailiwick/value"
)

func upper(c *call) value.Any     { return c.str(strings.ToUpper(c.literal(0))) }
func trimSpace(c *call) value.Any { return c.str(strings.TrimSpace(c.literal(0))) }
func trim(c *call) value.Any      { return c.str(strings.Trim(c.literal(0), c.literal(1))) }

func chomp(c *call) value.Any { return c.str(strings.TrimRight(c.literal(0), "\r\n")) }

// lower lowers the literal pieces: what AWS makes of an account, region or
// partition is lower case already.
func lower(c *call) value.Any {
	if isUnknown(c.args[0]) && c.args[0].Kind() == value.KindUnknown {
		return c.unknown(c.args[0])
	}
	t := c.text(0)
	for _, s := range t.Symbols() {
		switch s.Class() {
		case value.Account, value.Region, value.Partition:
		default:
			return c.unknown(c.args[0])
		}
	}
	return c.pieces(t, strings.ToLower)
}

// pieces returns the text with its literal pieces changed.
func (c *call) pieces(t value.Text, change func(string) string) value.Any {
	if !t.HasHoles() {
		return c.str(change(t.Inline()))
	}
	var parts []value.Text
	for lit, sym := range t.Pieces() {
		if lit == "" {
			parts = append(parts, value.Hole(sym))
			continue
		}
		parts = append(parts, value.Literal(change(lit)))
	}
	return value.AnyText(value.Join(parts...), c.at)
}

func title(c *call) value.Any {
	prev := ' '
	return c.str(strings.Map(func(r rune) rune {
		p := prev
		prev = r
		if isSeparator(p) {
			return unicode.ToTitle(r)
		}
		return r
	}, c.literal(0)))
}

// isSeparator reports whether a word may begin behind r, as strings.Title has it.
func isSeparator(r rune) bool {
	if r < utf8.RuneSelf {
		return !(r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z')
	}
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && unicode.IsSpace(r)
}

func indent(c *call) value.Any {
	n, s := c.whole(0), c.literal(1)
	lines := strings.Count(s, "\n")
	if n < 0 {
		return c.fail("the number of spaces is negative")
	}
	if n > 0 && lines > c.Budget.Bytes/n {
		c.bad(c.grow(c.Budget.Bytes+1, c.at))
		return value.Any{}
	}
	return c.str(strings.ReplaceAll(s, "\n", "\n"+strings.Repeat(" ", n)))
}

// replace replaces a text, or what matches a pattern if that stands in slashes.
func replace(c *call) value.Any {
	s, old, with := c.literal(0), c.literal(1), c.literal(2)
	if len(old) > 1 && old[0] == '/' && old[len(old)-1] == '/' {
		re, err := regexp.Compile(old[1 : len(old)-1])
		if err != nil {
			return c.fail("the pattern is wrong: %v", err)
		}
		if (len(s)+1)*(len(with)+1) > c.Budget.Bytes {
			c.bad(c.grow(c.Budget.Bytes+1, c.at))
			return value.Any{}
		}
		return c.str(re.ReplaceAllString(s, with))
	}
	n := strings.Count(s, old)
	if n > 0 && len(with) > c.Budget.Bytes/n {
		c.bad(c.grow(c.Budget.Bytes+1, c.at))
		return value.Any{}
	}
	return c.str(strings.ReplaceAll(s, old, with))
}

// split splits at a text. Holes that cannot hold the separator stay whole.
func split(c *call) value.Any {
	for _, a := range c.args {
		if a.Kind() == value.KindUnknown {
			return c.unknown(a)
		}
	}
	sep, t := c.text(0), c.text(1)
	if c.failed != nil {
		return value.Any{}
	}
	s, ok := sep.Literal()
	if !ok {
		return c.unknown(c.args[0])
	}
	if !t.HasHoles() {
		parts := strings.Split(t.Inline(), s)
		if c.bad(c.spend(len(parts), c.at)) {
			return value.Any{}
		}
		out := make([]value.Any, len(parts))
		for i, p := range parts {
			out[i] = value.AnyText(value.Literal(p), c.at)
		}
		return c.list(out)
	}
	if len(s) != 1 {
		return c.unknown(c.args[1])
	}
	var out []value.Any
	for {
		if c.bad(c.spend(1+len(t.Inline())/64, c.at)) {
			return value.Any{}
		}
		before, after, found := t.Cut(s[0])
		if !found && t.Contains(s) != value.No {
			return c.unknown(c.args[1])
		}
		out = append(out, value.AnyText(before, c.at))
		if !found {
			return c.list(out)
		}
		t = after
	}
}

func startsWith(c *call) value.Any  { return c.affix(value.Text.HasPrefix) }
func endsWith(c *call) value.Any    { return c.affix(value.Text.HasSuffix) }
func strContains(c *call) value.Any { return c.affix(value.Text.Contains) }

func (c *call) affix(ask func(value.Text, string) value.Answer) value.Any {
	for _, a := range c.args {
		if a.Kind() == value.KindUnknown {
			c.doubts++
			return c.undecided()
		}
	}
	t, part := c.text(0), c.text(1)
	if c.failed != nil {
		return value.Any{}
	}
	s, ok := part.Literal()
	if !ok {
		return c.undecided()
	}
	if c.bad(c.spend(1+len(t.Inline())*len(s)/1024, c.at)) {
		return value.Any{}
	}
	switch ask(t, s) {
	case value.Yes:
		return c.bool(true)
	case value.No:
		return c.bool(false)
	}
	return c.undecided()
}

func trimPrefix(c *call) value.Any {
	return c.trimAffix(value.Text.HasPrefix, strings.TrimPrefix)
}

func trimSuffix(c *call) value.Any {
	return c.trimAffix(value.Text.HasSuffix, strings.TrimSuffix)
}

func (c *call) trimAffix(has func(value.Text, string) value.Answer, cut func(s, affix string) string) value.Any {
	for _, a := range c.args {
		if a.Kind() == value.KindUnknown {
			return c.unknown(a)
		}
	}
	t, affix := c.text(0), c.text(1)
	s, ok := affix.Literal()
	if !ok {
		return c.unknown(c.args[1])
	}
	if c.bad(c.spend(1+len(t.Inline())*len(s)/1024, c.at)) || has(t, s) == value.CannotTell {
		return c.unknown(c.args[0])
	}
	return value.AnyText(value.Inline(cut(t.Inline(), s)), c.at)
}

func substr(c *call) value.Any {
	for _, a := range c.args {
		if a.Kind() == value.KindUnknown {
			return c.unknown(a)
		}
	}
	for _, a := range c.args[1:] {
		if t, _ := a.Text(); t.HasHoles() {
			return c.unknown(a)
		}
	}
	t, offset, size := c.text(0), c.whole(1), c.whole(2)
	if c.failed != nil {
		return value.Any{}
	}
	s := t.Inline()
	if t.HasHoles() {
		// Only what lies in the literal beginning for sure can be cut out.
		s = t.LiteralPrefix()
		if offset < 0 || size < 0 || offset+size < 0 || offset+size >= countClusters(s) {
			return c.unknown(c.args[0])
		}
	}
	if offset < 0 {
		offset += countClusters(s)
	} else if size == 0 {
		return c.str("")
	}
	for ; offset > 0 && s != ""; offset-- {
		s = s[cluster(s):]
	}
	if size < 0 {
		return c.str(s)
	}
	end := 0
	for n := 0; end < len(s); {
		end += cluster(s[end:])
		if n++; n == size {
			break
		}
	}
	return c.str(s[:end])
}

func strRev(c *call) value.Any {
	s := c.literal(0)
	out := make([]byte, len(s))
	for at := len(s); s != ""; {
		n := cluster(s)
		at -= n
		copy(out[at:], s[:n])
		s = s[n:]
	}
	return c.str(string(out))
}

func countClusters(s string) int {
	n := 0
	for s != "" {
		s = s[cluster(s):]
		n++
	}
	return n
}

// cluster returns how many bytes the first character of s takes, as people
// count characters: a letter with the marks on it, a flag, a joined emoji. It
// covers the common cases of Unicode's UAX 29.
func cluster(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if r == '\r' && n < len(s) && s[n] == '\n' {
		return 2
	}
	if unicode.IsControl(r) {
		return n
	}
	flag := isRegional(r)
	for n < len(s) {
		next, size := utf8.DecodeRuneInString(s[n:])
		switch {
		case unicode.Is(unicode.M, next), next == 0x200C, 0x1F3FB <= next && next <= 0x1F3FF:
			n += size
		case next == 0x200D:
			n += size
			if after, size := utf8.DecodeRuneInString(s[n:]); after >= 0x2000 && n < len(s) {
				n += size
			}
		case flag && isRegional(next):
			n += size
			flag = false
		default:
			return n
		}
	}
	return n
}

func isRegional(r rune) bool { return 0x1F1E6 <= r && r <= 0x1F1FF }

func join(c *call) value.Any {
	sep := c.args[0]
	if sep.Kind() == value.KindUnknown {
		sep = value.AnyText(c.pieceSymbol("the separator"), c.at)
	}
	var pieces []value.Any
	first := true
	for i := range c.args[1:] {
		a := c.args[i+1]
		if isUnknown(a) || a.Partial() {
			return c.unknown(a)
		}
		for j, x := range c.elements(i + 1) {
			if x.Kind() == value.KindUnknown {
				x = hide(value.AnyText(c.pieceSymbol(c.path(i+1, j)), c.at), x.Sensitive())
			}
			if !first {
				pieces = append(pieces, sep)
			}
			first = false
			pieces = append(pieces, x)
		}
	}
	if c.failed != nil {
		return value.Any{}
	}
	v, f := c.cross(pieces, c.at, func(pieces []value.Any) (value.Any, *Failure) {
		return c.Env.join(pieces, c.at)
	})
	c.bad(f)
	return v
}
