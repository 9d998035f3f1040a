package terraform

import (
	"strings"
	"sync"

	"bailiwick/estate"
)

// declarations finds by a Terraform type which kinds it may declare.
type declarations struct {
	byType map[string][]declaration
}

type declaration struct {
	kind *estate.Type
	*estate.Declared
}

// declared returns the index of estate.Types, made once.
var declared = sync.OnceValue(func() *declarations {
	d := &declarations{byType: map[string][]declaration{}}
	for _, t := range estate.Types() {
		for i := range t.Terraform {
			from := &t.Terraform[i]
			d.byType[from.Type] = append(d.byType[from.Type], declaration{t, from})
		}
	}
	return d
})

// of returns the declaration of the object's type, nil if no kind has it. Of
// several kinds of one type the first stands for the form of its attributes.
func (d *declarations) of(o *object) *estate.Declared { return d.named(o.b.labels[0]) }

func (d *declarations) named(written string) *estate.Declared {
	if ds := d.byType[written]; len(ds) > 0 {
		return ds[0].Declared
	}
	return nil
}

// unknownLambda reports whether a type belongs to Lambda and no kind has it:
// it must be told, never passed over.
func (d *declarations) unknownLambda(written string) bool {
	return d.byType[written] == nil && (strings.HasPrefix(written, "aws_lambda_") || strings.HasPrefix(written, "awscc_lambda_"))
}
