provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_api_gateway_rest_api" "shop" { name = "shop" }

resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_rest_api.shop.root_resource_id
  path_part   = "orders"
}

resource "aws_iam_role" "api" {
  name               = "api"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "apigateway.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "api" {
  role = aws_iam_role.api.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sqs:SendMessage", Resource = "*" },
    { Effect = "Allow", Action = "dynamodb:PutItem", Resource = [aws_dynamodb_table.orders.arn, aws_dynamodb_table.signed.arn] },
    { Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.files.arn}/*" },
  ] })
}

# An open method sends what anyone likes into the queue.
resource "aws_sqs_queue" "jobs" { # want fail "jobs can be reached by anyone: anyone on the internet may send POST to jobs of the API shop"
  name = "jobs"
}

resource "aws_api_gateway_method" "jobs" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "POST"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "jobs" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_resource.orders.id
  http_method             = aws_api_gateway_method.jobs.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  credentials             = aws_iam_role.api.arn
  uri                     = "arn:aws:apigateway:eu-central-1:sqs:path/111122223333/${aws_sqs_queue.jobs.name}"
}

# The path names another queue.
resource "aws_sqs_queue" "jobs_late" { # want not-applicable
  name = "jobs-late"
}

# The template of an open method names the table.
resource "aws_dynamodb_table" "orders" { # want fail "orders can be reached by anyone"
  name = "orders"
}

resource "aws_api_gateway_method" "orders" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "PUT"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "orders" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_resource.orders.id
  http_method             = aws_api_gateway_method.orders.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  credentials             = aws_iam_role.api.arn
  uri                     = "arn:aws:apigateway:eu-central-1:dynamodb:action/PutItem"
  request_templates       = { "application/json" = "{\"TableName\": \"${aws_dynamodb_table.orders.name}\", \"Item\": {}}" }
}

# The role of the open method may write to this one, too, which the template does not name.
resource "aws_dynamodb_table" "signed" { # want unknown "whether the integration aws_api_gateway_integration.orders behind it reaches this"
  name = "signed"
}

# The role may do nothing with it.
resource "aws_dynamodb_table" "other" { # want not-applicable
  name = "other"
}

# Callers sign what they ask.
resource "aws_s3_bucket" "files" { # want pass
  bucket = "files"
}

resource "aws_api_gateway_method" "files" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "files" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_resource.orders.id
  http_method             = aws_api_gateway_method.files.http_method
  type                    = "AWS"
  integration_http_method = "GET"
  credentials             = aws_iam_role.api.arn
  uri                     = "arn:aws:apigateway:eu-central-1:s3:path/${aws_s3_bucket.files.id}/{key}"
}
