variable "table_arn" {
  type = string
}

resource "aws_iam_role" "variable" { # want unknown "var.table_arn"
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
      { Effect = "Allow", Action = "dynamodb:*", Resource = var.table_arn },
    ]
  })
}

resource "aws_iam_role" "elsewhere" { # want unknown "is not declared here"
  name               = "elsewhere"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "elsewhere_a" {
  role       = aws_iam_role.elsewhere.name
  policy_arn = "arn:aws:iam::111122223333:policy/orders"
}

resource "aws_iam_role" "exceptone" { # want unknown "Deny"
  name               = "exceptone"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "exceptone" {
  role = aws_iam_role.exceptone.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:*", Resource = "*" },
      { Effect = "Deny", Action = "sqs:*", NotResource = ["arn:aws:sqs:*:*:orders", var.spared] },
    ]
  })
}

variable "document" {
  type = string
}

resource "aws_iam_role" "document" { # want unknown
  name               = "document"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "document" {
  role   = aws_iam_role.document.id
  policy = var.document
}

variable "spared" {
  type = string
}
