# terraform-aws-modules/sqs/aws: a queue, and a dead letter queue if asked for.

locals {
  region    = try(data.aws_region.current.name, "")
  account   = try(data.aws_caller_identity.current.account_id, "")
  partition = try(data.aws_partition.current.partition, "aws")

  bare      = try(trimsuffix(var.name, ".fifo"), "")
  dlq_given = try(trimsuffix(var.dlq_name, ".fifo"), "")
  dlq_bare  = try(coalesce(local.dlq_given, "${local.bare}-dlq"), "")
  dlq_name  = var.fifo_queue && !var.use_name_prefix ? "${local.dlq_bare}.fifo" : local.dlq_bare

  dlq_kms_master_key_id = try(coalesce(var.dlq_kms_master_key_id, var.kms_master_key_id), null)

  dlq = var.create && var.create_dlq

  # The policy of each queue that has one.
  policies = {
    for queue, p in {
      this = {
        on         = var.create && var.create_queue_policy
        statements = var.queue_policy_statements
        sources    = var.source_queue_policy_documents
        overrides  = var.override_queue_policy_documents
      }
      dlq = {
        on         = local.dlq && var.create_dlq_queue_policy
        statements = var.dlq_queue_policy_statements
        sources    = var.source_dlq_queue_policy_documents
        overrides  = var.override_dlq_queue_policy_documents
      }
    } : queue => p if p.on
  }
}

data "aws_region" "current" {}
data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

resource "aws_sqs_queue" "this" {
  count  = var.create ? 1 : 0
  region = var.region

  name                              = var.use_name_prefix ? null : (var.fifo_queue ? "${local.bare}.fifo" : local.bare)
  name_prefix                       = var.use_name_prefix ? "${local.bare}-" : null
  fifo_queue                        = var.fifo_queue
  kms_master_key_id                 = var.kms_master_key_id
  kms_data_key_reuse_period_seconds = var.kms_data_key_reuse_period_seconds
  sqs_managed_sse_enabled           = var.kms_master_key_id != null ? null : var.sqs_managed_sse_enabled
  delay_seconds                     = var.delay_seconds
  max_message_size                  = var.max_message_size
  message_retention_seconds         = var.message_retention_seconds
  visibility_timeout_seconds        = var.visibility_timeout_seconds
  tags                              = var.tags
}

resource "aws_sqs_queue" "dlq" {
  count  = local.dlq ? 1 : 0
  region = var.region

  name                              = var.use_name_prefix ? null : local.dlq_name
  name_prefix                       = var.use_name_prefix ? "${local.dlq_name}-" : null
  fifo_queue                        = var.fifo_queue
  kms_master_key_id                 = local.dlq_kms_master_key_id
  kms_data_key_reuse_period_seconds = try(coalesce(var.dlq_kms_data_key_reuse_period_seconds, var.kms_data_key_reuse_period_seconds), null)
  sqs_managed_sse_enabled           = local.dlq_kms_master_key_id != null ? null : coalesce(var.dlq_sqs_managed_sse_enabled, var.sqs_managed_sse_enabled)
  delay_seconds                     = try(coalesce(var.dlq_delay_seconds, var.delay_seconds), null)
  max_message_size                  = var.max_message_size
  message_retention_seconds         = try(coalesce(var.dlq_message_retention_seconds, var.message_retention_seconds), null)
  visibility_timeout_seconds        = try(coalesce(var.dlq_visibility_timeout_seconds, var.visibility_timeout_seconds), null)
  tags                              = merge(var.tags, var.dlq_tags)
}

