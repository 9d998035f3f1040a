variable "auth" {}
resource "aws_apigatewayv2_api" "open" { # want fail "Anyone on the internet may connect"
  name          = "open"
  protocol_type = "WEBSOCKET"
}

resource "aws_apigatewayv2_api" "missing" { # want fail
  name          = "missing"
  protocol_type = "WEBSOCKET"
}

resource "aws_apigatewayv2_api" "signed" { # want pass
  name          = "signed"
  protocol_type = "WEBSOCKET"
}

resource "aws_apigatewayv2_api" "handed" { # want unknown
  name          = "handed"
  protocol_type = "WEBSOCKET"
}

resource "aws_apigatewayv2_route" "open" {
  api_id = aws_apigatewayv2_api.open.id
  route_key = "$connect"
}

resource "aws_apigatewayv2_route" "signed" {
  api_id = aws_apigatewayv2_api.signed.id
  route_key = "$connect"
  authorization_type = "AWS_IAM"
}

resource "aws_apigatewayv2_route" "message" {
  api_id = aws_apigatewayv2_api.signed.id
  route_key = "send"
}

resource "aws_apigatewayv2_route" "handed" {
  api_id = aws_apigatewayv2_api.handed.id
  route_key = "$connect"
  authorization_type = var.auth
}
