package hcl

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// safe says whether src may be given to the oracle, which recurses without
// limit and dies of a stack overflow that nothing catches.
func safe(src []byte) bool {
	depth, deepest, total := 0, 0, 0
	for _, c := range src {
		switch c {
		case '(', '[', '{':
			depth++
			total++
			deepest = max(deepest, depth)
		case ')', ']', '}':
			depth = max(0, depth-1)
		case '!', '-', '?':
			total++
		}
	}
	return deepest <= 200 && total <= 5000
}

// oracle parses src with hashicorp/hcl and prints its tree, as show prints
// ours; ok says whether it found no error.
func oracle(src []byte) (tree string, ok bool) {
	f, diags := hclsyntax.ParseConfig(src, "", hcl.InitialPos)
	if diags.HasErrors() {
		return diags.Error(), false
	}
	var o shower
	o.theirBody(f.Body.(*hclsyntax.Body))
	return o.String(), true
}

func oracleTemplate(src []byte) (tree string, ok bool) {
	x, diags := hclsyntax.ParseTemplate(src, "", hcl.InitialPos)
	if diags.HasErrors() {
		return diags.Error(), false
	}
	var o shower
	o.theirs(x)
	return o.String(), true
}

func show(f *File) string {
	o := shower{f: f}
	if f.Kind(f.Root()) == Body {
		o.body(f.Root())
	} else {
		o.expr(f.Root())
	}
	return o.String()
}

// A shower prints either tree, one item of a body a line.
type shower struct {
	strings.Builder
	f *File
}

func (o *shower) printf(format string, args ...any) { fmt.Fprintf(o, format, args...) }

func (o *shower) body(n Node) {
	for _, k := range o.f.Kids(n) {
		start, end := o.f.Span(k)
		from, to := o.f.NameSpan(k)
		if o.f.Kind(k) == Attribute {
			o.printf("%d-%d %d-%d %s = ", start, end, from, to, o.f.Name(k))
			o.expr(o.f.Kid(k, 0))
			o.printf("\n")
			continue
		}
		o.printf("%d-%d %d-%d %s", start, end, from, to, o.f.Name(k))
		kids := o.f.Kids(k)
		for _, l := range kids[:len(kids)-1] {
			start, end := o.f.Span(l)
			o.printf(" %d-%d %q", start, end, nfc(o.f.Text(l)))
		}
		o.printf(" {\n")
		o.body(kids[len(kids)-1])
		o.printf("}\n")
	}
}

func nfc(s string) string { return cty.StringVal(s).AsString() }

func number(s string) string {
	v, err := cty.ParseNumberVal(s)
	if err != nil {
		return "bad number " + s
	}
	return value(v)
}

func value(v cty.Value) string {
	switch {
	case v.IsNull():
		return "null"
	case !v.IsKnown():
		return "unknown"
	case v.Type() == cty.String:
		return fmt.Sprintf("%q", v.AsString())
	case v.Type() == cty.Bool:
		return fmt.Sprint(v.True())
	default:
		return v.AsBigFloat().Text('g', 60)
	}
}

func (o *shower) list(word string, kids []Node) {
	o.printf("(%s", word)
	for _, k := range kids {
		o.printf(" ")
		o.expr(k)
	}
	o.printf(")")
}

