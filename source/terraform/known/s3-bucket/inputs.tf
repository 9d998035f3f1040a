# The inputs with their defaults.

variable "create_bucket" { default = true }
variable "attach_elb_log_delivery_policy" { default = false }
variable "attach_lb_log_delivery_policy" { default = false }
variable "attach_access_log_delivery_policy" { default = false }
variable "attach_cloudtrail_log_delivery_policy" { default = false }
variable "attach_deny_insecure_transport_policy" { default = false }
variable "attach_require_latest_tls_policy" { default = false }
variable "attach_policy" { default = false }
variable "attach_public_policy" { default = true }
variable "attach_inventory_destination_policy" { default = false }
variable "attach_analytics_destination_policy" { default = false }
variable "attach_deny_incorrect_encryption_headers" { default = false }
variable "attach_deny_incorrect_kms_key_sse" { default = false }
variable "allowed_kms_key_arn" { default = null }
variable "attach_deny_unencrypted_object_uploads" { default = false }
variable "attach_deny_ssec_encrypted_object_uploads" { default = false }
variable "attach_waf_log_delivery_policy" { default = false }
variable "region" { default = null }
variable "bucket" { default = null }
variable "bucket_prefix" { default = null }
variable "bucket_namespace" { default = null }
variable "acl" { default = null }
variable "policy" { default = null }
variable "tags" { default = {} }
variable "force_destroy" { default = false }
variable "website" { default = {} }
variable "cors_rule" { default = [] }
variable "versioning" { default = {} }
variable "logging" { default = {} }
variable "access_log_delivery_policy_source_buckets" { default = [] }
variable "access_log_delivery_policy_source_accounts" { default = [] }
variable "access_log_delivery_policy_source_organizations" { default = [] }
variable "lb_log_delivery_policy_source_organizations" { default = [] }
variable "grant" { default = [] }
variable "lifecycle_rule" { default = [] }
variable "replication_configuration" { default = {} }
variable "server_side_encryption_configuration" { default = {} }
variable "intelligent_tiering" { default = {} }
variable "object_lock_configuration" { default = {} }
variable "object_lock_enabled" { default = false }
variable "control_object_ownership" { default = false }
variable "is_directory_bucket" { default = false }
variable "availability_zone_id" { default = null }
variable "putin_khuylo" { default = true }

# Those that change nothing of what is read.

variable "acceleration_status" {}
variable "request_payer" {}
variable "owner" {}
variable "expected_bucket_owner" {}
variable "transition_default_minimum_object_size" {}
variable "metric_configuration" {}
variable "inventory_configuration" {}
variable "inventory_source_account_id" {}
variable "inventory_source_bucket_arn" {}
variable "inventory_self_source_destination" {}
variable "analytics_configuration" {}
variable "analytics_source_account_id" {}
variable "analytics_source_bucket_arn" {}
variable "analytics_self_source_destination" {}
variable "skip_destroy_public_access_block" {}
variable "data_redundancy" {}
variable "type" {}
variable "location_type" {}
variable "create_metadata_configuration" {}
variable "metadata_inventory_table_configuration_state" {}
variable "metadata_encryption_configuration" {}
variable "metadata_journal_table_record_expiration_days" {}
variable "metadata_journal_table_record_expiration" {}
