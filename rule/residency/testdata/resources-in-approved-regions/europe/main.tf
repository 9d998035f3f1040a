variable "region" {
  type = string
}

provider "aws" { # want pass
  region = "eu-central-1"
}

provider "aws" { # want not-applicable
  alias  = "virginia"
  region = "us-east-1"
}

provider "aws" { # want fail "makes resources in us-east-2"
  alias  = "ohio"
  region = "us-east-2"
}

provider "aws" { # want unknown
  alias  = "chosen"
  region = var.region
}

resource "aws_sqs_queue" "jobs" { # want pass
  name = "jobs"
}

resource "aws_sqs_queue" "virginia" { # want fail "lies in us-east-1"
  provider = aws.virginia
  name     = "virginia"
}

resource "aws_sqs_queue" "chosen" { # want unknown "is not known"
  provider = aws.chosen
  name     = "chosen"
}

resource "aws_sqs_queue" "own_region" { # want fail "us-west-2"
  region = "us-west-2"
  name   = "own-region"
}
