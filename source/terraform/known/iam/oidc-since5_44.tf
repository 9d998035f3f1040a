# Since 5.44 they may tag their session.

locals {
  actions = ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"]
}
