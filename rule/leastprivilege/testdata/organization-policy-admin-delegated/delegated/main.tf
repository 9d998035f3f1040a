provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "some" {}

resource "aws_organizations_organization" "acme" { # want pass
  feature_set = "ALL"
}

resource "aws_organizations_resource_policy" "delegation" {
  content = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Action = ["organizations:CreatePolicy", "organizations:AttachPolicy"], Resource = "*" }] })
}
