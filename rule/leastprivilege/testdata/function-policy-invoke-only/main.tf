variable "action" {}
resource "aws_lambda_permission" "invoke" { # want pass
  function_name = "orders"
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
}

resource "aws_lambda_permission" "url" { # want pass
  function_name = "orders"
  action        = "lambda:InvokeFunctionUrl"
  principal     = "*"
}

resource "aws_lambda_permission" "all" { # want fail "more than to invoke"
  function_name = "orders"
  action        = "lambda:*"
  principal     = "events.amazonaws.com"
}

resource "aws_lambda_permission" "update" { # want fail
  function_name = "orders"
  action        = "lambda:UpdateFunctionCode"
  principal     = "events.amazonaws.com"
}

resource "aws_lambda_permission" "old" { # want fail "(info)"
  function_name = "orders"
  action        = "lambda:InvokeAsync"
  principal     = "events.amazonaws.com"
}

resource "aws_lambda_permission" "handed" { # want unknown
  function_name = "orders"
  action        = var.action
  principal     = "events.amazonaws.com"
}

resource "aws_lambda_layer_version_permission" "fetch" { # want pass
  layer_name     = "sdk"
  version_number = 1
  statement_id   = "x"
  action         = "lambda:GetLayerVersion"
  principal      = "111122223333"
}
