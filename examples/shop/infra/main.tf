# A small shop's estate: six functions, and what surrounds them. Some of it is
# as it should be, some is not, and some cannot be told from here.

terraform {
  required_version = ">= 1.9"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
  backend "s3" {
    bucket       = "shop-terraform-state"
    key          = "infra.tfstate"
    region       = "eu-central-1"
    encrypt      = true
    kms_key_id   = "alias/terraform-state"
    use_lockfile = true
  }
}

provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
  default_tags {
    tags = { owner = "shop", data-class = "confidential" }
  }
}

variable "image_tag" {
  description = "Tag of the image that label-render runs."
  type        = string
}

data "aws_iam_policy_document" "lambda_trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_kms_key" "shop" {
  description         = "Everything that the shop stores"
  enable_key_rotation = true
}
