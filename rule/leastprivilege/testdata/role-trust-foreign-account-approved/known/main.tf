resource "aws_iam_role" "own" { # want pass
  name               = "own"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" } },
    ]
  })
}

resource "aws_iam_role" "friend" { # want pass
  name               = "friend"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "777788889999" } },
    ]
  })
}

resource "aws_iam_role" "stranger" { # want fail "account 444455556666"
  name               = "stranger"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = ["111122223333", "arn:aws:iam::444455556666:role/x"] } },
    ]
  })
}

resource "aws_iam_role" "anyone" { # want fail "every AWS account"
  name               = "anyone"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = "*" },
    ]
  })
}

resource "aws_iam_role" "service" { # want not-applicable
  name               = "service"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } },
    ]
  })
}
