variable "filter" {
  type = string
}

resource "aws_lambda_function" "edge" { # want unknown "CloudFront may run it at the edge"
  function_name = "edge"
  role          = "arn:aws:iam::111122223333:role/edge"
}

resource "aws_lambda_function" "traced" { # want pass
  function_name = "traced"
  role          = "arn:aws:iam::111122223333:role/edge"
  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudfront_distribution" "shop" {
  enabled = true
  default_cache_behavior {
    target_origin_id       = "shop"
    viewer_protocol_policy = "https-only"
    lambda_function_association {
      event_type = "viewer-request"
      lambda_arn = var.filter
    }
  }
}
