package access

import (
	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/value"
)

// noClass is the word that states that a resource holds no class.
const noClass settings.Class = "none"

// Handled returns the data classes of what a resource holds or lets through:
// those that are stated of it (see ClassesOf), and those of what it is wired
// to. A function handles what is in the stores that its environment, its event
// sources and its destinations name; its logs, role and entries handle what it
// does; a key what is encrypted under it; and a backup plan what it is selected
// for. What is wired in a circle handles all that the circle reaches.
//
// That nobody has stated a class is unknown here, never none. The word none, as
// a class or as inventory.data_classes, states that there is none.
func (e *Engine) Handled(r estate.Resource) Classes {
	if scheme := e.shared.settings.Inventory.DataClasses; scheme.Any() {
		return Classes{Fact: Known("data class", "none is used (inventory.data_classes)", r.Head().Block)}
	}
	if _, ok := e.handled[r]; !ok {
		if e.tracer == nil {
			e.tracer = &tracer{engine: e, met: make(map[estate.Resource]*traced)}
		}
		e.tracer.trace(r)
	}
	return e.handled[r]
}

// Holds tells whether the resource holds or lets through data of the class.
func (e *Engine) Holds(r estate.Resource, class settings.Class) (value.Answer, Fact) {
	c := e.Handled(r)
	switch {
	case c.Has(class):
		return value.Yes, c.Fact
	case c.IsUnknown():
		return value.CannotTell, c.Fact
	}
	return value.No, c.Fact
}

// isSilent reports whether all is known that could state the resource's class,
// and none of it does.
func (e *Engine) isSilent(r estate.Resource) bool {
	own := e.ClassesOf(r)
	return len(own.List) == 0 && !own.IsUnknown()
}

func unstated(r estate.Resource) Fact {
	h := r.Head()
	return Unread("data class", "nobody has stated what the "+h.Kind().Noun(1)+" "+h.Name()+" holds", h.Block)
}

// storeKinds are the kinds in which data lies, if only for a while, so that
// its class must be stated of them: nothing else tells.
var storeKinds = map[estate.Kind]bool{
	"table": true, "global_table": true, "bucket": true, "directory_bucket": true, "queue": true, "topic": true, "stream": true,
	"firehose": true, "event_bus": true, "database": true, "cache": true, "dax_cluster": true, "search_domain": true,
	"file_system": true, "kafka_cluster": true, "broker": true, "backup_vault": true, "user_pool": true,
}

func isStore(r estate.Resource) bool { return storeKinds[r.Head().Kind()] }

// isSecret reports whether the resource holds a secret, whose class is seldom
// stated and tells nothing of what a function handles.
func isSecret(r estate.Resource) bool {
	switch r.Head().Kind() {
	case "secret", "parameter":
		return true
	}
	return false
}
