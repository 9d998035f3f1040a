resource "aws_iam_policy" "future" { # want unknown "in the catalogue"
  name = "future"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "frobnicator:DoIt", Resource = "*" },
    ]
  })
}

variable "document" {
  type = string
}

resource "aws_iam_policy" "p" { # want unknown
  name   = "p"
  policy = var.document
}
