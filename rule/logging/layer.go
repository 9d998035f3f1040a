package logging

import (
	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/value"
)

// hasLayer tells whether the function has one of the layers.
func hasLayer(f *estate.Function, wanted []settings.ARN) value.Answer {
	if len(wanted) == 0 || f.Layers.IsAbsent() {
		return value.No
	}
	layers, known := f.Layers.Get()
	answer := value.No
	if !known || f.Layers.Partial() {
		answer = value.CannotTell
	}
	for _, l := range layers {
		arn, ok := l.Get()
		if !ok {
			answer = value.Either(answer, value.CannotTell)
			continue
		}
		for _, w := range wanted {
			answer = value.Either(answer, arn.Match(value.Literal(string(w))))
		}
	}
	return answer
}
