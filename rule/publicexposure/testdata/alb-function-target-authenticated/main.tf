resource "aws_lb_target_group" "f" {
  name        = "f"
  target_type = "lambda"
}
resource "aws_lb_target_group" "ip" {
  name        = "ip"
  target_type = "ip"
}
variable "internal" { type = bool }
resource "aws_lb" "open" {
  name = "open"

}

resource "aws_lb" "inside" {
  name = "inside"
  internal = true
}

resource "aws_lb" "handed" {
  name = "handed"
  internal = var.internal
}

resource "aws_lb_listener" "open" { # want fail "Anyone on the internet may start"
  load_balancer_arn = aws_lb.open.arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.f.arn
  }
}

resource "aws_lb_listener" "inside" { # want pass
  load_balancer_arn = aws_lb.inside.arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.f.arn
  }
}

resource "aws_lb_listener" "handed" { # want unknown
  load_balancer_arn = aws_lb.handed.arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.f.arn
  }
}

resource "aws_lb_listener" "auth" { # want pass
  load_balancer_arn = aws_lb.open.arn

  default_action {
    type = "authenticate-oidc"
    authenticate_oidc { issuer = "https://id.example.com" }
  }
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.f.arn
  }
}

resource "aws_lb_listener" "loose" { # want fail
  load_balancer_arn = aws_lb.open.arn

  default_action {
    type = "authenticate-oidc"
    authenticate_oidc {
      on_unauthenticated_request = "allow"
      issuer = "https://id.example.com"
    }
  }
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.f.arn
  }
}

resource "aws_lb_listener" "verify" { # want pass
  load_balancer_arn = aws_lb.open.arn
  mutual_authentication { mode = "verify" }
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.f.arn
  }
}

resource "aws_lb_listener" "ip" { # want not-applicable
  load_balancer_arn = aws_lb.open.arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.ip.arn
  }
}

resource "aws_lb_listener_rule" "open" { # want fail
  listener_arn = aws_lb_listener.ip.arn
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.f.arn
  }
}
