# terraform-aws-modules/iam/aws//modules/iam-role: a role, whom it trusts, and
# its policies.

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  providers = [for url in var.oidc_provider_urls : replace(url, "https://", "")]
  bitbucket = try(element(local.providers, 0), null)
  bare      = [for s in var.oidc_subjects : "repo:${trimprefix(s, "repo:")}"]
  wild      = [for s in var.oidc_wildcard_subjects : "repo:${trimprefix(s, "repo:")}"]

  # Those who come with a token of an identity provider.
  federated = concat(
    [for p in local.providers : {
      sid     = null
      actions = ["sts:TagSession", "sts:AssumeRoleWithWebIdentity"]
      ids     = ["arn:${local.partition}:iam::${coalesce(var.oidc_account_id, local.account)}:oidc-provider/${p}"]
      conditions = concat(
        length(var.oidc_subjects) > 0 ? [["StringEquals", "${p}:sub", var.oidc_subjects]] : [],
        length(var.oidc_wildcard_subjects) > 0 ? [["StringLike", "${p}:sub", var.oidc_wildcard_subjects]] : [],
        length(var.oidc_audiences) > 0 ? [["StringEquals", "${p}:aud", var.oidc_audiences]] : []
      )
    } if var.enable_oidc],
    var.enable_github_oidc ? [{
      sid     = "GithubOidcAuth"
      actions = ["sts:TagSession", "sts:AssumeRoleWithWebIdentity"]
      ids     = ["arn:${local.partition}:iam::${local.account}:oidc-provider/${var.github_provider}"]
      conditions = concat(
        [["ForAllValues:StringEquals", "${var.github_provider}:iss", ["https://${var.github_provider}"]]],
        [["ForAllValues:StringEquals", "${var.github_provider}:aud", coalescelist(var.oidc_audiences, ["sts.amazonaws.com"])]],
        length(var.oidc_subjects) > 0 ? [["StringEquals", "${var.github_provider}:sub", local.bare]] : [],
        length(var.oidc_wildcard_subjects) > 0 ? [["StringLike", "${var.github_provider}:sub", local.wild]] : []
      )
    }] : [],
    var.enable_bitbucket_oidc ? [{
      sid     = "BitbucketOidcAuth"
      actions = ["sts:TagSession", "sts:AssumeRoleWithWebIdentity"]
      ids     = ["arn:${local.partition}:iam::${local.account}:oidc-provider/${local.bitbucket}"]
      conditions = concat(
        [["ForAllValues:StringEquals", "${local.bitbucket}:aud", coalescelist(var.oidc_audiences, ["sts.amazonaws.com"])]],
        length(var.oidc_subjects) > 0 ? [["StringEquals", "${local.bitbucket}:sub", var.oidc_subjects]] : [],
        length(var.oidc_wildcard_subjects) > 0 ? [["StringLike", "${local.bitbucket}:sub", var.oidc_wildcard_subjects]] : []
      )
    }] : [],
    var.enable_saml ? [{
      sid        = null
      actions    = compact(distinct(concat(["sts:TagSession", "sts:AssumeRoleWithSAML"], var.saml_trust_actions)))
      ids        = var.saml_provider_ids
      conditions = [["StringEquals", "SAML:aud", var.saml_endpoints]]
    }] : []
  )
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

resource "aws_iam_role" "this" {
  count                = var.create ? 1 : 0
  name                 = var.use_name_prefix ? null : var.name
  name_prefix          = var.use_name_prefix ? "${var.name}-" : null
  path                 = var.path
  description          = var.description
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  max_session_duration = var.max_session_duration
  permissions_boundary = var.permissions_boundary
  tags                 = var.tags
}

