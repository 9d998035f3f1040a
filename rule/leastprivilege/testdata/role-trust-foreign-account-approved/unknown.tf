resource "aws_iam_role" "who" { # want unknown "accounts.own"
  name               = "who"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "444455556666" } },
    ]
  })
}

variable "account" {
  type = string
}

resource "aws_iam_role" "var" { # want unknown
  name               = "var"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${var.account}:root" } },
    ]
  })
}
