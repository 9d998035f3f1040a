// Package jslang reads configuration that is written in JavaScript or
// TypeScript, as far as it is static: serverless.ts, and what a serverless.yml
// takes from ${file(./config.js)}. Nothing is run; files are parsed, and an
// evaluator of our own follows what can be followed without the outside world.
//
// # What is followed
//
// Declarations, object and array literals, templates, operators, conditions and
// loops over what is known, functions of the project's own, the usual methods of
// texts, lists, Object, JSON and path, imports of files of the project (with the
// paths of tsconfig.json) and of JSON. Types of TypeScript are passed over. The
// project's folder has no path here: it is known where a path from it is what
// remains, as in `__dirname.split(process.cwd())[1]`, and unknown elsewhere.
//
// # What is not
//
// Packages, classes, generators, and what asks Node.js. They give nodes of the
// kind cfnlang.Unknown, with the reason and the place of the cause; members that
// only these know are the one member cfnlang.Unread. What a condition that is not
// known decides is unknown if it is not the same either way. What is handed to
// code that is not read is unknown from then on, since that may change it.
//
// An environment variable is unknown; process.env.X || 'default' and its like
// are the default, as ${env:X, 'default'} is in a serverless.yml.
//
// A function that is exported is called, as the framework calls it, with
// parameters that are not known; resolveVariable('sls:stage') gives the text
// ${sls:stage}, for the framework to look up.
package jslang

import (
	"path"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

// Bounds of what is read and done.
const (
	maxSize   = 2 << 20   // bytes of a file
	maxTotal  = 16 << 20  // bytes of all files
	maxFiles  = 2000      // files of one reader
	maxTokens = 400_000   // of a file
	maxDepth  = 400       // expressions and statements within each other
	maxSteps  = 1_000_000 // of evaluation, for one reader
	maxCalls  = 100       // functions that call each other
	maxNested = 2000      // expressions that are evaluated within each other
	maxNodes  = 500_000   // of a tree
	maxLevels = 150       // maps and lists of a tree within each other
)

// A Reader reads the configuration of one service. Its files are read once.
type Reader struct {
	Places *value.Places
	// Dir is the folder of the service, in which the framework is started.
	Dir string
	// Load returns a file of the project by its path, of which only what lies in
	// the project is asked; false if it is not there.
	Load func(name string) (src []byte, ok bool)
	// Shown returns how a file is called in the report; nil leaves the name.
	Shown func(name string) string

	evaluator *evaluator
}

// Parse returns what a file exports: module.exports, else the default export,
// else a map of all exports. An exported function is called. The node is nil if
// nothing could be read; the problems say why, and of what.
func (r *Reader) Parse(name string) (*cfnlang.Node, []value.Problem) { return r.read(name, "") }

// Export returns one export of a file, or one member of what it exports, as
// ${file(config.js):name} does. The node is null if there is none.
func (r *Reader) Export(name, export string) (*cfnlang.Node, []value.Problem) {
	return r.read(name, export)
}

func (r *Reader) read(name, export string) (*cfnlang.Node, []value.Problem) {
	if r.evaluator == nil {
		r.evaluator = newEvaluator(r)
	}
	e := r.evaluator
	e.nodes, e.problems = 0, nil
	m := e.module(path.Clean(name))
	if m.mistake != nil {
		return nil, []value.Problem{m.problem(e)}
	}
	v := m.exported(e)
	if export != "" {
		v = m.member(e, export)
	}
	if v.kind == functionVal {
		v = e.called(v)
	}
	if v.kind == promiseVal {
		v = v.object.inner
	}
	n := e.tree(v, m.base, 0)
	if e.over != "" {
		return nil, []value.Problem{{
			Origin: m.base, Summary: e.over, Effect: "what it declares is in no count",
			Next: "simplify it, or check the template that `serverless package` makes",
		}}
	}
	return n, e.problems
}
