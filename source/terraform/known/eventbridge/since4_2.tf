# Since 4.2 the logs of a bus have a source, although nothing takes them unless the
# call says where to.

data "aws_cloudwatch_event_bus" "this" {
  count = var.create && var.create_bus ? 0 : 1
  name  = var.bus_name
}

resource "aws_cloudwatch_log_delivery_source" "this" {
  count  = var.create && var.create_log_delivery && var.create_log_delivery_source ? 1 : 0
  region = var.region

  name         = coalesce(var.log_delivery_source_name, var.bus_name)
  log_type     = try("${contains(["INFO", "ERROR", "TRACE"], upper(var.log_config.level)) ? upper(var.log_config.level) : "ERROR"}_LOGS", "ERROR_LOGS")
  resource_arn = var.create_bus ? aws_cloudwatch_event_bus.this[0].arn : data.aws_cloudwatch_event_bus.this[0].arn
  tags         = var.tags
}

variable "create_log_delivery" { default = true }
variable "create_log_delivery_source" { default = true }
variable "log_delivery_source_name" { default = null }
