# Before 6.1 a prefix was taken as it is, and the first statement was of the
# older form.

locals {
  name_prefix = local.bare
  own = {
    sid      = "__default_statement_ID"
    variable = "AWS:SourceOwner"
    actions  = ["Subscribe", "SetTopicAttributes", "RemovePermission", "Publish", "ListSubscriptionsByTopic", "GetTopicAttributes", "DeleteTopic", "AddPermission"]
  }
}