func (o *shower) expr(n Node) {
	f := o.f
	kids := f.Kids(n)
	switch f.Kind(n) {
	case Null:
		o.printf("null")
	case True:
		o.printf("true")
	case False:
		o.printf("false")
	case Number:
		o.printf("%s", number(f.Text(n)))
	case Literal:
		o.printf("%q", nfc(f.Text(n)))
	case Template:
		if len(kids) == 1 && f.Kind(kids[0]) == Interp {
			o.list("wrap", kids)
			return
		}
		o.template(n)
	case Interp:
		o.expr(kids[0])
	case TemplateIf:
		o.printf("(conditional ")
		o.expr(kids[0])
		o.printf(" ")
		o.template(kids[1])
		o.printf(" ")
		o.template(kids[2])
		o.printf(")")
	case TemplateFor:
		o.printf("(join (for %s, %s in ", f.KeyName(n), f.Name(n))
		o.expr(kids[0])
		o.printf(": ")
		o.template(kids[1])
		o.printf("))")
	case Tuple:
		o.list("tuple", kids)
	case Object:
		o.list("object", kids)
	case Paren:
		o.list("paren", kids)
	case Unary, Binary:
		o.list(fmt.Sprint(f.Op(n)), kids)
	case Conditional:
		o.list("conditional", kids)
	case Call:
		o.list(fmt.Sprintf("call %s %v", f.Name(n), f.Expands(n)), kids)
	case Variable:
		o.printf("%s", f.Name(n))
	case GetAttr:
		o.list("get "+f.Name(n), kids)
	case Index:
		o.list("index", kids)
	case AttrSplat, FullSplat:
		o.list("splat", kids)
	case Element:
		o.printf("element")
	case ForTuple:
		o.forExpr(n, kids[0], 0, kids[1], kids[2])
	case ForObject:
		o.forExpr(n, kids[0], kids[1], kids[2], kids[3])
	default:
		o.printf("invalid")
	}
}

func (o *shower) template(n Node) {
	kids := o.f.Kids(n)
	if len(kids) == 0 {
		o.printf(`(template "")`)
		return
	}
	o.list("template", kids)
}

func (o *shower) forExpr(n, collection, key, value, condition Node) {
	o.printf("(for %s, %s in ", o.f.KeyName(n), o.f.Name(n))
	o.expr(collection)
	o.printf(": ")
	if key != 0 {
		o.expr(key)
		o.printf(" => ")
	}
	o.expr(value)
	if o.f.Groups(n) {
		o.printf(" ...")
	}
	if condition != 0 {
		o.printf(" if ")
		o.expr(condition)
	}
	o.printf(")")
}

func (o *shower) theirBody(b *hclsyntax.Body) {
	items := []hclsyntax.Node{}
	for _, a := range b.Attributes {
		items = append(items, a)
	}
	for _, k := range b.Blocks {
		items = append(items, k)
	}
	slices.SortFunc(items, func(a, b hclsyntax.Node) int { return cmp.Compare(a.Range().Start.Byte, b.Range().Start.Byte) })
	for _, item := range items {
		switch x := item.(type) {
		case *hclsyntax.Attribute:
			r := x.SrcRange
			o.printf("%d-%d %d-%d %s = ", r.Start.Byte, r.End.Byte, x.NameRange.Start.Byte, x.NameRange.End.Byte, x.Name)
			o.theirs(x.Expr)
			o.printf("\n")
		case *hclsyntax.Block:
			o.printf("%d-%d %d-%d %s", x.TypeRange.Start.Byte, x.CloseBraceRange.End.Byte, x.TypeRange.Start.Byte, x.TypeRange.End.Byte, x.Type)
			for i, l := range x.Labels {
				o.printf(" %d-%d %q", x.LabelRanges[i].Start.Byte, x.LabelRanges[i].End.Byte, nfc(l))
			}
			o.printf(" {\n")
			o.theirBody(x.Body)
			o.printf("}\n")
		}
	}
}

func (o *shower) theirList(word string, kids ...hclsyntax.Expression) {
	o.printf("(%s", word)
	for _, k := range kids {
		o.printf(" ")
		o.theirs(k)
	}
	o.printf(")")
}

