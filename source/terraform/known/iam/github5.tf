# terraform-aws-modules/iam/aws//modules/iam-github-oidc-role before 6.0: a role for
# workflows of GitHub.

locals {
  issuer = replace(var.provider_url, "https://", "")
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

data "aws_iam_policy_document" "trust" {
  statement {
    sid     = "GithubOidcAuth"
    actions = ["sts:TagSession", "sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:oidc-provider/${local.issuer}"]
    }

    dynamic "condition" {
      for_each = concat(
        [["ForAllValues:StringEquals", "${local.iss}:iss", ["https://${local.iss}"]]],
        [["ForAllValues:StringEquals", "${local.issuer}:aud", [var.audience]]],
        [[var.subject_condition, "${local.issuer}:sub", [for s in var.subjects : "repo:${trimprefix(s, "repo:")}"]]],
        [for c in var.additional_trust_policy_conditions : [c.test, c.variable, c.values]]
      )
      content {
        test     = condition.value[0]
        variable = condition.value[1]
        values   = condition.value[2]
      }
    }
  }
}

resource "aws_iam_role" "this" {
  count                = var.create ? 1 : 0
  name                 = var.name
  name_prefix          = var.name_prefix
  path                 = var.path
  description          = var.description
  max_session_duration = var.max_session_duration
  permissions_boundary = var.permissions_boundary_arn
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  tags                 = var.tags
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each   = { for name, arn in var.policies : name => arn if var.create }
  role       = aws_iam_role.this[0].name
  policy_arn = each.value
}

output "arn" { value = try(aws_iam_role.this[0].arn, null) }
output "name" { value = try(aws_iam_role.this[0].name, null) }
output "path" { value = try(aws_iam_role.this[0].path, null) }
output "unique_id" { value = try(aws_iam_role.this[0].unique_id, null) }

variable "create" { default = true }
variable "tags" { default = {} }
variable "name" { default = null }
variable "name_prefix" { default = null }
variable "path" { default = "/" }
variable "permissions_boundary_arn" { default = null }
variable "description" { default = null }
variable "policies" { default = {} }
variable "max_session_duration" { default = null }
variable "audience" { default = "sts.amazonaws.com" }
variable "subjects" { default = [] }
variable "provider_url" { default = "token.actions.githubusercontent.com" }
variable "additional_trust_policy_conditions" { default = [] }

# What changes nothing of what is read.

variable "force_detach_policies" {}
variable "subject_condition" { default = "StringLike" }
