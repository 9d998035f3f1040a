provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "some" {}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc_endpoint" "api" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.eu-central-1.execute-api"
  vpc_endpoint_type = "Interface"
}

resource "aws_api_gateway_rest_api" "own" { # want pass
  name = "own"
  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_rest_api_policy" "own" {
  rest_api_id = aws_api_gateway_rest_api.own.id
  policy      = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*", Condition = { StringEquals = { "aws:SourceVpce" = aws_vpc_endpoint.api.id } } }] })
}

resource "aws_api_gateway_rest_api" "own_vpc" { # want pass
  name = "own_vpc"
  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_rest_api_policy" "own_vpc" {
  rest_api_id = aws_api_gateway_rest_api.own_vpc.id
  policy      = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*", Condition = { StringEquals = { "aws:SourceVpc" = aws_vpc.main.id } } }] })
}

resource "aws_api_gateway_rest_api" "denied" { # want pass
  name = "denied"
  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_rest_api_policy" "denied" {
  rest_api_id = aws_api_gateway_rest_api.denied.id
  policy      = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*" }, { Effect = "Deny", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*", Condition = { StringNotEquals = { "aws:SourceVpce" = aws_vpc_endpoint.api.id } } }] })
}

resource "aws_api_gateway_rest_api" "open" { # want fail "through an endpoint of their own"
  name = "open"
  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_rest_api_policy" "open" {
  rest_api_id = aws_api_gateway_rest_api.open.id
  policy      = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*" }] })
}

resource "aws_api_gateway_rest_api" "literal" { # want unknown "whose vpce-0a1b2c3d4e5f60718 is"
  name = "literal"
  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_rest_api_policy" "literal" {
  rest_api_id = aws_api_gateway_rest_api.literal.id
  policy      = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*", Condition = { StringEquals = { "aws:SourceVpce" = "vpce-0a1b2c3d4e5f60718" } } }] })
}

resource "aws_api_gateway_rest_api" "foreign" { # want fail "open to 777788889999"
  name = "foreign"
  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_rest_api_policy" "foreign" {
  rest_api_id = aws_api_gateway_rest_api.foreign.id
  policy      = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*", Condition = { StringEquals = { "aws:VpceAccount" = "777788889999" } } }] })
}

resource "aws_api_gateway_rest_api" "no_policy" { # want pass
  name = "no_policy"
  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_rest_api" "regional" { # want not-applicable
  name = "regional"
  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_rest_api_policy" "regional" {
  rest_api_id = aws_api_gateway_rest_api.regional.id
  policy      = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*" }] })
}

resource "aws_api_gateway_rest_api" "some_type" { # want unknown
  name = "some_type"
  endpoint_configuration {
    types = [var.some]
  }
}

resource "aws_api_gateway_rest_api_policy" "some_type" {
  rest_api_id = aws_api_gateway_rest_api.some_type.id
  policy      = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*" }] })
}

resource "aws_api_gateway_rest_api" "named" { # want unknown "no endpoint that they must come through"
  name = "named"
  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_rest_api_policy" "named" {
  rest_api_id = aws_api_gateway_rest_api.named.id
  policy      = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/web" }, Action = "execute-api:Invoke", Resource = "execute-api:/*" }] })
}

resource "aws_api_gateway_rest_api" "beside" { # want unknown "no endpoint that they must come through"
  name = "beside"
  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_rest_api_policy" "beside" {
  rest_api_id = aws_api_gateway_rest_api.beside.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*", Condition = { StringEquals = { "aws:SourceVpce" = aws_vpc_endpoint.api.id } } },
    { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/web" }, Action = "execute-api:Invoke", Resource = "execute-api:/*" },
  ] })
}
