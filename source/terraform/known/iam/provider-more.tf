# From 5.26 up to 6.0 certificates are named beside those that it shows.

locals {
  trusted = distinct(concat(data.tls_certificate.this.certificates[*].sha1_fingerprint, var.additional_thumbprints))
}

variable "additional_thumbprints" {
  default = ["6938fd4d98bab03faadb97b34396831e3780aea1", "1c58a3a8518e8759bf075b76b750d4f2df264fcd"]
}
