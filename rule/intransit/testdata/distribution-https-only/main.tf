resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
}

variable "viewer" {}
resource "aws_lambda_function_url" "orders" {
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "AWS_IAM"
}

resource "aws_cloudfront_distribution" "plain" { # want fail "without encryption"
  enabled = true

  origin {
    origin_id   = "o"
    domain_name = "${aws_lambda_function_url.orders.url_id}.lambda-url.eu-central-1.on.aws"
  }
  default_cache_behavior {
    target_origin_id       = "o"
    viewer_protocol_policy = "allow-all"
  }
}

resource "aws_cloudfront_distribution" "sure" { # want pass
  enabled = true

  origin {
    origin_id   = "o"
    domain_name = "${aws_lambda_function_url.orders.url_id}.lambda-url.eu-central-1.on.aws"
  }
  default_cache_behavior {
    target_origin_id       = "o"
    viewer_protocol_policy = "redirect-to-https"
  }
}

resource "aws_cloudfront_distribution" "handed" { # want unknown
  enabled = true

  origin {
    origin_id   = "o"
    domain_name = "${aws_lambda_function_url.orders.url_id}.lambda-url.eu-central-1.on.aws"
  }
  default_cache_behavior {
    target_origin_id       = "o"
    viewer_protocol_policy = var.viewer
  }
}

resource "aws_cloudfront_distribution" "other" { # want fail "(info)"
  enabled = true

  origin {
    origin_id   = "o"
    domain_name = "www.example.com"
  }
  default_cache_behavior {
    target_origin_id       = "o"
    viewer_protocol_policy = "allow-all"
  }
}
