module "tag" { # want fail "can be moved"
  source = "git::https://example.org/orders.git?ref=v1.2.0"
}

module "commit" { # want pass
  source = "git::https://example.org/orders.git?ref=0123456789abcdef0123456789abcdef01234567"
}

module "registry" { # want fail "pins no commit"
  source  = "terraform-aws-modules/lambda/aws"
  version = "8.1.0"
}
