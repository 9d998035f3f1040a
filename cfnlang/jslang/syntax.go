package jslang

import "bailiwick/value"

// An expr is an expression, or what stands where one may. Each knows its place.
type expr interface{ place() value.Origin }

// A span is the number of an expression's range in its file; once the file is
// entered, file.Base is added to it.
type span struct {
	file *file
	part uint32
}

func (s span) place() value.Origin {
	if s.file.nowhere {
		return 0
	}
	return s.file.base + value.Origin(s.part)
}

type (
	// literal is a string, a number, a boolean or null.
	literal struct {
		span
		val
	}
	// templateExpr is `a${b}c`, with a tag or without.
	templateExpr struct {
		span
		chunks, raw []string
		parts       []expr
		tag         expr
	}
	regexpExpr struct {
		span
		text, flags string
	}
	nameExpr struct {
		span
		name string
	}
	objectExpr struct {
		span
		members []memberExpr
	}
	// memberExpr is a member of an object literal. Its place is all of it.
	memberExpr struct {
		span
		kind  memberKind
		name  string
		key   expr // instead of a name: [key]
		value expr
		with  expr // {name = with}, which stands only where a pattern may
	}
	// arrayExpr has nil for elements that are left out.
	arrayExpr struct {
		span
		elements []expr
	}
	// spreadExpr is ...of.
	spreadExpr struct {
		span
		of expr
	}
	functionExpr struct {
		span
		name       string
		parameters []parameter
		body       []stmt // nil where result is the body
		result     expr
		arrow      bool
		async      bool
		generator  bool
	}
	unaryExpr struct {
		span
		operator string
		of       expr
	}
	// updateExpr is x++ and --x.
	updateExpr struct {
		span
		by     float64
		prefix bool
		of     expr
	}
	binaryExpr struct {
		span
		operator    string
		left, right expr
	}
	conditionalExpr struct {
		span
		test, yes, no expr
	}
	// assignExpr is to = value, and with an operator to += value.
	assignExpr struct {
		span
		operator string
		to       target
		value    expr
	}
	// getExpr is of.name or of[key].
	getExpr struct {
		span
		of       expr
		name     string
		key      expr
		optional bool
	}
	callExpr struct {
		span
		function  expr
		arguments []expr
		optional  bool
		isNew     bool
	}
	// wrapExpr is (of), which ends an optional chain.
	wrapExpr struct {
		span
		of expr
	}
	awaitExpr struct {
		span
		of expr
	}
	sequenceExpr struct {
		span
		list []expr
	}
	// opaqueExpr is what only Node.js can tell, for the reason.
	opaqueExpr struct {
		span
		why     string
		changes []string // names of what it may change
	}
)

// A memberKind is how a member of an object literal is written.
type memberKind uint8

const (
	plainMember memberKind = iota
	spreadMember
	accessorMember // get and set
)

// A target is what a value is bound or assigned to: a name, a member, or a
// pattern.
type target interface{}

type (
	objectPattern struct {
		span
		members []patternMember
		rest    target
	}
	patternMember struct {
		name string
		key  expr
		to   target
		with expr // the default, nil if there is none
	}
	// arrayPattern has a nil target for elements that are left out.
	arrayPattern struct {
		span
		elements []patternMember
		rest     target
	}
)

// A parameter is one of a function.
type parameter struct {
	to   target
	with expr
	rest bool
}

// A stmt is a statement.
type stmt interface{ place() value.Origin }

type (
	exprStmt struct {
		span
		of expr
	}
	declareStmt struct {
		span
		kind string // const, let, var
		list []declaration
	}
	declaration struct {
		to   target
		init expr
	}
	functionStmt struct {
		span
		*functionExpr
	}
	// opaqueStmt declares a name that stands for what is not read: a class.
	opaqueStmt struct {
		span
		name string
		*opaqueExpr
	}
	enumStmt struct {
		span
		name    string
		members []memberExpr
	}
	blockStmt struct {
		span
		body []stmt
	}
	ifStmt struct {
		span
		test    expr
		yes, no stmt
	}
	returnStmt struct {
		span
		of expr
	}
	throwStmt struct {
		span
		of expr
	}
	jumpStmt struct {
		span
		flow  flow
		label string
	}
	// loopStmt is for (;;), while and do.
	loopStmt struct {
		span
		label string
		init  stmt
		test  expr
		step  expr
		body  stmt
		first bool // the body comes before the test
	}
	// eachStmt is for … of and for … in.
	eachStmt struct {
		span
		label string
		kind  string // of the declaration, "" of an assignment
		to    target
		over  expr
		in    bool
		body  stmt
	}
	switchStmt struct {
		span
		label string
		of    expr
		cases []switchCase
	}
	switchCase struct {
		test expr // nil of default
		body []stmt
	}
	tryStmt struct {
		span
		body, catch, finally *blockStmt
		caught               target
	}
	importStmt struct {
		span
		from  string
		names []importName
	}
	importName struct {
		span
		local, name string // name is * for all
	}
	exportStmt struct {
		span
		what  stmt // a declaration whose names are exported, nil if there is none
		names []importName
		from  string // "" for names of this file
	}
	// defaultStmt is export default and export =.
	defaultStmt struct {
		span
		of     expr
		assign bool
	}
)
