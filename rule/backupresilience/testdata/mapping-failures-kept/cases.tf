variable "source" {
  type = string
}

variable "failed" {
  type = string
}

resource "aws_lambda_event_source_mapping" "bare" { # want fail "are lost"
  function_name     = "orders"
  event_source_arn  = "arn:aws:kinesis:eu-central-1:111122223333:stream/orders"
}

resource "aws_lambda_event_source_mapping" "endless" { # want fail "blocks its shard"
  function_name     = "orders"
  event_source_arn  = "arn:aws:kinesis:eu-central-1:111122223333:stream/orders"
  destination_config {
    on_failure {
      destination_arn = "arn:aws:sqs:eu-central-1:111122223333:failed"
    }
  }
}

resource "aws_lambda_event_source_mapping" "kept" { # want pass
  function_name     = "orders"
  event_source_arn  = "arn:aws:kinesis:eu-central-1:111122223333:stream/orders"
  destination_config {
    on_failure {
      destination_arn = "arn:aws:sqs:eu-central-1:111122223333:failed"
    }
  }
  maximum_retry_attempts = 5
}

resource "aws_lambda_event_source_mapping" "aged" { # want pass
  function_name     = "orders"
  event_source_arn  = "arn:aws:kinesis:eu-central-1:111122223333:stream/orders"
  destination_config {
    on_failure {
      destination_arn = "arn:aws:sqs:eu-central-1:111122223333:failed"
    }
  }
  maximum_record_age_in_seconds = 3600
}

resource "aws_lambda_event_source_mapping" "minus" { # want fail
  function_name     = "orders"
  event_source_arn  = "arn:aws:kinesis:eu-central-1:111122223333:stream/orders"
  destination_config {
    on_failure {
      destination_arn = "arn:aws:sqs:eu-central-1:111122223333:failed"
    }
  }
  maximum_retry_attempts        = -1
  maximum_record_age_in_seconds = -1
}

resource "aws_lambda_event_source_mapping" "queue" { # want not-applicable
  function_name     = "orders"
  event_source_arn  = "arn:aws:sqs:eu-central-1:111122223333:jobs"
}

resource "aws_lambda_event_source_mapping" "unknown_source" { # want unknown "is not known"
  function_name     = "orders"
  event_source_arn  = var.source
}

resource "aws_lambda_event_source_mapping" "unknown_target" { # want unknown "may be empty"
  function_name     = "orders"
  event_source_arn  = "arn:aws:kinesis:eu-central-1:111122223333:stream/orders"
  destination_config {
    on_failure {
      destination_arn = var.failed
    }
  }
  maximum_retry_attempts = 5
}

resource "aws_lambda_event_source_mapping" "changes" { # want fail
  function_name     = "orders"
  event_source_arn  = aws_dynamodb_table.orders.stream_arn
}

resource "aws_lambda_event_source_mapping" "kafka" { # want pass
  function_name     = "orders"
  event_source_arn  = "arn:aws:kafka:eu-central-1:111122223333:cluster/orders/abc"
  destination_config {
    on_failure {
      destination_arn = "arn:aws:sqs:eu-central-1:111122223333:failed"
    }
  }
}

resource "aws_dynamodb_table" "orders" {
  name           = "orders"
  hash_key       = "id"
  billing_mode   = "PAY_PER_REQUEST"
  stream_enabled = true
  attribute {
    name = "id"
    type = "S"
  }
}
