package policy

import (
	"strings"

	"bailiwick/value"
)

// MatchAction tells whether an action pattern of a policy matches an action
// such as "s3:GetObject". Case does not matter. "*" matches every action; the
// service prefix has no wildcards otherwise (IAM User Guide, "IAM JSON policy
// elements: Action"), except in "*:*", which is read as "*": no page refuses
// it, and it is written by those who mean everything.
func MatchAction(pattern value.Text, action string) value.Answer {
	p := pattern.Inline()
	switch {
	case EveryAction(p):
		return value.Yes
	case wildService(p):
		return value.No
	case !pattern.HasHoles():
		prefix, name, ok := strings.Cut(p, ":")
		service, of, _ := strings.Cut(action, ":")
		return value.Answered(ok && sameLowered(prefix, service) && globLowered(name, of))
	}
	return value.Literal(Lower(action)).Match(value.Inline(Lower(p)))
}

// EveryAction reports whether a pattern of actions is about all of them: stars,
// or stars on both sides of the colon. One star means what several mean.
func EveryAction(pattern string) bool {
	service, name, _ := strings.Cut(pattern, ":")
	return service != "" && strings.Trim(service, "*") == "" && strings.Trim(name, "*") == "" && (name != "" || !strings.HasSuffix(pattern, ":"))
}

