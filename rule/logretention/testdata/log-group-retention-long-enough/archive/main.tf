resource "aws_cloudwatch_log_group" "sent" { # want pass
  name              = "/aws/lambda/sent"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_subscription_filter" "sent" {
  name            = "sent"
  log_group_name  = aws_cloudwatch_log_group.sent.name
  filter_pattern  = ""
  destination_arn = "arn:aws:logs:eu-central-1:111122223333:destination:archive"
}

resource "aws_cloudwatch_log_group" "elsewhere" { # want fail
  name              = "/aws/lambda/elsewhere"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_subscription_filter" "elsewhere" {
  name            = "elsewhere"
  log_group_name  = aws_cloudwatch_log_group.elsewhere.name
  filter_pattern  = ""
  destination_arn = "arn:aws:lambda:eu-central-1:111122223333:function:search"
}

resource "aws_cloudwatch_log_group" "debug" { # want pass
  name              = "/aws/lambda/debug"
  retention_in_days = 30
  tags              = { debug = "yes" }
}
