package exposure_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"bailiwick/access"
	"bailiwick/access/exposure"
	"bailiwick/estate"
	"bailiwick/iam/authz"
	"bailiwick/iam/reason"
	"bailiwick/settings"
	"bailiwick/source/terraform"
	"bailiwick/value"
)

func read(t testing.TB, src string) (*access.Engine, *estate.Estate, *value.Places) {
	t.Helper()
	places := new(value.Places)
	b := &estate.Builder{Places: places}
	s := settings.Default()
	terraform.Read(b, terraform.Options{
		FS: fstest.MapFS{"main.tf": &fstest.MapFile{Data: []byte(src), Mode: 0o644}}, Settings: s,
	}, []string{"."}, nil)
	e := b.Build()
	return access.New(e, s), e, places
}

const provider = `
provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}
`

func queue(principal, more string) string {
	return provider + `resource "aws_sqs_queue" "q" {
  name   = "q"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = ` + principal + more + ` }] })
}`
}

const fn = provider + `resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::111122223333:role/f"
}
`

var cases = []struct{ name, src, want string }{
	{"everyone", queue(`"*"`, ""), "sqs_queue.q: an anonymous caller yes sqs:SendMessage\n"},
	{
		"everyone from a network", queue(`"*"`, `, Condition = { IpAddress = { "aws:SourceIp" = "203.0.113.0/24" } }`),
		"sqs_queue.q: an anonymous caller yes sqs:SendMessage within\n",
	},
	{"another account", queue(`{ AWS = "444455556666" }`, ""), "sqs_queue.q: another account yes sqs:SendMessage\n"},
	{"our own account", queue(`{ AWS = "111122223333" }`, ""), ""},
	{"a service for anybody", queue(`{ Service = "s3.amazonaws.com" }`, ""), "sqs_queue.q: a service on behalf of another account yes sqs:SendMessage\n"},
	{"a service for us", queue(`{ Service = "s3.amazonaws.com" }`, `, Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } }`), ""},
	{"a service for one topic", queue(`{ Service = "sns.amazonaws.com" }`, `, Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:sns:eu-central-1:111122223333:t" } }`), ""},
	{
		"a service for topics of anybody", queue(`{ Service = "sns.amazonaws.com" }`, `, Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:sns:*:*:t" } }`),
		"sqs_queue.q: a service on behalf of another account yes sqs:SendMessage\n",
	},
	{"a policy that was not read", provider + `variable "p" {}
resource "aws_sqs_queue" "q" {
  name   = "q"
  policy = var.p
}`, `sqs_queue.q: an anonymous caller outside var.p has no value here
sqs_queue.q: any AWS account outside var.p has no value here
sqs_queue.q: another account outside var.p has no value here
sqs_queue.q: a service on behalf of another account outside var.p has no value here
`},
	{"a URL", fn + `resource "aws_lambda_function_url" "u" {
  function_name      = aws_lambda_function.f.function_name
  authorization_type = "NONE"
}`, "lambda_function.f by lambda_function_url.u: an anonymous caller yes calls the URL without credentials\n"},
	{"a URL with credentials", fn + `resource "aws_lambda_function_url" "u" {
  function_name      = aws_lambda_function.f.function_name
  authorization_type = "AWS_IAM"
}`, ""},
	{"a permission for a service that names nobody", fn + `resource "aws_lambda_permission" "p" {
  function_name = aws_lambda_function.f.function_name
  action        = "lambda:InvokeFunction"
  principal     = "s3.amazonaws.com"
}`, "lambda_function.f: a service on behalf of another account yes lambda:InvokeFunction\n"},
	{"a role for Lambda", provider + `resource "aws_iam_role" "r" {
  name               = "r"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}`, ""},
	{"a role for every repository", provider + `resource "aws_iam_role" "r" {
  name               = "r"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity",
    Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" } }] })
}`, "iam_role.r: any tenant of an identity provider yes sts:AssumeRoleWithWebIdentity\n"},
	{"an HTTP API", provider + `resource "aws_apigatewayv2_api" "a" {
  name          = "a"
  protocol_type = "HTTP"
}
resource "aws_apigatewayv2_route" "open" {
  api_id    = aws_apigatewayv2_api.a.id
  route_key = "GET /orders"
}
resource "aws_apigatewayv2_route" "shut" {
  api_id             = aws_apigatewayv2_api.a.id
  route_key          = "POST /orders"
  authorization_type = "AWS_IAM"
}`, "apigatewayv2_api.a by apigatewayv2_route.open: an anonymous caller yes calls GET /orders without authorization\n"},
	{"a REST API whose policy names a network", provider + `resource "aws_api_gateway_rest_api" "a" {
  name   = "a"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "execute-api:Invoke", Principal = "*", Resource = "execute-api:/*",
    Condition = { IpAddress = { "aws:SourceIp" = "203.0.113.0/24" } } }] })
}
resource "aws_api_gateway_method" "m" {
  rest_api_id   = aws_api_gateway_rest_api.a.id
  resource_id   = aws_api_gateway_rest_api.a.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}`, "api_gateway_rest_api.a by api_gateway_method.m: an anonymous caller yes calls GET of aws_api_gateway_method.m without authorization within\n"},
	{"a private REST API", provider + `resource "aws_api_gateway_rest_api" "a" {
  name = "a"
  endpoint_configuration { types = ["PRIVATE"] }
}
resource "aws_api_gateway_method" "m" {
  rest_api_id   = aws_api_gateway_rest_api.a.id
  resource_id   = aws_api_gateway_rest_api.a.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}`, ""},
	{"a key without a policy", provider + `resource "aws_kms_key" "k" {}`, ""},
}

