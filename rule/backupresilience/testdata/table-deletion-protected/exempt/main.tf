resource "aws_dynamodb_table" "locks" { # want not-applicable
  name         = "locks"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
  attribute {
    name = "id"
    type = "S"
  }
  tags = { no-backup = "locks" }
}

