# A role that is declared elsewhere may have them.
resource "aws_iam_policy" "every_table" { # want unknown "nothing here attaches it"
  name = "every-table"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "dynamodb:PutItem", Resource = "*" }]
  })
}

resource "aws_iam_policy" "one_table" { # want pass
  name = "one-table"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "dynamodb:PutItem", Resource = "arn:aws:dynamodb:eu-central-1:111122223333:table/orders" }]
  })
}
