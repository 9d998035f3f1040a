# terraform-aws-modules/ecr/aws: a repository, private or public, and settings of
# the registry that it lies in.

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  private   = var.create && var.create_repository && var.repository_type == "private"
  public    = var.create && var.create_repository && var.repository_type == "public"

  read   = [for action in local.reading : "ecr:${action}"]
  upload = ["BatchCheckLayerAvailability", "CompleteLayerUpload", "InitiateLayerUpload", "PutImage", "UploadLayerPart"]

  # To whom the repository's policy gives what, a statement each.
  given = [for s in [
    { on = local.public, sid = "PublicReadOnly", type = "AWS", conditions = [],
    to = coalescelist(var.repository_read_access_arns, ["*"]), actions = ["ecr-public:BatchGetImage", "ecr-public:GetDownloadUrlForLayer"] },
    { on = local.private, sid = "PrivateReadOnly", type = "AWS", conditions = [],
    to = coalescelist(concat(var.repository_read_access_arns, var.repository_read_write_access_arns), ["arn:${local.partition}:iam::${local.account}:root"]), actions = local.read },
    { on = local.private && length(var.repository_lambda_read_access_arns) > 0, sid = "PrivateLambdaReadOnly", type = "Service",
    to = ["lambda.amazonaws.com"], actions = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], conditions = [["StringLike", "aws:sourceArn", var.repository_lambda_read_access_arns]] },
    { on = local.private && length(var.repository_read_write_access_arns) > 0, sid = "ReadWrite", type = "AWS", conditions = [],
    to = var.repository_read_write_access_arns, actions = [for action in slice(local.upload, 1, 5) : "ecr:${action}"] },
    { on = local.public && length(var.repository_read_write_access_arns) > 0, sid = "ReadWrite", type = "AWS", conditions = [],
    to = var.repository_read_write_access_arns, actions = [for action in local.upload : "ecr-public:${action}"] },
  ] : s if s.on]

  policy = var.create_repository_policy ? data.aws_iam_policy_document.repository.json : var.repository_policy
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

