variable "rules" {}
resource "aws_vpc" "bare" { # want fail "(medium)"
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "closed" { # want pass
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "open" { # want fail "lets traffic through"
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "handed" { # want unknown
  cidr_block = "10.0.0.0/16"
}

resource "aws_default_security_group" "closed" { vpc_id = aws_vpc.closed.id }
resource "aws_default_security_group" "open" {
  vpc_id = aws_vpc.open.id
  ingress {
    protocol  = "-1"
    self      = true
    from_port = 0
    to_port   = 0
  }
}
resource "aws_default_security_group" "handed" {
  vpc_id  = aws_vpc.handed.id
  ingress = var.rules
}
