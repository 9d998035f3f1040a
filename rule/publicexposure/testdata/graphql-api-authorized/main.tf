variable "auth" {}
resource "aws_appsync_graphql_api" "key" { # want fail "Anyone with the API key"
  name = "key"
  authentication_type = "API_KEY"
}

resource "aws_appsync_graphql_api" "private" { # want pass
  name = "private"
  authentication_type = "API_KEY"
  visibility = "PRIVATE"
}

resource "aws_appsync_graphql_api" "iam" { # want pass
  name = "iam"
  authentication_type = "AWS_IAM"
}

resource "aws_appsync_graphql_api" "handed" { # want unknown
  name = "handed"
  authentication_type = var.auth
}

resource "aws_appsync_graphql_api" "also" { # want fail "parts of"
  name = "also"
  authentication_type = "AWS_IAM"
  additional_authentication_provider { authentication_type = "API_KEY" }
  schema = "type Query { a: String @aws_api_key }"
}

resource "aws_appsync_graphql_api" "unmarked" { # want pass
  name = "unmarked"
  authentication_type = "AWS_IAM"
  additional_authentication_provider { authentication_type = "API_KEY" }
  schema = "type Query { a: String }"
}

resource "aws_appsync_datasource" "also" {
  api_id = aws_appsync_graphql_api.also.id
  name   = "f"
  type   = "AWS_LAMBDA"
}

resource "aws_appsync_datasource" "unmarked" {
  api_id = aws_appsync_graphql_api.unmarked.id
  name   = "f"
  type   = "AWS_LAMBDA"
}
