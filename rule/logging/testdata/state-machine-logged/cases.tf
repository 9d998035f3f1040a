variable "level" {
  type = string
}

resource "aws_sfn_state_machine" "error" { # want pass
  name       = "error"
  role_arn   = "arn:aws:iam::111122223333:role/workflow"
  definition = "{}"
  logging_configuration {
    level           = "ERROR"
    log_destination = "arn:aws:logs:eu-central-1:111122223333:log-group:w:*"
  }
}

resource "aws_sfn_state_machine" "bare" { # want fail "(medium)"
  name       = "bare"
  role_arn   = "arn:aws:iam::111122223333:role/workflow"
  definition = "{}"
}

resource "aws_sfn_state_machine" "off" { # want fail
  name       = "off"
  role_arn   = "arn:aws:iam::111122223333:role/workflow"
  definition = "{}"
  logging_configuration {
    level = "OFF"
  }
}

resource "aws_sfn_state_machine" "express" { # want fail "(high)"
  name       = "express"
  role_arn   = "arn:aws:iam::111122223333:role/workflow"
  definition = "{}"
  type = "EXPRESS"
}

resource "aws_sfn_state_machine" "perhaps" { # want unknown
  name       = "perhaps"
  role_arn   = "arn:aws:iam::111122223333:role/workflow"
  definition = "{}"
  logging_configuration {
    level = var.level
  }
}