data "aws_iam_policy_document" "of" {
  for_each = local.policies

  source_policy_documents   = each.value.sources
  override_policy_documents = each.value.overrides

  dynamic "statement" {
    for_each = each.value.statements != null ? each.value.statements : {}
    content {
      sid           = try(coalesce(statement.value.sid, statement.key), statement.key)
      effect        = try(statement.value.effect, null)
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      not_resources = try(statement.value.not_resources, null)
      resources     = try(coalescelist(statement.value.resources), each.key == "dlq" ? [aws_sqs_queue.dlq[0].arn] : [aws_sqs_queue.this[0].arn])

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

resource "aws_sqs_queue_policy" "this" {
  count     = var.create && var.create_queue_policy ? 1 : 0
  region    = var.region
  queue_url = aws_sqs_queue.this[0].url
  policy    = data.aws_iam_policy_document.of["this"].json
}

resource "aws_sqs_queue_policy" "dlq" {
  count     = local.dlq && var.create_dlq_queue_policy ? 1 : 0
  region    = var.region
  queue_url = aws_sqs_queue.dlq[0].url
  policy    = data.aws_iam_policy_document.of["dlq"].json
}

resource "aws_sqs_queue_redrive_policy" "this" {
  count          = var.create && !var.create_dlq && length(var.redrive_policy) > 0 ? 1 : 0
  region         = var.region
  queue_url      = aws_sqs_queue.this[0].url
  redrive_policy = jsonencode(var.redrive_policy)
}

resource "aws_sqs_queue_redrive_policy" "dlq" {
  count          = local.dlq ? 1 : 0
  region         = var.region
  queue_url      = aws_sqs_queue.this[0].url
  redrive_policy = jsonencode(merge({ deadLetterTargetArn = aws_sqs_queue.dlq[0].arn, maxReceiveCount = 5 }, var.redrive_policy))
}

resource "aws_sqs_queue_redrive_allow_policy" "this" {
  count                = var.create && !var.create_dlq && length(var.redrive_allow_policy) > 0 ? 1 : 0
  region               = var.region
  queue_url            = aws_sqs_queue.this[0].url
  redrive_allow_policy = jsonencode(var.redrive_allow_policy)
}

resource "aws_sqs_queue_redrive_allow_policy" "dlq" {
  count                = local.dlq && var.create_dlq_redrive_allow_policy ? 1 : 0
  region               = var.region
  queue_url            = aws_sqs_queue.dlq[0].url
  redrive_allow_policy = jsonencode(merge({ redrivePermission = "byQueue", sourceQueueArns = [aws_sqs_queue.this[0].arn] }, var.dlq_redrive_allow_policy))
}

output "queue_id" { value = try(aws_sqs_queue.this[0].id, null) }
output "queue_arn" { value = try(aws_sqs_queue.this[0].arn, null) }
output "queue_url" { value = try(aws_sqs_queue.this[0].url, null) }
output "queue_name" { value = try(aws_sqs_queue.this[0].name, null) }
output "queue_arn_static" {
  value = var.create && !var.use_name_prefix ? "arn:${local.partition}:sqs:${local.region}:${local.account}:${var.fifo_queue ? var.name : local.bare}" : ""
}
output "dead_letter_queue_id" { value = try(aws_sqs_queue.dlq[0].id, null) }
output "dead_letter_queue_arn" { value = try(aws_sqs_queue.dlq[0].arn, null) }
output "dead_letter_queue_url" { value = try(aws_sqs_queue.dlq[0].url, null) }
output "dead_letter_queue_name" { value = try(aws_sqs_queue.dlq[0].name, null) }
output "dead_letter_queue_arn_static" {
  value = local.dlq && !var.use_name_prefix ? "arn:${local.partition}:sqs:${local.region}:${local.account}:${local.dlq_name}" : ""
}

variable "create" { default = true }
variable "region" { default = null }
variable "tags" { default = {} }
variable "name" { default = null }
variable "use_name_prefix" { default = false }
variable "fifo_queue" { default = false }
variable "kms_master_key_id" { default = null }
variable "kms_data_key_reuse_period_seconds" { default = null }
variable "sqs_managed_sse_enabled" { default = true }
variable "delay_seconds" { default = null }
variable "max_message_size" { default = null }
variable "message_retention_seconds" { default = null }
variable "visibility_timeout_seconds" { default = null }
variable "redrive_policy" { default = {} }
variable "redrive_allow_policy" { default = {} }
variable "create_queue_policy" { default = false }
variable "queue_policy_statements" { default = {} }
variable "source_queue_policy_documents" { default = [] }
variable "override_queue_policy_documents" { default = [] }
variable "create_dlq" { default = false }
variable "dlq_name" { default = null }
variable "dlq_kms_master_key_id" { default = null }
variable "dlq_kms_data_key_reuse_period_seconds" { default = null }
variable "dlq_sqs_managed_sse_enabled" { default = true }
variable "dlq_delay_seconds" { default = null }
variable "dlq_message_retention_seconds" { default = null }
variable "dlq_visibility_timeout_seconds" { default = null }
variable "dlq_tags" { default = {} }
variable "dlq_redrive_allow_policy" { default = {} }
variable "create_dlq_redrive_allow_policy" { default = true }
variable "create_dlq_queue_policy" { default = false }
variable "dlq_queue_policy_statements" { default = {} }
variable "source_dlq_queue_policy_documents" { default = [] }
variable "override_dlq_queue_policy_documents" { default = [] }

# Those that change nothing of what is read.

variable "content_based_deduplication" {}
variable "deduplication_scope" {}
variable "fifo_throughput_limit" {}
variable "receive_wait_time_seconds" {}
variable "dlq_content_based_deduplication" {}
variable "dlq_deduplication_scope" {}
variable "dlq_fifo_throughput_limit" {}
variable "dlq_receive_wait_time_seconds" {}
