package access_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/authz"
	"bailiwick/iam/reason"
	"bailiwick/settings"
	"bailiwick/source/terraform"
	"bailiwick/value"
)

const ledger = `
data "aws_caller_identity" "me" {}

resource "aws_iam_role" "app" {
  name                 = "app"
  permissions_boundary = aws_iam_policy.limit.arn
  assume_role_policy = jsonencode({
    Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "app" {
  role = aws_iam_role.app.id
  name = "data"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "Read", Effect = "Allow", Action = "dynamodb:GetItem", Resource = aws_dynamodb_table.orders.arn }]
  })
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.app.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_policy" "limit" {
  name   = "limit"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["dynamodb:*"], Resource = "*" }] })
}

resource "aws_iam_role" "other" {
  name               = "other"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "elsewhere" {
  role       = aws_iam_role.other.name
  policy_arn = "arn:aws:iam::111122223333:policy/elsewhere"
}

resource "aws_iam_user" "ada" { name = "ada" }

resource "aws_iam_group" "ops" { name = "ops" }

resource "aws_iam_user_group_membership" "ada" {
  user   = aws_iam_user.ada.name
  groups = [aws_iam_group.ops.name]
}

resource "aws_iam_group_policy" "ops" {
  group  = aws_iam_group.ops.name
  name   = "jobs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*" }] })
}

resource "aws_dynamodb_table" "orders" { name = "orders" }

resource "aws_lambda_function" "api" {
  function_name = "api"
  role          = aws_iam_role.app.arn
}

resource "aws_lambda_permission" "prod" {
  function_name = aws_lambda_function.api.function_name
  qualifier     = "PROD"
  action        = "lambda:InvokeFunction"
  principal     = "*"
}

resource "aws_sqs_queue" "jobs" {
  name   = "jobs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Principal = "*", Resource = "*" }] })
}

resource "aws_kms_key" "k" {}

resource "aws_cloudwatch_event_bus" "shop" { name = "shop" }

resource "aws_cloudwatch_event_permission" "partner" {
  event_bus_name = aws_cloudwatch_event_bus.shop.name
  statement_id   = "partner"
  principal      = "444455556666"
}

resource "aws_api_gateway_rest_api" "shop" {
  name   = "shop"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "execute-api:Invoke", Principal = "*", Resource = "execute-api:/prod/*" }] })
}
`

// joined returns an engine over the source, with the estate and its places.
func joined(t *testing.T, src string) (*access.Engine, *estate.Estate, *value.Places) {
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

func at(t *testing.T, e *estate.Estate, address string) estate.Resource {
	t.Helper()
	for _, r := range e.Resources() {
		if r.Head().Address == address {
			return r
		}
	}
	t.Fatalf("the estate has no %s", address)
	return nil
}

func TestAHolderHasAllThatHangsOnIt(t *testing.T) {
	engine, e, places := joined(t, ledger)
	for _, test := range []struct{ who, action, resource, want, by string }{
		{"aws_iam_role.app", "dynamodb:GetItem", "aws_dynamodb_table.orders", "allow", "statement 1 (Read) of the inline policy data main.tf:17"},
		{"aws_iam_role.app", "dynamodb:PutItem", "aws_dynamodb_table.orders", "implicit-deny", ""},
		{"aws_iam_role.app", "logs:PutLogEvents", "*", "implicit-deny", ""}, // the boundary
		{"aws_iam_user.ada", "sqs:SendMessage", "aws_sqs_queue.jobs", "allow", "statement 1 of the inline policy jobs of the group ops main.tf:53"},
		{"aws_iam_role.other", "sqs:SendMessage", "aws_sqs_queue.jobs", "cannot be told", ""}, // a policy was not read
	} {
		h, ok := engine.Holder(at(t, e, test.who))
		if !ok {
			t.Fatalf("%s is no holder", test.who)
		}
		resource := value.Literal("*")
		if test.resource != "*" {
			resource, _ = at(t, e, test.resource).Head().Identity("arn")
		}
		account, _ := at(t, e, test.who).Head().Account.Get()
		r := authz.Request{Principal: h.Principal, Action: test.action, Resource: resource, ResourceAccount: account}
		policies := h.Granted().Policies
		policies.Resource = authz.None()
		d := authz.Decide(&r, &policies)
		if d.Effect.String() != test.want {
			t.Errorf("%s, %s: %s, want %s", test.who, test.action, d, test.want)
		}
		if test.by == "" {
			continue
		}
		fact := h.Fact(d.By)
		place := places.At(fact.Origin())
		if got := fact.String() + " " + place.String(); !strings.HasPrefix(got, test.by+":") {
			t.Errorf("%s, %s is by %s, want %s", test.who, test.action, got, test.by)
		}
	}
	if h, _ := engine.Holder(at(t, e, "aws_iam_role.other")); len(h.Gaps()) != 1 {
		t.Errorf("the gaps of other are %v, want the policy that nothing declares", h.Gaps())
	}
	if _, ok := engine.Holder(at(t, e, "aws_iam_group.ops")); ok {
		t.Error("a group holds policies for others, and makes no requests")
	}
}

func TestATargetHasItsPolicy(t *testing.T) {
	engine, e, places := joined(t, ledger)
	for _, test := range []struct {
		resource     string
		class        reason.Callers
		want         reason.Verdict
		by           string // the statement and the line that let the witness in
		resourceEnds string
	}{
		{"aws_lambda_function.api", reason.AnyAccount, reason.Yes, "statement 1 of the policy aws_lambda_permission.prod main.tf:63", "function:api:PROD"},
		{"aws_sqs_queue.jobs", reason.Anonymous, reason.Yes, "statement 1 of the policy of aws_sqs_queue.jobs main.tf:72", ":jobs"},
		{"aws_kms_key.k", reason.AnyAccount, reason.No, "", ""},
		{"aws_cloudwatch_event_bus.shop", reason.OtherAccount, reason.Outside, "", ""}, // it may be our own: the account is not known
		{"aws_cloudwatch_event_bus.shop", reason.AnyAccount, reason.No, "", ""},
		{"aws_api_gateway_rest_api.shop", reason.Anonymous, reason.Yes, "statement 1 of the policy of aws_api_gateway_rest_api.shop main.tf:87", ""},
		{"aws_dynamodb_table.orders", reason.AnyAccount, reason.No, "", ""},
		{"aws_iam_role.app", reason.AnyAccount, reason.No, "", ""},
	} {
		target, ok := engine.Target(at(t, e, test.resource))
		if !ok {
			t.Fatalf("%s is no target", test.resource)
		}
		reach := reason.Engine{}.Reach(target.Granted(), test.class)
		if reach.Answer.Verdict != test.want {
			t.Errorf("%s, %s: %s %s, want %s", test.resource, test.class, reach.Answer.Verdict, reach.Answer.Why, test.want)
			continue
		}
		if w := reach.Answer.Witness; w != nil {
			fact := target.Fact(w.Decision.By)
			if got := fact.String() + " " + places.At(fact.Origin()).String(); !strings.HasPrefix(got, test.by+":") {
				t.Errorf("%s, %s is let in by %s, want %s", test.resource, test.class, got, test.by)
			}
			if w.Request.Resource.HasSuffix(test.resourceEnds) != value.Yes {
				t.Errorf("%s, %s: the witness is on %s, want %s at its end", test.resource, test.class, w.Request.Resource, test.resourceEnds)
			}
		}
	}
}
