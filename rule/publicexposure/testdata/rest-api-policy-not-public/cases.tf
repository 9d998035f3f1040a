provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "policy" {}

resource "aws_api_gateway_rest_api" "open" { # want fail "Anyone on the internet may call open, as far as its policy goes"
  name   = "open"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*" }] })
}

resource "aws_api_gateway_resource" "open" {
  rest_api_id = aws_api_gateway_rest_api.open.id
  parent_id   = aws_api_gateway_rest_api.open.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_method" "open" {
  rest_api_id   = aws_api_gateway_rest_api.open.id
  resource_id   = aws_api_gateway_resource.open.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_rest_api" "signed" { # want fail "(info)"
  name   = "signed"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*" }] })
}

resource "aws_api_gateway_resource" "signed" {
  rest_api_id = aws_api_gateway_rest_api.signed.id
  parent_id   = aws_api_gateway_rest_api.signed.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_method" "signed" {
  rest_api_id   = aws_api_gateway_rest_api.signed.id
  resource_id   = aws_api_gateway_resource.signed.id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_rest_api" "office" { # want pass
  name   = "office"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*", Condition = { IpAddress = { "aws:SourceIp" = "192.0.2.0/24" } } }] })
}

resource "aws_api_gateway_resource" "office" {
  rest_api_id = aws_api_gateway_rest_api.office.id
  parent_id   = aws_api_gateway_rest_api.office.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_method" "office" {
  rest_api_id   = aws_api_gateway_rest_api.office.id
  resource_id   = aws_api_gateway_resource.office.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_rest_api" "org" { # want pass
  name   = "org"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-a1b2c3d4e5" } } }] })
}

resource "aws_api_gateway_resource" "org" {
  rest_api_id = aws_api_gateway_rest_api.org.id
  parent_id   = aws_api_gateway_rest_api.org.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_method" "org" {
  rest_api_id   = aws_api_gateway_rest_api.org.id
  resource_id   = aws_api_gateway_resource.org.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_rest_api" "hidden" { # want fail "Any network of any account may call the private API hidden"
  name   = "hidden"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*" }] })
  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_resource" "hidden" {
  rest_api_id = aws_api_gateway_rest_api.hidden.id
  parent_id   = aws_api_gateway_rest_api.hidden.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_method" "hidden" {
  rest_api_id   = aws_api_gateway_rest_api.hidden.id
  resource_id   = aws_api_gateway_resource.hidden.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_rest_api" "bound" { # want pass
  name   = "bound"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*", Condition = { StringEquals = { "aws:SourceVpce" = "vpce-0a1b2c3d4e5f60718" } } }] })
  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_resource" "bound" {
  rest_api_id = aws_api_gateway_rest_api.bound.id
  parent_id   = aws_api_gateway_rest_api.bound.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_method" "bound" {
  rest_api_id   = aws_api_gateway_rest_api.bound.id
  resource_id   = aws_api_gateway_resource.bound.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_rest_api" "silent" {
  name   = "silent"
}

resource "aws_api_gateway_resource" "silent" {
  rest_api_id = aws_api_gateway_rest_api.silent.id
  parent_id   = aws_api_gateway_rest_api.silent.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_method" "silent" {
  rest_api_id   = aws_api_gateway_rest_api.silent.id
  resource_id   = aws_api_gateway_resource.silent.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_rest_api" "unread" { # want unknown
  name   = "unread"
  policy = var.policy
}

resource "aws_api_gateway_resource" "unread" {
  rest_api_id = aws_api_gateway_rest_api.unread.id
  parent_id   = aws_api_gateway_rest_api.unread.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_method" "unread" {
  rest_api_id   = aws_api_gateway_rest_api.unread.id
  resource_id   = aws_api_gateway_resource.unread.id
  http_method   = "GET"
  authorization = "NONE"
}
