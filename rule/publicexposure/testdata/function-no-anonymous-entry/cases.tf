provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "auth" {}

resource "aws_lambda_function" "url" { # want fail "url can be reached by anyone: anyone on the internet may call the URL url"
  function_name = "url"
  role          = "arn:aws:iam::111122223333:role/url"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_lambda_function_url" "url" {
  function_name      = aws_lambda_function.url.function_name
  authorization_type = "NONE"
}

resource "aws_lambda_function" "signed" { # want pass
  function_name = "signed"
  role          = "arn:aws:iam::111122223333:role/signed"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_lambda_function_url" "signed" {
  function_name      = aws_lambda_function.signed.function_name
  authorization_type = "AWS_IAM"
}

resource "aws_lambda_function" "unsure" { # want unknown "whether the function URL unsure lets anyone in"
  function_name = "unsure"
  role          = "arn:aws:iam::111122223333:role/unsure"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_lambda_function_url" "unsure" {
  function_name      = aws_lambda_function.unsure.function_name
  authorization_type = var.auth
}

resource "aws_lambda_function" "policy" { # want fail
  function_name = "policy"
  role          = "arn:aws:iam::111122223333:role/policy"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_lambda_permission" "policy" {
  function_name = aws_lambda_function.policy.function_name
  action        = "lambda:InvokeFunction"
  principal     = "*"
}

resource "aws_lambda_function" "bucket" { # want pass
  function_name = "bucket"
  role          = "arn:aws:iam::111122223333:role/bucket"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_lambda_permission" "bucket" {
  function_name = aws_lambda_function.bucket.function_name
  action        = "lambda:InvokeFunction"
  principal     = "s3.amazonaws.com"
  source_arn    = "arn:aws:s3:::acme"
}

resource "aws_lambda_function" "alone" { # want not-applicable
  function_name = "alone"
  role          = "arn:aws:iam::111122223333:role/alone"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_lambda_function" "routed" { # want fail "routed can be reached by anyone"
  function_name = "routed"
  role          = "arn:aws:iam::111122223333:role/routed"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_apigatewayv2_integration" "routed" {
  api_id             = aws_apigatewayv2_api.shop.id
  integration_type   = "AWS_PROXY"
  integration_uri    = aws_lambda_function.routed.invoke_arn
}

resource "aws_apigatewayv2_route" "routed" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "POST /routed"
  authorization_type = "NONE"
  target             = "integrations/${aws_apigatewayv2_integration.routed.id}"
}

resource "aws_lambda_function" "jwt" { # want pass
  function_name = "jwt"
  role          = "arn:aws:iam::111122223333:role/jwt"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_apigatewayv2_integration" "jwt" {
  api_id             = aws_apigatewayv2_api.shop.id
  integration_type   = "AWS_PROXY"
  integration_uri    = aws_lambda_function.jwt.invoke_arn
}

resource "aws_apigatewayv2_route" "jwt" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "POST /jwt"
  authorization_type = "JWT"
  target             = "integrations/${aws_apigatewayv2_integration.jwt.id}"
}

resource "aws_api_gateway_rest_api" "rest" { name = "rest" }

resource "aws_lambda_function" "rested" { # want fail
  function_name = "rested"
  role          = "arn:aws:iam::111122223333:role/rested"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_api_gateway_resource" "rested" {
  rest_api_id = aws_api_gateway_rest_api.rest.id
  parent_id   = aws_api_gateway_rest_api.rest.root_resource_id
  path_part   = "rested"
}

