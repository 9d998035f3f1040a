package framework

import (
	_ "embed" // the catalogue of rules
	"strings"
	"sync"
)

//go:embed data/rules.txt
var ruleList string

// planned are the titles of the rules that edges may name, by id.
var planned = sync.OnceValue(func() map[string]string {
	out := make(map[string]string, 1+strings.Count(ruleList, "\n"))
	for line := range strings.Lines(ruleList) {
		if id, title, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && id[0] != '#' {
			out[id] = title
		}
	}
	return out
})

// Planned returns the title of a rule of the catalogue from which the rules
// are built, and whether it has that id. This build need not have the rule.
func Planned(id string) (title string, ok bool) {
	title, ok = planned()[id]
	return title, ok
}
