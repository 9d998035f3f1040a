package reason

import (
	"slices"
	"strings"

	"bailiwick/iam/authz"
	"bailiwick/iam/catalog"
	"bailiwick/value"
)

// maxNicer bounds how many requests are tried for one that reads well.
const maxNicer = 256

// nicer looks for a request that AWS really has: of an action in the catalogue,
// on a resource of one of its types, with keys that such a request carries.
func (s *search) nicer() (*finding, error) {
	tries := 0
	seen := make(map[string]bool)
	for i := range s.regions {
		a := &s.regions[i]
		for _, known := range a.known[:min(len(a.known), 3)] {
			words, err := s.words(known)
			if err != nil {
				return nil, err
			}
			for _, word := range words {
				agreed, err := s.agreed(word)
				if err != nil {
					return nil, err
				}
				if !agreed {
					continue
				}
				r := s.spaces[bySegment].of(word)
				l, key := s.live(a.takes, r.takes)
				if key += "\x00" + known.String(); seen[key] || s.seen[key] {
					continue
				}
				seen[key] = true
				if tries++; tries > maxNicer {
					return nil, nil
				}
				s.setUnknown(a, s.spaces[bySegment], &r)
				left, err := s.try(l, true, func(key string) bool { return s.cat.Carries(known, key) })
				if err != nil {
					return nil, err
				}
				if left != nil {
					f := s.finding(a, word, left)
					f.action, f.known = known.String(), known
					return f, nil
				}
			}
		}
	}
	return nil, nil
}

// polish gives a finding another resource of its region that reads like one of
// AWS's, if there is one.
func (s *search) polish(f *finding) {
	space := s.spaces[bySegment]
	if s.budget.spend(2*space.work(f.resource)) != nil || f.resource == "*" {
		return
	}
	at := space.of(f.resource)
	service, _, _ := strings.Cut(f.action, ":")
	generic := "arn:aws:" + service + ":" + exampleRegion + ":" + exampleAccount + ":" + exampleWord
	for i := len(domainPatterns); i <= len(space.patterns); i++ {
		word := generic
		if i < len(space.patterns) {
			word = space.patterns[i].fill(exampleAccount)
		}
		if strings.Count(word, ":") < 5 || s.budget.spend(space.work(word)) != nil {
			continue
		}
		is := space.of(word)
		if agreed, err := s.agreed(word); err == nil && agreed && is.key() == at.key() {
			f.resource = word
			return
		}
	}
}

// words returns resources that an action can act on.
func (s *search) words(a *catalog.Action) ([]string, error) {
	if !a.Scopable() {
		return []string{"*"}, nil
	}
	var out, forms []string
	patterns := s.spaces[bySegment].patterns[len(domainPatterns):]
	for _, r := range a.Resources {
		if t, ok := s.cat.ResourceType(a.Service, r.Type); ok {
			forms = append(forms, starred(t.ARN))
		}
	}
	for _, form := range forms {
		takes := compile(value.Literal(form), arn)
		for i := range patterns {
			if err := s.budget.spend(8 + len(patterns[i].signs)); err != nil {
				return nil, err
			}
			if w := patterns[i].fill(exampleAccount); takes.takes(w) {
				out = append(out, w)
			}
		}
		out = append(out, takes.fill(exampleAccount))
	}
	return out, nil
}

// starred returns the form of an ARN with '*' for each placeholder.
func starred(form string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(form, "${")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		_, form, _ = strings.Cut(rest, "}")
		b.WriteByte('*')
	}
}

// request makes the request of a finding, and the keys that it carries.
func (s *search) request(f *finding) (r *authz.Request, keys []string) {
	r = &authz.Request{Action: f.action, Resource: value.Inline(f.resource), Context: authz.Context{Complete: true}}
	if at := f.left[0].first(); at >= 0 {
		r.Principal = f.list[f.callers.regions[at].more].principal
	}
	for i, d := range s.dims {
		at := f.left[i].first()
		if i == 0 {
			d = f.callers
		}
		if at < 0 {
			continue
		}
		for k, key := range d.keys {
			list := d.regions[at].values[k]
			if i == 0 && !s.who.asked(key) {
				continue
			}
			put(&r.Context, key, list, d.multi)
			if len(list) > 0 {
				keys = append(keys, s.keyName(key))
			}
		}
	}
	for key, is := range s.extra {
		if _, asked := s.dimOf[key]; !asked {
			r.Context.SetText(key, value.Inline(is))
			keys = append(keys, s.keyName(key))
		}
	}
	slices.Sort(keys)
	return r, keys
}

// keyName returns a key as AWS writes it, or as a policy does.
func (p *problem) keyName(key string) string {
	if k, ok := p.cat.ConditionKey(key); ok && !strings.Contains(k.Key, "${") {
		return k.Key
	}
	if p.written[key] != "" {
		return p.written[key]
	}
	return key
}

// put sets a key.
func put(c *authz.Context, key string, list []string, multi bool) {
	texts := make([]value.Text, len(list))
	for i := range list {
		texts[i] = value.Inline(list[i])
	}
	switch {
	case len(list) == 0:
		c.SetAbsent(key)
	case multi:
		c.SetMany(key, texts...)
	default:
		c.SetText(key, texts[0])
	}
}

// unlisted says what of a finding the catalogue does not have.
func (s *search) unlisted(f *finding, keys []string) string {
	a, ok := s.cat.Action(f.action)
	if !ok {
		return "the catalogue of " + s.cat.Date().String() + " has no action " + f.action
	}
	if !a.Scopable() && f.resource != "*" {
		return a.String() + " has no resource type, so it is asked for on every resource at once"
	}
	if a.Scopable() && f.resource != "*" && len(s.guess.holes) == 0 && !slices.ContainsFunc(a.Resources, func(r catalog.ActionResource) bool {
		t, ok := s.cat.ResourceType(a.Service, r.Type)
		p := compile(value.Literal(starred(t.ARN)), arn)
		return ok && p.takes(f.resource)
	}) {
		return a.String() + " acts on no resource of this form"
	}
	for _, key := range keys {
		if !s.cat.Carries(a, key) {
			return "requests of " + a.String() + " do not carry the key " + key
		}
	}
	return ""
}
