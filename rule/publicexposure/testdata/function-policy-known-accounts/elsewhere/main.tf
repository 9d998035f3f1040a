# Only the second provider tells its account: that of the first may be the one
# that the permission names.
provider "aws" {}

provider "aws" {
  alias               = "audit"
  allowed_account_ids = ["111122223333"]
}

resource "aws_sqs_queue" "audit" {
  provider = aws.audit
  name     = "audit"
}

# A second one tells the account too, whether or not the first exists.
resource "aws_sqs_queue" "audit_dead" {
  provider = aws.audit
  name     = "audit-dead"
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
