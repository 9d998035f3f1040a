package estate

import (
	"fmt"
	"strings"
	"testing"

	"bailiwick/value"
)

// anyMap returns a map of JSON's form, for bodies of tests.
func anyMap(t *testing.T, text string) value.Any {
	t.Helper()
	a := parsed(value.AnyText(value.Literal(text), 0))
	if a.Kind() != value.KindMap {
		t.Fatalf("%s is not a map", text)
	}
	return a
}

func TestPartsOf(t *testing.T) {
	for _, test := range []struct{ name, written, body, want string }{
		{
			"elements", "AWS::SNS::Topic", `{"Subscription":[{"Protocol":"sqs","Endpoint":"a"},{"Protocol":"lambda"}]}`,
			"subscription Subscription[0] TopicArn=REF Protocol=sqs; subscription Subscription[1] TopicArn=REF Protocol=lambda",
		},
		{
			"one of each kind", "AWS::IAM::Policy", `{"PolicyName":"p","Roles":["r"],"Users":["u"]}`,
			"role_policy Roles[0] RoleName=r PolicyName=p; user_policy Users[0] PolicyName=p",
		},
		{"a map", "AWS::IAM::User", `{"LoginProfile":{"PasswordResetRequired":true}}`, "user_login_profile LoginProfile UserName=REF"},
		{"below another", "AWS::ApiGateway::Method", `{"HttpMethod":"GET","Integration":{"Type":"MOCK","IntegrationResponses":[{"StatusCode":200}]}}`, "api_method_response Integration.IntegrationResponses[0] HttpMethod=GET; api_integration Integration HttpMethod=GET"},
		{"null", "AWS::SNS::Topic", `{"Subscription":[null]}`, ""},
		{"nothing", "AWS::SNS::Topic", `{}`, ""},
		{"a type without parts", "AWS::SQS::Queue", `{}`, ""},
	} {
		body := part{anyMap(t, test.body)}
		parts, hidden := PartsOf(test.written, body, func(name string) value.Any {
			if name == "Ref" {
				return value.AnyText(value.Literal("REF"), 0)
			}
			return body.Attribute(name)
		})
		var got []string
		for _, p := range parts {
			line := fmt.Sprintf("%s %s", p.Type.Kind, p.Key)
			for _, name := range []string{"TopicArn", "RoleName", "PolicyName", "UserName", "HttpMethod", "Protocol"} {
				if s, ok := p.Body.Attribute(name).Literal(); ok && (p.Type.Kind != "user_policy" || name == "PolicyName") {
					line += " " + name + "=" + s
				}
			}
			got = append(got, line)
		}
		if s := strings.Join(got, "; "); s != test.want || len(hidden) > 0 {
			t.Errorf("%s: got %s and %d hidden, want %s", test.name, s, len(hidden), test.want)
		}
	}
}

// What is not known of a list hides parts; an alternative makes them
// conditional.
func TestPartsThatAreNotKnown(t *testing.T) {
	unknown := value.AnyUnknown(value.Because("a parameter has no value"), 0)
	element := anyMap(t, `{"Protocol":"sqs"}`)
	truth := value.NewSymbol(value.Opaque, "scope", "Live")
	when := value.Condition{{Symbol: truth, True: true}}
	for _, test := range []struct {
		name          string
		list          value.Any
		parts, hidden int
		conditional   bool
	}{
		{"the whole", unknown, 0, 1, false},
		{"an element", value.AnyList([]value.Any{element, unknown}, 0), 1, 1, false},
		{"more", value.AnyList([]value.Any{element}, 0).AndMore(value.Because("more")), 1, 1, false},
		{"a condition", value.AnySeveral([]value.AnyAlternative{{When: when, Value: value.AnyList([]value.Any{element}, 0)}, {Value: value.AnyNull(0)}}, 0), 1, 0, true},
		{"a condition in the list", value.AnyList([]value.Any{value.AnySeveral([]value.AnyAlternative{{When: when, Value: element}, {Value: value.AnyNull(0)}}, 0)}, 0), 1, 0, true},
	} {
		body := part{value.AnyMap([]string{"Subscription"}, []value.Any{test.list}, 0)}
		parts, hidden := PartsOf("AWS::SNS::Topic", body, body.Attribute)
		if len(parts) != test.parts || len(hidden) != test.hidden {
			t.Errorf("%s: %d parts and %d hidden, want %d and %d", test.name, len(parts), len(hidden), test.parts, test.hidden)
			continue
		}
		if len(parts) > 0 && (len(parts[0].When) > 0) != test.conditional {
			t.Errorf("%s: the condition is %v", test.name, parts[0].When)
		}
	}
}

