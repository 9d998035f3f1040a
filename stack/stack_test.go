package stack_test

import (
	"fmt"
	"sort"
	"strings"
	"testing"

	"bailiwick/cfnlang"
	"bailiwick/estate"
	"bailiwick/stack"
	"bailiwick/value"
)

// A world of templates by their names; main is the stack.
type templates map[string]string

func read(t testing.TB, files templates) *estate.Estate {
	t.Helper()
	b := &estate.Builder{Places: new(value.Places)}
	var exports stack.Exports
	var stacks []*stack.Stack
	parse := func(name string) *cfnlang.Node {
		src, ok := files[name]
		if !ok {
			return nil
		}
		root, problems := cfnlang.Parse(b.Places, name, []byte(src))
		b.Problems = append(b.Problems, problems...)
		return root
	}
	var names []string
	for name := range files {
		if !strings.HasPrefix(name, "nested/") {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	for _, name := range names {
		root := parse(name)
		if root == nil {
			continue
		}
		scope := &estate.Scope{Source: "cloudformation", Root: name, Sole: true, Dialect: estate.CloudFormation}
		b.AddScope(scope)
		stacks = append(stacks, stack.New(b, root, stack.Options{
			Scope: scope, Account: "111122223333", Region: "eu-central-1", Block: root.At,
			File: name, Nested: func(_, url string) (string, *cfnlang.Node) { return url, parse(url) },
		}, &exports))
	}
	for _, s := range stacks {
		s.Emit()
	}
	return b.Build()
}

// lines writes an estate: resources with their links, then gaps and problems.
func lines(e *estate.Estate) string {
	var b strings.Builder
	view := e.In(nil)
	for _, r := range e.Resources() {
		h := r.Head()
		if h.Kind() == "account" {
			continue
		}
		fmt.Fprintf(&b, "%s %s", h.Kind(), h.Address)
		if when := h.When.String(); when != "" {
			fmt.Fprintf(&b, " when %s", when)
		}
		for _, l := range view.Outgoing(r) {
			fmt.Fprintf(&b, " %s=%s", l.As, l.To.Head().Address)
		}
		b.WriteByte('\n')
	}
	for _, g := range e.Gaps {
		fmt.Fprintf(&b, "gap %s\n", g.Why.Reason())
	}
	for _, p := range e.Problems {
		fmt.Fprintf(&b, "problem %s\n", p.Summary)
	}
	return b.String()
}

func TestStacks(t *testing.T) {
	for _, c := range []struct {
		name  string
		files templates
		want  string
	}{
		{
			"references are links, and what a declaration holds are parts",
			templates{"a.yaml": `
Resources:
  F:
    Type: AWS::Lambda::Function
    Properties: {Role: !GetAtt R.Arn, DeadLetterConfig: {TargetArn: !GetAtt Q.Arn}, Environment: {Variables: {T: !Ref T}}}
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: []}
      Policies: [{PolicyName: p, PolicyDocument: {Statement: []}}]
  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "${AWS::StackName}-q"}}
  T: {Type: AWS::SNS::Topic, Properties: {Subscription: [{Protocol: sqs, Endpoint: !GetAtt Q.Arn}]}}
`},
			`function F Role=R DeadLetterConfig.TargetArn=Q
queue Q
role R
subscription T.Subscription[0] TopicArn=T Endpoint=Q
topic T
`,
		},
		{
			"conditions are worlds",
			templates{"a.yaml": `
Parameters: {Stage: {Type: String}}
Conditions: {Prod: !Equals [!Ref Stage, prod], Never: !Equals [a, b]}
Resources:
  Q: {Type: AWS::SQS::Queue, Condition: Prod}
  N: {Type: AWS::SQS::Queue, Condition: Never}
  T: {Type: AWS::SNS::Topic, Properties: {Subscription: [!If [Prod, {Protocol: email, Endpoint: a}, !Ref AWS::NoValue]]}}
`},
			`queue Q when Prod is true
subscription T.Subscription[0] when Prod is true TopicArn=T
topic T
`,
		},
		{
			"nested stacks on disk, their parameters and outputs",
			templates{"a.yaml": `
Resources:
  Data: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: nested/data.yaml, Parameters: {Name: jobs, Wrong: x}}}
  F: {Type: AWS::Lambda::Function, Properties: {DeadLetterConfig: {TargetArn: !GetAtt Data.Outputs.Arn}}}
  Gone: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: nested/gone.yaml}}
`, "nested/data.yaml": `
Parameters: {Name: {Type: String}}
Resources:
  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Name}}
  Self: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: nested/data.yaml}}
Outputs: {Arn: {Value: !GetAtt Q.Arn}}
`},
			`function F DeadLetterConfig.TargetArn=Data.Q
queue Data.Q
stack Data
stack Data.Self
stack Gone
gap the template of the nested stack Gone is not on disk
gap the nested stack Data.Self lies in itself
problem the template of the nested stack Gone is not on disk: nested/gone.yaml
problem the nested stack Data.Self lies in itself
problem the nested stack has no parameter Wrong
`,
		},
		{
			"exports of one stack are imported by another",
			templates{"a.yaml": `
Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs}}}
Outputs: {Arn: {Value: !GetAtt Q.Arn, Export: {Name: !Sub "${AWS::Region}-jobs"}}}
`, "b.yaml": `
Resources: {F: {Type: AWS::Lambda::Function, Properties: {DeadLetterConfig: {TargetArn: !ImportValue eu-central-1-jobs}}}}
`},
			`queue Q
function F DeadLetterConfig.TargetArn=Q
`,
		},
		{
			"exports of what has no name link as well, and so do their companions",
			templates{"a.yaml": `
Parameters: {Name: {Type: String}}
Resources:
  Q: {Type: AWS::SQS::Queue}
  R: {Type: AWS::IAM::Role}
  N: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Name}}
  T: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub "${AWS::StackName}-t"}}
Outputs:
  Arn: {Value: !GetAtt Q.Arn, Export: {Name: arn}}
  Url: {Value: !Ref Q, Export: {Name: url}}
  Role: {Value: !GetAtt R.Arn, Export: {Name: role}}
  Named: {Value: !GetAtt N.Arn, Export: {Name: named}}
  Topic: {Value: !Ref T, Export: {Name: topic}}
`, "b.yaml": `
Parameters: {Name: {Type: String}}
Resources:
  F: {Type: AWS::Lambda::Function, Properties: {Role: !ImportValue role, DeadLetterConfig: {TargetArn: !ImportValue arn}}}
  G: {Type: AWS::Lambda::Function, Properties: {DeadLetterConfig: {TargetArn: !ImportValue named}}}
  H: {Type: AWS::Lambda::Function, Properties: {DeadLetterConfig: {TargetArn: !Sub "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${Name}"}}}
  P: {Type: AWS::SQS::QueuePolicy, Properties: {Queues: [!ImportValue url]}}
  S: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !ImportValue topic}}
`},
			`queue N
queue Q
role R
topic T
function F Role=R DeadLetterConfig.TargetArn=Q
function G DeadLetterConfig.TargetArn=N
function H
queue_policy P Queues=Q
subscription S TopicArn=T
`,
		},
		{
			"what may make anything is a gap",
			templates{"a.yaml": `
Transform: [AWS::LanguageExtensions, Own]
Resources:
  C: {Type: Custom::Thing, Properties: {ServiceToken: a}}
  M: {Type: Org::Team::Service::MODULE}
  Odd: {Type: AWS::Lambda::Novelty}
  None: {Properties: {}}
`},
			`gap the macro Own may make anything of the template
gap None has no Type
gap C is made by code of its own
gap the module Org::Team::Service::MODULE is not on disk
problem the macro Own runs in the account when the stack is deployed
problem None has no Type
problem AWS::Lambda::Novelty is a type of Lambda's that this build does not know
`,
		},
		{
			"types of SAM's are expanded although nothing says so",
			templates{"a.yaml": `
Resources:
  Q: {Type: AWS::Serverless::SimpleTable}
`},
			`table Q
problem the template holds types of SAM's and names no transform: AWS refuses it
`,
		},
		{
			"a default that a rule refuses decides nothing, in SAM's types neither",
			templates{"a.yaml": `
Transform: AWS::Serverless-2016-10-31
Parameters: {Alias: {Type: String, Default: live}}
Rules: {Own: {Assertions: [{Assert: !Not [!Equals [!Ref Alias, live]]}]}}
Resources:
  F: {Type: AWS::Serverless::Function, Properties: {Handler: a.b, Runtime: python3.13, CodeUri: s3://a/b, AutoPublishAlias: !Ref Alias}}
`},
			`alias FAliasAlias FunctionName=F
function F Role=FRole
function_version FVersion16cbcbe095 FunctionName=F
role FRole
`,
		},
		{
			"copies of a loop are told apart by their ids, and those that cannot be are told",
			templates{"a.yaml": `
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Queues: [N, [a, b.c], {"Q&{N}": {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref N}}}]
  Fn::ForEach::Stages: [S, [dev, prod], {"Fn::ForEach::Topics": [N, [a, b], {"T${S}${N}": {Type: AWS::SNS::Topic}}]}]
  Fn::ForEach::Same: [N, [x-y, xy], {"B&{N}": {Type: AWS::S3::Bucket}}]
  Fn::ForEach::Over: [N, [a], {"Q${N}": {Type: AWS::SQS::Queue}}]
`},
			`bucket Bxy
queue Qa
queue Qbc
topic Tdeva
topic Tdevb
topic Tproda
topic Tprodb
problem Fn::ForEach makes Bxy more than once
problem Fn::ForEach makes Qa more than once
`,
		},
		{
			"circles end",
			templates{"a.yaml": `
Resources:
  A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "x-${B}"}}
  B: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "y-${A.QueueName}"}}
  C: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref C}}
`},
			"queue A\nqueue B\nqueue C\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := lines(read(t, c.files)); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// Any template ends in an estate, and twice in the same.
func FuzzStack(f *testing.F) {
	f.Add([]byte("Resources: {F: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt R.Arn}}, R: {Type: AWS::IAM::Role, Properties: {Policies: [!If [C, {PolicyName: a}, !Ref AWS::NoValue]]}}}\nConditions: {C: !Equals [!Ref P, a]}\nParameters: {P: {Type: String}}"))
	f.Add([]byte(`{"Resources":{"S":{"Type":"AWS::CloudFormation::Stack","Properties":{"TemplateURL":"a.yaml"}}}}`))
	f.Add([]byte("Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::X: [N, [a, b], {\"Q${N}\": {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '${N}${Q}'}}}]"))
	f.Add([]byte("Resources: {A: {Type: AWS::IAM::Policy, Properties: {Roles: !Split [',', !Ref X], PolicyDocument: 3}}}\nParameters: {X: {Type: 'List<String>'}}\nOutputs: {O: {Value: !GetAtt A.Outputs.O, Export: {Name: !ImportValue O}}}"))
	f.Add([]byte("Transform: [AWS::LanguageExtensions, Own]\nParameters: {P: {Type: String, NoEcho: 'TRUE', Default: x}, L: {Type: CommaDelimitedList}}\nConditions: {C: !Equals [!Ref P, !Ref L]}\nResources:\n  N: {Type: AWS::CloudFormation::Stack, Condition: C, Properties: {TemplateURL: nested/n.yaml, Parameters: !If [C, {P: !Ref L}, !Ref AWS::NoValue]}}\n  Q: {Type: AWS::SQS::Queue, Properties: {'Fn::ForEach::T': [K, !Ref L, {'${K}': a}], KmsMasterKeyId: !GetAtt N.Outputs.O, Tags: !Split [',', !Ref P]}}"))
	f.Add([]byte("Parameters: {P: {Type: String, Default: a}}\nRules: {R: {RuleCondition: !Equals [!Ref P, a], Assertions: [{Assert: !Not [{Fn::Contains: [[a, !Ref P], !Ref P]}]}]}}\nConditions: {C: !Equals [!Ref P, a]}\nResources: {Q: {Type: AWS::SQS::Queue, Condition: C}}"))
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 1<<14 {
			return
		}
		files := templates{"a.yaml": string(src), "nested/n.yaml": "Parameters: {P: {Type: String, Default: a}}\nResources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref P}}}\nOutputs: {O: {Value: !Ref P, Export: {Name: n}}}"}
		first := lines(read(t, files))
		if second := lines(read(t, files)); first != second {
			t.Errorf("the same template gives\n%s\nthen\n%s", first, second)
		}
	})
}
