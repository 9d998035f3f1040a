package policy

import (
	"strings"

	"bailiwick/iam/catalog"
	"bailiwick/value"
)

// together tells of actions and resources of one statement that cannot meet.
// It asks only where all actions are literal and in the catalogue.
func (l *linter) together(s *Statement) {
	if s.Actions.Not || s.Actions.partial || s.Resources.Not || s.Resources.IsAbsent() || s.Resources.partial {
		return
	}
	for _, e := range s.Resources.List {
		if e.IsUnknown() || strings.HasPrefix(e.Text.Inline(), "*") || e.Text.HasPrefix("arn:") == value.No {
			return // all resources, or a form of its own
		}
	}
	acted := make([]bool, len(s.Resources.List)) // on each resource, by some action
	before := len(l.issues)
	for _, e := range s.Actions.List {
		action, ok := e.Text.Literal()
		if !ok || action == "*" || action == "*:*" || l.catalog.MatchCount(action) == 0 || !l.act(s, e, action, acted) {
			return
		}
	}
	if len(l.issues)-before == len(s.Actions.List) {
		return // it was said of each action
	}
	for i, e := range s.Resources.List {
		if !acted[i] {
			l.add(Misguided, IdleResource, e.Place, s.Index, "name resources of the types on which the actions act",
				"none of the actions can act on %q", e.String())
		}
	}
}

// act marks the resources on which the actions of a pattern can act, and tells
// of one action that can act on none. It reports false out of budget.
func (l *linter) act(s *Statement, e Element, pattern string, acted []bool) bool {
	types := make(map[*catalog.ResourceType]bool) // seen, and whether it fits any resource
	fit, last := false, (*catalog.Action)(nil)
	for a := range l.catalog.Match(pattern) {
		last = a
		for _, r := range a.Resources {
			t, ok := l.catalog.ResourceType(a.Service, r.Type)
			if !ok {
				return false
			}
			fits, seen := types[t]
			if !seen {
				if !l.spend(len(acted)) {
					return false
				}
				fits = mark(t, s, acted)
				types[t] = fits
			}
			fit = fit || fits
		}
	}
	switch {
	case fit || hasWildcards(e.Text):
	case !last.Scopable():
		l.add(Misguided, IdleAction, e.Place, s.Index, `give it a statement with "Resource": "*"`,
			"%q has no resource types: only the resource \"*\" fits it", e.String())
	default:
		l.add(Misguided, IdleAction, e.Place, s.Index, "name a resource such as "+exampleForm(l.catalog, last),
			"%q can act on none of the resources", e.String())
	}
	return true
}

// exampleForm returns the form of the first resource type of the action.
func exampleForm(c *catalog.Catalog, a *catalog.Action) string {
	t, ok := c.ResourceType(a.Service, a.Resources[0].Type)
	if !ok {
		return a.Resources[0].Type
	}
	return t.ARN
}

// mark marks the resources that may be of the type.
func mark(t *catalog.ResourceType, s *Statement, acted []bool) bool {
	form, fits := arnForm(t.ARN), false
	for i, e := range s.Resources.List {
		if form.Match(s.ResourcePattern(e)) != value.No {
			acted[i], fits = true, true
		}
	}
	return fits
}

// arnForm returns a form of ARNs as a text whose placeholders are holes.
func arnForm(form string) value.Text {
	var out []value.Text
	for {
		start, end, ok := nextVariable(form, 0)
		if !ok {
			return value.Join(append(out, value.Literal(form))...)
		}
		name := form[start+2 : end]
		out = append(out, value.Literal(form[:start]), value.Hole(value.NewSymbol(placeholderClass(name), "ARN form", name)))
		form = form[end+1:]
	}
}

// placeholderClass says what stands for a placeholder of the Service
// Authorization Reference. Only of those names that have neither slash nor colon for
// sure it says so: many have a path, or a qualifier behind a colon.
func placeholderClass(name string) value.Class {
	switch name {
	case "Partition":
		return value.Partition
	case "Region":
		return value.Region
	case "Account", "BucketName", "TableName", "QueueName", "TopicName", "StreamName":
		return value.Name // an account can be "aws" too
	}
	return value.Free
}
