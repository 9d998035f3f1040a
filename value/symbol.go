package value

import (
	"strconv"
	"sync"
)

// A Symbol stands for one text that nothing has told us yet: the id that AWS
// will give a queue, the account that a root is applied to, a variable without
// a default. The same symbol is the same text; two symbols may or may not be.
//
// Symbols are interned for the life of the process, as unique.Make does it:
// asking for the same scope and name again gives the same symbol.
type Symbol uint32

// A Class says what the text of a symbol can look like, which is what matching
// needs to know of it.
type Class uint8

// The classes. None but Free ever holds '*' or '?': what AWS generates has no
// wildcards, what a user types may.
const (
	Free      Class = iota // a user's variable: any text at all, "" and wildcards included
	Opaque                 // a text that AWS or a provider makes: not empty, no wildcard
	Name                   // an id or name: not empty, no wildcard, ':' or '/'
	Account                // twelve digits
	Region                 // such as eu-central-1: lower case letters, digits and '-'
	Partition              // aws, aws-cn, aws-us-gov …: lower case letters, digits and '-'
	ARN                    // a whole ARN: starts with "arn:", no wildcard
	Zone                   // an availability zone, one of a list: two symbols of one scope are two zones
	Truth                  // no text: the truth of an undecided condition, see Condition
)

const classBits = 28

type symbolName struct {
	scope, name string
	concealed   string
}

// symbols is the process's table. names[i] belongs to the symbol with number i.
var symbols = struct {
	sync.RWMutex
	ids   map[symbolKey]Symbol
	names []symbolName
}{}

type symbolKey struct {
	scope, name string
	concealed   string
	class       Class
}

// NewSymbol returns the symbol called name within scope. The scope keeps the
// same address in two environments apart and is not shown; the name is what a
// person reads: "aws_sqs_queue.jobs.arn".
func NewSymbol(class Class, scope, name string) Symbol {
	return symbolOf(symbolKey{scope: scope, name: name, class: class})
}

// Conceal returns a symbol for a text that is known and must not be shown: it is
// compared, matched and printed like any that is not known, and only Revealed
// tells it.
func Conceal(scope, name, text string) Symbol {
	return symbolOf(symbolKey{scope: scope, name: name, concealed: text})
}

func symbolOf(key symbolKey) Symbol {
	symbols.RLock()
	id, ok := symbols.ids[key]
	symbols.RUnlock()
	if ok {
		return id
	}
	symbols.Lock()
	defer symbols.Unlock()
	if id, ok := symbols.ids[key]; ok {
		return id
	}
	if symbols.ids == nil {
		symbols.ids = make(map[symbolKey]Symbol)
	}
	n := len(symbols.names)
	if n >= 1<<classBits-1<<16 {
		panic("internal error: more than 268 million symbols")
	}
	id = Symbol(n) | Symbol(key.class)<<classBits
	symbols.ids[key] = id
	symbols.names = append(symbols.names, symbolName{key.scope, key.name, key.concealed})
	return id
}

// Class returns what the symbol's text can look like.
func (s Symbol) Class() Class { return Class(s >> classBits) }

// Name returns the symbol's name, without its scope.
func (s Symbol) Name() string { return s.entry().name }

// Scope returns the scope that the symbol was made in.
func (s Symbol) Scope() string { return s.entry().scope }

func (s Symbol) entry() symbolName {
	symbols.RLock()
	defer symbols.RUnlock()
	n := int(s & (1<<classBits - 1))
	if n >= len(symbols.names) {
		return symbolName{name: "symbol " + strconv.Itoa(n)}
	}
	return symbols.names[n]
}

// admits reports whether a text of the class may contain the byte.
func (c Class) admits(b byte) bool {
	switch c {
	case Free:
		return true
	case Name:
		return b != ':' && b != '/' && b != '*' && b != '?'
	case Account:
		return '0' <= b && b <= '9'
	case Region, Partition, Zone:
		return 'a' <= b && b <= 'z' || '0' <= b && b <= '9' || b == '-'
	case Truth:
		return false
	}
	return b != '*' && b != '?'
}

// mayBeEmpty reports whether a text of the class may be "".
func (c Class) mayBeEmpty() bool { return c == Free }
