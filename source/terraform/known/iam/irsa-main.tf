# terraform-aws-modules/iam/aws//modules/iam-role-for-service-accounts, before 6.0
# iam-role-for-service-accounts-eks: a role for service accounts of a cluster. The
# policies for add-ons of clusters that it can attach are not written out here:
# an input that asks for one is not known.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

data "aws_iam_policy_document" "trust" {
  dynamic "statement" {
    for_each = local.self
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
        values   = [statement.value]
      }
    }
  }

  dynamic "statement" {
    for_each = var.oidc_providers
    content {
      actions = ["sts:AssumeRoleWithWebIdentity"]

      principals {
        type        = "Federated"
        identifiers = [statement.value.provider_arn]
      }

      dynamic "condition" {
        for_each = { sub = [for account in statement.value.namespace_service_accounts : "system:serviceaccount:${account}"], aud = ["sts.amazonaws.com"] }
        content {
          test     = local.test
          variable = "${replace(statement.value.provider_arn, "/^(.*provider/)/", "")}:${condition.key}"
          values   = condition.value
        }
      }
    }
  }
}
