resource "aws_iam_policy" "plain" { # want pass
  name = "plain"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["dynamodb:GetItem", "dynamodb:Query"], Resource = ["arn:aws:dynamodb:eu-central-1:111122223333:table/orders", "arn:aws:dynamodb:eu-central-1:111122223333:table/orders/index/*"] },
    ]
  })
}

resource "aws_iam_policy" "objects" { # want pass
  name = "objects"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::orders/*" },
    ]
  })
}

resource "aws_iam_policy" "bucket" { # want pass
  name = "bucket"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["s3:ListBucket", "s3:GetObject"], Resource = ["arn:aws:s3:::orders", "arn:aws:s3:::orders/*"], Condition = { StringLike = { "s3:prefix" = "in/*" } } },
    ]
  })
}

resource "aws_dynamodb_table" "t" {
  name     = "t"
  hash_key = "id"
}

resource "aws_iam_policy" "ref" { # want pass
  name = "ref"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "dynamodb:GetItem", Resource = aws_dynamodb_table.t.arn },
    ]
  })
}

resource "aws_iam_policy" "logs" { # want pass
  name = "logs"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "arn:aws:logs:*:*:*" },
    ]
  })
}

resource "aws_iam_policy" "star" { # want pass
  name = "star"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" },
    ]
  })
}
