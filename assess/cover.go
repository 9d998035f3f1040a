package assess

import (
	"sort"

	"bailiwick/rule"
)

// cover sees to it that what a rule says of one thing counts once, however
// many views of it there are: the foremost view's observation, unless another
// is worse. The others are covered.
func (a *Assessment) cover() {
	for i := range a.Observations {
		a.Observations[i].Covered = false
	}
	if !a.Estate.HasViews() {
		return
	}
	for n, r := range a.Estate.Resources() {
		others := a.Estate.OtherViews(r)
		if len(others) == 0 || a.Estate.Foremost(r) != r {
			continue
		}
		for i := range a.on(n) {
			counts := &a.on(n)[i]
			for _, other := range others {
				o := &a.on(a.Estate.Number(other))[i] // one kind is judged by the same rules
				if weight(*o) > weight(*counts) {
					counts, o = o, counts
				}
				o.Covered = true
			}
		}
	}
}

// weight orders the observations of one thing by what must not be hidden.
func weight(o Observation) int {
	switch {
	case o.Verdict == rule.ErrorVerdict:
		return 100
	case o.Verdict == rule.FailVerdict && o.Standing == 0:
		return 10 + int(o.Severity)
	case o.Verdict == rule.FailVerdict:
		return 1
	}
	return 0
}

// on returns the observations on a resource, which is given by its place among
// all.
func (a *Assessment) on(resource int) []Observation {
	begin := sort.Search(len(a.Observations), func(i int) bool { return int(a.Observations[i].Resource) >= resource })
	end := begin
	for end < len(a.Observations) && int(a.Observations[end].Resource) == resource {
		end++
	}
	return a.Observations[begin:end]
}

// OtherViews returns what the observation's rule says of the other views of
// the same thing, foremost first.
func (a *Assessment) OtherViews(o Observation) []Observation {
	var out []Observation
	for _, other := range a.Estate.OtherViews(a.Estate.Resources()[o.Resource]) {
		for _, x := range a.on(a.Estate.Number(other)) {
			if x.Rule == o.Rule {
				out = append(out, x)
			}
		}
	}
	return out
}

// CountedAs returns the observation that counts in the place of a covered one,
// o itself if it is not covered.
func (a *Assessment) CountedAs(o Observation) Observation {
	for _, x := range a.OtherViews(o) {
		if o.Covered && !x.Covered {
			return x
		}
	}
	return o
}

// Disagree reports whether one of the two fails and the other is decided
// otherwise.
func Disagree(x, y Observation) bool {
	return x.Verdict != y.Verdict && settled(x) && settled(y) && (x.Verdict == rule.FailVerdict || y.Verdict == rule.FailVerdict)
}

func settled(o Observation) bool {
	return o.Verdict == rule.PassVerdict || o.Verdict == rule.FailVerdict || o.Verdict == rule.NotApplicableVerdict
}
