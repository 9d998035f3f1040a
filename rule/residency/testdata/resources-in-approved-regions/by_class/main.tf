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

# Nobody has said what it holds: that is not none.
resource "aws_sqs_queue" "plain" { # want unknown "nobody has stated what the queue plain holds"
  name = "plain"
}

resource "aws_sqs_queue" "nothing" { # want not-applicable
  name = "nothing"
  tags = { data-class = "none" }
}

resource "aws_sqs_queue" "confidential" { # want not-applicable
  name = "confidential"
  tags = { data-class = "confidential" }
}

resource "aws_sqs_queue" "perhaps" { # want unknown
  name = "perhaps"
  tags = { data-class = var.class }
}
