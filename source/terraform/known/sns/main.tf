# terraform-aws-modules/sns/aws: a topic with its policy and subscriptions.

locals {
  bare = try(trimsuffix(var.name, ".fifo"), "")
}

data "aws_caller_identity" "current" {}

resource "aws_sns_topic" "this" {
  count  = var.create ? 1 : 0
  region = var.region

  name                             = var.use_name_prefix ? null : (var.fifo_topic ? "${local.bare}.fifo" : local.bare)
  name_prefix                      = var.use_name_prefix ? local.name_prefix : null
  fifo_topic                       = var.fifo_topic
  kms_master_key_id                = var.kms_master_key_id
  policy                           = var.create_topic_policy ? null : var.topic_policy
  delivery_policy                  = var.delivery_policy
  signature_version                = var.fifo_topic ? null : var.signature_version
  tracing_config                   = var.tracing_config
  lambda_failure_feedback_role_arn = try(var.lambda_feedback.failure_role_arn, null)
  sqs_failure_feedback_role_arn    = try(var.sqs_feedback.failure_role_arn, null)
  http_failure_feedback_role_arn   = try(var.http_feedback.failure_role_arn, null)
  tags                             = var.tags
}

data "aws_iam_policy_document" "this" {
  count = var.create && var.create_topic_policy ? 1 : 0

  source_policy_documents   = var.source_topic_policy_documents
  override_policy_documents = var.override_topic_policy_documents

  # What AWS itself gives a topic: everybody of its own account.
  dynamic "statement" {
    for_each = var.enable_default_topic_policy ? [1] : []
    content {
      sid       = local.own.sid
      effect    = "Allow"
      actions   = [for a in local.own.actions : "sns:${a}"]
      resources = [aws_sns_topic.this[0].arn]

      principals {
        type        = "AWS"
        identifiers = ["*"]
      }

      condition {
        test     = "StringEquals"
        variable = local.own.variable
        values   = [data.aws_caller_identity.current.account_id]
      }
    }
  }

  dynamic "statement" {
    for_each = var.topic_policy_statements != null ? var.topic_policy_statements : {}
    content {
      sid           = try(coalesce(statement.value.sid, statement.key), statement.key)
      effect        = try(statement.value.effect, null)
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      not_resources = try(statement.value.not_resources, null)
      resources     = try(coalescelist(statement.value.resources), [aws_sns_topic.this[0].arn])

      dynamic "principals" {
        for_each = try(coalescelist(statement.value.principals), [])
        content {
          type        = principals.value.type
          identifiers = principals.value.identifiers
        }
      }

      dynamic "not_principals" {
        for_each = try(coalescelist(statement.value.not_principals), [])
        content {
          type        = not_principals.value.type
          identifiers = not_principals.value.identifiers
        }
      }

      dynamic "condition" {
        for_each = concat(try(coalescelist(statement.value.condition), []), try(coalescelist(statement.value.conditions), []))
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_sns_topic_policy" "this" {
  count  = var.create && var.create_topic_policy ? 1 : 0
  region = var.region
  arn    = aws_sns_topic.this[0].arn
  policy = data.aws_iam_policy_document.this[0].json
}

resource "aws_sns_topic_subscription" "this" {
  for_each = { for name, s in var.subscriptions : name => s if var.create && var.create_subscription }
  region   = var.region

  topic_arn             = aws_sns_topic.this[0].arn
  protocol              = each.value.protocol
  endpoint              = each.value.endpoint
  raw_message_delivery  = try(each.value.raw_message_delivery, null)
  filter_policy         = try(each.value.filter_policy, null)
  redrive_policy        = try(each.value.redrive_policy, null)
  subscription_role_arn = try(each.value.subscription_role_arn, null)
}

resource "aws_sns_topic_data_protection_policy" "this" {
  count  = var.create && var.data_protection_policy != null && !var.fifo_topic ? 1 : 0
  region = var.region
  arn    = aws_sns_topic.this[0].arn
  policy = var.data_protection_policy
}

output "topic_arn" { value = try(aws_sns_topic.this[0].arn, null) }
output "topic_id" { value = try(aws_sns_topic.this[0].id, null) }
output "topic_name" { value = try(aws_sns_topic.this[0].name, null) }
output "topic_owner" { value = try(aws_sns_topic.this[0].owner, null) }
output "topic_beginning_archive_time" { value = try(aws_sns_topic.this[0].beginning_archive_time, null) }
output "subscriptions" { value = aws_sns_topic_subscription.this }

variable "create" { default = true }
variable "region" { default = null }
variable "tags" { default = {} }
variable "name" { default = null }
variable "use_name_prefix" { default = false }
variable "fifo_topic" { default = false }
variable "kms_master_key_id" { default = null }
variable "topic_policy" { default = null }
variable "delivery_policy" { default = null }
variable "signature_version" { default = null }
variable "tracing_config" { default = null }
variable "lambda_feedback" { default = {} }
variable "sqs_feedback" { default = {} }
variable "http_feedback" { default = {} }
variable "create_topic_policy" { default = true }
variable "enable_default_topic_policy" { default = true }
variable "topic_policy_statements" { default = {} }
variable "source_topic_policy_documents" { default = [] }
variable "override_topic_policy_documents" { default = [] }
variable "create_subscription" { default = true }
variable "subscriptions" { default = {} }
variable "data_protection_policy" { default = null }

# Those that change nothing of what is read.

variable "application_feedback" {}
variable "firehose_feedback" {}
variable "content_based_deduplication" {}
variable "display_name" {}
variable "fifo_throughput_scope" {}
variable "archive_policy" {}
