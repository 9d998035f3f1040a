# Since 3.9 a bucket is closed to the public unless the call opens it.

variable "block_public_acls" { default = true }
variable "block_public_policy" { default = true }
variable "ignore_public_acls" { default = true }
variable "restrict_public_buckets" { default = true }
variable "object_ownership" { default = "BucketOwnerEnforced" }
