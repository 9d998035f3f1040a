package assess

import (
	"bailiwick/estate"
	"bailiwick/value"
)

// A mode is when a version of a function takes a new runtime version.
type mode struct {
	word      string // Auto, FunctionUpdate or Manual; "" if it is not known
	published bool   // it is that of a published version, which no update changes
	why       string // with no word
}

// latestMode returns the mode of $LATEST.
func latestMode(v *estate.View, f *estate.Function) mode {
	return modeOf(v, f, func(q value.Value[value.Text]) value.Answer {
		if q.IsAbsent() {
			return value.Yes
		}
		return value.Is(q, "$LATEST")
	}, func() mode {
		if f.RuntimeUpdates.IsAbsent() || f.RuntimeUpdates.Reason() == "not read" { // no attribute of Terraform's
			return mode{word: "Auto"}
		}
		return read(f.RuntimeUpdates)
	})
}

// versionMode returns the mode of a published version. That a version takes
// over the mode of $LATEST is not documented: only where $LATEST has Auto, which
// is the default too, does that not matter.
func versionMode(v *estate.View, f *estate.Function, version value.Text) mode {
	m := modeOf(v, f, func(q value.Value[value.Text]) value.Answer {
		switch text, ok := q.Get(); {
		case q.IsAbsent(), ok && text.Is("$LATEST") == value.Yes:
			return value.No
		case !ok:
			return value.CannotTell
		default:
			return text.Equal(version)
		}
	}, func() mode {
		if latest := latestMode(v, f); latest.word != "Auto" {
			return mode{why: "no configuration of the version was read, and AWS does not say whether it has that of $LATEST"}
		}
		return mode{word: "Auto"}
	})
	m.published = true
	return m
}

// modeOf returns what the runtime management configuration of one qualifier
// says, or what holds without one.
func modeOf(v *estate.View, f *estate.Function, is func(value.Value[value.Text]) value.Answer, otherwise func() mode) mode {
	list := estate.Companions[*estate.RuntimeManagement](v, f, "function_name")
	found, _ := list.Get()
	var own []*estate.RuntimeManagement
	for _, m := range found {
		switch is(m.Qualifier) {
		case value.Yes:
			own = append(own, m)
		case value.CannotTell:
			return mode{why: "it cannot be told which version " + m.Address + " is for"}
		}
	}
	switch {
	case len(own) > 1:
		return mode{why: "more than one declaration sets it, " + own[0].Address + " among them"}
	case len(own) == 1 && own[0].Unsure != 0:
		return mode{why: "it is not certain that " + own[0].Address + " exists: " + own[0].Unsure.Reason()}
	case len(own) == 1:
		return read(own[0].UpdateOn)
	case list.Partial():
		return mode{why: "what manages its runtime may hide: " + list.Reason()}
	}
	return otherwise()
}

// read returns the mode that a value names.
func read(v value.Value[value.Text]) mode {
	if v.IsAbsent() {
		return mode{word: "Auto"}
	}
	text, ok := v.Get()
	if !ok {
		return mode{why: "update_runtime_on: " + v.Reason()}
	}
	for _, word := range []string{"Auto", "FunctionUpdate", "Manual"} {
		if text.Is(word) == value.Yes {
			return mode{word: word}
		}
	}
	return mode{why: "update_runtime_on: " + text.String() + " is not known"}
}

// alias draws the line for the versions behind an alias, where it may be drawn
// otherwise than for $LATEST: who applies fixes.
func (d *drawer) alias(v *estate.View, al *estate.Alias) []Responsibility {
	f, reach := estate.Find[*estate.Function](v, al, al.FunctionName)
	if reach != estate.Here {
		return []Responsibility{
			{Part: SystemPatching, Reason: "its function was not read"},
			{Part: LanguagePatching, Reason: "its function was not read"},
		}
	}
	b := d.a.baseOf(f)
	lines := d.applying(b, d.behind(v, f, al.Version))
	weights, known := al.Weights.Get()
	for _, w := range weights {
		lines = worse(lines, d.applying(b, versionMode(v, f, w.Key)))
	}
	if !known && !al.Weights.IsAbsent() || al.Weights.Partial() {
		lines = worse(lines, d.applying(b, mode{why: "it may lead to a second version" + because(al.Weights)}))
	}
	return lines
}

// behind returns the mode of the version that an alias names.
func (d *drawer) behind(v *estate.View, f *estate.Function, version value.Value[value.Text]) mode {
	text, ok := version.Get()
	switch {
	case !ok:
		return mode{why: "the version behind the alias is not known" + because(version)}
	case text.Is("$LATEST") == value.Yes:
		return latestMode(v, f)
	}
	return versionMode(v, f, text)
}

// applying returns the lines of fixes that are about applying them.
func (d *drawer) applying(b base, m mode) []Responsibility {
	var out []Responsibility
	for _, l := range d.fixes(b, m) {
		if l.Part == SystemPatching || l.Part == LanguagePatching {
			out = append(out, l)
		}
	}
	return out
}

// worse returns, part by part, the line that leaves more to be done: an alias
// is as well patched as the worse of its versions.
func worse(a, b []Responsibility) []Responsibility {
	order := [...]int{UnknownCarrier: 2, AWS: 0, Customer: 3, Shared: 1, Publisher: 0, Nobody: 4}
	for i := range a {
		if order[b[i].Carrier] > order[a[i].Carrier] {
			a[i] = b[i]
		}
	}
	return a
}
