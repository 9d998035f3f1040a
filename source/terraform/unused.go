package terraform

import (
	"cmp"
	"slices"

	"bailiwick/estate"
	"bailiwick/value"
)

// unusedDocuments are the policy documents of the module instance and of those
// below it that nothing has asked for once everything is emitted.
func (in *instance) unusedDocuments() []*object {
	var blocks []*block
	for _, b := range in.m.data {
		if b.labels[0] == "aws_iam_policy_document" {
			blocks = append(blocks, b)
		}
	}
	slices.SortFunc(blocks, func(a, b *block) int { return cmp.Compare(a.at(), b.at()) })
	var out []*object
	for _, b := range blocks {
		for _, o := range in.expand(b).objects {
			if !slices.ContainsFunc(o.attrs, func(a named) bool { return a.name == documentMemo }) {
				out = append(out, o)
			}
		}
	}
	for _, b := range in.m.called {
		for _, o := range in.expand(b).objects {
			if c := in.child(o); c != nil {
				out = append(out, c.unusedDocuments()...)
			}
		}
	}
	return out
}

// emitDocument reads the document into the estate.
func (o *object) emitDocument() {
	o.emitAs(estate.TypeFor("aws_iam_policy_document", o), computed{o})
}

// A computed is a data source as a body: of what it answers.
type computed struct{ *object }

// Attribute returns what the data source answers.
func (c computed) Attribute(name string) value.Any {
	v, _ := c.dataAttribute(name)
	return v
}
