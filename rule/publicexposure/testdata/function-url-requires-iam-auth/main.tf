resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
}

variable "auth" {}
resource "aws_lambda_function_url" "open" { # want fail "Anyone on the internet"
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "NONE"
}
resource "aws_lambda_function_url" "signed" { # want pass
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "AWS_IAM"
}
resource "aws_lambda_function_url" "handed" { # want unknown "var.auth"
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = var.auth
}
locals { urls = { a = "AWS_IAM", b = "AWS_IAM" } }
resource "aws_lambda_function_url" "each" { # want pass
  for_each           = local.urls
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = each.value
}
