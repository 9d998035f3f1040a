resource "aws_lambda_function" "lost" { # want fail "Events that lost fails to process are lost"
  function_name = "lost"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_sns_topic" "lost" {
  name = "lost"
}

resource "aws_sns_topic_subscription" "lost" {
  topic_arn = aws_sns_topic.lost.arn
  protocol  = "lambda"
  endpoint  = aws_lambda_function.lost.arn
}

resource "aws_lambda_function" "dead" { # want pass
  function_name = "dead"
  role          = "arn:aws:iam::111122223333:role/orders"
  dead_letter_config {
    target_arn = "arn:aws:sqs:eu-central-1:111122223333:failed"
  }
}

resource "aws_sns_topic" "dead" {
  name = "dead"
}

resource "aws_sns_topic_subscription" "dead" {
  topic_arn = aws_sns_topic.dead.arn
  protocol  = "lambda"
  endpoint  = aws_lambda_function.dead.arn
}

resource "aws_lambda_function" "kept" { # want pass
  function_name = "kept"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_sns_topic" "kept" {
  name = "kept"
}

resource "aws_sns_topic_subscription" "kept" {
  topic_arn = aws_sns_topic.kept.arn
  protocol  = "lambda"
  endpoint  = aws_lambda_function.kept.arn
}

resource "aws_lambda_function_event_invoke_config" "kept" {
  function_name = aws_lambda_function.kept.function_name
  destination_config {
    on_failure {
      destination = "arn:aws:sqs:eu-central-1:111122223333:failed"
    }
  }
}

# The configuration is for another version than the one that is called.
resource "aws_lambda_function" "otherwise" { # want fail
  function_name = "otherwise"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_sns_topic" "otherwise" {
  name = "otherwise"
}

resource "aws_sns_topic_subscription" "otherwise" {
  topic_arn = aws_sns_topic.otherwise.arn
  protocol  = "lambda"
  endpoint  = aws_lambda_function.otherwise.arn
}

resource "aws_lambda_function_event_invoke_config" "otherwise" {
  function_name = aws_lambda_function.otherwise.function_name
  qualifier = "live"
  destination_config {
    on_failure {
      destination = "arn:aws:sqs:eu-central-1:111122223333:failed"
    }
  }
}

resource "aws_lambda_function" "aliased" { # want pass
  function_name = "aliased"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_sns_topic" "aliased" {
  name = "aliased"
}

resource "aws_sns_topic_subscription" "aliased" {
  topic_arn = aws_sns_topic.aliased.arn
  protocol  = "lambda"
  endpoint  = "${aws_lambda_function.aliased.arn}:live"
}

resource "aws_lambda_function_event_invoke_config" "aliased" {
  function_name = aws_lambda_function.aliased.function_name
  qualifier = "live"
  destination_config {
    on_failure {
      destination = "arn:aws:sqs:eu-central-1:111122223333:failed"
    }
  }
}

# No call of its own is asynchronous.
resource "aws_lambda_function" "polled" { # want not-applicable
  function_name = "polled"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_lambda_event_source_mapping" "polled" {
  function_name    = aws_lambda_function.polled.arn
  event_source_arn = "arn:aws:sqs:eu-central-1:111122223333:jobs"
}

resource "aws_lambda_function" "web" { # want not-applicable
  function_name = "web"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_lambda_function_url" "web" {
  function_name      = aws_lambda_function.web.function_name
  authorization_type = "AWS_IAM"
}

resource "aws_lambda_function" "alone" { # want unknown "nothing here says what calls it"
  function_name = "alone"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_lambda_function" "permitted" { # want fail
  function_name = "permitted"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_lambda_permission" "permitted" {
  function_name = aws_lambda_function.permitted.function_name
  action        = "lambda:InvokeFunction"
  principal     = "s3.amazonaws.com"
  source_arn    = "arn:aws:s3:::acme-files"
}

resource "aws_lambda_function" "many" { # want fail
  function_name = "many"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_s3_bucket_notification" "many" {
  bucket = "acme-uploads"
  dynamic "lambda_function" {
    for_each = toset(["a/", "b/"])
    content {
      lambda_function_arn = aws_lambda_function.many.arn
      events              = ["s3:ObjectCreated:*"]
      filter_prefix       = lambda_function.value
    }
  }
}
