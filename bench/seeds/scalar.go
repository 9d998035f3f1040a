package seeds

import (
	"encoding/base64"
	"fmt"
)

// An expression is one way to write a constant.
type expression struct{ name, text string }

// texts are ways to write a text of at least two characters.
func texts(s string) []expression {
	half := len(s) / 2
	return []expression{
		{"literal", fmt.Sprintf("%q", s)},
		{"join", fmt.Sprintf(`join("", [%q, %q])`, s[:half], s[half:])},
		{"format", fmt.Sprintf(`format("%%s%%s", %q, %q)`, s[:half], s[half:])},
		{"template", fmt.Sprintf(`"%s${%q}"`, s[:half], s[half:])},
		{"lookup", fmt.Sprintf(`lookup({ live = %q }, "live", "other")`, s)},
		{"index", fmt.Sprintf(`{ live = %q, test = "other" }["live"]`, s)},
		{"condition", fmt.Sprintf(`1 < 2 ? %q : "other"`, s)},
		{"coalesce", fmt.Sprintf(`coalesce(null, %q)`, s)},
		{"try", fmt.Sprintf(`try({}.absent, %q)`, s)},
		{"element", fmt.Sprintf(`element(["other", %q], 1)`, s)},
		{"jsondecode", fmt.Sprintf(`jsondecode("{\"a\":\"%s\"}").a`, s)},
		{"trim", fmt.Sprintf(`trimspace(" %s ")`, s)},
		{"replace", fmt.Sprintf(`replace("%s#%s", "#", "")`, s[:half], s[half:])},
		{"merge", fmt.Sprintf(`merge({ mode = "other" }, { mode = %q }).mode`, s)},
		{"local-map", fmt.Sprintf(`try({ live = { mode = %q } }.live.mode, "other")`, s)},
		{"split", fmt.Sprintf(`split(",", "other,%s")[1]`, s)},
		{"substr", fmt.Sprintf(`substr("xx%s", 2, -1)`, s)},
		{"trimprefix", fmt.Sprintf(`trimprefix("old-%s", "old-")`, s)},
		{"one", fmt.Sprintf(`one([%q])`, s)},
		{"values", fmt.Sprintf(`values({ mode = %q })[0]`, s)},
		{"keys", fmt.Sprintf(`keys({ %q = 1 })[0]`, s)},
		{"base64", fmt.Sprintf(`base64decode(%q)`, base64.StdEncoding.EncodeToString([]byte(s)))},
		{"yamldecode", fmt.Sprintf(`yamldecode("a: '%s'").a`, s)},
		{"directive", fmt.Sprintf(`"%%{ if 1 < 2 }%s%%{ else }other%%{ endif }"`, s)},
		{"for", fmt.Sprintf(`[for x in ["other", %q] : x if x != "other"][0]`, s)},
	}
}

// numbers are ways to write a number.
func numbers(n int) []expression {
	return []expression{
		{"literal", fmt.Sprint(n)},
		{"sum", fmt.Sprintf("%d + 1", n-1)},
		{"max", fmt.Sprintf("max(%d, %d)", n, n-1)},
		{"tonumber", fmt.Sprintf(`tonumber("%d")`, n)},
		{"index", fmt.Sprintf("{ live = %d, test = 7 }.live", n)},
		{"condition", fmt.Sprintf(`"a" == "b" ? 7 : %d`, n)},
		{"element", fmt.Sprintf("element([%d, 7], 2)", n)},
	}
}

// truths are ways to write a boolean.
func truths(b bool) []expression {
	return []expression{
		{"literal", fmt.Sprint(b)},
		{"not", fmt.Sprintf("!%t", !b)},
		{"compare", fmt.Sprintf(`%d == 1`, map[bool]int{true: 1, false: 2}[b])},
		{"tobool", fmt.Sprintf(`tobool("%t")`, b)},
		{"contains", fmt.Sprintf(`contains(["live"], %q)`, map[bool]string{true: "live", false: "test"}[b])},
		{"and", fmt.Sprintf("true && %t", b)},
		{"length", fmt.Sprintf("length(%s) > 0", map[bool]string{true: "[1]", false: "[]"}[b])},
	}
}

// nothings are ways to write that an argument is not set.
func nothings() []expression {
	return []expression{
		{"null", "null"},
		{"condition", `1 > 2 ? "set" : null`},
		{"try", "try({}.absent, null)"},
		{"one", "one([])"},
		{"lookup", `lookup({ test = "set" }, "live", null)`},
	}
}

// paired makes a pair of every expression for the bad value with the one of
// the same place for the good value.
func paired(prefix string, bad, good []expression, build func(value string) part) (pairs []pair) {
	for i, b := range bad {
		pairs = append(pairs, pair{
			judgement: judgement{spelling: prefix + b.name},
			bad:       build(b.text),
			good:      build(good[i%len(good)].text),
		})
	}
	return pairs
}

// simple is a pair of which nothing goes through <value>.
func simple(spelling string, bad, good part) pair {
	return pair{judgement: judgement{spelling: spelling}, bad: bad, good: good}
}
