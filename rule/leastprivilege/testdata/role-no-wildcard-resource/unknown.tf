variable "identity" {
  type = string
}

resource "aws_iam_role" "variable" { # want unknown "var.identity"
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
      { Effect = "Allow", Action = "ses:SendEmail", Resource = var.identity },
    ]
  })
}
