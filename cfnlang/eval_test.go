package cfnlang_test

import (
	"strings"
	"testing"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

const header = `
Parameters:
  Env: {Type: String, Default: dev, AllowedValues: [dev, prod]}
  Stage: {Type: String, AllowedValues: [dev, prod]}
  Names: {Type: CommaDelimitedList, Default: "a, b,c"}
  Ports: {Type: List<Number>}
  Image: {Type: "AWS::SSM::Parameter::Value<String>", Default: /aws/service/x}
  Secret: {Type: String, NoEcho: true, Default: hunter2}
  Secrets: {Type: CommaDelimitedList, NoEcho: "On", Default: "hunter2,b"}
  Wrong: {Type: String, Default: [a]}
Mappings:
  Sizes: {dev: {memory: 128, zones: [a, b]}, prod: {memory: 1024, zones: [c]}}
  Same: {dev: {x: 1}, prod: {x: 1}}
  Long: {dev: {x: [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21]}, prod: {x: [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,22]}}
  Shaped: {dev: {x: "[a]"}, prod: {x: [a]}}
Conditions:
  Dev: !Equals [!Ref Env, dev]
  Prod: !Equals [!Ref Stage, prod]
  NotProd: !Not [!Condition Prod]
  Never: !And [!Condition Prod, !Equals [a, b]]
  Always: !Or [!Condition Prod, !Equals [a, a]]
  Odd: !Equals [!Ref Stage, test]
  Circle: !Not [!Condition Circle]
Resources:
  Queue: {Type: AWS::SQS::Queue}
X: `

// evaluated returns the value of X in a template.
func evaluated(t *testing.T, x string) (value.Any, *cfnlang.Template) {
	t.Helper()
	root, problems := cfnlang.Parse(new(value.Places), "t.yaml", []byte(header+x+"\n"))
	if root == nil {
		t.Fatal(problems)
	}
	tpl := cfnlang.NewTemplate(root, cfnlang.Surrounding{
		Scope: "test", Account: value.Literal("111122223333"), Region: value.Literal("eu-central-1"), Partition: value.Literal("aws"),
		Resource: func(id, attribute string, at value.Origin) (value.Any, bool) {
			if id != "Queue" {
				return value.Any{}, false
			}
			text := value.Join(value.Literal("arn:aws:sqs:eu-central-1:111122223333:"), value.Hole(value.NewSymbol(value.Name, "test", "Queue.QueueName")))
			return value.AnyText(text, at), true
		},
	})
	return tpl.Eval(root.Get("X")), tpl
}

func TestEval(t *testing.T) {
	for _, c := range []struct{ x, want string }{
		{"plain", "plain"},
		{"yes", "true"},
		{"012", "012"},
		{"1.50", "1.5"},
		{"!Ref Env", "dev"},
		{"!Ref Stage", "${Parameters.Stage}"},
		{"!Ref Names", "[a, b, c]"},
		{"!Ref Ports", "unknown: the parameter Ports has no value here"},
		{"!Ref Image", "${Parameters.Image}"},
		{"!Ref AWS::Region", "eu-central-1"},
		{"!Ref AWS::NoValue", "not set"},
		{"[a, !Ref AWS::NoValue, b]", "[a, b]"},
		{"!Ref Nobody", "unknown: Nobody is not declared in the template"},
		{`!Sub "${Env}-${AWS::AccountId}-${!Kept}-${Queue.Arn}"`, "dev-111122223333-${Kept}-arn:aws:sqs:eu-central-1:111122223333:${Queue.QueueName}"},
		{`!Sub ["${a}/${b}", {a: !Ref Env, b: 2}]`, "dev/2"},
		{`!Sub "$ ${} ${Env"`, "$ ${} ${Env"},
		{`!Join ["-", [a, !Ref Stage, 3]]`, "a-${Parameters.Stage}-3"},
		{`!Join [",", !Ref Names]`, "a,b,c"},
		{`!Select [1, !Ref Names]`, "b"},
		{`!Select [9, !Ref Names]`, "unknown: the list has no element 9"},
		{`!Select [5, !Split [":", !GetAtt Queue.Arn]]`, "${Queue.QueueName}"},
		{`!Split [",", "a, b"]`, "[a,  b]"},
		{`!Ref Wrong`, "unknown: the Default of the parameter Wrong is no text"},
		{`{Fn::Length: [a, !If [Prod, b, !Ref AWS::NoValue]]}`, "unknown: how long the list is depends on conditions that are not decided"},
		{`[!If [{Fn::Equals: [!Ref Stage, dev]}, a, b], !If [{Fn::Equals: [!Ref Stage, prod]}, a, b]]`, "[a or b, a or b]"},
		{`!Split ["", a]`, "unknown: Fn::Split takes a delimiter and a text"},
		{`!FindInMap [Sizes, !Ref Env, memory]`, "128"},
		{`!FindInMap [Sizes, !Ref Stage, memory]`, "unknown: which entry of the mapping counts depends on ${Parameters.Stage}"},
		{`!FindInMap [Same, !Ref Stage, x]`, "1"},
		{`!FindInMap [Long, !Ref Stage, x]`, "unknown: which entry of the mapping counts depends on ${Parameters.Stage}"},
		{`!FindInMap [Shaped, !Ref Stage, x]`, "unknown: which entry of the mapping counts depends on ${Parameters.Stage}"},
		{`!FindInMap [Sizes, nowhere, memory]`, "unknown: the mapping has no such entry"},
		{`!FindInMap [Sizes, nowhere, memory, {DefaultValue: 7}]`, "7"},
		{`!If [Dev, a, b]`, "a"},
		{`!If [Never, a, b]`, "b"},
		{`!If [{Fn::Equals: [!Ref Secret, hunter2]}, a, b]`, "a"},
		{`!If [{Fn::Equals: [!Sub "x${Secret}", xhunter]}, a, b]`, "b"},
		{`!If [Always, a, b]`, "a"},
		{`!If [Odd, a, b]`, "b"},
		{`!If [Prod, a, b]`, "a if Prod is true, b if Prod is false"},
		{`!If [NotProd, a, b]`, "a if Prod is false, b if Prod is true"},
		{`!Sub ["x-${v}", {v: !If [Prod, a, b]}]`, "x-a if Prod is true, x-b if Prod is false"},
		{`!Join ["", [!If [Prod, a, b], !If [NotProd, c, d]]]`, "ad if Prod is true, bc if Prod is false"},
		{`!Base64 abc`, "YWJj"},
		{`!Cidr [10.0.0.0/16, 3, 8]`, "[10.0.0.0/24, 10.0.1.0/24, 10.0.2.0/24]"},
		{`!Cidr [10.0.0.0/24, 300, 8]`, "unknown: 10.0.0.0/24 is no range that Fn::Cidr takes"},
		{`{Fn::Length: !Ref Names}`, "3"},
		{`{'Fn::ForEach::Open': [N, !Ref Ports, {'${N}': a}]}`, "{, …}"},
		{`!Select [1, !GetAZs ""]`, "${zone 1 of eu-central-1}"},
		{`!Equals [!Select [0, {Fn::Transform: {Name: A}}], !Select [0, {Fn::Transform: {Name: B}}]]`, "true if a condition is true, false if a condition is false"},
		{`!Equals [!Select [0, !GetAZs ""], !Select [0, !GetAZs {Ref: "AWS::Region"}]]`, "true"},
		{`!GetAZs ""`, "unknown: availability zones are those of the account"},
		{`!Nonsense a`, "unknown: Fn::Nonsense is not known"},
		{`"{{resolve:ssm:/a/b:1}}"`, "${{{resolve:ssm:/a/b:1}}}"},
		{`!ImportValue base-vpc`, "${Fn::ImportValue base-vpc}"},
	} {
		v, _ := evaluated(t, c.x)
		if got := told(v); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.x, got, c.want)
		}
	}
}

