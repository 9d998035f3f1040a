package value

import "sync"

// A Note is an interned pair of texts that a value carries: the attribute
// that it was read from, and for what is unknown the reason. Notes live as
// long as the process. The zero Note is empty.
type Note uint32

type noteText struct{ attribute, reason string }

const maxNotes = 1<<24 - 1

// notes is the process's table; list[0] is the empty note.
var notes = struct {
	sync.RWMutex
	ids  map[noteText]Note
	list []noteText
}{list: []noteText{{}}}

// NewNote returns the note for an attribute, as the source spells it
// ("kms_key_arn"), and a reason ("known only after apply"); either may be "".
func NewNote(attribute, reason string) Note {
	key := noteText{attribute, reason}
	if key == (noteText{}) {
		return 0
	}
	notes.RLock()
	id, ok := notes.ids[key]
	notes.RUnlock()
	if ok {
		return id
	}
	notes.Lock()
	defer notes.Unlock()
	if id, ok := notes.ids[key]; ok {
		return id
	}
	if notes.ids == nil {
		notes.ids = make(map[noteText]Note)
	}
	if len(notes.list) > maxNotes {
		return 0 // sixteen million reasons: the next one stays unnamed
	}
	id = Note(len(notes.list))
	notes.ids[key] = id
	notes.list = append(notes.list, key)
	return id
}

// Because returns the note that holds the reason alone.
func Because(reason string) Note { return NewNote("", reason) }

// Attribute returns the note's attribute.
func (n Note) Attribute() string { return n.text().attribute }

// Reason returns the note's reason.
func (n Note) Reason() string { return n.text().reason }

func (n Note) text() noteText {
	notes.RLock()
	defer notes.RUnlock()
	return notes.list[n]
}
