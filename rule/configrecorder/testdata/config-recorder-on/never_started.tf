provider "aws" { # want pass
  region = "eu-central-1"
}

resource "aws_config_configuration_recorder" "this" { # want fail "not started"
  role_arn = "arn:aws:iam::111122223333:role/config"
}

resource "aws_config_delivery_channel" "this" {
  s3_bucket_name = "acme-config"
}

