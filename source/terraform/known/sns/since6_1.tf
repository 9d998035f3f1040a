# Since 6.1 a hyphen stands between the prefix of a name and what is made up,
# and since 6.1.3 the owner's account is a condition of the first statement.

locals {
  name_prefix = "${local.bare}-"
  own = {
    sid      = "DefaultStatementID"
    variable = "AWS:SourceAccount"
    actions  = ["Subscribe", "SetTopicAttributes", "RemovePermission", "Publish", "ListSubscriptionsByTopic", "GetTopicAttributes", "DeleteTopic", "AddPermission"]
  }
}
