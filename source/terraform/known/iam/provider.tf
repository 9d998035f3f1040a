# terraform-aws-modules/iam/aws//modules/iam-oidc-provider, before 6.0
# iam-github-oidc-provider: an identity provider, unless told otherwise GitHub's.

data "aws_partition" "current" {}
data "tls_certificate" "this" {}

resource "aws_iam_openid_connect_provider" "this" {
  count           = var.create ? 1 : 0
  url             = var.url
  client_id_list  = coalescelist(var.client_id_list, ["sts.${data.aws_partition.current.dns_suffix}"])
  thumbprint_list = local.trusted
  tags            = var.tags
}

output "arn" { value = try(aws_iam_openid_connect_provider.this[0].arn, null) }
output "url" { value = try(aws_iam_openid_connect_provider.this[0].url, null) }

variable "create" { default = true }
variable "tags" { default = {} }
variable "client_id_list" { default = [] }
variable "url" { default = "https://token.actions.githubusercontent.com" }
