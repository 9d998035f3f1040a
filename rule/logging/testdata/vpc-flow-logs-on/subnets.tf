resource "aws_vpc" "main" { # want pass
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.0.0/24"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  vpc_config {
    subnet_ids         = [aws_subnet.a.id]
    security_group_ids = ["sg-0123456789abcdef0"]
  }
}

resource "aws_flow_log" "main" {
  subnet_id       = aws_subnet.a.id
  traffic_type    = "REJECT"
  log_destination = "arn:aws:s3:::acme-flows"
}
