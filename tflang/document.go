package tflang

import "bailiwick/value"

// EncodeJSON returns the text that jsonencode makes of the tree. The tree is
// kept beside it and the text is made when somebody looks at it; unknown parts
// are then holes within scope that are called after name.
func EncodeJSON(tree value.Any, scope, name string, at value.Origin) value.Any {
	return value.AnyJSONLater(func() value.Text {
		w := jsonWriter{scope: scope, name: name}
		w.value(tree)
		return value.Inline(w.b.String())
	}, tree, at)
}
