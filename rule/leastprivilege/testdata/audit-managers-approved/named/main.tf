provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_cloudtrail" "main" { # want fail "The role operator may stop or change the trail main"
  name           = "main"
  s3_bucket_name = aws_s3_bucket.trail.id
}

resource "aws_s3_bucket" "trail" { # want unknown "only who is declared is seen here"
  bucket = "trail"
}

resource "aws_s3_bucket" "other" { # want not-applicable
  bucket = "other"
}

resource "aws_config_configuration_recorder" "main" { # want fail "The role operator may stop or change the recorder"
  name     = "main"
  role_arn = "arn:aws:iam::111122223333:role/config"
}

resource "aws_guardduty_detector" "main" {} # want unknown "only who is declared is seen here"

resource "aws_cloudwatch_log_group" "app" { # want fail "The role operator may delete the log group /app or cut its retention"
  name = "/app"
}

resource "aws_iam_role" "security" {
  name               = "security"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "security" {
  role = aws_iam_role.security.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "*", Resource = "*" }
  ] })
}

resource "aws_iam_role" "operator" {
  name               = "operator"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "operator" {
  role = aws_iam_role.operator.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["cloudtrail:StopLogging", "config:*", "logs:Put*"], Resource = "*" },
    { Effect = "Allow", Action = "s3:GetObject", Resource = "*" }
  ] })
}
