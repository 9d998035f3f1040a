variable "scan" {
  type = bool
}

resource "aws_ecr_repository" "on_push" { # want pass
  name = "on-push"
  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_repository" "default" { # want fail "Nothing scans"
  name = "default"
}

resource "aws_ecr_repository" "maybe" { # want unknown
  name = "maybe"
  image_scanning_configuration {
    scan_on_push = var.scan
  }
}

resource "aws_ecr_repository" "unused" { # want fail "(info)"
  name = "unused"
}

resource "aws_lambda_function" "a" {
  function_name = "a"
  role          = "arn:aws:iam::111122223333:role/x"
  package_type = "Image"
  image_uri    = "${aws_ecr_repository.on_push.repository_url}:1"
}

resource "aws_lambda_function" "b" {
  function_name = "b"
  role          = "arn:aws:iam::111122223333:role/x"
  package_type = "Image"
  image_uri    = "${aws_ecr_repository.default.repository_url}:1"
}

resource "aws_lambda_function" "c" {
  function_name = "c"
  role          = "arn:aws:iam::111122223333:role/x"
  package_type = "Image"
  image_uri    = "${aws_ecr_repository.maybe.repository_url}:1"
}
