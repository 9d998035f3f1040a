provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "some" {}

resource "aws_vpclattice_target_group" "functions" {
  name = "functions"
  type = "LAMBDA"
}

resource "aws_vpclattice_target_group" "machines" {
  name = "machines"
  type = "INSTANCE"
}

resource "aws_vpclattice_service_network" "asks" {
  name      = "asks"
  auth_type = "AWS_IAM"
}

resource "aws_vpclattice_service_network" "open" {
  name = "open"
}

resource "aws_vpclattice_service" "none" { # want fail "asks nobody who calls"
  name = "none"
}

resource "aws_vpclattice_listener" "none" {
  name               = "none"
  protocol           = "HTTPS"
  service_identifier = aws_vpclattice_service.none.id
  default_action {
    forward {
      target_groups {
        target_group_identifier = aws_vpclattice_target_group.functions.id
      }
    }
  }
}

resource "aws_vpclattice_service" "written" { # want fail "asks nobody who calls"
  name = "written"
  auth_type = "NONE"
}

resource "aws_vpclattice_listener" "written" {
  name               = "written"
  protocol           = "HTTPS"
  service_identifier = aws_vpclattice_service.written.id
  default_action {
    forward {
      target_groups {
        target_group_identifier = aws_vpclattice_target_group.functions.id
      }
    }
  }
}

resource "aws_vpclattice_service" "iam" { # want pass
  name = "iam"
  auth_type = "AWS_IAM"
}

resource "aws_vpclattice_listener" "iam" {
  name               = "iam"
  protocol           = "HTTPS"
  service_identifier = aws_vpclattice_service.iam.id
  default_action {
    forward {
      target_groups {
        target_group_identifier = aws_vpclattice_target_group.functions.id
      }
    }
  }
}

resource "aws_vpclattice_service" "named" { # want pass
  name = "named"
  auth_type = "AWS_IAM"
}

resource "aws_vpclattice_listener" "named" {
  name               = "named"
  protocol           = "HTTPS"
  service_identifier = aws_vpclattice_service.named.id
  default_action {
    forward {
      target_groups {
        target_group_identifier = aws_vpclattice_target_group.functions.id
      }
    }
  }
}

resource "aws_vpclattice_auth_policy" "named" {
  resource_identifier = aws_vpclattice_service.named.arn
  policy              = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/web" }, Action = "vpc-lattice-svcs:Invoke", Resource = "*" }] })
}

resource "aws_vpclattice_service" "everyone" { # want fail "lets everyone in"
  name = "everyone"
  auth_type = "AWS_IAM"
}

resource "aws_vpclattice_listener" "everyone" {
  name               = "everyone"
  protocol           = "HTTPS"
  service_identifier = aws_vpclattice_service.everyone.id
  default_action {
    forward {
      target_groups {
        target_group_identifier = aws_vpclattice_target_group.functions.id
      }
    }
  }
}

resource "aws_vpclattice_auth_policy" "everyone" {
  resource_identifier = aws_vpclattice_service.everyone.arn
  policy              = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "vpc-lattice-svcs:Invoke", Resource = "*" }] })
}

resource "aws_vpclattice_service" "organisation" { # want pass
  name = "organisation"
  auth_type = "AWS_IAM"
}

resource "aws_vpclattice_listener" "organisation" {
  name               = "organisation"
  protocol           = "HTTPS"
  service_identifier = aws_vpclattice_service.organisation.id
  default_action {
    forward {
      target_groups {
        target_group_identifier = aws_vpclattice_target_group.functions.id
      }
    }
  }
}

resource "aws_vpclattice_auth_policy" "organisation" {
  resource_identifier = aws_vpclattice_service.organisation.arn
  policy              = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "vpc-lattice-svcs:Invoke", Resource = "*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-a1b2c3d4e5" } } }] })
}

resource "aws_vpclattice_service" "network" { # want pass
  name = "network"
}

resource "aws_vpclattice_listener" "network" {
  name               = "network"
  protocol           = "HTTPS"
  service_identifier = aws_vpclattice_service.network.id
  default_action {
    forward {
      target_groups {
        target_group_identifier = aws_vpclattice_target_group.functions.id
      }
    }
  }
}

resource "aws_vpclattice_service_network_service_association" "network" {
  service_identifier         = aws_vpclattice_service.network.id
  service_network_identifier = aws_vpclattice_service_network.asks.id
}

resource "aws_vpclattice_service" "open_network" { # want fail "asks nobody who calls"
  name = "open-network"
}

resource "aws_vpclattice_listener" "open_network" {
  name               = "open-network"
  protocol           = "HTTPS"
  service_identifier = aws_vpclattice_service.open_network.id
  default_action {
    forward {
      target_groups {
        target_group_identifier = aws_vpclattice_target_group.functions.id
      }
    }
  }
}

resource "aws_vpclattice_service_network_service_association" "open_network" {
  service_identifier         = aws_vpclattice_service.open_network.id
  service_network_identifier = aws_vpclattice_service_network.open.id
}

resource "aws_vpclattice_service" "machines" { # want not-applicable
  name = "machines"
}

resource "aws_vpclattice_listener" "machines" {
  name               = "machines"
  protocol           = "HTTPS"
  service_identifier = aws_vpclattice_service.machines.id
  default_action {
    forward {
      target_groups {
        target_group_identifier = aws_vpclattice_target_group.machines.id
      }
    }
  }
}

resource "aws_vpclattice_service" "some_auth" { # want unknown
  name = "some-auth"
  auth_type = var.some
}

resource "aws_vpclattice_listener" "some_auth" {
  name               = "some-auth"
  protocol           = "HTTPS"
  service_identifier = aws_vpclattice_service.some_auth.id
  default_action {
    forward {
      target_groups {
        target_group_identifier = aws_vpclattice_target_group.functions.id
      }
    }
  }
}

resource "aws_vpclattice_service" "some_condition" { # want unknown
  name = "some-condition"
  auth_type = "AWS_IAM"
}

resource "aws_vpclattice_listener" "some_condition" {
  name               = "some-condition"
  protocol           = "HTTPS"
  service_identifier = aws_vpclattice_service.some_condition.id
  default_action {
    forward {
      target_groups {
        target_group_identifier = aws_vpclattice_target_group.functions.id
      }
    }
  }
}

resource "aws_vpclattice_auth_policy" "some_condition" {
  resource_identifier = aws_vpclattice_service.some_condition.arn
  policy              = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "vpc-lattice-svcs:Invoke", Resource = "*", Condition = var.some }] })
}
