package terraform

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bailiwick/tflang"
	"bailiwick/value"
)

const (
	maxInstances = 100_000   // of one block
	maxObjects   = 1_000_000 // of one evaluation
)

// An expansion is a block's instances.
type expansion struct {
	objects []*object
	single  bool // neither count nor for_each
	byKey   bool // for_each
	at      value.Origin
	why     value.Note // why there may be more instances than these, if so
	counts  []counted  // what count may be, if it depends on conditions
}

// counted is one of the numbers that count may be.
type counted struct {
	n    int
	when value.Condition
}

// open reports whether there may be instances that are not known.
func (x *expansion) open() bool { return x.why != 0 }

func (x *expansion) conditional() []counted { return x.counts }

// find returns the instance with the key, in line.
func (x *expansion) find(key string) *object {
	if !x.byKey {
		if n, err := strconv.Atoi(key); err == nil && n >= 0 && n < len(x.objects) && x.objects[n].each == nil && x.objects[n].unsure == 0 {
			return x.objects[n]
		}
		return nil
	}
	i, ok := slices.BinarySearchFunc(x.objects, key, func(o *object, key string) int {
		switch {
		case o.each == nil: // the one that stands for those not known comes last
			return 1
		case o.eachKey < key:
			return -1
		case o.eachKey > key:
			return 1
		}
		return 0
	})
	if ok {
		return x.objects[i]
	}
	return nil
}

// expand returns the instances of a block.
func (in *instance) expand(b *block) *expansion {
	if x, ok := in.blocks[b]; ok {
		return x
	}
	x := &expansion{at: b.at()}
	count, each := b.body.attr("count"), b.body.attr("for_each")
	if count.ok() || each.ok() {
		// While count or for_each is being evaluated the block refers to itself
		// only by mistake: it then sees one instance that is not certain.
		busy := &expansion{at: b.at(), why: value.Because(b.display() + " depends on itself")}
		busy.objects = []*object{{in: in, b: b, key: "[?]", unsure: busy.why}}
		in.blocks[b] = busy
	}
	if b.kind == "resource" || b.kind == "data" || b.kind == "module" || b.kind == "ephemeral" {
		switch {
		case count.ok():
			x.at = count.at(count.node)
			in.expandCount(b, x, count)
		case each.ok():
			x.at = each.at(each.node)
			x.byKey = true
			in.expandEach(b, x, each)
		default:
			x.single = true
			x.objects = []*object{{in: in, b: b}}
		}
	}
	if in.ev.objects += len(x.objects); in.ev.objects > maxObjects {
		in.ev.problem(value.Problem{
			Origin: b.at(), Summary: "the root has more than a million resource instances",
			Effect: "of this block one instance stands for all", Next: "check its modules one by one",
		})
		in.ev.objects -= len(x.objects)
		in.unsureOne(b, x, value.Because("there are too many instances"))
	}
	in.blocks[b] = x
	return x
}

// unsureOne makes the expansion one instance that stands for an unknown
// number of them.
func (in *instance) unsureOne(b *block, x *expansion, why value.Note) {
	x.why, x.counts = why, nil
	x.objects = append(x.objects[:0:0], &object{in: in, b: b, key: "[?]", unsure: why})
}

func (in *instance) expandCount(b *block, x *expansion, e expr) {
	v, f := in.env(e.file).Eval(e.node)
	if f != nil {
		in.ev.failed(e, f, "its instances are not known: one stands for all")
		in.unsureOne(b, x, value.Because("count: "+f.Message))
		return
	}
	alts := v.Alternatives()
	if alts == nil {
		alts = []value.AnyAlternative{{Value: v}}
	}
	most := 0
	for _, a := range alts {
		n, known := number(a.Value)
		if !known {
			in.unsureOne(b, x, value.Because("count is not known: "+unknownBecause(a.Value)))
			return
		}
		if n > maxInstances || n < 0 {
			in.ev.problem(value.Problem{
				Origin: e.at(e.node), Summary: fmt.Sprintf("count = %s is out of bounds: up to 100,000 instances are told apart", a.Value),
				Effect: "one instance stands for all", Next: "check that the number is meant",
			})
			in.unsureOne(b, x, value.Because("count = "+a.Value.String()+" is out of bounds"))
			return
		}
		x.counts = append(x.counts, counted{n, a.When})
		most = max(most, n)
	}
	for i := range most {
		o := &object{in: in, b: b, key: "[" + strconv.Itoa(i) + "]", index: i, counted: true}
		o.when = in.exists(b, x.counts, i)
		x.objects = append(x.objects, o)
	}
	if len(alts) == 1 {
		x.counts = nil
	}
}

