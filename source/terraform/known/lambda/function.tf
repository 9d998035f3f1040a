# terraform-aws-modules/lambda/aws: one function or one layer, and what belongs
# to it. The role's policies are in inline.tf or managed.tf, by version.

locals {
  made      = var.create && var.putin_khuylo
  function  = local.made && var.create_function && !var.create_layer
  role      = local.function && var.create_role
  own_group = local.function && !var.use_existing_cloudwatch_log_group

  log_group = coalesce(var.logging_log_group, "/aws/lambda/${var.lambda_at_edge ? "us-east-1." : ""}${var.function_name}")

  # What the package is called is made up when it is built.
  built     = try(data.external.archive_prepare[0].result.filename, null)
  file      = var.local_existing_package != null ? var.local_existing_package : (var.store_on_s3 ? null : local.built)
  bucket    = var.s3_existing_package != null ? try(var.s3_existing_package.bucket, null) : (var.store_on_s3 ? var.s3_bucket : null)
  key       = var.s3_existing_package != null ? try(var.s3_existing_package.key, null) : (var.store_on_s3 ? local.built : null)
  object    = var.s3_existing_package != null ? try(var.s3_existing_package.version_id, null) : (var.store_on_s3 ? try(aws_s3_object.lambda_package[0].version_id, null) : null)
  code_hash = var.ignore_source_code_hash ? null : data.external.package.result.hash

  async = {
    for name, on in {
      current_version   = var.create_current_version_async_event_config
      unqualified_alias = var.create_unqualified_alias_async_event_config
    } : name => true if on && local.function && var.create_async_event_config
  }
}

data "aws_partition" "current" {}
data "aws_region" "current" {}
data "aws_caller_identity" "current" {}
data "external" "package" {}

data "external" "archive_prepare" {
  count = var.create && var.create_package ? 1 : 0
}

resource "aws_lambda_function" "this" {
  count  = local.function ? 1 : 0
  region = var.region

  function_name                  = var.function_name
  description                    = var.description
  role                           = var.create_role ? aws_iam_role.lambda[0].arn : var.lambda_role
  package_type                   = var.package_type
  runtime                        = var.package_type == "Zip" ? var.runtime : null
  handler                        = var.package_type == "Zip" ? var.handler : null
  image_uri                      = var.image_uri
  filename                       = local.file
  s3_bucket                      = local.bucket
  s3_key                         = local.key
  s3_object_version              = local.object
  source_code_hash               = local.code_hash
  architectures                  = var.architectures
  layers                         = var.layers
  memory_size                    = var.memory_size
  timeout                        = var.lambda_at_edge ? min(var.timeout, 30) : var.timeout
  publish                        = var.lambda_at_edge || var.snap_start ? true : var.publish
  kms_key_arn                    = var.kms_key_arn
  code_signing_config_arn        = var.code_signing_config_arn
  reserved_concurrent_executions = var.reserved_concurrent_executions
  tags                           = merge(var.tags, var.function_tags) # some releases add one of the module's own

  dynamic "ephemeral_storage" {
    for_each = var.ephemeral_storage_size != null ? [var.ephemeral_storage_size] : []
    content {
      size = ephemeral_storage.value
    }
  }

  dynamic "image_config" {
    for_each = length(var.image_config_entry_point) > 0 || length(var.image_config_command) > 0 || var.image_config_working_directory != null ? [1] : []
    content {
      entry_point = var.image_config_entry_point
      command     = var.image_config_command
    }
  }

  dynamic "environment" {
    for_each = length(keys(var.environment_variables)) > 0 ? [1] : []
    content {
      variables = var.environment_variables
    }
  }

  dynamic "dead_letter_config" {
    for_each = var.dead_letter_target_arn != null ? [1] : []
    content {
      target_arn = var.dead_letter_target_arn
    }
  }

  dynamic "tracing_config" {
    for_each = var.tracing_mode != null ? [1] : []
    content {
      mode = var.tracing_mode
    }
  }

  dynamic "vpc_config" {
    for_each = var.vpc_subnet_ids != null && var.vpc_security_group_ids != null ? [1] : []
    content {
      subnet_ids                  = var.vpc_subnet_ids
      security_group_ids          = var.vpc_security_group_ids
      ipv6_allowed_for_dual_stack = var.ipv6_allowed_for_dual_stack
    }
  }

  dynamic "file_system_config" {
    for_each = var.file_system_arn != null && var.file_system_local_mount_path != null ? [1] : []
    content {
      arn              = var.file_system_arn
      local_mount_path = var.file_system_local_mount_path
    }
  }

  dynamic "snap_start" {
    for_each = var.snap_start ? [1] : []
    content {
      apply_on = "PublishedVersions"
    }
  }

  dynamic "logging_config" {
    for_each = data.aws_partition.current.partition == "aws" ? [1] : []
    content {
      log_group             = var.logging_log_group
      log_format            = var.logging_log_format
      application_log_level = var.logging_log_format == "Text" ? null : var.logging_application_log_level
      system_log_level      = var.logging_log_format == "Text" ? null : var.logging_system_log_level
    }
  }

  dynamic "durable_config" {
    for_each = var.durable_config_execution_timeout != null ? [1] : []
    content {
      execution_timeout = var.durable_config_execution_timeout
      retention_period  = var.durable_config_retention_period
    }
  }

  dynamic "capacity_provider_config" {
    for_each = var.managed_instances_capacity_provider_arn != null ? [1] : []
    content {
      lambda_managed_instances_capacity_provider_config {
        capacity_provider_arn = var.managed_instances_capacity_provider_arn
      }
    }
  }

  dynamic "tenancy_config" {
    for_each = var.tenant_isolation_mode ? [1] : []
    content {
      tenant_isolation_mode = "PER_TENANT"
    }
  }
}

