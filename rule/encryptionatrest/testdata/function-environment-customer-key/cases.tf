variable "key" {
  type = string
}

variable "no_key" {
  type    = string
  default = null
}

resource "aws_kms_key" "orders" {}

resource "aws_lambda_function" "own_key" { # want pass
  function_name = "own-key"
  role          = "arn:aws:iam::111122223333:role/x"
  kms_key_arn   = aws_kms_key.orders.arn
  environment {
    variables = { TABLE = "orders" }
  }
}

# A key that is declared elsewhere is a key all the same.
resource "aws_lambda_function" "literal_key" { # want pass
  function_name = "literal-key"
  role          = "arn:aws:iam::111122223333:role/x"
  kms_key_arn   = "arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-3333-4444-555555555555"
  environment {
    variables = { TABLE = "orders" }
  }
}

resource "aws_lambda_function" "no_key" { # want fail "encrypted with a key of AWS's"
  function_name = "no-key"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = { TABLE = "orders" }
  }
}

resource "aws_lambda_function" "null_key" { # want fail "(low)"
  function_name = "null-key"
  role          = "arn:aws:iam::111122223333:role/x"
  kms_key_arn   = var.no_key
  environment {
    variables = { TABLE = "orders" }
  }
}

resource "aws_lambda_function" "key_of_aws" { # want fail "key of AWS's"
  function_name = "key-of-aws"
  role          = "arn:aws:iam::111122223333:role/x"
  kms_key_arn   = "arn:aws:kms:eu-central-1:111122223333:alias/aws/lambda"
  environment {
    variables = { TABLE = "orders" }
  }
}

resource "aws_lambda_function" "classed" { # want fail "(medium)"
  function_name = "classed"
  role          = "arn:aws:iam::111122223333:role/x"
  tags          = { data-class = "personal" }
  environment {
    variables = { TABLE = "orders" }
  }
}

resource "aws_lambda_function" "maybe_key" { # want unknown "var.key"
  function_name = "maybe-key"
  role          = "arn:aws:iam::111122223333:role/x"
  kms_key_arn   = var.key
  environment {
    variables = { TABLE = "orders" }
  }
}

# Checkov's CKV_AWS_173 fails a key without variables.
resource "aws_lambda_function" "key_only" { # want not-applicable
  function_name = "key-only"
  role          = "arn:aws:iam::111122223333:role/x"
  kms_key_arn   = aws_kms_key.orders.arn
}

resource "aws_lambda_function" "empty" { # want not-applicable
  function_name = "empty"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {}
  }
}

resource "aws_lambda_function" "dynamic" { # want fail "variables of dynamic"
  function_name = "dynamic"
  role          = "arn:aws:iam::111122223333:role/x"
  dynamic "environment" {
    for_each = [1]
    content {
      variables = { TABLE = "orders" }
    }
  }
}

data "aws_kms_alias" "found" {
  name = "alias/found"
}

resource "aws_lambda_function" "found_key" { # want unknown "may be a key of AWS's"
  function_name = "found-key"
  role          = "arn:aws:iam::111122223333:role/x"
  kms_key_arn   = data.aws_kms_alias.found.target_key_arn
  environment {
    variables = { TABLE = "orders" }
  }
}
