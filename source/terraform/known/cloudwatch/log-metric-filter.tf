# terraform-aws-modules/cloudwatch/aws//modules/log-metric-filter.

resource "aws_cloudwatch_log_metric_filter" "this" {
  count = var.create_cloudwatch_log_metric_filter ? 1 : 0

  name           = var.name
  pattern        = var.pattern
  log_group_name = var.log_group_name

  metric_transformation {
    name      = var.metric_transformation_name
    namespace = var.metric_transformation_namespace
    value     = var.metric_transformation_value
  }
}

output "cloudwatch_log_metric_filter_id" { value = try(aws_cloudwatch_log_metric_filter.this[0].id, "") }

variable "create_cloudwatch_log_metric_filter" { default = true }
variable "name" {}
variable "pattern" {}
variable "log_group_name" {}
variable "metric_transformation_name" {}
variable "metric_transformation_namespace" {}
variable "metric_transformation_value" { default = "1" }

# Those that change nothing of what is read.

variable "metric_transformation_default_value" {}
variable "metric_transformation_unit" {}
variable "metric_transformation_dimensions" {}
