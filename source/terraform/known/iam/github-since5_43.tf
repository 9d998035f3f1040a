# Since 5.43 the issuer of the token is the one that the call names.

locals {
  iss = local.issuer
}
