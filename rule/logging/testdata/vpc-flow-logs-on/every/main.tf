resource "aws_vpc" "main" { # want fail
  cidr_block = "10.0.0.0/16"
}
