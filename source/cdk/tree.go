package cdk

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"

	"bailiwick/source"
	"bailiwick/value"
)

// A tree is the file tree.json of an assembly, as far as it is read (AWS CDK,
// package aws-cdk-lib, core/lib/private/tree-metadata).
type tree struct {
	Version string     `json:"version"`
	Tree    *construct `json:"tree"`
}

type construct struct {
	Path     string                `json:"path"`
	Children map[string]*construct `json:"children"`
	Info     struct {
		Class string `json:"fqn"` // aws-cdk-lib.aws_lambda.Function
	} `json:"constructInfo"`
}

// Bounds of what is kept of a tree.
const (
	maxTree  = 200 // constructs within each other
	maxClass = 200 // bytes of the name of a class
)

// classes returns the classes of constructs by their paths. A tree that cannot be
// read is told; nothing else hangs on it.
func (r *reader) classes(dir, file string) map[string]string {
	name := path.Join(dir, file)
	var t tree
	var err error
	if file != "" && fs.ValidPath(name) {
		err = r.decode(name, &t)
	} else {
		name, err = path.Join(dir, "manifest.json"), errors.New("the manifest names no file within the folder")
	}
	if err == nil && (t.Version != "tree-0.1" || t.Tree == nil) {
		err = errors.New("it is no tree of the version tree-0.1")
	}
	if err != nil {
		r.problem(value.Problem{
			File: r.Shown(name), Summary: "the tree of constructs cannot be read: " + source.Cause(err),
			Effect: "of which classes the constructs are is not told", Next: "run `cdk synth` again",
		})
		return nil
	}
	classes := make(map[string]string)
	t.Tree.note(classes, 0)
	return classes
}

// note adds the classes of a construct and of those in it.
func (c *construct) note(classes map[string]string, depth int) {
	if c == nil || depth > maxTree {
		return
	}
	if class := c.Info.Class; class != "" && len(class) <= maxClass {
		classes[c.Path] = class
	}
	for _, id := range slices.Sorted(maps.Keys(c.Children)) {
		c.Children[id].note(classes, depth+1)
	}
}
