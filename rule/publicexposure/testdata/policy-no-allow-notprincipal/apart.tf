# Policies of what is declared elsewhere.
resource "aws_sqs_queue_policy" "all_but_one" { # want fail "admits everyone but those it names"
  queue_url = "https://sqs.eu-central-1.amazonaws.com/111122223333/jobs"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", NotPrincipal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "sqs:SendMessage", Resource = "*" }]
  })
}

resource "aws_s3_bucket_policy" "denied" { # want pass
  bucket = "elsewhere"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", NotPrincipal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "s3:*", Resource = "*" }]
  })
}
