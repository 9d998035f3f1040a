package access

import (
	"strings"

	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A form is what the ARNs of a resource type look like.
type form struct {
	service, region, account string
	resource                 string // with "*" for each placeholder
	named                    bool   // it has a placeholder: there can be several
}

// formOf returns the form of a resource type's ARNs.
func (s *shared) formOf(t *catalog.ResourceType) form {
	if f, ok := s.forms[t]; ok {
		return f
	}
	f := form{}
	if parts := strings.SplitN(t.ARN, ":", 6); len(parts) == 6 {
		f = form{service: parts[2], region: parts[3], account: parts[4]}
		rest := parts[5]
		for {
			literal, after, found := strings.Cut(rest, "${")
			f.resource += literal
			if !found {
				break
			}
			_, rest, _ = strings.Cut(after, "}")
			f.resource += "*"
			f.named = true
		}
	}
	s.forms[t] = f
	return f
}

// mayBeWide reports whether a resource element could take in every resource of
// a type: it has a wildcard, or a hole that may hold one.
func mayBeWide(e policy.Element) bool {
	return strings.ContainsAny(e.Text.Inline(), "*?") || hasFree(e.Text)
}

// hasFree reports whether a part of the text is a user's variable, which may be
// anything.
func hasFree(t value.Text) bool {
	for _, hole := range t.Symbols() {
		if hole.Class() == value.Free {
			return true
		}
	}
	return false
}

// fillings returns the text with its holes filled in the narrowest and in the
// widest way: only a user's variable may hold a wildcard.
func fillings(t value.Text) (narrow, wide string) {
	if s, ok := t.Literal(); ok {
		return s, s
	}
	var n, w strings.Builder
	for literal, hole := range t.Pieces() {
		filling := literal
		if literal == "" {
			filling = "¤"
			if hole.Class() == value.ARN {
				filling = "arn:¤:¤:¤:¤:¤"
			}
		}
		n.WriteString(filling)
		if literal == "" && hole.Class() == value.Free {
			filling = "*"
		}
		w.WriteString(filling)
	}
	return n.String(), w.String()
}

// takesAll tells whether a resource pattern takes in every resource of the
// form, in the regions and accounts that it names.
func takesAll(pattern value.Text, f form) value.Answer {
	if !f.named {
		return value.No
	}
	narrow, wide := fillings(pattern)
	answer := takesAllLiteral(wide, f)
	if narrow == wide || answer == value.No || takesAllLiteral(narrow, f) == answer {
		return answer
	}
	return value.CannotTell
}

// serviceIn returns the third of an ARN's six parts, false if there are fewer.
func serviceIn(arn string) (string, bool) {
	_, rest, _ := strings.Cut(arn, ":")
	_, rest, _ = strings.Cut(rest, ":")
	service, rest, _ := strings.Cut(rest, ":")
	return service, strings.Count(rest, ":") >= 2
}

func takesAllLiteral(pattern string, f form) value.Answer {
	first := strings.IndexAny(pattern, "*?")
	switch {
	case pattern == "*":
		return value.Yes
	case first < 0:
		return value.No
	}
	if service, ok := serviceIn(pattern); ok && service != f.service && !strings.ContainsAny(service, "*?") {
		return value.No
	}
	parts := strings.SplitN(pattern, ":", 6)
	if len(parts) < 6 {
		all := "arn:" + partitionIn(parts) + ":" + f.service + ":*:*:" + f.resource
		return policy.Covers(value.Literal(pattern), value.Literal(all))
	}
	for i, own := range []string{f.region, f.account} {
		switch written := parts[3+i]; {
		case own == "" || strings.ContainsAny(written, "*?"):
		case written == "":
			return value.No
		}
	}
	if !strings.HasPrefix(f.resource, literalPrefix(parts[5])) {
		return value.No
	}
	region, account := parts[3], parts[4]
	if f.region == "" {
		region = ""
	}
	if f.account == "" {
		account = ""
	}
	all := strings.Join([]string{"arn", parts[1], f.service, region, account, f.resource}, ":")
	return policy.Covers(value.Literal(pattern), value.Literal(all))
}

func partitionIn(parts []string) string {
	if len(parts) > 1 && !strings.ContainsAny(parts[1], "*?") {
		return parts[1]
	}
	return "aws"
}

func literalPrefix(pattern string) string {
	if i := strings.IndexAny(pattern, "*?"); i >= 0 {
		return pattern[:i]
	}
	return pattern
}

// wide tells whether the statement takes in, for the action, every resource of
// its kind, and by which element. Of an action that needs resources of several
// types it must take in all of each.
func (s *shared) wide(st *policy.Statement, p *profile, a *catalog.Action) (value.Answer, policy.Element) {
	var element policy.Element
	answer, needed := value.Yes, a.RequiresResource()
	if !needed {
		answer = value.No
	}
	for _, r := range a.Resources {
		t, ok := catalog.Default().ResourceType(a.Service, r.Type)
		if !ok || needed && !r.Required {
			continue
		}
		got, e := s.takesType(st, p, s.formOf(t))
		switch {
		case needed && (got == value.No || got == value.CannotTell && answer == value.Yes),
			!needed && (got == value.Yes || got == value.CannotTell && answer == value.No):
			answer, element = got, e
		case element.IsAbsent():
			element = e
		}
	}
	return answer, element
}

// takesType tells whether the statement takes in every resource of the form,
// and by which element.
func (s *shared) takesType(st *policy.Statement, p *profile, f form) (value.Answer, policy.Element) {
	if st.Resources.Not {
		return takesAllBut(st, f)
	}
	answer, element := value.No, policy.Element{}
	if st.Resources.Partial() || st.Resources.IsAbsent() {
		answer, element.Place = value.CannotTell, st.Resources.Place
	}
	for _, i := range p.wide {
		e := st.Resources.List[i]
		switch takesAll(e.Text, f) {
		case value.Yes:
			return value.Yes, e
		case value.CannotTell:
			if st.Effect != policy.Deny && spansAll(e.Text, f) {
				return value.Yes, e
			}
			answer, element = value.CannotTell, e
		}
	}
	return answer, element
}

// spansAll reports whether a pattern with fewer than the six parts of an ARN
// ("arn:*", "arn:aws:dynamodb:*", "**") takes in every resource of the form if
// its last wildcard spans the rest. Some of these IAM refuses ("Resource vendor
// must be fully qualified and cannot contain regexes"): nobody can have them.
// The others can mean nothing else. So they count where they allow; where they
// take back, nothing is built on them.
func spansAll(pattern value.Text, f form) bool {
	narrow, _ := fillings(pattern)
	if !f.named || !strings.HasSuffix(narrow, "*") || strings.Count(narrow, ":") >= 5 {
		return false
	}
	return takesAllLiteral(narrow+strings.Repeat(":*", 5-strings.Count(narrow, ":")), f) == value.Yes
}

// takesAllBut is takesType for NotResource: yes if nothing that it names is of
// the form, no if all of the form is.
func takesAllBut(st *policy.Statement, f form) (value.Answer, policy.Element) {
	if st.Resources.Partial() {
		return value.CannotTell, policy.Element{Place: st.Resources.Place}
	}
	answer, element := value.Yes, policy.Element{Place: st.Resources.Place}
	every := value.Literal(strings.Join([]string{"arn", "*", f.service, "*", "*", f.resource}, ":"))
	for _, e := range st.Resources.List {
		switch {
		case takesAll(e.Text, f) == value.Yes:
			return value.No, e
		case policy.Overlaps(e.Text, every) != value.No:
			answer, element = value.CannotTell, e
		}
	}
	return answer, element
}

// anyAccount tells whether an ARN pattern takes in any account.
func anyAccount(pattern value.Text) value.Answer {
	narrow, wide := fillings(pattern)
	answer := anyAccountLiteral(wide)
	if narrow == wide || answer == value.No || anyAccountLiteral(narrow) == answer {
		return answer
	}
	return value.CannotTell
}

func anyAccountLiteral(pattern string) value.Answer {
	parts := strings.SplitN(pattern, ":", 6)
	if len(parts) < 6 {
		return value.Answered(pattern == "*")
	}
	return value.Answered(strings.Trim(parts[4], "*?") == "")
}