func (o *shower) theirs(x hclsyntax.Expression) {
	switch x := x.(type) {
	case *hclsyntax.LiteralValueExpr:
		o.printf("%s", value(x.Val))
	case *hclsyntax.TemplateExpr:
		o.theirList("template", x.Parts...)
	case *hclsyntax.TemplateWrapExpr:
		o.theirList("wrap", x.Wrapped)
	case *hclsyntax.TemplateJoinExpr:
		o.theirList("join", x.Tuple)
	case *hclsyntax.TupleConsExpr:
		o.theirList("tuple", x.Exprs...)
	case *hclsyntax.ObjectConsExpr:
		var items []hclsyntax.Expression
		for _, i := range x.Items {
			items = append(items, i.KeyExpr, i.ValueExpr)
		}
		o.theirList("object", items...)
	case *hclsyntax.ObjectConsKeyExpr:
		if word := hcl.ExprAsKeyword(x.Wrapped); word != "" && !x.ForceNonLiteral {
			o.printf("%q", nfc(word))
			return
		}
		o.theirs(x.Wrapped)
	case *hclsyntax.ParenthesesExpr:
		o.theirList("paren", x.Expression)
	case *hclsyntax.UnaryOpExpr:
		o.theirList(fmt.Sprint(op(x.Op)), x.Val)
	case *hclsyntax.BinaryOpExpr:
		o.theirList(fmt.Sprint(op(x.Op)), x.LHS, x.RHS)
	case *hclsyntax.ConditionalExpr:
		o.theirList("conditional", x.Condition, x.TrueResult, x.FalseResult)
	case *hclsyntax.FunctionCallExpr:
		o.theirList(fmt.Sprintf("call %s %v", x.Name, x.ExpandFinal), x.Args...)
	case *hclsyntax.ScopeTraversalExpr:
		o.printf("%s", o.steps(x.Traversal.RootName(), x.Traversal[1:]))
	case *hclsyntax.RelativeTraversalExpr:
		var source shower
		source.theirs(x.Source)
		o.printf("%s", o.steps(source.String(), x.Traversal))
	case *hclsyntax.IndexExpr:
		o.theirList("index", x.Collection, x.Key)
	case *hclsyntax.SplatExpr:
		o.theirList("splat", x.Source, x.Each)
	case *hclsyntax.AnonSymbolExpr:
		o.printf("element")
	case *hclsyntax.ForExpr:
		o.printf("(for %s, %s in ", x.KeyVar, x.ValVar)
		o.theirs(x.CollExpr)
		o.printf(": ")
		if x.KeyExpr != nil {
			o.theirs(x.KeyExpr)
			o.printf(" => ")
		}
		o.theirs(x.ValExpr)
		if x.Group {
			o.printf(" ...")
		}
		if x.CondExpr != nil {
			o.printf(" if ")
			o.theirs(x.CondExpr)
		}
		o.printf(")")
	default:
		o.printf("%T", x)
	}
}

func (o *shower) steps(of string, steps hcl.Traversal) string {
	for _, s := range steps {
		switch s := s.(type) {
		case hcl.TraverseAttr:
			of = fmt.Sprintf("(get %s %s)", s.Name, of)
		case hcl.TraverseIndex:
			key := value(s.Key)
			if strings.HasPrefix(key, `"`) {
				key = "(template " + key + ")"
			}
			of = fmt.Sprintf("(index %s %s)", of, key)
		}
	}
	return of
}

func op(x *hclsyntax.Operation) Op {
	return map[*hclsyntax.Operation]Op{
		hclsyntax.OpLogicalNot: Not, hclsyntax.OpNegate: Negate,
		hclsyntax.OpLogicalOr: Or, hclsyntax.OpLogicalAnd: And,
		hclsyntax.OpEqual: Equal, hclsyntax.OpNotEqual: NotEqual,
		hclsyntax.OpLessThan: Less, hclsyntax.OpLessThanOrEqual: LessEqual,
		hclsyntax.OpGreaterThan: Greater, hclsyntax.OpGreaterThanOrEqual: GreaterEqual,
		hclsyntax.OpAdd: Add, hclsyntax.OpSubtract: Subtract,
		hclsyntax.OpMultiply: Multiply, hclsyntax.OpDivide: Divide, hclsyntax.OpModulo: Modulo,
	}[x]
}

// comparable says whether src has nothing that we replace and the oracle does
// not: what is not UTF-8, private characters, escapes that may make some.
func comparable(src []byte) bool {
	returns, pairs := bytes.Count(src, []byte("\r")), bytes.Count(src, []byte("\r\n"))
	return returns == pairs && utf8.Valid(src) && !bytes.ContainsFunc(src, isPrivate) &&
		!bytes.Contains(src, []byte(`\U`)) && !bytes.Contains(src, []byte(`\ud`)) && !bytes.Contains(src, []byte(`\uD`))
}
