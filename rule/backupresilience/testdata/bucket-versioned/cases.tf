variable "status" {
  type = string
}

resource "aws_s3_bucket" "on" { # want pass
  bucket = "acme-on"
  tags = { data-class = "personal" }
}

resource "aws_s3_bucket_versioning" "on" {
  bucket = aws_s3_bucket.on.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket" "off" { # want fail "(medium)"
  bucket = "acme-off"
  tags = { data-class = "personal" }
}

resource "aws_s3_bucket" "suspended" { # want fail "(medium)"
  bucket = "acme-suspended"
  tags = { data-class = "personal" }
}

resource "aws_s3_bucket_versioning" "suspended" {
  bucket = aws_s3_bucket.suspended.id
  versioning_configuration {
    status = "Suspended"
  }
}

resource "aws_s3_bucket" "plain" { # want fail "(info)"
  bucket = "acme-plain"
}

resource "aws_s3_bucket" "old" { # want pass
  bucket = "acme-old"
  versioning {
    enabled = true
  }
}

resource "aws_s3_bucket" "perhaps" { # want unknown "is not known"
  bucket = "acme-perhaps"
  tags = { data-class = "personal" }
}

resource "aws_s3_bucket_versioning" "perhaps" {
  bucket = aws_s3_bucket.perhaps.id
  versioning_configuration {
    status = var.status
  }
}

resource "aws_s3_bucket" "code" { # want fail "(medium)"
  bucket = "acme-code"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  s3_bucket     = aws_s3_bucket.code.id
  s3_key        = "orders.zip"
}

