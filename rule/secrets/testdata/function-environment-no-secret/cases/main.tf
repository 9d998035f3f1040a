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
      TABLE = "orders"
      LOG_LEVEL = "DEBUG"
      BUCKET = "orders-data-prod"
      REGION = var.plain
      USE_TOKEN = "true"
    }
  }
}

# A name of a secret is none (Prowler #1760), nor is what only sounds like one (MONKEY).

resource "aws_lambda_function" "references" { # want pass
  function_name = "references"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      DB_SECRET_ARN = data.aws_secretsmanager_secret.db.arn
      DB_SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:prod/db-AbCdEf"
      DB_PASSWORD = "/prod/orders/db/password"
      TOKEN_URL = "https://auth.acme.io/oauth2/token"
      PASSWORD_POLICY = "min12-upper-lower"
      MONKEY = "q8Zt5vKp2LwX9rNb4sHd"
    }
  }
}

resource "aws_lambda_function" "access_key" { # want fail "KEY_ID of access_key holds a secret"
  function_name = "access_key"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      KEY_ID = join("", local.parts)
    }
  }
}

resource "aws_lambda_function" "password" { # want fail "(critical)"
  function_name = "password"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      TABLE = "orders"
      DB_PASSWORD = "hunter2again"
    }
  }
}

resource "aws_lambda_function" "connection" { # want fail "holds a secret"
  function_name = "connection"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      DATABASE_URL = "postgres://app:s3cr3tpa55@db.internal/orders"
    }
  }
}

resource "aws_lambda_function" "sensitive_default" { # want fail "DB of sensitive_default"
  function_name = "sensitive_default"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      DB = var.db_password
    }
  }
}

resource "aws_lambda_function" "generated" { # want fail "(high)"
  function_name = "generated"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      DB = random_password.db.result
    }
  }
}

resource "aws_lambda_function" "placeholder" { # want fail "(low)"
  function_name = "placeholder"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      API_TOKEN = "changeme"
    }
  }
}

resource "aws_lambda_function" "open" { # want unknown "STAGE: var.stage"
  function_name = "open"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      STAGE = var.stage
    }
  }
}

resource "aws_lambda_function" "open_and_secret" { # want fail "holds a secret"
  function_name = "open_and_secret"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      STAGE = var.stage
      DB_PASSWORD = "hunter2again"
    }
  }
}

resource "aws_lambda_function" "allowed" { # want pass
  function_name = "allowed"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      PUBLIC_API_TOKEN_V2 = "0123456789abcdef0123"
    }
  }
}

resource "aws_lambda_function" "without" { # want not-applicable
  function_name = "without"
  role          = "arn:aws:iam::111122223333:role/x"
}

resource "aws_lambda_function" "many" { # want fail "(critical)"
  for_each      = { a = "hunter2again", b = "letmein2026" }
  function_name = each.key
  role          = "arn:aws:iam::111122223333:role/x"
  dynamic "environment" {
    for_each = [each.value]
    content {
      variables = { DB_PASSWORD = environment.value }
    }
  }
}

resource "aws_lambda_function" "sensitive_name" { # want pass
  function_name = "sensitive_name"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      TABLE_NAME = sensitive("orders-by-customer-and-day")
    }
  }
}
