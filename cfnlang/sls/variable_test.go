package sls_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"bailiwick/cfnlang"
	"bailiwick/cfnlang/sls"
	"bailiwick/value"
)

// Variables stand for what the framework's documentation says (Serverless
// Framework, Variables).
func TestVariables(t *testing.T) {
	const base = `
service: shop
frameworkVersion: "3"
provider: {name: aws, runtime: python3.12, region: "${opt:region, 'eu-west-1'}"}
params:
  default: {size: 128, name: "${sls:stage}-all"}
  prod: {size: 1024}
custom:
  a: {b: text, list: [one, two], n: 5, flag: true, empty: ~}
  byStage: {dev: d, prod: p}
  circle: ${self:custom.round}
  round: ${self:custom.circle}
functions:
  f:
    handler: a.b
    environment:
      X: `
	files := map[string]string{
		"one.yml": "a: {b: '${self:service}-in'}\nlist: [x, y]\n", "two.json": `{"a": {"c": "json"}}`, "list.yml": "- l1\n- l2\n", "plain.txt": "words",
	}
	for _, c := range []struct{ written, want string }{
		{"plain", `"plain"`},
		{"${self:custom.a.b}", `"text"`},
		{"<${self:custom.a.b}>", `"<text>"`},
		{"${self:custom.a.n}", `"5"`},
		{"${self:custom.a.list.1}", `"two"`},
		{"${self:custom.a}", `{"b":"text","flag":"true","list":["one","two"],"n":"5"}`},
		{"${sls:stage}", `"dev"`},
		{"${opt:stage, 'other'}", `"other"`},
		{"${opt:stage, self:provider.stage, 'dev'}", `"dev"`},
		{"${opt:missing, \"x y\"}", `"x y"`},
		{"${opt:missing, null}", `null`},
		{"${opt:missing, true}", `"true"`},
		{"${self:custom.byStage.${sls:stage}}", `"d"`},
		{"${self:custom.byStage.${opt:stage, 'prod'}}", `"p"`},
		{"${self:custom.nothing, self:custom.a.b}", `"text"`},
		{"${self:custom.a.empty, 'filled'}", `"filled"`},
		{"${param:size}", `"128"`},
		{"${param:name}", `"dev-all"`},
		{"${aws:region}", `"eu-west-1"`},
		{"${self:provider.region}", `"eu-west-1"`},
		{"arn:${aws:accountId}", `{"Fn::Join":["",["arn:",{"Ref":"AWS::AccountId"}]]}`},
		{"${file(one.yml):a.b}", `"shop-in"`},
		{"${file(./one.yml):list}", `["x","y"]`},
		{"${file(two.json):a.c}", `"json"`},
		{"${file(list.yml)}", `["l1","l2"]`},
		{"${file(plain.txt)}", `"words"`},
		{"${file(${opt:none, 'one'}.yml):list.0}", `"x"`},
		{"${file(missing.yml), 'instead'}", `"instead"`},
		{"${file(missing.yml):a, file(two.json):a.c}", `"json"`},
		{"${strToBool(true)}", `"true"`},
		{"${strToBool(${opt:none, '0'})}", `"false"`},
		{"${ssm:/a/b}", `{"Ref":"ssm:/a/b"}`},
		{"x-${ssm(eu-west-1):/a/${sls:stage}}", `{"Fn::Join":["",["x-",{"Ref":"ssm(eu-west-1):/a/dev"}]]}`},
		{"${cf:other-${sls:stage}.Arn}", `{"Ref":"cf:other-dev.Arn"}`},
		{"${env:HOME_OF}", `{"Ref":"env:HOME_OF"}`},
		{"${env:HOME_OF, 'here'}", `"here"`},
		{"${env:KNOWN}", `{"Ref":"env:KNOWN"}`},
		{"${vault:secret/a, 'x'}", `{"Ref":"vault:secret/a"}`},
		{"${AWS::Region}", `"${AWS::Region}"`},
		{"${Bucket.Arn}", `"${Bucket.Arn}"`},
		{`\${self:service}`, `"${self:service}"`},
		{"${unclosed:a", `"${unclosed:a"`},
		{"${self:custom.circle}", `"unknown: a variable stands for itself"`},
		{"${self:custom.nothing}", `"unknown: ${self:custom.nothing} stands for nothing that is there"`},
		{"${self:custom.${ssm:/which}}", `"unknown: the address of self:custom.${ssm:/which} is not known"`},
	} {
		t.Run(c.written, func(t *testing.T) {
			quoted, _ := json.Marshal(c.written)
			places := new(value.Places)
			root, problems := cfnlang.Parse(places, "serverless.yml", []byte(base+string(quoted)+"\n"))
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			s := sls.Package(root, sls.Options{Env: map[string]string{"KNOWN": "do not show"}, File: func(name string) *cfnlang.Node {
				text, ok := files[name]
				switch {
				case !ok:
					return nil
				case strings.HasSuffix(name, ".txt"):
					return cfnlang.NewString(text, 0)
				}
				n, _ := cfnlang.Parse(places, name, []byte(text))
				return n
			}})
			n := s.Template.Get("Resources").Get("FLambdaFunction").Get("Properties").Get("Environment").Get("Variables").Get("X")
			if got := shown(n); got != c.want {
				t.Errorf("%s is %s, want %s", c.written, got, c.want)
			}
		})
	}
}

