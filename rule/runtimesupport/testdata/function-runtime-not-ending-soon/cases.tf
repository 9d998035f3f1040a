variable "runtime" {
  type = string
}

resource "aws_lambda_function" "far" { # want pass
  function_name = "far"
  role          = "arn:aws:iam::111122223333:role/x"
  runtime = "python3.14"
}

resource "aws_lambda_function" "soon" { # want fail "ends on 2027-04-30"
  function_name = "soon"
  role          = "arn:aws:iam::111122223333:role/x"
  runtime = "nodejs22.x"
}

resource "aws_lambda_function" "ended" { # want not-applicable
  function_name = "ended"
  role          = "arn:aws:iam::111122223333:role/x"
  runtime = "nodejs18.x"
}

resource "aws_lambda_function" "maybe" { # want unknown "var.runtime"
  function_name = "maybe"
  role          = "arn:aws:iam::111122223333:role/x"
  runtime = var.runtime
}

resource "aws_lambda_function" "image" { # want not-applicable
  function_name = "image"
  role          = "arn:aws:iam::111122223333:role/x"
  package_type = "Image"
  image_uri    = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders:1"
}
