variable "loop" {
  type = string
}

resource "aws_lambda_function" "plain" { # want pass
  function_name = "plain"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_lambda_function" "allowed" { # want fail "(medium)"
  function_name = "allowed"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_lambda_function_recursion_config" "allowed" {
  function_name  = aws_lambda_function.allowed.function_name
  recursive_loop = "Allow"
}

resource "aws_lambda_function" "stopped" { # want pass
  function_name = "stopped"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_lambda_function_recursion_config" "stopped" {
  function_name  = aws_lambda_function.stopped.function_name
  recursive_loop = "Terminate"
}

resource "aws_lambda_function" "perhaps" { # want unknown
  function_name = "perhaps"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_lambda_function_recursion_config" "perhaps" {
  function_name  = aws_lambda_function.perhaps.function_name
  recursive_loop = var.loop
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_lambda_function" "feeds" { # want fail "(high)"
  function_name = "feeds"
  role          = "arn:aws:iam::111122223333:role/orders"
  environment {
    variables = { QUEUE = aws_sqs_queue.jobs.url }
  }
}

resource "aws_lambda_function_recursion_config" "feeds" {
  function_name  = aws_lambda_function.feeds.function_name
  recursive_loop = "Allow"
}

resource "aws_lambda_event_source_mapping" "feeds" {
  function_name    = aws_lambda_function.feeds.arn
  event_source_arn = aws_sqs_queue.jobs.arn
}
