variable "topic" {
  type = string
}

variable "topics" {
  type = list(string)
}

resource "aws_sns_topic" "on_call" {
  name = "on-call"
}

resource "aws_cloudwatch_metric_alarm" "told" { # want pass
  alarm_name          = "told"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  alarm_actions = [aws_sns_topic.on_call.arn]
}

resource "aws_cloudwatch_metric_alarm" "none" { # want fail "it has no action"
  alarm_name          = "none"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
}

resource "aws_cloudwatch_metric_alarm" "empty" { # want fail "it has no action"
  alarm_name          = "empty"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  alarm_actions = []
}

resource "aws_cloudwatch_metric_alarm" "only_ok" { # want fail "it has no action"
  alarm_name          = "only_ok"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  ok_actions = [aws_sns_topic.on_call.arn]
}

resource "aws_cloudwatch_metric_alarm" "off" { # want fail "switched off"
  alarm_name          = "off"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  alarm_actions   = [aws_sns_topic.on_call.arn]
  actions_enabled = false
}

resource "aws_cloudwatch_metric_alarm" "scales" { # want fail "only scale"
  alarm_name          = "scales"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  alarm_actions = [aws_appautoscaling_policy.up.arn]
}

resource "aws_cloudwatch_metric_alarm" "elsewhere" { # want pass
  alarm_name          = "elsewhere"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  alarm_actions = ["arn:aws:sns:eu-central-1:111122223333:on-call"]
}

resource "aws_cloudwatch_metric_alarm" "perhaps" { # want unknown "may name no topic"
  alarm_name          = "perhaps"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  alarm_actions = [var.topic]
}

resource "aws_cloudwatch_metric_alarm" "perhaps_many" { # want unknown
  alarm_name          = "perhaps_many"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  alarm_actions = var.topics
}

resource "aws_appautoscaling_policy" "up" {
  name               = "up"
  resource_id        = "table/orders"
  scalable_dimension = "dynamodb:table:ReadCapacityUnits"
  service_namespace  = "dynamodb"
}
