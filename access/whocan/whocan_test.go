package whocan_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"bailiwick/access"
	"bailiwick/access/whocan"
	"bailiwick/estate"
	"bailiwick/iam/authz"
	"bailiwick/settings"
	"bailiwick/source/terraform"
	"bailiwick/value"
)

const ledger = `
resource "aws_dynamodb_table" "orders" { name = "orders" }
resource "aws_s3_bucket" "files" { bucket = "files" }
resource "aws_s3_bucket_policy" "files" {
  bucket = aws_s3_bucket.files.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::files/*", Principal = "*" }] })
}
resource "aws_kms_key" "k" {}
resource "aws_iam_role" "app" {
  name               = "app"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}
resource "aws_iam_role_policy" "app" {
  role   = aws_iam_role.app.id
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "dynamodb:GetItem", Resource = aws_dynamodb_table.orders.arn },
    { Effect = "Allow", Action = "kms:Decrypt", Resource = "*" },
  ] })
}
resource "aws_sqs_queue" "app" { name = "app" }
resource "aws_iam_user" "ada" { name = "ada" }
resource "aws_iam_user_policy_attachment" "ada" {
  user       = aws_iam_user.ada.name
  policy_arn = "arn:aws:iam::111122223333:policy/elsewhere"
}
`

func TestOf(t *testing.T) {
	b := &estate.Builder{Places: new(value.Places)}
	s := settings.Default()
	terraform.Read(b, terraform.Options{
		FS: fstest.MapFS{"main.tf": &fstest.MapFile{Data: []byte(ledger), Mode: 0o644}}, Settings: s,
	}, []string{"."}, nil)
	engine := access.New(b.Build(), s)
	for _, test := range []struct{ action, resource, want string }{
		{"dynamodb:GetItem", "aws_dynamodb_table.orders", "role app yes\nuser ada outside\n"},
		{"dynamodb:PutItem", "orders", "user ada outside\n"},
		{"s3:GetObject", "arn:aws:s3:::files/a.json", "an anonymous caller yes\nany AWS account yes\na service on behalf of another account yes\nrole app yes\nuser ada outside\n"},
		{"kms:Decrypt", "aws_kms_key.k", "role app yes\nuser ada outside\n"},
		{"sqs:SendMessage", "arn:aws:sqs:eu-central-1:111122223333:jobs", "user ada outside\n"},
	} {
		found := whocan.Find(engine, test.action, test.resource)
		if len(found) != 1 {
			t.Errorf("there are %d of %s", len(found), test.resource)
			continue
		}
		on := found[0]
		var got strings.Builder
		for _, w := range whocan.Of(engine, test.action, on) {
			fmt.Fprintf(&got, "%s %s\n", w.Name(), w.Verdict)
			t.Log(w.Why)
			if w.Witness != nil {
				if d := authz.Decide(&w.Witness.Request, &w.Witness.Policies); d.Effect != authz.Allow {
					t.Errorf("the evaluator says of %s: %s", w.Witness, d)
				}
			}
			if len(w.Facts) == 0 {
				t.Errorf("%s: no facts", w.Name())
			}
		}
		if got.String() != test.want {
			t.Errorf("%s on %s: got\n%swant\n%s", test.action, test.resource, got.String(), test.want)
		}
	}
	for _, test := range []struct {
		action, word string
		want         int
	}{
		{"s3:GetObject", "invoices", 0},
		{"iam:PassRole", "app", 1},      // not the queue of that name
		{"sqs:SendMessage", "app", 1},   // not the role
		{"dynamodb:GetItem", "app", 2},  // neither
		{"nonesuch:GetThing", "app", 2}, // who knows
		{"s3:GetObject", "arn:aws:s3:::elsewhere/a", 1},
	} {
		if found := whocan.Find(engine, test.action, test.word); len(found) != test.want {
			t.Errorf("%s on %s means %d resources, want %d", test.action, test.word, len(found), test.want)
		}
	}
}
