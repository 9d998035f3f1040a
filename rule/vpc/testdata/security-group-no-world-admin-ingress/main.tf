variable "cidrs" { type = list(string) }
resource "aws_security_group" "ssh" { # want fail "administer"
  name   = "ssh"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  ingress {
    from_port = 22
    to_port = 22
    protocol = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "rdp" { # want fail
  name   = "rdp"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  ingress {
    from_port = 3000
    to_port = 4000
    protocol = "tcp"
    ipv6_cidr_blocks = ["::/0"]
  }
}

resource "aws_security_group" "all" { # want fail
  name   = "all"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  ingress {
    from_port = 0
    to_port = 0
    protocol = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "https" { # want pass
  name   = "https"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  ingress {
    from_port = 443
    to_port = 443
    protocol = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "inside" { # want pass
  name   = "inside"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  ingress {
    from_port = 22
    to_port = 22
    protocol = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_security_group" "handed" { # want unknown
  name   = "handed"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  ingress {
    from_port = 22
    to_port = 22
    protocol = "tcp"
    cidr_blocks = var.cidrs
  }
}

resource "aws_security_group" "none" { # want not-applicable
  name   = "none"
  vpc_id = "vpc-0a1b2c3d4e5f60718"

}
