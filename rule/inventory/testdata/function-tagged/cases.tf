variable "owner" {
  type = string
}

variable "tags" {
  type = map(string)
}

resource "aws_sqs_queue" "tagged" { # want pass
  name = "tagged"
  tags = { owner = "payments" }
}

resource "aws_sqs_queue" "bare" { # want fail "bare lacks the tag owner"
  name = "bare"
}

resource "aws_sqs_queue" "capital" { # want fail "in place of Owner"
  name = "capital"
  tags = { Owner = "payments" }
}

resource "aws_sqs_queue" "empty" { # want fail
  name = "empty"
  tags = { owner = "" }
}

resource "aws_sqs_queue" "variable" { # want pass
  name = "variable"
  tags = { owner = var.owner }
}

resource "aws_sqs_queue" "unknown" { # want unknown "tags"
  name = "unknown"
  tags = var.tags
}

resource "aws_sqs_queue" "merged" { # want pass
  name = "merged"
  tags = merge(var.tags, { owner = "payments" })
}
