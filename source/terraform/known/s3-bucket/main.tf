# terraform-aws-modules/s3-bucket/aws: a bucket and the resources that hold its
# settings, each only if its input is set. Its policy is in policy.tf.

locals {
  made    = var.create_bucket && var.putin_khuylo
  plain   = local.made && !var.is_directory_bucket
  name    = var.is_directory_bucket ? aws_s3_directory_bucket.this[0].bucket : aws_s3_bucket.this[0].id
  grants  = try(jsondecode(var.grant), var.grant)
  cors    = try(jsondecode(var.cors_rule), var.cors_rule)
  ages    = try(jsondecode(var.lifecycle_rule), var.lifecycle_rule)
  tiering = try(jsondecode(var.intelligent_tiering), var.intelligent_tiering)
}

resource "aws_s3_bucket" "this" {
  count               = local.plain ? 1 : 0
  region              = var.region
  bucket              = var.bucket
  bucket_prefix       = var.bucket_prefix
  force_destroy       = var.force_destroy
  object_lock_enabled = var.object_lock_enabled
  tags                = var.tags
}

resource "aws_s3_directory_bucket" "this" {
  count         = local.made && var.is_directory_bucket ? 1 : 0
  region        = var.region
  bucket        = "${var.bucket}--${var.availability_zone_id}--x-s3"
  force_destroy = var.force_destroy
  tags          = var.tags

  location {
    name = var.availability_zone_id
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  count                   = local.plain && var.attach_public_policy ? 1 : 0
  region                  = var.region
  bucket                  = aws_s3_bucket.this[0].id
  block_public_acls       = var.block_public_acls
  block_public_policy     = var.block_public_policy
  ignore_public_acls      = var.ignore_public_acls
  restrict_public_buckets = var.restrict_public_buckets
}

resource "aws_s3_bucket_ownership_controls" "this" {
  count  = local.plain && var.control_object_ownership ? 1 : 0
  region = var.region
  bucket = aws_s3_bucket.this[0].id

  rule {
    object_ownership = var.object_ownership
  }
}

resource "aws_s3_bucket_acl" "this" {
  count  = local.plain && ((var.acl != null && var.acl != "null") || length(local.grants) > 0) ? 1 : 0
  region = var.region
  bucket = aws_s3_bucket.this[0].id
  acl    = var.acl == "null" ? null : var.acl

  dynamic "access_control_policy" {
    for_each = length(local.grants) > 0 ? [1] : []
    content {
      dynamic "grant" {
        for_each = local.grants
        content {
          permission = grant.value.permission
          grantee {
            type = grant.value.type
            id   = try(grant.value.id, null)
            uri  = try(grant.value.uri, null)
          }
        }
      }
    }
  }
}

resource "aws_s3_bucket_logging" "this" {
  count         = local.plain && length(keys(var.logging)) > 0 ? 1 : 0
  region        = var.region
  bucket        = aws_s3_bucket.this[0].id
  target_bucket = var.logging["target_bucket"]
  target_prefix = try(var.logging["target_prefix"], null)
}

resource "aws_s3_bucket_versioning" "this" {
  count  = local.plain && length(keys(var.versioning)) > 0 ? 1 : 0
  region = var.region
  bucket = aws_s3_bucket.this[0].id

  versioning_configuration {
    status     = try(var.versioning["enabled"] ? "Enabled" : "Suspended", tobool(var.versioning["status"]) ? "Enabled" : "Suspended", title(lower(var.versioning["status"])), "Enabled")
    mfa_delete = try(tobool(var.versioning["mfa_delete"]) ? "Enabled" : "Disabled", title(lower(var.versioning["mfa_delete"])), null)
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  count  = local.made && length(keys(var.server_side_encryption_configuration)) > 0 ? 1 : 0
  region = var.region
  bucket = local.name

  dynamic "rule" {
    for_each = try(flatten([var.server_side_encryption_configuration["rule"]]), [])
    content {
      bucket_key_enabled = try(rule.value.bucket_key_enabled, null)

      dynamic "apply_server_side_encryption_by_default" {
        for_each = try([rule.value.apply_server_side_encryption_by_default], [])
        content {
          sse_algorithm     = apply_server_side_encryption_by_default.value.sse_algorithm
          kms_master_key_id = try(apply_server_side_encryption_by_default.value.kms_master_key_id, null)
        }
      }
    }
  }
}

resource "aws_s3_bucket_website_configuration" "this" {
  count  = local.plain && length(keys(var.website)) > 0 ? 1 : 0
  region = var.region
  bucket = aws_s3_bucket.this[0].id

  dynamic "index_document" {
    for_each = try([var.website["index_document"]], [])
    content {
      suffix = index_document.value
    }
  }

  dynamic "redirect_all_requests_to" {
    for_each = try([var.website["redirect_all_requests_to"]], [])
    content {
      host_name = redirect_all_requests_to.value.host_name
    }
  }
}

resource "aws_s3_bucket_cors_configuration" "this" {
  count  = local.plain && length(local.cors) > 0 ? 1 : 0
  region = var.region
  bucket = aws_s3_bucket.this[0].id

  dynamic "cors_rule" {
    for_each = local.cors
    content {
      allowed_methods = cors_rule.value.allowed_methods
      allowed_origins = cors_rule.value.allowed_origins
      allowed_headers = try(cors_rule.value.allowed_headers, null)
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  count  = local.made && length(local.ages) > 0 ? 1 : 0
  region = var.region
  bucket = local.name

  dynamic "rule" {
    for_each = local.ages
    content {
      id     = try(rule.value.id, null)
      status = try(rule.value.enabled ? "Enabled" : "Disabled", tobool(rule.value.status) ? "Enabled" : "Disabled", title(lower(rule.value.status)))

      dynamic "abort_incomplete_multipart_upload" {
        for_each = try([rule.value.abort_incomplete_multipart_upload_days], [])
        content {
          days_after_initiation = abort_incomplete_multipart_upload.value
        }
      }

      dynamic "expiration" {
        for_each = try(flatten([rule.value.expiration]), [])
        content {
          date                         = try(expiration.value.date, null)
          days                         = try(expiration.value.days, null)
          expired_object_delete_marker = try(expiration.value.expired_object_delete_marker, null)
        }
      }

      dynamic "transition" {
        for_each = try(flatten([rule.value.transition]), [])
        content {
          date          = try(transition.value.date, null)
          days          = try(transition.value.days, null)
          storage_class = transition.value.storage_class
        }
      }

      dynamic "noncurrent_version_expiration" {
        for_each = try(flatten([rule.value.noncurrent_version_expiration]), [])
        content {
          newer_noncurrent_versions = try(noncurrent_version_expiration.value.newer_noncurrent_versions, null)
          noncurrent_days           = try(noncurrent_version_expiration.value.days, noncurrent_version_expiration.value.noncurrent_days, null)
        }
      }

      # One key or tag stands in the filter itself, several stand in its `and`.
      dynamic "filter" {
        for_each = [for f in try(flatten([rule.value.filter]), []) : f if max(length(keys(f)), length(try(rule.value.filter.tags, rule.value.filter.tag, []))) == 1]
        content {
          prefix = try(filter.value.prefix, null)
          dynamic "tag" {
            for_each = try(filter.value.tags, filter.value.tag, [])
            content {
              key   = tag.key
              value = tag.value
            }
          }
        }
      }

      dynamic "filter" {
        for_each = [for f in try(flatten([rule.value.filter]), []) : f if max(length(keys(f)), length(try(rule.value.filter.tags, rule.value.filter.tag, []))) > 1]
        content {
          and {
            prefix = try(filter.value.prefix, null)
            tags   = try(filter.value.tags, filter.value.tag, null)
          }
        }
      }
    }
  }
}

resource "aws_s3_bucket_object_lock_configuration" "this" {
  count  = local.made && var.object_lock_enabled && try(var.object_lock_configuration.rule.default_retention, null) != null ? 1 : 0
  region = var.region
  bucket = aws_s3_bucket.this[0].id

  rule {
    default_retention {
      mode  = var.object_lock_configuration.rule.default_retention.mode
      days  = try(var.object_lock_configuration.rule.default_retention.days, null)
      years = try(var.object_lock_configuration.rule.default_retention.years, null)
    }
  }
}

resource "aws_s3_bucket_replication_configuration" "this" {
  count  = local.plain && length(keys(var.replication_configuration)) > 0 ? 1 : 0
  region = var.region
  bucket = aws_s3_bucket.this[0].id
  role   = var.replication_configuration["role"]

  dynamic "rule" {
    for_each = flatten(try([var.replication_configuration["rule"]], [var.replication_configuration["rules"]], []))
    content {
      id     = try(rule.value.id, null)
      status = try(tobool(rule.value.status) ? "Enabled" : "Disabled", title(lower(rule.value.status)), "Enabled")

      dynamic "destination" {
        for_each = try(flatten([rule.value.destination]), [])
        content {
          bucket        = destination.value.bucket
          storage_class = try(destination.value.storage_class, null)
          account       = try(destination.value.account_id, destination.value.account, null)

          dynamic "encryption_configuration" {
            for_each = flatten([try(destination.value.encryption_configuration.replica_kms_key_id, destination.value.replica_kms_key_id, [])])
            content {
              replica_kms_key_id = encryption_configuration.value
            }
          }
        }
      }
    }
  }
}

resource "aws_s3_bucket_intelligent_tiering_configuration" "this" {
  for_each = { for name, t in local.tiering : name => t if local.plain }
  region   = var.region
  name     = each.key
  bucket   = aws_s3_bucket.this[0].id
  status   = try(tobool(each.value.status) ? "Enabled" : "Disabled", title(lower(each.value.status)), null)

  dynamic "filter" {
    for_each = length(try(flatten([each.value.filter]), [])) > 0 ? [1] : []
    content {
      prefix = try(each.value.filter.prefix, null)
    }
  }

  dynamic "tiering" {
    for_each = each.value.tiering
    content {
      access_tier = tiering.key
      days        = tiering.value.days
    }
  }
}

output "s3_bucket_id" { value = try(aws_s3_bucket.this[0].id, aws_s3_directory_bucket.this[0].bucket, "") }
output "s3_bucket_arn" { value = try(aws_s3_bucket.this[0].arn, "") }
output "s3_bucket_bucket_domain_name" { value = try(aws_s3_bucket.this[0].bucket_domain_name, "") }
output "s3_bucket_bucket_regional_domain_name" { value = try(aws_s3_bucket.this[0].bucket_regional_domain_name, "") }
output "s3_bucket_bucket_namespace" { value = try(var.bucket_namespace, null) }
output "s3_bucket_hosted_zone_id" { value = try(aws_s3_bucket.this[0].hosted_zone_id, "") }
output "s3_bucket_lifecycle_configuration_rules" { value = try(aws_s3_bucket_lifecycle_configuration.this[0].rule, "") }
output "s3_bucket_policy" { value = try(aws_s3_bucket_policy.this[0].policy, "") }
output "s3_bucket_region" { value = try(aws_s3_bucket.this[0].bucket_region, "") }
output "s3_bucket_website_endpoint" { value = try(aws_s3_bucket_website_configuration.this[0].website_endpoint, "") }
output "s3_bucket_website_domain" { value = try(aws_s3_bucket_website_configuration.this[0].website_domain, "") }
output "s3_bucket_tags" { value = var.tags }
output "s3_directory_bucket_name" { value = try(aws_s3_directory_bucket.this[0].bucket, null) }
output "s3_directory_bucket_arn" { value = try(aws_s3_directory_bucket.this[0].arn, null) }
output "aws_s3_bucket_versioning_status" { value = try(aws_s3_bucket_versioning.this[0].versioning_configuration[0].status, null) }
