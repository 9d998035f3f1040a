variable "auth" {}
resource "awscc_lambda_web_function_endpoint" "open" { # want fail "Anyone on the internet"
  function_name = "shop"
  auth_type     = "ApplicationManaged"
}
resource "awscc_lambda_web_function_endpoint" "signed" { # want pass
  function_name = "shop"
  auth_type     = "IamAuth"
}
resource "awscc_lambda_web_function_endpoint" "silent" { # want unknown "no default"
  function_name = "shop"
}
resource "awscc_lambda_web_function_endpoint" "handed" { # want unknown
  function_name = "shop"
  auth_type     = var.auth
}
