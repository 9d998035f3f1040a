provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "some" {}

resource "aws_organizations_organization" "acme" { # want unknown "it may have one all the same"
  feature_set = "ALL"
}