resource "aws_lambda_layer_version" "this" {
  count  = local.made && var.create_layer ? 1 : 0
  region = var.region

  layer_name               = var.layer_name
  description              = var.description
  compatible_runtimes      = length(var.compatible_runtimes) > 0 ? var.compatible_runtimes : (var.runtime == "" ? null : [var.runtime])
  compatible_architectures = var.compatible_architectures
  filename                 = local.file
  s3_bucket                = local.bucket
  s3_key                   = local.key
  s3_object_version        = local.object
  source_code_hash         = local.code_hash
}

resource "aws_s3_object" "lambda_package" {
  count  = local.made && var.store_on_s3 && var.create_package ? 1 : 0
  region = var.region

  bucket                 = var.s3_bucket
  key                    = local.key
  acl                    = var.s3_acl
  source                 = local.built
  storage_class          = var.s3_object_storage_class
  server_side_encryption = var.s3_server_side_encryption
  kms_key_id             = var.s3_kms_key_id
  tags                   = var.s3_object_tags_only ? var.s3_object_tags : merge(var.tags, var.s3_object_tags)
}

data "aws_cloudwatch_log_group" "lambda" {
  count  = local.function && var.use_existing_cloudwatch_log_group ? 1 : 0
  region = var.region
  name   = local.log_group
}

resource "aws_cloudwatch_log_group" "lambda" {
  count  = local.own_group ? 1 : 0
  region = var.region

  name                        = local.log_group
  retention_in_days           = var.cloudwatch_logs_retention_in_days
  kms_key_id                  = var.cloudwatch_logs_kms_key_id
  log_group_class             = var.cloudwatch_logs_log_group_class
  deletion_protection_enabled = var.cloudwatch_logs_deletion_protection_enabled
  tags                        = merge(var.tags, var.cloudwatch_logs_tags)
}

resource "aws_lambda_provisioned_concurrency_config" "current_version" {
  count  = local.function && var.provisioned_concurrent_executions > -1 ? 1 : 0
  region = var.region

  function_name                     = aws_lambda_function.this[0].function_name
  qualifier                         = aws_lambda_function.this[0].version
  provisioned_concurrent_executions = var.provisioned_concurrent_executions
}

resource "aws_lambda_function_event_invoke_config" "this" {
  for_each = local.async
  region   = var.region

  function_name                = aws_lambda_function.this[0].function_name
  qualifier                    = each.key == "current_version" ? aws_lambda_function.this[0].version : null
  maximum_event_age_in_seconds = var.maximum_event_age_in_seconds
  maximum_retry_attempts       = var.maximum_retry_attempts

  dynamic "destination_config" {
    for_each = var.destination_on_failure != null || var.destination_on_success != null ? [1] : []
    content {
      dynamic "on_failure" {
        for_each = var.destination_on_failure != null ? [1] : []
        content {
          destination = var.destination_on_failure
        }
      }
      dynamic "on_success" {
        for_each = var.destination_on_success != null ? [1] : []
        content {
          destination = var.destination_on_success
        }
      }
    }
  }
}

resource "aws_lambda_permission" "current_version_triggers" {
  for_each = { for name, t in var.allowed_triggers : name => t if local.function && var.create_current_version_allowed_triggers }
  region   = var.region

  function_name          = aws_lambda_function.this[0].function_name
  qualifier              = aws_lambda_function.this[0].version
  statement_id_prefix    = try(each.value.statement_id, each.key)
  action                 = try(each.value.action, "lambda:InvokeFunction")
  principal              = try(each.value.principal, "${try(each.value.service, "")}.amazonaws.com")
  principal_org_id       = try(each.value.principal_org_id, null)
  source_arn             = try(each.value.source_arn, null)
  source_account         = try(each.value.source_account, null)
  event_source_token     = try(each.value.event_source_token, null)
  function_url_auth_type = try(each.value.function_url_auth_type, null)
}

