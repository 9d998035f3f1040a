resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
}

variable "auth" {}
resource "aws_lambda_function_url" "open" { # want fail "around any web ACL"
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "NONE"
}
resource "aws_lambda_function_url" "handed" { # want unknown
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = var.auth
}
resource "aws_lambda_function_url" "alone" { # want not-applicable
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "AWS_IAM"
}
resource "aws_lambda_function_url" "orders" { # want pass
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "AWS_IAM"
}
resource "aws_apigatewayv2_api" "shop" { # want fail "default endpoint"
  name          = "shop"
  protocol_type = "HTTP"
}
resource "aws_apigatewayv2_api" "closed" { # want unknown "iac.baseline"
  name                         = "closed"
  protocol_type                = "HTTP"
  disable_execute_api_endpoint = true
}

resource "aws_cloudfront_distribution" "orders" {
  enabled = true
  web_acl_id = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/a/b"
  origin {
    origin_id   = "o"
    domain_name = "${aws_lambda_function_url.orders.url_id}.lambda-url.eu-central-1.on.aws"
  }
  default_cache_behavior {
    target_origin_id       = "o"
    viewer_protocol_policy = "redirect-to-https"
  }
}