data "aws_iam_policy_document" "repository" {
  dynamic "statement" {
    for_each = local.given
    content {
      sid     = statement.value.sid
      actions = statement.value.actions

      principals {
        type        = statement.value.type
        identifiers = statement.value.to
      }

      dynamic "condition" {
        for_each = statement.value.conditions
        content {
          test     = condition.value[0]
          variable = condition.value[1]
          values   = condition.value[2]
        }
      }
    }
  }

  dynamic "statement" {
    for_each = var.repository_policy_statements != null ? var.repository_policy_statements : {}
    content {
      sid           = try(statement.value.sid, null)
      effect        = try(statement.value.effect, null)
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      resources     = try(statement.value.resources, null)
      not_resources = try(statement.value.not_resources, null)

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
        for_each = try(coalescelist(statement.value.conditions), [])
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_ecr_repository" "this" {
  count  = local.private ? 1 : 0
  region = var.region

  name                 = var.repository_name
  image_tag_mutability = var.repository_image_tag_mutability
  force_delete         = var.repository_force_delete
  tags                 = var.tags

  encryption_configuration {
    encryption_type = var.repository_encryption_type
    kms_key         = var.repository_kms_key
  }

  image_scanning_configuration {
    scan_on_push = var.repository_image_scan_on_push
  }

  dynamic "image_tag_mutability_exclusion_filter" {
    for_each = var.repository_image_tag_mutability_exclusion_filter != null ? var.repository_image_tag_mutability_exclusion_filter : []
    content {
      filter      = image_tag_mutability_exclusion_filter.value.filter
      filter_type = image_tag_mutability_exclusion_filter.value.filter_type
    }
  }
}

resource "aws_ecr_repository_policy" "this" {
  count  = local.private && var.attach_repository_policy ? 1 : 0
  region = var.region

  repository = aws_ecr_repository.this[0].name
  policy     = local.policy
}

resource "aws_ecr_lifecycle_policy" "this" {
  count  = local.private && var.create_lifecycle_policy ? 1 : 0
  region = var.region

  repository = aws_ecr_repository.this[0].name
  policy     = var.repository_lifecycle_policy
}

resource "aws_ecrpublic_repository" "this" {
  count  = local.public ? 1 : 0
  region = var.region

  repository_name = var.repository_name
  tags            = var.tags
}

resource "aws_ecrpublic_repository_policy" "example" {
  count  = local.public ? 1 : 0
  region = var.region

  repository_name = aws_ecrpublic_repository.this[0].repository_name
  policy          = local.policy
}

resource "aws_ecr_registry_policy" "this" {
  count  = var.create && var.create_registry_policy ? 1 : 0
  region = var.region
  policy = var.registry_policy
}

resource "aws_ecr_registry_scanning_configuration" "this" {
  count     = var.create && var.manage_registry_scanning_configuration ? 1 : 0
  region    = var.region
  scan_type = var.registry_scan_type

  dynamic "rule" {
    for_each = var.registry_scan_rules != null ? var.registry_scan_rules : []
    content {
      scan_frequency = rule.value.scan_frequency

      dynamic "repository_filter" {
        for_each = flatten([rule.value.filter])
        content {
          filter      = repository_filter.value.filter
          filter_type = try(coalesce(repository_filter.value.filter_type, "WILDCARD"), "WILDCARD")
        }
      }
    }
  }
}

resource "aws_ecr_replication_configuration" "this" {
  count  = var.create && var.create_registry_replication_configuration ? 1 : 0
  region = var.region

  replication_configuration {
    dynamic "rule" {
      for_each = var.registry_replication_rules != null ? var.registry_replication_rules : []
      content {
        dynamic "destination" {
          for_each = rule.value.destinations
          content {
            region      = destination.value.region
            registry_id = destination.value.registry_id
          }
        }

        dynamic "repository_filter" {
          for_each = try(coalescelist(rule.value.repository_filters), [])
          content {
            filter      = repository_filter.value.filter
            filter_type = repository_filter.value.filter_type
          }
        }
      }
    }
  }
}

output "repository_name" { value = try(aws_ecr_repository.this[0].name, aws_ecrpublic_repository.this[0].id, null) }
output "repository_arn" { value = try(aws_ecr_repository.this[0].arn, aws_ecrpublic_repository.this[0].arn, null) }
output "repository_url" { value = try(aws_ecr_repository.this[0].repository_url, aws_ecrpublic_repository.this[0].repository_uri, null) }

variable "create" { default = true }
variable "region" { default = null }
variable "tags" { default = {} }
variable "repository_type" { default = "private" }
variable "create_repository" { default = true }
variable "repository_name" { default = "" }
variable "repository_image_tag_mutability" { default = "IMMUTABLE" }
variable "repository_image_tag_mutability_exclusion_filter" { default = [] }
variable "repository_encryption_type" { default = null }
variable "repository_kms_key" { default = null }
variable "repository_image_scan_on_push" { default = true }
variable "repository_policy" { default = null }
variable "repository_force_delete" { default = null }
variable "attach_repository_policy" { default = true }
variable "create_repository_policy" { default = true }
variable "repository_read_access_arns" { default = [] }
variable "repository_lambda_read_access_arns" { default = [] }
variable "repository_read_write_access_arns" { default = [] }
variable "repository_policy_statements" { default = {} }
variable "create_lifecycle_policy" { default = true }
variable "repository_lifecycle_policy" { default = "" }
variable "create_registry_policy" { default = false }
variable "registry_policy" { default = null }
variable "manage_registry_scanning_configuration" { default = false }
variable "registry_scan_type" { default = "ENHANCED" }
variable "registry_scan_rules" { default = [] }
variable "create_registry_replication_configuration" { default = false }
variable "registry_replication_rules" { default = [] }

# Those that change nothing of what is read.

variable "public_repository_catalog_data" {}
variable "registry_pull_through_cache_rules" {}

locals {
  reading = [
    "BatchCheckLayerAvailability", "BatchGetImage", "DescribeImageScanFindings", "DescribeImages", "DescribeRepositories", "GetAuthorizationToken",
    "GetDownloadUrlForLayer", "GetLifecyclePolicy", "GetLifecyclePolicyPreview", "GetRepositoryPolicy", "ListImages", "ListTagsForResource",
  ]
}
