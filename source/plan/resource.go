package plan

import (
	"bytes"
	"hash/maphash"
	"strconv"
	"strings"

	"bailiwick/estate"
	"bailiwick/value"
)

// A resource is one resource that there will be: what the plan says of it as
// it is written, read when somebody asks.
type resource struct {
	*plan
	address string
	module  string // address of its module instance; "" for the root
	key     string // of its instance, with brackets; "" for none
	mode    string
	written string // its type
	local   string // type.name

	after     []byte // its values
	unknown   []byte // which of them only an apply tells
	sensitive []byte
	open      bool // values that are not there may be unknown
	whole     span // where the plan tells of it
	afterAt   int  // where in the file its values begin

	config     *configured // nil if the plan has no configuration of it
	found      bool        // config was looked for
	at         value.Origin
	body       *body // while it is read
	busy       bool  // its identities are being made
	identities []estate.Identity
	provided   *provider
}

// wanted reports whether resources of the type are read: what declares a
// kind, and policy documents that wait for an apply.
func wanted(mode, written string) bool {
	switch mode {
	case "data":
		return written == "aws_iam_policy_document"
	case "managed", "":
		return estate.Declarable(written) != nil
	}
	return false
}

var addressSeed = maphash.MakeSeed()

// change reads one element of resource_changes, which begins at the offset.
func (p *plan) change(v []byte, offset int) {
	r := &resource{plan: p, whole: span{uint32(offset), uint32(offset + len(v))}}
	var name string
	gone := false
	t := text{b: v}
	t.members(func(key []byte) {
		switch string(key) {
		case "address":
			r.address = t.string()
		case "mode":
			r.mode = p.names.name(t.bytes())
		case "type":
			r.written = p.names.name(t.bytes())
		case "name":
			name = t.string()
		case "deposed":
			gone = true
		case "change":
			t.members(func(key []byte) {
				switch string(key) {
				case "actions":
					gone = gone || ends(&t)
				case "after":
					t.kind()
					r.afterAt = offset + t.at
					r.after = t.skip()
				case "after_unknown":
					r.unknown = t.skip()
				case "after_sensitive":
					r.sensitive = t.skip()
				}
			})
		}
	})
	if r.address == "" || r.written == "" {
		p.misshapen()
		return
	}
	if p.seen[maphash.String(addressSeed, r.address)] = true; gone || string(r.after) == "null" {
		return
	}
	p.keep(r, name)
}

// keep enters a resource if its type is one that is read.
func (p *plan) keep(r *resource, name string) {
	if !wanted(r.mode, r.written) {
		if r.mode != "data" {
			p.scope.Others++
			p.strange(r)
		}
		return
	}
	r.local = local(r.mode, r.written, name)
	if i := strings.LastIndex(r.address, r.local); i >= 0 {
		r.module = p.names.name([]byte(strings.TrimSuffix(r.address[:i], ".")))
		r.key = r.address[i+len(r.local):]
	}
	if p.index[r.address] != nil {
		return
	}
	r.after, r.unknown, r.sensitive = kept(r.after), kept(r.unknown), kept(r.sensitive)
	p.index[r.address] = r
	p.resources = append(p.resources, r)
}

// kept copies what must outlive the decoder's buffer; what says nothing is
// not kept.
func kept(b []byte) []byte {
	if s := string(b); s == "{}" || s == "false" || s == "null" {
		return nil
	}
	return bytes.Clone(b)
}

// ends reports whether the actions leave nothing behind: delete and forget
// alone.
func ends(t *text) bool {
	n, gone := 0, false
	t.elements(func() {
		n++
		s := t.string()
		gone = s == "delete" || s == "forget"
	})
	return n == 1 && gone
}

// strange reports a type of Lambda's that is not known, once.
func (p *plan) strange(r *resource) {
	if !strings.HasPrefix(r.written, "aws_lambda_") && !strings.HasPrefix(r.written, "awscc_lambda_") {
		return
	}
	if p.strangers == nil {
		p.strangers = map[string]bool{}
	}
	if p.strangers[r.written] {
		return
	}
	p.strangers[r.written] = true
	p.builder.Problems = append(p.builder.Problems, value.Problem{
		File: p.shown, Summary: r.written + " is a type of Lambda's that this build does not know",
		Effect: r.address + " is in no count", Next: "look for a newer bailiwick",
	})
}

// most returns how many places the resources may ask for: two bytes of values
// hold no more than one.
func (p *plan) most() int {
	n := 16
	for _, r := range p.resources {
		n += 1 + len(r.after)/2
	}
	return n
}

// plannedValues notes the addresses in planned_values, or reads those that
// resource_changes lacks.
func (p *plan) plannedValues(again bool) error {
	return p.members(func(name string) error {
		if name == "root_module" {
			return p.plannedModule(again, 0)
		}
		return p.SkipValue()
	})
}

func (p *plan) plannedModule(again bool, depth int) error {
	return p.members(func(name string) error {
		switch {
		case name == "resources":
			return p.elements(func() error {
				v, err := p.value()
				if err == nil {
					p.plannedValue(v, int(p.InputOffset())+p.start-len(v), again)
				}
				return err
			})
		case name == "child_modules" && depth < maxModules:
			return p.elements(func() error { return p.plannedModule(again, depth+1) })
		}
		return p.SkipValue()
	})
}

func (p *plan) plannedValue(v []byte, offset int, again bool) {
	if !again {
		p.notePlanned(v)
		return
	}
	r := &resource{plan: p, open: true, whole: span{uint32(offset), uint32(offset + len(v))}}
	var name string
	t := text{b: v}
	t.members(func(key []byte) {
		switch string(key) {
		case "address":
			r.address = t.string()
		case "mode":
			r.mode = p.names.name(t.bytes())
		case "type":
			r.written = p.names.name(t.bytes())
		case "name":
			name = t.string()
		case "values":
			t.kind()
			r.afterAt = offset + t.at
			r.after = t.skip()
		case "sensitive_values":
			r.sensitive = t.skip()
		}
	})
	if r.mode != "data" && r.address != "" && r.written != "" && !p.seen[maphash.String(addressSeed, r.address)] {
		p.keep(r, name)
	}
}

// notePlanned notes the address of a resource in planned_values.
func (p *plan) notePlanned(v []byte) {
	var address uint64
	var mode byte
	t := text{b: v}
	t.members(func(key []byte) {
		switch string(key) {
		case "address":
			address = maphash.Bytes(addressSeed, t.bytes())
		case "mode":
			if mode = 'm'; string(t.bytes()) == "data" {
				mode = 'd'
			}
		}
		if address != 0 && mode != 0 {
			t.leave()
		}
	})
	if address != 0 && mode != 'd' {
		p.planned[address] = true
	}
}

// lacking reports whether planned_values has a resource that resource_changes
// has not.
func (p *plan) lacking() bool {
	for address := range p.planned {
		if !p.seen[address] {
			return true
		}
	}
	return false
}

// misshapen reports an element that is no resource, once.
func (p *plan) misshapen() {
	if p.told {
		return
	}
	p.told = true
	p.problem(p.line(), "a resource change has no address or no type", "write it anew: terraform show -json PLAN > "+p.shown)
}

// element returns the path of a list's element.
func (p *plan) element(path string, i int) string { return p.joined(path, strconv.Itoa(i)) }
