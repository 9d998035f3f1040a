variable "guests" { type = bool }
resource "aws_cognito_identity_pool" "open" { # want fail "Anyone on the internet"
  identity_pool_name = "open"
  allow_unauthenticated_identities = true
}

resource "aws_cognito_identity_pool" "closed" { # want pass
  identity_pool_name = "closed"
  allow_unauthenticated_identities = false
}

resource "aws_cognito_identity_pool" "classic" { # want fail "(medium)"
  identity_pool_name = "classic"
  allow_classic_flow = true
}

resource "aws_cognito_identity_pool" "handed" { # want unknown
  identity_pool_name = "handed"
  allow_unauthenticated_identities = var.guests
}
