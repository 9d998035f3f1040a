terraform {
  required_providers {
    aws = { # want fail "no lock file pins it"
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
    archive = { # want pass
      source  = "hashicorp/archive"
      version = "2.7.1"
    }
  }
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}
