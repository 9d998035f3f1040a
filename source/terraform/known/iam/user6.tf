# terraform-aws-modules/iam/aws//modules/iam-user since 6.0.

resource "aws_iam_user" "this" {
  count                = var.create ? 1 : 0
  name                 = var.name
  path                 = var.path
  permissions_boundary = var.permissions_boundary
  tags                 = var.tags
}

resource "aws_iam_user_policy_attachment" "additional" {
  for_each   = { for name, arn in var.policies : name => arn if var.create }
  user       = aws_iam_user.this[0].name
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

resource "aws_iam_user_policy" "inline" {
  count  = var.create && var.create_inline_policy ? 1 : 0
  user   = aws_iam_user.this[0].name
  name   = var.name
  policy = data.aws_iam_policy_document.inline.json
}

resource "aws_iam_user_login_profile" "this" {
  count                   = var.create && var.create_login_profile ? 1 : 0
  user                    = aws_iam_user.this[0].name
  pgp_key                 = var.pgp_key
  password_reset_required = var.password_reset_required
}

resource "aws_iam_access_key" "this" {
  count   = var.create && var.create_access_key ? 1 : 0
  user    = aws_iam_user.this[0].name
  pgp_key = var.pgp_key
  status  = var.access_key_status
}

resource "aws_iam_user_ssh_key" "this" {
  count    = var.create && var.create_ssh_key ? 1 : 0
  username = aws_iam_user.this[0].name
}

output "arn" { value = try(aws_iam_user.this[0].arn, null) }
output "name" { value = try(aws_iam_user.this[0].name, null) }
output "unique_id" { value = try(aws_iam_user.this[0].unique_id, null) }
output "access_key_id" { value = try(aws_iam_access_key.this[0].id, null) }
output "access_key_secret" {
  value     = try(aws_iam_access_key.this[0].secret, null)
  sensitive = true
}

variable "create" { default = true }
variable "tags" { default = {} }
variable "name" { default = "" }
variable "path" { default = null }
variable "permissions_boundary" { default = null }
variable "policies" { default = {} }
variable "create_login_profile" { default = true }
variable "pgp_key" { default = null }
variable "password_reset_required" { default = true }
variable "create_access_key" { default = true }
variable "access_key_status" { default = null }
variable "create_ssh_key" { default = false }
variable "create_inline_policy" { default = false }
variable "source_inline_policy_documents" { default = [] }
variable "override_inline_policy_documents" { default = [] }
variable "inline_policy_permissions" { default = {} }

# Those that change nothing of what is read.

variable "force_destroy" {}
variable "password_length" {}
variable "ssh_key_encoding" {}
variable "ssh_public_key" {}
