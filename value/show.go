package value

import (
	"fmt"
	"strconv"
	"strings"
)

// String returns the value for people, in one line: "not set", "unknown:
// known only after apply", or the value. What is sensitive is not shown.
func (v Value[T]) String() string {
	if v.Sensitive() && v.state() != absent {
		return "[hidden: sensitive]"
	}
	switch v.state() {
	case absent:
		return "not set"
	case unknown:
		return "unknown: " + v.Reason()
	case several:
		var parts []string
		for _, a := range *v.alts {
			parts = append(parts, a.Value.String()+" when "+a.When.String())
		}
		return strings.Join(parts, ", ")
	}
	s := show(any(&v.v))
	if v.Partial() {
		s += " and more"
	}
	return s
}

const shown = 20 // elements of a collection that are printed

func show(v any) string {
	switch v := v.(type) {
	case *Text:
		return v.String()
	case *bool:
		return strconv.FormatBool(*v)
	case *int64:
		return strconv.FormatInt(*v, 10)
	case *[]Value[Text]:
		parts := make([]string, 0, min(len(*v), shown))
		for _, e := range (*v)[:min(len(*v), shown)] {
			parts = append(parts, e.String())
		}
		return "[" + strings.Join(parts, ", ") + more(len(*v)) + "]"
	case *[]Entry:
		parts := make([]string, 0, min(len(*v), shown))
		for _, e := range (*v)[:min(len(*v), shown)] {
			parts = append(parts, e.Key.String()+" = "+e.Value.String())
		}
		return "{" + strings.Join(parts, ", ") + more(len(*v)) + "}"
	case *Any:
		return v.String()
	case fmt.Stringer:
		return v.String()
	}
	return "set"
}

func more(n int) string {
	if n <= shown {
		return ""
	}
	return fmt.Sprintf(", and %d more", n-shown)
}