func TestReshape(t *testing.T) {
	for _, test := range []struct {
		into Resource
		body string
		got  func(Resource) string
		want string
	}{
		{new(LoadBalancer), `{"LoadBalancerAttributes":[{"Key":"access_logs.s3.enabled","Value":"true"}]}`, func(r Resource) string { return r.(*LoadBalancer).LogsOn.String() }, "true"},
		{new(LoadBalancer), `{"LoadBalancerAttributes":"x"}`, func(r Resource) string { return r.(*LoadBalancer).LogsOn.Reason() }, "a text stands where a list belongs"},
		{new(LoadBalancer), `{"AccessLoggingPolicy":{"Enabled":true}}`, func(r Resource) string { return r.(*LoadBalancer).LogsOn.String() }, "true"},
		{new(Function), `{"Code":"./src"}`, func(r Resource) string {
			f := r.(*Function)
			return fmt.Sprint(f.Filename, f.CodeBucket.IsAbsent(), f.ImageURI.IsAbsent())
		}, "./src true true"},
		{new(Function), `{"Code":{"S3Bucket":"b"}}`, func(r Resource) string {
			f := r.(*Function)
			return fmt.Sprint(f.Filename.IsAbsent(), f.CodeBucket)
		}, "true b"},
		{new(Alias), `{"RoutingConfig":{"AdditionalVersionWeights":[{"FunctionVersion":"2","FunctionWeight":0.1}]}}`, func(r Resource) string {
			weights, _ := r.(*Alias).Weights.Get()
			return fmt.Sprint(weights[0].Key, weights[0].Value)
		}, "2 0.1"},
		{new(APIStage), `{"RouteSettings":{"GET /":{"LoggingLevel":"INFO"}}}`, func(r Resource) string {
			routes, _ := r.(*APIStage).Routes.Get()
			return fmt.Sprint(routes[0].RouteKey, routes[0].LogLevel)
		}, "GET / INFO"},
		{new(MailRule), `{"Rule":{"Actions":[{"S3Action":{"BucketName":"b"}},{"LambdaAction":{"FunctionArn":"f"}}]}}`, func(r Resource) string {
			functions, _ := r.(*MailRule).Functions.Get()
			return fmt.Sprint(len(functions), functions[0].Function)
		}, "1 f"},
		{new(IoTRule), `{"TopicRulePayload":{"RuleDisabled":true,"Actions":[{"Lambda":{"FunctionArn":"f"}}]}}`, func(r Resource) string {
			return fmt.Sprint(r.(*IoTRule).Enabled, r.(*IoTRule).Queues.IsAbsent())
		}, "false true"},
		{new(Table), `{"DeletionPolicy":"Retain","StreamSpecification":{"StreamViewType":"KEYS_ONLY"}}`, func(r Resource) string {
			return fmt.Sprint(r.(*Table).PreventDestroy, r.(*Table).Stream)
		}, "true true"},
		{new(Table), `{}`, func(r Resource) string {
			return fmt.Sprint(r.(*Table).PreventDestroy.IsAbsent(), r.(*Table).Stream.IsAbsent())
		}, "true true"},
		{new(DatabaseParameters), `{"Parameters":{"rds.force_ssl":1}}`, func(r Resource) string {
			list, _ := r.(*DatabaseParameters).Parameters.Get()
			return fmt.Sprint(list[0].Name, list[0].Value)
		}, "rds.force_ssl 1"},
		{new(Bucket), `{"NotificationConfiguration":{"LambdaConfigurations":[{"Function":"f","Filter":{"S3Key":{"Rules":[{"Name":"prefix","Value":"in/"}]}}}]}}`, func(r Resource) string {
			list, _ := r.(*Bucket).Functions.Get()
			return fmt.Sprint(list[0].Prefix, list[0].Suffix.IsAbsent())
		}, "in/ true"},
	} {
		Decode(test.into, part{anyMap(t, test.body)}, CloudFormation)
		if got := test.got(test.into); got != test.want {
			t.Errorf("%T of %s: got %s, want %s", test.into, test.body, got, test.want)
		}
	}
}

func TestTagsOf(t *testing.T) {
	for body, want := range map[string]string{
		`{"Tags":[{"Key":"a","Value":"1"},{"Key":"b","Value":"2"}]}`: "{a: 1, b: 2}",
		`{"Tags":{"a":"1"}}`: "{a: 1}",
		`{}`:                 "not set",
		`{"Tags":"x"}`:       "unknown",
	} {
		if got := TagsOf(anyMap(t, body).Lookup("Tags")).String(); got != want {
			t.Errorf("TagsOf(%s) = %s, want %s", body, got, want)
		}
	}
}
