# terraform-aws-modules/cloudwatch/aws//modules/composite-alarm.

resource "aws_cloudwatch_composite_alarm" "this" {
  count = var.create ? 1 : 0

  alarm_name                = var.alarm_name
  actions_enabled           = var.actions_enabled
  alarm_actions             = var.alarm_actions
  ok_actions                = var.ok_actions
  insufficient_data_actions = var.insufficient_data_actions
  alarm_rule                = var.alarm_rule
  tags                      = var.tags

  dynamic "actions_suppressor" {
    for_each = length(var.actions_suppressor) > 0 ? [var.actions_suppressor] : []
    content {
      alarm = actions_suppressor.value.alarm
    }
  }
}

output "cloudwatch_composite_alarm_arn" { value = try(aws_cloudwatch_composite_alarm.this[0].arn, "") }
output "cloudwatch_composite_alarm_id" { value = try(aws_cloudwatch_composite_alarm.this[0].id, "") }

variable "create" { default = true }
variable "alarm_name" { default = null }
variable "actions_enabled" { default = true }
variable "alarm_actions" { default = null }
variable "ok_actions" { default = null }
variable "insufficient_data_actions" { default = null }
variable "alarm_rule" { default = null }
variable "actions_suppressor" { default = {} }
variable "tags" { default = {} }

# What changes nothing of what is read.

variable "alarm_description" {}
