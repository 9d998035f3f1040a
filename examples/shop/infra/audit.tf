resource "aws_s3_bucket" "audit" {
  bucket = "shop-audit-111122223333"
}

resource "aws_s3_bucket_public_access_block" "audit" {
  bucket                  = aws_s3_bucket.audit.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "audit" {
  bucket = aws_s3_bucket.audit.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_policy" "audit" {
  bucket = aws_s3_bucket.audit.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TLSOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.audit.arn, "${aws_s3_bucket.audit.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

resource "aws_lambda_function" "audit_export" {
  function_name = "audit-export"
  role          = aws_iam_role.audit_export.arn
  runtime       = "python3.13"
  handler       = "export.handler"
  filename      = "audit-export.zip"
  environment {
    variables = { BUCKET = aws_s3_bucket.audit.bucket }
  }
  kms_key_arn = aws_kms_key.shop.arn
  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "audit_export" {
  name              = "/aws/lambda/audit-export"
  retention_in_days = 400
  kms_key_id        = aws_kms_key.shop.arn
}

resource "aws_iam_role" "audit_export" {
  name               = "audit-export"
  assume_role_policy = data.aws_iam_policy_document.lambda_trust.json
}

resource "aws_iam_role_policy" "audit_export" {
  name = "bucket"
  role = aws_iam_role.audit_export.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["s3:PutObject"], Resource = "${aws_s3_bucket.audit.arn}/exports/*" },
      { Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "${aws_cloudwatch_log_group.audit_export.arn}:*" },
    ]
  })
}

resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "audit-export-nightly"
  schedule_expression = "cron(0 2 * * ? *)"
}

resource "aws_cloudwatch_event_target" "nightly" {
  rule = aws_cloudwatch_event_rule.nightly.name
  arn  = aws_lambda_function.audit_export.arn
}

resource "aws_lambda_permission" "nightly" {
  function_name = aws_lambda_function.audit_export.function_name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.nightly.arn
}
