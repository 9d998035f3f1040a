package settings

import (
	yaml "go.yaml.in/yaml/v4"

	"bailiwick/internal/spelling"
)

// A mention is the name of something that this package does not know, and
// where it stands, so that whoever knows can check it.
type mention struct {
	name  string
	place Place
	rule  bool // otherwise a framework
}

func (d *decoder) mention(n *yaml.Node, x scalar) {
	switch x.(type) {
	case *RuleID:
		d.mentions = append(d.mentions, mention{n.Value, d.place(n), true})
	case *FrameworkName:
		d.mentions = append(d.mentions, mention{n.Value, d.place(n), false})
	}
}

// CheckRules tells the rules that the file names and that do not exist: known
// reports whether there is a rule of that id, old names included; ids are those
// to suggest.
func (s *Settings) CheckRules(known func(id string) bool, ids []string) []Problem {
	return s.check(true, known, Problem{Summary: "there is no rule ", Next: "bailiwick rules lists them"}, ids)
}

// CheckFrameworks does for frameworks what CheckRules does for rules.
func (s *Settings) CheckFrameworks(known func(name string) bool, names []string) []Problem {
	return s.check(false, known, Problem{Summary: "there is no framework ", Next: "bailiwick frameworks lists them"}, names)
}

func (s *Settings) check(rules bool, known func(string) bool, told Problem, names []string) []Problem {
	var problems []Problem
	for _, m := range s.mentions {
		if m.rule != rules || known(m.name) || len(problems) == maxProblems {
			continue
		}
		problems = append(problems, Problem{
			Place: m.place, Summary: told.Summary + quoteName(m.name), Effect: effect,
			Next: told.Next, Near: spelling.Near(m.name, names),
		})
	}
	return problems
}
