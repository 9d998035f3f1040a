package stack_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"bailiwick/estate"
)

// shapes are values of every shape, in YAML.
var shapes = []string{
	"", "null", "''", "a", "7", "true", "2024-01-01", "[]", "[null]", "[a]", "[a, b]", "[a, b, c]", "[a, b, c, d]", "[[a], [b]]", "[{}, {}]", "[1, [a], {b: c}]",
	"{}", "{a: null}", "{a: {b: [c]}}", "{Ref: 'AWS::NoValue'}", "{Ref: P}", "{Ref: L}", "{Ref: Q}", "{Ref: [a]}", "{'Fn::GetAtt': [Q, Arn]}", "{'Fn::GetAtt': a}",
	"{'Fn::If': [C, [a], {a: b}]}", "{'Fn::If': [C, {Ref: 'AWS::NoValue'}, a]}", "{'Fn::If': [C, a]}", "{'Fn::Sub': '${P}-${Q.Arn}'}", "{'Fn::Transform': {Name: a}}", "{'Fn::ForEach::X': [N, [a], {a: b}]}",
	"{Condition: C}", "['-', {Ref: L}]", "[0, {Ref: L}]", "[{Ref: P}, {Ref: L}]", "[{'Fn::If': [C, M, a]}, {Ref: P}, b]", "[M, a, b, {DefaultValue: {Ref: P}}]", "['10.0.0.0/8', {Ref: P}, -3]",
	"{'Fn::Split': [',', {Ref: P}]}", "{'Fn::GetAtt': [S, Outputs.O]}",
}

const surroundings = "Parameters: {P: {Type: String}, L: {Type: CommaDelimitedList}}\nConditions: {C: {'Fn::Equals': [{Ref: P}, a]}}\nMappings: {M: {a: {b: c}}}\n"

// whole reads a template, which must end in an estate that has no place or
// problem without words.
func whole(t *testing.T, text string) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("%v in\n%s", r, text)
		}
	}()
	e := read(t, templates{"a.yaml": text, "nested/n.yaml": "Parameters: {P: {Type: String, Default: a}}\nResources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref P}}}\nOutputs: {O: {Value: !Ref P}}"})
	for _, p := range e.Problems {
		if p.Summary == "" || p.Effect == "" || p.Next == "" {
			t.Errorf("a problem says %+v of\n%s", p, text)
		}
	}
}

// TestEveryShapeOfAnArgument gives every intrinsic function arguments of every
// shape, where a property, a condition, an output and another's argument stand.
func TestEveryShapeOfAnArgument(t *testing.T) {
	for _, function := range []string{
		"Ref", "Condition", "Fn::GetAtt", "Fn::Sub", "Fn::If", "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not", "Fn::Join", "Fn::Select", "Fn::Split", "Fn::FindInMap", "Fn::Base64",
		"Fn::Cidr", "Fn::GetAZs", "Fn::ImportValue", "Fn::Length", "Fn::ToJsonString", "Fn::Transform", "Fn::ForEach::X", "Fn::Contains", "Fn::",
	} {
		t.Run(function, func(t *testing.T) {
			for _, shape := range shapes {
				call := "{'" + function + "': " + shape + "}"
				whole(t, surroundings+"Transform: AWS::LanguageExtensions\nResources:\n  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: "+call+", Tags: ["+call+"], RedrivePolicy: "+call+"}}\n"+
					"  R: {Type: AWS::IAM::Role, Condition: D, Properties: {AssumeRolePolicyDocument: "+call+", Policies: ["+call+", {'Fn::If': [C, "+call+", {'Fn::Select': [0, "+call+"]}]}]}}\n"+
					"  S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: nested/n.yaml, Parameters: {P: "+call+"}}}\n"+
					"  T: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: "+call+", Parameters: "+call+"}}\n"+
					"  F: {Type: AWS::Lambda::Function, DependsOn: "+call+", DeletionPolicy: "+call+", Metadata: "+call+", Properties: "+call+"}\n"+
					"Outputs: {O: {Value: "+call+", Condition: "+call+", Export: {Name: "+call+"}}}\n")
				whole(t, "Parameters: {P: {Type: "+call+", Default: "+call+", NoEcho: "+call+", AllowedValues: "+call+"}, L: {Type: 'List<String>', Default: "+call+"}}\n"+
					"Mappings: {M: {a: {b: "+call+"}, d: "+call+"}}\nConditions: {C: "+call+", D: {'Fn::Not': ["+call+"]}, E: {'Fn::And': ["+call+", "+call+"]}}\n"+
					"Resources: {Q: {Type: AWS::SQS::Queue, Condition: D, Properties: {QueueName: {'Fn::If': [E, {Ref: P}, {Ref: L}]}, KmsMasterKeyId: {'Fn::FindInMap': [M, {Ref: P}, b]}}}}\n")
			}
		})
	}
}

