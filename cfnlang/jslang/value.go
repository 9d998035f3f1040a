package jslang

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"bailiwick/value"
)

// A valKind is the type of a val.
type valKind uint8

const (
	undefinedVal valKind = iota
	nullVal
	boolVal
	numberVal
	textVal
	mapVal
	listVal
	functionVal
	regexpVal
	promiseVal
	// variableVal is a text with variables of the framework's, which it looks up
	// later: `${sls:stage}-x`. JavaScript sees what they stand for.
	variableVal
	// unknownVal is what is not known, for the reason that text says.
	unknownVal
	// falsyVal is one of what counts as false. It stands only in choices.
	falsyVal
)

// A val is a value of JavaScript.
type val struct {
	kind   valKind
	is     bool // of a boolean; of an unknown one, that it is an environment variable
	text   string
	number float64
	object *object // of maps, lists, functions, regular expressions and promises; of an unknown one, what it may be
	at     value.Origin
}

// An object is what values refer to.
type object struct {
	birth int // by the evaluator's clock
	state
	*closure
	native  native
	pattern *regexpExpr
	inner   val  // of a promise
	outside bool // it is process.env
	choice  bool // of an unknown value: it is one of the list
	guarded bool // what is set need not be what is there: it has setters, or is frozen
	changes *changes
}

// A state is what of an object can change.
type state struct {
	names   []string // of its members, in order
	members map[string]property
	list    []val
	more    string // why there may be members or elements that are not known
	moreAt  value.Origin
}

// A property is a member of an object.
type property struct {
	val
	at value.Origin // of the whole member
}

// A closure is a function and where it was made.
type closure struct {
	*functionExpr
	scope *scope
	this  val
}

// changes are what code may change that is not read.
type changes struct {
	names []string
	scope *scope
}

// A native is a function that the language brings.
type native func(e *evaluator, this val, arguments []val, at value.Origin) val

func unknown(why string, at value.Origin) val { return val{kind: unknownVal, text: why, at: at} }

func textOf(s string, at value.Origin) val { return val{kind: textVal, text: s, at: at} }

func boolOf(is bool, at value.Origin) val { return val{kind: boolVal, is: is, at: at} }

func numberOf(n float64, at value.Origin) val { return val{kind: numberVal, number: n, at: at} }

// opaque returns why it is not known what a value is; false if it is known.
func (v val) opaque() (val, bool) {
	switch v.kind {
	case unknownVal:
		v.is = false
		return v, true
	case variableVal:
		return unknown("it holds a variable that the framework looks up", v.at), true
	}
	return val{}, false
}

func (v val) isNothing() bool { return v.kind == undefinedVal || v.kind == nullVal }

// truth reports whether a known value counts as true.
func (v val) truth() bool {
	switch v.kind {
	case undefinedVal, nullVal:
		return false
	case boolVal:
		return v.is
	case numberVal:
		return v.number != 0 && !math.IsNaN(v.number)
	case textVal:
		return v.text != ""
	}
	return true
}

// same reports whether two values are one and the same.
func same(a, b val) bool {
	if a.kind != b.kind {
		return false
	}
	switch a.kind {
	case boolVal:
		return a.is == b.is
	case numberVal:
		return a.number == b.number
	case textVal, variableVal:
		return a.text == b.text
	case unknownVal:
		return a.text == b.text && a.is == b.is
	}
	return a.object == b.object
}

// joined returns what a value is that is one of two.
func joined(a, b, why val) val {
	switch {
	case !same(a, b):
		return choice(why, a, b)
	case a.kind == unknownVal && a.object != b.object:
		v := unknownOf(a, a, b)
		v.is = a.is
		return v
	}
	return a
}

// maxChoices bounds of how many values it is noted that an unknown one is one of
// them.
const maxChoices = 8

// choice returns what is not known, but is one of two values, which are not the
// same.
func choice(why, a, b val) val {
	var list []val
	for _, v := range []val{a, b} {
		switch {
		case v.kind != unknownVal:
			list = append(list, v)
		case v.object != nil && v.object.choice:
			list = append(list, v.object.list...)
		default:
			return unknownOf(why, a, b)
		}
	}
	if len(list) > maxChoices {
		return unknownOf(why, a, b)
	}
	v := unknown(why.text, why.at)
	v.object = &object{state: state{list: list}, choice: true}
	return v
}

// choices returns the values of which an unknown one is one, nil if they are not
// known.
func (v val) choices() []val {
	if v.kind == unknownVal && v.object != nil && v.object.choice {
		return v.object.list
	}
	return nil
}

// unknownOf returns what is not known, but may be one of the objects, or a part of
// them: what changes it may change them.
func unknownOf(why val, vals ...val) val {
	v := unknown(why.text, why.at)
	var may []val
	for _, o := range vals {
		if o.object == nil {
			continue
		}
		of := []val{o}
		if o.kind == unknownVal && len(o.object.list) <= maxAliases {
			of = o.object.list
		}
		for _, one := range of {
			if one.object != nil && (len(may) > maxAliases || !slices.ContainsFunc(may, func(m val) bool { return m.object == one.object })) {
				may = append(may, one)
			}
		}
	}
	if may != nil {
		v.object = &object{state: state{list: may}}
	}
	return v
}

// maxAliases bounds how many objects an unknown value may be that are noted one by
// one; those of more are noted as what another unknown value may be.
const maxAliases = 50

// written returns a primitive value as a text; false for what is none or not
// known.
func (v val) written() (string, bool) {
	switch v.kind {
	case undefinedVal:
		return "undefined", true
	case nullVal:
		return "null", true
	case boolVal:
		return strconv.FormatBool(v.is), true
	case numberVal:
		return formatNumber(v.number), true
	case textVal:
		return v.text, true
	}
	return "", false
}

// toNumber returns a primitive value as a number.
func (v val) toNumber() (float64, bool) {
	switch v.kind {
	case undefinedVal:
		return math.NaN(), true
	case nullVal:
		return 0, true
	case boolVal:
		if v.is {
			return 1, true
		}
		return 0, true
	case numberVal:
		return v.number, true
	case textVal:
		s := strings.TrimSpace(v.text)
		if s == "" {
			return 0, true
		}
		sign := 1.0
		if s[0] == '-' || s[0] == '+' {
			if s[0] == '-' {
				sign = -1
			}
			s = s[1:]
		}
		if s == "Infinity" {
			return sign * math.Inf(1), true
		}
		if n, err := strconv.ParseFloat(s, 64); err == nil && !strings.ContainsAny(s, "_xXpPiIn") {
			return sign * n, true
		}
		if n, ok := parseNumber(s); ok && !strings.Contains(s, "_") {
			return sign * n, true
		}
		return math.NaN(), true
	}
	return 0, false
}
