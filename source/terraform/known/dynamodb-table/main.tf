# terraform-aws-modules/dynamodb-table/aws: a table, under the one of three
# names that says which changes from outside are let be.

resource "aws_dynamodb_table" "this" {
  count  = var.create_table && !var.autoscaling_enabled ? 1 : 0
  region = var.region

  name                        = var.name
  billing_mode                = var.billing_mode
  stream_enabled              = var.stream_enabled
  stream_view_type            = var.stream_view_type
  table_class                 = var.table_class
  deletion_protection_enabled = var.deletion_protection_enabled
  restore_source_name         = var.restore_source_name
  tags                        = merge(var.tags, { Name = format("%s", var.name) })

  ttl {
    enabled        = var.ttl_enabled
    attribute_name = var.ttl_attribute_name
  }

  point_in_time_recovery {
    enabled                 = var.point_in_time_recovery_enabled
    recovery_period_in_days = var.point_in_time_recovery_period_in_days
  }

  server_side_encryption {
    enabled     = var.server_side_encryption_enabled
    kms_key_arn = var.server_side_encryption_kms_key_arn
  }

  dynamic "replica" {
    for_each = var.replica_regions
    content {
      region_name                 = replica.value.region_name
      kms_key_arn                 = lookup(replica.value, "kms_key_arn", null)
      propagate_tags              = lookup(replica.value, "propagate_tags", null)
      point_in_time_recovery      = lookup(replica.value, "point_in_time_recovery", null)
      deletion_protection_enabled = lookup(replica.value, "deletion_protection_enabled", null)
    }
  }
}

resource "aws_dynamodb_table" "autoscaled" {
  count  = var.create_table && var.autoscaling_enabled && !var.ignore_changes_global_secondary_index ? 1 : 0
  region = var.region

  name                        = var.name
  billing_mode                = var.billing_mode
  stream_enabled              = var.stream_enabled
  stream_view_type            = var.stream_view_type
  table_class                 = var.table_class
  deletion_protection_enabled = var.deletion_protection_enabled
  restore_source_name         = var.restore_source_name
  tags                        = merge(var.tags, { Name = format("%s", var.name) })

  ttl {
    enabled        = var.ttl_enabled
    attribute_name = var.ttl_attribute_name
  }

  point_in_time_recovery {
    enabled                 = var.point_in_time_recovery_enabled
    recovery_period_in_days = var.point_in_time_recovery_period_in_days
  }

  server_side_encryption {
    enabled     = var.server_side_encryption_enabled
    kms_key_arn = var.server_side_encryption_kms_key_arn
  }

  dynamic "replica" {
    for_each = var.replica_regions
    content {
      region_name                 = replica.value.region_name
      kms_key_arn                 = lookup(replica.value, "kms_key_arn", null)
      propagate_tags              = lookup(replica.value, "propagate_tags", null)
      point_in_time_recovery      = lookup(replica.value, "point_in_time_recovery", null)
      deletion_protection_enabled = lookup(replica.value, "deletion_protection_enabled", null)
    }
  }
}

resource "aws_dynamodb_table" "autoscaled_gsi_ignore" {
  count  = var.create_table && var.autoscaling_enabled && var.ignore_changes_global_secondary_index ? 1 : 0
  region = var.region

  name                        = var.name
  billing_mode                = var.billing_mode
  stream_enabled              = var.stream_enabled
  stream_view_type            = var.stream_view_type
  table_class                 = var.table_class
  deletion_protection_enabled = var.deletion_protection_enabled
  restore_source_name         = var.restore_source_name
  tags                        = merge(var.tags, { Name = format("%s", var.name) })

  ttl {
    enabled        = var.ttl_enabled
    attribute_name = var.ttl_attribute_name
  }

  point_in_time_recovery {
    enabled                 = var.point_in_time_recovery_enabled
    recovery_period_in_days = var.point_in_time_recovery_period_in_days
  }

  server_side_encryption {
    enabled     = var.server_side_encryption_enabled
    kms_key_arn = var.server_side_encryption_kms_key_arn
  }

  dynamic "replica" {
    for_each = var.replica_regions
    content {
      region_name                 = replica.value.region_name
      kms_key_arn                 = lookup(replica.value, "kms_key_arn", null)
      propagate_tags              = lookup(replica.value, "propagate_tags", null)
      point_in_time_recovery      = lookup(replica.value, "point_in_time_recovery", null)
      deletion_protection_enabled = lookup(replica.value, "deletion_protection_enabled", null)
    }
  }
}

