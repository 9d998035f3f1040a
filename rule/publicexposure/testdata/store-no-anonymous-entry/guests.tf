provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_cognito_identity_pool" "visitors" {
  identity_pool_name               = "visitors"
  allow_unauthenticated_identities = true
}

resource "aws_cognito_identity_pool_roles_attachment" "visitors" {
  identity_pool_id = aws_cognito_identity_pool.visitors.id
  roles            = { unauthenticated = aws_iam_role.guest.arn }
}

resource "aws_iam_role" "guest" {
  name = "guest"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "cognito-identity.amazonaws.com" },
    Condition = { StringEquals = { "cognito-identity.amazonaws.com:aud" = aws_cognito_identity_pool.visitors.id } }
  }] })
}

resource "aws_iam_role_policy" "guest" {
  role = aws_iam_role.guest.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.site.arn}/*" },
    { Effect = "Allow", Action = "iot:Publish", Resource = "*" },
  ] })
}

resource "aws_s3_bucket" "site" { # want fail "guests of visitors may use it"
  bucket = "site"
}

resource "aws_s3_bucket" "inner" { # want not-applicable
  bucket = "inner"
}

# Guests may send what the rule brings.
resource "aws_sqs_queue" "metrics" { # want fail "guests of visitors may send what the rule metrics brings to it"
  name = "metrics"
}

resource "aws_iot_topic_rule" "metrics" {
  name        = "metrics"
  enabled     = true
  sql         = "SELECT * FROM 'metrics'"
  sql_version = "2016-03-23"
  sqs {
    queue_url  = aws_sqs_queue.metrics.url
    role_arn   = "arn:aws:iam::111122223333:role/iot"
    use_base64 = false
  }
}
