provider "aws" {
  region = "eu-central-1"
}

resource "aws_dynamodb_table" "customers" { # want not-applicable
  name     = "customers"
  hash_key = "id"
  tags     = { data-class = "personal" }
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_dynamodb_table" "prices" { # want not-applicable
  name     = "prices"
  hash_key = "id"
  tags     = { data-class = "none" }
  attribute {
    name = "id"
    type = "S"
  }
}

# What is backed up says which list of regions holds.
resource "aws_backup_plan" "customers" { # want fail "is copied to us-east-1, which is not approved"
  name = "customers"
  rule {
    rule_name         = "daily"
    target_vault_name = "here"
    copy_action {
      destination_vault_arn = "arn:aws:backup:us-east-1:111122223333:backup-vault:there"
    }
  }
}

resource "aws_backup_selection" "customers" {
  name         = "customers"
  plan_id      = aws_backup_plan.customers.id
  iam_role_arn = "arn:aws:iam::111122223333:role/backup"
  resources    = [aws_dynamodb_table.customers.arn]
}

resource "aws_backup_plan" "prices" { # want not-applicable
  name = "prices"
  rule {
    rule_name         = "daily"
    target_vault_name = "here"
    copy_action {
      destination_vault_arn = "arn:aws:backup:us-east-1:111122223333:backup-vault:there"
    }
  }
}

resource "aws_backup_selection" "prices" {
  name         = "prices"
  plan_id      = aws_backup_plan.prices.id
  iam_role_arn = "arn:aws:iam::111122223333:role/backup"
  selection_tag {
    type  = "STRINGEQUALS"
    key   = "data-class"
    value = "none"
  }
}

# An ARN with a wildcard takes in what nobody has read.
resource "aws_backup_plan" "all" { # want fail "is copied to us-east-1"
  name = "all"
  rule {
    rule_name         = "daily"
    target_vault_name = "here"
    copy_action {
      destination_vault_arn = "arn:aws:backup:us-east-1:111122223333:backup-vault:there"
    }
  }
}

resource "aws_backup_selection" "all" {
  name         = "all"
  plan_id      = aws_backup_plan.all.id
  iam_role_arn = "arn:aws:iam::111122223333:role/backup"
  resources    = ["arn:aws:dynamodb:*:*:table/*"]
}