data "aws_iam_policy_document" "trust" {
  dynamic "statement" {
    for_each = local.federated
    content {
      sid     = statement.value.sid
      effect  = "Allow"
      actions = statement.value.actions

      principals {
        type        = "Federated"
        identifiers = statement.value.ids
      }

      dynamic "condition" {
        for_each = statement.value.conditions
        content {
          test     = condition.value[0]
          variable = condition.value[1]
          values   = condition.value[2]
        }
      }

      dynamic "condition" {
        for_each = var.trust_policy_conditions
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }

  dynamic "statement" {
    for_each = var.trust_policy_permissions != null ? var.trust_policy_permissions : {}
    content {
      sid         = try(coalesce(statement.value.sid, statement.key), statement.key)
      effect      = try(statement.value.effect, null)
      actions     = try(statement.value.actions, null)
      not_actions = try(statement.value.not_actions, null)

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
        for_each = try(coalescelist(statement.value.condition), [])
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each   = { for name, arn in var.policies : name => arn if var.create }
  role       = aws_iam_role.this[0].name
  policy_arn = each.value
}

data "aws_iam_policy_document" "inline" {
  source_policy_documents   = var.source_inline_policy_documents
  override_policy_documents = var.override_inline_policy_documents

  dynamic "statement" {
    for_each = var.inline_policy_permissions != null ? var.inline_policy_permissions : {}
    content {
      sid           = try(coalesce(statement.value.sid, statement.key), statement.key)
      effect        = try(statement.value.effect, null)
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      resources     = try(statement.value.resources, null)
      not_resources = try(statement.value.not_resources, null)

      dynamic "condition" {
        for_each = try(coalescelist(statement.value.condition), [])
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_iam_role_policy" "inline" {
  count       = var.create && var.create_inline_policy ? 1 : 0
  role        = aws_iam_role.this[0].name
  name        = var.use_name_prefix ? null : var.name
  name_prefix = var.use_name_prefix ? "${var.name}-" : null
  policy      = data.aws_iam_policy_document.inline.json
}

resource "aws_iam_instance_profile" "this" {
  count       = var.create && var.create_instance_profile ? 1 : 0
  role        = aws_iam_role.this[0].name
  name        = var.use_name_prefix ? null : var.name
  name_prefix = var.use_name_prefix ? "${var.name}-" : null
  path        = var.path
  tags        = var.tags
}

output "name" { value = try(aws_iam_role.this[0].name, null) }
output "arn" { value = try(aws_iam_role.this[0].arn, null) }
output "unique_id" { value = try(aws_iam_role.this[0].unique_id, null) }
output "instance_profile_arn" { value = try(aws_iam_instance_profile.this[0].arn, null) }
output "instance_profile_id" { value = try(aws_iam_instance_profile.this[0].id, null) }
output "instance_profile_name" { value = try(aws_iam_instance_profile.this[0].name, null) }
output "instance_profile_unique_id" { value = try(aws_iam_instance_profile.this[0].unique_id, null) }

variable "create" { default = true }
variable "tags" { default = {} }
variable "name" { default = null }
variable "use_name_prefix" { default = true }
variable "path" { default = null }
variable "description" { default = null }
variable "max_session_duration" { default = null }
variable "permissions_boundary" { default = null }
variable "trust_policy_permissions" { default = {} }
variable "trust_policy_conditions" { default = [] }
variable "policies" { default = {} }
variable "enable_oidc" { default = false }
variable "oidc_account_id" { default = null }
variable "oidc_provider_urls" { default = [] }
variable "oidc_subjects" { default = [] }
variable "oidc_wildcard_subjects" { default = [] }
variable "oidc_audiences" { default = [] }
variable "enable_github_oidc" { default = false }
variable "github_provider" { default = "token.actions.githubusercontent.com" }
variable "enable_bitbucket_oidc" { default = false }
variable "enable_saml" { default = false }
variable "saml_provider_ids" { default = [] }
variable "saml_endpoints" { default = ["https://signin.aws.amazon.com/saml"] }
variable "saml_trust_actions" { default = [] }
variable "create_inline_policy" { default = false }
variable "source_inline_policy_documents" { default = [] }
variable "override_inline_policy_documents" { default = [] }
variable "inline_policy_permissions" { default = {} }
variable "create_instance_profile" { default = false }
