variable "password" {
  type      = string
  sensitive = true
}

variable "type" {
  type = string
}

ephemeral "random_password" "db" {
  length = 32
}

resource "random_password" "db" {
  length = 32
}

provider "aws" { # want not-applicable
  region = "eu-central-1"
}

provider "aws" { # want pass
  alias      = "example"
  access_key = "AKIAIOSFODNN7EXAMPLE"
  secret_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
}

provider "aws" { # want fail "provider block holds a secret"
  alias      = "literal"
  access_key = "not-shown"
  secret_key = "q8Zt5vKp2LwX9rNb4sHdq8Zt5vKp2LwX9rNb4sHd"
}

provider "aws" { # want fail "(low)"
  alias      = "local"
  access_key = "test"
  secret_key = "test"
}

resource "aws_secretsmanager_secret_version" "generated" { # want pass
  secret_id     = "prod/db"
  secret_string = random_password.db.result
}

resource "aws_secretsmanager_secret_version" "document" { # want pass
  secret_id     = "prod/db"
  secret_string = jsonencode({ username = "app", password = random_password.db.result })
}

resource "aws_secretsmanager_secret_version" "write_only" { # want pass
  secret_id                = "prod/db"
  secret_string_wo         = ephemeral.random_password.db.result
  secret_string_wo_version = 1
}

resource "aws_secretsmanager_secret_version" "literal" { # want fail "stands in the template"
  secret_id     = "prod/db"
  secret_string = "letmein"
}

resource "aws_secretsmanager_secret_version" "literal_document" { # want fail "(critical)"
  secret_id     = "prod/db"
  secret_string = jsonencode({ username = "app", password = "letmein2026" })
}

resource "aws_secretsmanager_secret_version" "placeholder" { # want fail "(low)"
  secret_id     = "prod/db"
  secret_string = "changeme"
}

resource "aws_ssm_parameter" "literal" { # want fail "value of"
  name  = "/db/password"
  type  = "SecureString"
  value = "letmein"
}

resource "aws_ssm_parameter" "plain" { # want not-applicable
  name  = "/db/name"
  type  = "String"
  value = "orders"
}

resource "aws_ssm_parameter" "maybe" { # want unknown "var.type"
  name  = "/db/name"
  type  = var.type
  value = "orders"
}

resource "aws_db_instance" "managed" { # want not-applicable
  identifier                  = "managed"
  manage_master_user_password = true
}

resource "aws_db_instance" "given" { # want pass
  identifier = "given"
  password   = var.password
}

resource "aws_db_instance" "literal" { # want fail "master password of literal"
  identifier = "literal"
  password   = "letmein2026"
}
