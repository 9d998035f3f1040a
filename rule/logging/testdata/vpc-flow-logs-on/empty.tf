resource "aws_vpc" "main" { # want not-applicable
  cidr_block = "10.0.0.0/16"
}
