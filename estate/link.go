package estate

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	"bailiwick/value"
)

// A Link ties the resource that refers to the one that is referred to.
type Link struct {
	From, To Resource
	As       string          // the attribute that refers, as the source spells it
	When     value.Condition // the condition under which it does
}

// indexKey is what a resource is found by: within a scope (nil for identities
// that mean the same across scopes) the identity's text without what every ARN
// of the place has in common.
type indexKey struct {
	scope *Scope
	kind  Kind
	text  string
}

// ambiguous stands in the index for an identity that several resources have:
// Estate.shared lists them.
const ambiguous = ^uint32(0)

func (e *Estate) link() {
	e.index = make(map[indexKey]uint32, 2*len(e.resources))
	e.literal = make(map[indexKey]uint32)
	for i, r := range e.resources {
		h := r.Head()
		for _, id := range h.Identities {
			key := indexKey{h.Scope, h.Kind(), short(id.Text).Inline()}
			switch was, ok := e.index[key]; {
			case !ok:
				e.index[key] = uint32(i)
			case was != uint32(i):
				if e.shared == nil {
					e.shared = make(map[indexKey][]uint32)
				}
				if was != ambiguous {
					e.shared[key] = []uint32{was}
				}
				e.shared[key] = append(e.shared[key], uint32(i))
				e.index[key] = ambiguous
			}
			if len(e.Scopes) > 1 && unmistakable(h.Scope, id.Text) {
				key.scope = nil
				key.text = id.Text.Inline()
				enter(e.literal, key, e.Foremost(r).Head().number) // views of one thing are one answer
			}
		}
	}
	e.outgoing = e.references()
	e.incoming = turned(e.outgoing)
}

// unmistakable reports whether a text means the same wherever it stands: it has no
// holes, or one of the template's own, which another template has by importing it.
func unmistakable(scope *Scope, text value.Text) bool {
	if !text.HasHoles() {
		return true
	}
	if scope.Dialect != CloudFormation {
		return false
	}
	own := scope.Key()
	return slices.ContainsFunc(text.Symbols(), func(s value.Symbol) bool { return s.Scope() == own })
}

// references follows the references of all resources.
func (e *Estate) references() [][]Link {
	all := make([]Link, 0, len(e.resources)) // of one resource after the other
	ends := make([]int, len(e.resources))
	for i, r := range e.resources {
		from := len(all)
		references(r, func(attribute string, kinds []Kind, ref value.Value[value.Text]) {
			for _, alt := range worlds(ref) {
				text, ok := alt.Value.Get()
				if !ok {
					continue
				}
				to := e.find(r.Head().Scope, kinds, text)
				if to == nil || slices.ContainsFunc(all[from:], func(m Link) bool { return m.To == to && m.As == attribute && len(m.When) == 0 }) {
					continue
				}
				all = append(all, Link{From: r, To: to, As: attribute, When: alt.When})
			}
		})
		ends[i] = len(all)
	}
	return cut(slices.Clip(all), ends)
}

// turned returns the links of each resource from the other end, in the order
// in which they are.
func turned(outgoing [][]Link) [][]Link {
	ends := make([]int, len(outgoing))
	for _, links := range outgoing {
		for _, l := range links {
			ends[l.To.Head().number]++
		}
	}
	total := 0
	for i, n := range ends { // where the links of each begin, and then end
		ends[i] = total
		total += n
	}
	all := make([]Link, total)
	for _, links := range outgoing {
		for _, l := range links {
			n := l.To.Head().number
			all[ends[n]] = l
			ends[n]++
		}
	}
	return cut(all, ends)
}

// cut cuts the links at the ends of each resource's.
func cut(all []Link, ends []int) [][]Link {
	out := make([][]Link, len(ends))
	from := 0
	for i, end := range ends {
		if from < end {
			out[i] = all[from:end:end]
		}
		from = end
	}
	return out
}

func enter(index map[indexKey]uint32, key indexKey, number uint32) {
	if was, ok := index[key]; ok && was != number {
		number = ambiguous
	}
	index[key] = number
}

// worlds returns the alternatives of a value, itself if it has none.
func worlds(v value.Value[value.Text]) []value.Alternative[value.Text] {
	if alts := v.Alternatives(); alts != nil {
		return alts
	}
	return []value.Alternative[value.Text]{{Value: v}}
}

// find returns the resource of one of the kinds that the text names, nil if
// none or more than one does.
func (e *Estate) find(scope *Scope, kinds []Kind, text value.Text) Resource {
	for _, kind := range kinds {
		for t := range spellings(kind, text) {
			// The shorter text leaves out the account: arn:aws:iam::aws:policy/x
			// is not a policy x of our own.
			key := indexKey{scope, kind, short(t).Inline()}
			switch n, ok := e.index[key]; {
			case ok && n == ambiguous:
				if r := e.called(e.shared[key], t); r != nil {
					return r
				}
			case ok && e.resources[n].Head().mayBeCalled(t):
				return e.resources[n]
			}
			if n, ok := e.literal[indexKey{nil, kind, t.Inline()}]; ok && n != ambiguous {
				return e.resources[n]
			}
		}
	}
	return nil
}

// called returns the one of the resources that has the whole text as an
// identity, nil if none or several have it: a queue of one name may stand in
// each of two regions.
func (e *Estate) called(numbers []uint32, t value.Text) Resource {
	var found Resource
	for _, n := range numbers {
		for _, id := range e.resources[n].Head().Identities {
			if id.Text.Inline() != t.Inline() || found == e.resources[n] {
				continue
			}
			if found != nil {
				return nil
			}
			found = e.resources[n]
		}
	}
	return found
}

