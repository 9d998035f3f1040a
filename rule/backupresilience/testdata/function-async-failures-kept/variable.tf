variable "target" {
  type = string
}

resource "aws_lambda_function" "perhaps" { # want unknown "may be empty"
  function_name = "perhaps"
  role          = "arn:aws:iam::111122223333:role/orders"
  dead_letter_config {
    target_arn = var.target
  }
}

resource "aws_sns_topic" "perhaps" {
  name = "perhaps"
}

resource "aws_sns_topic_subscription" "perhaps" {
  topic_arn = aws_sns_topic.perhaps.arn
  protocol  = "lambda"
  endpoint  = aws_lambda_function.perhaps.arn
}

