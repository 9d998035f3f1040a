package tflang

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"bailiwick/internal/hcl"
	"bailiwick/value"
)

// TestAgainstTerraform compares with Terraform's own console. Expressions that
// fail there must fail here.
func TestAgainstTerraform(t *testing.T) {
	terraform, err := exec.LookPath("terraform")
	if err != nil {
		t.Skip("no terraform here: expressions were not compared with its console (install Terraform or OpenTofu as terraform)")
	}
	var in strings.Builder
	in.WriteString("base64encode(jsonencode([")
	for _, x := range consoleExpressions {
		fmt.Fprintf(&in, `try(jsonencode({v = %s}), "fails"), `, x)
	}
	in.WriteString("]))\n")
	cmd := exec.Command(terraform, "console")
	cmd.Dir = t.TempDir()
	cmd.Stdin = strings.NewReader(in.String())
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("terraform console: %v\n%s", err, out)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	text, err := base64.StdEncoding.DecodeString(strings.Trim(lines[len(lines)-1], `"`))
	if err != nil {
		t.Fatalf("terraform console said %s: %v", out, err)
	}
	var want []string
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	for i, x := range consoleExpressions {
		f := hcl.ParseExpr([]byte(x))
		if len(f.Errors) > 0 {
			t.Errorf("%s: %v", x, f.Errors)
			continue
		}
		e := &Env{File: f, Base: 1, Budget: NewBudget()}
		v, failure := e.Eval(f.Root())
		got := "fails"
		if failure == nil {
			got = `{"v":` + encodeJSON(v) + "}"
		}
		if w := want[i]; got != w {
			t.Errorf("%s\n got %s\nwant %s (%v)", x, value.Inline(got), w, failure)
		}
	}
}

