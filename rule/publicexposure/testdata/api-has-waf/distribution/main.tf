variable "edge" {
  type = string
}

variable "more" {
  type = list(string)
}

variable "domain" {
  type = string
}

resource "aws_s3_bucket" "site" {
  bucket = "acme-site"
}

resource "aws_lambda_function" "login" {
  function_name = "login"
  role          = "arn:aws:iam::111122223333:role/login"
  runtime       = "nodejs24.x"
  handler       = "index.handler"
  filename      = "login.zip"
  publish       = true
}

resource "aws_cloudfront_distribution" "plain" { # want not-applicable
  enabled = true
  origin {
    origin_id   = "site"
    domain_name = aws_s3_bucket.site.bucket_regional_domain_name
  }
  default_cache_behavior {
    target_origin_id       = "site"
    viewer_protocol_policy = "https-only"
  }
}

resource "aws_cloudfront_distribution" "edge" { # want fail "No web ACL stands before edge"
  enabled = true
  origin {
    origin_id   = "site"
    domain_name = aws_s3_bucket.site.bucket_regional_domain_name
  }
  default_cache_behavior {
    target_origin_id       = "site"
    viewer_protocol_policy = "https-only"
    lambda_function_association {
      event_type = "viewer-request"
      lambda_arn = aws_lambda_function.login.qualified_arn
    }
  }
}

# Whichever function it is: one runs at the edge.
resource "aws_cloudfront_distribution" "elsewhere" { # want fail "No web ACL stands before elsewhere"
  enabled = true
  origin {
    origin_id   = "site"
    domain_name = aws_s3_bucket.site.bucket_regional_domain_name
  }
  default_cache_behavior {
    target_origin_id       = "site"
    viewer_protocol_policy = "https-only"
    lambda_function_association {
      event_type = "viewer-request"
      lambda_arn = "arn:aws:lambda:us-east-1:111122223333:function:login:7"
    }
  }
}

resource "aws_cloudfront_distribution" "hidden" { # want unknown "whether a function lies behind it"
  enabled = true
  origin {
    origin_id   = "site"
    domain_name = aws_s3_bucket.site.bucket_regional_domain_name
  }
  default_cache_behavior {
    target_origin_id       = "site"
    viewer_protocol_policy = "https-only"
    lambda_function_association {
      event_type = "viewer-request"
      lambda_arn = var.edge
    }
  }
}

resource "aws_cloudfront_distribution" "dynamic" { # want unknown "whether a function lies behind it"
  enabled = true
  origin {
    origin_id   = "site"
    domain_name = aws_s3_bucket.site.bucket_regional_domain_name
  }
  default_cache_behavior {
    target_origin_id       = "site"
    viewer_protocol_policy = "https-only"
    dynamic "lambda_function_association" {
      for_each = var.more
      content {
        event_type = "viewer-request"
        lambda_arn = lambda_function_association.value
      }
    }
  }
}

# The bucket is one origin, and the log's: it tells nothing of the other.
resource "aws_cloudfront_distribution" "another" { # want unknown "whether a function lies behind it"
  enabled = true
  logging_config {
    bucket = aws_s3_bucket.site.bucket_domain_name
  }
  origin {
    origin_id   = "site"
    domain_name = aws_s3_bucket.site.bucket_regional_domain_name
  }
  origin {
    origin_id   = "api"
    domain_name = var.domain
  }
  default_cache_behavior {
    target_origin_id       = "site"
    viewer_protocol_policy = "https-only"
  }
}

resource "aws_lambda_function_url" "login" {
  function_name      = aws_lambda_function.login.function_name
  authorization_type = "AWS_IAM"
}

resource "aws_cloudfront_distribution" "url" { # want fail "No web ACL stands before url"
  enabled = true
  origin {
    origin_id   = "login"
    domain_name = "${aws_lambda_function_url.login.url_id}.lambda-url.eu-central-1.on.aws"
  }
  default_cache_behavior {
    target_origin_id       = "login"
    viewer_protocol_policy = "https-only"
  }
}
