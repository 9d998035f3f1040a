package stack_test

import (
	"strings"
	"testing"

	"bailiwick/estate"
	"bailiwick/value"
)

// keyOf tells the key of the queue Q: what it is, absent, or unknown.
func keyOf(t *testing.T, files templates) string {
	t.Helper()
	for _, r := range read(t, files).Resources() {
		if q, ok := r.(*estate.Queue); ok && strings.HasSuffix(q.Head().Address, "Q") {
			return tell(q.KMSKey)
		}
	}
	return "no queue"
}

func tell(v value.Value[value.Text]) string {
	switch {
	case v.Alternatives() != nil:
		var parts []string
		for _, alt := range v.Alternatives() {
			parts = append(parts, tell(alt.Value)+" if "+alt.When.String())
		}
		return strings.Join(parts, ", ")
	case v.IsAbsent():
		return "absent"
	case v.IsUnknown():
		return "unknown: " + v.Reason()
	}
	return v.Or(value.Text{}).String()
}

// What may be set by something that is not read is not absent: a rule that
// passes on a default must not pass.
func TestAbsence(t *testing.T) {
	const nested = "Parameters: {Key: {Type: String, Default: fallback}}\nResources: {Q: {Type: AWS::SQS::Queue, Properties: {KmsMasterKeyId: !Ref Key}}}\n"
	stackOf := func(parameters string) templates {
		return templates{"nested/n.yaml": nested, "a.yaml": "Parameters: {Stage: {Type: String}, All: {Type: CommaDelimitedList}}\nConditions: {Prod: !Equals [!Ref Stage, prod]}\n" +
			"Resources: {N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: nested/n.yaml, Parameters: " + parameters + "}}}\n"}
	}
	for _, c := range []struct {
		name  string
		files templates
		want  string
	}{
		{"no properties", templates{"a.yaml": "Resources: {Q: {Type: AWS::SQS::Queue}}"}, "absent"},
		{"properties without a value", templates{"a.yaml": "Resources: {Q: {Type: AWS::SQS::Queue, Properties: }}"}, "absent"},
		{"a macro", templates{"a.yaml": "Transform: Own\nResources: {Q: {Type: AWS::SQS::Queue}}"}, "unknown: the macro Own may set more properties"},
		{"beside a macro", templates{"a.yaml": "Transform: Own\nResources: {Q: {Type: AWS::SQS::Queue, Properties: {KmsMasterKeyId: a}}}"}, "a"},
		{"a transform of properties", templates{"a.yaml": "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {'Fn::Transform': {Name: a}, QueueName: a}}}"}, "unknown: Fn::Transform may put more properties there"},
		{"a transform of the resource", templates{"a.yaml": "Resources: {Q: {Type: AWS::SQS::Queue, 'Fn::Transform': {Name: a}}}"}, "unknown: Fn::Transform may put more properties there"},
		{
			"a loop over what is not known",
			templates{"a.yaml": "Transform: AWS::LanguageExtensions\nParameters: {P: {Type: CommaDelimitedList}}\nResources: {Q: {Type: AWS::SQS::Queue, Properties: {'Fn::ForEach::Keys': [K, !Ref P, {'${K}': a}]}}}"},
			"unknown: Fn::ForEach::Keys may put more properties there",
		},
		{"properties of a wrong type", templates{"a.yaml": "Resources: {Q: {Type: AWS::SQS::Queue, Properties: [a]}}"}, "unknown: the Properties of Q are no map"},
		{"a nested stack without parameters", stackOf("{}"), "fallback"},
		{"with one", stackOf("{Key: given}"), "given"},
		{"with AWS::NoValue", stackOf("{Key: !Ref AWS::NoValue}"), "fallback"},
		{"with one in a world", stackOf("{Key: !If [Prod, given, !Ref AWS::NoValue]}"), "given if Prod is true, fallback if Prod is false"},
		{"with parameters in a world", stackOf("!If [Prod, {Key: given}, !Ref AWS::NoValue]"), "given if Prod is true, fallback if Prod is false"},
		{"with parameters that are not known", stackOf("{'Fn::Transform': {Name: a}}"), "unknown: Fn::Transform is done by AWS when the stack is deployed"},
		{"with some that are not known", stackOf("{'Fn::Transform': {Name: a}, Other: b}"), "unknown: Fn::Transform puts more here"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := keyOf(t, c.files); got != c.want {
				t.Errorf("the key is %q, want %q", got, c.want)
			}
		})
	}
}

