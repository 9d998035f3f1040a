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

resource "aws_organizations_account" "web" { # want unknown "others may be in force all the same"
  name      = "web"
  email     = "web@example.com"
  parent_id = aws_organizations_organizational_unit.apps.id
}

resource "aws_organizations_policy" "audit" {
  name    = "audit"
  type    = "SERVICE_CONTROL_POLICY"
  content = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "config:Stop*", "guardduty:Delete*"], Resource = "*" }] })
}
