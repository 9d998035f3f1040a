variable "policy" {}

variable "service" {}

resource "aws_sqs_queue" "sure" { # want pass
  name = "sure"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Allow"
    Principal = { Service = "s3.amazonaws.com" }
    Action    = "sqs:SendMessage"
    Resource  = "*"
    Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:s3:::uploads" }, StringEquals = { "aws:SourceAccount" = "111122223333" } }
  }] })
}

resource "aws_sqs_queue" "open" { # want fail "The service s3.amazonaws.com sends to open for anyone"
  name = "open"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Allow"
    Principal = { Service = ["lambda.amazonaws.com", "s3.amazonaws.com"] }
    Action    = "sqs:Send*"
    Resource  = "*"
  }] })
}

# A condition that an absent key passes bounds nobody.
resource "aws_sqs_queue" "if_exists" { # want fail "for anyone"
  name = "if_exists"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Allow"
    Principal = { Service = "events.amazonaws.com" }
    Action    = "sqs:SendMessage"
    Resource  = "*"
    Condition = { ArnLikeIfExists = { "aws:SourceArn" = "arn:aws:events:eu-central-1:111122223333:rule/nightly" } }
  }] })
}

resource "aws_sqs_queue" "any_account" { # want fail "for anyone"
  name = "any_account"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Allow"
    Principal = { Service = "sns.amazonaws.com" }
    Action    = "sqs:SendMessage"
    Resource  = "*"
    Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:sns:*:*:*" } }
  }] })
}

resource "aws_sqs_queue" "denies" { # want unknown "a Deny asks for whom"
  name = "denies"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = { Service = "sns.amazonaws.com" }, Action = "sqs:SendMessage", Resource = "*" },
    { Effect = "Deny", Principal = "*", Action = "sqs:*", Resource = "*", Condition = { StringNotEquals = { "aws:SourceAccount" = "111122223333" } } },
  ] })
}

resource "aws_sqs_queue" "which" { # want unknown "var.service has no value here"
  name = "which"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Allow"
    Principal = { Service = var.service }
    Action    = "sqs:SendMessage"
    Resource  = "*"
  }] })
}

resource "aws_sqs_queue" "handed" { # want unknown
  name   = "handed"
  policy = var.policy
}

# Lambda and the delivery of logs send for nobody else.
resource "aws_sqs_queue" "others" { # want not-applicable
  name = "others"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sqs:SendMessage", Resource = "*" },
    { Effect = "Allow", Principal = { AWS = "111122223333" }, Action = "sqs:SendMessage", Resource = "*" },
    { Effect = "Allow", Principal = { Service = "s3.amazonaws.com" }, Action = "sqs:GetQueueAttributes", Resource = "*" },
  ] })
}

resource "aws_sns_topic" "alarms" { # want fail "The service cloudwatch.amazonaws.com sends to alarms for anyone"
  name = "alarms"
}

resource "aws_sns_topic_policy" "alarms" {
  arn = aws_sns_topic.alarms.arn
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Allow"
    Principal = { Service = "cloudwatch.amazonaws.com" }
    Action    = "sns:Publish"
    Resource  = "*"
  }] })
}

resource "aws_kms_key" "topic" { # want pass
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "kms:*", Resource = "*" },
    {
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
      Resource  = "*"
      Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
    },
  ] })
}
