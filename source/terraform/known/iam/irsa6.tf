# Since 6.0.

locals {
  test = var.trust_condition_test
  self = []
  name = try(coalesce(var.policy_name, var.name, "default"), "default")

  has_policy = var.create && var.create_policy && (length(var.source_policy_documents) > 0 || length(var.override_policy_documents) > 0 || var.permissions != null)
}

resource "aws_iam_role" "this" {
  count                = var.create ? 1 : 0
  name                 = var.use_name_prefix ? null : var.name
  name_prefix          = var.use_name_prefix ? "${var.name}-" : null
  path                 = var.path
  description          = var.description
  max_session_duration = var.max_session_duration
  permissions_boundary = var.permissions_boundary
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  tags                 = var.tags
}

resource "aws_iam_role_policy_attachment" "additional" {
  for_each   = { for name, arn in var.policies : name => arn if var.create }
  role       = aws_iam_role.this[0].name
  policy_arn = each.value
}

resource "aws_iam_policy" "this" {
  count       = local.has_policy ? 1 : 0
  name        = var.use_name_prefix ? null : local.name
  name_prefix = var.use_name_prefix ? "${local.name}-" : null
  path        = coalesce(var.policy_path, var.path)
  description = var.policy_description
  policy      = data.aws_iam_policy_document.of["permissions"].json
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "this" {
  count      = local.has_policy ? 1 : 0
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.this[0].arn
}

resource "aws_iam_role_policy" "inline" {
  count       = var.create && var.create_inline_policy ? 1 : 0
  role        = aws_iam_role.this[0].name
  name        = var.use_name_prefix ? null : var.name
  name_prefix = var.use_name_prefix ? "${var.name}-" : null
  policy      = data.aws_iam_policy_document.of["inline"].json
}

data "aws_iam_policy_document" "of" {
  for_each = {
    permissions = { statements = var.permissions, sources = var.source_policy_documents, overrides = var.override_policy_documents }
    inline      = { statements = var.inline_policy_permissions, sources = var.source_inline_policy_documents, overrides = var.override_inline_policy_documents }
  }

  source_policy_documents   = each.value.sources
  override_policy_documents = each.value.overrides

  dynamic "statement" {
    for_each = each.value.statements != null ? each.value.statements : {}
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

output "arn" { value = try(aws_iam_role.this[0].arn, null) }
output "name" { value = try(aws_iam_role.this[0].name, null) }
output "path" { value = try(aws_iam_role.this[0].path, null) }
output "unique_id" { value = try(aws_iam_role.this[0].unique_id, null) }
output "iam_policy_arn" { value = try(aws_iam_policy.this[0].arn, null) }
output "iam_policy" { value = try(aws_iam_policy.this[0].policy, null) }

variable "create" { default = true }
variable "tags" { default = {} }
variable "name" { default = "" }
variable "use_name_prefix" { default = true }
variable "path" { default = "/" }
variable "description" { default = null }
variable "max_session_duration" { default = null }
variable "permissions_boundary" { default = null }
variable "trust_condition_test" { default = "StringEquals" }
variable "oidc_providers" { default = {} }
variable "policies" { default = {} }
variable "create_policy" { default = true }
variable "source_policy_documents" { default = [] }
variable "override_policy_documents" { default = [] }
variable "permissions" { default = null }
variable "policy_name" { default = null }
variable "policy_path" { default = null }
variable "policy_description" { default = null }
variable "create_inline_policy" { default = false }
variable "source_inline_policy_documents" { default = [] }
variable "override_inline_policy_documents" { default = [] }
variable "inline_policy_permissions" { default = {} }
