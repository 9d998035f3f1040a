module "local" { # want pass
  source = "./local"
}

module "registry" { # want pass
  source  = "terraform-aws-modules/lambda/aws"
  version = "8.1.0"
}

module "pessimistic" { # want pass
  source  = "terraform-aws-modules/lambda/aws"
  version = "~> 8.1"
}

module "floating" { # want fail "newest at the next init"
  source = "terraform-aws-modules/lambda/aws"
}

module "open" { # want fail "takes every version"
  source  = "terraform-aws-modules/lambda/aws"
  version = ">= 8.1"
}

module "tag" { # want pass
  source = "git::https://example.org/orders.git?ref=v1.2.0"
}

module "commit" { # want pass
  source = "git::https://example.org/orders.git//sub?depth=1&ref=0123456789abcdef0123456789abcdef01234567"
}

module "none" { # want fail "has no ref"
  source = "github.com/acme/orders"
}

module "branch" { # want fail "the branch main"
  source = "git::ssh://git@example.org/orders.git?ref=main"
}

module "archive" { # want unknown "an archive"
  source = "https://example.org/orders.zip"
}
