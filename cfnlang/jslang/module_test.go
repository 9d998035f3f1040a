package jslang

import "testing"

// TestModules reads files that import others.
func TestModules(t *testing.T) {
	for name, c := range map[string]struct{ files, want string }{
		"names and defaults": {`
-- serverless.ts --
import hello, { a as b, type T } from './src/functions'
import * as all from './src/functions/index'
import type { U } from './nowhere'
import { V } from './nowhere'
const v: V = 1
export default { hello, b, n: Object.keys(all), d: all.default }
-- src/functions/index.ts --
export { default } from './hello'
export { default as hello } from './hello/index.js'
export * from './more'
-- src/functions/hello/index.ts --
export default { handler: 'x' }
-- src/functions/more.ts --
export const a = 1
export default 2
`, `{hello: {handler: "x"}, b: 1, n: ["a", "default", "hello"], d: {handler: "x"}}`},
		"CommonJS": {`
-- serverless.ts --
const { a } = require('./a')
import b, { c } from './b.cjs'
import d = require('./d.json')
import * as e from './d.json'
module.exports = { a, b, c, d, e: e.x, f: require('./esm').default }
-- a.js --
exports.a = 1
-- b.cjs --
module.exports = { c: 2 }
-- d.json --
{"x": [1, true, null, "y"]}
-- esm.ts --
export default 3
`, `{a: 1, b: {c: 2}, c: 2, d: {x: [1, true, null, "y"]}, e: [1, true, null, "y"], f: 3}`},
		"paths of tsconfig.json": {`
-- serverless.ts --
import a from '@functions/a'
import b from '@b'
import c from 'src/c'
export default { a, b, c }
-- tsconfig.json --
{
  // comments, and commas at the end
  "extends": "./tsconfig.paths.json",
  "compilerOptions": { "lib": ["ESNext"], },
}
-- tsconfig.paths.json --
{"compilerOptions": {"baseUrl": ".", "paths": {"@functions/*": ["nowhere/*", "src/functions/*"], "@b": ["src/b"]}}}
-- src/functions/a.ts --
export default 'a'
-- src/b.ts --
export default 'b'
-- src/c.ts --
export default 'c'
`, `{a: "a", b: "b", c: "c"}`},
		"files that import each other": {`
-- serverless.ts --
import { a } from './a'
export const b = 'b'
export default { a }
-- a.ts --
import { b, f } from './b'
export const a = 'a' + b + f()
-- b.ts --
import { a } from './a'
export const b = a
export function f() { return 'f' }
`, `{a: <a of a.ts is used before it has a value: files import each other>}`},
		"what is not there": {`
-- serverless.ts --
import a from './a'
import b from 'pkg/b'
import { c } from '../c'
import { d } from './d'
import e from './e.json'
export default { a, b, c: c.x, d, e, f: require('./g') }
-- d.ts --
export const d = {
-- e.json --
{
`, `{a: <the file a that is imported is not there>, b: <it comes from the package pkg/b, which is not read>, c: <../c lies outside of the project and is not read>, ` +
			`d: <d.ts:1 cannot be read: nothing closes this {>, e: <e.json:2 cannot be read: the file is no JSON: unexpected EOF>, f: <the file g that is imported is not there>}`},
		"paths": {`
-- serverless.ts --
import path, { join } from 'path'
import { readFileSync } from 'node:fs'
export default {
  a: path.relative(process.cwd(), path.join(__dirname, 'src', '..', 'x')), b: join('a', '../b'), c: __dirname, d: path.basename(__filename, '.ts'),
  e: readFileSync(path.resolve(__dirname, 'x.txt'), 'utf8').trim(), f: __dirname.length, g: path.join(__dirname, '../..'), h: require(path.join(__dirname, 'y.json')),
}
-- x.txt --
text
-- y.json --
{"y": 1}
`, `{a: "x", b: "b", c: <the folder that the project lies in is not known here>, d: "serverless", e: "text", f: <the folder that the project lies in is not known here>, ` +
			`g: <the folder that the project lies in is not known here>, h: {y: 1}}`},
		"a module that changes another": {`
-- serverless.ts --
import base from './base'
import './change'
export default base
-- base.ts --
export default { a: 1 }
-- change.ts --
import base from './base'
base.b = 2
frob(base)
`, `{a: <frob is what only Node.js can tell>, b: <frob is what only Node.js can tell>, ...: <frob is what only Node.js can tell>}`},
	} {
		t.Run(name, func(t *testing.T) {
			if got := archive(c.files).read(t, "serverless.ts"); got != c.want {
				t.Errorf("read %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestExport reads one export of a file.
func TestExport(t *testing.T) {
	f := archive(`
-- a.js --
module.exports = { a: 1, f: async ({ resolveVariable }) => ({ s: await resolveVariable('self:x') }) }
-- b.js --
module.exports = () => ({ a: 1 })
-- c.ts --
export const a = 1
export default { b: 2 }
`)
	for _, c := range []struct{ file, export, want string }{
		{"a.js", "a", "1"},
		{"a.js", "f", `{s: "${self:x}"}`},
		{"a.js", "z", "null"},
		{"b.js", "a", "1"},
		{"c.ts", "a", "1"},
		{"c.ts", "b", "2"},
	} {
		n, problems := f.reader().Export(c.file, c.export)
		if n == nil {
			t.Errorf("%s of %s: %v", c.export, c.file, problems)
		} else if got := short(n); got != c.want {
			t.Errorf("%s of %s is %s, want %s", c.export, c.file, got, c.want)
		}
	}
	if n, problems := f.reader().Parse("d.js"); n != nil || len(problems) != 1 || problems[0].File != "d.js" {
		t.Errorf("a file that is not there: %v, %v", n, problems)
	}
}
