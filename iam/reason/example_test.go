package reason_test

import (
	"fmt"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/value"
)

func parse(name, document string) *authz.Policy {
	d, err := policy.Parse([]byte(document))
	if err != nil {
		panic(err)
	}
	return authz.Compile(name, d)
}

// A policy that was meant to be narrower names a prefix of the table's name.
func Example() {
	before := parse("before", `{"Version": "2012-10-17", "Statement": {
		"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:Query"],
		"Resource": "arn:aws:dynamodb:eu-central-1:111122223333:table/orders"}}`)
	after := parse("after", `{"Version": "2012-10-17", "Statement": {
		"Effect": "Allow", "Action": "dynamodb:GetItem",
		"Resource": "arn:aws:dynamodb:eu-central-1:111122223333:table/orders*"}}`)
	answer := reason.Compare(after, before)
	fmt.Println(answer.Verdict)
	fmt.Println(answer.Witness)
	// Output:
	// yes
	// arn:aws:iam::111122223333:role/example-role calls dynamodb:GetItem on arn:aws:dynamodb:eu-central-1:111122223333:table/ordersexample
}

// Who outside can use a queue? SNS may send to it for every topic of the name,
// in whatever account.
func ExampleExposure() {
	queue := parse("the queue's policy", `{"Version": "2012-10-17", "Statement": {
		"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "*",
		"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:*:orders"}}}}`)
	target := reason.Target{
		Resource: value.Literal("arn:aws:sqs:eu-central-1:111122223333:jobs"),
		Account:  value.Literal("111122223333"), Organization: value.Literal("o-ours"),
		Policies: authz.Policies{Resource: authz.All(queue)}.RestNone(),
	}
	for _, r := range reason.Exposure(&target) {
		fmt.Printf("%s: %s\n", r.Callers, r.Answer.Verdict)
		if r.Answer.Verdict == reason.Yes {
			fmt.Println(r.Answer.Witness)
		}
	}
	// Output:
	// an anonymous caller: no
	// any AWS account: no
	// an account of another organisation: no
	// another account: no
	// a service on behalf of another account: yes
	// sns.amazonaws.com calls sqs:SendMessage on arn:aws:sqs:eu-central-1:111122223333:jobs with aws:SourceArn = arn:aws:sns:us-east-1:444455556666:orders
}

// Can anyone in this role delete a table? The boundary forbids it, and the
// answer names the statements that it rests on.
func ExampleAny() {
	role := parse("the role's policy", `{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*"}}`)
	boundary := parse("the boundary", `{"Version": "2012-10-17", "Statement": [
		{"Effect": "Allow", "Action": "*", "Resource": "*"},
		{"Sid": "NoDeletion", "Effect": "Deny", "Action": "dynamodb:Delete*", "Resource": "*"}]}`)
	q := reason.Question{
		Callers:   reason.Only,
		Principal: authz.ParsePrincipal(value.Literal("arn:aws:iam::111122223333:role/app")),
		Account:   value.Literal("111122223333"),
		Actions:   []string{"dynamodb:DeleteTable"},
		Policies:  authz.Policies{Identity: authz.All(role), Boundary: authz.All(boundary)}.RestNone(),
	}
	answer := reason.Any(&q)
	fmt.Println(answer.Verdict)
	for _, by := range answer.Because {
		fmt.Println(by)
	}
	// Output:
	// no
	// statement 2 (NoDeletion) of the boundary
}

// What does a role allow beyond the two actions that its code needs?
func ExampleEngine_Beyond() {
	role := parse("the role's policy", `{"Version": "2012-10-17", "Statement": [
		{"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"],
		"Resource": "arn:aws:dynamodb:eu-central-1:111122223333:table/orders"},
		{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*"}]}`)
	holder := reason.Holder{
		Principal: authz.ParsePrincipal(value.Literal("arn:aws:iam::111122223333:role/app")),
		Policies:  authz.Policies{Identity: authz.All(role)}.RestNone(),
	}
	beyond, err := reason.Engine{}.Beyond(&holder, []reason.Need{
		{
			Actions:   []string{"dynamodb:GetItem", "dynamodb:PutItem"},
			Resources: []value.Text{value.Literal("arn:aws:dynamodb:eu-central-1:111122223333:table/orders")},
		},
		{Actions: []string{"sqs:SendMessage"}, Resources: []value.Text{value.Literal("arn:aws:sqs:eu-central-1:111122223333:jobs")}},
	})
	if err != nil {
		panic(err)
	}
	for _, a := range beyond {
		fmt.Println(a.Actions, a.Resources)
	}
	// Output:
	// [dynamodb:DeleteItem] [arn:aws:dynamodb:eu-central-1:111122223333:table/orders]
	// [sqs:SendMessage] [*]
}
