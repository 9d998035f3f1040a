package jslang

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"bailiwick/cfnlang"
)

// run lets Node.js run programs, each with U and V as they may be, and returns
// what they return; nil of one that throws.
func run(t *testing.T, programs []string) [][4]any {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not installed: what programs mean is not compared")
	}
	const driver = `
let text = ''
process.stdin.on('data', d => { text += d }).on('end', () => {
  console.log(JSON.stringify(JSON.parse(text).map(p => [[true, true], [true, false], [false, true], [false, false]].map(([u, v]) => {
    try { return [JSON.parse(JSON.stringify(new Function('U', 'V', p)(u, v)))] } catch { return null }
  }))))
})`
	in, _ := json.Marshal(programs)
	cmd := exec.CommandContext(t.Context(), node, "-e", driver)
	cmd.Stdin = strings.NewReader(string(in))
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var results [][4]any
	if err := json.Unmarshal(out, &results); err != nil {
		t.Fatal(err)
	}
	return results
}

// TestAgainstNode compares what programs export with what Node.js makes of them.
// What is known must be so, whatever U and V are, which are not known.
func TestAgainstNode(t *testing.T) { compare(t, 0, 200) }

func compare(t *testing.T, from, to uint64) {
	var programs []string
	for seed := from; seed < to; seed++ {
		programs = append(programs, newProgram(seed))
	}
	results := run(t, programs)
	known, all := 0, 0
	for i, p := range programs {
		n, problems := files{"serverless.js": "const U = process.env.U === 'y', V = process.env.V === 'y'\nmodule.exports = (() => {" + p + "})()"}.reader().Parse("serverless.js")
		if n == nil {
			if results[i] != [4]any{} && !strings.Contains(problems[0].Summary, "too ") {
				t.Errorf("program %d is not read: %s\n%s", from+uint64(i), problems[0].Summary, p)
			}
			continue
		}
		for k, want := range results[i] {
			if want == nil {
				continue
			}
			if why := differs(n, want.([]any)[0], ""); why != "" {
				t.Fatalf("program %d with U, V of number %d: %s\nread %s\n%s", from+uint64(i), k, why, short(n), strings.ReplaceAll(p, ";", ";\n"))
			}
		}
		a, b := leaves(n)
		known, all = known+a, all+b
	}
	t.Logf("%d of %d parts are known", known, all)
	if known*3 < all {
		t.Errorf("only %d of %d parts are known", known, all)
	}
}

// differs says in what a tree is not what it should be, as far as it is known.
func differs(n *cfnlang.Node, want any, at string) string {
	switch n.Kind {
	case cfnlang.Unknown:
		return ""
	case cfnlang.Map:
		m, ok := want.(map[string]any)
		if !ok {
			return at + " is a map"
		}
		for i, k := range n.Keys {
			if k.Name == cfnlang.Unread {
				continue
			}
			one, there := m[k.Name]
			if !there && n.List[i].Kind != cfnlang.Unknown {
				return at + "." + k.Name + " is there"
			}
			if there {
				if why := differs(n.List[i], one, at+"."+k.Name); why != "" {
					return why
				}
			}
		}
		for name := range m {
			if n.Get(name) == nil && n.Get(cfnlang.Unread) == nil {
				return at + "." + name + " is not there"
			}
		}
		return ""
	case cfnlang.List:
		l, ok := want.([]any)
		if !ok || len(l) != len(n.List) {
			return at + " is a list of " + strconv.Itoa(len(n.List))
		}
		for i, e := range n.List {
			if why := differs(e, l[i], at+"["+strconv.Itoa(i)+"]"); why != "" {
				return why
			}
		}
		return ""
	}
	var got any = n.Text
	if n.Kind != cfnlang.String {
		if err := json.Unmarshal([]byte(n.Text), &got); err != nil {
			return at + ": " + err.Error()
		}
	}
	if !reflect.DeepEqual(got, want) {
		return fmt.Sprintf("%s is %v, not %v", at, got, want)
	}
	return ""
}

func leaves(n *cfnlang.Node) (known, all int) {
	if n.Kind != cfnlang.List && n.Kind != cfnlang.Map {
		if n.Kind != cfnlang.Unknown {
			known = 1
		}
		return known, 1
	}
	for _, e := range n.List {
		a, b := leaves(e)
		known, all = known+a, all+b
	}
	return known, all
}

// A program is one that is made by chance.
type program struct {
	*rand.Rand
	depth    int
	loops    int
	function bool
	names    int
}

func newProgram(seed uint64) string {
	p := &program{Rand: rand.New(rand.NewPCG(seed, 1))}
	p.function = true
	f := p.block(4)
	g := p.block(3)
	p.function = false
	return "let a = 1, b = 'x', c = 2; let o = {x: 1, y: {z: 2}}, p = {x: 3}, q = o; const l = [1, 2];" +
		"function f(n, m = 5) {" + f + "} const g = (n) => {" + g + "};" + p.block(8) + "return {a, b, c, o, p, q, l}"
}

