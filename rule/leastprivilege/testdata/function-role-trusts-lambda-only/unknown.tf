variable "who" {
  type = string
}

resource "aws_iam_role" "var" { # want unknown "var.who"
  name               = "var"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } },
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = var.who } },
    ]
  })
}
