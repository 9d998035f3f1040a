variable "group" {
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

resource "aws_apigatewayv2_stage" "logged" { # want pass
  api_id = aws_apigatewayv2_api.orders.id
  name   = "logged"
  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:111122223333:log-group:calls"
    format          = "$context.requestId"
  }
}

resource "aws_apigatewayv2_stage" "bare" { # want fail "called the stage bare"
  api_id = aws_apigatewayv2_api.orders.id
  name   = "bare"
}

resource "aws_apigatewayv2_stage" "perhaps" { # want unknown "may be empty"
  api_id = aws_apigatewayv2_api.orders.id
  name   = "perhaps"
  access_log_settings {
    destination_arn = var.group
    format          = "x"
  }
}

resource "aws_api_gateway_stage" "rest" { # want fail
  rest_api_id   = aws_api_gateway_rest_api.rest.id
  deployment_id = "abc"
  stage_name    = "rest"
}

resource "aws_api_gateway_stage" "logged" { # want pass
  rest_api_id   = aws_api_gateway_rest_api.rest.id
  deployment_id = "abc"
  stage_name    = "logged"
  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:111122223333:log-group:calls"
    format          = "x"
  }
}

