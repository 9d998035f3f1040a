variable "who" {}
variable "org" {}
resource "aws_lambda_layer_version_permission" "open" { # want fail "Anyone may fetch"
  layer_name     = "sdk"
  version_number = 1
  statement_id   = "open"
  action         = "lambda:GetLayerVersion"
  principal = "*"
}

resource "aws_lambda_layer_version_permission" "org" { # want pass
  layer_name     = "sdk"
  version_number = 1
  statement_id   = "org"
  action         = "lambda:GetLayerVersion"
  principal = "*"
  organization_id = "o-a1b2c3d4e5"
}

resource "aws_lambda_layer_version_permission" "named" { # want pass
  layer_name     = "sdk"
  version_number = 1
  statement_id   = "named"
  action         = "lambda:GetLayerVersion"
  principal = "111122223333"
}

resource "aws_lambda_layer_version_permission" "handed" { # want unknown
  layer_name     = "sdk"
  version_number = 1
  statement_id   = "handed"
  action         = "lambda:GetLayerVersion"
  principal = var.who
}

resource "aws_lambda_layer_version_permission" "handed_org" { # want unknown
  layer_name     = "sdk"
  version_number = 1
  statement_id   = "handed_org"
  action         = "lambda:GetLayerVersion"
  principal = "*"
  organization_id = var.org
}
