variable "days" {
  type = number
}

resource "aws_lambda_function" "user" {
  function_name = "user"
  role          = "arn:aws:iam::111122223333:role/x"
  environment {
    variables = {
      A = aws_secretsmanager_secret.rotated.arn
      B = aws_secretsmanager_secret.static.arn
      C = aws_secretsmanager_secret.seldom.name
      D = aws_secretsmanager_secret.maybe.id
      E = aws_secretsmanager_secret.scheduled.arn
      F = aws_secretsmanager_secret.partner.arn
    }
  }
}

resource "aws_secretsmanager_secret" "rotated" { # want pass
  name = "rotated"
}

resource "aws_secretsmanager_secret_rotation" "rotated" {
  secret_id           = aws_secretsmanager_secret.rotated.id
  rotation_lambda_arn = "arn:aws:lambda:eu-central-1:111122223333:function:rotate"
  rotation_rules {
    automatically_after_days = 30
  }
}

resource "aws_secretsmanager_secret" "scheduled" { # want pass
  name = "scheduled"
}

resource "aws_secretsmanager_secret_rotation" "scheduled" {
  secret_id           = aws_secretsmanager_secret.scheduled.id
  rotation_lambda_arn = "arn:aws:lambda:eu-central-1:111122223333:function:rotate"
  rotation_rules {
    schedule_expression = "cron(0 4 1 * ? *)"
  }
}

resource "aws_secretsmanager_secret" "static" { # want fail "does not rotate, and user uses it"
  name = "static"
}

resource "aws_secretsmanager_secret" "partner" { # want fail "(medium)"
  name = "partner"
}

resource "aws_secretsmanager_secret" "seldom" { # want fail "every 200 days only"
  name = "seldom"
}

resource "aws_secretsmanager_secret_rotation" "seldom" {
  secret_id           = aws_secretsmanager_secret.seldom.id
  rotation_lambda_arn = "arn:aws:lambda:eu-central-1:111122223333:function:rotate"
  rotation_rules {
    automatically_after_days = 200
  }
}

resource "aws_secretsmanager_secret" "maybe" { # want unknown "automatically_after_days"
  name = "maybe"
}

resource "aws_secretsmanager_secret_rotation" "maybe" {
  secret_id           = aws_secretsmanager_secret.maybe.id
  rotation_lambda_arn = "arn:aws:lambda:eu-central-1:111122223333:function:rotate"
  rotation_rules {
    automatically_after_days = var.days
  }
}

resource "aws_secretsmanager_secret" "unused" { # want fail "(info)"
  name = "unused"
}
