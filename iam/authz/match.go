package authz

import (
	"strings"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// glob reports whether a sealed pattern takes a text.
func glob[P string | []byte](pattern P, s string) bool {
	p, i, star, mark := 0, 0, -1, 0
	for i < len(s) {
		if p < len(pattern) {
			switch pattern[p] {
			case anyRun:
				star, mark = p, i
				p++
				continue
			case anyOne:
				p++
				i++
				for i < len(s) && s[i]&0xC0 == 0x80 { // the rest of a character of several bytes
					i++
				}
				continue
			case s[i]:
				p++
				i++
				continue
			}
		}
		if star < 0 {
			return false
		}
		mark++
		p, i = star+1, mark
	}
	for p < len(pattern) && pattern[p] == anyRun {
		p++
	}
	return p == len(pattern)
}

// globFold is glob for a pattern in lower case, without regard to case.
func globFold(pattern, s string) bool {
	p, i, star, mark := 0, 0, -1, 0
	for i < len(s) {
		if p < len(pattern) {
			switch pattern[p] {
			case anyRun:
				star, mark = p, i
				p++
				continue
			case anyOne:
				p++
				i++
				for i < len(s) && s[i]&0xC0 == 0x80 {
					i++
				}
				continue
			case lower(s[i]):
				p++
				i++
				continue
			}
		}
		if star < 0 {
			return false
		}
		mark++
		p, i = star+1, mark
	}
	for p < len(pattern) && pattern[p] == anyRun {
		p++
	}
	return p == len(pattern)
}

func lower(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

// equalFold compares ASCII texts without regard to case.
func equalFold[P string | []byte](a P, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(b) {
		if lower(a[i]) != lower(b[i]) {
			return false
		}
	}
	return true
}

// maxWork bounds one match, in comparisons of characters, as in
// [policy.MatchResource]: past it the answer is that it cannot be told.
const maxWork = 1 << 24

func tooLong(pattern int, s string) bool { return len(s) > 0 && pattern > maxWork/len(s) }

// matchARN reports whether a sealed pattern takes an ARN segment by segment;
// the sixth takes the rest. No wildcard spans one of the first five colons. It
// reports false for ok if one of the two is no ARN.
func matchARN[P string | []byte](pattern P, s string) (takes, ok bool) {
	takes = true
	at := 0
	for range 5 {
		j := strings.IndexByte(s, ':')
		i := at
		for i < len(pattern) && pattern[i] != ':' {
			i++
		}
		if j < 0 || i == len(pattern) {
			return false, false
		}
		takes = takes && glob(pattern[at:i], s[:j])
		at, s = i+1, s[j+1:]
	}
	return takes && glob(pattern[at:], s), true
}

// matchResource tells whether a resource pattern takes a resource, by the
// readings of [policy.MatchResource].
func matchResource(p *pattern, resource value.Text, c *Context, buffer *[maxFilled]byte) value.Answer {
	answer := matchOne(p, resource, c, buffer)
	if answer == value.No && p.padded != "" {
		if s, _ := resource.Literal(); s != "" {
			if takes, _ := matchARN(p.padded, s); takes {
				return value.CannotTell
			}
		}
	}
	if p.literal != nil && matchOne(p.literal, resource, c, buffer) != answer {
		return value.CannotTell
	}
	return answer
}

func matchOne(p *pattern, resource value.Text, c *Context, buffer *[maxFilled]byte) value.Answer {
	if p.plain && p.text.Inline() == resource.Inline() {
		return value.Yes // whatever a hole holds takes itself
	}
	if answer, ok := p.tail.matches(resource); ok {
		return answer
	}
	s, literal := resource.Literal()
	if !literal || p.slow {
		return looseResource(p, resource, c)
	}
	if p.pieces == nil {
		if !p.wild {
			return value.Answered(p.fixed == s)
		}
		return readings(p.fixed, s)
	}
	filled, state := p.fill(c, buffer)
	switch state {
	case missing, plural:
		return value.No
	case open:
		return looseResource(p, resource, c)
	}
	return readings(filled, s)
}

func looseResource(p *pattern, resource value.Text, c *Context) value.Answer {
	pattern, more := p.loose(c)
	answer := policy.MatchResource(pattern, resource)
	if more && answer == value.Yes {
		return value.CannotTell
	}
	return answer
}

// readings compares by the wide reading, in which every wildcard spans colons,
// and the narrow one, in which none of the first five is spanned.
func readings[P string | []byte](pattern P, s string) value.Answer {
	switch {
	case len(pattern) == 1 && pattern[0] == anyRun:
		return value.Yes
	case tooLong(len(pattern), s):
		return value.CannotTell
	case !glob(pattern, s):
		return value.No
	}
	takes, ok := matchARN(pattern, s)
	switch {
	case !ok && endsInRest(pattern, s):
		return value.Yes
	case !takes || !ok || wildType(pattern, s):
		return value.CannotTell
	}
	return value.Yes
}

// endsInRest reports whether a pattern of fewer than six parts takes an ARN with
// a '*' at its end, behind the service, which AWS says may span colons (IAM
// User Guide, "IAM JSON policy elements: Resource").
func endsInRest[P string | []byte](pattern P, s string) bool {
	if pattern[len(pattern)-1] != anyRun {
		return false
	}
	at := 0
	for n := 0; ; n++ {
		i := at
		for i < len(pattern) && pattern[i] != ':' {
			i++
		}
		if i == len(pattern) {
			return n > 2 && n < 5 && glob(pattern[at:], s)
		}
		j := strings.IndexByte(s, ':')
		if j < 0 || !glob(pattern[at:i], s[:j]) {
			return false
		}
		at, s = i+1, s[j+1:]
	}
}

// wildType reports whether a pattern has a wildcard where the type of the
// resource stands: see [policy.WildType].
func wildType[P string | []byte](pattern P, s string) bool {
	colons, wild := 0, false
	for i := range len(pattern) {
		switch c := pattern[i]; {
		case c == ':' && colons < 5:
			colons++
			continue
		case colons == 5 && (c == ':' || c == '/'):
			return wild && policy.WildType(service(s), "*/")
		case colons == 5 && (c == anyRun || c == anyOne):
			wild = true
		}
	}
	return false
}

// service returns the service that an ARN names.
func service(arn string) string {
	for range 2 {
		_, arn, _ = strings.Cut(arn, ":")
	}
	s, _, _ := strings.Cut(arn, ":")
	return s
}
