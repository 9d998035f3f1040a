variable "cidrs" { type = list(string) }
resource "aws_lambda_function" "all" { # want fail "everywhere"
  function_name = "all"
  role          = "arn:aws:iam::111122223333:role/r"
  vpc_config {
    subnet_ids         = ["subnet-1"]
    security_group_ids = [aws_security_group.all.id]
  }
}

resource "aws_security_group" "all" {
  name   = "all"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  egress {
    from_port = 0
    to_port = 0
    protocol = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_lambda_function" "six" { # want fail
  function_name = "six"
  role          = "arn:aws:iam::111122223333:role/r"
  vpc_config {
    subnet_ids         = ["subnet-1"]
    security_group_ids = [aws_security_group.six.id]
  }
}

resource "aws_security_group" "six" {
  name   = "six"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  egress {
    from_port = 0
    to_port = 0
    protocol = "-1"
    ipv6_cidr_blocks = ["::/0"]
  }
}

resource "aws_lambda_function" "inside" { # want pass
  function_name = "inside"
  role          = "arn:aws:iam::111122223333:role/r"
  vpc_config {
    subnet_ids         = ["subnet-1"]
    security_group_ids = [aws_security_group.inside.id]
  }
}

resource "aws_security_group" "inside" {
  name   = "inside"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  egress {
    from_port = 0
    to_port = 0
    protocol = "-1"
    cidr_blocks = ["10.0.0.0/16"]
  }
}

resource "aws_lambda_function" "none" { # want pass
  function_name = "none"
  role          = "arn:aws:iam::111122223333:role/r"
  vpc_config {
    subnet_ids         = ["subnet-1"]
    security_group_ids = [aws_security_group.none.id]
  }
}

resource "aws_security_group" "none" {
  name   = "none"
  vpc_id = "vpc-0a1b2c3d4e5f60718"

}

resource "aws_lambda_function" "ports" { # want fail
  function_name = "ports"
  role          = "arn:aws:iam::111122223333:role/r"
  vpc_config {
    subnet_ids         = ["subnet-1"]
    security_group_ids = [aws_security_group.ports.id]
  }
}

resource "aws_security_group" "ports" {
  name   = "ports"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  egress {
    from_port = 0
    to_port = 65535
    protocol = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_lambda_function" "https" { # want fail "(low)"
  function_name = "https"
  role          = "arn:aws:iam::111122223333:role/r"
  vpc_config {
    subnet_ids         = ["subnet-1"]
    security_group_ids = [aws_security_group.https.id]
  }
}

resource "aws_security_group" "https" {
  name   = "https"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  egress {
    from_port = 443
    to_port = 443
    protocol = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_lambda_function" "lists" { # want pass
  function_name = "lists"
  role          = "arn:aws:iam::111122223333:role/r"
  vpc_config {
    subnet_ids         = ["subnet-1"]
    security_group_ids = [aws_security_group.lists.id]
  }
}

resource "aws_security_group" "lists" {
  name   = "lists"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  egress {
    from_port = 443
    to_port = 443
    protocol = "tcp"
    prefix_list_ids = ["pl-0a1b2c3d"]
  }
}

resource "aws_lambda_function" "handed" { # want unknown
  function_name = "handed"
  role          = "arn:aws:iam::111122223333:role/r"
  vpc_config {
    subnet_ids         = ["subnet-1"]
    security_group_ids = [aws_security_group.handed.id]
  }
}

resource "aws_security_group" "handed" {
  name   = "handed"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  egress {
    from_port = 0
    to_port = 0
    protocol = "-1"
    cidr_blocks = var.cidrs
  }
}

resource "aws_lambda_function" "halves" { # want fail
  function_name = "halves"
  role          = "arn:aws:iam::111122223333:role/r"
  vpc_config {
    subnet_ids         = ["subnet-1"]
    security_group_ids = [aws_security_group.halves.id]
  }
}

resource "aws_security_group" "halves" {
  name   = "halves"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  egress {
    from_port = 0
    to_port = 0
    protocol = "-1"
    cidr_blocks = ["0.0.0.0/1", "128.0.0.0/1"]
  }
}

resource "aws_lambda_function" "dynamic" { # want fail
  function_name = "dynamic"
  role          = "arn:aws:iam::111122223333:role/r"
  vpc_config {
    subnet_ids         = ["subnet-1"]
    security_group_ids = [aws_security_group.dynamic.id]
  }
}

resource "aws_security_group" "dynamic" {
  name   = "dynamic"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
  dynamic "egress" {
    for_each = ["10.0.0.0/16", "0.0.0.0/0"]
    content {
      from_port = 0
      to_port = 0
      protocol = "-1"
      cidr_blocks = [egress.value]
    }
  }
}

resource "aws_lambda_function" "bare" { # want not-applicable
  function_name = "bare"
  role          = "arn:aws:iam::111122223333:role/r"
}
