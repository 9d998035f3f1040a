# Policies of buckets that are declared elsewhere.
variable "handed" {
  type = string
}

resource "aws_s3_bucket_policy" "open" { # want fail "Anyone on the internet may reach what has the policy open"
  bucket = "uploads-of-another-team"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::uploads-of-another-team/*"
    }]
  })
}

resource "aws_s3_bucket_policy" "handed" { # want fail "what has the policy handed"
  bucket = var.handed
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = ["s3:GetObject", "s3:PutObject"]
      Resource  = "arn:aws:s3:::${var.handed}/*"
    }]
  })
}

resource "aws_s3_bucket_policy" "named" { # want pass
  bucket = "shared"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:role/reader" }
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::shared/*"
    }]
  })
}

# What is denied counts where it is written only.
resource "aws_s3_bucket_policy" "partly_denied" { # want fail "what has the policy partly_denied"
  bucket = "partly"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::partly/*" },
      { Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "arn:aws:s3:::partly/private/*" },
    ]
  })
}

# AWS refuses an action that names no service.
resource "aws_s3_bucket_policy" "refused" { # want unknown "names no service"
  bucket = "refused"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "GetObject", Resource = "arn:aws:s3:::refused/*" }]
  })
}
