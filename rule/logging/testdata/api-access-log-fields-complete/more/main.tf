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

resource "aws_apigatewayv2_stage" "line" { # want fail "lacks userAgent"
  api_id = aws_apigatewayv2_api.orders.id
  name   = "line"
  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:111122223333:log-group:calls"
    format          = "$context.identity.sourceIp [$context.requestTime] $context.routeKey $context.status $context.requestId"
  }
}

