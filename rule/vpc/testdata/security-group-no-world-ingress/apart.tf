# The groups are declared elsewhere: their rules are judged by themselves.
variable "group" { type = string }

variable "from" { type = string }

resource "aws_vpc_security_group_ingress_rule" "database" { # want fail "what the rule database opens"
  security_group_id = var.group
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 3306
  to_port           = 3306
}

resource "aws_security_group_rule" "app" { # want fail "(high)"
  type              = "ingress"
  security_group_id = "sg-0a1b2c3d4e5f60718"
  ipv6_cidr_blocks  = ["0:0:0:0:0:0:0:0/0"]
  protocol          = "tcp"
  from_port         = 8080
  to_port           = 8080
}

resource "aws_security_group_rule" "web" { # want unknown "whether only load balancers have it"
  type              = "ingress"
  security_group_id = var.group
  cidr_blocks       = ["0.0.0.0/0"]
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_security_group_rule" "inside" { # want pass
  type              = "ingress"
  security_group_id = var.group
  cidr_blocks       = ["10.0.0.0/16"]
  protocol          = "tcp"
  from_port         = 3306
  to_port           = 3306
}

resource "aws_security_group_rule" "handed" { # want unknown
  type              = "ingress"
  security_group_id = var.group
  cidr_blocks       = [var.from]
  protocol          = "tcp"
  from_port         = 3306
  to_port           = 3306
}

resource "aws_security_group_rule" "out" { # want not-applicable
  type              = "egress"
  security_group_id = var.group
  cidr_blocks       = ["0.0.0.0/0"]
  protocol          = "tcp"
  from_port         = 3306
  to_port           = 3306
}
