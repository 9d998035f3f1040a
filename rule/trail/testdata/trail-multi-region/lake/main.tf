resource "aws_cloudtrail_event_data_store" "all" { # want pass
  name = "all"
}
