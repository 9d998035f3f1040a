resource "aws_iam_role" "ec2" { # want fail "ec2.amazonaws.com"
  name               = "ec2"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = ["lambda.amazonaws.com", "ec2.amazonaws.com"] } },
    ]
  })
}

resource "aws_iam_role" "account" { # want fail
  name               = "account"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } },
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "111122223333" } },
    ]
  })
}