// consoleExpressions have no holes.
var consoleExpressions = strings.Split(strings.TrimSpace(`
1
1.50
-7
1e3
1e30
0.1 + 0.2
1/3
10/4
2/3*3
7 % 3
-7 % 3
7.5 % 2
1 / 0
5 % 0
1e100 * 1e100
"1" + 2
"a" + 2
null + 1
-"3"
!true
!"true"
!null
1 < 2
"2" > 1
2 >= 2.0
true && false
"true" && true
true || false
1 == 1.0
1 == "1"
true == "true"
null == null
"" == null
[1, 2] == [1, 2]
[1, 2] == [1, 3]
{a = 1} == {a = 1}
{a = 1} == {a = 2}
"a" != "b"
true ? 1 : 2
true ? 1 : "x"
false ? "x" : true
"${1}"
"${true}-x"
"a${1 + 1}b"
"a${null}b"
"a${[1]}b"
"%{ if true }yes%{ else }no%{ endif }"
"%{ if false }yes%{ endif }."
"%{ for x in [1, 2] }<${x}>%{ endfor }"
"%{ for k, v in {a = 1} }${k}=${v};%{ endfor }"
"\u00e9\n\t$${x}"
[1, "a", null, true]
{a = 1, "b" = 2, (1 + 2) = 3}
{a = 1, a = 2}
{(null) = 1}
[1, 2][0]
[1, 2]["1"]
[1, 2][2]
[1, 2][-1]
[1, 2][0.5]
{a = 1}.a
{a = 1}["a"]
{a = 1}.b
{a = 1}["b"]
null.a
[for x in [1, 2, 3] : x * 2]
[for x in [1, 2, 3] : x if x > 1]
[for i, x in ["a", "b"] : "${i}${x}"]
[for k, v in {b = 1, a = 2} : "${k}${v}"]
{for x in ["a", "b"] : x => upper(x)}
{for x in ["a", "a"] : x => 1}
{for i, x in ["a", "b", "a"] : x => i...}
[for x in null : x]
[for x in toset(["b", "a"]) : x]
[{a = 1}, {a = 2}][*].a
[{a = 1}, {a = 2}].*.a
{a = 1}[*].a
null[*]
[[{a = 1}], [{a = 2}]][*][0].a
[{a = [1, 2]}].*.a[0]
try(1, 2)
try({}.a, 2)
try({}.a, [][0])
can(1)
can({}.a)
abs(-3.5)
ceil(1.1)
ceil(-1.1)
ceil(2)
floor(1.9)
floor(-1.9)
log(8, 2)
log(50, 10)
max(1, 3, 2)
min(1, -3, 2)
max("2", 10)
parseint("ff", 16)
parseint("zz", 10)
parseint("-101", 2)
pow(2, 10)
pow(2, 0.5)
signum(-3)
signum(0)
sum([1, 2.5, "3"])
sum([])
range(3)
range(-3)
range(1, 4)
range(4, 1)
range(0, 1, 0.3)
range(4, 1, -1)
range(1, 4, -1)
range(5000)
chomp("a\n\n")
chomp("a\r\n")
endswith("abc", "bc")
startswith("abc", "b")
strcontains("abc", "b")
format("%s-%d", "a", 3)
format("%5s|%-5s|%05d", "a", "b", 7)
format("%v %v %v", 1, "a", true)
format("%v", {a = 1})
format("%#v", "a")
format("%q", "a\"b")
format("%.2f %e %g", 3.14159, 1500, 1e10)
format("%x %X %o %b", 255, 255, 8, 5)
format("%t", true)
format("%t", "true")
format("%[2]s %[1]s", "a", "b")
format("%%")
format("%s")
format("%s", "a", "b")
format("%d", 1.5)
format("%z", 1)
format("%s", [1])
format("%s", 1.5)
format("%+d", 5)
format("%3.1f", 2.55)
format("%.1s", "héllo")
formatlist("%s-%s", ["a", "b"], "c")
formatlist("%s", [])
formatlist("%s-%s", ["a"], ["b", "c"])
indent(2, "a\nb\nc")
join("-", ["a", "b"])
join("-", ["a"], ["b"])
join("-", [1, true])
join("-", [])
join("-", [null])
lower("ABC É")
upper("abc é")
title("hello wOrld-foo bar_baz")
replace("a.b.c", ".", "-")
replace("hello", "/l+/", "L")
replace("abc", "/(b)/", "<$1>")
replace("abc", "", "-")
regex("[a-z]+", "123abc456")
regex("(\\d+)-(\\d+)", "10-20")
regex("(?P<y>\\d+)-(?P<m>\\d+)", "10-20")
regex("x", "abc")
regex("(", "abc")
regex("(a)|(b)", "b")
regexall("[a-z]", "a1b2")
regexall("([a-z])(\\d)", "a1b2")
regexall("x", "a")
split(",", "a,b,,c")
split(",", "")
split("", "abc")
strrev("abc")
strrev("héllo")
substr("hello", 1, 3)
substr("hello", -3, 2)
substr("hello", 1, -1)
substr("hello", 10, 2)
substr("hello", 0, 0)
substr("hello", 3, 100)
trim("xxaxx", "x")
trimprefix("abc", "a")
trimsuffix("abc", "c")
trimsuffix("abc", "x")
trimspace("  a\n ")
alltrue([true, true])
alltrue([true, false])
alltrue([])
alltrue(["true", true])
alltrue([null])
anytrue([false, true])
anytrue([])
anytrue([null, true])
anytrue([null])
chunklist(["a", "b", "c"], 2)
chunklist(["a", "b"], 0)
chunklist([], 2)
coalesce(null, "", "a")
coalesce(null, 1)
coalesce(1, "a")
coalesce("", "")
coalesce(null, [1])
coalescelist([], [1], [2])
coalescelist([], [])
compact(["a", "", null, "b"])
concat([1], ["a"], [])
concat([1], null)
concat(toset(["a"]), ["b"])
contains(["a", "b"], "a")
contains([1, 2], "1")
contains([1, 2], 3)
contains(toset(["a"]), "a")
distinct(["a", "b", "a"])
distinct([1, "1"])
distinct([[1], [1]])
element(["a", "b"], 3)
element([], 0)
flatten([[1, [2]], 3, [], [[4]]])
flatten([toset(["b", "a"])])
flatten([{a = [1]}])
index(["a", "b"], "b")
index(["a"], "c")
keys({b = 1, a = 2})
keys({})
length([1, 2])
length({a = 1})
length("héé")
length("")
length("👨‍👩‍👧e\u0301🇩🇪🇫🇷")
length(null)
length(1)
lookup({a = 1}, "a", 2)
lookup({a = 1}, "b", 2)
lookup({a = 1}, "b")
lookup({a = "x"}, "b", "y")
matchkeys(["a", "b", "c"], [1, 2, 1], [1])
matchkeys([], [], [])
merge({a = 1, b = 2}, {b = 3}, null)
merge()
merge({a = {b = 1}}, {a = {c = 2}})
merge([1])
one([])
one([1])
one([1, 2])
one(null)
one(toset(["a"]))
reverse([1, 2, 3])
reverse(toset(["a", "b"]))
setintersection(["a", "b"], ["b", "c"])
setproduct(["a", "b"], [1, 2])
setproduct(["a"], [])
setproduct(toset(["a"]), toset(["b"]))
setproduct(["a"])
setsubtract(["a", "b"], ["b"])
setunion(["b", "a"], ["c", "a"])
setunion([1, 2], ["a"])
slice([1, 2, 3], 1, 3)
slice([1, 2, 3], 1, 1)
slice([1, 2, 3], 2, 1)
slice([1, 2, 3], 1, 4)
sort(["b", "a", "C"])
sort([10, 9])
transpose({a = ["1", "2"], b = ["2"]})
values({b = 1, a = 2})
zipmap(["a", "b"], [1, 2])
zipmap(["a"], [1, 2])
zipmap(["b", "a"], ["x", 2])
tobool("true")
tobool("1")
tobool("yes")
tobool(1)
tobool(null)
tonumber("1.50")
tonumber("a")
tonumber(true)
tonumber("0x10")
tonumber(" 1")
tonumber("1e2")
tonumber("+5")
tonumber("1_000")
tostring(1.50)
tostring(true)
tostring([1])
tostring(1e21)
tolist(["a", 1])
tolist(toset(["b", "a"]))
toset(["b", "a", "b"])
toset([10, 9, 10])
toset([1, "1"])
toset([true, false])
tomap({a = 1, b = "x"})
tomap([1])
nonsensitive(sensitive("x") == "x" ? 1 : 2)
nonsensitive(sensitive("x"))
issensitive(sensitive("x"))
issensitive("x")
base64decode("aGk=")
base64decode("!")
base64encode("hi")
base64encode("é")
csvdecode("a,b\n1,2\n3,4\n")
csvdecode("a,a\n1,2\n")
csvdecode("a,b\n1\n")
jsondecode("{\"b\": [1, 2.50, null, true, \"x\\u00e9\\n\"], \"a\": {}}")
jsondecode("{\"a\": 1, \"a\": 2}")
jsondecode("[1] 2")
jsondecode("")
jsondecode("01")
jsondecode("\"\\ud83d\\ude00\"")
jsondecode("1e3")
jsonencode({b = 1, a = "<&>\"\\\n\t\u0001\u2028é"})
jsonencode([1.50, null, true, {}, []])
jsonencode(toset(["b", "a"]))
jsonencode("a/b'\u007f")
jsonencode({"<" = 1})
textencodebase64("hi", "UTF-16LE")
textdecodebase64("aABpAA==", "UTF-16LE")
textencodebase64("hi", "UTF-8")
urlencode("a b&c=d/é*~-_.")
yamlencode({a = 1, b = [1, {c = "x", d = [1, 2]}, [3, [4]]], d = {}, e = [], f = "multi\nline", g = null, h = true})
yamlencode({i = "a\"b\\c\té end ", j = "x\n", k = "\n x\n\n", l = {m = {n = 1}}, "a b" = 1.5, o = " lead\nx", p = "\n", q = ""})
yamlencode([])
yamlencode({})
yamlencode("a\nb")
yamlencode(["a\nb", {x = ["c\nd\n"]}])
yamlencode([[], {}, [[]], null])
yamlencode({a = [[1, 2], [{b = 1}]]})
yamldecode("f: 010\ng: 0o10\nh: 1_000\nj: True\nk: TRUE\nl: on\nr: 1.50\ns: \"x\"\nt: Null\nu: \nv: +12\nw: 0b11\nx: .5\ny: 12e03\nz: 1:30")
yamldecode("d: 2012-10-17\ne: 2012-10-17T10:00:00Z")
yamldecode("- &x {a: 1}\n- <<: *x\n  b: 2\n- !!str 1\n- |\n  x\n  y\n")
yamldecode("a: 1\n---\nb: 2")
yamldecode("a: [1")
yamldecode("")
md5("a")
sha1("a")
sha256("a")
sha512("a")
base64sha256("a")
base64sha512("a")
uuidv5("dns", "www.terraform.io")
uuidv5("url", "https://www.terraform.io/")
uuidv5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "x")
uuidv5("x500", "x")
formatdate("YYYY-MM-DD'T'hh:mm:ssZZZZZ", "2018-01-02T23:12:01Z")
formatdate("EEEE, DD-MMM-YY hh:mm:ss ZZZ", "2018-01-02T23:12:01Z")
formatdate("D MMMM H:mmaa AA ''E'' it''s", "2018-01-02T03:04:05+02:00")
formatdate("h H HH m s M Z ZZZZ", "2018-01-02T00:04:05-08:00")
formatdate("X", "2018-01-02T00:04:05Z")
formatdate("YYYY", "2018")
timeadd("2018-01-02T00:04:05Z", "10m")
timeadd("2018-01-02T00:04:05+02:00", "-1h30m")
timeadd("x", "1h")
timecmp("2017-11-22T00:00:00Z", "2017-11-22T01:00:00Z")
timecmp("2017-11-22T00:00:00Z", "2017-11-22T01:00:00+01:00")
cidrhost("10.12.112.0/20", 16)
cidrhost("10.12.112.0/20", -1)
cidrhost("10.12.112.0/20", 5000)
cidrhost("fd00:fd12:3456:7890:00a2::/72", 34)
cidrnetmask("172.16.0.0/12")
cidrnetmask("fd00::/8")
cidrsubnet("172.16.0.0/12", 4, 2)
cidrsubnet("10.1.2.0/24", 4, 15)
cidrsubnet("10.1.2.0/24", 4, 16)
cidrsubnet("fd00:fd12:3456:7890::/56", 16, 162)
cidrsubnet("10.1.2.3/24", 9, 0)
cidrsubnet("010.001.2.0/24", 1, 1)
cidrsubnets("10.1.0.0/16", 4, 4, 8, 4)
cidrsubnets("fd00:fd12:3456:7890::/56", 16, 16, 16, 32)
cidrsubnets("10.1.0.0/24", 1, 1, 1)
cidrsubnets("10.1.0.0/24", 0)
basename("foo/bar/baz.txt")
basename("")
dirname("foo/bar/baz.txt")
dirname("x")
core::upper("a")
max([1, 5, 3]...)
concat([[1], [2]]...)
{ for k, v in merge({a = 1}, {b = 2}) : k => v if v != 1 }
[for s in ["a", "b"] : { for t in [1, 2] : "${s}${t}" => t }]
`), "\n")
