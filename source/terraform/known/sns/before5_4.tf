# Before 5.4 the first statement named an action more, which SNS does not have.

locals {
  name_prefix = local.bare
  own = {
    sid      = "__default_statement_ID"
    variable = "AWS:SourceOwner"
    actions  = ["Subscribe", "SetTopicAttributes", "RemovePermission", "Receive", "Publish", "ListSubscriptionsByTopic", "GetTopicAttributes", "DeleteTopic", "AddPermission"]
  }
}