func TestNesting(t *testing.T) {
	for _, c := range []struct {
		name  string
		files templates
		want  string
	}{
		{
			"what is nested exists with its stack",
			templates{"nested/n.yaml": "Parameters: {Stage: {Type: String}}\nConditions: {Own: !Equals [!Ref Stage, a]}\nResources: {Q: {Type: AWS::SQS::Queue}, R: {Type: AWS::SQS::Queue, Condition: Own}}\n", "a.yaml": `
Parameters: {Stage: {Type: String}}
Conditions: {Prod: !Equals [!Ref Stage, prod], Not: !Not [!Condition Prod], Never: !Equals [a, b]}
Resources:
  A: {Type: AWS::CloudFormation::Stack, Condition: Prod, Properties: {TemplateURL: nested/n.yaml, Parameters: {Stage: !Ref Stage}}}
  B: {Type: AWS::CloudFormation::Stack, Condition: Never, Properties: {TemplateURL: nested/n.yaml}}
`},
			"queue A.Q when Prod is true\nqueue A.R when A.Own is true and Prod is true\nstack A when Prod is true\n",
		},
		{
			"a name that is exported twice is nobody's",
			templates{
				"a.yaml": "Resources: {Q: {Type: AWS::SQS::Queue}}\nOutputs: {O: {Value: !GetAtt Q.Arn, Export: {Name: n}}}\n", "b.yaml": "Resources: {Q: {Type: AWS::SQS::Queue}}\nOutputs: {O: {Value: !GetAtt Q.Arn, Export: {Name: n}}}\n",
				"c.yaml": "Resources: {F: {Type: AWS::Lambda::Function, Properties: {DeadLetterConfig: {TargetArn: !ImportValue n}}}}\n",
			},
			"queue Q\nqueue Q\nfunction F\n",
		},
		{
			"an output that is not there exports nothing",
			templates{
				"a.yaml": "Conditions: {Never: !Equals [a, b]}\nResources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs}}, R: {Type: AWS::SQS::Queue}}\nOutputs:\n  N: {Condition: Never, Value: !GetAtt R.Arn, Export: {Name: n}}\n  O: {Value: !GetAtt Q.Arn, Export: {Name: n}}\n",
				"c.yaml": "Resources: {F: {Type: AWS::Lambda::Function, Properties: {DeadLetterConfig: {TargetArn: !ImportValue n}}}}\n",
			},
			"queue Q\nqueue R\nfunction F DeadLetterConfig.TargetArn=Q\n",
		},
		{
			"types of others and stack sets are gaps",
			templates{"a.yaml": "Resources:\n  O: {Type: Own::Team::Thing}\n  S: {Type: AWS::CloudFormation::StackSet}\n'Fn::Transform': {Name: AWS::Include}\n"},
			"gap Fn::Transform may put more into the template\ngap O is made by code of its own\ngap the stacks that S deploys are not read\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := lines(read(t, c.files)); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// Templates that nest ten others each, fourteen deep, would be a hundred
// thousand billion stacks.
func TestFanOut(t *testing.T) {
	var all strings.Builder
	for _, n := range "0123456789" {
		all.WriteString("  N" + string(n) + ": {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: nested/NEXT.yaml}}\n")
	}
	files := templates{}
	for i := 'a'; i < 'o'; i++ {
		name := "nested/" + string(i) + ".yaml"
		if i == 'a' {
			name = "a.yaml"
		}
		files[name] = "Resources:\n" + strings.ReplaceAll(all.String(), "NEXT", string(i+1))
	}
	files["nested/o.yaml"] = "Resources: {Q: {Type: AWS::SQS::Queue}}\n"
	e := read(t, files)
	if len(e.Problems) != 1 || !strings.Contains(e.Problems[0].Summary, "are more than can be read") {
		t.Errorf("told %d problems: %v", len(e.Problems), e.Problems[0])
	}
	if len(e.Resources()) > 10_000 {
		t.Errorf("%d resources", len(e.Resources()))
	}
}
