variable "class" {
  type = string
}

provider "aws" {
  region = "us-east-2"
}

resource "aws_sqs_queue" "personal" { # want fail "us-east-2"
  name = "personal"
  tags = { data-class = "personal" }
}

resource "aws_sqs_queue" "plain" { # want not-applicable
  name = "plain"
}

resource "aws_sqs_queue" "perhaps" { # want unknown
  name = "perhaps"
  tags = { data-class = var.class }
}
