variable "auth" {}
resource "aws_apigatewayv2_api" "shop" { # want not-applicable
  name          = "shop"
  protocol_type = "HTTP"
}
resource "aws_apigatewayv2_api" "chat" {
  name          = "chat"
  protocol_type = "WEBSOCKET"
}
resource "aws_apigatewayv2_api" "quick" { # want fail "Anyone on the internet may call the API quick"
  name          = "quick"
  protocol_type = "HTTP"
  target        = aws_lambda_function.orders.arn
}
resource "aws_apigatewayv2_api" "mutual" {
  name                         = "mutual"
  protocol_type                = "HTTP"
  disable_execute_api_endpoint = true
}
resource "aws_apigatewayv2_domain_name" "mutual" {
  domain_name = "api.example.com"
  mutual_tls_authentication { truststore_uri = "s3://b/k" }
}
resource "aws_apigatewayv2_api_mapping" "mutual" {
  api_id      = aws_apigatewayv2_api.mutual.id
  domain_name = aws_apigatewayv2_domain_name.mutual.id
  stage       = "$default"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_apigatewayv2_route" "open" { # want fail "the route GET /orders"
  api_id = aws_apigatewayv2_api.shop.id
  route_key = "GET /orders"
}

resource "aws_apigatewayv2_route" "keyed" { # want fail
  api_id = aws_apigatewayv2_api.shop.id
  route_key = "GET /keyed"
  api_key_required = true
}

resource "aws_apigatewayv2_route" "jwt" { # want pass
  api_id = aws_apigatewayv2_api.shop.id
  route_key = "POST /orders"
  authorization_type = "JWT"
}

resource "aws_apigatewayv2_route" "options" { # want pass
  api_id = aws_apigatewayv2_api.shop.id
  route_key = "OPTIONS /orders"
}

resource "aws_apigatewayv2_route" "handed" { # want unknown
  api_id = aws_apigatewayv2_api.shop.id
  route_key = "PUT /orders"
  authorization_type = var.auth
}

resource "aws_apigatewayv2_route" "message" { # want not-applicable
  api_id = aws_apigatewayv2_api.chat.id
  route_key = "sendmessage"
}

resource "aws_apigatewayv2_route" "mutual" { # want pass "mutual TLS"
  api_id = aws_apigatewayv2_api.mutual.id
  route_key = "GET /orders"
}