// Lower lowers ASCII letters, and no others: strings.ToLower makes "k" of the
// Kelvin sign, which is no letter of AWS's. Holes in line have none.
func Lower(s string) string {
	for i := range len(s) {
		if 'A' <= s[i] && s[i] <= 'Z' {
			b := []byte(s)
			for j := i; j < len(b); j++ {
				if 'A' <= b[j] && b[j] <= 'Z' {
					b[j] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

// sameLowered reports whether two texts are the same once lowered.
func sameLowered(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if lower(a[i]) != lower(b[i]) {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// CoversAction tells whether an action pattern matches every action that
// another one matches.
func CoversAction(pattern, narrower value.Text) value.Answer {
	p, n := Lower(pattern.Inline()), Lower(narrower.Inline())
	if EveryAction(p) {
		return value.Yes
	}
	if wildService(p) {
		return value.No
	}
	return includes(value.Inline(p), value.Inline(n))
}

// wildService reports whether an action pattern has a wildcard in its service
// prefix, where there is none: it matches nothing.
func wildService(pattern string) bool {
	i := strings.IndexByte(pattern, ':')
	return i >= 0 && strings.ContainsAny(pattern[:i], "*?")
}

// MatchResource tells whether a resource pattern of a policy matches a
// resource, which is not itself a pattern. A wildcard spans slashes. Whether
// it spans one of the first five colons is disputed between AWS's
// documentation and the known evaluators: where the narrow reading (none does)
// and the wide one (all do) differ, and for patterns of fewer than six parts
// that do not end in '*', the answer is that it cannot be told. An action that
// has no resource type is asked with the resource "*", which only the pattern
// "*" matches. A wildcard in the type of the resource ("*/orders") is disputed
// too. So are texts of many thousand characters, which AWS does not take.
func MatchResource(pattern, arn value.Text) value.Answer {
	if pattern.Inline() == "*" {
		return value.Yes
	}
	if tooLong(pattern, arn) {
		return value.CannotTell
	}
	if !pattern.HasHoles() && !arn.HasHoles() {
		p, s := pattern.Inline(), arn.Inline()
		if p == s {
			return value.Yes
		}
		answer := agree(value.Answered(glob(p, s)), func() value.Answer { return value.Answered(narrow(p, s)) })
		if padded, short := Padded(p); short && answer == value.No && narrow(padded, s) {
			return value.CannotTell
		}
		return answer
	}
	if pattern.Inline() == arn.Inline() { // whatever a hole holds takes itself
		return value.Yes
	}
	return readings(pattern, arn, func(p, s value.Text) value.Answer { return s.Match(p) })
}

// Covers tells whether a resource pattern matches everything that another one
// matches, by the readings of MatchResource.
func Covers(pattern, narrower value.Text) value.Answer {
	if pattern.Inline() == "*" || pattern.Inline() == narrower.Inline() {
		return value.Yes
	}
	return readings(pattern, narrower, includes)
}

// Overlaps tells whether there is any resource that both patterns match, by
// the readings of MatchResource.
func Overlaps(a, b value.Text) value.Answer {
	if Covers(a, b) == value.Yes || Covers(b, a) == value.Yes {
		return value.Yes
	}
	return readings(a, b, meet)
}

// readings compares two texts by both readings.
func readings(p, s value.Text, compare func(p, s value.Text) value.Answer) value.Answer {
	if tooLong(p, s) {
		return value.CannotTell
	}
	pRest, sRest := p, s
	if hole, ok := leadingHole(p); ok && hole.Class() != value.Free {
		if other, also := leadingHole(s); also && other == hole { // it has no wildcards: it takes itself and nothing else
			pRest, sRest = value.Inline(p.Inline()[holeSize:]), value.Inline(s.Inline()[holeSize:])
		}
	}
	answer := agree(compare(pRest, sRest), func() value.Answer { return bySegment(p, s, compare) })
	if answer == value.No && bySegmentPadded(p, s, compare) != value.No {
		return value.CannotTell
	}
	return answer
}

// Padded returns a pattern of fewer than six parts with "*" for those that it
// lacks, and whether it is one: AWS does not document what such a pattern
// takes, and one reading is that it takes all that begins so.
func Padded(pattern string) (string, bool) {
	missing := 5 - strings.Count(pattern, ":")
	if missing <= 0 || pattern == "*" {
		return pattern, false
	}
	return pattern + strings.Repeat(":*", missing), true
}

// bySegmentPadded compares what is left of the two texts if those of fewer than
// six parts are padded; no if neither is.
func bySegmentPadded(p, s value.Text, compare func(p, s value.Text) value.Answer) value.Answer {
	if p.HasHoles() || s.HasHoles() {
		rest := value.Literal(":*")
		if !SixParts(p) && compare(value.Join(p, rest), s) != value.No {
			return value.CannotTell
		}
		if !SixParts(s) && s.Inline() != "*" && compare(p, value.Join(s, rest)) != value.No {
			return value.CannotTell
		}
		return value.No
	}
	pattern, short := Padded(p.Inline())
	other, also := Padded(s.Inline())
	if !short && !also || strings.Count(other, ":") < 5 {
		return value.No
	}
	return bySegment(value.Literal(pattern), value.Literal(other), compare)
}

// SixParts reports whether a text has the six parts of an ARN whatever stands
// in its holes.
func SixParts(t value.Text) bool {
	if !t.HasHoles() {
		return strings.Count(t.Inline(), ":") >= 5
	}
	if hole, ok := leadingHole(t); ok && hole.Class() == value.ARN {
		return true
	}
	_, ok := ParseARN(t)
	return ok
}

// agree joins the two readings: the wide one lets every wildcard span colons
// and the narrow one none of the first five, so what the wide one refuses the
// narrow one refuses, and AWS's own reading lies between them.
func agree(wide value.Answer, narrow func() value.Answer) value.Answer {
	switch {
	case wide == value.No:
		return value.No
	case narrow() == value.Yes:
		return value.Yes
	}
	return value.CannotTell
}

// narrow matches segment by segment; the sixth takes the rest. In a pattern of
// fewer parts a '*' at the end, behind the service, does: "If the * wildcard is
// the last character of a resource ARN segment, it can expand to match beyond
// the colon boundaries" (IAM User Guide, "IAM JSON policy elements: Resource").
func narrow(p, s string) bool {
	service := ""
	for n := range 5 {
		i, j := strings.IndexByte(p, ':'), strings.IndexByte(s, ':')
		if i < 0 {
			return n > 2 && strings.HasSuffix(p, "*") && glob(p, s)
		}
		if j < 0 || !glob(p[:i], s[:j]) {
			return false
		}
		if n == 2 {
			service = s[:j]
		}
		p, s = p[i+1:], s[j+1:]
	}
	return !WildType(service, p) && glob(p, s)
}

// WildType reports whether the resource part of a pattern has a wildcard where
// the type of the resource stands, as in "*/orders", which one page of AWS
// says is no use (IAM User Guide, "Amazon Resource Names": incorrect wildcard
// usage) and some of AWS's own policies have. It is why MatchResource cannot tell.
func WildType(service, resource string) bool {
	i := strings.IndexAny(resource, "/:")
	return i >= 0 && strings.ContainsAny(resource[:i], "*?") && !nameFirst(service)
}

// nameFirst reports whether a service has resources whose ARN begins its last
// part with a name and not with a type, and has a separator behind it (Service
// Authorization Reference).
func nameFirst(service string) bool {
	switch service {
	case "s3", "execute-api", "wafv2", "codepipeline", "kinesis", "servicequotas", "aws-marketplace",
		"neptune-db", "ssm-sap", "mapcredits":
		return true
	}
	return false
}

// bySegment compares two texts segment by segment. Where both begin with the
// same hole, that is the same ARN: what follows is compared.
func bySegment(p, s value.Text, compare func(p, s value.Text) value.Answer) value.Answer {
	answer := value.Yes
	and := func(a value.Answer) {
		if a == value.No || answer == value.Yes {
			answer = a
		}
	}
	pRest, sRest := p, s
	service := ""
	for n := range 5 {
		pHead, pTail, pOK := pRest.Cut(':')
		sHead, sTail, sOK := sRest.Cut(':')
		if !pOK && sOK && n > 2 && !pRest.HasHoles() && strings.HasSuffix(pRest.Inline(), "*") { // see narrow
			and(compare(pRest, sRest))
			return answer
		}
		if !pOK || !sOK {
			return behindHole(p, s, compare)
		}
		and(compare(pHead, sHead))
		if n == 2 {
			service, _ = sHead.Literal()
		}
		pRest, sRest = pTail, sTail
	}
	if WildType(service, pRest.Inline()) && pRest.Inline() != sRest.Inline() {
		return value.CannotTell
	}
	and(compare(pRest, sRest))
	return answer
}

func behindHole(p, s value.Text, compare func(p, s value.Text) value.Answer) value.Answer {
	hole, ok := leadingHole(p)
	other, also := leadingHole(s)
	if !ok || !also || hole != other {
		return value.CannotTell
	}
	p, s = value.Inline(p.Inline()[holeSize:]), value.Inline(s.Inline()[holeSize:])
	if hole.Class() != value.ARN && strings.Contains(s.Inline(), ":") {
		return value.CannotTell // it may be one of the first five
	}
	return compare(p, s)
}

const holeSize = 8 // bytes of a hole in line, see value.Text

func leadingHole(t value.Text) (value.Symbol, bool) {
	for lit, hole := range t.Pieces() {
		return hole, lit == ""
	}
	return 0, false
}

// MatchARN tells whether a pattern takes an ARN as the ARN operators of
// conditions compare: six segments, each a pattern of its own, of which the
// last takes the rest (IAM User Guide, "IAM JSON policy elements: Condition
// operators"). Of what is no ARN it cannot tell.
func MatchARN(pattern, arn value.Text) value.Answer {
	if tooLong(pattern, arn) {
		return value.CannotTell
	}
	return bySegment(pattern, arn, func(p, s value.Text) value.Answer { return s.Match(p) })
}