// TestEveryShapeOfASection gives every section of a template, and what stands in
// it, every shape.
func TestEveryShapeOfASection(t *testing.T) {
	const resources = "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: {Ref: P}, Tags: {Ref: L}}, Condition: C}}\n"
	for _, section := range []string{"AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Rules", "Mappings", "Conditions", "Transform", "Outputs", "Hooks", "Globals", "Nonsense", "Fn::Transform"} {
		for _, shape := range shapes {
			whole(t, "'"+section+"': "+shape+"\n"+resources)
			whole(t, "'"+section+"': {P: "+shape+"}\n"+resources)
			whole(t, "'"+section+"': ["+shape+"]\n"+resources)
		}
	}
	for _, shape := range shapes {
		whole(t, "Resources: "+shape+"\n")
		whole(t, "Resources: {Q: "+shape+"}\n")
		whole(t, "Rules: {R: {RuleCondition: "+shape+", Assertions: ["+shape+", {Assert: "+shape+"}]}}\n"+resources)
		for _, function := range []string{"And", "Not", "Equals", "Contains", "EachMemberIn", "EachMemberEquals"} {
			whole(t, "Parameters: {P: {Type: String}}\nRules: {R: {Assertions: [{Assert: {'Fn::"+function+"': "+shape+"}}, {Assert: {'Fn::"+function+"': [{Ref: P}, "+shape+"]}}]}}\n"+resources)
		}
		whole(t, "Resources: {Q: {Type: "+shape+"}}\n")
		whole(t, "Transform: AWS::LanguageExtensions\nResources: {'Fn::ForEach::X': "+shape+", 'Fn::Transform': "+shape+"}\n")
		whole(t, "Transform: AWS::LanguageExtensions\nResources: {'Fn::ForEach::X': [N, "+shape+", {'Q${N}': {Type: AWS::SQS::Queue, Properties: "+shape+"}}]}\n")
		whole(t, "Transform: AWS::Serverless-2016-10-31\nGlobals: {Function: "+shape+"}\nResources: {F: {Type: AWS::Serverless::Function, Properties: {Handler: a, Runtime: b, CodeUri: s3://a/b}}}\n")
	}
}

// TestEveryShapeOfAProperty gives every property that a kind is read from every
// shape.
func TestEveryShapeOfAProperty(t *testing.T) {
	for _, kind := range estate.Types() {
		for _, d := range kind.CloudFormation {
			t.Run(d.Type, func(t *testing.T) {
				for _, property := range propertiesOf(kind) {
					var all strings.Builder
					for i, shape := range shapes {
						fmt.Fprintf(&all, "  X%d: {Type: '%s', Properties: %s}\n", i, d.Type, nested(property, shape))
					}
					whole(t, surroundings+"Resources:\n  Q: {Type: AWS::SQS::Queue}\n"+all.String())
				}
			})
		}
	}
}

// propertiesOf returns the paths that a kind is read from.
func propertiesOf(kind *estate.Type) []string {
	var paths []string
	of := reflect.TypeOf(kind.New()).Elem()
	for i := range of.NumField() {
		for path := range strings.SplitSeq(of.Field(i).Tag.Get("cfn"), "|") {
			if path != "" && path != "-" {
				paths = append(paths, path)
			}
		}
	}
	return paths
}

// nested writes a map of maps down to the last name of a path.
func nested(path, shape string) string {
	name, rest, deeper := strings.Cut(path, ".")
	if deeper {
		shape = nested(rest, shape)
	}
	return "{'" + name + "': " + shape + "}"
}
