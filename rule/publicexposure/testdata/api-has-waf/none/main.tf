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

resource "aws_api_gateway_stage" "bare" { # want not-applicable
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "bare"
}
