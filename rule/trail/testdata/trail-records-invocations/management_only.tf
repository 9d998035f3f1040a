resource "aws_cloudtrail" "all" {
  name           = "all"
  s3_bucket_name = "acme-trail"
  is_multi_region_trail = true
}

resource "aws_lambda_function" "orders" { # want fail "Invocations of orders are not recorded"
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  tags          = { data-class = "personal" }
}
