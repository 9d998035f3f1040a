resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
}

variable "origins" { type = list(string) }
resource "aws_lambda_function_url" "credentials" { # want fail "credentials"
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "AWS_IAM"
  cors {
    allow_origins     = ["*"]
    allow_credentials = true
  }
}
resource "aws_lambda_function_url" "changing" { # want fail "change things"
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "NONE"
  cors {
    allow_origins = ["*"]
    allow_methods = ["POST"]
  }
}
resource "aws_lambda_function_url" "reading" { # want pass "public read API"
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "NONE"
  cors {
    allow_origins = ["*"]
    allow_methods = ["GET"]
  }
}
resource "aws_lambda_function_url" "plain" { # want fail "(low)"
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "AWS_IAM"
  cors { allow_origins = ["http://shop.example.com"] }
}
resource "aws_lambda_function_url" "local" { # want pass
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "AWS_IAM"
  cors { allow_origins = ["http://localhost:3000", "https://shop.example.com"] }
}
resource "aws_lambda_function_url" "none" { # want pass
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "NONE"
}
resource "aws_lambda_function_url" "handed" { # want unknown
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "AWS_IAM"
  cors { allow_origins = var.origins }
}
