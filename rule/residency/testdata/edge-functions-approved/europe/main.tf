provider "aws" {
  region = "eu-central-1"
}

provider "awscc" {
  region = "eu-central-1"
}

variable "edge" {
  type = string
}

resource "aws_s3_bucket" "customers" {
  bucket = "acme-customers"
  tags   = { data-class = "personal" }
}

resource "aws_s3_bucket" "pictures" {
  bucket = "acme-pictures"
  tags   = { data-class = "none" }
}

resource "aws_s3_bucket" "unstated" {
  bucket = "acme-unstated"
}

resource "aws_lambda_function" "login" {
  region        = "us-east-1"
  function_name = "login"
  role          = "arn:aws:iam::111122223333:role/login"
  runtime       = "nodejs24.x"
  handler       = "index.handler"
  filename      = "login.zip"
  publish       = true
  tags          = { data-class = "none" }
}

resource "aws_cloudfront_function" "headers" {
  name    = "headers"
  runtime = "cloudfront-js-2.0"
  code    = "function handler(event) { return event.request }"
}

# want fail "handles personal data at the edge"
resource "aws_cloudfront_distribution" "customers" {
  enabled    = true
  web_acl_id = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/edge/0f0f0f0f-0000-4000-8000-000000000000"
  origin {
    origin_id   = "customers"
    domain_name = aws_s3_bucket.customers.bucket_regional_domain_name
  }
  default_cache_behavior {
    target_origin_id       = "customers"
    viewer_protocol_policy = "https-only"
    lambda_function_association {
      event_type = "viewer-request"
      lambda_arn = aws_lambda_function.login.qualified_arn
    }
  }
}

# want pass
resource "aws_cloudfront_distribution" "pictures" {
  enabled    = true
  web_acl_id = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/edge/0f0f0f0f-0000-4000-8000-000000000000"
  origin {
    origin_id   = "pictures"
    domain_name = aws_s3_bucket.pictures.bucket_regional_domain_name
  }
  default_cache_behavior {
    target_origin_id       = "pictures"
    viewer_protocol_policy = "https-only"
    lambda_function_association {
      event_type = "viewer-request"
      lambda_arn = aws_lambda_function.login.qualified_arn
    }
  }
}

# want unknown "nobody has stated what the bucket acme-unstated holds"
resource "aws_cloudfront_distribution" "unstated" {
  enabled    = true
  web_acl_id = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/edge/0f0f0f0f-0000-4000-8000-000000000000"
  origin {
    origin_id   = "unstated"
    domain_name = aws_s3_bucket.unstated.bucket_regional_domain_name
  }
  default_cache_behavior {
    target_origin_id       = "unstated"
    viewer_protocol_policy = "https-only"
    lambda_function_association {
      event_type = "viewer-request"
      lambda_arn = aws_lambda_function.login.qualified_arn
    }
  }
}

# want not-applicable
resource "aws_cloudfront_distribution" "approved" {
  enabled    = true
  web_acl_id = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/edge/0f0f0f0f-0000-4000-8000-000000000000"
  origin {
    origin_id   = "customers"
    domain_name = aws_s3_bucket.customers.bucket_regional_domain_name
  }
  default_cache_behavior {
    target_origin_id       = "customers"
    viewer_protocol_policy = "https-only"
    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.headers.arn
    }
  }
}

# want unknown "edge"
resource "aws_cloudfront_distribution" "chosen" {
  enabled    = true
  web_acl_id = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/edge/0f0f0f0f-0000-4000-8000-000000000000"
  origin {
    origin_id   = "customers"
    domain_name = aws_s3_bucket.customers.bucket_regional_domain_name
  }
  default_cache_behavior {
    target_origin_id       = "customers"
    viewer_protocol_policy = "https-only"
    function_association {
      event_type   = "viewer-request"
      function_arn = var.edge
    }
  }
}

resource "awscc_lambda_web_function" "shop" {
  function_name = "shop"
}

resource "awscc_lambda_web_function_endpoint" "near" { # want pass
  endpoint_name = "near"
  function_name = awscc_lambda_web_function.shop.function_name
  auth_type     = "IamAuth"
  endpoint_type = "MultiRegion"
  regions       = ["eu-central-1", "us-east-1"]
}

resource "awscc_lambda_web_function_endpoint" "home" { # want pass
  endpoint_name = "home"
  function_name = awscc_lambda_web_function.shop.function_name
  auth_type     = "IamAuth"
  endpoint_type = "HomeRegion"
}

resource "awscc_lambda_web_function_endpoint" "open" { # want unknown "regions that serve it"
  endpoint_name = "open"
  function_name = awscc_lambda_web_function.shop.function_name
  auth_type     = "IamAuth"
  endpoint_type = "PerRegion"
}

resource "awscc_lambda_web_function_endpoint" "far" { # want fail "is served in ap-southeast-2"
  endpoint_name = "far"
  function_name = awscc_lambda_web_function.shop.function_name
  auth_type     = "IamAuth"
  endpoint_type = "MultiRegion"
  regions       = ["eu-central-1", "ap-southeast-2"]
}
