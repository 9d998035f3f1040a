package access

import (
	"slices"

	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/value"
)

// Selected tells whether one of the settings' selectors takes in the resource,
// and the fact by which. Who reaches a resource is not worked out here: public
// cannot be told.
func (e *Engine) Selected(by []settings.Selector, r estate.Resource) (value.Answer, Fact) {
	answer, fact := value.No, Known("selected by settings", "no", r.Head().Block)
	for _, s := range by {
		got, why := e.selectedBy(s, r)
		switch {
		case got == value.Yes:
			return got, why
		case got == value.CannotTell:
			answer, fact = got, why
		case answer == value.No && s.By == settings.ByClass:
			fact = why
		}
	}
	return answer, fact
}

func (e *Engine) selectedBy(s settings.Selector, r estate.Resource) (value.Answer, Fact) {
	at := r.Head().Block
	answer := value.No
	switch s.By {
	case settings.ByClass:
		classes := e.ClassesOf(r)
		switch {
		case s.Class == "" && slices.ContainsFunc(classes.List, func(c settings.Class) bool { return c != "none" }), s.Class != "" && classes.Has(s.Class):
			return value.Yes, classes.Fact
		case classes.IsUnknown():
			return value.CannotTell, classes.Fact
		}
		return value.No, classes.Fact
	case settings.ByAll:
		answer = value.Yes
	case settings.ByRef:
		answer = Refers(s.Ref, r)
	case settings.ByData:
		answer = value.Answered(keepsData(r.Head().Kind()))
	case settings.ByPublic:
		return value.CannotTell, Unread("selected by public", "it is not worked out who reaches it", at)
	}
	if answer == value.CannotTell {
		return answer, Unread("selected by "+s.String(), "it cannot be told whether that means this resource", at)
	}
	return answer, Known("selected by "+s.String(), answer.String(), at)
}

// keepsData reports whether functions keep data in resources of the kind:
// caches, queues, streams and logs only pass it on.
func keepsData(kind estate.Kind) bool {
	switch kind {
	case "table", "bucket", "directory_bucket", "file_system", "database", "search_domain":
		return true
	}
	return false
}
