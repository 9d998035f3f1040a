variable "filters" {
  type = map(string)
}

resource "aws_iam_role" "edge" { # want unknown "a distribution may call the function edge"
  name               = "edge"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = ["lambda.amazonaws.com", "edgelambda.amazonaws.com"] } },
    ]
  })
}

resource "aws_lambda_function" "edge" {
  function_name = "edge"
  role          = aws_iam_role.edge.arn
  publish       = true
}

resource "aws_cloudfront_distribution" "shop" {
  enabled = true
  default_cache_behavior {
    target_origin_id       = "shop"
    viewer_protocol_policy = "https-only"
    dynamic "lambda_function_association" {
      for_each = var.filters
      content {
        event_type = lambda_function_association.key
        lambda_arn = lambda_function_association.value
      }
    }
  }
}