func TestOf(t *testing.T) {
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			engine, e, _ := read(t, test.src)
			var b strings.Builder
			for _, r := range e.Resources() {
				for _, x := range exposure.Of(engine, r) {
					short := func(r estate.Resource) string { return strings.TrimPrefix(r.Head().Address, "aws_") }
					b.WriteString(short(x.Of))
					if x.Through != nil {
						b.WriteString(" by " + short(x.Through))
					}
					fmt.Fprintf(&b, ": %s %s %s%s", x.Callers, x.Verdict, x.What, x.Why)
					if x.Within {
						b.WriteString(" within")
					}
					b.WriteString("\n")
					if w := x.Witness; w != nil {
						if d := authz.Decide(&w.Request, &w.Policies); d.Effect != authz.Allow {
							t.Errorf("the evaluator says of %s: %s", w, d)
						}
					}
					if len(x.Facts) == 0 {
						t.Errorf("%s: no facts", x.Callers)
					}
				}
			}
			if b.String() != test.want {
				t.Errorf("got\n%swant\n%s", b.String(), test.want)
			}
		})
	}
}

// TestWhatIsNotAskedIsNo: what a look at the statements leaves out, the reasoner
// denies.
func TestWhatIsNotAskedIsNo(t *testing.T) {
	for _, test := range cases {
		engine, e, _ := read(t, test.src)
		for _, r := range e.Resources() {
			target, ok := engine.Target(r)
			if _, api := r.(*estate.RestAPI); !ok || api {
				continue
			}
			asked := make(map[reason.Callers]bool)
			for _, x := range exposure.Of(engine, r) {
				asked[x.Callers] = true
			}
			wide := asked[reason.Anonymous] || asked[reason.AnyAccount]
			for _, reach := range reason.Exposure(target.Granted()) {
				_, role := r.(*estate.Role)
				switch {
				case asked[reach.Callers], wide, reach.Callers == reason.OtherOrganization, role && reach.Callers == reason.OnBehalf:
				case reach.Answer.Verdict != reason.No:
					t.Errorf("%s: %s: %s %s", test.name, reach.Callers, reach.Answer.Verdict, reach.Answer.Why)
				}
			}
		}
	}
}
