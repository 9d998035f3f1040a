# terraform-aws-modules/apigateway-v2/aws: an HTTP or WebSocket API with its
# routes, stage, access log and domain name.

locals {
  http   = var.protocol_type == "HTTP"
  socket = var.protocol_type == "WEBSOCKET"
  routes = { for key, r in var.routes : key => r if var.create && var.create_routes_and_integrations }
  stage  = var.create && var.create_stage
  domain = var.create && var.create_domain_name
  log    = var.stage_access_log_settings
  made   = local.stage && local.log != null && try(local.log.create_log_group, true)
}

resource "aws_apigatewayv2_api" "this" {
  count  = var.create ? 1 : 0
  region = var.region

  name                         = var.name
  protocol_type                = var.protocol_type
  body                         = local.http ? var.body : null
  target                       = local.http ? var.target : null
  route_key                    = local.http ? var.route_key : null
  credentials_arn              = local.http ? var.credentials_arn : null
  disable_execute_api_endpoint = local.http && local.domain ? true : var.disable_execute_api_endpoint
  ip_address_type              = var.ip_address_type
  route_selection_expression   = var.route_selection_expression
  api_key_selection_expression = local.socket ? var.api_key_selection_expression : null
  tags                         = var.tags

  dynamic "cors_configuration" {
    for_each = local.http && try(length(keys(var.cors_configuration)), 0) > 0 ? [var.cors_configuration] : []
    content {
      allow_credentials = try(cors_configuration.value.allow_credentials, null)
      allow_headers     = try(cors_configuration.value.allow_headers, null)
      allow_methods     = try(cors_configuration.value.allow_methods, null)
      allow_origins     = try(cors_configuration.value.allow_origins, null)
    }
  }
}

resource "aws_apigatewayv2_authorizer" "this" {
  for_each = { for key, a in var.authorizers : key => a if var.create }
  region   = var.region

  api_id                           = aws_apigatewayv2_api.this[0].id
  name                             = try(coalesce(each.value.name, each.key), each.key)
  authorizer_type                  = try(each.value.authorizer_type, "REQUEST")
  authorizer_uri                   = try(each.value.authorizer_uri, null)
  authorizer_credentials_arn       = try(each.value.authorizer_credentials_arn, null)
  authorizer_result_ttl_in_seconds = try(each.value.authorizer_result_ttl_in_seconds, null)
  enable_simple_responses          = try(each.value.enable_simple_responses, null)
  identity_sources                 = try(each.value.identity_sources, null)

  dynamic "jwt_configuration" {
    for_each = try(each.value.jwt_configuration, null) != null ? [each.value.jwt_configuration] : []
    content {
      audience = try(jwt_configuration.value.audience, null)
      issuer   = try(jwt_configuration.value.issuer, null)
    }
  }
}

resource "aws_apigatewayv2_route" "this" {
  for_each = local.routes
  region   = var.region

  api_id               = aws_apigatewayv2_api.this[0].id
  route_key            = each.key
  target               = "integrations/${aws_apigatewayv2_integration.this[each.key].id}"
  authorization_type   = try(each.value.authorization_type, null)
  authorization_scopes = try(each.value.authorization_scopes, [])
  authorizer_id        = try(aws_apigatewayv2_authorizer.this[each.value.authorizer_key].id, each.value.authorizer_id, null)
  api_key_required     = local.socket ? try(each.value.api_key_required, null) : null
  operation_name       = try(each.value.operation_name, null)
}

resource "aws_apigatewayv2_integration" "this" {
  for_each = { for key, r in local.routes : key => r.integration }
  region   = var.region

  api_id                 = aws_apigatewayv2_api.this[0].id
  integration_type       = try(each.value.type, "AWS_PROXY")
  integration_subtype    = try(each.value.subtype, null)
  integration_method     = try(each.value.method, null)
  integration_uri        = try(each.value.uri, null)
  credentials_arn        = try(each.value.credentials_arn, null)
  connection_type        = try(each.value.connection_type, null)
  connection_id          = try(aws_apigatewayv2_vpc_link.this[each.value.vpc_link_key].id, each.value.connection_id, null)
  payload_format_version = try(each.value.payload_format_version, null)
  request_parameters     = try(each.value.request_parameters, {})
  request_templates      = try(each.value.request_templates, {})
  timeout_milliseconds   = try(each.value.timeout_milliseconds, null)

  dynamic "tls_config" {
    for_each = try(each.value.tls_config, null) != null && !local.socket ? [each.value.tls_config] : []
    content {
      server_name_to_verify = try(tls_config.value.server_name_to_verify, null)
    }
  }
}

