package terraform

import (
	"cmp"
	"slices"
	"strings"

	"bailiwick/tflang"
	"bailiwick/value"
)

// documentMemo is the name under which an object keeps the document that was
// computed for it.
const documentMemo = "\x00document"

// policyDocument computes data.aws_iam_policy_document as the provider does
// (hashicorp/terraform-provider-aws, internal/service/iam,
// policy_document_data_source.go and policy_model.go): sources in order, own
// statements, overrides in order. A statement with a sid replaces the earlier
// one of that sid in place. The result is a tree whose parts know where they
// were written, behind a text that is made when somebody looks at it.
func (o *object) policyDocument() (value.Any, *tflang.Failure) {
	for i := range o.attrs {
		if a := &o.attrs[i]; a.name == documentMemo {
			return a.v, a.f
		}
	}
	v, f := o.computePolicyDocument()
	o.attrs = append(o.attrs, named{documentMemo, memo{v, f, true}})
	return v, f
}

func (o *object) computePolicyDocument() (value.Any, *tflang.Failure) {
	at := o.b.at()
	d := &document{at: at}
	for _, name := range []string{"source_json", "source_policy_documents"} {
		if f := d.addSources(o, name); f != nil {
			return value.AnyUnknown(value.Because(f.Message), at), f
		}
	}
	if f := d.addOwn(o); f != nil {
		return value.AnyUnknown(value.Because(f.Message), at), f
	}
	for _, name := range []string{"override_json", "override_policy_documents"} {
		if f := d.addOverrides(o, name); f != nil {
			return value.AnyUnknown(value.Because(f.Message), at), f
		}
	}
	if v, f := o.attr("version"); f == nil {
		if t, ok := v.Literal(); ok && t > d.version {
			d.version = t
		}
	}
	tree := d.tree(o)
	return tflang.EncodeJSON(tree, o.in.key(), o.address()+".json", at), nil
}

// A document is a policy document in the making.
type document struct {
	at         value.Origin
	version    string
	statements []value.Any // maps with the keys of a policy's statement
	more       value.Note  // why there may be more statements, if so
}

// tree returns the document as the JSON tree of a policy.
func (d *document) tree(o *object) value.Any {
	statements := value.AnyList(d.statements, d.at)
	if d.more != 0 {
		statements = statements.AndMore(d.more)
	}
	version := cmp.Or(d.version, "2012-10-17")
	keys := []string{"Statement", "Version"}
	elements := []value.Any{statements, value.AnyText(value.Literal(version), d.at)}
	if id, f := o.attr("policy_id"); f == nil && id.Kind() == value.KindText {
		keys = append([]string{"Id"}, keys...)
		elements = append([]value.Any{id}, elements...)
	}
	return value.AnyMap(keys, elements, d.at)
}

// addSources appends the statements of the documents in the argument.
func (d *document) addSources(o *object, argument string) *tflang.Failure {
	seen := map[string]bool{}
	return d.eachDocument(o, argument, func(s value.Any) *tflang.Failure {
		if sid, ok := s.Lookup("Sid").Literal(); ok && sid != "" {
			if seen[sid] {
				return tflang.Fail(d.at, "two source documents have a statement `"+sid+"`")
			}
			seen[sid] = true
		}
		d.statements = append(d.statements, s)
		return nil
	})
}

// addOverrides appends the statements of the documents in the argument; one
// with a sid replaces what has that sid.
func (d *document) addOverrides(o *object, argument string) *tflang.Failure {
	return d.eachDocument(o, argument, func(s value.Any) *tflang.Failure {
		d.put(s)
		return nil
	})
}

func (d *document) put(s value.Any) {
	sid := s.Lookup("Sid")
	if name, ok := sid.Text(); ok && name.IsEmpty() == value.No {
		for i, was := range d.statements {
			if t, ok := was.Lookup("Sid").Text(); ok && t.Inline() == name.Inline() {
				d.statements[i] = s
				return
			}
		}
	}
	d.statements = append(d.statements, s)
}

