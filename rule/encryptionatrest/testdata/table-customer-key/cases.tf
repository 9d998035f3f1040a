variable "key" {
  type = string
}

variable "class" {
  type = string
}

resource "aws_kms_key" "data" {}

resource "aws_dynamodb_table" "own" { # want pass
  name     = "own"
  hash_key = "id"
  tags     = { data-class = "personal" }
  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.data.arn
  }
}

resource "aws_dynamodb_table" "none" { # want fail "key of AWS's"
  name     = "none"
  hash_key = "id"
  tags     = { data-class = "personal" }
}

resource "aws_dynamodb_table" "of_aws" { # want fail "(low)"
  name     = "of-aws"
  hash_key = "id"
  tags     = { data-class = "personal" }
  server_side_encryption {
    enabled = true
  }
}

# With enabled = false the key is not used.
resource "aws_dynamodb_table" "disabled" { # want fail "key of AWS's"
  name     = "disabled"
  hash_key = "id"
  tags     = { data-class = "personal" }
  server_side_encryption {
    enabled     = false
    kms_key_arn = aws_kms_key.data.arn
  }
}

resource "aws_dynamodb_table" "replica" { # want fail "copy of replica in eu-west-1"
  name     = "replica"
  hash_key = "id"
  tags     = { data-class = "personal" }
  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.data.arn
  }
  replica {
    region_name = "eu-west-1"
  }
}

resource "aws_dynamodb_table" "maybe" { # want unknown "var.key"
  name     = "maybe"
  hash_key = "id"
  tags     = { data-class = "personal" }
  server_side_encryption {
    enabled     = true
    kms_key_arn = var.key
  }
}

resource "aws_dynamodb_table" "maybe_class" { # want unknown "var.class"
  name     = "maybe-class"
  hash_key = "id"
  tags     = { data-class = var.class }
}

# Peers call a table without an own key unencrypted.
resource "aws_dynamodb_table" "unclassed" { # want not-applicable
  name     = "unclassed"
  hash_key = "id"
}
