resource "aws_lambda_function" "https" { # want pass
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
