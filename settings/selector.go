package settings

import "strings"

// A Ref points at resources from a settings file: an id, a name, an ARN or the
// address that a source gives it, in which * and ? are wildcards, or a tag.
type Ref struct {
	Tag     string // key of the tag; empty when Pattern is an id, name, ARN or address
	Pattern string // with a tag, of its value ("*": any)
}

func (r *Ref) set(text string) bool {
	*r = Ref{Pattern: text}
	if rest, ok := strings.CutPrefix(text, "tag:"); ok {
		key, value, given := strings.Cut(rest, "=")
		if !given {
			value = "*"
		}
		*r = Ref{Tag: key, Pattern: value}
		return key != "" && value != ""
	}
	return text != "" && !spaced(text)
}

func (r *Ref) form() form {
	return form{
		want: "an id, name, ARN or address (* is any text), or tag:key=value", example: "tag:team=payments",
		pattern: `^(tag:[^=]+(=.+)?|\S+)$`,
	}
}

// String writes r as in the file.
func (r Ref) String() string {
	switch {
	case r.Tag == "":
		return r.Pattern
	case r.Pattern == "*":
		return "tag:" + r.Tag
	}
	return "tag:" + r.Tag + "=" + r.Pattern
}

// A Selector says which resources a demand is about.
type Selector struct {
	By    By
	Class Class // with ByClass: the data class, or empty for any class
	Ref   Ref   // with ByRef
}

// A By is the sort of a Selector.
type By uint8

// The sorts of selectors. The zero By selects nothing.
const (
	byNothing By = iota
	ByRef        // name, id, ARN, address or tag
	ByClass      // data-class, data-class:personal
	ByAll        // all
	ByPublic     // public: what an anonymous or foreign caller reaches
	ByData       // data: every store that functions keep data in
	ByCode       // code: the code of functions
	ByTraces     // traces: X-Ray traces
)

func (s *Selector) set(text string) bool {
	*s = Selector{By: byWord(text)}
	if s.By != byNothing {
		return true
	}
	if name, ok := strings.CutPrefix(text, "data-class:"); ok {
		s.By = ByClass
		return s.Class.set(name)
	}
	s.By = ByRef
	return s.Ref.set(text) && text != "none"
}

func (s *Selector) form() form {
	return form{
		want:    "all, public, data, data-class, data-class:NAME, tag:key=value, or a name or ARN (* is any text)",
		example: "data-class:personal",
		pattern: `^(tag:[^=]+(=.+)?|\S+)$`,
	}
}

// String writes s as in the file.
func (s Selector) String() string {
	switch s.By {
	case ByRef:
		return s.Ref.String()
	case ByClass:
		if s.Class != "" {
			return "data-class:" + string(s.Class)
		}
		return "data-class"
	case ByAll:
		return "all"
	case ByPublic:
		return "public"
	case ByData:
		return "data"
	case ByCode:
		return "code"
	case ByTraces:
		return "traces"
	}
	return "none"
}

func byWord(text string) By {
	switch text {
	case "data-class":
		return ByClass
	case "all":
		return ByAll
	case "public":
		return ByPublic
	case "data":
		return ByData
	case "code":
		return ByCode
	case "traces":
		return ByTraces
	}
	return byNothing
}
