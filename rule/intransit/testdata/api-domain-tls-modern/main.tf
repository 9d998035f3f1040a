variable "p" {}
resource "aws_api_gateway_domain_name" "old" { # want fail "old versions"
  domain_name = "old.example.com"
  security_policy = "TLS_1_0"
}

resource "aws_api_gateway_domain_name" "modern" { # want pass
  domain_name = "modern.example.com"
  security_policy = "TLS_1_2"
}

resource "aws_api_gateway_domain_name" "enhanced" { # want pass
  domain_name = "enhanced.example.com"
  security_policy = "SecurityPolicy_TLS13_1_3_2025_09"
}

resource "aws_api_gateway_domain_name" "silent" { # want fail "(medium)"
  domain_name = "silent.example.com"

}

resource "aws_api_gateway_domain_name" "handed" { # want unknown
  domain_name = "handed.example.com"
  security_policy = var.p
}

resource "aws_api_gateway_domain_name" "odd" { # want unknown
  domain_name = "odd.example.com"
  security_policy = "SecurityPolicy_X"
}

resource "aws_apigatewayv2_domain_name" "http" { # want pass
  domain_name = "http.example.com"
}