func (p *program) pick(of ...string) string { return of[p.IntN(len(of))] }

func (p *program) block(most int) string {
	p.depth++
	defer func() { p.depth-- }()
	var out strings.Builder
	for range 1 + p.IntN(most) {
		out.WriteString(p.statement())
	}
	return out.String()
}

func (p *program) statement() string {
	if p.depth > 4 {
		return p.pick("a", "b", "o.x") + " = " + p.value() + ";"
	}
	switch p.IntN(26) {
	case 0, 1, 2:
		return p.pick("a", "b", "c") + p.pick(" = ", " += ", " ??= ", " ||= ") + p.value() + ";"
	case 3, 4:
		return p.pick("o", "p", "q") + "." + p.pick("x", "y", "w") + " = " + p.value() + ";"
	case 5:
		return "q = " + p.object() + ";"
	case 6:
		return p.pick("o", "p") + " = {..." + p.object() + ", x: " + p.value() + "};"
	case 7, 8, 9, 10:
		s := "if (" + p.test() + ") {" + p.block(3) + "}"
		if p.IntN(2) == 0 {
			s += " else {" + p.block(2) + "}"
		}
		return s
	case 11, 12:
		p.loops++
		p.names++
		i := "i" + strconv.Itoa(p.names)
		s := p.pick("for (const I of [1, 2]) {", "for (let I = 0; I < 3; I++) {", "for (const I in {x: 1, y: 2}) {",
			"for (const I of (U ? [1, 2] : [])) {", "for (let I = 0; I < (V ? 3 : 1); I++) {") + p.block(3) + "c = I;}"
		p.loops--
		return strings.ReplaceAll(s, "I", i)
	case 13:
		return "try {" + p.block(3) + "} catch (e) {" + p.block(2) + "}" + p.pick("", " finally {b = 'f';}")
	case 14:
		return "switch (" + p.value() + ") {case 1: " + p.block(2) + p.pick("break;", "") + "case 'x': " + p.block(1) + "break; default: " + p.block(2) + "}"
	case 15:
		return "l.push(" + p.value() + ");"
	case 16:
		return "Object.assign(" + p.object() + ", {x: " + p.value() + "});"
	case 17:
		return "delete " + p.pick("o", "p", "q") + "." + p.pick("x", "y") + ";"
	case 18:
		if p.loops > 0 {
			return "if (" + p.test() + ") " + p.pick("break;", "continue;")
		}
	case 19, 20:
		if p.function {
			return "if (" + p.test() + ") return " + p.value() + ";"
		}
	case 21:
		if p.IntN(2) == 0 {
			return "if (" + p.test() + ") throw 1;"
		}
	case 22:
		loops := p.loops
		p.loops = 0
		s := "[1, 2].forEach((n) => {" + p.block(2) + "});"
		p.loops = loops
		return s
	case 23:
		if !p.function {
			return p.pick("f", "g") + "(" + p.value() + ");"
		}
	case 24:
		if p.IntN(2) == 0 {
			return "(V ? (x) => { x.w = 1; " + p.statement() + "} : () => { a = 7; })(" + p.object() + ");"
		}
		return "{ const { x = 7, ...r } = " + p.object() + "; a = x; p = r; }"
	}
	return "a++;"
}

func (p *program) test() string {
	return p.pick("U", "V", "!U", "U && V", "U || c > 2", "a === 1", "b", "o.x > 1", "typeof p.x === 'number'", "'w' in o", "U === V")
}

func (p *program) object() string {
	return p.pick("o", "p", "q", "(U ? o : p)", "(V ? q : {x: 9})", "(o.y && p)", "{x: 4, y: 5}")
}

func (p *program) value() string {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > 6 {
		return p.pick("1", "'x'", "a")
	}
	switch p.IntN(14) {
	case 0, 1:
		return p.pick("0", "1", "2", "'x'", "''", "null", "undefined", "true")
	case 2, 3:
		return p.pick("a", "b", "c", "o.x", "p.x", "q.x", "l[0]", "l.length")
	case 4:
		return "(" + p.test() + " ? " + p.value() + " : " + p.value() + ")"
	case 5:
		return "(" + p.value() + p.pick(" + ", " || ", " && ", " ?? ", " === ", " - ") + p.value() + ")"
	case 6:
		if !p.function {
			return p.pick("f", "g") + "(" + p.value() + ")"
		}
	case 7:
		return p.pick("o", "p", "q") + "?." + p.pick("x", "w?.v")
	case 8:
		return "`${" + p.value() + "}-${" + p.value() + "}`"
	case 9:
		return "JSON.stringify(" + p.object() + ")"
	case 10:
		return "Object.keys(" + p.object() + ").length"
	case 11:
		return "[1, 2, 3].filter((n) => " + p.test() + ").length"
	case 12:
		return "[" + p.value() + ", ...l].map(x => typeof x).join()"
	case 13:
		return "(a = " + p.value() + ")"
	}
	return "3"
}
