variable "role" {
  type = string
}

resource "aws_lambda_function" "a" { # want unknown "var.role"
  function_name = "a"
  role          = var.role
  filename = "a.zip"
}
