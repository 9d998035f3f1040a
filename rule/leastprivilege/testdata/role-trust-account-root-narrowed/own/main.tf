variable "policy" {}

variable "condition" {}

resource "aws_iam_role" "whole" { # want fail "Everyone in account 111122223333"
  name               = "whole"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" } }] })
}

resource "aws_iam_role" "named" { # want not-applicable
  name               = "named"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:role/deploy" } }] })
}

resource "aws_iam_role" "lambda" { # want not-applicable
  name               = "lambda"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role" "foreign" { # want not-applicable
  name               = "foreign"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::999988887777:root" } }] })
}

resource "aws_iam_role" "by_arn" { # want pass
  name               = "by_arn"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Condition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/deploy-*" } } }] })
}

resource "aws_iam_role" "by_any_arn" { # want fail "Everyone in account"
  name               = "by_any_arn"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Condition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:*" } } }] })
}

resource "aws_iam_role" "by_mfa" { # want pass
  name               = "by_mfa"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } } }] })
}

resource "aws_iam_role" "by_tag" { # want pass
  name               = "by_tag"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Condition = { StringEquals = { "aws:PrincipalTag/team" = "orders" } } }] })
}

resource "aws_iam_role" "by_tls" { # want fail "Everyone in account"
  name               = "by_tls"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Condition = { Bool = { "aws:SecureTransport" = "true" } } }] })
}

resource "aws_iam_role" "perhaps_mfa" { # want fail "Everyone in account"
  name               = "perhaps_mfa"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "true" } } }] })
}

resource "aws_iam_role" "own_organisation" { # want fail "Everyone in account"
  name               = "own_organisation"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-0123456789" } } }] })
}

resource "aws_iam_role" "some_condition" { # want unknown
  name               = "some_condition"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Condition = var.condition }] })
}

resource "aws_iam_role" "denies" { # want unknown "a Deny stands beside it"
  name               = "denies"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" } }, { Effect = "Deny", Action = "sts:AssumeRole", Principal = { AWS = "*" }, Condition = { StringNotLike = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/deploy" } } }] })
}

resource "aws_iam_role" "handed" { # want unknown
  name               = "handed"
  assume_role_policy = var.policy
}
