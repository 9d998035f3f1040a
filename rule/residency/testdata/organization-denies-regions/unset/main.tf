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

resource "aws_organizations_account" "web" { # want unknown "regions.approved"
  name      = "web"
  email     = "web@example.com"
  parent_id = aws_organizations_organizational_unit.apps.id
}

resource "aws_organizations_policy" "regions" {
  name    = "regions"
  type    = "SERVICE_CONTROL_POLICY"
  content = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", NotAction = ["iam:*", "organizations:*", "route53:*", "cloudfront:*", "support:*", "sts:*"], Resource = "*", Condition = { StringNotEquals = { "aws:RequestedRegion" = ["eu-central-1"] } } }] })
}

resource "aws_organizations_policy_attachment" "regions" {
  policy_id = aws_organizations_policy.regions.id
  target_id = aws_organizations_organization.acme.roots[0].id
}
