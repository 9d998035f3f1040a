variable "document" {
  type = string
}

resource "aws_iam_policy" "p" { # want unknown
  name   = "p"
  policy = var.document
}

variable "bucket" {
  type = string
}

resource "aws_iam_policy" "hole" { # want unknown
  name = "hole"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", NotAction = "s3:DeleteBucket", Resource = var.bucket },
    ]
  })
}
