variable "url" {}

variable "policy" {}

resource "aws_iam_role" "asks" { # want pass
  name               = "asks"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithSAML", Principal = { Federated = "arn:aws:iam::111122223333:saml-provider/company" }, Condition = { StringEquals = { "SAML:aud" = "https://signin.aws.amazon.com/saml" } } }] })
}

resource "aws_iam_role" "regional" { # want pass
  name               = "regional"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithSAML", Principal = { Federated = "arn:aws:iam::111122223333:saml-provider/company" }, Condition = { StringEquals = { "SAML:aud" = ["https://signin.aws.amazon.com/saml", "https://eu-central-1.signin.aws.amazon.com/saml"] } } }] })
}

resource "aws_iam_role" "none" { # want fail "made for anyone"
  name               = "none"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithSAML", Principal = { Federated = "arn:aws:iam::111122223333:saml-provider/company" } }] })
}

resource "aws_iam_role" "other" { # want fail "which is not AWS's sign-in"
  name               = "other"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithSAML", Principal = { Federated = "arn:aws:iam::111122223333:saml-provider/company" }, Condition = { StringEquals = { "SAML:aud" = "https://signin.aws.amazon.com.evil.example/saml" } } }] })
}

resource "aws_iam_role" "open" { # want unknown
  name               = "open"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithSAML", Principal = { Federated = "arn:aws:iam::111122223333:saml-provider/company" }, Condition = { StringEquals = { "SAML:aud" = var.url } } }] })
}

resource "aws_iam_role" "lambda" { # want not-applicable
  name               = "lambda"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role" "handed" { # want unknown
  name               = "handed"
  assume_role_policy = var.policy
}
