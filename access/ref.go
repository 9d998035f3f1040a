package access

import (
	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/value"
)

// Refers tells whether a reference of the settings means the resource: by its
// id, address, name, an identity such as its ARN, or a tag.
func Refers(ref settings.Ref, r estate.Resource) value.Answer {
	h := r.Head()
	pattern := value.Literal(ref.Pattern)
	if ref.Tag != "" {
		tag := TagOf(r, ref.Tag)
		if tag.IsUnknown() {
			return value.CannotTell
		}
		text, ok := tag.Get()
		if !ok {
			return value.No
		}
		return text.Match(pattern)
	}
	answer := value.No
	for _, own := range []string{h.ID(), h.Address, h.Name()} {
		if value.Literal(own).Match(pattern) == value.Yes {
			return value.Yes
		}
	}
	for _, id := range h.Identities {
		switch id.Text.Match(pattern) {
		case value.Yes:
			return value.Yes
		case value.CannotTell:
			if _, lone := id.Text.Symbol(); !lone { // an id that AWS will make may be any
				answer = value.CannotTell
			}
		}
	}
	return answer
}

// TagOf returns the value of a resource's tag: absent if it does not carry it,
// unknown if its tags are not all known.
func TagOf(r estate.Resource, key string) value.Value[value.Text] {
	h := r.Head()
	tags, ok := h.Tags.Get()
	unsure := h.Tags.Partial()
	for _, t := range tags {
		switch t.Key.Is(key) {
		case value.Yes:
			return t.Value
		case value.CannotTell:
			unsure = true
		}
	}
	switch {
	case ok && !unsure, h.Tags.IsAbsent():
		return value.Absent[value.Text](h.Tags.Origin()).Named("tag " + key)
	case ok && h.Tags.Reason() == "":
		return value.Unknown[value.Text](value.NewNote("tag "+key, "the name of a tag is not known"), h.Tags.Origin())
	}
	return value.Unknown[value.Text](value.NewNote("tag "+key, h.Tags.Reason()), h.Tags.Origin())
}
