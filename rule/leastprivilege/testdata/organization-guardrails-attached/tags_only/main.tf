provider "aws" { # want not-applicable "no service control policy covers the management account"
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "some" {}

resource "aws_organizations_organization" "acme" {
  feature_set = "ALL"
}

resource "aws_organizations_organizational_unit" "apps" {
  name      = "apps"
  parent_id = aws_organizations_organization.acme.roots[0].id
}

resource "aws_organizations_account" "web" { # want fail "No guardrail is in force"
  name      = "web"
  email     = "web@example.com"
  parent_id = aws_organizations_organizational_unit.apps.id
}

resource "aws_organizations_policy" "tags" {
  name    = "tags"
  type    = "TAG_POLICY"
  content = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_organizations_policy_attachment" "tags" {
  policy_id = aws_organizations_policy.tags.id
  target_id = aws_organizations_organization.acme.roots[0].id
}
