variable "document" {
  type = string
}

resource "aws_iam_policy" "p" { # want unknown
  name   = "p"
  policy = var.document
}
