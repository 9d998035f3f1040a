package access

import (
	"maps"
	"slices"

	"bailiwick/estate"
	"bailiwick/value"
)

// Selects tells whether a selection of a backup plan takes the resource in: its
// ARN or one of its tags is named, and it is not among the exceptions (AWS Backup
// Developer Guide, Assigning resources to a backup plan).
func Selects(s *estate.BackupSelection, r estate.Resource) value.Answer {
	arn, ok := r.Head().ARN()
	if !ok {
		return value.CannotTell
	}
	tags, known := s.Tags.Get()
	byTag := value.No
	if !known && !s.Tags.IsAbsent() || s.Tags.Partial() {
		byTag = value.CannotTell
	}
	for _, t := range tags {
		key, named := t.Key.Get()
		literal, plain := key.Literal()
		if !named || !plain {
			byTag = value.Either(byTag, value.CannotTell)
			continue
		}
		has := TagOf(r, literal)
		want, wanted := t.Value.Get()
		text, set := has.Get()
		switch {
		case has.IsUnknown() || !wanted:
			byTag = value.Either(byTag, value.CannotTell)
		case set:
			byTag = value.Either(byTag, text.Equal(want))
		}
	}
	conditions := value.Yes
	if !s.Conditions.IsAbsent() {
		conditions = value.CannotTell // not worked out
	}
	return value.Both(value.Either(matchesOne(s.Resources, arn), byTag), matchesOne(s.Except, arn).Not(), conditions)
}

// matchesOne tells whether one of the patterns takes the ARN.
func matchesOne(patterns value.Texts, arn value.Text) value.Answer {
	list, known := patterns.Get()
	answer := value.No
	if !known && !patterns.IsAbsent() || patterns.Partial() {
		answer = value.CannotTell
	}
	for _, p := range list {
		if text, ok := p.Get(); ok {
			answer = value.Either(answer, estate.WithoutPartition(arn).Match(estate.WithoutPartition(text)))
		} else {
			answer = value.Either(answer, value.CannotTell)
		}
	}
	return answer
}

// backups adds the stores that the selections of a backup plan take in: whoever
// copies a backup copies what is in them.
func (w *wiring) backups(selections value.Value[[]*estate.BackupSelection]) {
	found, ok := selections.Get()
	if !ok || selections.Partial() {
		w.hides(selections.Reason())
	}
	for _, s := range found {
		w.selection(s)
	}
}

func (w *wiring) selection(s *estate.BackupSelection) {
	v := w.engine.view
	for _, kind := range slices.Sorted(maps.Keys(storeKinds)) {
		if why, hides := v.Gap(kind, s); hides {
			w.hides(why.Reason())
		}
		for _, r := range v.OfKind(kind) {
			store := v.See(r)
			if store == nil || estate.Shares(s, store) == value.No {
				continue
			}
			switch Selects(s, store) {
			case value.Yes:
				w.add(store)
			case value.CannotTell:
				w.hides("it cannot be told whether " + s.Head().Address + " takes " + store.Head().Address + " in")
			}
		}
	}
	w.loose(s, func(k estate.Kind) bool { return storeKinds[k] })
}
