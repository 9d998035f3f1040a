variable "some" {}

resource "aws_s3_bucket" "files" {
  bucket = "acme-files"
}

resource "aws_cognito_identity_pool" "narrow" { # want pass
  identity_pool_name               = "narrow"
  allow_unauthenticated_identities = false
}

resource "aws_cognito_identity_pool_roles_attachment" "narrow" {
  identity_pool_id = aws_cognito_identity_pool.narrow.id
  roles            = { authenticated = aws_iam_role.narrow.arn }
}

resource "aws_iam_role" "narrow" {
  name               = "narrow"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "cognito-identity.amazonaws.com" }, Condition = { StringEquals = { "cognito-identity.amazonaws.com:aud" = aws_cognito_identity_pool.narrow.id }, "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = "authenticated" } } }] })
}

resource "aws_iam_role_policy" "narrow" {
  role   = aws_iam_role.narrow.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.files.arn}/$${cognito-identity.amazonaws.com:sub}/*" }] })
}

resource "aws_cognito_identity_pool" "named" { # want pass
  identity_pool_name               = "named"
  allow_unauthenticated_identities = false
}

resource "aws_cognito_identity_pool_roles_attachment" "named" {
  identity_pool_id = aws_cognito_identity_pool.named.id
  roles            = { authenticated = aws_iam_role.named.arn }
}

resource "aws_iam_role" "named" {
  name               = "named"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "cognito-identity.amazonaws.com" }, Condition = { StringEquals = { "cognito-identity.amazonaws.com:aud" = aws_cognito_identity_pool.named.id }, "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = "authenticated" } } }] })
}

resource "aws_iam_role_policy" "named" {
  role   = aws_iam_role.named.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "execute-api:Invoke", Resource = "arn:aws:execute-api:eu-central-1:111122223333:abcdef1234/*" }] })
}

resource "aws_cognito_identity_pool" "wide" { # want fail "may call s3:GetObject"
  identity_pool_name               = "wide"
  allow_unauthenticated_identities = false
}

resource "aws_cognito_identity_pool_roles_attachment" "wide" {
  identity_pool_id = aws_cognito_identity_pool.wide.id
  roles            = { authenticated = aws_iam_role.wide.arn }
}

resource "aws_iam_role" "wide" {
  name               = "wide"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "cognito-identity.amazonaws.com" }, Condition = { StringEquals = { "cognito-identity.amazonaws.com:aud" = aws_cognito_identity_pool.wide.id }, "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = "authenticated" } } }] })
}

resource "aws_iam_role_policy" "wide" {
  role   = aws_iam_role.wide.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}

resource "aws_cognito_identity_pool" "invokes" { # want fail "may call lambda:InvokeFunction on every function"
  identity_pool_name               = "invokes"
  allow_unauthenticated_identities = false
}

resource "aws_cognito_identity_pool_roles_attachment" "invokes" {
  identity_pool_id = aws_cognito_identity_pool.invokes.id
  roles            = { authenticated = aws_iam_role.invokes.arn }
}

resource "aws_iam_role" "invokes" {
  name               = "invokes"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "cognito-identity.amazonaws.com" }, Condition = { StringEquals = { "cognito-identity.amazonaws.com:aud" = aws_cognito_identity_pool.invokes.id }, "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = "authenticated" } } }] })
}

resource "aws_iam_role_policy" "invokes" {
  role   = aws_iam_role.invokes.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:InvokeFunction", Resource = "*" }] })
}

resource "aws_cognito_identity_pool" "any_pool" { # want fail "tokens of any identity pool"
  identity_pool_name               = "any_pool"
  allow_unauthenticated_identities = false
}

resource "aws_cognito_identity_pool_roles_attachment" "any_pool" {
  identity_pool_id = aws_cognito_identity_pool.any_pool.id
  roles            = { authenticated = aws_iam_role.any_pool.arn }
}

resource "aws_iam_role" "any_pool" {
  name               = "any_pool"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "cognito-identity.amazonaws.com" }, Condition = { "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = "authenticated" } } }] })
}

resource "aws_iam_role_policy" "any_pool" {
  role   = aws_iam_role.any_pool.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.files.arn}/$${cognito-identity.amazonaws.com:sub}/*" }] })
}

resource "aws_cognito_identity_pool" "no_amr" { # want fail "does not ask whether somebody signed in"
  identity_pool_name               = "no_amr"
  allow_unauthenticated_identities = false
}

resource "aws_cognito_identity_pool_roles_attachment" "no_amr" {
  identity_pool_id = aws_cognito_identity_pool.no_amr.id
  roles            = { authenticated = aws_iam_role.no_amr.arn }
}

resource "aws_iam_role" "no_amr" {
  name               = "no_amr"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "cognito-identity.amazonaws.com" }, Condition = { StringEquals = { "cognito-identity.amazonaws.com:aud" = aws_cognito_identity_pool.no_amr.id } } }] })
}

resource "aws_iam_role_policy" "no_amr" {
  role   = aws_iam_role.no_amr.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.files.arn}/$${cognito-identity.amazonaws.com:sub}/*" }] })
}

resource "aws_cognito_identity_pool" "guests_too" { # want fail "Guests may take"
  identity_pool_name               = "guests_too"
  allow_unauthenticated_identities = false
}

resource "aws_cognito_identity_pool_roles_attachment" "guests_too" {
  identity_pool_id = aws_cognito_identity_pool.guests_too.id
  roles            = { authenticated = aws_iam_role.guests_too.arn }
}

resource "aws_iam_role" "guests_too" {
  name               = "guests_too"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "cognito-identity.amazonaws.com" }, Condition = { StringEquals = { "cognito-identity.amazonaws.com:aud" = aws_cognito_identity_pool.guests_too.id }, "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = "unauthenticated" } } }] })
}

resource "aws_iam_role_policy" "guests_too" {
  role   = aws_iam_role.guests_too.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.files.arn}/$${cognito-identity.amazonaws.com:sub}/*" }] })
}

resource "aws_cognito_identity_pool" "guest" { # want pass
  identity_pool_name               = "guest"
  allow_unauthenticated_identities = true
}

resource "aws_cognito_identity_pool_roles_attachment" "guest" {
  identity_pool_id = aws_cognito_identity_pool.guest.id
  roles            = { unauthenticated = aws_iam_role.guest.arn }
}

resource "aws_iam_role" "guest" {
  name               = "guest"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "cognito-identity.amazonaws.com" }, Condition = { StringEquals = { "cognito-identity.amazonaws.com:aud" = aws_cognito_identity_pool.guest.id }, "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = "unauthenticated" } } }] })
}

resource "aws_iam_role_policy" "guest" {
  role   = aws_iam_role.guest.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["mobileanalytics:PutEvents", "cognito-sync:*"], Resource = "*" }] })
}

resource "aws_cognito_identity_pool" "guest_own" { # want pass
  identity_pool_name               = "guest_own"
  allow_unauthenticated_identities = true
}

resource "aws_cognito_identity_pool_roles_attachment" "guest_own" {
  identity_pool_id = aws_cognito_identity_pool.guest_own.id
  roles            = { unauthenticated = aws_iam_role.guest_own.arn }
}

resource "aws_iam_role" "guest_own" {
  name               = "guest_own"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "cognito-identity.amazonaws.com" }, Condition = { StringEquals = { "cognito-identity.amazonaws.com:aud" = aws_cognito_identity_pool.guest_own.id }, "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = "unauthenticated" } } }] })
}

resource "aws_iam_role_policy" "guest_own" {
  role   = aws_iam_role.guest_own.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.files.arn}/$${cognito-identity.amazonaws.com:sub}/*" }] })
}

resource "aws_cognito_identity_pool" "guest_reads" { # want fail "Everyone may call s3:GetObject as a guest"
  identity_pool_name               = "guest_reads"
  allow_unauthenticated_identities = true
}

resource "aws_cognito_identity_pool_roles_attachment" "guest_reads" {
  identity_pool_id = aws_cognito_identity_pool.guest_reads.id
  roles            = { unauthenticated = aws_iam_role.guest_reads.arn }
}

resource "aws_iam_role" "guest_reads" {
  name               = "guest_reads"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "cognito-identity.amazonaws.com" }, Condition = { StringEquals = { "cognito-identity.amazonaws.com:aud" = aws_cognito_identity_pool.guest_reads.id }, "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = "unauthenticated" } } }] })
}

resource "aws_iam_role_policy" "guest_reads" {
  role   = aws_iam_role.guest_reads.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.files.arn}/*" }] })
}

resource "aws_cognito_identity_pool" "guest_off" { # want not-applicable
  identity_pool_name               = "guest_off"
  allow_unauthenticated_identities = false
}

resource "aws_cognito_identity_pool_roles_attachment" "guest_off" {
  identity_pool_id = aws_cognito_identity_pool.guest_off.id
  roles            = { unauthenticated = aws_iam_role.guest_off.arn }
}

resource "aws_iam_role" "guest_off" {
  name               = "guest_off"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "cognito-identity.amazonaws.com" }, Condition = { StringEquals = { "cognito-identity.amazonaws.com:aud" = aws_cognito_identity_pool.guest_off.id }, "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = "unauthenticated" } } }] })
}

resource "aws_iam_role_policy" "guest_off" {
  role   = aws_iam_role.guest_off.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.files.arn}/*" }] })
}

resource "aws_cognito_identity_pool" "some_policy" { # want unknown
  identity_pool_name               = "some_policy"
  allow_unauthenticated_identities = false
}

resource "aws_cognito_identity_pool_roles_attachment" "some_policy" {
  identity_pool_id = aws_cognito_identity_pool.some_policy.id
  roles            = { authenticated = aws_iam_role.some_policy.arn }
}

resource "aws_iam_role" "some_policy" {
  name               = "some_policy"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "cognito-identity.amazonaws.com" }, Condition = { StringEquals = { "cognito-identity.amazonaws.com:aud" = aws_cognito_identity_pool.some_policy.id }, "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = "authenticated" } } }] })
}

resource "aws_iam_role_policy" "some_policy" {
  role   = aws_iam_role.some_policy.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = var.some }] })
}

resource "aws_cognito_identity_pool" "some_pool" { # want unknown "whether eu-central-1:11111111-1111-1111-1111-111111111111 is this pool"
  identity_pool_name               = "some_pool"
  allow_unauthenticated_identities = false
}

resource "aws_cognito_identity_pool_roles_attachment" "some_pool" {
  identity_pool_id = aws_cognito_identity_pool.some_pool.id
  roles            = { authenticated = aws_iam_role.some_pool.arn }
}

resource "aws_iam_role" "some_pool" {
  name               = "some_pool"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "cognito-identity.amazonaws.com" }, Condition = { StringEquals = { "cognito-identity.amazonaws.com:aud" = "eu-central-1:11111111-1111-1111-1111-111111111111" }, "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = "authenticated" } } }] })
}

resource "aws_iam_role_policy" "some_pool" {
  role   = aws_iam_role.some_pool.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.files.arn}/$${cognito-identity.amazonaws.com:sub}/*" }] })
}

resource "aws_cognito_identity_pool" "without" { # want not-applicable
  identity_pool_name = "without"
}

resource "aws_cognito_identity_pool" "elsewhere" { # want unknown "not declared here"
  identity_pool_name = "elsewhere"
}

resource "aws_cognito_identity_pool_roles_attachment" "elsewhere" {
  identity_pool_id = aws_cognito_identity_pool.elsewhere.id
  roles            = { authenticated = "arn:aws:iam::111122223333:role/users" }
}
