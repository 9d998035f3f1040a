variable "condition" {}

variable "policy" {}

resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "asks" { # want pass
  name               = "asks"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = aws_iam_openid_connect_provider.github.arn }, Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, StringLike = { "token.actions.githubusercontent.com:sub" = "repo:acme/orders:*" } } }] })
}

resource "aws_iam_role" "subject_only" { # want fail "made for anyone"
  name               = "subject_only"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = aws_iam_openid_connect_provider.github.arn }, Condition = { StringLike = { "token.actions.githubusercontent.com:sub" = "repo:acme/orders:*" } } }] })
}

resource "aws_iam_role" "any_audience" { # want fail "made for anyone"
  name               = "any_audience"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = aws_iam_openid_connect_provider.github.arn }, Condition = { StringLike = { "token.actions.githubusercontent.com:aud" = "*" } } }] })
}

resource "aws_iam_role" "perhaps" { # want fail "made for anyone"
  name               = "perhaps"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = aws_iam_openid_connect_provider.github.arn }, Condition = { StringEqualsIfExists = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" } } }] })
}

resource "aws_iam_role" "other" { # want fail "is not registered"
  name               = "other"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = aws_iam_openid_connect_provider.github.arn }, Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "https://github.com/acme" } } }] })
}

resource "aws_iam_role" "elsewhere" { # want pass
  name               = "elsewhere"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }, Condition = { StringEquals = { "gitlab.com:aud" = "https://gitlab.com/acme" } } }] })
}

resource "aws_iam_role" "guest" { # want fail "made for anyone"
  name               = "guest"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "cognito-identity.amazonaws.com" } }] })
}

resource "aws_iam_role" "pool" { # want pass
  name               = "pool"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "cognito-identity.amazonaws.com" }, Condition = { StringEquals = { "cognito-identity.amazonaws.com:aud" = "eu-central-1:11111111-2222-3333-4444-555555555555" } } }] })
}

resource "aws_iam_role" "open" { # want unknown
  name               = "open"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = aws_iam_openid_connect_provider.github.arn }, Condition = var.condition }] })
}

resource "aws_iam_role" "lambda" { # want not-applicable
  name               = "lambda"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role" "handed" { # want unknown
  name               = "handed"
  assume_role_policy = var.policy
}
