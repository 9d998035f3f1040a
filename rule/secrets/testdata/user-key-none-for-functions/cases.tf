variable "stage" {
  type = string
}

variable "api_token" {
  type      = string
  sensitive = true
}

variable "db_password" {
  type      = string
  sensitive = true
  default   = "hunter2again"
}

variable "plain" {
  type    = string
  default = "eu"
}

locals {
  parts = ["AKIA", "QWERTY234567ASDF"]
}

resource "random_password" "db" {
  length = 32
}

data "aws_secretsmanager_secret" "db" {
  name = "prod/db"
}

data "aws_secretsmanager_secret_version" "db" {
  secret_id = "prod/db"
}

data "aws_ssm_parameter" "vpc" {
  name = "/network/vpc"
}

resource "aws_iam_user" "partner" {
  name = "partner"
}

resource "aws_iam_access_key" "partner" {
  user    = aws_iam_user.partner.name
  pgp_key = "keybase:partner"
}

resource "aws_lambda_function" "clean" { # want pass
  function_name = "clean"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      TABLE = "orders"
    }
  }
}

resource "aws_lambda_function" "wired" { # want fail "access key of an IAM user"
  function_name = "wired"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      KEY = aws_iam_access_key.partner.id
    }
  }
}

resource "aws_lambda_function" "encoded" { # want fail "access key of an IAM user"
  function_name = "encoded"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      KEY = base64encode(aws_iam_access_key.partner.secret)
    }
  }
}

resource "aws_lambda_function" "literal" { # want fail "(high)"
  function_name = "literal"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      UPLOAD = join("", local.parts)
    }
  }
}

resource "aws_lambda_function" "secret_part" { # want fail "access key of an IAM user"
  function_name = "secret_part"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      MY_AWS_SECRET_ACCESS_KEY = "q8Zt5vKp2LwX9rNb4sHdq8Zt5vKp2LwX9rNb4sHd"
    }
  }
}

resource "aws_lambda_function" "open" { # want unknown "var.stage"
  function_name = "open"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      STAGE = var.stage
    }
  }
}

resource "aws_lambda_function" "without" { # want not-applicable
  function_name = "without"
  role          = "arn:aws:iam::111122223333:role/x"
}
