# ACLs of buckets that are declared elsewhere.
resource "aws_s3_bucket_acl" "read" { # want fail "Everyone may use read by its ACL"
  bucket = "downloads-of-another-team"
  acl    = "public-read"
}

resource "aws_s3_bucket_acl" "granted" { # want fail "Everyone may use granted by its ACL"
  bucket = "uploads-of-another-team"
  access_control_policy {
    owner {
      id = "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a"
    }
    grant {
      permission = "READ_ACP"
      grantee {
        type = "Group"
        uri  = "http://acs.amazonaws.com/groups/global/AllUsers"
      }
    }
  }
}

resource "aws_s3_bucket_acl" "private" { # want pass
  bucket = "private-of-another-team"
  acl    = "private"
}

resource "aws_s3_bucket_acl" "enforced" { # want pass
  bucket = "enforced"
  acl    = "public-read"
}

resource "aws_s3_bucket_ownership_controls" "enforced" {
  bucket = "enforced"
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_acl" "ignored" { # want pass
  bucket = "ignored"
  acl    = "public-read"
}

resource "aws_s3_bucket_public_access_block" "ignored" {
  bucket             = "ignored"
  ignore_public_acls = true
}

variable "acl" {
  type = string
}

resource "aws_s3_bucket_acl" "handed" { # want unknown
  bucket = "handed"
  acl    = var.acl
}
