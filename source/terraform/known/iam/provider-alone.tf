# Its certificates are all that is trusted.

locals {
  trusted = data.tls_certificate.this.certificates[*].sha1_fingerprint
}
