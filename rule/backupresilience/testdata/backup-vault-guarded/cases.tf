variable "policy" {
  type = string
}

resource "aws_backup_vault" "bare" { # want fail "may delete the backups in bare"
  name = "bare"
}

resource "aws_backup_plan" "bare" {
  name = "bare"
  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.bare.name
  }
}

resource "aws_backup_vault" "locked" { # want pass
  name = "locked"
}

resource "aws_backup_plan" "locked" {
  name = "locked"
  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.locked.name
  }
}

resource "aws_backup_vault_lock_configuration" "locked" {
  backup_vault_name   = aws_backup_vault.locked.name
  changeable_for_days = 3
  min_retention_days  = 35
}

resource "aws_backup_vault" "governed" { # want pass
  name = "governed"
}

resource "aws_backup_plan" "governed" {
  name = "governed"
  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.governed.name
  }
}

resource "aws_backup_vault_lock_configuration" "governed" {
  backup_vault_name  = aws_backup_vault.governed.name
  min_retention_days = 35
}

resource "aws_backup_vault" "denied" { # want pass
  name = "denied"
}

resource "aws_backup_plan" "denied" {
  name = "denied"
  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.denied.name
  }
}

resource "aws_backup_vault_policy" "denied" {
  backup_vault_name = aws_backup_vault.denied.name
  policy            = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"]
      Resource  = "*"
    }]
  })
}

resource "aws_backup_vault" "half" { # want fail
  name = "half"
}

resource "aws_backup_plan" "half" {
  name = "half"
  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.half.name
  }
}

resource "aws_backup_vault_policy" "half" {
  backup_vault_name = aws_backup_vault.half.name
  policy            = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = ["backup:DeleteRecoveryPoint"]
      Resource  = "*"
    }]
  })
}

resource "aws_backup_vault" "perhaps" { # want unknown
  name = "perhaps"
}

resource "aws_backup_plan" "perhaps" {
  name = "perhaps"
  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.perhaps.name
  }
}

resource "aws_backup_vault_policy" "perhaps" {
  backup_vault_name = aws_backup_vault.perhaps.name
  policy            = var.policy
}

resource "aws_backup_vault" "empty" { # want not-applicable
  name = "empty"
}
