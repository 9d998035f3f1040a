package sam

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

// TestEveryShapeOfAProperty gives each property that SAM declares values of
// every shape, alone and beside those that are required: whatever is written,
// the transform makes something or tells what it refuses.
func TestEveryShapeOfAProperty(t *testing.T) {
	shapes := []string{
		"", "null", "''", "a", "7", "true", "[]", "[null]", "[a]", "[[a]]", "{}", "{a: null}", "{a: {b: [c]}}", "[{}]", "[{a: {}}]",
		"{Ref: 'AWS::NoValue'}", "{Ref: P}", "{Ref: B}", "{'Fn::If': [C, [a], {a: b}]}", "{'Fn::GetAtt': [B, Arn]}", "{'Fn::Sub': '${B}'}",
	}
	transform := func(t *testing.T, resource string) {
		text := "Parameters: {P: {Type: String}}\nConditions: {C: {'Fn::Equals': [{Ref: P}, a]}}\nResources:\n  B: {Type: AWS::S3::Bucket}\n  R: " + resource + "\n"
		defer func() {
			if r := recover(); r != nil {
				t.Errorf("%s: %v", resource, r)
			}
		}()
		n, problems := cfnlang.Parse(new(value.Places), "t.yaml", []byte(text))
		if n == nil {
			t.Fatal(text, problems)
		}
		if result, problems := Transform(n, Options{}); result == nil && len(problems) == 0 {
			t.Errorf("%s: nothing was made, and nothing told", resource)
		}
	}
	// written returns properties, one of them as given, the required ones fitting.
	written := func(declared, name, shape string, required bool) string {
		var parts []string
		for _, d := range strings.Fields(declared) {
			d, must := strings.CutSuffix(d, "!")
			property, kinds, _ := strings.Cut(d, ":")
			switch {
			case property == name:
				parts = append(parts, property+": "+shape)
			case must && required:
				value := map[byte]string{'m': "{a: b}", 'l': "[a]", 'b': "true", 'i': "1"}[(kinds + "s")[0]]
				if value == "" {
					value = "a"
				}
				parts = append(parts, property+": "+value)
			}
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	each := func(t *testing.T, declared, form string) {
		for _, d := range strings.Fields(declared + " Nothing") {
			name, _, _ := strings.Cut(strings.TrimSuffix(d, "!"), ":")
			for _, shape := range shapes {
				for _, required := range []bool{true, false} {
					transform(t, fmt.Sprintf(form, written(declared, name, shape, required)))
				}
			}
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(properties)) {
		t.Run(kind, func(t *testing.T) { each(t, properties[kind], "{Type: 'AWS::Serverless::"+kind+"', Properties: %s}") })
	}
	for host, all := range map[string][]map[string]string{
		"Function, Properties: {Handler: a, Runtime: b, CodeUri: s3://a/b": {eventProperties, polledProperties},
		"StateMachine, Properties: {DefinitionUri: s3://a/b":               {machineEventProperties},
	} {
		for _, events := range all {
			for _, kind := range slices.Sorted(maps.Keys(events)) {
				t.Run(host[:8]+" "+kind, func(t *testing.T) {
					each(t, events[kind], "{Type: AWS::Serverless::"+host+", Events: {E: {Type: "+kind+", Properties: %s}}}}")
				})
			}
		}
	}
}
