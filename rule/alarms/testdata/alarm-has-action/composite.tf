resource "aws_cloudwatch_metric_alarm" "child" { # want not-applicable "a composite alarm speaks for it"
  alarm_name          = "child"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
}

resource "aws_cloudwatch_composite_alarm" "both" { # want fail
  alarm_name = "both"
  alarm_rule = "ALARM(${aws_cloudwatch_metric_alarm.child.alarm_name})"
}
