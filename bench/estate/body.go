package main

import (
	"fmt"
	"io"
	"strings"
	"text/template"
)

// The module whose six resources all functions share.
const (
	moduleDir = "modules/service"
	bodyFile  = moduleDir + "/main.tf"
)

func writeModules(dir folder, e estate) error {
	if err := writeBody(dir, bodyFile, "var", false); err != nil {
		return err
	}
	if err := dir.text("variables.tf", variablesText); err != nil {
		return err
	}
	for first := 0; first < e.functions; first += perFile {
		err := dir.write(fmt.Sprintf("services_%04d.tf", first/perFile), func(w io.Writer) error {
			for i := first; i < min(first+perFile, e.functions); i++ {
				s := e.service(i)
				if _, err := fmt.Fprintf(w, "module %q {\n  source = \"./%s\"\n%s  tags = local.tags\n}\n\n", s.Label, moduleDir, inputs(s, "  ")); err != nil {
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

func writeForEach(dir folder, e estate) error {
	if err := writeBody(dir, bodyFile, "var", false); err != nil {
		return err
	}
	call := "module \"service\" {\n  source   = \"./" + moduleDir + "\"\n  for_each = local.services\n\n"
	for _, name := range inputNames {
		call += fmt.Sprintf("  %s = each.value.%s\n", name, name)
	}
	if err := dir.text("main.tf", call+"  tags = local.tags\n}\n"); err != nil {
		return err
	}
	return writeServices(dir, e)
}

func writeResources(dir folder, e estate) error {
	if err := writeBody(dir, "main.tf", "each.value", true); err != nil {
		return err
	}
	return writeServices(dir, e)
}

// writeServices writes the map of all services that for_each runs over.
func writeServices(dir folder, e estate) error {
	if err := dir.text("variables.tf", variablesText); err != nil {
		return err
	}
	return dir.write("services.tf", func(w io.Writer) error {
		if _, err := io.WriteString(w, "locals {\n  services = {\n"); err != nil {
			return err
		}
		for i := range e.functions {
			s := e.service(i)
			if _, err := fmt.Fprintf(w, "    %q = {\n%s    }\n", s.Name, inputs(s, "      ")); err != nil {
				return err
			}
		}
		_, err := io.WriteString(w, "  }\n}\n")
		return err
	})
}

var inputNames = [...]string{
	"name", "team", "runtime", "handler", "memory_size", "timeout", "actions", "wide",
	"tracing", "retention", "environment", "source_arn", "kms_key_arn",
}

// inputs are the arguments by which one service differs from another.
func inputs(s service, indent string) string {
	table := actions("table")
	if s.Wide() {
		table = s.Actions
	}
	source := fmt.Sprintf(`"arn:aws:events:${var.region}:123456789012:rule/%s"`, s.Name)
	if s.Flaw == "source" {
		source = "null"
	}
	key := "var.log_key_arn"
	if s.Flaw == "key" {
		key = "null"
	}
	environment := fmt.Sprintf("{ FEATURE = %q }", s.Team)
	if s.Secret != "" {
		environment = fmt.Sprintf("{ FEATURE = %q, DATABASE_URL = %q }", s.Team, s.Secret)
	}
	values := [...]string{
		fmt.Sprintf("%q", s.Name), fmt.Sprintf("%q", s.Team), fmt.Sprintf("%q", s.Runtime), fmt.Sprintf("%q", s.Handler),
		fmt.Sprint(s.Memory), fmt.Sprint(s.Timeout), `["` + strings.Join(table, `", "`) + `"]`, fmt.Sprint(s.Wide()),
		fmt.Sprintf("%q", s.Tracing), fmt.Sprint(s.Retention), environment, source, key,
	}
	var text strings.Builder
	for i, name := range inputNames {
		fmt.Fprintf(&text, "%s%s = %s\n", indent, name, values[i])
	}
	return text.String()
}

// writeBody writes the six resources; each repeats them in place, with their
// inputs behind from, otherwise the file is a module and declares them.
func writeBody(dir folder, name, from string, each bool) error {
	body, err := template.New("body").Parse(bodyText)
	if err != nil {
		return err
	}
	key := ""
	if each {
		key = "[each.key]"
	}
	return dir.write(name, func(w io.Writer) error {
		return body.Execute(w, map[string]any{"In": from, "Each": each, "Key": key, "Names": inputNames})
	})
}

const bodyText = `{{if not .Each}}{{range .Names}}variable "{{.}}" {
  default = null
}

{{end}}variable "tags" {
  type    = map(string)
  default = {}
}

{{end}}resource "aws_lambda_function" "this" {
{{- template "each" .}}
  function_name = "acme-${ {{.In}}.name}"
  role          = aws_iam_role.this{{.Key}}.arn
  runtime       = {{.In}}.runtime
  handler       = {{.In}}.handler
  filename      = "${path.module}/build/${ {{.In}}.name}.zip"
  memory_size   = {{.In}}.memory_size
  timeout       = {{.In}}.timeout
  kms_key_arn   = {{.In}}.kms_key_arn

  environment {
    variables = merge({ TABLE = aws_dynamodb_table.this{{.Key}}.name, LOG_LEVEL = "info" }, {{.In}}.environment)
  }

  tracing_config {
    mode = {{.In}}.tracing
  }

  tags = merge({{template "tags" .}}, { service = {{.In}}.name, team = {{.In}}.team })
}

resource "aws_iam_role" "this" {
{{- template "each" .}}
  name = "acme-${ {{.In}}.name}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
  tags = {{template "tags" .}}
}

data "aws_iam_policy_document" "this" {
{{- template "each" .}}
  statement {
    sid       = "Store"
    actions   = {{.In}}.actions
    resources = [{{.In}}.wide ? "*" : aws_dynamodb_table.this{{.Key}}.arn]
  }
  statement {
    sid       = "Logs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.this{{.Key}}.arn}:*"]
  }
}

resource "aws_iam_role_policy" "this" {
{{- template "each" .}}
  name   = {{.In}}.name
  role   = aws_iam_role.this{{.Key}}.id
  policy = data.aws_iam_policy_document.this{{.Key}}.json
}

resource "aws_cloudwatch_log_group" "this" {
{{- template "each" .}}
  name              = "/aws/lambda/acme-${ {{.In}}.name}"
  retention_in_days = {{.In}}.retention
  kms_key_id        = {{.In}}.kms_key_arn
  tags              = {{template "tags" .}}
}

resource "aws_dynamodb_table" "this" {
{{- template "each" .}}
  name         = "acme-${ {{.In}}.name}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "pk"

  attribute {
    name = "pk"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  tags = {{template "tags" .}}
}

resource "aws_lambda_permission" "this" {
{{- template "each" .}}
  statement_id  = "AllowInvoke"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this{{.Key}}.function_name
  principal     = "events.amazonaws.com"
  source_arn    = {{.In}}.source_arn
}
{{define "each"}}{{if .Each}}
  for_each      = local.services{{end}}{{end}}{{define "tags"}}{{if .Each}}local.tags{{else}}var.tags{{end}}{{end}}`