resource "aws_lambda_permission" "unqualified_alias_triggers" {
  for_each = { for name, t in var.allowed_triggers : name => t if local.function && var.create_unqualified_alias_allowed_triggers }
  region   = var.region

  function_name          = aws_lambda_function.this[0].function_name
  statement_id_prefix    = try(each.value.statement_id, each.key)
  action                 = try(each.value.action, "lambda:InvokeFunction")
  principal              = try(each.value.principal, "${try(each.value.service, "")}.amazonaws.com")
  principal_org_id       = try(each.value.principal_org_id, null)
  source_arn             = try(each.value.source_arn, null)
  source_account         = try(each.value.source_account, null)
  event_source_token     = try(each.value.event_source_token, null)
  function_url_auth_type = try(each.value.function_url_auth_type, null)
}

resource "aws_lambda_event_source_mapping" "this" {
  for_each = { for name, m in var.event_source_mapping : name => m if local.function && var.create_unqualified_alias_allowed_triggers }
  region   = var.region

  function_name                      = aws_lambda_function.this[0].arn
  event_source_arn                   = try(each.value.event_source_arn, null)
  enabled                            = try(each.value.enabled, true)
  batch_size                         = try(each.value.batch_size, null)
  maximum_batching_window_in_seconds = try(each.value.maximum_batching_window_in_seconds, null)
  parallelization_factor             = try(each.value.parallelization_factor, null)
  starting_position                  = try(each.value.starting_position, null)
  maximum_retry_attempts             = try(each.value.maximum_retry_attempts, null)
  maximum_record_age_in_seconds      = try(each.value.maximum_record_age_in_seconds, null)
  bisect_batch_on_function_error     = try(each.value.bisect_batch_on_function_error, null)
  function_response_types            = try(each.value.function_response_types, null)
  topics                             = try(each.value.topics, null)
  queues                             = try(each.value.queues, null)
  tags                               = merge(var.tags, try(each.value.tags, {}))

  dynamic "destination_config" {
    for_each = try(each.value.destination_arn_on_failure, null) != null ? [each.value.destination_arn_on_failure] : []
    content {
      on_failure {
        destination_arn = destination_config.value
      }
    }
  }

  dynamic "scaling_config" {
    for_each = try([each.value.scaling_config], [])
    content {
      maximum_concurrency = try(scaling_config.value.maximum_concurrency, null)
    }
  }

  dynamic "provisioned_poller_config" {
    for_each = try([each.value.provisioned_poller_config], [])
    content {
      maximum_pollers = try(provisioned_poller_config.value.maximum_pollers, null)
    }
  }

  dynamic "metrics_config" {
    for_each = try([each.value.metrics_config], [])
    content {
      metrics = metrics_config.value.metrics
    }
  }

  dynamic "self_managed_event_source" {
    for_each = try(each.value.self_managed_event_source, [])
    content {
      endpoints = self_managed_event_source.value.endpoints
    }
  }

  dynamic "source_access_configuration" {
    for_each = try(each.value.source_access_configuration, [])
    content {
      type = source_access_configuration.value.type
      uri  = source_access_configuration.value.uri
    }
  }

  dynamic "document_db_event_source_config" {
    for_each = try(each.value.document_db_event_source_config, [])
    content {
      database_name = document_db_event_source_config.value.database_name
    }
  }

  dynamic "filter_criteria" {
    for_each = try(each.value.filter_criteria, null) != null ? [1] : []
    content {
      dynamic "filter" {
        for_each = try(flatten([each.value.filter_criteria]), [])
        content {
          pattern = try(filter.value.pattern, null)
        }
      }
    }
  }
}

resource "aws_lambda_function_url" "this" {
  count  = local.function && var.create_lambda_function_url ? 1 : 0
  region = var.region

  function_name      = aws_lambda_function.this[0].function_name
  qualifier          = var.create_unqualified_alias_lambda_function_url ? null : aws_lambda_function.this[0].version
  authorization_type = var.authorization_type
  invoke_mode        = var.invoke_mode

  dynamic "cors" {
    for_each = length(keys(var.cors)) > 0 ? [var.cors] : []
    content {
      allow_credentials = try(cors.value.allow_credentials, null)
      allow_headers     = try(cors.value.allow_headers, null)
      allow_methods     = try(cors.value.allow_methods, null)
      allow_origins     = try(cors.value.allow_origins, null)
      expose_headers    = try(cors.value.expose_headers, null)
    }
  }
}

resource "aws_lambda_function_recursion_config" "this" {
  count  = local.function && var.recursive_loop == "Allow" ? 1 : 0
  region = var.region

  function_name  = aws_lambda_function.this[0].function_name
  recursive_loop = var.recursive_loop
}
