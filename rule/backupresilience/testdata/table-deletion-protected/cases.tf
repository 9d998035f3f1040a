variable "on" {
  type = bool
}

resource "aws_dynamodb_table" "on" { # want pass
  name         = "on"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
  attribute {
    name = "id"
    type = "S"
  }
  deletion_protection_enabled = true
}

resource "aws_dynamodb_table" "bare" { # want fail "can be deleted in passing"
  name         = "bare"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_dynamodb_table" "off" { # want fail
  name         = "off"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
  attribute {
    name = "id"
    type = "S"
  }
  deletion_protection_enabled = false
}

resource "aws_dynamodb_table" "guarded" { # want pass
  name         = "guarded"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
  attribute {
    name = "id"
    type = "S"
  }
  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_dynamodb_table" "perhaps" { # want unknown
  name         = "perhaps"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
  attribute {
    name = "id"
    type = "S"
  }
  deletion_protection_enabled = var.on
}

