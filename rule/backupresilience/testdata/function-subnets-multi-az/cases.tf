variable "subnets" {
  type = list(string)
}

resource "aws_subnet" "a" {
  vpc_id            = "vpc-0123456789abcdef0"
  cidr_block        = "10.0.0.0/24"
  availability_zone = "eu-central-1a"
}

resource "aws_subnet" "a2" {
  vpc_id            = "vpc-0123456789abcdef0"
  cidr_block        = "10.0.0.0/24"
  availability_zone = "eu-central-1a"
}

resource "aws_subnet" "b" {
  vpc_id            = "vpc-0123456789abcdef0"
  cidr_block        = "10.0.0.0/24"
  availability_zone = "eu-central-1b"
}

resource "aws_subnet" "any" {
  vpc_id            = "vpc-0123456789abcdef0"
  cidr_block        = "10.0.0.0/24"
}

resource "aws_lambda_function" "two" { # want pass
  function_name = "two"
  role          = "arn:aws:iam::111122223333:role/orders"
  vpc_config {
    subnet_ids         = [aws_subnet.a.id, aws_subnet.b.id]
    security_group_ids = ["sg-0123456789abcdef0"]
  }
}

resource "aws_lambda_function" "same" { # want fail "runs in one zone only"
  function_name = "same"
  role          = "arn:aws:iam::111122223333:role/orders"
  vpc_config {
    subnet_ids         = [aws_subnet.a.id, aws_subnet.a2.id]
    security_group_ids = ["sg-0123456789abcdef0"]
  }
}

resource "aws_lambda_function" "one" { # want fail "one zone"
  function_name = "one"
  role          = "arn:aws:iam::111122223333:role/orders"
  vpc_config {
    subnet_ids         = [aws_subnet.any.id]
    security_group_ids = ["sg-0123456789abcdef0"]
  }
}

resource "aws_lambda_function" "chosen" { # want unknown "is not known"
  function_name = "chosen"
  role          = "arn:aws:iam::111122223333:role/orders"
  vpc_config {
    subnet_ids         = [aws_subnet.a.id, aws_subnet.any.id]
    security_group_ids = ["sg-0123456789abcdef0"]
  }
}

resource "aws_lambda_function" "literal" { # want unknown
  function_name = "literal"
  role          = "arn:aws:iam::111122223333:role/orders"
  vpc_config {
    subnet_ids         = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
    security_group_ids = ["sg-0123456789abcdef0"]
  }
}

resource "aws_lambda_function" "variable" { # want unknown
  function_name = "variable"
  role          = "arn:aws:iam::111122223333:role/orders"
  vpc_config {
    subnet_ids         = var.subnets
    security_group_ids = ["sg-0123456789abcdef0"]
  }
}

resource "aws_lambda_function" "none" { # want not-applicable
  function_name = "none"
  role          = "arn:aws:iam::111122223333:role/orders"
}