resource "aws_api_gateway_method" "rested" {
  rest_api_id   = aws_api_gateway_rest_api.rest.id
  resource_id   = aws_api_gateway_resource.rested.id
  http_method   = "POST"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "rested" {
  rest_api_id             = aws_api_gateway_rest_api.rest.id
  resource_id             = aws_api_gateway_resource.rested.id
  http_method             = aws_api_gateway_method.rested.http_method
  integration_http_method = "POST"
  type                    = "AWS_PROXY"
  uri                     = aws_lambda_function.rested.invoke_arn
}

resource "aws_lambda_function" "iam" { # want pass
  function_name = "iam"
  role          = "arn:aws:iam::111122223333:role/iam"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_api_gateway_resource" "iam" {
  rest_api_id = aws_api_gateway_rest_api.rest.id
  parent_id   = aws_api_gateway_rest_api.rest.root_resource_id
  path_part   = "iam"
}

resource "aws_api_gateway_method" "iam" {
  rest_api_id   = aws_api_gateway_rest_api.rest.id
  resource_id   = aws_api_gateway_resource.iam.id
  http_method   = "POST"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "iam" {
  rest_api_id             = aws_api_gateway_rest_api.rest.id
  resource_id             = aws_api_gateway_resource.iam.id
  http_method             = aws_api_gateway_method.iam.http_method
  integration_http_method = "POST"
  type                    = "AWS_PROXY"
  uri                     = aws_lambda_function.iam.invoke_arn
}

resource "aws_lambda_function" "guest" { # want fail "guests of shop may invoke it"
  function_name = "guest"
  role          = "arn:aws:iam::111122223333:role/guest"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_cognito_identity_pool" "shop" {
  identity_pool_name               = "shop"
  allow_unauthenticated_identities = true
}

resource "aws_iam_role" "guest" {
  name               = "guest"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "cognito-identity.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "guest" {
  role   = aws_iam_role.guest.id
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:InvokeFunction", Resource = aws_lambda_function.guest.arn }] })
}

resource "aws_cognito_identity_pool_roles_attachment" "shop" {
  identity_pool_id = aws_cognito_identity_pool.shop.id
  roles            = { unauthenticated = aws_iam_role.guest.arn }
}

resource "aws_lambda_permission" "jwt" {
  function_name = aws_lambda_function.jwt.function_name
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.shop.execution_arn}/*/*"
}

resource "aws_lambda_function" "foreign" { # want unknown "the API that it lets in, or its way to the function, is not declared here"
  function_name = "foreign"
  role          = "arn:aws:iam::111122223333:role/foreign"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_lambda_permission" "foreign" {
  function_name = aws_lambda_function.foreign.function_name
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "arn:aws:execute-api:eu-central-1:111122223333:a1b2c3d4e5/*/POST/foreign"
}

resource "aws_lambda_function" "wayless" { # want unknown "its way to the function"
  function_name = "wayless"
  role          = "arn:aws:iam::111122223333:role/wayless"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_lambda_permission" "wayless" {
  function_name = aws_lambda_function.wayless.function_name
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.shop.execution_arn}/*/*"
}

resource "aws_lambda_function" "balanced" { # want unknown "the load balancer that it lets in is not declared here"
  function_name = "balanced"
  role          = "arn:aws:iam::111122223333:role/balanced"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_lambda_permission" "balanced" {
  function_name = aws_lambda_function.balanced.function_name
  action        = "lambda:InvokeFunction"
  principal     = "elasticloadbalancing.amazonaws.com"
  source_arn    = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/orders/6d0ecf831eec9f09"
}

resource "aws_lambda_function" "viewed" { # want unknown "it lets in CloudFront"
  function_name = "viewed"
  role          = "arn:aws:iam::111122223333:role/viewed"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_lambda_function_url" "viewed" {
  function_name      = aws_lambda_function.viewed.function_name
  authorization_type = "AWS_IAM"
}

resource "aws_lambda_permission" "viewed" {
  function_name = aws_lambda_function.viewed.function_name
  action        = "lambda:InvokeFunctionUrl"
  principal     = "cloudfront.amazonaws.com"
  source_arn    = "arn:aws:cloudfront::111122223333:distribution/E1A2B3C4D5E6F7"
}

resource "aws_lambda_function" "asking" { # want pass
  function_name = "asking"
  role          = "arn:aws:iam::111122223333:role/asking"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_apigatewayv2_authorizer" "asking" {
  api_id                            = aws_apigatewayv2_api.shop.id
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = aws_lambda_function.asking.invoke_arn
  authorizer_payload_format_version = "2.0"
  name                              = "asking"
}

resource "aws_lambda_permission" "asking" {
  function_name = aws_lambda_function.asking.function_name
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.shop.execution_arn}/authorizers/*"
}