resource "aws_apigatewayv2_stage" "this" {
  count  = local.stage ? 1 : 0
  region = var.region

  api_id                = aws_apigatewayv2_api.this[0].id
  name                  = var.stage_name
  auto_deploy           = local.http ? true : null
  client_certificate_id = local.socket ? var.stage_client_certificate_id : null
  deployment_id         = local.http ? null : try(aws_apigatewayv2_deployment.this[0].id, null)
  stage_variables       = var.stage_variables
  tags                  = merge(var.tags, var.stage_tags)

  dynamic "access_log_settings" {
    for_each = local.log != null ? [local.log] : []
    content {
      destination_arn = try(access_log_settings.value.create_log_group, true) ? aws_cloudwatch_log_group.this["this"].arn : access_log_settings.value.destination_arn
      format          = try(coalesce(access_log_settings.value.format, local.format), local.format)
    }
  }

  dynamic "default_route_settings" {
    for_each = var.stage_default_route_settings != null ? [var.stage_default_route_settings] : []
    content {
      data_trace_enabled       = local.socket ? try(default_route_settings.value.data_trace_enabled, true) : null
      detailed_metrics_enabled = try(default_route_settings.value.detailed_metrics_enabled, true)
      logging_level            = local.socket ? try(default_route_settings.value.logging_level, null) : null
      throttling_burst_limit   = try(default_route_settings.value.throttling_burst_limit, 500)
      throttling_rate_limit    = try(default_route_settings.value.throttling_rate_limit, 1000)
    }
  }

  dynamic "route_settings" {
    for_each = { for key, r in var.routes : key => r if var.create_routes_and_integrations }
    content {
      route_key                = route_settings.key
      data_trace_enabled       = local.socket ? try(route_settings.value.data_trace_enabled, var.stage_default_route_settings.data_trace_enabled, true) : null
      detailed_metrics_enabled = try(route_settings.value.detailed_metrics_enabled, var.stage_default_route_settings.detailed_metrics_enabled, true)
      logging_level            = local.socket ? try(route_settings.value.logging_level, var.stage_default_route_settings.logging_level, null) : null
      throttling_burst_limit   = try(route_settings.value.throttling_burst_limit, var.stage_default_route_settings.throttling_burst_limit, 500)
      throttling_rate_limit    = try(route_settings.value.throttling_rate_limit, var.stage_default_route_settings.throttling_rate_limit, 1000)
    }
  }
}

resource "aws_apigatewayv2_deployment" "this" {
  count  = local.stage && var.deploy_stage && !local.http ? 1 : 0
  region = var.region
  api_id = aws_apigatewayv2_api.this[0].id

  description = var.description
}

resource "aws_cloudwatch_log_group" "this" {
  for_each = toset(local.made ? ["this"] : [])
  region   = var.region

  name              = try(coalesce(local.log.log_group_name, local.group), local.group)
  retention_in_days = try(local.log.log_group_retention_in_days, 30)
  kms_key_id        = try(local.log.log_group_kms_key_id, null)
  log_group_class   = try(local.log.log_group_class, null)
  tags              = merge(var.tags, try(local.log.log_group_tags, {}))
}

locals {
  group = "/aws/apigateway/${var.name}/${replace(var.stage_name, "$", "")}"
  # What is logged where the call does not say it.
  format = jsonencode({
    context = merge(
      { for f in ["domainName", "integrationErrorMessage", "protocol", "requestId", "requestTime", "responseLength", "routeKey", "stage", "status"] : f => "$context.${f}" },
      {
        error       = { message = "$context.error.message", responseType = "$context.error.responseType" }
        identity    = { sourceIP = "$context.identity.sourceIp" }
        integration = { error = "$context.integration.error", integrationStatus = "$context.integration.integrationStatus" }
      }
    )
  })
}

resource "aws_apigatewayv2_domain_name" "this" {
  count       = local.domain ? 1 : 0
  region      = var.region
  domain_name = var.domain_name
  tags        = var.tags

  domain_name_configuration {
    # Where the module asks for a certificate itself, only an apply tells it.
    certificate_arn = local.domain && var.create_certificate && !var.private_zone ? data.external.certificate.result.arn : var.domain_name_certificate_arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }

  dynamic "mutual_tls_authentication" {
    for_each = length(var.mutual_tls_authentication) > 0 ? [var.mutual_tls_authentication] : []
    content {
      truststore_uri     = mutual_tls_authentication.value.truststore_uri
      truststore_version = try(mutual_tls_authentication.value.truststore_version, null)
    }
  }
}

data "external" "certificate" {}

resource "aws_apigatewayv2_api_mapping" "this" {
  count           = local.domain && local.stage ? 1 : 0
  region          = var.region
  api_id          = aws_apigatewayv2_api.this[0].id
  api_mapping_key = var.api_mapping_key
  domain_name     = aws_apigatewayv2_domain_name.this[0].id
  stage           = aws_apigatewayv2_stage.this[0].id
}

