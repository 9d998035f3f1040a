# Policies of what is declared elsewhere.
resource "aws_sqs_queue_policy" "all" { # want fail "The policy of all grants every action"
  queue_url = "https://sqs.eu-central-1.amazonaws.com/111122223333/jobs"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sqs:*", Resource = "*" }]
  })
}

resource "aws_s3_bucket_policy" "named" { # want pass
  bucket = "elsewhere"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/reader" }, Action = "s3:GetObject", Resource = "*" }]
  })
}
