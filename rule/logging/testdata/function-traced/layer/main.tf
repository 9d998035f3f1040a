resource "aws_lambda_function" "layered" { # want pass
  function_name = "layered"
  role          = "arn:aws:iam::111122223333:role/orders"
  layers = ["arn:aws:lambda:eu-central-1:111122223333:layer:tracer:7"]
}

resource "aws_lambda_function" "other" { # want fail
  function_name = "other"
  role          = "arn:aws:iam::111122223333:role/orders"
  layers = ["arn:aws:lambda:eu-central-1:111122223333:layer:json:7"]
}

