# terraform-aws-modules/kms/aws: a key of one of four sorts with its policy,
# aliases and grants.

locals {
  sort      = var.create_replica ? (var.create_external || var.create_replica_external ? "none" : "replica") : (var.create_replica_external ? (var.create_external ? "none" : "replica_external") : (var.create_external ? "external" : "plain"))
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  dnssec    = "dnssec-route53.${data.aws_partition.current.dns_suffix}"
  policy    = coalesce(var.policy, data.aws_iam_policy_document.this.json)
  key       = try(aws_kms_key.this[0].key_id, aws_kms_external_key.this[0].id, aws_kms_replica_key.this[0].key_id, aws_kms_replica_external_key.this[0].key_id)

  crypt = ["Decrypt", "DescribeKey", "Encrypt", "GenerateDataKey*", "ReEncrypt*"]
  grant = ["CreateGrant", "ListGrants", "RevokeGrant"]
  aws   = [["Bool", "kms:GrantIsForAWSResource", ["true"]]]

  # To whom the policy gives what, a statement each.
  given = [for s in [
    { sid = "Default", type = "AWS", to = var.enable_default_policy ? ["arn:${local.partition}:iam::${local.account}:root"] : [], actions = ["*"], conditions = [] },
    { sid = "KeyOwner", type = "AWS", to = var.key_owners, actions = ["*"], conditions = [] },
    { sid = "KeyAdministration", type = "AWS", to = var.key_administrators, conditions = [],
    actions = concat([for verb in ["Create", "Delete", "Describe", "Disable", "Enable", "Get", "List", "Put", "Revoke", "Update"] : "${verb}*"], ["CancelKeyDeletion", "ScheduleKeyDeletion", "TagResource", "UntagResource"], local.administer_more) },
    { sid = "KeyUsage", type = "AWS", to = var.key_users, actions = local.crypt, conditions = [] },
    { sid = "KeyServiceUsage", type = "AWS", to = var.key_service_users, actions = local.grant, conditions = local.aws },
    { sid = "KeyServiceRolesASG", type = "AWS", to = var.key_service_roles_for_autoscaling, actions = local.crypt, conditions = [] },
    { sid = "KeyServiceRolesASGPersistentVol", type = "AWS", to = var.key_service_roles_for_autoscaling, actions = ["CreateGrant"], conditions = local.aws },
    { sid = "KeySymmetricEncryption", type = "AWS", to = var.key_symmetric_encryption_users, actions = local.crypt, conditions = [] },
    { sid = "KeyHMAC", type = "AWS", to = var.key_hmac_users, actions = ["DescribeKey", "GenerateMac", "VerifyMac"], conditions = [] },
    { sid = "KeyAsymmetricPublicEncryption", type = "AWS", to = var.key_asymmetric_public_encryption_users, actions = ["Encrypt", "Decrypt", "ReEncrypt*", "DescribeKey", "GetPublicKey"], conditions = [] },
    { sid = "KeyAsymmetricSignVerify", type = "AWS", to = var.key_asymmetric_sign_verify_users, actions = ["DescribeKey", "GetPublicKey", "Sign", "Verify"], conditions = [] },
    { sid = "Route53DnssecService", type = "Service", to = var.enable_route53_dnssec ? [local.dnssec] : [], actions = ["DescribeKey", "GetPublicKey", "Sign"], conditions = [] },
    { sid = "Route53DnssecGrant", type = "Service", to = var.enable_route53_dnssec ? [local.dnssec] : [], actions = ["CreateGrant"],
      conditions = concat(local.aws,
        [for s in local.zones : ["StringEquals", "aws:SourceAccount", try(coalescelist(s.account_ids), [local.account])]],
        [for s in local.zones : ["ArnLike", "aws:SourceArn", [try(coalesce(s.hosted_zone_arn), "arn:${local.partition}:route53:::hostedzone/*")]]]
    ) },
  ] : s if length(s.to) > 0]

  zones = var.route53_dnssec_sources != null ? var.route53_dnssec_sources : []
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

resource "aws_kms_key" "this" {
  count  = var.create && local.sort == "plain" ? 1 : 0
  region = var.region

  description                        = var.description
  policy                             = local.policy
  enable_key_rotation                = var.enable_key_rotation
  rotation_period_in_days            = var.rotation_period_in_days
  is_enabled                         = var.is_enabled
  deletion_window_in_days            = var.deletion_window_in_days
  key_usage                          = var.key_usage
  customer_master_key_spec           = var.customer_master_key_spec
  custom_key_store_id                = var.custom_key_store_id
  multi_region                       = var.multi_region
  bypass_policy_lockout_safety_check = var.bypass_policy_lockout_safety_check
  tags                               = var.tags
}

resource "aws_kms_external_key" "this" {
  count  = var.create && local.sort == "external" ? 1 : 0
  region = var.region

  description                        = var.description
  policy                             = local.policy
  enabled                            = var.is_enabled
  deletion_window_in_days            = var.deletion_window_in_days
  multi_region                       = var.multi_region
  bypass_policy_lockout_safety_check = var.bypass_policy_lockout_safety_check
  key_usage                          = var.key_usage
  tags                               = var.tags
}

resource "aws_kms_replica_key" "this" {
  count  = var.create && local.sort == "replica" ? 1 : 0
  region = var.region

  description                        = var.description
  policy                             = local.policy
  enabled                            = var.is_enabled
  deletion_window_in_days            = var.deletion_window_in_days
  primary_key_arn                    = var.primary_key_arn
  bypass_policy_lockout_safety_check = var.bypass_policy_lockout_safety_check
  tags                               = var.tags
}

resource "aws_kms_replica_external_key" "this" {
  count  = var.create && local.sort == "replica_external" ? 1 : 0
  region = var.region

  description                        = var.description
  policy                             = local.policy
  enabled                            = var.is_enabled
  deletion_window_in_days            = var.deletion_window_in_days
  primary_key_arn                    = var.primary_external_key_arn
  bypass_policy_lockout_safety_check = var.bypass_policy_lockout_safety_check
  tags                               = var.tags
}

data "aws_iam_policy_document" "this" {
  source_policy_documents   = var.source_policy_documents
  override_policy_documents = var.override_policy_documents

  dynamic "statement" {
    for_each = local.given
    content {
      sid       = statement.value.sid
      actions   = [for action in statement.value.actions : "kms:${action}"]
      resources = ["*"]

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
    for_each = var.key_statements != null ? var.key_statements : []
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

resource "aws_kms_alias" "this" {
  for_each = { for key, alias in merge({ for name in var.aliases : name => { name = name } }, var.computed_aliases) : key => alias if var.create }
  region   = var.region

  name          = var.aliases_use_name_prefix ? null : "alias/${each.value.name}"
  name_prefix   = var.aliases_use_name_prefix ? "alias/${each.value.name}-" : null
  target_key_id = local.key
}

resource "aws_kms_grant" "this" {
  for_each = { for name, grant in(var.grants != null ? var.grants : {}) : name => grant if var.create }
  region   = var.region

  name               = try(coalesce(each.value.name, each.key), each.key)
  key_id             = local.key
  grantee_principal  = each.value.grantee_principal
  retiring_principal = try(each.value.retiring_principal, null)
  operations         = each.value.operations

  dynamic "constraints" {
    for_each = try(flatten([each.value.constraints]), [])
    content {
      encryption_context_equals = try(constraints.value.encryption_context_equals, null)
      encryption_context_subset = try(constraints.value.encryption_context_subset, null)
    }
  }
}

output "key_arn" { value = try(aws_kms_key.this[0].arn, aws_kms_external_key.this[0].arn, aws_kms_replica_key.this[0].arn, aws_kms_replica_external_key.this[0].arn, null) }
output "key_id" { value = try(local.key, null) }
output "key_policy" { value = var.create ? local.policy : null }
output "aliases" { value = aws_kms_alias.this }
output "grants" { value = aws_kms_grant.this }

variable "create" { default = true }
variable "region" { default = null }
variable "tags" { default = {} }
variable "create_external" { default = false }
variable "create_replica" { default = false }
variable "create_replica_external" { default = false }
variable "primary_key_arn" { default = null }
variable "primary_external_key_arn" { default = null }
variable "bypass_policy_lockout_safety_check" { default = null }
variable "customer_master_key_spec" { default = null }
variable "custom_key_store_id" { default = null }
variable "deletion_window_in_days" { default = null }
variable "description" { default = null }
variable "enable_key_rotation" { default = true }
variable "rotation_period_in_days" { default = null }
variable "is_enabled" { default = null }
variable "key_usage" { default = null }
variable "multi_region" { default = false }
variable "policy" { default = null }
variable "enable_default_policy" { default = true }
variable "key_owners" { default = [] }
variable "key_administrators" { default = [] }
variable "key_users" { default = [] }
variable "key_service_users" { default = [] }
variable "key_service_roles_for_autoscaling" { default = [] }
variable "key_symmetric_encryption_users" { default = [] }
variable "key_hmac_users" { default = [] }
variable "key_asymmetric_public_encryption_users" { default = [] }
variable "key_asymmetric_sign_verify_users" { default = [] }
variable "key_statements" { default = [] }
variable "source_policy_documents" { default = [] }
variable "override_policy_documents" { default = [] }
variable "enable_route53_dnssec" { default = false }
variable "route53_dnssec_sources" { default = [] }
variable "aliases" { default = [] }
variable "computed_aliases" { default = {} }
variable "aliases_use_name_prefix" { default = false }
variable "grants" { default = {} }

# Those that change nothing of what is read.

variable "key_material_base64" {}
variable "key_spec" {}
variable "valid_to" {}
