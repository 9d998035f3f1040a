package authz_test

import (
	"testing"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A resource is matched as policy.MatchResource matches it, whatever is done to
// be quick.
func TestResourcesAsMatchResource(t *testing.T) {
	hole := func(class value.Class, name string) value.Text {
		return value.Hole(value.NewSymbol(class, "test", name))
	}
	text := func(parts ...any) value.Text {
		var texts []value.Text
		for _, p := range parts {
			if s, ok := p.(string); ok {
				p = value.Literal(s)
			}
			texts = append(texts, p.(value.Text))
		}
		return value.Join(texts...)
	}
	account, region, other, free := hole(value.Account, "a"), hole(value.Region, "r"), hole(value.Region, "s"), hole(value.Free, "v")
	texts := []value.Text{
		text("*"), text("arn:aws:sqs"), text("arn:aws:sqs:*"), text("arn:aws:sqs:*:*:*"), text("arn:aws:sqs:eu-central-1:111122223333:jobs"),
		text("arn:aws:sqs:eu-central-1:111122223333:j?b*"), text("arn:aws:*:jobs"), text("arn:aws:ec2:*:*:*/*"), text("arn:aws:ec2:*:*:instance/*"),
		text("arn:aws:sqs:", region, ":", account, ":jobs"), text("arn:aws:sqs:", region, ":", account, ":j*"), text("arn:aws:sqs:", other, ":", account, ":jobs"),
		text("arn:aws:sqs:", region, ":", account, ":", free), text("arn:aws:ec2:", region, ":", account, ":*/i-1"), text("arn:aws:ec2:", region, ":", account, ":instance/i-1"),
		text("arn:aws:s3:::", hole(value.Name, "b"), "/*"), text("arn:aws:s3:::", hole(value.Name, "b"), "/x"), text("arn:aws:s3:::b/*"), text("arn:aws:s3:::b/x"),
		text(hole(value.ARN, "q")), text(hole(value.ARN, "q"), "/*"), text(hole(value.ARN, "q"), "/x"), text(hole(value.ARN, "q2"), "/x"), text(free), text(""),
		text("arn:aws:sqs:", free, ":", account, ":jobs"), text("arn:aws:sqs:", free, ":", account, ":j*"), text("arn:aws:kinesis:", region, ":", account, ":*/x"),
		text("arn:aws:kinesis:", region, ":", account, ":stream/x"),
	}
	for _, pattern := range texts {
		d, _ := policy.FromAny(value.AnyMap([]string{"Statement", "Version"}, []value.Any{
			value.AnyMap([]string{"Action", "Effect", "Resource"}, []value.Any{
				value.AnyText(value.Literal("x:*"), 0), value.AnyText(value.Literal("Allow"), 0), value.AnyText(pattern, 0),
			}, 0), value.AnyText(value.Literal("2012-10-17"), 0),
		}, 0))
		policies := authz.Policies{Identity: authz.All(authz.Compile("p", d))}.RestNone()
		for _, resource := range texts {
			r := authz.Request{
				Principal: authz.ParsePrincipal(value.Literal(ada)), Action: "x:Do", Resource: resource,
				ResourceAccount: value.Literal("111122223333"),
			}
			want := map[value.Answer]authz.Effect{value.Yes: authz.Allow, value.No: authz.ImplicitDeny, value.CannotTell: authz.CannotTell}[policy.MatchResource(pattern, resource)]
			if got := authz.Decide(&r, &policies); got.Effect != want {
				t.Errorf("%s takes %s: %v, want %v", pattern, resource, got, want)
			}
		}
	}
}
