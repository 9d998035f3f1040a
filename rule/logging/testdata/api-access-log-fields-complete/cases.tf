variable "format" {
  type = string
}

resource "aws_apigatewayv2_api" "orders" {
  name          = "orders"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_api_gateway_rest_api" "rest" {
  name = "rest"
}

resource "aws_apigatewayv2_stage" "line" { # want pass
  api_id = aws_apigatewayv2_api.orders.id
  name   = "line"
  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:111122223333:log-group:calls"
    format          = "$context.identity.sourceIp [$context.requestTime] $context.httpMethod $context.resourcePath $context.status $context.requestId"
  }
}

resource "aws_apigatewayv2_stage" "json" { # want pass
  api_id = aws_apigatewayv2_api.orders.id
  name   = "json"
  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:111122223333:log-group:calls"
    format          = jsonencode({ id = "$context.requestId", ip = "$context.identity.sourceIp", at = "$context.requestTimeEpoch", route = "$context.routeKey", status = "$context.status" })
  }
}

resource "aws_apigatewayv2_stage" "short" { # want fail "lacks the caller, the status"
  api_id = aws_apigatewayv2_api.orders.id
  name   = "short"
  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:111122223333:log-group:calls"
    format          = "$context.requestTime $context.routeKey $context.requestId"
  }
}

resource "aws_apigatewayv2_stage" "none" { # want not-applicable
  api_id = aws_apigatewayv2_api.orders.id
  name   = "none"
}

resource "aws_apigatewayv2_stage" "perhaps" { # want unknown "is not known"
  api_id = aws_apigatewayv2_api.orders.id
  name   = "perhaps"
  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:111122223333:log-group:calls"
    format          = "$context.requestId ${var.format}"
  }
}

