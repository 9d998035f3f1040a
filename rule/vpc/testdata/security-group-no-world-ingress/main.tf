variable "cidrs" { type = list(string) }
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::111122223333:role/r"
  vpc_config {
    subnet_ids         = ["subnet-1"]
    security_group_ids = [aws_security_group.app.id, aws_security_group.db.id, aws_security_group.inside.id, aws_security_group.handed.id]
  }
}

resource "aws_security_group" "app" { # want fail "(high)"
  name   = "app"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  ingress {
    from_port = 8080
    to_port = 8080
    protocol = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "db" { # want fail "(critical)"
  name   = "db"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  ingress {
    from_port = 5432
    to_port = 5432
    protocol = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "inside" { # want pass
  name   = "inside"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  ingress {
    from_port = 5432
    to_port = 5432
    protocol = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
}

resource "aws_security_group" "handed" { # want unknown
  name   = "handed"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  ingress {
    from_port = 8080
    to_port = 8080
    protocol = "tcp"
    cidr_blocks = var.cidrs
  }
}

resource "aws_security_group" "none" { # want not-applicable
  name   = "none"
  vpc_id = "vpc-0a1b2c3d4e5f60718"

}

resource "aws_security_group" "alone" { # want fail "(info)"
  name   = "alone"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  ingress {
    from_port = 8080
    to_port = 8080
    protocol = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "lb" { # want pass "public ports"
  name   = "lb"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  ingress {
    from_port = 443
    to_port = 443
    protocol = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "lb_wide" { # want fail
  name   = "lb_wide"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  ingress {
    from_port = 8443
    to_port = 8443
    protocol = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_lb" "web" {
  name = "web"
  security_groups = [aws_security_group.lb.id, aws_security_group.lb_wide.id]
}
