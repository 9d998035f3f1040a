# Documents that nothing here uses: whether functions run with a role that gets
# them cannot be told.
data "aws_iam_policy_document" "every_table" { # want unknown "nothing here uses the document"
  statement {
    actions   = ["dynamodb:PutItem"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "one_table" { # want pass
  statement {
    actions   = ["dynamodb:PutItem"]
    resources = ["arn:aws:dynamodb:eu-central-1:111122223333:table/orders"]
  }
}

data "aws_iam_policy_document" "of_a_queue" { # want not-applicable
  statement {
    actions   = ["sqs:SendMessage"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["111122223333"]
    }
  }
}
