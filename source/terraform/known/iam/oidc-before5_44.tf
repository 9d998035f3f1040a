# Before 5.44 they could not tag their session.

locals {
  actions = ["sts:AssumeRoleWithWebIdentity"]
}
