resource "aws_lb_target_group" "f" {
  name        = "f"
  target_type = "lambda"
}
resource "aws_lb_target_group" "ip" {
  name        = "ip"
  target_type = "ip"
}
variable "p" {}
resource "aws_lb" "open" {
  name = "open"

}

resource "aws_lb" "inside" {
  name = "inside"
  internal = true
}

resource "aws_lb_listener" "plain" { # want fail "without encryption"
  load_balancer_arn = aws_lb.open.arn
  protocol = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.f.arn
  }
}

resource "aws_lb_listener" "plain_inside" { # want fail "(medium)"
  load_balancer_arn = aws_lb.inside.arn
  protocol = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.f.arn
  }
}

resource "aws_lb_listener" "old" { # want fail "old versions"
  load_balancer_arn = aws_lb.open.arn
  protocol = "HTTPS"
  ssl_policy = "ELBSecurityPolicy-2016-08"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.f.arn
  }
}

resource "aws_lb_listener" "default" { # want fail
  load_balancer_arn = aws_lb.open.arn
  protocol = "HTTPS"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.f.arn
  }
}

resource "aws_lb_listener" "modern" { # want pass
  load_balancer_arn = aws_lb.open.arn
  protocol = "HTTPS"
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.f.arn
  }
}

resource "aws_lb_listener" "handed" { # want unknown
  load_balancer_arn = aws_lb.open.arn
  protocol = "HTTPS"
  ssl_policy = var.p
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.f.arn
  }
}

resource "aws_lb_listener" "ip" { # want not-applicable
  load_balancer_arn = aws_lb.open.arn
  protocol = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.ip.arn
  }
}

resource "aws_lb_listener" "redirect" { # want not-applicable
  load_balancer_arn = aws_lb.open.arn
  protocol = "HTTP"
  default_action {
    type = "redirect"
    redirect { protocol = "HTTPS" }
  }
}
