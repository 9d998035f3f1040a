package main

import (
	"fmt"
	"io"
	"text/template"
)

// PerFile is how many functions a file of the flat form holds.
const perFile = 40

func writeFlat(dir folder, e estate) error {
	body, err := template.New("service").Parse(serviceText)
	if err != nil {
		return err
	}
	if err := dir.text("variables.tf", variablesText); err != nil {
		return err
	}
	for first := 0; first < e.functions; first += perFile {
		err := dir.write(fmt.Sprintf("services_%04d.tf", first/perFile), func(w io.Writer) error {
			for i := first; i < min(first+perFile, e.functions); i++ {
				if err := body.Execute(w, e.service(i)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

const variablesText = `terraform {
  required_version = ">= 1.9"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region = var.region
  default_tags {
    tags = local.tags
  }
}

variable "region" {
  type    = string
  default = "eu-central-1"
}

variable "stage" {
  type        = string
  default     = "production"
  description = "The environment that names and tags carry."
}

variable "log_key_arn" {
  type    = string
  default = "arn:aws:kms:eu-central-1:123456789012:key/5e1b2f0c-0d0a-4c6e-9d51-3f5f5f1c7a10"
}

locals {
  prefix = "acme-${var.stage}"
  tags = {
    stage = var.stage
    owner = "cloud-team"
  }
  common_environment = {
    STAGE     = var.stage
    LOG_LEVEL = "info"
  }
}
`

const serviceText = `
# {{.Name}}: owned by {{.Team}}
resource "aws_lambda_function" "{{.Label}}" {
  function_name = "${local.prefix}-{{.Name}}"
  role          = aws_iam_role.{{.Label}}.arn
  runtime       = "{{.Runtime}}"
  handler       = "{{.Handler}}"
  filename      = "${path.module}/build/{{.Name}}.zip"
  memory_size   = {{.Memory}}
  timeout       = {{.Timeout}}
  kms_key_arn   = {{if eq .Flaw "key"}}null{{else}}var.log_key_arn{{end}}

  environment {
    variables = merge(local.common_environment, {
      STORE   = {{.StoreType}}.{{.Label}}.{{if eq .Store "queue"}}url{{else}}id{{end}}
      FEATURE = "{{.Team}}"
{{- if .Secret}}
      DATABASE_URL = "{{.Secret}}"
{{- end}}
    })
  }

  tracing_config {
    mode = "{{.Tracing}}"
  }

  tags = merge(local.tags, { service = "{{.Name}}", team = "{{.Team}}" })
}

resource "aws_iam_role" "{{.Label}}" {
  name = "${local.prefix}-{{.Name}}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
  tags = local.tags
}
{{if eq .Policy "data"}}
data "aws_iam_policy_document" "{{.Label}}" {
  statement {
    sid       = "Store"
    actions   = [{{range $i, $a := .Actions}}{{if $i}}, {{end}}"{{$a}}"{{end}}]
    resources = [{{template "resource" .}}]
  }
  statement {
    sid       = "Logs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.{{.Label}}.arn}:*"]
  }
}
{{end}}
resource "aws_iam_role_policy" "{{.Label}}" {
  name = "{{.Name}}"
  role = aws_iam_role.{{.Label}}.id
{{- if eq .Policy "data"}}
  policy = data.aws_iam_policy_document.{{.Label}}.json
{{- else if eq .Policy "heredoc"}}
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Sid": "Store",
          "Effect": "Allow",
          "Action": [{{range $i, $a := .Actions}}{{if $i}}, {{end}}"{{$a}}"{{end}}],
          "Resource": {{if .Wide}}"*"{{else}}"${{"{"}}{{.StoreType}}.{{.Label}}.arn}{{if eq .Store "bucket"}}/*{{end}}"{{end}}
        },
        {
          "Sid": "Logs",
          "Effect": "Allow",
          "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
          "Resource": "${aws_cloudwatch_log_group.{{.Label}}.arn}:*"
        }
      ]
    }
  EOT
{{- else}}
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Store"
        Effect   = "Allow"
        Action   = [{{range $i, $a := .Actions}}{{if $i}}, {{end}}"{{$a}}"{{end}}]
        Resource = {{template "resource" .}}
      },
      {
        Sid      = "Logs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.{{.Label}}.arn}:*"
      },
    ]
  })
{{- end}}
}

resource "aws_cloudwatch_log_group" "{{.Label}}" {
  name = "/aws/lambda/${local.prefix}-{{.Name}}"
{{- if .Retention}}
  retention_in_days = {{.Retention}}
{{- end}}
  kms_key_id = {{if eq .Flaw "key"}}null{{else}}var.log_key_arn{{end}}
  tags       = local.tags
}
{{if eq .Store "table"}}
resource "aws_dynamodb_table" "{{.Label}}" {
  name         = "${local.prefix}-{{.Name}}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "pk"

  attribute {
    name = "pk"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  tags = merge(local.tags, { team = "{{.Team}}" })
}
{{else if eq .Store "queue"}}
resource "aws_sqs_queue" "{{.Label}}" {
  name                       = "${local.prefix}-{{.Name}}"
  visibility_timeout_seconds = {{.Timeout}} * 6
  sqs_managed_sse_enabled    = {{if eq .Flaw "key"}}false{{else}}true{{end}}
  tags                       = merge(local.tags, { team = "{{.Team}}" })
}
{{else}}
resource "aws_s3_bucket" "{{.Label}}" {
  bucket        = "${local.prefix}-{{.Name}}"
  force_destroy = var.stage != "production"
  tags          = merge(local.tags, { team = "{{.Team}}" })
}
{{end}}
{{- if eq .Store "queue"}}
resource "aws_lambda_event_source_mapping" "{{.Label}}" {
  event_source_arn                   = aws_sqs_queue.{{.Label}}.arn
  function_name                      = aws_lambda_function.{{.Label}}.arn
  batch_size                         = 10
  maximum_batching_window_in_seconds = 5
}
{{else}}
resource "aws_lambda_permission" "{{.Label}}" {
  statement_id  = "AllowInvoke"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.{{.Label}}.function_name
{{- if eq .Store "bucket"}}
  principal     = "s3.amazonaws.com"
{{- if ne .Flaw "source"}}
  source_arn     = aws_s3_bucket.{{.Label}}.arn
  source_account = "123456789012"
{{- end}}
{{- else}}
  principal     = "events.amazonaws.com"
{{- if ne .Flaw "source"}}
  source_arn    = "arn:aws:events:${var.region}:123456789012:rule/{{.Name}}"
{{- end}}
{{- end}}
}
{{end}}
{{- define "resource"}}{{if .Wide}}"*"{{else if eq .Store "bucket"}}"${aws_s3_bucket.{{.Label}}.arn}/*"{{else}}{{.StoreType}}.{{.Label}}.arn{{end}}{{end}}`