// eachDocument calls f for every statement of the documents in the argument;
// what cannot be read makes the document partial.
func (d *document) eachDocument(o *object, argument string, f func(value.Any) *tflang.Failure) *tflang.Failure {
	v, failure := o.attr(argument)
	if failure != nil {
		return failure
	}
	documents := []value.Any{v}
	switch v.Kind() {
	case value.KindNull:
		return nil
	case value.KindList, value.KindSet:
		documents = v.Elements()
		if v.Partial() {
			d.more = v.Note()
		}
	}
	for _, doc := range documents {
		if t, ok := doc.Literal(); doc.Kind() == value.KindNull || ok && t == "" {
			continue
		}
		tree, ok := doc.Tree()
		if !ok {
			tree = decode(doc)
		}
		if version, ok := tree.Lookup("Version").Literal(); ok && version > d.version {
			d.version = version
		}
		statements := tree.Lookup("Statement")
		list := []value.Any{statements}
		switch statements.Kind() {
		case value.KindList:
			list = statements.Elements()
			if statements.Partial() {
				d.more = statements.Note()
			}
		case value.KindMap:
		case value.KindNull:
			continue
		default:
			d.more = value.Because(argument + ": a document is not known: " + unknownBecause(doc))
			continue
		}
		for _, s := range list {
			if failure := f(s); failure != nil {
				return failure
			}
		}
	}
	return nil
}

// decode returns the tree of a document that is given as text.
func decode(doc value.Any) value.Any {
	t, ok := doc.Text()
	if !ok {
		return doc
	}
	if _, whole := t.Symbol(); whole {
		return value.AnyUnknown(value.Because(unknownBecause(doc)), doc.Origin())
	}
	tree, wrong := tflang.DecodeJSON(t, doc.Origin())
	if wrong != "" {
		return value.AnyUnknown(value.Because("the document is no JSON: "+wrong), doc.Origin())
	}
	return tree
}

// addOwn adds the statement blocks. They come behind the sources, whose
// statements of the same sid they replace.
func (d *document) addOwn(o *object) *tflang.Failure {
	blocks, f := o.attr("statement")
	if f != nil {
		return f
	}
	switch blocks.Kind() {
	case value.KindNull:
		return nil
	case value.KindList:
	default:
		d.more = value.Because("the statements are not known: " + unknownBecause(blocks))
		return nil
	}
	if blocks.Partial() {
		d.more = blocks.Note()
	}
	seen := map[string]bool{}
	for _, b := range blocks.Elements() {
		s := statement(b)
		if sid, ok := s.Lookup("Sid").Literal(); ok && sid != "" {
			if seen[sid] {
				return tflang.Fail(b.Origin(), "two statements are called `"+sid+"`")
			}
			seen[sid] = true
		}
		d.put(s)
	}
	return nil
}

// statement turns a statement block into a policy's statement.
func statement(b value.Any) value.Any {
	m := map[string]value.Any{}
	if sid := b.Lookup("sid"); sid.Kind() != value.KindNull {
		if t, ok := sid.Literal(); !ok || t != "" {
			m["Sid"] = sid
		}
	}
	m["Effect"] = b.Lookup("effect")
	if m["Effect"].Kind() == value.KindNull {
		m["Effect"] = value.AnyText(value.Literal("Allow"), b.Origin())
	}
	for _, p := range []struct {
		key, argument string
		variables     bool
	}{
		{"Action", "actions", false},
		{"NotAction", "not_actions", false},
		{"Resource", "resources", true},
		{"NotResource", "not_resources", true},
	} {
		if v := b.Lookup(p.argument); !isEmpty(v) {
			if p.variables {
				v = withVariables(v)
			}
			m[p.key] = v
		}
	}
	if p := b.Lookup("principals"); p.Kind() != value.KindNull {
		m["Principal"] = principals(p)
	}
	if p := b.Lookup("not_principals"); p.Kind() != value.KindNull {
		m["NotPrincipal"] = principals(p)
	}
	if c := b.Lookup("condition"); c.Kind() != value.KindNull {
		m["Condition"] = conditions(c)
	}
	return mapOf(m, b.Origin())
}

