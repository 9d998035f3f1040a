# A stopped trail that names the type records nothing.
resource "aws_cloudtrail" "all" {
  name           = "all"
  s3_bucket_name = "acme-trail"
  is_multi_region_trail = true
  enable_logging        = false
  event_selector {
    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}

resource "aws_lambda_function" "orders" { # want fail
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  tags          = { data-class = "personal" }
}
