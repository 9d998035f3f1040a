variable "token" {
  type = string
}

variable "type" {
  type = string
}

resource "random_password" "db" {
  length = 32
}

resource "aws_ssm_parameter" "secure" { # want pass
  name  = "/orders/db/password"
  type  = "SecureString"
  value = random_password.db.result
}

# Peers fail every String.
resource "aws_ssm_parameter" "table" { # want pass
  name  = "/orders/table"
  type  = "String"
  value = "orders"
}

resource "aws_ssm_parameter" "reference" { # want pass
  name  = "/orders/db/password-secret"
  type  = "String"
  value = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:orders-db-AbCdEf"
}

resource "aws_ssm_parameter" "clear" { # want fail "holds a secret in clear"
  name  = "/orders/db/password"
  type  = "String"
  value = "hunter2again"
}

resource "aws_ssm_parameter" "generated" { # want fail "(high)"
  name  = "/orders/db/admin"
  type  = "String"
  value = random_password.db.result
}

resource "aws_ssm_parameter" "placeholder" { # want fail "(low)"
  name  = "/orders/api-token"
  type  = "String"
  value = "changeme"
}

resource "aws_ssm_parameter" "maybe" { # want unknown "name of a secret"
  name  = "/orders/api-token"
  type  = "String"
  value = var.token
}

resource "aws_ssm_parameter" "maybe_type" { # want unknown "var.type"
  name  = "/orders/db/password"
  type  = var.type
  value = "hunter2again"
}

resource "aws_ssm_parameter" "of_aws" { # want not-applicable
  name  = "/cdk-bootstrap/hnb659fds/token"
  type  = "String"
  value = "hunter2again1"
}

resource "aws_ssm_parameter" "allowed" { # want pass
  name  = "/public/site-token"
  type  = "String"
  value = "0123456789abcdef0123"
}
