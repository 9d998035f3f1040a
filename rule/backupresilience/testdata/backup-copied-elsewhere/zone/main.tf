resource "aws_dynamodb_table" "orders" { # want pass
  name         = "orders"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_efs_file_system" "one" { # want fail "another zone"
  availability_zone_name = "eu-central-1a"
}
