variable "functions" {
  type = list(string)
}

resource "aws_cloudtrail" "all" {
  name           = "all"
  s3_bucket_name = "acme-trail"
  is_multi_region_trail = true
  event_selector {
    data_resource {
      type   = "AWS::Lambda::Function"
      values = var.functions
    }
  }
}

resource "aws_lambda_function" "orders" { # want unknown
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  tags          = { data-class = "personal" }
}
