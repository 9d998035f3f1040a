variable "days" {
  type = number
}

resource "aws_cloudwatch_log_group" "year" { # want pass
  name              = "/aws/lambda/year"
  retention_in_days = 365
}

resource "aws_cloudwatch_log_group" "ever" { # want pass
  name = "/aws/lambda/ever"
}

resource "aws_cloudwatch_log_group" "month" { # want fail "for 30 days only, of 365"
  name              = "/aws/lambda/month"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_group" "variable" { # want unknown "retention_in_days"
  name              = "/aws/lambda/variable"
  retention_in_days = var.days
}

# Where it leads, only logging.archives could say to be an archive.
resource "aws_cloudwatch_log_group" "sent" { # want unknown "logging.archives"
  name              = "/aws/lambda/sent"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_subscription_filter" "sent" {
  name            = "sent"
  log_group_name  = aws_cloudwatch_log_group.sent.name
  filter_pattern  = ""
  destination_arn = "arn:aws:logs:eu-central-1:111122223333:destination:archive"
}
