package authz_test

import (
	"fmt"
	"log"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

func mustParse(json string) *policy.Document {
	d, err := policy.Parse([]byte(json))
	if err != nil {
		log.Fatal(err)
	}
	return d
}

// A role reads a table of its own account.
func Example() {
	reads := mustParse(`{"Version": "2012-10-17", "Statement": {
		"Sid": "Orders", "Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:Query"],
		"Resource": "arn:aws:dynamodb:*:111122223333:table/orders*"}}`)
	policies := authz.Policies{
		Identity: authz.All(authz.Compile("policy of role app", reads)),
	}.RestNone()
	request := authz.Request{
		Principal: authz.ParsePrincipal(value.Literal("arn:aws:iam::111122223333:role/app")),
		Action:    "dynamodb:GetItem",
		Resource:  value.Literal("arn:aws:dynamodb:eu-central-1:111122223333:table/orders"),
		Context:   authz.Context{Complete: true},
	}
	fmt.Println(authz.Decide(&request, &policies))
	request.Action = "dynamodb:DeleteItem"
	fmt.Println(authz.Decide(&request, &policies))
	// Output:
	// allowed by statement 1 (Orders) of policy of role app
	// denied: the identity policies do not allow it
}

// What is not known cannot be told, and the decision says what it is. Who
// judges the grant sets aside the guardrails that nobody has read.
func ExamplePolicies_GuardrailsAside() {
	admin := mustParse(`{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}`)
	policies := authz.Policies{
		Identity: authz.All(authz.Compile("policy of role app", admin)),
		Resource: authz.None(),
		Boundary: authz.None(),
		Session:  authz.None(),
		Endpoint: authz.None(),
		RCP:      authz.NoGuardrails(),
		SCP:      authz.UnreadGuardrails("no source has shown the organisation's policies"),
	}
	request := authz.Request{
		Principal: authz.ParsePrincipal(value.Literal("arn:aws:iam::111122223333:role/app")),
		Action:    "iam:CreateUser",
		Resource:  value.Literal("arn:aws:iam::111122223333:user/eve"),
	}
	fmt.Println(authz.Decide(&request, &policies))
	granted := policies.GuardrailsAside()
	fmt.Println(authz.Decide(&request, &granted))
	// Output:
	// cannot be told: no source has shown the organisation's policies (the service control policies)
	// allowed by statement 1 of policy of role app
}

// Explain says why each statement applies or not.
func ExampleExplain() {
	d := mustParse(`{"Version": "2012-10-17", "Statement": [
		{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"},
		{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
		 "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-1"}}}]}`)
	policies := authz.Policies{Identity: authz.All(authz.Compile("policy of role app", d))}.RestNone()
	request := authz.Request{
		Principal:       authz.ParsePrincipal(value.Literal("arn:aws:iam::111122223333:role/app")),
		Action:          "s3:GetObject",
		Resource:        value.Literal("arn:aws:s3:::ledger/a.json"),
		ResourceAccount: value.Literal("111122223333"),
		Context:         authz.Context{Complete: true},
	}
	for _, r := range authz.Explain(&request, &policies) {
		fmt.Println(r.By, "applies:", r.Applies)
		fmt.Println("  " + r.Why)
	}
	// Output:
	// statement 1 of policy of role app applies: no
	//   s3:GetObject is no action of its: s3:PutObject
	// statement 2 of policy of role app applies: no
	//   the condition StringEquals aws:SourceVpce "vpce-1" does not hold: the request does not carry aws:SourceVpce
}

// A function URL without authentication needs both actions for everybody.
func ExampleDecideURL() {
	open := mustParse(`{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "lambda:InvokeFunctionUrl", "Resource": "*"}}`)
	policies := authz.Policies{Resource: authz.All(authz.Compile("policy of function pay", open))}.RestNone()
	request := authz.Request{
		Principal: authz.Principal{Kind: authz.Anonymous},
		Resource:  value.Literal("arn:aws:lambda:eu-central-1:111122223333:function:pay"),
		Context:   authz.Context{Complete: true},
	}
	d := authz.DecideURL(&request, authz.URLNone, &policies)
	fmt.Println(d.Effect())
	fmt.Println("URL:", d.URL)
	fmt.Println("function:", d.Invoke)
	// Output:
	// implicit-deny
	// URL: allowed by statement 1 of policy of function pay
	// function: denied: the resource policy does not allow it
}