func isEmpty(v value.Any) bool {
	return v.Kind() == value.KindNull || (v.Kind() == value.KindList || v.Kind() == value.KindSet) && v.Len() == 0 && !v.Partial()
}

func mapOf(m map[string]value.Any, at value.Origin) value.Any {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	elements := make([]value.Any, len(keys))
	for i, k := range keys {
		elements[i] = m[k]
	}
	return value.AnyMap(keys, elements, at)
}

// withVariables writes IAM's policy variables, which the data source spells
// &{…} so that Terraform leaves them alone.
func withVariables(v value.Any) value.Any {
	switch v.Kind() {
	case value.KindText:
		t, _ := v.Text()
		if strings.Contains(t.Inline(), "&{") {
			return value.AnyText(value.Inline(strings.ReplaceAll(t.Inline(), "&{", "${")), v.Origin())
		}
	case value.KindList, value.KindSet:
		elements := make([]value.Any, v.Len())
		for i, e := range v.Elements() {
			elements[i] = withVariables(e)
		}
		list := value.AnyList(elements, v.Origin())
		if v.Partial() {
			list = list.AndMore(v.Note())
		}
		return list
	}
	return v
}

// principals joins principal blocks: identifiers by type. Only `*` of type
// `*` is "*"; {"AWS": "*"} stays.
func principals(blocks value.Any) value.Any {
	if blocks.Kind() != value.KindList {
		return blocks
	}
	m := map[string]value.Any{}
	for _, b := range blocks.Elements() {
		kind, ok := b.Lookup("type").Literal()
		if !ok {
			return value.AnyUnknown(value.Because("the type of a principal is not known"), b.Origin())
		}
		ids := withVariables(b.Lookup("identifiers"))
		if kind == "*" && ids.Len() == 1 {
			if s, ok := ids.Elements()[0].Literal(); ok && s == "*" {
				return value.AnyText(value.Literal("*"), ids.Elements()[0].Origin())
			}
		}
		m[kind] = joinLists(m[kind], ids)
	}
	out := mapOf(m, blocks.Origin())
	if blocks.Partial() {
		out = out.AndMore(blocks.Note())
	}
	return out
}

// joinLists returns the elements of both lists; a is the zero Any at first.
func joinLists(a, b value.Any) value.Any {
	if a.Kind() != value.KindList && a.Kind() != value.KindSet {
		if a.Origin() == 0 {
			return b
		}
		return a
	}
	if b.Kind() != value.KindList && b.Kind() != value.KindSet {
		return a.AndMore(value.Because("more is not known: " + unknownBecause(b)))
	}
	out := value.AnyList(append(slices.Clone(a.Elements()), b.Elements()...), a.Origin())
	switch {
	case a.Partial():
		out = out.AndMore(a.Note())
	case b.Partial():
		out = out.AndMore(b.Note())
	}
	return out
}

// conditions joins condition blocks: by test, then by variable.
func conditions(blocks value.Any) value.Any {
	if blocks.Kind() != value.KindList {
		return blocks
	}
	tests := map[string]map[string]value.Any{}
	for _, b := range blocks.Elements() {
		test, ok := b.Lookup("test").Literal()
		variable, ok2 := b.Lookup("variable").Literal()
		if !ok || !ok2 {
			return value.AnyUnknown(value.Because("the test or the variable of a condition is not known"), b.Origin())
		}
		if tests[test] == nil {
			tests[test] = map[string]value.Any{}
		}
		tests[test][variable] = joinLists(tests[test][variable], withVariables(b.Lookup("values")))
	}
	m := map[string]value.Any{}
	for test, variables := range tests {
		m[test] = mapOf(variables, blocks.Origin())
	}
	out := mapOf(m, blocks.Origin())
	if blocks.Partial() {
		out = out.AndMore(blocks.Note())
	}
	return out
}
