locals {
  functions = { for n in ["a", "b"] : n => { days = 365 } }
}

resource "aws_lambda_function" "each" { # want pass
  for_each      = local.functions
  function_name = "each-${each.key}"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_cloudwatch_log_group" "each" {
  for_each          = local.functions
  name              = "/aws/lambda/each-${each.key}"
  retention_in_days = each.value.days
}
