variable "mutability" {
  type = string
}

resource "aws_ecr_repository" "immutable" { # want pass
  name                 = "immutable"
  image_tag_mutability = "IMMUTABLE"
}

resource "aws_ecr_repository" "mutable" { # want fail "(medium)"
  name = "mutable"
}

resource "aws_ecr_repository" "by_digest" { # want fail "(low)"
  name                 = "by-digest"
  image_tag_mutability = "MUTABLE"
}

resource "aws_ecr_repository" "excluded" { # want fail "can be moved in excluded"
  name                 = "excluded"
  image_tag_mutability = "IMMUTABLE_WITH_EXCLUSION"
  image_tag_mutability_exclusion_filter {
    filter      = "latest*"
    filter_type = "WILDCARD"
  }
}

resource "aws_ecr_repository" "not_excluded" { # want pass
  name                 = "not-excluded"
  image_tag_mutability = "IMMUTABLE_WITH_EXCLUSION"
  image_tag_mutability_exclusion_filter {
    filter      = "dev-*"
    filter_type = "WILDCARD"
  }
}

resource "aws_ecr_repository" "maybe" { # want unknown "var.mutability"
  name                 = "maybe"
  image_tag_mutability = var.mutability
}

resource "aws_ecr_repository" "unused" { # want fail "(info)"
  name = "unused"
}

resource "aws_lambda_function" "a" {
  function_name = "a"
  role          = "arn:aws:iam::111122223333:role/x"
  package_type = "Image"
  image_uri    = "${aws_ecr_repository.mutable.repository_url}:1.2"
}

resource "aws_lambda_function" "b" {
  function_name = "b"
  role          = "arn:aws:iam::111122223333:role/x"
  package_type = "Image"
  image_uri    = "${aws_ecr_repository.by_digest.repository_url}@sha256:0000000000000000000000000000000000000000000000000000000000000000"
}

resource "aws_lambda_function" "c" {
  function_name = "c"
  role          = "arn:aws:iam::111122223333:role/x"
  package_type = "Image"
  image_uri    = "${aws_ecr_repository.excluded.repository_url}:latest"
}

resource "aws_lambda_function" "d" {
  function_name = "d"
  role          = "arn:aws:iam::111122223333:role/x"
  package_type = "Image"
  image_uri    = "${aws_ecr_repository.not_excluded.repository_url}:1.2"
}

resource "aws_lambda_function" "e" {
  function_name = "e"
  role          = "arn:aws:iam::111122223333:role/x"
  package_type = "Image"
  image_uri    = "${aws_ecr_repository.maybe.repository_url}:1"
}
