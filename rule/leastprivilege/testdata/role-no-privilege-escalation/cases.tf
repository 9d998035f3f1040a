resource "aws_lambda_function" "writes" {
  function_name = "writes"
  role          = aws_iam_role.writes.arn
}

resource "aws_iam_role" "writes" { # want fail "can make itself an administrator"
  name = "writes"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "writes" {
  role = aws_iam_role.writes.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }
    ]
  })
}

resource "aws_lambda_function" "passes" {
  function_name = "passes"
  role          = aws_iam_role.passes.arn
}

resource "aws_iam_role" "passes" { # want fail "can make itself an administrator"
  name = "passes"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "passes" {
  role = aws_iam_role.passes.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["lambda:CreateFunction", "lambda:InvokeFunction", "iam:PassRole"], Resource = "*" }
    ]
  })
}

resource "aws_iam_role" "admin" { # want not-applicable "administrator rights already"
  name = "admin"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_lambda_function" "bound" {
  function_name = "bound"
  role          = aws_iam_role.bound.arn
}

resource "aws_iam_role" "bound" { # want pass
  name = "bound"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "bound" {
  role = aws_iam_role.bound.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource = "*" },
      { Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.bound.arn }
    ]
  })
}

resource "aws_lambda_function" "narrow" {
  function_name = "narrow"
  role          = aws_iam_role.narrow.arn
}

resource "aws_iam_role" "narrow" { # want pass
  name = "narrow"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "narrow" {
  role = aws_iam_role.narrow.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "dynamodb:GetItem", Resource = "arn:aws:dynamodb:eu-central-1:111122223333:table/orders" }
    ]
  })
}