// told writes a value with its alternatives and reasons.
func told(v value.Any) string {
	switch v.Kind() {
	case value.KindUnknown:
		return "unknown: " + v.Reason()
	case value.KindSeveral:
		var parts []string
		for _, alt := range v.Alternatives() {
			parts = append(parts, told(alt.Value)+" if "+alt.When.String())
		}
		return strings.Join(parts, ", ")
	}
	return v.String()
}

// What must not be shown stays so through every function.
func TestSecretsStaySecret(t *testing.T) {
	for _, x := range []string{
		"!Ref Secret", `!Sub "a${Secret}"`, `!Join ["", [a, !Ref Secret]]`, `!Base64 {Ref: Secret}`, `"{{resolve:secretsmanager:x:SecretString:y}}"`, `!Select [0, !Split ["t", !Ref Secret]]`,
		"!Ref Secrets", "!Select [0, !Ref Secrets]", `!Base64 {"Fn::Sub": "${Secret}${Stage}"}`,
	} {
		if v, _ := evaluated(t, x); !v.Sensitive() {
			t.Errorf("%s may be shown: %s", x, v.String())
		}
	}
}

// Nor does a part of it, the name of what is made of it, or the reason why
// something is not known.
func TestSecretsAreInNoName(t *testing.T) {
	for _, x := range []string{
		"!Ref Secrets", `!Split [",", !Ref Secret]`, `!Base64 {"Fn::Sub": "${Secret}${Stage}"}`, `!Sub "{{resolve:ssm:/${Secret}/a}}"`,
		`!Split ["--", !Sub "${Secret}${Stage}"]`, `!Cidr [!Ref Secret, 1, 8]`, `!Select [!Ref Secret, [a]]`, `!FindInMap [Sizes, !Sub "${Secret}${Stage}", memory]`,
	} {
		v, tpl := evaluated(t, x)
		names := []string{v.Reason()}
		for _, e := range append(v.Elements(), v) {
			if text, ok := e.Scalar(); ok && !e.Sensitive() {
				t.Errorf("%s: a part may be shown: %s", x, text.String())
			} else if ok {
				for _, s := range text.Symbols() {
					names = append(names, s.Name())
				}
			}
		}
		for _, p := range tpl.Problems() {
			names = append(names, p.Summary)
		}
		if all := strings.Join(names, "; "); strings.Contains(all, "hunter2") {
			t.Errorf("%s: named in %q", x, all)
		}
	}
}

