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

resource "aws_api_gateway_stage" "bare" { # want unknown "iac.baseline"
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "bare"
}

resource "aws_api_gateway_stage" "inside" { # want not-applicable
  rest_api_id   = aws_api_gateway_rest_api.private.id
  deployment_id = "d"
  stage_name    = "inside"
}
