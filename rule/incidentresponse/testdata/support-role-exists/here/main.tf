provider "aws" { # want unknown
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "some" {}

resource "aws_iam_role" "some" {
  name               = "some"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" } }] })
}

resource "aws_iam_role_policy_attachment" "some" {
  role       = aws_iam_role.some.name
  policy_arn = var.some
}
