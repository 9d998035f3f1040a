# terraform-aws-modules/eventbridge/aws: a bus, rules on it and their targets, and
# the role that delivers. What else it makes (permissions, archives, connections,
# schedules, pipes, policies of the role) is not written out here: an input that
# asks for it is not known.

locals {
  bus  = var.create_bus ? try(aws_cloudwatch_event_bus.this[0].name, var.bus_name) : var.bus_name
  role = var.create && var.create_role
  name = { for key, r in var.rules : key => var.append_rule_postfix ? "${replace(key, "_", "-")}-rule" : key }

  targets = { for t in flatten([
    for key, r in var.rules : [for t in var.targets[key] : { key = t.name, rule = local.name[key], is = t }] if length(var.targets) > 0
  ]) : t.key => t }
}

resource "aws_cloudwatch_event_bus" "this" {
  count  = var.create && var.create_bus ? 1 : 0
  region = var.region

  name               = var.bus_name
  event_source_name  = var.event_source_name
  kms_key_identifier = var.kms_key_identifier
  tags               = var.tags

  dynamic "dead_letter_config" {
    for_each = length(var.dead_letter_config) > 0 ? [var.dead_letter_config] : []
    content {
      arn = try(dead_letter_config.value.arn, null)
    }
  }

  dynamic "log_config" {
    for_each = var.log_config != null ? [var.log_config] : []
    content {
      level = try(upper(log_config.value.level), null)
    }
  }
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each = { for key, r in var.rules : key => r if var.create && var.create_rules }
  region   = var.region

  name                = local.name[each.key]
  name_prefix         = try(each.value.name_prefix, null)
  event_bus_name      = local.bus
  event_pattern       = try(each.value.event_pattern, null)
  schedule_expression = try(each.value.schedule_expression, null)
  role_arn            = try(tobool(each.value.role_arn), false) ? aws_iam_role.eventbridge[0].arn : null
  state               = try(each.value.enabled ? "ENABLED" : "DISABLED", tobool(each.value.state) ? "ENABLED" : "DISABLED", upper(each.value.state), null)
  tags                = merge(var.tags, { Name = local.name[each.key] })
}

resource "aws_cloudwatch_event_target" "this" {
  for_each = { for key, t in local.targets : key => t if var.create && var.create_targets }
  region   = var.region

  rule           = each.value.rule
  event_bus_name = local.bus
  arn            = try(each.value.is.destination, null) != null ? data.external.destination.result.arn : each.value.is.arn
  role_arn       = can(length(each.value.is.attach_role_arn) > 0) ? each.value.is.attach_role_arn : (try(each.value.is.attach_role_arn, null) == true ? aws_iam_role.eventbridge[0].arn : null)
  input          = try(each.value.is.input, null)

  dynamic "dead_letter_config" {
    for_each = try(each.value.is.dead_letter_arn, null) != null ? [1] : []
    content {
      arn = each.value.is.dead_letter_arn
    }
  }

  dynamic "retry_policy" {
    for_each = try([each.value.is.retry_policy], [])
    content {
      maximum_event_age_in_seconds = try(retry_policy.value.maximum_event_age_in_seconds, null)
      maximum_retry_attempts       = try(retry_policy.value.maximum_retry_attempts, null)
    }
  }
}

data "external" "destination" {}

data "aws_iam_policy_document" "assume_role" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = distinct(concat(["events.amazonaws.com"], var.trusted_entities))
    }
  }
}

resource "aws_iam_role" "eventbridge" {
  count                = local.role ? 1 : 0
  name                 = coalesce(var.role_name, var.bus_name, "*")
  description          = var.role_description
  path                 = var.role_path
  permissions_boundary = var.role_permissions_boundary
  assume_role_policy   = data.aws_iam_policy_document.assume_role.json
  tags                 = merge({ Name = coalesce(var.role_name, var.bus_name, "*") }, var.tags, var.role_tags)
}

output "eventbridge_bus_name" { value = var.bus_name }
output "eventbridge_bus_arn" { value = try(aws_cloudwatch_event_bus.this[0].arn, "") }
output "eventbridge_rule_ids" { value = { for key, r in aws_cloudwatch_event_rule.this : key => r.id } }
output "eventbridge_rule_arns" { value = { for key, r in aws_cloudwatch_event_rule.this : key => r.arn } }
output "eventbridge_role_arn" { value = try(aws_iam_role.eventbridge[0].arn, "") }
output "eventbridge_role_name" { value = try(aws_iam_role.eventbridge[0].name, "") }

variable "create" { default = true }
variable "region" { default = null }
variable "tags" { default = {} }
variable "create_role" { default = true }
variable "append_rule_postfix" { default = true }
variable "create_bus" { default = true }
variable "create_rules" { default = true }
variable "create_targets" { default = true }
variable "bus_name" { default = "default" }
variable "event_source_name" { default = null }
variable "kms_key_identifier" { default = null }
variable "dead_letter_config" { default = {} }
variable "log_config" { default = null }
variable "rules" { default = {} }
variable "targets" { default = {} }
variable "trusted_entities" { default = [] }
variable "role_name" { default = null }
variable "role_description" { default = null }
variable "role_path" { default = null }
variable "role_permissions_boundary" { default = null }
variable "role_tags" { default = {} }

# Those that change nothing of what is read.

variable "create_pipe_role_only" {}
variable "bus_description" {}
variable "role_force_detach_policies" {}
