package access

import (
	"reflect"

	"bailiwick/estate"
	"bailiwick/settings"
)

// View returns the view that the engine stands on.
func (e *Engine) View() *estate.View { return e.view }

// Settings returns the settings that the engine goes by.
func (e *Engine) Settings() *settings.Settings { return e.shared.settings }

// Kept returns what the engine keeps of type T, and makes it when it is first
// asked for: what packages above work out of an engine lasts as long as it does.
func Kept[T any](e *Engine, make func(*Engine) T) T {
	key := reflect.TypeFor[T]()
	if kept, ok := e.kept[key]; ok {
		return kept.(T)
	}
	made := make(e)
	if e.kept == nil {
		e.kept = map[reflect.Type]any{}
	}
	e.kept[key] = made
	return made
}

// Shared returns what the engines on all views have in common of type T, and
// makes it when it is first asked for. It must not depend on a view.
func Shared[T any](e *Engine, make func() T) T {
	key := reflect.TypeFor[T]()
	if kept, ok := e.shared.kept[key]; ok {
		return kept.(T)
	}
	made := make()
	if e.shared.kept == nil {
		e.shared.kept = map[reflect.Type]any{}
	}
	e.shared.kept[key] = made
	return made
}
