variable "region" {
  type = string
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_secretsmanager_secret" "one" { # want not-applicable
  name = "one"
}

resource "aws_secretsmanager_secret" "europe" { # want pass
  name = "europe"
  replica {
    region = "eu-west-1"
  }
}

resource "aws_secretsmanager_secret" "both" { # want fail "is copied to us-east-1"
  name = "both"
  dynamic "replica" {
    for_each = ["eu-west-1", "us-east-1"]
    content {
      region = replica.value
    }
  }
}

resource "aws_secretsmanager_secret" "perhaps" { # want unknown
  name = "perhaps"
  replica {
    region = var.region
  }
}

resource "aws_dynamodb_table" "orders" { # want fail "us-east-1"
  name         = "orders"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
  attribute {
    name = "id"
    type = "S"
  }
  replica {
    region_name = "us-east-1"
  }
}

resource "aws_s3_bucket" "from" { # want pass
  bucket = "acme-from"
}

resource "aws_s3_bucket" "to" { # want not-applicable
  bucket = "acme-to"
}

resource "aws_s3_bucket_replication_configuration" "from" {
  bucket = aws_s3_bucket.from.id
  role   = "arn:aws:iam::111122223333:role/replication"
  rule {
    status = "Enabled"
    destination {
      bucket = aws_s3_bucket.to.arn
    }
  }
}

resource "aws_s3_bucket" "out" { # want unknown "the region of arn:aws:s3:::acme-elsewhere"
  bucket = "acme-out"
}

resource "aws_s3_bucket_replication_configuration" "out" {
  bucket = aws_s3_bucket.out.id
  role   = "arn:aws:iam::111122223333:role/replication"
  rule {
    status = "Enabled"
    destination {
      bucket = "arn:aws:s3:::acme-elsewhere"
    }
  }
}

resource "aws_backup_plan" "foreign" { # want fail "neither ours nor trusted"
  name = "foreign"
  rule {
    rule_name         = "daily"
    target_vault_name = "main"
    copy_action {
      destination_vault_arn = "arn:aws:backup:eu-west-1:999988887777:backup-vault:copies"
    }
  }
}

resource "aws_cloudwatch_event_rule" "forward" { # want fail "us-east-1"
  name           = "forward"
  event_pattern  = jsonencode({ source = ["acme"] })
}

resource "aws_cloudwatch_event_target" "forward" {
  rule = aws_cloudwatch_event_rule.forward.name
  arn  = "arn:aws:events:us-east-1:111122223333:event-bus/default"
}

resource "aws_cloudwatch_log_group" "orders" {
  name = "/aws/lambda/orders"
}

resource "aws_cloudwatch_log_subscription_filter" "near" { # want pass
  name            = "near"
  log_group_name  = aws_cloudwatch_log_group.orders.name
  filter_pattern  = ""
  destination_arn = "arn:aws:firehose:eu-central-1:111122223333:deliverystream/logs"
}

resource "aws_cloudwatch_log_subscription_filter" "far" { # want fail "is copied to us-east-1"
  name            = "far"
  log_group_name  = aws_cloudwatch_log_group.orders.name
  filter_pattern  = ""
  destination_arn = "arn:aws:logs:us-east-1:111122223333:destination:siem"
}

resource "aws_cloudwatch_log_subscription_filter" "foreign" { # want fail "neither ours nor trusted"
  name            = "foreign"
  log_group_name  = aws_cloudwatch_log_group.orders.name
  filter_pattern  = ""
  destination_arn = "arn:aws:logs:eu-central-1:999988887777:destination:siem"
}

resource "aws_efs_file_system" "shared" {
  creation_token = "shared"
}

resource "aws_efs_replication_configuration" "shared" { # want fail "is copied to us-east-1"
  source_file_system_id = aws_efs_file_system.shared.id
  destination {
    region = "us-east-1"
  }
}
