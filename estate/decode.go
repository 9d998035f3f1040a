package estate

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A Body is a declaration as its source has it: attributes by name, evaluated
// when asked for.
type Body interface {
	// Attribute returns what the attribute or the blocks of that name hold:
	// null if there is none. Blocks are a list of maps.
	Attribute(name string) value.Any
	Origin() value.Origin
}

// Policy is an attribute that holds a policy document.
type Policy = value.Value[*policy.Document]

// Decode fills the fields of a kind's struct from a body, each from the path
// in the dialect's tag: `tf:"environment.variables"`; of several, parted by
// '|', the first that is set; "-" stands for what the dialect cannot set.
// Blocks of which there may only be one are passed through as if they were
// maps. A path that nothing declares is absent; a value of the wrong type is
// unknown, and the reason says so. What no path can tell, since CloudFormation
// has it in another shape, the struct's method reshape reads.
func Decode(into any, from Body, dialect Dialect) {
	v := reflect.ValueOf(into).Elem()
	for _, f := range planFor(v.Type(), dialect) {
		a := value.AnyNull(from.Origin())
		for _, path := range f.paths {
			a = follow(from.Attribute(path[0]), path[1:])
			if a.Kind() != value.KindNull {
				break
			}
		}
		if a.Kind() == value.KindNull && a.Origin() == 0 {
			a = a.At(from.Origin())
		}
		set(v.Field(f.index).Addr().Interface(), a, f, dialect)
	}
	if r, ok := into.(reshaped); ok && dialect == CloudFormation {
		r.reshape(from)
	}
}

// follow walks down from a, through lists of one and into texts of JSON.
func follow(a value.Any, path []string) value.Any {
	for i, name := range path {
		if alts := slices.Clone(a.Alternatives()); alts != nil {
			for j := range alts {
				alts[j].Value = follow(alts[j].Value, path[i:])
			}
			return value.AnySeveral(alts, a.Origin())
		}
		if (a.Kind() == value.KindList || a.Kind() == value.KindSet) && !a.Partial() {
			switch a.Len() {
			case 0:
				return value.AnyNull(a.Origin())
			case 1:
				a = a.Elements()[0]
			}
		}
		a = parsed(a).Lookup(name)
	}
	return a
}

// set stores a in the field behind the pointer.
func set(into any, a value.Any, f field, dialect Dialect) {
	switch into := into.(type) {
	case *value.Value[value.Text]:
		// The provider's SDK knows no difference between "" and not set.
		if s, ok := a.Literal(); ok && s == "" && dialect == Terraform {
			a = value.AnyNull(a.Origin())
		}
		*into = value.FromText(a, f.note)
	case *value.Value[bool]:
		*into = value.Typed[bool](a, f.note)
	case *value.Value[int64]:
		*into = value.Typed[int64](a, f.note)
	case *value.Value[float64]:
		*into = value.Typed[float64](a, f.note)
	case *value.Texts:
		*into = value.Typed[[]value.Value[value.Text]](a, f.note)
	case *value.Entries:
		*into = value.Typed[[]value.Entry](a, f.note)
	case *value.Value[value.Any]:
		*into = value.Typed[value.Any](a, f.note)
	case *Policy:
		*into = policyFrom(a, f.name)
	case untyped:
		decodeBlocks(into, a, f.name, dialect)
	default:
		panic(fmt.Sprintf("internal error: a field of type %T cannot be decoded", into))
	}
}

// A part is a map as a Body.
type part struct{ value.Any }

func (p part) Attribute(name string) value.Any { return p.Lookup(name) }

func policyFrom(a value.Any, name string) Policy {
	if s, ok := a.Literal(); ok && strings.TrimSpace(s) == "" {
		a = value.AnyNull(a.Origin())
	}
	return policy.Decode(a, name)
}

// A field is one tagged field of a struct.
type field struct {
	index int
	name  string     // the first path: what facts call it
	note  value.Note // that name
	paths [][]string // the paths in the dialect
}

type planKey struct {
	t       reflect.Type
	dialect Dialect
}

var plans sync.Map // planKey to []field

var tags = [...]string{Terraform: "tf", CloudFormation: "cfn", API: "api"}

// planFor reads the tags of a struct type once. A field without a tag in the
// dialect is left as it is: "not read".
func planFor(t reflect.Type, dialect Dialect) []field {
	key := planKey{t, dialect}
	if p, ok := plans.Load(key); ok {
		return p.([]field)
	}
	var plan []field
	for i := range t.NumField() {
		tag := t.Field(i).Tag.Get(tags[dialect])
		if tag == "" {
			continue
		}
		f := field{index: i}
		if tag != "-" {
			for path := range strings.SplitSeq(tag, "|") {
				f.paths = append(f.paths, strings.Split(path, "."))
			}
			f.name = strings.Join(f.paths[0], ".")
		} else {
			f.name = otherName(t.Field(i), dialect)
		}
		f.note = value.NewNote(f.name, "")
		plan = append(plan, f)
	}
	plans.Store(key, plan)
	return plan
}

// otherName spells what a dialect cannot set after the name that another one has
// for it.
func otherName(f reflect.StructField, dialect Dialect) string {
	if dialect == CloudFormation {
		return camel(lastName(f.Tag.Get(tags[Terraform])))
	}
	return snake(lastName(f.Tag.Get(tags[CloudFormation])))
}

// camel spells a name of Terraform's as CloudFormation spells its own.
func camel(name string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(name, "_") {
		if word != "" {
			b.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	return b.String()
}

// lastName returns the last name of a tag's first path.
func lastName(tag string) string {
	path, _, _ := strings.Cut(tag, "|")
	return path[strings.LastIndexByte(path, '.')+1:]
}

// snake spells a name of CloudFormation's as Terraform spells its own: what a
// block cannot set, because a resource of its own does, is called the same
// there.
func snake(name string) string {
	var b strings.Builder
	for i, r := range name {
		if i > 0 && 'A' <= r && r <= 'Z' && 'a' <= name[i-1] && name[i-1] <= 'z' {
			b.WriteByte('_')
		}
		b.WriteRune(r)
	}
	return strings.ToLower(b.String())
}
