resource "aws_secretsmanager_secret" "api" { # want unknown "regions.approved"
  name = "api"
  replica {
    region = "eu-west-1"
  }
}
