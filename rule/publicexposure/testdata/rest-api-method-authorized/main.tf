variable "auth" {}
resource "aws_api_gateway_rest_api" "open" { name = "open" } # want not-applicable
resource "aws_api_gateway_rest_api" "private" {
  name = "private"
  endpoint_configuration { types = ["PRIVATE"] }
}
resource "aws_api_gateway_rest_api" "bounded" {
  name   = "bounded"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*" },
    { Effect = "Deny", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*", Condition = { NotIpAddress = { "aws:SourceIp" = "192.0.2.0/24" } } },
  ] })
}

resource "aws_api_gateway_method" "open" { # want fail "Anyone on the internet may send GET"
  rest_api_id = aws_api_gateway_rest_api.open.id
  resource_id = aws_api_gateway_rest_api.open.root_resource_id
  http_method = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "keyed" { # want fail "(medium)"
  rest_api_id = aws_api_gateway_rest_api.open.id
  resource_id = aws_api_gateway_rest_api.open.root_resource_id
  http_method = "GET"
  authorization = "NONE"
  api_key_required = true
}

resource "aws_api_gateway_method" "iam" { # want pass
  rest_api_id = aws_api_gateway_rest_api.open.id
  resource_id = aws_api_gateway_rest_api.open.root_resource_id
  http_method = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_method" "custom" { # want pass
  rest_api_id = aws_api_gateway_rest_api.open.id
  resource_id = aws_api_gateway_rest_api.open.root_resource_id
  http_method = "POST"
  authorization = "CUSTOM"
}

resource "aws_api_gateway_method" "handed" { # want unknown
  rest_api_id = aws_api_gateway_rest_api.open.id
  resource_id = aws_api_gateway_rest_api.open.root_resource_id
  http_method = "PUT"
  authorization = var.auth
}

resource "aws_api_gateway_method" "inside" { # want not-applicable
  rest_api_id = aws_api_gateway_rest_api.private.id
  resource_id = aws_api_gateway_rest_api.private.root_resource_id
  http_method = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "bounded" { # want pass "bounds who may call"
  rest_api_id = aws_api_gateway_rest_api.bounded.id
  resource_id = aws_api_gateway_rest_api.bounded.root_resource_id
  http_method = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "preflight" { # want not-applicable
  rest_api_id = aws_api_gateway_rest_api.open.id
  resource_id = aws_api_gateway_rest_api.open.root_resource_id
  http_method = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "options" { # want fail
  rest_api_id = aws_api_gateway_rest_api.second.id
  resource_id = aws_api_gateway_rest_api.second.root_resource_id
  http_method = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_rest_api" "second" { name = "second" }
resource "aws_api_gateway_integration" "preflight" {
  rest_api_id = aws_api_gateway_rest_api.open.id
  resource_id = aws_api_gateway_rest_api.open.root_resource_id
  http_method = "OPTIONS"
  type        = "MOCK"
}
resource "aws_api_gateway_integration" "options" {
  rest_api_id = aws_api_gateway_rest_api.second.id
  resource_id = aws_api_gateway_rest_api.second.root_resource_id
  http_method = "OPTIONS"
  type        = "AWS_PROXY"
}
