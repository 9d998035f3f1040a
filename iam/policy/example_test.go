package policy_test

import (
	"fmt"

	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

func Example() {
	d, err := policy.Parse([]byte(`{
		"Version": "2012-10-17",
		"Statement": {
			"Effect": "Allow",
			"Principal": {"Service": "sns.amazonaws.com"},
			"Action": "lambda:InvokeFunction",
			"Resource": "arn:aws:lambda:eu-central-1:111122223333:function:orders",
			"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:*:jobs"}}
		}
	}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	s := &d.Statements[0]
	function := value.Literal("arn:aws:lambda:eu-central-1:111122223333:function:orders")
	fmt.Println("about the function:", s.MatchesResource(function))
	bound, c := s.BoundBy("aws:SourceArn", "aws:SourceAccount")
	fmt.Println("bound to a source:", bound, "by", c)
	// Output:
	// about the function: yes
	// bound to a source: no by ArnLike aws:SourceArn "arn:aws:sns:*:*:jobs"
}

func ExampleDocument_Lint() {
	d, _ := policy.Parse([]byte(`{"Version": "2012-10-17", "Statement": {
		"Effect": "Allow", "Action": ["s3:ListBucket", "s3:GetObject"], "Resource": "arn:aws:s3:::orders/*"}}`))
	for _, issue := range d.Lint(catalog.Default(), policy.RoleInline) {
		fmt.Printf("%s: %s\n", issue.Severity, issue.Message)
	}
	// Output:
	// misguided: "s3:ListBucket" can act on none of the resources
}
