package assess

import "bailiwick/estate"

// A Patching says of one resource that runs code whether the monthly story of
// patches beneath it is gone: AWS finds, fixes and applies them, for the
// operating system and the language, and for every version behind an alias.
// Dependencies and layers stay the user's whatever it says.
type Patching struct {
	Resource estate.Resource
	Gone     bool
	Fewer    bool   // gone, but critical and selected important fixes only
	Unknown  bool   // not gone, because it cannot be told
	Why      string // what is left, or of what kind the fixes are; "" where all is gone
}

// Patchings returns whether the story is gone, for each function, Web Function
// and MicroVM image in the estate's order.
func (a *Assessment) Patchings() []Patching {
	var out []Patching
	d := newDrawer(a)
	view := a.Estate.In(nil)
	for _, r := range a.Estate.Resources() {
		switch r.(type) {
		case *estate.Function, *estate.WebFunction, *estate.MicroVMImage:
		default:
			continue
		}
		if a.Estate.Foremost(r) != r {
			continue
		}
		p := Patching{Resource: r, Gone: true}
		p.add("", d.draw(r))
		if f, ok := r.(*estate.Function); ok {
			aliases := estate.Companions[*estate.Alias](view, f, "function_name|FunctionName")
			list, _ := aliases.Get()
			for _, al := range list {
				p.add("behind the alias "+al.Head().Name()+": ", d.draw(al))
			}
			b := a.baseOf(f)
			if p.Gone && b.runtime.Reduced(a.Today) {
				p.Fewer = true
				p.Why = b.runtime.ID + " on " + b.runtime.OS + ": critical and selected important fixes only, until " + b.runtime.Deprecation.String()
			}
		}
		out = append(out, p)
	}
	return out
}

// add takes in the lines of a function or of one of its aliases. The first that
// is not AWS's says what is left.
func (p *Patching) add(lead string, lines []Responsibility) {
	for _, l := range lines {
		if l.Part < SystemFixes || l.Part > LanguagePatching || l.Carrier == AWS {
			continue
		}
		if unknown := l.Carrier == UnknownCarrier; p.Gone || p.Unknown && !unknown {
			p.Gone, p.Unknown = false, unknown
			p.Why = lead + carried(l)
		}
	}
}

// carried says of a line who carries it, and why.
func carried(l Responsibility) string {
	switch l.Carrier {
	case UnknownCarrier, Nobody:
		return l.Reason
	case Shared:
		return "both: " + l.Reason
	}
	return carrierWord(l.Carrier) + ": " + l.Reason
}
