resource "aws_kms_key" "k" {
}

resource "aws_iam_role" "named" { # want pass
  name               = "named"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "named" {
  role = aws_iam_role.named.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "kms:Decrypt", Resource = aws_kms_key.k.arn },
    ]
  })
}

resource "aws_iam_role" "service" { # want pass
  name               = "service"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "service" {
  role = aws_iam_role.service.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "kms:Decrypt", Resource = "*", Condition = { StringEquals = { "kms:ViaService" = "sqs.eu-central-1.amazonaws.com" } } },
    ]
  })
}

resource "aws_iam_role" "alias" { # want pass
  name               = "alias"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "alias" {
  role = aws_iam_role.alias.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "kms:Decrypt", Resource = "*", Condition = { "ForAnyValue:StringEquals" = { "kms:ResourceAliases" = "alias/orders" } } },
    ]
  })
}

resource "aws_iam_role" "none" { # want not-applicable
  name               = "none"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "none" {
  role = aws_iam_role.none.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "kms:Encrypt", Resource = "*" },
    ]
  })
}
