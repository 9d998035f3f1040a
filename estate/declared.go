package estate

import (
	"sync"

	"bailiwick/value"
)

// A Choice picks a kind where one resource type declares several: the kind is
// it where the attribute has the value, "*" for any text. The zero Choice is
// for types of one kind, and for the kind that it is otherwise.
type Choice struct{ Attribute, Value string }

// TypeFor returns the type that a resource type of any dialect declares, nil if no
// kind is declared by it. Of a resource type with a Choice the body decides;
// where its attribute is not known the type without a Choice is taken, or the
// first, which must hold the attribute so that rules can see it.
func TypeFor(written string, body Body) *Type {
	types := declaredBy()[written]
	if len(types) == 0 {
		return nil
	}
	otherwise := types[0]
	for _, t := range types {
		where := t.Declaration(written).Where
		if where == (Choice{}) {
			otherwise = t
			continue
		}
		a := body.Attribute(where.Attribute)
		if s, ok := a.Literal(); ok && s == where.Value || where.Value == "*" && a.Kind() == value.KindText {
			return t
		}
	}
	return otherwise
}

var declaredBy = sync.OnceValue(func() map[string][]*Type {
	m := make(map[string][]*Type)
	for _, t := range Types() {
		for _, d := range t.Terraform {
			m[d.Type] = append(m[d.Type], t)
		}
		for _, d := range t.CloudFormation {
			if d.Inside == "" {
				m[d.Type] = append(m[d.Type], t)
			}
		}
	}
	return m
})

// Declaration returns how the resource type declares the kind, nil if it does
// not.
func (t *Type) Declaration(written string) *Declared {
	for _, dialect := range [...][]Declared{t.Terraform, t.CloudFormation} {
		for i := range dialect {
			if dialect[i].Type == written {
				return &dialect[i]
			}
		}
	}
	return nil
}

// Declarable returns the types that a resource type of any dialect may declare,
// none if no kind is declared by it. What it declares inside of itself is not
// among them: see PartsOf.
func Declarable(written string) []*Type { return declaredBy()[written] }
