variable "pgp_key" {
  type = string
}

resource "aws_iam_user" "partner" {
  name = "partner"
}

resource "aws_iam_access_key" "clear" { # want fail "state holds the secret"
  user = aws_iam_user.partner.name
}

resource "aws_iam_access_key" "encrypted" { # want pass
  user    = aws_iam_user.partner.name
  pgp_key = "keybase:partner"
}

resource "aws_iam_access_key" "maybe" { # want unknown "may be empty"
  user    = aws_iam_user.partner.name
  pgp_key = var.pgp_key
}
