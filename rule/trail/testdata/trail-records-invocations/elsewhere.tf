provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "virginia"
  region = "us-east-1"
}

resource "aws_cloudtrail" "virginia" {
  provider       = aws.virginia
  name           = "virginia"
  s3_bucket_name = "acme-trail"
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