// A loop over what must not be shown would write it into names.
func TestSecretsAreNotLoopedOver(t *testing.T) {
	root, _ := cfnlang.Parse(new(value.Places), "t.yaml", []byte("Transform: AWS::LanguageExtensions\nParameters: {P: {Type: CommaDelimitedList, NoEcho: true, Default: hunter2}}\n"+
		"Resources: {'Fn::ForEach::X': [N, !Ref P, {'Q${N}': {Type: AWS::SQS::Queue}}], 'Fn::ForEach::Y': [N, [!Ref P], {'Q${N}': {Type: AWS::SQS::Queue}}]}\n"))
	for _, k := range cfnlang.NewTemplate(root, cfnlang.Surrounding{Scope: "test"}).Root.Get("Resources").Keys {
		if strings.Contains(k.Name, "hunter2") {
			t.Error(k.Name)
		}
	}
}

// Two conditions without a name are two.
func TestInlineConditionsDiffer(t *testing.T) {
	v, _ := evaluated(t, `[!If [{Fn::Equals: [!Ref Stage, dev]}, a, b], !If [{Fn::Equals: [!Ref Stage, prod]}, a, b]]`)
	first, second := v.Elements()[0].Alternatives()[0].When, v.Elements()[1].Alternatives()[0].When
	if both, _ := first.And(second); len(both) != 2 {
		t.Errorf("%s is the same as %s", first, second)
	}
}

func TestMistakesAreTold(t *testing.T) {
	for x, want := range map[string]string{
		"!Ref Nobody":             "Nobody is not declared",
		"!If [Nowhere, a, b]":     "the condition Nowhere is not declared",
		"!If [Circle, a, b]":      "the condition Circle rests on itself",
		"!If [Dev, a]":            "Fn::If takes a condition and two values",
		"!Nonsense a":             "Fn::Nonsense is no function",
		"!GetAtt Queue":           "Fn::GetAtt takes",
		"!Sub [a, b, c]":          "Fn::Sub takes a text",
		"!FindInMap [a]":          "Fn::FindInMap takes a map",
		"!Join a":                 "Fn::Join takes a list",
		"{Fn::And: [a]}":          "",
		"!If [!Equals [a], a, b]": "Fn::Equals of the condition",
		"!Sub '${Nobody.Arn}'":    "Nobody is not declared",
		"!If [[a], a, b]":         "none of the functions of conditions",
		`{Ref: [a]}`:              "Ref takes a name",
	} {
		_, tpl := evaluated(t, x)
		var all []string
		for _, p := range tpl.Problems() {
			all = append(all, p.Summary)
		}
		if want != "" && !strings.Contains(strings.Join(all, "; "), want) {
			t.Errorf("%s: told %q, want %q", x, all, want)
		}
	}
}

func TestForEach(t *testing.T) {
	src := `
Transform: AWS::LanguageExtensions
Parameters:
  Names: {Type: CommaDelimitedList, Default: "a,b-1"}
  Open: {Type: CommaDelimitedList}
Resources:
  Fn::ForEach::Queues:
    - Name
    - !Ref Names
    - Queue&{Name}:
        Type: AWS::SQS::Queue
        Properties: {QueueName: !Sub "q-${Name}", Other: !Ref Name}
  Fn::ForEach::More:
    - Name
    - !Ref Open
    - "More${Name}": {Type: AWS::SQS::Queue}
`
	root, problems := cfnlang.Parse(new(value.Places), "t.yaml", []byte(src))
	if root == nil {
		t.Fatal(problems)
	}
	tpl := cfnlang.NewTemplate(root, cfnlang.Surrounding{Scope: "test"})
	resources := tpl.Root.Get("Resources")
	var keys []string
	for _, k := range resources.Keys {
		keys = append(keys, k.Name)
	}
	if got, want := strings.Join(keys, " "), "Queuea Queueb1 Fn::ForEach::More"; got != want {
		t.Errorf("resources %s, want %s", got, want)
	}
	p := resources.Get("Queueb1").Get("Properties")
	if got := tpl.Eval(p.Get("QueueName")).String() + " " + tpl.Eval(p.Get("Other")).String(); got != "q-b-1 b-1" {
		t.Errorf("got %s", got)
	}
}
