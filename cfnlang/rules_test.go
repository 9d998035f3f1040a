package cfnlang_test

import (
	"fmt"
	"strings"
	"testing"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

const ruled = `
Parameters:
  Env: {Type: String, AllowedValues: [dev, test, prod]}
  Stage: {Type: String, Default: dev}
  Key: {Type: String}
  Zones: {Type: CommaDelimitedList, Default: "a,b"}
  Image: {Type: "AWS::SSM::Parameter::Value<String>", Default: /a, AllowedValues: [/a, /b]}
  Secret: {Type: String, NoEcho: true, Default: hunter2}
  Name: {Type: String, Default: ""}
Conditions:
  KeyGiven: !Not [!Equals [!Ref Key, ""]]
  Prod: !Equals [!Ref Env, prod]
  Named: !Not [!Equals [!Ref Name, ""]]
  ImageIsA: !Equals [!Ref Image, ami-1]
  StageIsDev: !Equals [!Ref Stage, dev]
`

// underRules returns the problems of a template with these Rules and what a condition
// is in it.
func underRules(t *testing.T, rules, condition string, given map[string]string) (string, string) {
	t.Helper()
	root, problems := cfnlang.Parse(new(value.Places), "t.yaml", []byte(ruled+rules+"\nX: !If ["+condition+", 'yes it is', 'no']\n"))
	if root == nil {
		t.Fatal(problems)
	}
	parameters := make(map[string]value.Any)
	for name, text := range given {
		parameters[name] = value.AnyText(value.Literal(text), 0)
	}
	tpl := cfnlang.NewTemplate(root, cfnlang.Surrounding{Scope: "test", Parameters: parameters})
	v := tpl.Eval(root.Get("X"))
	var out []string
	for _, p := range tpl.Problems() {
		out = append(out, p.Summary)
	}
	return v.String(), strings.Join(out, "\n")
}

func TestRules(t *testing.T) {
	const open = "yes it is or no"
	rule := func(assert string) string { return "Rules: {R: {Assertions: [{Assert: " + assert + "}]}}" }
	when := func(condition, assert string) string {
		return "Rules: {R: {RuleCondition: " + condition + ", Assertions: [{Assert: " + assert + ", AssertDescription: d}]}}"
	}
	for _, c := range []struct {
		name, rules, condition string
		given                  map[string]string
		want, problem          string
	}{
		{"a text that is asserted not to be", rule(`!Not [!Equals [!Ref Key, ""]]`), "KeyGiven", nil, "yes it is", ""},
		{"nothing is asserted of it", rule(`!Not [!Equals [!Ref Env, ""]]`), "KeyGiven", nil, open, ""},
		{"among a list that lacks it", rule(`{Fn::Contains: [[a, b], !Ref Key]}`), "KeyGiven", nil, "yes it is", ""},
		{"among a list that has it", rule(`{Fn::Contains: [[a, ""], !Ref Key]}`), "KeyGiven", nil, open, ""},
		{"among a list with what is not known", rule(`{Fn::Contains: [[a, !Ref Image], !Ref Key]}`), "KeyGiven", nil, open, ""},
		{"under a condition that holds", when(`!Equals [!Ref Env, prod]`, `!Not [!Equals [!Ref Key, ""]]`), "KeyGiven", map[string]string{"Env": "prod"}, "yes it is", ""},
		{"under a condition that does not hold", when(`!Equals [!Ref Env, prod]`, `!Not [!Equals [!Ref Key, ""]]`), "KeyGiven", map[string]string{"Env": "dev"}, open, ""},
		{"under a condition that cannot be told", when(`!Equals [!Ref Env, prod]`, `!Not [!Equals [!Ref Key, ""]]`), "KeyGiven", nil, open, ""},
		{"a rule that cannot count for what is supposed", when(`!Equals [!Ref Env, prod]`, `!Equals [!Ref Stage, live]`), "Prod", nil, open, ""},
		{"a rule that refuses a value beside a default", when(`!Equals [!Ref Env, prod]`, `!Equals [!Ref Name, live]`), "Prod", nil, open, ""},
		{"a rule that refuses a value by what is given beside it", when(`!Equals [!Ref Env, prod]`, `!Equals [!Ref Stage, live]`), "Prod", map[string]string{"Stage": "dev"}, "no", ""},
		{"a default that is refused is no value", rule(`!Not [!Equals [!Ref Name, ""]]`), "Named", nil, "yes it is", ""},
		{"a default that is refused leaves the others open", rule(`{Fn::Contains: [[live, dark], !Ref Stage]}`), "StageIsDev", nil, "no", ""},
		{"a default that is refused beside another", rule(`!Not [!And [!Equals [!Ref Name, ""], !Equals [!Ref Stage, dev]]]`), "StageIsDev", nil, open, ""},
		{"values that are refused", rule(`{Fn::Contains: [[live, dark], !Ref Stage]}`), "StageIsDev", map[string]string{"Stage": "dev"}, "yes it is", "the rule R refuses the values that parameters have here"},
		{"members of a list", rule(`{Fn::EachMemberIn: [!Ref Zones, [a, c]]}`), "StageIsDev", map[string]string{"Zones": "a,b"}, "yes it is", "the rule R refuses the values that parameters have here"},
		{"members of a list that all are there", rule(`{Fn::EachMemberIn: [!Ref Zones, [a, b]]}`), "StageIsDev", nil, "yes it is", ""},
		{"members of a list that are one", rule(`{Fn::EachMemberEquals: [[a, a], a]}`), "StageIsDev", nil, "yes it is", ""},
		{"members of a list that are two", rule(`{Fn::EachMemberEquals: [[a, b], a]}`), "StageIsDev", nil, "yes it is", "the rule R refuses the values that parameters have here"},
		{"what the account tells", rule(`{Fn::EachMemberEquals: [{Fn::ValueOfAll: ["AWS::EC2::VPC::Id", Tags.Department]}, IT]}`), "KeyGiven", nil, open, ""},
		{"a value that is looked up", rule(`!Not [!Equals [!Ref Image, ami-1]]`), "ImageIsA", nil, open, ""},
		{"a secret is not told", rule(`!Equals [!Ref Secret, other]`), "StageIsDev", map[string]string{"Secret": "hunter2"}, "yes it is", "the rule R refuses the values that parameters have here"},

		{"no map", "Rules: [a]", "StageIsDev", nil, "yes it is", "Rules is a list, not a map"},
		{"no rule", "Rules: {R: a}", "StageIsDev", nil, "yes it is", "the rule R has no list of Assertions"},
		{"no assertions", "Rules: {R: {Assertions: []}}", "StageIsDev", nil, "yes it is", "the rule R has no list of Assertions"},
		{"no assertion", "Rules: {R: {Assertions: [a, {}, null]}}", "StageIsDev", nil, "yes it is", strings.TrimSpace(strings.Repeat("an assertion of the rule R has no Assert\n", 3))},
		{"no function", rule("!Ref Name"), "StageIsDev", nil, "yes it is", "the rule R holds what is none of the functions of rules"},
		{"no condition", when("Prod", "true"), "StageIsDev", nil, "yes it is", "the rule R holds what is none of the functions of rules"},
		{"arguments that are none", rule(`!And [!Or [], !Not [1, 2], !Equals [a], {Fn::Contains: a}, {Fn::EachMemberIn: [a, b]}, {Fn::Equals: }, 7, null]`), "StageIsDev", nil, "yes it is", ""},
		{"refused for ever", rule("false"), "StageIsDev", nil, "yes it is", "the rule R refuses the values that parameters have here"},
		{"nobody's name", rule("!Equals [!Ref Nobody, a]"), "StageIsDev", nil, "yes it is", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, problem := underRules(t, c.rules, c.condition, c.given)
			if got != c.want || problem != c.problem {
				t.Errorf("got %q, told %q\nwant %q, told %q", got, problem, c.want, c.problem)
			}
		})
	}
}

// Many rules over many comparisons end within the budget of the template.
func TestManyRules(t *testing.T) {
	var rules strings.Builder
	rules.WriteString("Rules:\n")
	list := strings.Repeat("a, ", 5000) + "b"
	for i := range 3000 {
		fmt.Fprintf(&rules, "  R%d: {Assertions: [{Assert: {Fn::Contains: [[%s], !Ref Key]}}]}\n", i, list[:300])
	}
	rules.WriteString("  Long: {Assertions: [{Assert: {Fn::EachMemberIn: [[" + list + "], [" + list + "]]}}]}\n")
	got, _ := underRules(t, rules.String(), "KeyGiven", nil)
	if got != "yes it is" {
		t.Errorf("got %q", got)
	}
}
