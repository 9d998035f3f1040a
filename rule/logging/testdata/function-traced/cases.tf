variable "mode" {
  type = string
}

resource "aws_lambda_function" "traced" { # want pass
  function_name = "traced"
  role          = "arn:aws:iam::111122223333:role/orders"
  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_function" "bare" { # want fail "is not traced"
  function_name = "bare"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_lambda_function" "through" { # want fail
  function_name = "through"
  role          = "arn:aws:iam::111122223333:role/orders"
  tracing_config {
    mode = "PassThrough"
  }
}

resource "aws_lambda_function" "perhaps" { # want unknown "is not known"
  function_name = "perhaps"
  role          = "arn:aws:iam::111122223333:role/orders"
  tracing_config {
    mode = var.mode
  }
}

