variable "body" {}
resource "aws_api_gateway_rest_api" "json" { # want fail "GET /orders"
  name = "json"
  body = jsonencode({ openapi = "3.0.1", paths = { "/orders" = { get = { x-amazon-apigateway-integration = { type = "aws_proxy", uri = aws_lambda_function.orders.invoke_arn } } } } })
}
resource "aws_api_gateway_rest_api" "yaml" { # want fail "Anyone with an API key may call POST /keyed"
  name = "yaml"
  body = templatefile("${path.module}/api.yaml", { uri = aws_lambda_function.orders.invoke_arn })
}
resource "aws_api_gateway_rest_api" "signed" { # want pass
  name = "signed"
  body = jsonencode({ security = [{ iam = [] }], components = { securitySchemes = { iam = { type = "apiKey", x-amazon-apigateway-authtype = "awsSigv4" } } }, paths = { "/orders" = { get = {}, options = { security = [], x-amazon-apigateway-integration = { type = "mock" } } } } })
}
resource "aws_api_gateway_rest_api" "handed" { # want unknown
  name = "handed"
  body = var.body
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
}
