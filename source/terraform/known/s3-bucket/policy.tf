# The bucket's policy: what is given to AWS's own services, what is denied to
# all, and the document of the call.

locals {
  account = data.aws_caller_identity.current.account_id
  arn     = try(aws_s3_bucket.this[0].arn, null)
  objects = "${local.arn}/*"

  statements = !local.plain ? [] : [for s in [
    { on = var.attach_lb_log_delivery_policy, effect = "Allow", sid = "AlbNlbLogDeliveryWrite", service = "delivery.logs", actions = ["s3:PutObject"], resources = [local.objects],
    conditions = concat([["StringEquals", "s3:x-amz-acl", ["bucket-owner-full-control"]]], local.from_balancers) },
    { on = var.attach_lb_log_delivery_policy, effect = "Allow", sid = "AlbNlbLogDeliveryAclCheck", service = "delivery.logs", actions = ["s3:GetBucketAcl", "s3:ListBucket"], resources = [local.arn],
    conditions = local.from_balancers },
    { on = var.attach_access_log_delivery_policy, effect = "Allow", sid = "AWSAccessLogDeliveryWrite", service = "logging.s3", actions = ["s3:PutObject"], resources = [local.objects],
    conditions = concat(local.from_buckets, local.from_accounts, local.from_organizations) },
    { on = var.attach_access_log_delivery_policy, effect = "Allow", sid = "AWSAccessLogDeliveryAclCheck", service = "logging.s3", actions = ["s3:GetBucketAcl"], resources = [local.arn],
    conditions = local.from_organizations },
    { on = var.attach_cloudtrail_log_delivery_policy, effect = "Allow", sid = "AWSCloudTrailAclCheck", service = "cloudtrail", actions = ["s3:GetBucketAcl"], resources = [local.arn], conditions = [] },
    { on = var.attach_cloudtrail_log_delivery_policy, effect = "Allow", sid = "AWSCloudTrailWrite", service = "cloudtrail", actions = ["s3:PutObject"], resources = ["${local.arn}/AWSLogs/*"],
    conditions = [["StringEquals", "s3:x-amz-acl", ["bucket-owner-full-control"]]] },
    { on = var.attach_require_latest_tls_policy, effect = "Deny", sid = "denyOutdatedTLS", service = null, actions = ["s3:*"], resources = [local.arn, local.objects],
    conditions = [["NumericLessThan", "s3:TlsVersion", ["1.2"]]] },
    { on = var.attach_deny_insecure_transport_policy, effect = "Deny", sid = "denyInsecureTransport", service = null, actions = ["s3:*"], resources = [local.arn, local.objects],
    conditions = [["Bool", "aws:SecureTransport", ["false"]]] },
    { on = var.attach_deny_unencrypted_object_uploads, effect = "Deny", sid = "denyUnencryptedObjectUploads", service = null, actions = ["s3:PutObject"], resources = [local.objects],
    conditions = [["Null", "s3:x-amz-server-side-encryption", ["true"]]] },
    { on = var.attach_deny_ssec_encrypted_object_uploads, effect = "Deny", sid = "denySSECEncryptedObjectUploads", service = null, actions = ["s3:PutObject"], resources = [local.objects],
    conditions = [["Null", "s3:x-amz-server-side-encryption-customer-algorithm", ["false"]]] },
    { on = var.attach_deny_incorrect_kms_key_sse, effect = "Deny", sid = "denyIncorrectKmsKeySse", service = null, actions = ["s3:PutObject"], resources = [local.objects],
    conditions = [["StringNotEquals", "s3:x-amz-server-side-encryption-aws-kms-key-id", [var.allowed_kms_key_arn]]] },
    { on = var.attach_deny_incorrect_encryption_headers, effect = "Deny", sid = "denyIncorrectEncryptionHeaders", service = null, actions = ["s3:PutObject"], resources = [local.objects],
    conditions = [["StringNotEquals", "s3:x-amz-server-side-encryption", try(var.server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.sse_algorithm, null) == "aws:kms" ? ["aws:kms"] : ["AES256"]]] },
  ] : s if s.on]

  from_balancers     = length(var.lb_log_delivery_policy_source_organizations) > 0 ? [["StringEquals", "aws:ResourceOrgID", var.lb_log_delivery_policy_source_organizations]] : []
  from_organizations = length(var.access_log_delivery_policy_source_organizations) > 0 ? [["StringEquals", "aws:ResourceOrgID", var.access_log_delivery_policy_source_organizations]] : []
  from_buckets       = length(var.access_log_delivery_policy_source_buckets) > 0 ? [["ForAnyValue:ArnLike", "aws:SourceArn", var.access_log_delivery_policy_source_buckets]] : []
  from_accounts      = length(var.access_log_delivery_policy_source_accounts) > 0 ? [["ForAnyValue:StringEquals", "aws:SourceAccount", var.access_log_delivery_policy_source_accounts]] : []

  # Classic load balancers write as accounts of AWS's that differ by region;
  # these and what serves inventories and the firewall are not written out.
  untold = var.attach_elb_log_delivery_policy || var.attach_waf_log_delivery_policy || var.attach_inventory_destination_policy || var.attach_analytics_destination_policy

  has_policy = local.made && (var.attach_policy || local.untold || length(local.statements) > 0)
}

locals {
  # The call's document may name the bucket by placeholders.
  given = try(replace(replace(replace(var.policy, "_S3_BUCKET_ID_", local.name), "_S3_BUCKET_ARN_", local.arn), "_AWS_ACCOUNT_ID_", local.account), null)
}

data "aws_caller_identity" "current" {}
data "external" "delivery" {}

data "aws_iam_policy_document" "combined" {
  count = local.has_policy ? 1 : 0

  source_policy_documents = concat(
    var.attach_policy ? [local.given] : [],
    local.untold ? [data.external.delivery.result.policy] : []
  )

  dynamic "statement" {
    for_each = local.statements
    content {
      sid       = statement.value.sid
      effect    = statement.value.effect
      actions   = statement.value.actions
      resources = statement.value.resources

      principals {
        type        = statement.value.service == null ? "*" : "Service"
        identifiers = statement.value.service == null ? ["*"] : ["${statement.value.service}.amazonaws.com"]
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
}

resource "aws_s3_bucket_policy" "this" {
  count  = local.has_policy ? 1 : 0
  region = var.region
  bucket = local.name
  policy = data.aws_iam_policy_document.combined[0].json
}
