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

resource "aws_lambda_function" "clean" { # want pass
  function_name = "clean"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      DB_SECRET_ARN = data.aws_secretsmanager_secret.db.arn
      TABLE = "orders"
    }
  }
}

resource "aws_lambda_function" "secret_version" { # want fail "copies a secret into the variable DB"
  function_name = "secret_version"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      DB = data.aws_secretsmanager_secret_version.db.secret_string
    }
  }
}

resource "aws_lambda_function" "decoded" { # want fail "(high)"
  function_name = "decoded"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      DB = jsondecode(data.aws_secretsmanager_secret_version.db.secret_string)["password"]
    }
  }
}

resource "aws_lambda_function" "generated" { # want fail "variable DB"
  function_name = "generated"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      DB = "postgres://app:${random_password.db.result}@db/orders"
    }
  }
}

resource "aws_lambda_function" "dynamic_reference" { # want fail "copies a secret"
  function_name = "dynamic_reference"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      DB = "{{resolve:secretsmanager:prod/db:SecretString:password}}"
    }
  }
}

resource "aws_lambda_function" "sensitive" { # want fail "variable TOKEN"
  function_name = "sensitive"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      TOKEN = var.api_token
    }
  }
}

resource "aws_lambda_function" "parameter" { # want unknown "data.aws_ssm_parameter.vpc.value"
  function_name = "parameter"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      VPC = data.aws_ssm_parameter.vpc.value
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
