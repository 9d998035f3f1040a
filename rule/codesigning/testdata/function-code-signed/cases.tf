variable "config" {
  type = string
}

resource "aws_lambda_code_signing_config" "enforce" {
  allowed_publishers {
    signing_profile_version_arns = ["arn:aws:signer:eu-central-1:111122223333:/signing-profiles/release/AbCdEf"]
  }
  policies {
    untrusted_artifact_on_deployment = "Enforce"
  }
}

resource "aws_lambda_code_signing_config" "warn" {
  allowed_publishers {
    signing_profile_version_arns = ["arn:aws:signer:eu-central-1:111122223333:/signing-profiles/release/AbCdEf"]
  }
}

resource "aws_lambda_function" "signed" { # want pass
  function_name = "signed"
  role          = "arn:aws:iam::111122223333:role/x"
  code_signing_config_arn = aws_lambda_code_signing_config.enforce.arn
}

resource "aws_lambda_function" "warns" { # want fail "only warns"
  function_name = "warns"
  role          = "arn:aws:iam::111122223333:role/x"
  code_signing_config_arn = aws_lambda_code_signing_config.warn.arn
}

resource "aws_lambda_function" "unsigned" { # want fail "(low)"
  function_name = "unsigned"
  role          = "arn:aws:iam::111122223333:role/x"
  runtime = "python3.14"
}

resource "aws_lambda_function" "maybe" { # want unknown "may be empty"
  function_name = "maybe"
  role          = "arn:aws:iam::111122223333:role/x"
  code_signing_config_arn = var.config
}

resource "aws_lambda_function" "elsewhere" { # want unknown "was not read"
  function_name = "elsewhere"
  role          = "arn:aws:iam::111122223333:role/x"
  code_signing_config_arn = "arn:aws:lambda:eu-central-1:111122223333:code-signing-config:csc-0123456789abcdef0"
}

resource "aws_lambda_function" "image" { # want not-applicable
  function_name = "image"
  role          = "arn:aws:iam::111122223333:role/x"
  package_type = "Image"
  image_uri    = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders:1"
}
