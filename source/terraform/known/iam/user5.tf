# terraform-aws-modules/iam/aws//modules/iam-user before 6.0.

resource "aws_iam_user" "this" {
  count                = var.create_user ? 1 : 0
  name                 = var.name
  path                 = var.path
  permissions_boundary = var.permissions_boundary
  tags                 = var.tags
}

resource "aws_iam_user_login_profile" "this" {
  count                   = var.create_user && var.create_iam_user_login_profile ? 1 : 0
  user                    = aws_iam_user.this[0].name
  pgp_key                 = var.pgp_key
  password_reset_required = var.password_reset_required
}

resource "aws_iam_access_key" "this" {
  count   = var.create_user && var.create_iam_access_key && var.pgp_key != "" ? 1 : 0
  user    = aws_iam_user.this[0].name
  pgp_key = var.pgp_key
  status  = var.iam_access_key_status
}

resource "aws_iam_access_key" "this_no_pgp" {
  count  = var.create_user && var.create_iam_access_key && var.pgp_key == "" ? 1 : 0
  user   = aws_iam_user.this[0].name
  status = var.iam_access_key_status
}

resource "aws_iam_user_ssh_key" "this" {
  count    = var.create_user && var.upload_iam_user_ssh_key ? 1 : 0
  username = aws_iam_user.this[0].name
}

resource "aws_iam_user_policy_attachment" "this" {
  for_each   = { for key, arn in var.policy_arns : key => arn if var.create_user }
  user       = aws_iam_user.this[0].name
  policy_arn = each.value
}

output "iam_user_name" { value = try(aws_iam_user.this[0].name, "") }
output "iam_user_arn" { value = try(aws_iam_user.this[0].arn, "") }
output "iam_user_unique_id" { value = try(aws_iam_user.this[0].unique_id, "") }
output "iam_access_key_id" { value = try(aws_iam_access_key.this[0].id, aws_iam_access_key.this_no_pgp[0].id, "") }
output "iam_access_key_secret" {
  value     = try(aws_iam_access_key.this_no_pgp[0].secret, "")
  sensitive = true
}

variable "create_user" { default = true }
variable "create_iam_user_login_profile" { default = true }
variable "create_iam_access_key" { default = true }
variable "name" {}
variable "path" { default = "/" }
variable "pgp_key" { default = "" }
variable "iam_access_key_status" { default = null }
variable "password_reset_required" { default = true }
variable "upload_iam_user_ssh_key" { default = false }
variable "permissions_boundary" { default = "" }
variable "policy_arns" { default = [] }
variable "tags" { default = {} }

# Those that change nothing of what is read.

variable "force_destroy" {}
variable "password_length" {}
variable "ssh_key_encoding" {}
variable "ssh_public_key" {}
