# Nothing of the estate is seen to use it: a note.
resource "aws_cloudwatch_log_group" "else" { # want fail "(info)"
  name              = "/ecs/shop"
  retention_in_days = 7
}
