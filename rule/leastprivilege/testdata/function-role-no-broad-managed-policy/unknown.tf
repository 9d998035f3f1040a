resource "aws_iam_role" "future" { # want unknown "not in the catalogue"
  name               = "future"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "future_a" {
  role       = aws_iam_role.future.name
  policy_arn = "arn:aws:iam::aws:policy/AWSLambdaTomorrow"
}

variable "policy" {
  type = string
}

resource "aws_iam_role" "var" { # want unknown
  name               = "var"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "var_a" {
  role       = aws_iam_role.var.name
  policy_arn = var.policy
}
