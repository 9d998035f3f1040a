resource "aws_cloudtrail" "all" {
  name           = "all"
  s3_bucket_name = "acme-trail"
  is_multi_region_trail = true
  event_selector {
    data_resource {
      type   = "AWS::Lambda::Function"
      values = [aws_lambda_function.orders.arn]
    }
  }
}

resource "aws_lambda_function" "orders" { # want pass
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  tags          = { data-class = "personal" }
}

# Its ARN begins with that of the other, which does not select it.
resource "aws_lambda_function" "orders_2" { # want fail "(medium)"
  function_name = "orders-2"
  role          = "arn:aws:iam::111122223333:role/orders"
  tags          = { data-class = "personal" }
}

resource "aws_lambda_function" "resize" { # want fail "(info)"
  function_name = "resize"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_lambda_function" "open" { # want fail "(medium)"
  function_name = "open"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_lambda_function_url" "open" {
  function_name      = aws_lambda_function.open.function_name
  authorization_type = "NONE"
}