resource "aws_apigatewayv2_vpc_link" "this" {
  for_each           = { for key, l in var.vpc_links : key => l if var.create }
  region             = var.region
  name               = try(coalesce(each.value.name, each.key), each.key)
  security_group_ids = try(each.value.security_group_ids, null)
  subnet_ids         = try(each.value.subnet_ids, null)
  tags               = merge(var.tags, var.vpc_link_tags, try(each.value.tags, {}))
}

output "api_id" { value = try(aws_apigatewayv2_api.this[0].id, null) }
output "api_arn" { value = try(aws_apigatewayv2_api.this[0].arn, null) }
output "api_endpoint" { value = try(aws_apigatewayv2_api.this[0].api_endpoint, null) }
output "api_execution_arn" { value = try(aws_apigatewayv2_api.this[0].execution_arn, null) }
output "authorizers" { value = aws_apigatewayv2_authorizer.this }
output "integrations" { value = aws_apigatewayv2_integration.this }
output "routes" { value = aws_apigatewayv2_route.this }
output "vpc_links" { value = aws_apigatewayv2_vpc_link.this }
output "stage_id" { value = try(aws_apigatewayv2_stage.this[0].id, null) }
output "stage_arn" { value = try(aws_apigatewayv2_stage.this[0].arn, null) }
output "stage_execution_arn" { value = try(aws_apigatewayv2_stage.this[0].execution_arn, null) }
output "stage_invoke_url" { value = try(aws_apigatewayv2_stage.this[0].invoke_url, null) }
output "stage_domain_name" { value = replace(try(aws_apigatewayv2_stage.this[0].invoke_url, ""), "/^(wss?|https?)://([^/]*).*/", "$2") }
output "stage_access_logs_cloudwatch_log_group_name" { value = try(aws_cloudwatch_log_group.this["this"].name, null) }
output "stage_access_logs_cloudwatch_log_group_arn" { value = try(aws_cloudwatch_log_group.this["this"].arn, null) }
output "domain_name_id" { value = try(aws_apigatewayv2_domain_name.this[0].id, null) }
output "domain_name_arn" { value = try(aws_apigatewayv2_domain_name.this[0].arn, null) }
output "domain_name_api_mapping_selection_expression" { value = try(aws_apigatewayv2_domain_name.this[0].api_mapping_selection_expression, null) }
output "domain_name_configuration" { value = try(aws_apigatewayv2_domain_name.this[0].domain_name_configuration, null) }
output "domain_name_target_domain_name" { value = try(aws_apigatewayv2_domain_name.this[0].domain_name_configuration[0].target_domain_name, null) }
output "domain_name_hosted_zone_id" { value = try(aws_apigatewayv2_domain_name.this[0].domain_name_configuration[0].hosted_zone_id, null) }
output "acm_certificate_arn" { value = data.external.certificate.result.arn }

variable "create" { default = true }
variable "region" { default = null }
variable "tags" { default = {} }
variable "name" { default = "" }
variable "protocol_type" { default = "HTTP" }
variable "description" { default = null }
variable "body" { default = null }
variable "target" { default = null }
variable "route_key" { default = null }
variable "credentials_arn" { default = null }
variable "disable_execute_api_endpoint" { default = null }
variable "ip_address_type" { default = null }
variable "route_selection_expression" { default = null }
variable "api_key_selection_expression" { default = null }
variable "cors_configuration" { default = null }
variable "authorizers" { default = {} }
variable "create_routes_and_integrations" { default = true }
variable "routes" { default = {} }
variable "create_stage" { default = true }
variable "deploy_stage" { default = true }
variable "stage_name" { default = "$default" }
variable "stage_variables" { default = {} }
variable "stage_tags" { default = {} }
variable "stage_client_certificate_id" { default = null }
variable "stage_access_log_settings" { default = {} }
variable "stage_default_route_settings" { default = {} }
variable "create_domain_name" { default = true }
variable "create_certificate" { default = true }
variable "private_zone" { default = false }
variable "domain_name" { default = "" }
variable "domain_name_certificate_arn" { default = null }
variable "mutual_tls_authentication" { default = {} }
variable "api_mapping_key" { default = null }
variable "vpc_links" { default = {} }
variable "vpc_link_tags" { default = {} }

# Those that change nothing of what is read.

variable "api_version" {}
variable "fail_on_warnings" {}
variable "stage_description" {}
variable "hosted_zone_name" {}
variable "create_domain_records" {}
variable "subdomains" {}
variable "subdomain_record_types" {}
variable "domain_name_ownership_verification_certificate_arn" {}
