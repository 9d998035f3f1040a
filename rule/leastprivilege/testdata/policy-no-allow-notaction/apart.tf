# Policies of what is declared elsewhere.
resource "aws_sns_topic_policy" "all_but" { # want fail
  arn = "arn:aws:sns:eu-central-1:111122223333:news"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/news" }, NotAction = "sns:DeleteTopic", Resource = "*" }]
  })
}

resource "aws_sqs_queue_policy" "named" { # want pass
  queue_url = "https://sqs.eu-central-1.amazonaws.com/111122223333/jobs"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/jobs" }, Action = "sqs:SendMessage", Resource = "*" }]
  })
}
