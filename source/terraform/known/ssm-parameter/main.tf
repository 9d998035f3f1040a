# terraform-aws-modules/ssm-parameter/aws: a parameter, under the one of two
# names that says whether changes of its value are let be.

locals {
  plain = can(tostring(var.value)) && length(var.values) == 0
  type  = var.type != null ? var.type : (!local.plain ? "StringList" : (try(tobool(var.secure_type) == true, false) ? "SecureString" : "String"))
  value = local.type == "StringList" && length(var.values) > 0 ? jsonencode(var.values) : var.value
}

resource "aws_ssm_parameter" "this" {
  count  = var.create && !var.ignore_value_changes ? 1 : 0
  region = var.region

  name           = var.name
  description    = var.description
  type           = local.type
  tier           = var.tier
  key_id         = local.type == "SecureString" ? var.key_id : null
  insecure_value = contains(["String", "StringList"], local.type) ? local.value : null
  value          = local.type == "SecureString" ? local.secure : null
  value_wo       = local.type == "SecureString" ? local.write_only : null
  tags           = var.tags
}

resource "aws_ssm_parameter" "ignore_value" {
  count  = var.create && var.ignore_value_changes ? 1 : 0
  region = var.region

  name           = var.name
  description    = var.description
  type           = local.type
  tier           = var.tier
  key_id         = local.type == "SecureString" ? var.key_id : null
  insecure_value = contains(["String", "StringList"], local.type) ? local.value : null
  value          = local.type == "SecureString" ? local.secure : null
  value_wo       = local.type == "SecureString" ? local.write_only : null
  tags           = var.tags
}

output "ssm_parameter_arn" { value = try(aws_ssm_parameter.this[0].arn, aws_ssm_parameter.ignore_value[0].arn, null) }
output "ssm_parameter_name" { value = try(aws_ssm_parameter.this[0].name, aws_ssm_parameter.ignore_value[0].name, null) }
output "ssm_parameter_type" { value = try(aws_ssm_parameter.this[0].type, aws_ssm_parameter.ignore_value[0].type, null) }

variable "create" { default = true }
variable "region" { default = null }
variable "tags" { default = {} }
variable "ignore_value_changes" { default = false }
variable "name" { default = null }
variable "description" { default = null }
variable "type" { default = null }
variable "secure_type" { default = false }
variable "tier" { default = null }
variable "key_id" { default = null }
variable "value" { default = null }
variable "values" { default = [] }

# Those that change nothing of what is read.

variable "allowed_pattern" {}
variable "data_type" {}
variable "overwrite" {}
variable "value_wo_version" {}
