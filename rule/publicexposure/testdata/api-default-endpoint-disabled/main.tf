variable "off" { type = bool }
resource "aws_apigatewayv2_api" "around" { # want fail "around its own domain"
  name          = "around"
  protocol_type = "HTTP"

}

resource "aws_apigatewayv2_api" "closed" { # want pass
  name          = "closed"
  protocol_type = "HTTP"
  disable_execute_api_endpoint = true
}

resource "aws_apigatewayv2_api" "alone" { # want not-applicable
  name          = "alone"
  protocol_type = "HTTP"

}

resource "aws_apigatewayv2_api" "handed" { # want unknown
  name          = "handed"
  protocol_type = "HTTP"
  disable_execute_api_endpoint = var.off
}

resource "aws_apigatewayv2_api_mapping" "around" {
  api_id      = aws_apigatewayv2_api.around.id
  domain_name = "api.example.com"
  stage       = "live"
}

resource "aws_apigatewayv2_api_mapping" "closed" {
  api_id      = aws_apigatewayv2_api.closed.id
  domain_name = "api.example.com"
  stage       = "live"
}

resource "aws_apigatewayv2_api_mapping" "handed" {
  api_id      = aws_apigatewayv2_api.handed.id
  domain_name = "api.example.com"
  stage       = "live"
}
