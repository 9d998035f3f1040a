resource "aws_api_gateway_rest_api" "shop" { name = "shop" }
resource "aws_api_gateway_rest_api" "private" {
  name = "private"
  endpoint_configuration { types = ["PRIVATE"] }
}
resource "aws_wafv2_web_acl" "shop" {
  name  = "shop"
  scope = "REGIONAL"
  default_action {
    block {}
  }
}

resource "aws_api_gateway_stage" "live" { # want pass
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "live"
}

resource "aws_wafv2_web_acl_association" "live" {
  resource_arn = aws_api_gateway_stage.live.arn
  web_acl_arn  = aws_wafv2_web_acl.shop.arn
}

resource "aws_api_gateway_stage" "bare" { # want fail "No web ACL stands before bare"
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "bare"
}

resource "aws_appsync_graphql_api" "shop" { # want fail
  name                = "shop"
  authentication_type = "AWS_IAM"
}