// exists returns the condition under which count is greater than i.
func (in *instance) exists(b *block, counts []counted, i int) value.Condition {
	var more []value.Condition
	for _, c := range counts {
		if c.n > i {
			more = append(more, c.when)
		}
	}
	switch {
	case len(more) == len(counts):
		return nil
	case len(more) == 1:
		return more[0]
	}
	// Several of the alternatives: their disjunction is a truth of its own.
	return value.When(in.key(), fmt.Sprintf("count of %s is over %d", b.display(), i), true)
}

func number(v value.Any) (int, bool) {
	if v.Kind() == value.KindNull {
		return 0, false
	}
	t, _ := v.Scalar()
	s, ok := t.Literal()
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		if f, err := strconv.ParseFloat(s, 64); err == nil {
			return int(min(max(f, -1), maxInstances+1)), true
		}
		return 0, false
	}
	return n, true
}

// unknownBecause returns why a value is not what was needed.
func unknownBecause(v value.Any) string {
	switch {
	case v.Kind() == value.KindUnknown:
		return v.Reason()
	case v.Kind() == value.KindText:
		return v.String() + " is known only after apply"
	}
	return "it is a " + v.Kind().String()
}

func (in *instance) expandEach(b *block, x *expansion, e expr) {
	v, f := in.env(e.file).Eval(e.node)
	if f != nil {
		in.ev.failed(e, f, "its instances are not known: one stands for all")
		in.unsureOne(b, x, value.Because("for_each: "+f.Message))
		return
	}
	alts := v.Alternatives()
	if alts == nil {
		alts = []value.AnyAlternative{{Value: v}}
	}
	for _, a := range alts {
		in.eachOf(b, x, e, a)
	}
	if x.open() {
		x.objects = append(x.objects, &object{in: in, b: b, key: "[?]", unsure: x.why})
		return
	}
	if len(alts) > 1 {
		in.joinKeys(b, x, len(alts))
	}
}

// eachOf adds the instances for one alternative of for_each.
func (in *instance) eachOf(b *block, x *expansion, e expr, a value.AnyAlternative) {
	switch k := a.Value.Kind(); {
	case k == value.KindMap || k == value.KindSet || k == value.KindList:
	default:
		x.why = value.Because("for_each is not known: " + unknownBecause(a.Value))
		return
	}
	if a.Value.Partial() {
		x.why = value.Because("for_each may have more keys: " + a.Value.Reason())
	}
	elements := a.Value.Elements()
	if len(elements) > maxInstances {
		in.ev.problem(value.Problem{
			Origin: e.at(e.node), Summary: fmt.Sprintf("for_each has %d keys: up to 100,000 instances are told apart", len(elements)),
			Effect: "one instance stands for all", Next: "check that the number is meant",
		})
		x.why = value.Because("for_each has too many keys")
		return
	}
	type pair struct {
		key string
		v   value.Any
	}
	pairs := make([]pair, 0, len(elements))
	for i, el := range elements {
		if a.Value.Kind() == value.KindMap {
			pairs = append(pairs, pair{a.Value.Keys()[i], el})
			continue
		}
		t, ok := el.Scalar()
		if !ok {
			x.why = value.Because("a key of for_each is not known: " + unknownBecause(el))
			continue
		}
		pairs = append(pairs, pair{t.Inline(), el})
	}
	slices.SortStableFunc(pairs, func(p, q pair) int {
		switch {
		case p.key < q.key:
			return -1
		case p.key > q.key:
			return 1
		}
		return 0
	})
	for i, p := range pairs {
		if i > 0 && pairs[i-1].key == p.key {
			continue
		}
		el := p.v
		x.objects = append(x.objects, &object{in: in, b: b, key: quote(p.key), eachKey: p.key, each: &el, when: a.When})
	}
}

// joinKeys makes one instance of those that several alternatives have under
// the same key. It always exists if all alternatives have the key.
func (in *instance) joinKeys(b *block, x *expansion, alternatives int) {
	slices.SortStableFunc(x.objects, func(p, q *object) int { return strings.Compare(p.eachKey, q.eachKey) })
	var out []*object
	for i, j := 0, 0; i < len(x.objects); i = j {
		o := x.objects[i]
		var alts []value.AnyAlternative
		for j = i; j < len(x.objects) && x.objects[j].eachKey == o.eachKey; j++ {
			alts = append(alts, value.AnyAlternative{When: x.objects[j].when, Value: *x.objects[j].each})
		}
		if len(alts) > 1 {
			each := value.AnySeveral(alts, x.at)
			o.each, o.when = &each, nil
			if len(alts) < alternatives {
				o.when = value.When(in.key(), "for_each of "+b.display()+" has "+o.key, true)
			}
		}
		out = append(out, o)
	}
	x.objects = out
}

// failed reports an expression that Terraform would stop at.
func (ev *evaluation) failed(e expr, f *tflang.Failure, effect string) {
	at := f.Origin
	if at == 0 {
		at = e.at(e.node)
	}
	ev.problem(value.Problem{Origin: at, Summary: f.Message, Effect: effect, Next: "terraform validate shows it too, once init has run"})
}
