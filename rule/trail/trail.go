// Package trail holds the rules about CloudTrail: that what is done in an
// account is recorded, whole, and kept where it cannot be changed.
package trail

import (
	"slices"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/value"
)

// A keeper keeps events: a trail, or an event data store of CloudTrail Lake.
type keeper struct {
	estate.Resource
	here      value.Answer // it lies in the account that is asked about
	on        value.Answer // it takes in events
	everyArea value.Answer // of every region
	classic   value.Value[[]estate.EventSelector]
	advanced  value.Value[[]estate.AdvancedSelector]
}

func ofTrail(t *estate.Trail) keeper {
	return keeper{
		Resource: t, here: value.Yes, on: value.IsTrue(t.Logging, true), everyArea: value.IsTrue(t.MultiRegion, false),
		classic: estate.Listed(t.Selectors), advanced: estate.Listed(t.Advanced),
	}
}

func ofStore(s *estate.EventDataStore) keeper {
	k := keeper{
		Resource: s, here: value.Yes, on: value.IsTrue(s.Ingesting, true), everyArea: value.IsTrue(s.MultiRegion, true),
		advanced: estate.Listed(s.Advanced),
	}
	k.classic = value.Absent[[]estate.EventSelector](s.Block)
	switch suspended := value.Is(s.Suspended, "true"); suspended {
	case value.Yes:
		k.on = value.No
	case value.CannotTell:
		k.on = value.CannotTell
	}
	return k
}

// keepers returns what keeps events of the account that the resource lies in,
// as far as the estate says, without the resource itself. What may lie in
// another account, and what may not exist, cannot be told to be on.
func keepers(in *rule.Input, near estate.Resource) []keeper {
	var out []keeper
	add := func(k keeper) {
		h := k.Head()
		k.here = estate.Shares(k.Resource, near)
		if k.here == value.No || h == near.Head() {
			return
		}
		k.on = value.Both(k.on, k.here, h.Exists())
		out = append(out, k)
	}
	for t := range estate.All[*estate.Trail](in.Estate) {
		add(ofTrail(t))
	}
	for s := range estate.All[*estate.EventDataStore](in.Estate) {
		add(ofStore(s))
	}
	return out
}

// anyHere reports whether one of the keepers is known to lie in the account:
// then the estate speaks for what the account records.
func anyHere(all []keeper) bool {
	return slices.ContainsFunc(all, func(k keeper) bool { return k.here == value.Yes })
}

// hidden returns why a keeper may stand in a part of the resource's scope that
// was not read, nil if none may.
func hidden(in *rule.Input, r estate.Resource) rule.Fact {
	for _, kind := range [...]estate.Kind{"trail", "event_data_store"} {
		if why, hides := in.Estate.Hides(kind, r.Head().Scope); hides {
			return access.Unread("another trail", why.Reason(), r.Head().Block)
		}
	}
	return nil
}

// none is the outcome where no trail is declared: unknown, but where the
// estate is the whole baseline of the account, as its setting says.
func none(in *rule.Input, r estate.Resource, missing rule.Outcome) rule.Outcome {
	baseline := in.Settings.IaC.Baseline
	if hidden := hidden(in, r); hidden != nil {
		return rule.Unknown(hidden)
	}
	if !r.Head().Scope.Baseline {
		return rule.UnknownBecause(
			"no trail is declared here, and the account may have one all the same: iac.baseline says whether this is all that it has",
			rule.Given{Name: "trail", Value: "none declared", At: r.Head().Block}, rule.Setting(baseline))
	}
	missing.Facts = append(missing.Facts, rule.Given{Name: "trail", Value: "none declared", At: r.Head().Block}, rule.Setting(baseline))
	return missing
}
