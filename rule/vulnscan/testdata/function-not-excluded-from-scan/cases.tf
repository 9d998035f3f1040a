variable "tags" {
  type = map(string)
}

resource "aws_lambda_function" "tagged" { # want pass
  function_name = "tagged"
  role          = "arn:aws:iam::111122223333:role/x"
  tags = { owner = "orders" }
}

resource "aws_lambda_function" "untagged" { # want pass
  function_name = "untagged"
  role          = "arn:aws:iam::111122223333:role/x"
  runtime = "python3.14"
}

resource "aws_lambda_function" "excluded" { # want fail "excluded from scanning by a tag"
  function_name = "excluded"
  role          = "arn:aws:iam::111122223333:role/x"
  tags = { InspectorExclusion = "LambdaStandardScanning" }
}

resource "aws_lambda_function" "code_excluded" { # want fail "(low)"
  function_name = "code_excluded"
  role          = "arn:aws:iam::111122223333:role/x"
  tags = { InspectorCodeExclusion = "LambdaCodeScanning" }
}

resource "aws_lambda_function" "maybe" { # want unknown
  function_name = "maybe"
  role          = "arn:aws:iam::111122223333:role/x"
  tags = var.tags
}
