variable "mode" {
  type = string
}

resource "aws_lambda_function" "default" { # want pass
  function_name = "default"
  role          = "arn:aws:iam::111122223333:role/x"
  runtime = "python3.14"
}

resource "aws_lambda_function" "auto" { # want pass
  function_name = "auto"
  role          = "arn:aws:iam::111122223333:role/x"
  runtime = "python3.14"
}

resource "aws_lambda_function" "on_update" { # want unknown "when the function is updated"
  function_name = "on_update"
  role          = "arn:aws:iam::111122223333:role/x"
  runtime = "python3.14"
}

resource "aws_lambda_function" "pinned" { # want unknown "pinned"
  function_name = "pinned"
  role          = "arn:aws:iam::111122223333:role/x"
  runtime = "python3.14"
}

resource "aws_lambda_function" "maybe" { # want unknown "var.mode"
  function_name = "maybe"
  role          = "arn:aws:iam::111122223333:role/x"
  runtime = "python3.14"
}

resource "aws_lambda_function" "image" { # want not-applicable
  function_name = "image"
  role          = "arn:aws:iam::111122223333:role/x"
  package_type = "Image"
  image_uri    = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders:1"
}

resource "aws_lambda_runtime_management_config" "auto" {
  function_name     = aws_lambda_function.auto.function_name
  update_runtime_on = "Auto"
}

resource "aws_lambda_runtime_management_config" "on_update" {
  function_name     = aws_lambda_function.on_update.function_name
  update_runtime_on = "FunctionUpdate"
}

resource "aws_lambda_runtime_management_config" "pinned" {
  function_name       = aws_lambda_function.pinned.function_name
  update_runtime_on   = "Manual"
  runtime_version_arn = "arn:aws:lambda:eu-central-1::runtime:0000000000000000000000000000000000000000000000000000000000000000"
}

resource "aws_lambda_runtime_management_config" "maybe" {
  function_name     = aws_lambda_function.maybe.function_name
  update_runtime_on = var.mode
}