resource "aws_dynamodb_resource_policy" "this" {
  count        = var.create_table && var.resource_policy != null ? 1 : 0
  region       = var.region
  resource_arn = local.arn
  policy       = replace(var.resource_policy, "__DYNAMODB_TABLE_ARN__", local.arn)
}

locals {
  arn      = try(aws_dynamodb_table.this[0].arn, aws_dynamodb_table.autoscaled[0].arn, aws_dynamodb_table.autoscaled_gsi_ignore[0].arn, "")
  replicas = { for r in try(aws_dynamodb_table.this[0].replica[*], aws_dynamodb_table.autoscaled[0].replica[*], aws_dynamodb_table.autoscaled_gsi_ignore[0].replica[*], []) : r.region_name => r }
}

output "dynamodb_table_arn" { value = local.arn }
output "dynamodb_table_id" { value = try(aws_dynamodb_table.this[0].id, aws_dynamodb_table.autoscaled[0].id, aws_dynamodb_table.autoscaled_gsi_ignore[0].id, "") }
output "dynamodb_table_stream_arn" { value = try(aws_dynamodb_table.this[0].stream_arn, aws_dynamodb_table.autoscaled[0].stream_arn, aws_dynamodb_table.autoscaled_gsi_ignore[0].stream_arn, "") }
output "dynamodb_table_stream_label" { value = try(aws_dynamodb_table.this[0].stream_label, aws_dynamodb_table.autoscaled[0].stream_label, aws_dynamodb_table.autoscaled_gsi_ignore[0].stream_label, "") }
output "dynamodb_table_replicas" { value = local.replicas }
output "dynamodb_table_replica_arns" { value = { for name, r in local.replicas : name => r.arn } }
output "dynamodb_table_replica_stream_arns" { value = { for name, r in local.replicas : name => r.stream_arn } }
output "dynamodb_table_replica_stream_labels" { value = { for name, r in local.replicas : name => r.stream_label } }

variable "create_table" { default = true }
variable "region" { default = null }
variable "tags" { default = {} }
variable "name" { default = null }
variable "billing_mode" { default = "PAY_PER_REQUEST" }
variable "stream_enabled" { default = false }
variable "stream_view_type" { default = null }
variable "table_class" { default = null }
variable "deletion_protection_enabled" { default = null }
variable "restore_source_name" { default = null }
variable "ttl_enabled" { default = false }
variable "ttl_attribute_name" { default = "" }
variable "point_in_time_recovery_enabled" { default = false }
variable "point_in_time_recovery_period_in_days" { default = null }
variable "server_side_encryption_enabled" { default = false }
variable "server_side_encryption_kms_key_arn" { default = null }
variable "replica_regions" { default = [] }
variable "autoscaling_enabled" { default = false }
variable "ignore_changes_global_secondary_index" { default = false }
variable "resource_policy" { default = null }

# Those that change nothing of what is read.

variable "attributes" {}
variable "hash_key" {}
variable "range_key" {}
variable "read_capacity" {}
variable "write_capacity" {}
variable "global_secondary_indexes" {}
variable "local_secondary_indexes" {}
variable "global_table_witness" {}
variable "timeouts" {}
variable "autoscaling_defaults" {}
variable "autoscaling_read" {}
variable "autoscaling_write" {}
variable "autoscaling_indexes" {}
variable "import_table" {}
variable "on_demand_throughput" {}
variable "warm_throughput" {}
variable "restore_date_time" {}
variable "restore_source_table_arn" {}
variable "restore_to_latest_time" {}