// spellings yields the text and the shorter forms that name the same thing: a
// function's ARN without its qualifier and what an API's integration wraps
// around it, a log group's without ":*", a bucket without the key behind it.
func spellings(kind Kind, t value.Text) func(yield func(value.Text) bool) {
	return func(yield func(value.Text) bool) {
		if !yield(t) {
			return
		}
		s := t.Inline()
		switch kind {
		case "log_group":
			if cut, ok := strings.CutSuffix(s, ":*"); ok {
				yield(value.Inline(cut))
			}
		case "function":
			i := strings.Index(s, ":function:")
			if i < 0 {
				name, _, _ := strings.Cut(s, ":")
				yield(value.Inline(name))
				return
			}
			name, _, _ := strings.Cut(s[i+len(":function:"):], "/")
			name, _, _ = strings.Cut(name, ":")
			if start := strings.LastIndex(s[:i], "arn:"); start >= 0 {
				name = s[start:i] + ":function:" + name
			}
			yield(value.Inline(name))
		case "repository":
			// An image URI is the repository's URL with a tag or digest.
			if i := strings.IndexByte(s, '@'); i >= 0 {
				yield(value.Inline(s[:i]))
				return
			}
			if i := strings.LastIndexByte(s, ':'); i > strings.LastIndexByte(s, '/') {
				yield(value.Inline(s[:i]))
			}
		case "bucket":
			name, _, _ := strings.Cut(strings.TrimPrefix(s, "s3://"), "/")
			yield(value.Inline(name))
		case "rest_api", "http_api", "websocket_api":
			// What may be called, and an origin's host: behind the id stand the
			// stage and more.
			if i := strings.Index(s, ":execute-api:"); i >= 0 {
				name, _, _ := strings.Cut(s[i:], "/")
				yield(value.Inline(s[:i] + name))
				return
			}
			if id, _, ok := strings.Cut(bare(t).Inline(), ".execute-api."); ok {
				yield(value.Inline(id))
			}
		case "function_url":
			host := strings.TrimSuffix(bare(t).Inline(), "/")
			id, _, _ := strings.Cut(host, ".lambda-url.")
			if yield(value.Inline(id)) {
				yield(value.Inline("https://" + host + "/"))
			}
		case "api_integration":
			yield(value.Inline(strings.TrimPrefix(s, "integrations/")))
		case "user_pool":
			yield(bare(t))
		case "subnet", "security_group":
			// An event source mapping says which of them its URI is.
			yield(value.Inline(strings.TrimPrefix(s, string(kind)+":")))
		}
	}
}

// short returns an ARN without what all ARNs of one kind and place share: its
// last part, behind the fifth colon. Other texts are returned whole.
func short(t value.Text) value.Text {
	if !strings.HasPrefix(t.Inline(), "arn:") {
		return t
	}
	rest := t.Inline()
	for range 5 {
		_, after, ok := strings.Cut(rest, ":") // no hole is written with one
		if !ok {
			return t
		}
		rest = after
	}
	return value.Inline(rest)
}

// A reference is one field with a ref tag.
type reference struct {
	index []int
	kinds []Kind
	names []string // what the dialects call it; none for blocks
}

var referencePlans sync.Map // reflect.Type to []reference

func referencesOf(t reflect.Type) []reference {
	if p, ok := referencePlans.Load(t); ok {
		return p.([]reference)
	}
	var plan []reference
	for i := range t.NumField() {
		f := t.Field(i)
		tag := f.Tag.Get("ref")
		_, nested := reflect.New(f.Type).Interface().(untyped)
		if tag == "" && !nested {
			continue
		}
		r := reference{index: f.Index}
		for kind := range strings.SplitSeq(tag, "|") {
			r.kinds = append(r.kinds, Kind(kind))
		}
		for _, dialect := range tags {
			if name, _, _ := strings.Cut(f.Tag.Get(dialect), "|"); tag != "" && name != "" && name != "-" {
				r.names = append(r.names, name)
			}
		}
		plan = append(plan, r)
	}
	referencePlans.Store(t, plan)
	return plan
}

// references calls f for every reference that the resource or a part of it
// holds.
func references(of any, f func(attribute string, kinds []Kind, ref value.Value[value.Text])) {
	v := reflect.ValueOf(of).Elem()
	for _, r := range referencesOf(v.Type()) {
		switch field := v.FieldByIndex(r.index).Addr().Interface().(type) {
		case *value.Value[value.Text]:
			f(field.Attribute(), r.kinds, *field)
		case *value.Texts:
			for _, alt := range listWorlds(*field) {
				elements, _ := alt.Value.Get()
				for _, e := range elements {
					f(field.Attribute(), r.kinds, under(alt.When, e))
				}
				if alt.Value.IsUnknown() || alt.Value.Partial() {
					more := value.Unknown[value.Text](value.Because(alt.Value.Reason()), alt.Value.Origin())
					f(field.Attribute(), r.kinds, under(alt.When, more))
				}
			}
		case untyped:
			blockReferences(field, f)
		}
	}
}

func listWorlds(v value.Texts) []value.Alternative[[]value.Value[value.Text]] {
	if alts := v.Alternatives(); alts != nil {
		return alts
	}
	return []value.Alternative[[]value.Value[value.Text]]{{Value: v}}
}

// under returns the value as it is where the condition holds.
func under(when value.Condition, v value.Value[value.Text]) value.Value[value.Text] {
	if len(when) == 0 {
		return v
	}
	var alts []value.Alternative[value.Text]
	for _, alt := range worlds(v) {
		if both, possible := when.And(alt.When); possible {
			alts = append(alts, value.Alternative[value.Text]{When: both, Value: alt.Value})
		}
	}
	return value.Several(alts, v.Origin()).Named(v.Attribute())
}
