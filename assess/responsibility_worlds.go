package assess

import (
	"slices"

	"bailiwick/estate"
	"bailiwick/value"
)

// maxLineWorlds is how many worlds the line of one resource is drawn in.
const maxLineWorlds = 64

// inWorlds draws the lines of a resource in the world that decides nothing and,
// if undecided truths were met there, in every world over them. Who carries a
// part is unknown where that differs between them.
func (d *drawer) inWorlds(r estate.Resource) []Responsibility {
	switch r.(type) {
	case *estate.Function, *estate.Alias, *estate.WebFunction, *estate.MicroVMImage:
	default:
		return nil
	}
	lines, _ := d.ask(d.plain, r)
	if len(d.plain.Met()) == 0 {
		return lines
	}
	d.plain = d.a.Estate.In(nil) // a view remembers what it met
	left := maxLineWorlds
	lines, _ = d.split(r, nil, &left)
	return lines
}

func (d *drawer) split(r estate.Resource, world value.Condition, left *int) ([]Responsibility, bool) {
	*left--
	v := d.a.Estate.In(world)
	lines, ok := d.ask(v, r)
	met := v.Met()
	if len(met) == 0 {
		return lines, ok
	}
	if *left <= 0 {
		for i := range lines {
			lines[i].Carrier, lines[i].Reason = UnknownCarrier, "it depends on too many conditions that are not decided"
		}
		return lines, ok
	}
	slices.SortFunc(met, func(a, b value.Symbol) int { return estate.Natural(a.Name(), b.Name()) })
	half := func(is bool) ([]Responsibility, bool) {
		w, possible := world.And(value.Condition{{Symbol: met[0], True: is}})
		if !possible {
			panic("internal error: a world contradicts itself")
		}
		return d.split(r, w, left)
	}
	no, exists := half(false)
	yes, too := half(true)
	switch {
	case !exists:
		return yes, too
	case !too:
		return no, exists
	}
	return joined(met[0].Name(), no, yes), true
}

// joined returns what holds when the truth is false and when it is true.
func joined(truth string, no, yes []Responsibility) []Responsibility {
	for i := range no {
		if no[i].Carrier == yes[i].Carrier {
			if no[i].Reason != yes[i].Reason {
				no[i].Reason += "; when " + truth + " is true: " + yes[i].Reason
			}
			continue
		}
		no[i].Reason = carrierWord(no[i].Carrier) + " when " + truth + " is false (" + no[i].Reason + "), " +
			carrierWord(yes[i].Carrier) + " when it is true (" + yes[i].Reason + ")"
		no[i].Carrier = UnknownCarrier
	}
	return no
}

// carrierWord returns the carrier in a sentence.
func carrierWord(c Carrier) string {
	return [...]string{"unknown", "AWS", "you", "both", "the publisher", "nobody"}[c]
}
