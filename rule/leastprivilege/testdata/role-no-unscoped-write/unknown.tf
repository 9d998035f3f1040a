variable "queue_arn" {
  type = string
}

resource "aws_iam_role" "variable" { # want unknown "var.queue_arn"
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
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = var.queue_arn },
    ]
  })
}

resource "aws_iam_role" "lonely" { # want unknown "Deny"
  name               = "lonely"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "lonely" {
  role = aws_iam_role.lonely.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = "*" },
      { Effect = "Deny", Action = "sqs:*", NotResource = ["arn:aws:sqs:*:*:orders", var.spared] },
    ]
  })
}

variable "policy_arn" {
  type = string
}

resource "aws_iam_role" "attached" { # want unknown
  name               = "attached"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "attached_a" {
  role       = aws_iam_role.attached.name
  policy_arn = var.policy_arn
}

variable "spared" {
  type = string
}
