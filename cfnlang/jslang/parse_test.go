package jslang

import "testing"

// TestParse reads one file.
func TestParse(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		// How a configuration is exported.
		{`module.exports = {a: 1}`, `{a: 1}`},
		{`exports.a = 1; exports['b'] = 'x'`, `{a: 1, b: "x"}`},
		{`export default {a: 1}`, `{a: 1}`},
		{`export const a = 1, {b} = {b: 2}; const c = 3; export { c as d }`, `{a: 1, b: 2, d: 3}`},
		{`const config: AWS = {a: 1}; export default config`, `{a: 1}`},
		{`const config = {a: 1} satisfies AWS; export = config;`, `{a: 1}`},
		{`const config = <const>{a: 1}; module.exports = config as AWS`, `{a: 1}`},
		{`module.exports = () => ({a: 1})`, `{a: 1}`},
		{`module.exports = async () => { const a = 1; return {a} }`, `{a: 1}`},
		{`module.exports = async function ({ options }) { return {a: 1, b: options.stage} }`, `{a: 1, b: <the framework gives it to the function that is exported>}`},
		{
			`module.exports = async ({ resolveVariable }) => ({s: await resolveVariable('sls:stage'), t: "x-" + await resolveVariable('opt:x, "y"') })`,
			`{s: "${sls:stage}", t: "x-${opt:x, \"y\"}"}`,
		},
		{
			`module.exports = async ({ resolveConfigurationProperty: get }) => ({s: await get(['custom', 'x']), is: (await get(['a'])) === 'b'})`,
			`{s: "${self:custom.x}", is: <it holds a variable that the framework looks up>}`,
		},
		{`export default defineConfig({a: 1})`, `<defineConfig is what only Node.js can tell>`},
		{`import { defineConfig } from 'pkg'; export default defineConfig({a: 1})`, `<it comes from the package pkg, which is not read>`},
		{`export default function () { return {a: 1} }`, `{a: 1}`},
		{`export default Promise.resolve({a: 1})`, `{a: 1}`},
		{`module.exports = (async () => ({a: 1}))()`, `{a: 1}`},
		{``, `{}`},

		// Literals.
		{
			`export default {'a-b': "x\n\u0041\x42\u{43}", 0x10: 1e3, 1.5: -0.5, [` + "`k${1}`" + `]: true, n: null, u: undefined, }`,
			`{16: 1000, a-b: "x\nABC", 1.5: -0.5, k1: true, n: null}`,
		},
		{"export default [`a${1 + 1}b`, String.raw`\\d${1}`, 'a' + 1 + true, 1 + 2, '\\\n', `x\ny`]", `["a2b", "\\d1", "a1true", 3, "", "x\ny"]`},
		{`export default [, 1, undefined, ...[2, 3], ...'ab']`, `[null, 1, null, 2, 3, "a", "b"]`},
		{
			`export default [/[/]"/g.test('"'), 1 / 2 / 4, 10n, 1_000, 0b11, .5, 5.]`,
			`[<a text is searched in a way that only Node.js can tell>, 0.125, <a BigInt is nothing that a configuration may hold>, 1000, 3, 0.5, 5]`,
		},
		{
			`const a = 1; export default {a, ...{b: 2}, get c() { return 1 }, d() {}, async e() {}, *f() {}}`,
			`{a: 1, b: 2, c: <a member that is a getter is code, which only Node.js runs>, d: <a function is code, which only Node.js runs>, ` +
				`e: <a function is code, which only Node.js runs>, f: <a function is code, which only Node.js runs>}`,
		},
		{`export default {a: 1, ...x, b: 2}`, `{a: <x is what only Node.js can tell>, b: 2, ...: <x is what only Node.js can tell>}`},
		{`export default {a: 1, [x]: 2, b: 3}`, `{a: <x is what only Node.js can tell>, b: 3, ...: <x is what only Node.js can tell>}`},
		{`export default [1, ...x]`, `<x is what only Node.js can tell>`},
		{`export default {a: 1, a: 2, ...null, ...undefined, ...false}`, `{a: 2}`},
		{`export default {...(process.env.X && {a: 1})}`, `<the environment variable X is not known here>`},
		{`export default {a: class X {}, b: new Map(), c: NaN, d: Infinity}`, `{a: <the class X is code, which only Node.js runs>, b: <Map is what only Node.js can tell>, c: null, d: null}`},

		// Operators.
		{
			`export default [null ?? 1, 0 || 2, 0 && 3, 1 ? 'a' : 'b', 1 === 1, '1' !== 1, '1' == 1, !0, -'3', +true, 7 % 4, 2 ** 3, 1 << 4, 5 > 3, 'a' < 'b', 1 >= 2, void 0]`,
			`[1, 2, 0, "a", true, true, true, true, -3, 1, 3, 8, 16, true, true, false, null]`,
		},
		{
			`const a = {b: {c: [1, {d: 'x'}]}}; export default [a.b.c[1].d, a['b']?.c.length, a.x?.y.z, a?.b["c"][0], 'abc'.length, 'b' in a, typeof a, a.b.c.at(-1).d]`,
			`["x", 2, null, 1, 3, true, "object", "x"]`,
		},
		{`let a = 1; a = 2; a += 3; a++; const o = {}; o.x = a; o.y ??= 7; o.z ||= 'z'; delete o.x; export default {a, ...o}`, `{a: 6, y: 7, z: "z"}`},
		{
			`const { a, b: { c = 5 } = {}, ...rest } = {a: 1, d: 2, e: 3}; const [x, , y = 9, ...z] = [1, 2, undefined, 4]; export default {a, c, rest, x, y, z}`,
			`{a: 1, c: 5, rest: {d: 2, e: 3}, x: 1, y: 9, z: [4]}`,
		},
		{`let a, b; [a, b] = [1, 2]; ({ a, b = 3 } = { a: 5 }); export default {a, b}`, `{a: 5, b: 3}`},

		// The environment.
		{
			`export default {a: process.env.X, b: process.env.X || 'd', c: process.env.X ?? process.env.Y ?? 'e', d: process.env['Z']!, e: process.env.X === 'y' ? 1 : 2}`,
			`{a: <the environment variable X is not known here>, b: "d", c: "e", d: <the environment variable Z is not known here>, e: <the environment variable X is not known here>}`,
		},
		{
			`const { X = 'd', Y } = process.env; const n = Number(process.env.N || 5); export default {X, Y, n, s: ` + "`a-${process.env.S}`" + `}`,
			`{X: "d", Y: <the environment variable Y is not known here>, n: 5, s: <the environment variable S is not known here>}`,
		},
		{`process.env.X = 'v'; export default [process.env.X, {...process.env}]`, `["v", {X: "v", ...: <the environment is not known here>}]`},

		// Conditions that are not known.
		{
			`let a = 1, b = 2, c = 3; if (process.env.X) { a = 9; b = 2 } else { c = 4 } export default {a, b, c}`,
			`{a: <the environment variable X is not known here>, b: 2, c: <the environment variable X is not known here>}`,
		},
		{
			`const o = {a: 1, b: 2}; if (process.env.X) { o.a = 2; o.c = 3 } export default o`,
			`{a: <the environment variable X is not known here>, b: 2, ...: <the environment variable X is not known here>}`,
		},
		{`if (!process.env.X) throw new Error('X'); export default {a: 1}`, `{a: 1}`},
		{
			`function f() { if (process.env.X) return 1; return 2 } function g() { if (process.env.X) return 3; return 3 } export default [f(), g()]`,
			`[<the environment variable X is not known here>, 3]`,
		},
		{
			`const o = {}; function f() { o.a = 1; if (process.env.X) return; o.b = 2; o.a = 1 } f(); export default o`,
			`{a: 1, ...: <the environment variable X is not known here>}`,
		},
		{`const p = {a: 1}, q = {a: 2}; const r = process.env.X ? p : q; r.a = 3; export default p`, `{a: <it may be changed where it is not known what is changed>, ...: <it may be changed where it is not known what is changed>}`},
		{`let n = 0; for (const x of unknownList) { n = 1 } export default {n}`, `{n: <unknownList is what only Node.js can tell>}`},
		{`let n = 0; while (process.env.X) { n++ } export default {n}`, `{n: <the environment variable X is not known here>}`},
		{`const o = {a: 1, b: {c: 1}}; frob(o); export default {o, d: 2}`, `{o: {a: <frob is what only Node.js can tell>, b: <frob is what only Node.js can tell>, ...: <frob is what only Node.js can tell>}, d: 2}`},
		{`let n = 1; frob(() => { n = 2 }); export default n`, `<frob is what only Node.js can tell>`},
		{`let n = 1; try { n = 2; frob() } catch { n = 3 } export default n`, `<it depends on whether something throws>`},
		{`let n = 1; try { n = 2 } catch { n = 3 } finally { n++ } export default n`, `3`},
		{
			`const f = (s) => { switch (s) { case 'a': return 1; case 'b': case 'c': return 2; default: return 3 } }; export default [f('a'), f('b'), f('z'), f(process.env.X)]`,
			`[1, 2, 3, <the environment variable X is not known here>]`,
		},

		{
			`const x = process.env.X; export default {a: 1, b: 2, c: 3, ...(x && {a: 2, b: 2, d: 4}), ...(x ? {c: 4} : {}), ...(x || {e: 1})}`,
			`{a: <the environment variable X is not known here>, b: 2, c: <the environment variable X is not known here>, e: 1, ...: <the environment variable X is not known here>}`,
		},
		{
			`const c = process.env.X ? {a: 1, b: {c: 2, d: [1, 2]}, e: {Ref: 'A'}, f: 1} : {a: 1, b: {c: 2, d: [1, 3]}, e: {Ref: 'B'}}; export default {c, a: c.a, f: c.f}`,
			`{c: {a: 1, b: {c: 2, d: [1, <the environment variable X is not known here>]}, e: <the environment variable X is not known here>, ...: <the environment variable X is not known here>}, ` +
				`a: 1, f: <the environment variable X is not known here>}`,
		},

		{`let n = 1; const f = () => { n = 2 }; frob(f); n = 1; frob(f); export default n`, `<frob is what only Node.js can tell>`},
		{
			`const a = {set x(v) { this.y = v }}, b = Object.freeze({x: 1}); a.x = 2; b.x = 2; export default {a, b}`,
			`{a: {x: <it may be changed where it is not known what is changed>, ...: <it may be changed where it is not known what is changed>}, ` +
				`b: {x: <it may be changed where it is not known what is changed>, ...: <it may be changed where it is not known what is changed>}}`,
		},
		{
			`let n = 1; const o = {a: 1}, p = {a: 1}, q = [1]; class A { m() { n++; o.a.b = 2; q.push(p.a); return n } } new A().m(); export default {n, o, p, q}`,
			`{n: <the class A is code, which only Node.js runs>, o: {a: <the class A is code, which only Node.js runs>, ...: <the class A is code, which only Node.js runs>}, p: {a: 1}, q: <the class A is code, which only Node.js runs>}`,
		},
		{`const l = [1, 2]; const seen = []; for (const x of l) { if (x < 4) l.push(x + 2); seen.push(x) } export default seen`, `[1, 2, 3, 4, 5]`},

		{
			`let a = 1, b = 1; const f = async () => { b = 2; await null; a = 2; return 3 }; const p = f(); export default async () => { const o = {}; await null; o.x = 1; return {a, b, o, p: await p} }`,
			`{a: <nothing awaits what changes it>, b: 2, o: {x: 1}, p: 3}`,
		},

		// Functions and loops.
		{
			"const fn = (name: string, { m = 128 }: { m?: number } = {}) => ({ handler: `src/${name}.main`, m }); export default {a: fn('x'), b: fn('y', {m: 256})}",
			`{a: {handler: "src/x.main", m: 128}, b: {handler: "src/y.main", m: 256}}`,
		},
		{`function f(a, ...rest) { return [a, rest.length, this] } export default [f(1, 2, 3)]`, `[[1, 2, <this is what only Node.js can tell>]]`},
		{
			`const out = {}; for (const [k, v] of Object.entries({a: 1, b: 2})) { if (k === 'a') continue; out[k] = v } for (let i = 0; i < 3; i++) out['n' + i] = i; for (const k in {z: 1}) out[k] = 0; export default out`,
			`{b: 2, n0: 0, n1: 1, n2: 2, z: 0}`,
		},
		{`const fs = []; for (let i = 0; i < 2; i++) fs.push(() => i); export default fs.map(f => f())`, `[0, 1]`},
		{`var a = f(1); function f(n) { return n > 5 ? n : f(n + 1) } export default a`, `6`},
		{`function* g() {} export default [g(), await x]`, `[<a generator is code, which only Node.js runs>, <x is what only Node.js can tell>]`},
		{
			`export default [["a", "b"].map(x => x.toUpperCase()).join('-'), [1, 2, 3].filter(x => x > 1), [3].concat([4], 5), [1, 2].reduce((a, b) => a + b, 0), [[1], [2]].flat(), ["x"].includes("x"), [1, 2].find(x => x == 2), [1, 2, 3].slice(-2)]`,
			`["A-B", [2, 3], [3, 4, 5], 3, [1, 2], true, 2, [2, 3]]`,
		},
		{
			`export default ['a/b/c'.split('/'), 'a-b-c'.replace(/-(\w)/g, (_, c) => c.toUpperCase()), 'aXbX'.replace('X', '$&$&'), 'abc'.substring(2, 0), 'abc'.slice(-2), ' x '.trim(), 'é😀'.length, 'ab'.padStart(4, '0')]`,
			`[["a", "b", "c"], "aBC", "aXXbX", "ab", "bc", "x", 3, "00ab"]`,
		},
		{
			`export default [Object.keys({b: 1, a: 2, 1: 3}), Object.values({a: 1}), Object.fromEntries([['a', 1]]), Object.assign({a: 1}, {b: 2}), JSON.stringify({a: [1, "x\"", null, undefined], f() {}}), JSON.parse('{"a": [1.5]}')]`,
			`[["1", "b", "a"], [1], {a: 1}, {a: 1, b: 2}, "{\"a\":[1,\"x\\\"\",null,null]}", {a: [1.5]}]`,
		},
		{`export default [Math.max(1, 2), parseInt('12px', 10), Number('x'), String(1.50), Boolean(''), Array.isArray([]), Array.from([1], x => x + 1)]`, `[2, 12, null, "1.5", false, true, [2]]`},
		{
			`export default [Date.now(), Math.random(), [2, 1].sort((a, b) => a - b)]`,
			`[<Date is what only Node.js can tell>, <a function of Math is called that is not followed>, <a list is sorted in a way that only Node.js can tell>]`,
		},
		{`console.log('x'); export default {a: 1}`, `{a: 1}`},

		// TypeScript.
		{
			"interface A<T> extends B { x: { y: string }[] }\ntype C = { a: 1 } | 'b' | `c${string}`\ntype D<T> = T extends infer U ? U : never\n" +
				"declare const x: string\ndeclare module 'y' { const z: 1 }\nabstract class E<T> extends F<T> implements G { private a = /}/; @dec() m(): void {} }\n" +
				"enum H { A, B = 5, C, D = 'd' }\nconst enum I { X = 'x' }\n@Foo() class J {}\nfunction k(a?: number, ...b: string[]): asserts a is number;\nfunction k(a) { return a }\n" +
				"const l = <T,>(a: T): T => a; const m = (a: any): a is string => !!a; let n!: string; const o = k<string>('o') as unknown as string\n" +
				"export default {a: H.A, c: H.C, d: H.D, b: H[5], x: I.X, l: l(1)!, m: m(1), o, p: (<any>{q: 1}).q, r: 1 < 2, s: [1 as const] as const}",
			`{a: 0, c: 6, d: "d", b: "B", x: "x", l: 1, m: true, o: "o", p: 1, r: true, s: [1]}`,
		},
		{"type A = string\nexport type { A }\nexport interface B {}\nexport const f = (x: number): { a: string } => ({ a: 'b' })\nexport const a = true ? (f(1)) : f(2)", `{f: <a function is code, which only Node.js runs>, a: {a: "b"}}`},
		{"const a = 1\nconst b = 2\n;[a, b].forEach(x => x)\nexport default { a, b }\n", `{a: 1, b: 2}`},

		// What is no program.
		{`export default {`, `! the configuration cannot be read: nothing closes this {`},
		{`export default 'a`, `! the configuration cannot be read: the string does not end on its line`},
		{"export default `a${1}", `! the configuration cannot be read: nothing closes this template`},
		{`export default {a: }`, `! the configuration cannot be read: an expression is missing before }`},
		{`a b`, `! the configuration cannot be read: a semicolon is missing before b`},
		{`throw new Error('x')`, `! the configuration cannot be read: it throws an error when it is loaded`},
		{`for (;;) {}`, `! a loop has too many rounds`},
		{`const f = () => f(); export default f()`, `! functions call each other too deeply`},
		{"\xff", `! the configuration cannot be read: it is no UTF-8 text`},
	} {
		if got := archive(c.src).read(t, "serverless.ts"); got != c.want {
			t.Errorf("of %s\nread %s\nwant %s", c.src, got, c.want)
		}
	}
}
