package policy

import (
	"strings"

	"bailiwick/iam/catalog"
	"bailiwick/value"
)

// The codes of what AWS takes and nobody means.
const (
	IdleVariable      Code = "variable-without-version" // Check tells it, for it needs no catalogue
	IdleAction        Code = "action-without-effect"
	IdleResource      Code = "resource-without-effect"
	IdleKey           Code = "condition-key-never-carried"
	IdleValue         Code = "condition-value-never-met"
	LooseForAllValues Code = "for-all-values-passes-absent-key"
	AllowNotAction    Code = "allow-not-action"
	AllowNotPrincipal Code = "allow-not-principal"
	DeletedPrincipal  Code = "deleted-principal"
	Unreachable       Code = "unreachable-statement"
	Redundant         Code = "redundant-statement"
	TooLarge          Code = "too-large-to-lint"
)

// maxComparisons bounds the work of one Lint; a policy at AWS's quota needs a
// few thousand.
const maxComparisons = 50_000

// Lint returns what AWS takes in the document and nobody means, in the order
// of the document: what matches nothing, what cannot act together, conditions
// that never hold or always do, statements that decide nothing. What the
// catalogue does not know is worth a look at most. Check tells what AWS
// refuses.
func (d *Document) Lint(c *catalog.Catalog, kind Kind) []Issue {
	l := linter{checker: checker{kind: kind, doc: d}, catalog: c, left: maxComparisons}
	for i := range d.Statements {
		s := &d.Statements[i]
		if s.unread {
			continue
		}
		l.actions(s)
		l.together(s)
		l.negations(s)
		l.principals(s)
		l.conditions(s)
	}
	l.statements()
	if l.left <= 0 {
		l.add(Notable, TooLarge, d.Place, -1, "split the policy", "the policy is too large to be compared whole with the catalogue")
	}
	sortIssues(l.issues)
	return l.issues
}

type linter struct {
	checker
	catalog *catalog.Catalog
	left    int // comparisons that may still be made
}

func (l *linter) spend(n int) bool {
	l.left -= n
	return l.left > 0
}

// actions tells of action patterns that match nothing.
func (l *linter) actions(s *Statement) {
	for _, e := range s.Actions.List {
		action, ok := e.Text.Literal()
		service, name, colon := strings.Cut(action, ":")
		if !ok || !colon || strings.ContainsAny(service, "*?") {
			continue // Check has refused it, or it is "*"
		}
		switch _, known := l.catalog.Service(service); {
		case strings.ContainsFunc(name, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' }):
			l.add(Misguided, IdleAction, e.Place, s.Index, "take out the white space", "the action %q holds white space and matches nothing", e.String())
		case !known:
			l.add(Notable, IdleAction, e.Place, s.Index, "", "no service %q is in the catalogue of %s", service, l.catalog.Date())
		case l.catalog.MatchCount(action) > 0:
		case hasWildcards(e.Text):
			l.add(Misguided, IdleAction, e.Place, s.Index, "", "%q matches no action in the catalogue of %s", e.String(), l.catalog.Date())
		default:
			l.add(Notable, IdleAction, e.Place, s.Index, "", "no action %q is in the catalogue of %s", e.String(), l.catalog.Date())
		}
	}
}

// negations tells of Allow with NotAction or NotPrincipal.
func (l *linter) negations(s *Statement) {
	if s.Effect != Allow {
		return
	}
	if s.Actions.Not {
		l.add(Misguided, AllowNotAction, s.Actions.Place, s.Index, "list the actions that are meant",
			"NotAction with Allow allows every other action, of services to come too")
	}
	if s.Principals.Not {
		l.add(Misguided, AllowNotPrincipal, s.Principals.Place, s.Index, "list the principals that are meant",
			"NotPrincipal with Allow allows everyone else, anonymous callers too")
	}
}

func (l *linter) principals(s *Statement) {
	for _, p := range s.Principals.List {
		if p.Kind == UniqueID {
			l.add(Notable, DeletedPrincipal, p.Place, s.Index, "take it out, or name the new user or role by its ARN",
				"%q was a user or role that is deleted: it matches nothing", p.String())
		}
	}
}

// statements tells of statements that another one makes idle.
func (l *linter) statements() {
	all := l.doc.Statements
	for i := range all {
		for j := range all {
			if i == j || !l.spend(1) || !l.contains(&all[j], &all[i]) {
				continue
			}
			switch s, by := &all[i], &all[j]; {
			case s.Effect == Allow && by.Effect == Deny:
				l.add(Misguided, Unreachable, s.Place, s.Index, "narrow the Deny, or take the statement out",
					"statement %d denies all that this one allows", j+1)
			case s.Effect == by.Effect && (j < i || !l.contains(s, by)):
				l.add(Notable, Redundant, s.Place, s.Index, "take it out", "statement %d says all that this one says", j+1)
			default:
				continue
			}
			break
		}
	}
}

// contains reports whether the wide statement surely applies to every request
// that the narrow one applies to.
func (l *linter) contains(wide, narrow *Statement) bool {
	if wide.unread || narrow.unread || wide.HasConditions() != value.No || wide.Effect == EffectUnknown || narrow.Effect == EffectUnknown {
		return false
	}
	return l.containsPrincipals(&wide.Principals, &narrow.Principals) &&
		l.containsAll(&wide.Actions, &narrow.Actions, func(w, n Element) bool {
			wide := Lower(w.Text.Inline())
			return !wildService(wide) && swallows(wide, Lower(n.Text.Inline()))
		}) &&
		(!wide.Resources.present && !narrow.Resources.present ||
			l.containsAll(&wide.Resources, &narrow.Resources, func(w, n Element) bool {
				return bySegment(wide.ResourcePattern(w), narrow.ResourcePattern(n), func(w, n value.Text) value.Answer {
					return value.Answered(swallows(w.Inline(), n.Inline()))
				}) == value.Yes
			}))
}

func (l *linter) containsAll(wide, narrow *Elements, covers func(w, n Element) bool) bool {
	for _, w := range wide.List {
		if !wide.Not && w.Text.Inline() == "*" {
			return true
		}
	}
	if wide.Not || narrow.Not || narrow.partial || !narrow.present || len(narrow.List) == 0 {
		return false
	}
	for _, n := range narrow.List {
		found := false
		for _, w := range wide.List {
			if found = l.spend(1) && covers(w, n); found {
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

func (l *linter) containsPrincipals(wide, narrow *Principals) bool {
	if !wide.present && !narrow.present || wide.IsAnyone() == value.Yes && !wide.Not {
		return true
	}
	if wide.Not || narrow.Not || narrow.partial || !narrow.present {
		return false
	}
	for _, n := range narrow.List {
		found := false
		for _, w := range wide.List {
			if found = l.spend(1) && w.Type == n.Type && w.Text.Inline() == n.Text.Inline(); found {
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}
