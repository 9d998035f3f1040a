variable "trace" {
  type = bool
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

resource "aws_apigatewayv2_stage" "http" { # want not-applicable
  api_id = aws_apigatewayv2_api.orders.id
  name   = "http"
}

resource "aws_apigatewayv2_stage" "chat" { # want fail "whole requests"
  api_id = aws_apigatewayv2_api.chat.id
  name   = "chat"
  default_route_settings {
    data_trace_enabled = true
  }
}

resource "aws_apigatewayv2_stage" "quiet" { # want pass
  api_id = aws_apigatewayv2_api.chat.id
  name   = "quiet"
}

resource "aws_apigatewayv2_stage" "routes" { # want fail
  api_id = aws_apigatewayv2_api.chat.id
  name   = "routes"
  route_settings {
    route_key          = "send"
    data_trace_enabled = true
  }
}

resource "aws_api_gateway_stage" "quiet" { # want pass
  rest_api_id   = aws_api_gateway_rest_api.rest.id
  deployment_id = "abc"
  stage_name    = "quiet"
}

resource "aws_api_gateway_stage" "traced" { # want fail
  rest_api_id   = aws_api_gateway_rest_api.rest.id
  deployment_id = "abc"
  stage_name    = "traced"
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.rest.id
  stage_name  = aws_api_gateway_stage.traced.stage_name
  method_path = "*/*"
  settings {
    data_trace_enabled = true
    logging_level      = "INFO"
  }
}

resource "aws_api_gateway_stage" "perhaps" { # want unknown "data_trace_enabled"
  rest_api_id   = aws_api_gateway_rest_api.rest.id
  deployment_id = "abc"
  stage_name    = "perhaps"
}

resource "aws_api_gateway_method_settings" "perhaps" {
  rest_api_id = aws_api_gateway_rest_api.rest.id
  stage_name  = "perhaps"
  method_path = "*/*"
  settings {
    data_trace_enabled = var.trace
  }
}
