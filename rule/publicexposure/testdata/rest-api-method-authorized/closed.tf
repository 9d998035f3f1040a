variable "types" { type = list(string) }

# Its policy refuses everyone: no method of it is reached.
resource "aws_api_gateway_rest_api" "shut" {
  name = "shut"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*" },
    { Effect = "Deny", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*" },
  ] })
}

resource "aws_api_gateway_method" "shut" { # want pass
  rest_api_id   = aws_api_gateway_rest_api.shut.id
  resource_id   = aws_api_gateway_rest_api.shut.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}

# Only what lies under admin is refused.
resource "aws_api_gateway_rest_api" "partly" {
  name = "partly"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*" },
    { Effect = "Deny", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*/GET/admin/*" },
  ] })
}

resource "aws_api_gateway_method" "partly" { # want fail "Anyone on the internet"
  rest_api_id   = aws_api_gateway_rest_api.partly.id
  resource_id   = aws_api_gateway_rest_api.partly.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}

# The regional endpoint is open, whatever stands beside it.
resource "aws_api_gateway_rest_api" "both" {
  name = "both"
  endpoint_configuration { types = ["REGIONAL", "PRIVATE"] }
}

resource "aws_api_gateway_method" "both" { # want fail "Anyone on the internet"
  rest_api_id   = aws_api_gateway_rest_api.both.id
  resource_id   = aws_api_gateway_rest_api.both.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_rest_api" "handed" {
  name = "handed"
  endpoint_configuration { types = var.types }
}

resource "aws_api_gateway_method" "handed" { # want unknown "whether the API is private"
  rest_api_id   = aws_api_gateway_rest_api.handed.id
  resource_id   = aws_api_gateway_rest_api.handed.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}
