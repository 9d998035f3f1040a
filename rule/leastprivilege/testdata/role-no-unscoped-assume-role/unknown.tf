variable "target" {
  type = string
}

resource "aws_iam_role" "one" { # want unknown
  name               = "one"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "one" {
  role = aws_iam_role.one.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Resource = var.target },
    ]
  })
}

variable "account" {
  type = string
}

resource "aws_iam_role" "acct" { # want unknown
  name               = "acct"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "acct" {
  role = aws_iam_role.acct.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::${var.account}:role/deploy" },
    ]
  })
}
