# The group is declared elsewhere: its rules are judged by themselves.
variable "group" { type = string }

resource "aws_security_group_rule" "ssh" { # want fail "what the rule ssh opens"
  type              = "ingress"
  security_group_id = var.group
  cidr_blocks       = ["0.0.0.0/0"]
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
}

resource "aws_security_group_rule" "web" { # want pass
  type              = "ingress"
  security_group_id = var.group
  cidr_blocks       = ["0.0.0.0/0"]
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
}
