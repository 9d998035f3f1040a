resource "aws_vpc" "bare" { # want fail "(info)"
  cidr_block = "10.0.0.0/16"
}