// What an Fn::Sub of CloudFormation holds of the framework's variables becomes
// variables of its own where it is not known.
func TestVariablesInSub(t *testing.T) {
	src := `
service: shop
provider: {name: aws, runtime: python3.12, environment: {X: !Sub "arn:aws:s3:::${self:service}-${AWS::Region}-${ssm:/a}"}}
functions: {f: {handler: a.b}}
`
	root, _ := cfnlang.Parse(new(value.Places), "serverless.yml", []byte(src))
	n := sls.Package(root, sls.Options{}).Template.Get("Resources").Get("FLambdaFunction").Get("Properties").Get("Environment").Get("Variables").Get("X")
	if got, want := shown(n), `{"Fn::Sub":["arn:aws:s3:::shop-${AWS::Region}-${variable3}",{"variable3":{"Ref":"ssm:/a"}}]}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func shown(n *cfnlang.Node) string {
	if n != nil && n.Kind == cfnlang.Null {
		return "null"
	}
	b, _ := json.Marshal(plain(n))
	return strings.ReplaceAll(strings.ReplaceAll(string(b), `\u003c`, "<"), `\u003e`, ">")
}

func TestStages(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"service: a", "[]"},
		{"params: {default: {}, prod: {}, dev: {}}", "[dev prod]"},
		{"stages: {default: {params: {}}, live: {}}", "[dev live]"},
		{"custom: {size: {test: 1, prod: 2, default: 3}}\nprovider: {memorySize: '${self:custom.size.${sls:stage}, self:custom.size.default}'}", "[dev prod test]"},
		{"custom: {stage: \"${opt:stage, 'dev'}\", a: {b: {x1: 1}}}\nprovider: {memorySize: '${self:custom.a.b.${self:custom.stage}.n}'}", "[dev x1]"},
		{"custom: {a: {b: 1}}\nprovider: {memorySize: '${self:custom.a.${opt:what}}'}", "[]"},
	} {
		root, _ := cfnlang.Parse(new(value.Places), "serverless.yml", []byte(c.src))
		if got := fmt.Sprint(sls.Stages(root)); got != c.want {
			t.Errorf("%s: %s, want %s", c.src, got, c.want)
		}
	}
}

// What doubles at each step is not built.
func TestBomb(t *testing.T) {
	var src strings.Builder
	src.WriteString("service: a\nprovider: {name: aws}\ncustom:\n  a0: [x, x]\n")
	for i := range 60 {
		fmt.Fprintf(&src, "  a%d: ['${self:custom.a%d}', '${self:custom.a%d}']\n", i+1, i, i)
	}
	src.WriteString("functions: {f: {handler: a.b, environment: {X: '${self:custom.a60}'}}}\nresources: '${self:custom.a60}'\n")
	root, _ := cfnlang.Parse(new(value.Places), "serverless.yml", []byte(src.String()))
	n := sls.Package(root, sls.Options{}).Template.Get("Resources").Get("FLambdaFunction").Get("Properties").Get("Environment").Get("Variables").Get("X")
	if got := shown(n); !strings.Contains(got, "too many parts") {
		t.Errorf("got %.200s", got)
	}
	long := "service: a\nprovider: {name: aws}\nfunctions: {f: {handler: '" + strings.Repeat("${a:", 100_000) + "'}}\n"
	root, _ = cfnlang.Parse(new(value.Places), "serverless.yml", []byte(long))
	sls.Package(root, sls.Options{})
}

func FuzzPackage(f *testing.F) {
	for _, s := range []string{
		"service: a\nprovider: {name: aws}\nfunctions: {f: {handler: a.b, events: [{sqs: arn:aws:sqs:a:b:c}, {s3: b}, alexaSkill]}}",
		"service: a\nprovider: aws\nfunctions:\n- {f: {image: x}}\n- ${file(a.yml)}\nresources: [{Resources: {A: {Type: B}}}]",
		"provider: {name: aws, iam: {role: x}}\nstepFunctions: {stateMachines: {a: {definition: {States: {x: {Type: Task, Resource: !GetAtt [f, Arn]}}}}}}\nplugins: [serverless-step-functions]",
		"service: ${self:custom.a, 'b'}\nprovider: {name: aws, stage: '${opt:stage}', vpc: ${ssm:a}}\nfunctions: ${self:provider}",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		root, _ := cfnlang.Parse(new(value.Places), "serverless.yml", src)
		if root == nil || root.Kind != cfnlang.Map {
			return
		}
		sls.Stages(root)
		if s := sls.Package(root, sls.Options{Stage: "dev"}); s != nil {
			if at := hole(s.Template, ""); at != "" {
				t.Errorf("nothing stands at %s", at)
			}
			cfnlang.NewTemplate(s.Template, cfnlang.Surrounding{Scope: "x"})
		}
	})
}
