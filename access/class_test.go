package access_test

import (
	"testing"
	"testing/fstest"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/source/terraform"
	"bailiwick/value"
)

// read returns the estate of one file.
func read(t *testing.T, s *settings.Settings, src string) *estate.Estate {
	t.Helper()
	b := &estate.Builder{Places: new(value.Places)}
	terraform.Read(b, terraform.Options{
		FS: fstest.MapFS{"main.tf": &fstest.MapFile{Data: []byte(src), Mode: 0o644}}, Settings: s,
	}, []string{"."}, nil)
	return b.Build()
}

const shop = `
resource "aws_kms_key" "k" {}

resource "aws_kms_alias" "k" {
  name          = "alias/k"
  target_key_id = aws_kms_key.k.id
}

resource "aws_dynamodb_table" "customers" {
  name = "customers"
  tags = { data-class = "personal" }
  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_alias.k.arn
  }
}

resource "aws_sqs_queue" "jobs" { name = "jobs" }

resource "aws_sqs_queue" "empty" {
  name = "empty"
  tags = { data-class = "none" }
}

resource "aws_iam_role" "api" {
  name               = "api"
  assume_role_policy = "{}"
}

resource "aws_lambda_function" "api" {
  function_name = "api"
  role          = aws_iam_role.api.arn
  environment { variables = { TABLE = aws_dynamodb_table.customers.name } }
}

resource "aws_lambda_function" "worker" {
  function_name = "worker"
  role          = "arn:aws:iam::111122223333:role/worker"
}

resource "aws_lambda_event_source_mapping" "worker" {
  event_source_arn = aws_sqs_queue.jobs.arn
  function_name    = aws_lambda_function.worker.arn
}

resource "aws_lambda_function" "idle" {
  function_name = "idle"
  role          = "arn:aws:iam::111122223333:role/idle"
  dead_letter_config { target_arn = aws_sqs_queue.empty.arn }
}

resource "aws_lambda_function_url" "api" {
  function_name      = aws_lambda_function.api.function_name
  authorization_type = "AWS_IAM"
}

resource "aws_cloudwatch_log_group" "api" { name = "/aws/lambda/api" }

resource "aws_cloudwatch_log_group" "other" { name = "/acme/other" }

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "api" {
  api_id           = aws_apigatewayv2_api.shop.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.api.invoke_arn
}

resource "aws_apigatewayv2_route" "api" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "GET /"
  target    = "integrations/${aws_apigatewayv2_integration.api.id}"
}

resource "aws_backup_plan" "all" {
  name = "all"
  rule {
    rule_name         = "daily"
    target_vault_name = "vault"
  }
}

resource "aws_backup_selection" "all" {
  name         = "all"
  plan_id      = aws_backup_plan.all.id
  iam_role_arn = aws_iam_role.api.arn
  resources    = [aws_dynamodb_table.customers.arn]
}

resource "aws_backup_plan" "none" {
  name = "none"
  rule {
    rule_name         = "daily"
    target_vault_name = "vault"
  }
}

resource "aws_backup_selection" "none" {
  name         = "none"
  plan_id      = aws_backup_plan.none.id
  iam_role_arn = aws_iam_role.api.arn
  selection_tag {
    type  = "STRINGEQUALS"
    key   = "data-class"
    value = "none"
  }
}
`

func TestAClassReachesWhatIsWiredToItsStore(t *testing.T) {
	s := settings.Default()
	e := read(t, s, shop)
	engine := access.New(e, s)
	want := map[string]value.Answer{
		"aws_kms_key.k":                          value.Yes,
		"aws_kms_alias.k":                        value.Yes,
		"aws_dynamodb_table.customers":           value.Yes,
		"aws_sqs_queue.jobs":                     value.CannotTell, // nobody has said
		"aws_sqs_queue.empty":                    value.No,
		"aws_iam_role.api":                       value.Yes,
		"aws_lambda_function.api":                value.Yes,
		"aws_lambda_function.worker":             value.CannotTell,
		"aws_lambda_function.idle":               value.No, // wired to nothing but what holds none
		"aws_lambda_function_url.api":            value.Yes,
		"aws_cloudwatch_log_group.api":           value.Yes,
		"aws_cloudwatch_log_group.other":         value.CannotTell,
		"aws_apigatewayv2_api.shop":              value.Yes,
		"aws_apigatewayv2_integration.api":       value.Yes,
		"aws_apigatewayv2_route.api":             value.Yes,
		"aws_lambda_event_source_mapping.worker": value.CannotTell,
		"aws_backup_plan.all":                    value.Yes,
		"aws_backup_selection.all":               value.Yes,
		"aws_backup_plan.none":                   value.No,
	}
	seen := 0
	for _, r := range e.Resources() {
		answer, ok := want[r.Head().Address]
		if !ok {
			continue
		}
		seen++
		if got, why := engine.Holds(r, "personal"); got != answer {
			t.Errorf("%s holds personal data: %s (%s), want %s", r.Head().Address, got, why.String()+why.Reason(), answer)
		}
	}
	if seen != len(want) {
		t.Errorf("%d of %d resources were read", seen, len(want))
	}
}

func TestThatNoClassIsUsedIsStatedOnPurpose(t *testing.T) {
	s, problems := settings.Parse("bailiwick.yaml", []byte("inventory:\n  data_classes: none\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	e := read(t, s, `resource "aws_sqs_queue" "jobs" { name = "jobs" }`)
	for _, r := range e.OfKind("queue") {
		if c := access.New(e, s).Handled(r); c.IsUnknown() || len(c.List) > 0 {
			t.Errorf("Handled = %v, %s, want none", c.List, c.Reason())
		}
	}
}

// A class by the settings beside a tag that is not known may be one of two.
func TestATagThatIsNotKnownLeavesTheClassOpen(t *testing.T) {
	s, problems := settings.Parse("bailiwick.yaml", []byte("inventory:\n  data_classes: {personal: [aws_sqs_queue.jobs]}\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	e := read(t, s, "variable \"class\" {\n type = string\n}\nresource \"aws_sqs_queue\" \"jobs\" {\n name = \"jobs\"\n tags = { data-class = var.class }\n}")
	engine := access.New(e, s)
	for _, r := range e.OfKind("queue") {
		if c := engine.ClassesOf(r); !c.IsUnknown() || !c.Has("personal") {
			t.Errorf("ClassesOf = %v, known: %v, want personal and perhaps more", c.List, !c.IsUnknown())
		}
		if a, _ := engine.Holds(r, "phi"); a != value.CannotTell {
			t.Errorf("holds phi: %s, want cannot tell", a)
		}
	}
}
