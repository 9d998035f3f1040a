# Only the second provider tells its account: that of the first may be the one
# that the permission names.
provider "aws" {}

provider "aws" {
  alias               = "audit"
  allowed_account_ids = ["111122223333"]
}

# The provider tells it, whether or not anything is made with it.
variable "audited" { type = bool }

resource "aws_sqs_queue" "audit" {
  count    = var.audited ? 1 : 0
  provider = aws.audit
  name     = "audit"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_lambda_permission" "other" { # want unknown "accounts.own"
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = "444455556666"
}

resource "aws_lambda_permission" "read" { # want pass
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = "111122223333"
}
