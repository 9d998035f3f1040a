# Before 5.43 the issuer of the token was GitHub, whatever the call named.

locals {
  iss = "token.actions.githubusercontent.com"
}
