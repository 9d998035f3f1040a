resource "aws_iam_role" "own" { # want not-applicable
  name               = "own"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "111122223333" } },
    ]
  })
}

resource "aws_iam_role" "bare" { # want fail "without an external id"
  name               = "bare"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "777788889999" } },
    ]
  })
}

resource "aws_iam_role" "id" { # want pass
  name               = "id"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "777788889999" }, Condition = { StringEquals = { "sts:ExternalId" = "c0ffee-4711" } } },
    ]
  })
}

resource "aws_iam_role" "short" { # want fail "(low)"
  name               = "short"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "777788889999" }, Condition = { StringEquals = { "sts:ExternalId" = "acme" } } },
    ]
  })
}

resource "aws_iam_role" "mfa" { # want pass
  name               = "mfa"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "444455556666" }, Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } } },
    ]
  })
}

resource "aws_iam_role" "loose" { # want fail
  name               = "loose"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "444455556666" }, Condition = { StringLike = { "sts:ExternalId" = "*" } } },
    ]
  })
}
