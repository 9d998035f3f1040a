variable "verb" {
  type = string
}

resource "aws_iam_role" "variable" { # want unknown "var.verb"
  name               = "variable"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "variable" {
  role = aws_iam_role.variable.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:${var.verb}", Resource = "arn:aws:sqs:eu-central-1:111122223333:jobs" },
    ]
  })
}

resource "aws_iam_role" "future" { # want unknown "not in the catalogue"
  name               = "future"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "future" {
  role = aws_iam_role.future.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "frobnicator:*", Resource = "*" },
    ]
  })
}
