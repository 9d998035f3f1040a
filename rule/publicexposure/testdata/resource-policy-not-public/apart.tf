# Policies of what is declared elsewhere.
resource "aws_sqs_queue_policy" "open" { # want fail "Anyone on the internet may reach what has the policy open"
  queue_url = "https://sqs.eu-central-1.amazonaws.com/111122223333/jobs"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:eu-central-1:111122223333:jobs" }]
  })
}

resource "aws_sqs_queue_policy" "of_topic" { # want pass
  queue_url = "https://sqs.eu-central-1.amazonaws.com/111122223333/mail"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = "arn:aws:sqs:eu-central-1:111122223333:mail"
      Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:sns:eu-central-1:111122223333:mail" } }
    }]
  })
}

resource "aws_sns_topic_policy" "open" { # want fail "what has the policy open"
  arn = "arn:aws:sns:eu-central-1:111122223333:news"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "sns:Publish", Resource = "arn:aws:sns:eu-central-1:111122223333:news" }]
  })
}

resource "aws_kms_key_policy" "open" { # want fail "what has the policy open"
  key_id = "1234abcd-12ab-34cd-56ef-1234567890ab"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "kms:Decrypt", Resource = "*" }]
  })
}

resource "aws_secretsmanager_secret_policy" "open" { # want fail "what has the policy open"
  secret_arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:db-AbCdEf"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "secretsmanager:GetSecretValue", Resource = "*" }]
  })
}

resource "aws_ecr_repository_policy" "open" { # want fail "what has the policy open"
  repository = "orders"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] }]
  })
}

variable "policy" {
  type = string
}

resource "aws_ecr_repository_policy" "handed" { # want unknown
  repository = "shop"
  policy     = var.policy
}
