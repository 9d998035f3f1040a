# terraform-aws-modules/iam/aws//modules/iam-assumable-role-with-oidc before 6.0: a
# role for who comes with a token of an identity provider.

locals {
  inline_name = var.role_name
  account     = data.aws_caller_identity.current.account_id
  partition   = data.aws_partition.current.partition
  issuers     = [for url in compact(distinct(concat(var.provider_urls, [var.provider_url]))) : replace(url, "https://", "")]
  self        = "arn:${local.partition}:iam::${local.account}:role${var.role_path}${var.role_name != null ? var.role_name : "${var.role_name_prefix}*"}"

  claims = concat(
    length(var.oidc_fully_qualified_subjects) > 0 ? [["StringEquals", "sub", var.oidc_fully_qualified_subjects]] : [],
    length(var.oidc_subjects_with_wildcards) > 0 ? [["StringLike", "sub", var.oidc_subjects_with_wildcards]] : [],
    length(var.oidc_fully_qualified_audiences) > 0 ? [["StringLike", "aud", var.oidc_fully_qualified_audiences]] : []
  )
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

data "aws_iam_policy_document" "trust" {
  dynamic "statement" {
    for_each = var.allow_self_assume_role ? [1] : []
    content {
      sid     = "ExplicitSelfRoleAssumption"
      actions = ["sts:AssumeRole"]
      principals {
        type        = "AWS"
        identifiers = ["*"]
      }
      condition {
        test     = "ArnLike"
        variable = "aws:PrincipalArn"
        values   = [local.self]
      }
    }
  }

  dynamic "statement" {
    for_each = local.issuers
    content {
      actions = local.actions

      principals {
        type        = "Federated"
        identifiers = ["arn:${local.partition}:iam::${var.aws_account_id != "" ? var.aws_account_id : local.account}:oidc-provider/${statement.value}"]
      }

      dynamic "condition" {
        for_each = concat([for c in local.claims : [c[0], "${statement.value}:${c[1]}", c[2]]], [for c in var.provider_trust_policy_conditions : [c.test, c.variable, c.values]])
        content {
          test     = condition.value[0]
          variable = condition.value[1]
          values   = condition.value[2]
        }
      }
    }
  }
}

resource "aws_iam_role" "this" {
  count                = var.create_role ? 1 : 0
  name                 = var.role_name
  name_prefix          = var.role_name_prefix
  path                 = var.role_path
  description          = var.role_description
  max_session_duration = var.max_session_duration
  permissions_boundary = var.role_permissions_boundary_arn
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  tags                 = var.tags
}

resource "aws_iam_role_policy_attachment" "custom" {
  count      = var.create_role ? coalesce(var.number_of_role_policy_arns, length(var.role_policy_arns)) : 0
  role       = aws_iam_role.this[0].name
  policy_arn = var.role_policy_arns[count.index]
}

variable "provider_url" { default = "" }
variable "provider_urls" { default = [] }
variable "aws_account_id" { default = "" }
variable "role_policy_arns" { default = [] }
variable "number_of_role_policy_arns" { default = null }
variable "oidc_fully_qualified_subjects" { default = [] }
variable "oidc_subjects_with_wildcards" { default = [] }
variable "oidc_fully_qualified_audiences" { default = [] }
variable "provider_trust_policy_conditions" { default = [] }
