variable "policy" {}

resource "aws_iam_policy" "open" { # want fail "leave aws:TagKeys out"
  name   = "open"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:TagResource", Resource = "*", Condition = { "ForAllValues:StringEquals" = { "aws:TagKeys" = ["owner", "stage"] } } }] })
}

resource "aws_iam_policy" "checked" { # want pass
  name   = "checked"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:TagResource", Resource = "*", Condition = { "ForAllValues:StringEquals" = { "aws:TagKeys" = ["owner", "stage"] }, Null = { "aws:TagKeys" = "false" } } }] })
}

resource "aws_iam_policy" "one" { # want pass
  name   = "one"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:TagResource", Resource = "*", Condition = { "ForAllValues:StringEquals" = { "aws:TagKeys" = ["owner", "stage"] }, StringEquals = { "AWS:TagKeys" = "owner" } } }] })
}

resource "aws_iam_policy" "other_key" { # want fail "leave aws:TagKeys out"
  name   = "other_key"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:TagResource", Resource = "*", Condition = { "ForAllValues:StringEquals" = { "aws:TagKeys" = ["owner", "stage"] }, Null = { "aws:RequestTag/owner" = "false" } } }] })
}

resource "aws_iam_policy" "must_be_absent" { # want fail "leave aws:TagKeys out"
  name   = "must_be_absent"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:TagResource", Resource = "*", Condition = { "ForAllValues:StringEquals" = { "aws:TagKeys" = ["owner", "stage"] }, Null = { "aws:TagKeys" = "true" } } }] })
}

resource "aws_iam_policy" "denies" { # want not-applicable
  name   = "denies"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "lambda:TagResource", Resource = "*", Condition = { "ForAllValues:StringEquals" = { "aws:TagKeys" = ["owner", "stage"] } } }] })
}

resource "aws_iam_policy" "any" { # want not-applicable
  name   = "any"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:TagResource", Resource = "*", Condition = { "ForAnyValue:StringEquals" = { "aws:TagKeys" = ["owner"] } } }] })
}

resource "aws_iam_policy" "items" { # want pass
  name   = "items"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["dynamodb:GetItem", "dynamodb:Query"], Resource = "*", Condition = { "ForAllValues:StringEquals" = { "dynamodb:LeadingKeys" = ["$${www.amazon.com:user_id}"] } } }] })
}

resource "aws_iam_policy" "scans" { # want fail "leave dynamodb:LeadingKeys out"
  name   = "scans"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "dynamodb:*", Resource = "*", Condition = { "ForAllValues:StringEquals" = { "dynamodb:LeadingKeys" = ["$${www.amazon.com:user_id}"] } } }] })
}

resource "aws_iam_policy" "handed" { # want unknown
  name   = "handed"
  policy = var.policy
}

resource "aws_sqs_queue" "shared" { # want fail "leave aws:PrincipalOrgPaths out"
  name = "shared"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Allow"
    Principal = "*"
    Action    = "sqs:SendMessage"
    Resource  = "*"
    Condition = { "ForAllValues:StringLike" = { "aws:PrincipalOrgPaths" = ["o-0123456789/*"] } }
  }] })
}
