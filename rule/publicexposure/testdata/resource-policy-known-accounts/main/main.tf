variable "who" {}
data "aws_elb_service_account" "main" {}
resource "aws_sqs_queue" "foreign" { # want fail "444455556666"
  name   = "foreign"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Action = "sqs:SendMessage", Resource = "*" }] })
}

resource "aws_sqs_queue" "own" { # want pass
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/x" }, Action = "sqs:SendMessage", Resource = "*" }] })
}

resource "aws_sqs_queue" "trusted" { # want pass
  name   = "trusted"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "777788889999" }, Action = "sqs:SendMessage", Resource = "*" }] })
}

resource "aws_sqs_queue" "service" { # want not-applicable
  name   = "service"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "sns.amazonaws.com" }, Action = "sqs:SendMessage", Resource = "*" }] })
}

resource "aws_sqs_queue" "handed" { # want unknown
  name   = "handed"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = var.who }, Action = "sqs:SendMessage", Resource = "*" }] })
}

resource "aws_sqs_queue" "logs" { # want not-applicable
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = data.aws_elb_service_account.main.arn }, Action = "sqs:SendMessage", Resource = "*" }] })
}

resource "aws_sqs_queue" "none" { # want not-applicable
  name = "none"
}
resource "aws_kms_grant" "foreign" { # want fail "444455556666"
  key_id            = "k"
  grantee_principal = "arn:aws:iam::444455556666:role/x"
  operations        = ["Decrypt"]
}
