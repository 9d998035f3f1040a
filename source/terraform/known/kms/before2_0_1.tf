# Before 2.0.1 those who administer a key did not replicate it.

locals {
  administer_more = []
}
