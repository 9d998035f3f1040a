variable "some" {}

resource "aws_iam_role" "scheduler" { # want fail "scheduler.amazonaws.com may take scheduler for anyone's resources"
  name               = "scheduler"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "scheduler.amazonaws.com" } }] })
}

resource "aws_iam_role" "regional" { # want fail "may take regional"
  name               = "regional"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "states.eu-central-1.amazonaws.com" } }] })
}

resource "aws_iam_role" "account" { # want pass
  name               = "account"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "scheduler.amazonaws.com" }, Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } } }] })
}

resource "aws_iam_role" "arn" { # want pass
  name               = "arn"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "pipes.amazonaws.com" }, Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:pipes:*:111122223333:pipe/*" } } }] })
}

resource "aws_iam_role" "organization" { # want pass
  name               = "organization"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "logs.amazonaws.com" }, Condition = { StringEquals = { "aws:SourceOrgID" = "o-a1b2c3d4e5" } } }] })
}

resource "aws_iam_role" "any_account" { # want fail "may take any-account"
  name               = "any-account"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "pipes.amazonaws.com" }, Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:pipes:*:*:pipe/*" } } }] })
}

resource "aws_iam_role" "if_exists" { # want fail "may take if-exists"
  name               = "if-exists"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "events.amazonaws.com" }, Condition = { StringEqualsIfExists = { "aws:SourceAccount" = "111122223333" } } }] })
}

resource "aws_iam_role" "function" { # want not-applicable
  name               = "function"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role" "machine" { # want not-applicable
  name               = "machine"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = ["ec2.amazonaws.com", "lambda.amazonaws.com"] } }] })
}

resource "aws_iam_role" "both" { # want fail "bedrock.amazonaws.com may take both"
  name               = "both"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = ["lambda.amazonaws.com", "bedrock.amazonaws.com"] } }] })
}

resource "aws_iam_role" "unlisted" { # want unknown "no page of AWS was found"
  name               = "unlisted"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "cloudtrail.amazonaws.com" } }] })
}

resource "aws_iam_role" "unlisted_bound" { # want pass
  name               = "unlisted-bound"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "cloudtrail.amazonaws.com" }, Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } } }] })
}

resource "aws_iam_role" "some_service" { # want unknown
  name               = "some-service"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = var.some } }] })
}

resource "aws_iam_role" "some_account" { # want unknown
  name               = "some-account"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "scheduler.amazonaws.com" }, Condition = var.some }] })
}

resource "aws_iam_role" "denied" { # want unknown "a Deny asks"
  name               = "denied"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "scheduler.amazonaws.com" } }, { Effect = "Deny", Action = "sts:AssumeRole", Principal = { Service = "scheduler.amazonaws.com" }, Condition = { StringNotEquals = { "aws:SourceAccount" = "111122223333" } } }] })
}

resource "aws_iam_role" "people" { # want not-applicable
  name               = "people"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" } }] })
}
