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


data "aws_availability_zones" "here" {}

locals {
  zones = slice(data.aws_availability_zones.here.names, 0, 3)
}

resource "aws_subnet" "first" {
  vpc_id            = "vpc-0123456789abcdef0"
  cidr_block        = "10.0.0.0/24"
  availability_zone = data.aws_availability_zones.here.names[0]
}

resource "aws_subnet" "second" {
  vpc_id            = "vpc-0123456789abcdef0"
  cidr_block        = "10.0.1.0/24"
  availability_zone = data.aws_availability_zones.here.names[1]
}

resource "aws_subnet" "each" {
  count             = length(local.zones)
  vpc_id            = "vpc-0123456789abcdef0"
  cidr_block        = "10.0.${count.index}.0/24"
  availability_zone = local.zones[count.index]
}

resource "aws_lambda_function" "listed" { # want pass
  function_name = "listed"
  role          = "arn:aws:iam::111122223333:role/orders"
  vpc_config {
    subnet_ids         = [aws_subnet.first.id, aws_subnet.second.id]
    security_group_ids = ["sg-0123456789abcdef0"]
  }
}

resource "aws_lambda_function" "counted" { # want pass
  function_name = "counted"
  role          = "arn:aws:iam::111122223333:role/orders"
  vpc_config {
    subnet_ids         = aws_subnet.each[*].id
    security_group_ids = ["sg-0123456789abcdef0"]
  }
}

resource "aws_lambda_function" "first" { # want fail "one zone"
  function_name = "first"
  role          = "arn:aws:iam::111122223333:role/orders"
  vpc_config {
    subnet_ids         = [aws_subnet.first.id, aws_subnet.each[0].id]
    security_group_ids = ["sg-0123456789abcdef0"]
  }
}

resource "aws_lambda_function" "literal_zone" { # want unknown "two zones"
  function_name = "literal_zone"
  role          = "arn:aws:iam::111122223333:role/orders"
  vpc_config {
    subnet_ids         = [aws_subnet.a.id, aws_subnet.first.id]
    security_group_ids = ["sg-0123456789abcdef0"]
  }
}
