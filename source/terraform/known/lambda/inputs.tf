# The inputs with their defaults.

variable "create" { default = true }
variable "create_package" { default = true }
variable "create_function" { default = true }
variable "create_layer" { default = false }
variable "create_role" { default = true }
variable "create_lambda_function_url" { default = false }
variable "putin_khuylo" { default = true }
variable "region" { default = null }
variable "lambda_at_edge" { default = false }
variable "lambda_at_edge_logs_all_regions" { default = true }
variable "function_name" { default = "" }
variable "handler" { default = "" }
variable "runtime" { default = "" }
variable "lambda_role" { default = "" }
variable "description" { default = "" }
variable "code_signing_config_arn" { default = null }
variable "layers" {
  type    = list(string)
  default = null
}
variable "architectures" {
  type    = list(string)
  default = null
}
variable "kms_key_arn" { default = null }
variable "memory_size" { default = 128 }
variable "ephemeral_storage_size" { default = 512 }
variable "publish" { default = false }
variable "reserved_concurrent_executions" { default = -1 }
variable "timeout" { default = 3 }
variable "dead_letter_target_arn" { default = null }
variable "environment_variables" {
  type    = map(string)
  default = {}
}
variable "tracing_mode" { default = null }
variable "vpc_subnet_ids" {
  type    = list(string)
  default = null
}
variable "vpc_security_group_ids" {
  type    = list(string)
  default = null
}
variable "ipv6_allowed_for_dual_stack" { default = null }
variable "tags" {
  type    = map(string)
  default = {}
}
variable "function_tags" {
  type    = map(string)
  default = {}
}
variable "s3_object_tags" {
  type    = map(string)
  default = {}
}
variable "s3_object_tags_only" { default = false }
variable "package_type" { default = "Zip" }
variable "image_uri" { default = null }
variable "image_config_entry_point" {
  type    = list(string)
  default = []
}
variable "image_config_command" {
  type    = list(string)
  default = []
}
variable "image_config_working_directory" { default = null }
variable "snap_start" { default = false }
variable "tenant_isolation_mode" { default = false }
variable "create_unqualified_alias_lambda_function_url" { default = true }
variable "authorization_type" { default = "NONE" }
variable "cors" { default = {} }
variable "invoke_mode" { default = null }
variable "layer_name" { default = "" }
variable "compatible_runtimes" {
  type    = list(string)
  default = []
}
variable "compatible_architectures" {
  type    = list(string)
  default = null
}
variable "create_async_event_config" { default = false }
variable "create_current_version_async_event_config" { default = true }
variable "create_unqualified_alias_async_event_config" { default = true }
variable "maximum_event_age_in_seconds" { default = null }
variable "maximum_retry_attempts" { default = null }
variable "destination_on_failure" { default = null }
variable "destination_on_success" { default = null }
variable "provisioned_concurrent_executions" { default = -1 }
variable "create_current_version_allowed_triggers" { default = true }
variable "create_unqualified_alias_allowed_triggers" { default = true }
variable "allowed_triggers" { default = {} }
variable "event_source_mapping" { default = {} }
variable "use_existing_cloudwatch_log_group" { default = false }
variable "cloudwatch_logs_retention_in_days" { default = null }
variable "cloudwatch_logs_kms_key_id" { default = null }
variable "cloudwatch_logs_log_group_class" { default = null }
variable "cloudwatch_logs_deletion_protection_enabled" { default = null }
variable "cloudwatch_logs_tags" {
  type    = map(string)
  default = {}
}
variable "role_name" { default = null }
variable "role_description" { default = null }
variable "role_path" { default = null }
variable "role_permissions_boundary" { default = null }
variable "role_tags" {
  type    = map(string)
  default = {}
}
variable "role_maximum_session_duration" { default = 3600 }
variable "policy_name" { default = null }
variable "attach_cloudwatch_logs_policy" { default = true }
variable "attach_create_log_group_permission" { default = true }
variable "attach_dead_letter_policy" { default = false }
variable "attach_network_policy" { default = false }
variable "attach_tracing_policy" { default = false }
variable "attach_async_event_policy" { default = false }
variable "attach_policy_json" { default = false }
variable "attach_policy_jsons" { default = false }
variable "attach_policy" { default = false }
variable "attach_policies" { default = false }
variable "number_of_policy_jsons" { default = 0 }
variable "number_of_policies" { default = 0 }
variable "attach_policy_statements" { default = false }
variable "trusted_entities" { default = [] }
variable "assume_role_policy_statements" { default = {} }
variable "policy_json" { default = null }
variable "policy_jsons" {
  type    = list(string)
  default = []
}
variable "policy" { default = null }
variable "policies" {
  type    = list(string)
  default = []
}
variable "policy_statements" { default = {} }
variable "file_system_arn" { default = null }
variable "file_system_local_mount_path" { default = null }
variable "ignore_source_code_hash" { default = false }
variable "local_existing_package" { default = null }
variable "s3_existing_package" { default = null }
variable "store_on_s3" { default = false }
variable "s3_object_storage_class" { default = "ONEZONE_IA" }
variable "s3_bucket" { default = null }
variable "s3_acl" { default = "private" }
variable "s3_server_side_encryption" { default = null }
variable "s3_kms_key_id" { default = null }
variable "logging_log_format" { default = "Text" }
variable "logging_application_log_level" { default = "INFO" }
variable "logging_system_log_level" { default = "INFO" }
variable "logging_log_group" { default = null }
variable "recursive_loop" { default = null }
variable "durable_config_execution_timeout" { default = null }
variable "durable_config_retention_period" { default = null }
variable "managed_instances_capacity_provider_arn" { default = null }

# Those that change nothing of what is read.

variable "create_sam_metadata" {}
variable "include_default_tag" {}
variable "replace_security_groups_on_destroy" {}
variable "replacement_security_group_ids" {}
variable "timeouts" {}
variable "skip_destroy" {}
variable "s3_object_override_default_tags" {}
variable "layer_skip_destroy" {}
variable "license_info" {}
variable "cloudwatch_logs_skip_destroy" {}
variable "role_force_detach_policies" {}
variable "artifacts_dir" {}
variable "s3_prefix" {}
variable "source_path" {}
variable "hash_extra" {}
variable "build_in_docker" {}
variable "docker_file" {}
variable "docker_build_root" {}
variable "docker_image" {}
variable "docker_with_ssh_agent" {}
variable "docker_pip_cache" {}
variable "docker_additional_options" {}
variable "docker_entrypoint" {}
variable "recreate_missing_package" {}
variable "trigger_on_package_timestamp" {}
variable "quiet_archive_local_exec" {}
