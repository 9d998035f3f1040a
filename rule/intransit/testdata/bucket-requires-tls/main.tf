variable "policy" {}
resource "aws_s3_bucket" "sure" { # want pass
  bucket = "sure-a1b2"

}

resource "aws_s3_bucket_policy" "sure" {
  bucket = aws_s3_bucket.sure.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = [aws_s3_bucket.sure.arn, "${aws_s3_bucket.sure.arn}/*"], Condition = { Bool = { "aws:SecureTransport" = "false" } } }] })
}

resource "aws_s3_bucket" "objects" { # want fail "requests on the bucket"
  bucket = "objects-a1b2"

}

resource "aws_s3_bucket_policy" "objects" {
  bucket = aws_s3_bucket.objects.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "${aws_s3_bucket.objects.arn}/*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }] })
}

resource "aws_s3_bucket" "version" { # want fail
  bucket = "version-a1b2"

}

resource "aws_s3_bucket_policy" "version" {
  bucket = aws_s3_bucket.version.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = [aws_s3_bucket.version.arn, "${aws_s3_bucket.version.arn}/*"], Condition = { NumericLessThan = { "s3:TlsVersion" = "1.2" } } }] })
}

resource "aws_s3_bucket" "gets" { # want fail
  bucket = "gets-a1b2"

}

resource "aws_s3_bucket_policy" "gets" {
  bucket = aws_s3_bucket.gets.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:GetObject", Resource = [aws_s3_bucket.gets.arn, "${aws_s3_bucket.gets.arn}/*"], Condition = { Bool = { "aws:SecureTransport" = "false" } } }] })
}

resource "aws_s3_bucket" "none" { # want fail "takes requests"
  bucket = "none-a1b2"

}

resource "aws_s3_bucket" "handed" { # want unknown
  bucket = "handed-a1b2"

}

resource "aws_s3_bucket_policy" "handed" {
  bucket = aws_s3_bucket.handed.id
  policy = var.policy
}
