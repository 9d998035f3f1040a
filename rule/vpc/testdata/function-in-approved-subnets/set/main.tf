variable "subnet" {}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags       = { network = "approved" }
}
resource "aws_vpc" "other" { cidr_block = "10.1.0.0/16" }
resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_subnet" "other" {
  vpc_id     = aws_vpc.other.id
  cidr_block = "10.1.1.0/24"
}
resource "aws_security_group" "own" {
  name   = "own"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
}

resource "aws_lambda_function" "good" { # want pass
  function_name = "good"
  role          = "arn:aws:iam::111122223333:role/r"
  vpc_config {
    subnet_ids         = [aws_subnet.main.id]
    security_group_ids = [aws_security_group.own.id]
  }
}

resource "aws_lambda_function" "literal" { # want pass
  function_name = "literal"
  role          = "arn:aws:iam::111122223333:role/r"
  vpc_config {
    subnet_ids         = ["subnet-0a1b2c3d4e5f60718"]
    security_group_ids = [aws_security_group.own.id]
  }
}

resource "aws_lambda_function" "bad" { # want fail "not approved"
  function_name = "bad"
  role          = "arn:aws:iam::111122223333:role/r"
  vpc_config {
    subnet_ids         = [aws_subnet.other.id]
    security_group_ids = [aws_security_group.own.id]
  }
}

resource "aws_lambda_function" "other" { # want fail
  function_name = "other"
  role          = "arn:aws:iam::111122223333:role/r"
  vpc_config {
    subnet_ids         = ["subnet-0ffffffffffffffff"]
    security_group_ids = [aws_security_group.own.id]
  }
}

resource "aws_lambda_function" "handed" { # want unknown
  function_name = "handed"
  role          = "arn:aws:iam::111122223333:role/r"
  vpc_config {
    subnet_ids         = [var.subnet]
    security_group_ids = [aws_security_group.own.id]
  }
}

resource "aws_lambda_function" "bare" { # want not-applicable
  function_name = "bare"
  role          = "arn:aws:iam::111122223333:role/r"
}
