resource "aws_ecr_registry_scanning_configuration" "this" {
  scan_type = "ENHANCED"
  rule {
    scan_frequency = "CONTINUOUS_SCAN"
    repository_filter {
      filter      = "orders-*"
      filter_type = "WILDCARD"
    }
  }
}

resource "aws_ecr_repository" "covered" { # want pass
  name = "orders-api"
}

# The registry's configuration wins over the repository's own.
resource "aws_ecr_repository" "left_out" { # want fail "leave it out"
  name = "billing-api"
  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_lambda_function" "a" {
  function_name = "a"
  role          = "arn:aws:iam::111122223333:role/x"
  package_type = "Image"
  image_uri    = "${aws_ecr_repository.covered.repository_url}:1"
}

resource "aws_lambda_function" "b" {
  function_name = "b"
  role          = "arn:aws:iam::111122223333:role/x"
  package_type = "Image"
  image_uri    = "${aws_ecr_repository.left_out.repository_url}:1"
}
