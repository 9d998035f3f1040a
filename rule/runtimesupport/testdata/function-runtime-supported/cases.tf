variable "runtime" {
  type = string
}

variable "default_runtime" {
  type    = string
  default = "python3.14"
}

resource "aws_lambda_function" "current" { # want pass
  function_name = "current"
  role          = "arn:aws:iam::111122223333:role/x"
  runtime = "nodejs24.x"
}

resource "aws_lambda_function" "by_default" { # want pass
  function_name = "by_default"
  role          = "arn:aws:iam::111122223333:role/x"
  runtime = var.default_runtime
}

# Checkov still takes these.

resource "aws_lambda_function" "dotnet8" { # want fail "no patches since 2026-11-10"
  function_name = "dotnet8"
  role          = "arn:aws:iam::111122223333:role/x"
  runtime = "dotnet8"
}

resource "aws_lambda_function" "nodejs20" { # want fail "Node.js 20"
  function_name = "nodejs20"
  role          = "arn:aws:iam::111122223333:role/x"
  runtime = "nodejs20.x"
}

resource "aws_lambda_function" "al2" { # want fail "(high)"
  function_name = "al2"
  role          = "arn:aws:iam::111122223333:role/x"
  runtime = "provided.al2"
}

resource "aws_lambda_function" "blocked" { # want fail "(critical)"
  function_name = "blocked"
  role          = "arn:aws:iam::111122223333:role/x"
  runtime = "python2.7"
}

resource "aws_lambda_function" "maybe" { # want unknown "var.runtime"
  function_name = "maybe"
  role          = "arn:aws:iam::111122223333:role/x"
  runtime = var.runtime
}

resource "aws_lambda_function" "new" { # want unknown "does not have python9.9"
  function_name = "new"
  role          = "arn:aws:iam::111122223333:role/x"
  runtime = "python9.9"
}

resource "aws_lambda_function" "image" { # want not-applicable
  function_name = "image"
  role          = "arn:aws:iam::111122223333:role/x"
  package_type = "Image"
  image_uri    = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders:1"
}
