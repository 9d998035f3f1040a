# terraform-aws-modules/cloudwatch/aws//modules/metric-alarm.

resource "aws_cloudwatch_metric_alarm" "this" {
  count = var.create_metric_alarm ? 1 : 0

  alarm_name                = var.alarm_name
  actions_enabled           = var.actions_enabled
  alarm_actions             = var.alarm_actions
  ok_actions                = var.ok_actions
  insufficient_data_actions = var.insufficient_data_actions
  metric_name               = var.metric_name
  namespace                 = var.namespace
  dimensions                = var.dimensions
  statistic                 = var.statistic
  extended_statistic        = var.extended_statistic
  comparison_operator       = var.comparison_operator
  threshold                 = var.threshold
  period                    = var.period
  evaluation_periods        = var.evaluation_periods
  datapoints_to_alarm       = var.datapoints_to_alarm
  treat_missing_data        = var.treat_missing_data
  tags                      = var.tags

  dynamic "metric_query" {
    for_each = var.metric_query
    content {
      id          = metric_query.value.id
      account_id  = try(metric_query.value.account_id, null)
      return_data = try(metric_query.value.return_data, null)
      expression  = try(metric_query.value.expression, null)
      period      = try(metric_query.value.period, null)

      dynamic "metric" {
        for_each = try(metric_query.value.metric, [])
        content {
          metric_name = metric.value.metric_name
          namespace   = metric.value.namespace
          period      = metric.value.period
          stat        = metric.value.stat
          dimensions  = try(metric.value.dimensions, null)
        }
      }
    }
  }
}

output "cloudwatch_metric_alarm_arn" { value = try(aws_cloudwatch_metric_alarm.this[0].arn, "") }
output "cloudwatch_metric_alarm_id" { value = try(aws_cloudwatch_metric_alarm.this[0].id, "") }

variable "create_metric_alarm" { default = true }
variable "alarm_name" {}
variable "actions_enabled" { default = true }
variable "alarm_actions" { default = null }
variable "ok_actions" { default = null }
variable "insufficient_data_actions" { default = null }
variable "metric_name" { default = null }
variable "namespace" { default = null }
variable "dimensions" { default = null }
variable "statistic" { default = null }
variable "extended_statistic" { default = null }
variable "comparison_operator" {}
variable "threshold" { default = null }
variable "period" { default = null }
variable "evaluation_periods" {}
variable "datapoints_to_alarm" { default = null }
variable "treat_missing_data" { default = "missing" }
variable "metric_query" { default = [] }
variable "tags" { default = {} }

# Those that change nothing of what is read.

variable "alarm_description" {}
variable "threshold_metric_id" {}
variable "unit" {}
variable "evaluate_low_sample_count_percentiles" {}
