provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "auth" {}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_iam_role" "api" {
  name               = "api"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "apigateway.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "api" {
  role   = aws_iam_role.api.id
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["sqs:SendMessage", "states:StartExecution", "kinesis:PutRecord"], Resource = "*" }] })
}

resource "aws_sqs_queue" "jobs" { # want fail "anyone on the internet may call the route POST /jobs"
  name = "jobs"
}

resource "aws_apigatewayv2_integration" "jobs" {
  api_id              = aws_apigatewayv2_api.shop.id
  integration_type    = "AWS_PROXY"
  integration_subtype = "SQS-SendMessage"
  credentials_arn     = aws_iam_role.api.arn
  request_parameters  = { QueueUrl = aws_sqs_queue.jobs.url, MessageBody = "$request.body" }
}

resource "aws_apigatewayv2_route" "jobs" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "POST /jobs"
  target    = "integrations/${aws_apigatewayv2_integration.jobs.id}"
}

# A pipe takes over what anyone may put into the queue.
resource "aws_sfn_state_machine" "orders" { # want fail "the pipe orders brings what anyone may put into the queue jobs"
  name       = "orders"
  role_arn   = "arn:aws:iam::111122223333:role/states"
  definition = jsonencode({ StartAt = "a", States = { a = { Type = "Pass", End = true } } })
}

resource "aws_pipes_pipe" "orders" {
  name     = "orders"
  role_arn = "arn:aws:iam::111122223333:role/pipe"
  source   = aws_sqs_queue.jobs.arn
  target   = aws_sfn_state_machine.orders.arn
}

# Whether the route asks who calls is not known.
resource "aws_kinesis_stream" "clicks" { # want unknown
  name             = "clicks"
  retention_period = 48
}

resource "aws_apigatewayv2_integration" "clicks" {
  api_id              = aws_apigatewayv2_api.shop.id
  integration_type    = "AWS_PROXY"
  integration_subtype = "Kinesis-PutRecord"
  credentials_arn     = aws_iam_role.api.arn
  request_parameters  = { StreamName = aws_kinesis_stream.clicks.name, Data = "$request.body", PartitionKey = "a" }
}

resource "aws_apigatewayv2_route" "clicks" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "POST /clicks"
  authorization_type = var.auth
  target             = "integrations/${aws_apigatewayv2_integration.clicks.id}"
}

# A resolver of an API that takes keys reads the table.
resource "aws_dynamodb_table" "keyed" { # want fail "anyone with the API key may call keyed"
  name = "keyed"
}

resource "aws_appsync_graphql_api" "keyed" {
  name                = "keyed"
  authentication_type = "API_KEY"
}

resource "aws_appsync_datasource" "keyed" {
  api_id           = aws_appsync_graphql_api.keyed.id
  name             = "keyed"
  type             = "AMAZON_DYNAMODB"
  service_role_arn = "arn:aws:iam::111122223333:role/appsync"
  dynamodb_config { table_name = aws_dynamodb_table.keyed.name }
}

resource "aws_dynamodb_table" "signed" { # want pass
  name = "signed"
}

resource "aws_appsync_graphql_api" "signed" {
  name                = "signed"
  authentication_type = "AWS_IAM"
}

resource "aws_appsync_datasource" "signed" {
  api_id           = aws_appsync_graphql_api.signed.id
  name             = "signed"
  type             = "AMAZON_DYNAMODB"
  service_role_arn = "arn:aws:iam::111122223333:role/appsync"
  dynamodb_config { table_name = aws_dynamodb_table.signed.name }
}

# Its own policy lets everybody in.
resource "aws_sns_topic" "news" { # want fail "news can be reached by anyone"
  name = "news"
}

resource "aws_sns_topic_policy" "news" {
  arn    = aws_sns_topic.news.arn
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "sns:Publish", Resource = aws_sns_topic.news.arn }] })
}

# Devices prove who they are.
resource "aws_dynamodb_table" "metrics" { # want pass
  name = "metrics"
}

resource "aws_iot_topic_rule" "metrics" {
  name        = "metrics"
  enabled     = true
  sql         = "SELECT * FROM 'metrics'"
  sql_version = "2016-03-23"
  dynamodb {
    table_name     = aws_dynamodb_table.metrics.name
    hash_key_field = "id"
    hash_key_value = "$${id}"
    role_arn       = "arn:aws:iam::111122223333:role/iot"
  }
}

# Only functions use it.
resource "aws_dynamodb_table" "inner" { # want not-applicable
  name = "inner"
}

# Whether CloudFront asks its viewers who they are cannot be told.
resource "aws_s3_bucket" "site" { # want unknown "it lets in CloudFront"
  bucket = "site"
}

resource "aws_s3_bucket_policy" "site" {
  bucket = aws_s3_bucket.site.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect = "Allow", Principal = { Service = "cloudfront.amazonaws.com" }, Action = "s3:GetObject", Resource = "${aws_s3_bucket.site.arn}/*",
    Condition = { StringEquals = { "aws:SourceArn" = "arn:aws:cloudfront::111122223333:distribution/E1" } }
  }] })
}
