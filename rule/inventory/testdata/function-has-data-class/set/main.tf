variable "class" {
  type = string
}

resource "aws_sqs_queue" "tagged" { # want pass
  name = "tagged"
  tags = { data-class = "personal" }
}

resource "aws_sqs_queue" "none" { # want pass
  name = "none"
  tags = { data-class = "none" }
}

resource "aws_sns_topic" "listed" { # want pass
  name = "listed"
}

resource "aws_sqs_queue" "bare" { # want fail "does not state what data it handles"
  name = "bare"
}

resource "aws_sqs_queue" "strange" { # want fail "which inventory.data_classes does not have"
  name = "strange"
  tags = { data-class = "secret" }
}

resource "aws_sqs_queue" "variable" { # want unknown
  name = "variable"
  tags = { data-class = var.class }
}
