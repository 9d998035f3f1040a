provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "policy" {}

resource "aws_vpc_endpoint" "bare" { # want fail "it has no policy"
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.eu-central-1.s3"
}

resource "aws_vpc_endpoint" "open" { # want fail "Strangers' principals and resources pass"
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.eu-central-1.s3"
  policy       = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*" }] })
}

resource "aws_vpc_endpoint" "splits" { # want fail
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.eu-central-1.s3"
  policy       = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = ["s3:Get*", "s3:Put*"], Resource = "*" }] })
}

resource "aws_vpc_endpoint" "byorg" { # want pass
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.eu-central-1.s3"
  policy       = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-a1b2c3d4e5" } } }] })
}

resource "aws_vpc_endpoint" "byresource" { # want pass
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.eu-central-1.s3"
  policy       = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*", Condition = { StringEquals = { "aws:ResourceOrgID" = "o-a1b2c3d4e5" } } }] })
}

resource "aws_vpc_endpoint" "byaccount" { # want pass
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.eu-central-1.s3"
  policy       = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*", Condition = { StringEquals = { "aws:ResourceAccount" = "111122223333" } } }] })
}

resource "aws_vpc_endpoint" "named" { # want pass
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.eu-central-1.s3"
  policy       = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:*", Resource = ["arn:aws:s3:::acme-data", "arn:aws:s3:::acme-data/*"] }] })
}

resource "aws_vpc_endpoint" "layers" { # want pass
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.eu-central-1.s3"
  policy       = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-a1b2c3d4e5" } } }, { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*" }] })
}

resource "aws_vpc_endpoint" "denied" { # want pass
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.eu-central-1.s3"
  policy       = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*" }, { Effect = "Deny", Principal = "*", Action = "*", Resource = "*", Condition = { StringNotEquals = { "aws:ResourceOrgID" = "o-a1b2c3d4e5" } } }] })
}

resource "aws_vpc_endpoint" "unread" { # want unknown
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.eu-central-1.s3"
  policy       = var.policy
}

resource "aws_vpc_endpoint" "table" { # want fail
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.eu-central-1.dynamodb"
  policy       = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*" }] })
}

resource "aws_vpc_endpoint" "keys" { # want pass
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.eu-central-1.kms"
  policy       = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-a1b2c3d4e5" } } }] })
  vpc_endpoint_type = "Interface"
}

resource "aws_vpc_endpoint" "queue" {
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.eu-central-1.sqs"
  vpc_endpoint_type = "Interface"
}

resource "aws_vpc_endpoint" "partner" {
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.vpce.eu-central-1.vpce-svc-0e123abc123198abc"
  vpc_endpoint_type = "Interface"
}
