package main

import (
	"encoding/json"
	"io"
)

// writeApplied writes plan.json: the estate as a plan that follows an apply, in
// which nothing changes and everything is known.
func writeApplied(dir folder, e estate) error {
	return dir.write("plan.json", func(w io.Writer) error {
		p := printer{w: w}
		p.print(`{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{"resources":[`)
		p.each(e, func(r planned) object { return applied(r).value() })
		p.print(`]}},"resource_changes":[`)
		p.each(e, func(r planned) object {
			o := r.identity()
			after := applied(r).after
			o["change"] = object{
				"actions": []string{"no-op"}, "before": after, "after": after, "after_unknown": object{},
				"before_sensitive": r.hidden(), "after_sensitive": r.hidden(),
			}
			return o
		})
		p.print(`],"configuration":{"provider_config":{"aws":{"name":"aws","full_name":"registry.terraform.io/hashicorp/aws","expressions":{"region":{"constant_value":"eu-central-1"}}}},"root_module":{"resources":[`)
		p.each(e, func(r planned) object { return applied(r).configuration() })
		p.print(`]}},"timestamp":"2026-11-20T08:00:00Z","applyable":false,"complete":true,"errored":false}` + "\n")
		return p.err
	})
}

const inAccount = ":eu-central-1:123456789012:"

// applied returns a resource with what an apply has made of it.
func applied(r planned) planned {
	s := r.of
	name := "acme-" + s.Name
	arns := map[string]string{
		"aws_iam_role": "arn:aws:iam::123456789012:role/" + name, "aws_lambda_function": "arn:aws:lambda" + inAccount + "function:" + name,
		"aws_cloudwatch_log_group": "arn:aws:logs" + inAccount + "log-group:/aws/lambda/" + name, "aws_dynamodb_table": "arn:aws:dynamodb" + inAccount + "table/" + name,
		"aws_sqs_queue": "arn:aws:sqs" + inAccount + name, "aws_s3_bucket": "arn:aws:s3:::" + name,
	}
	after := object{}
	for k, v := range r.after {
		after[k] = v
	}
	if arn := arns[r.kind]; arn != "" {
		tags := object{"stage": "production", "owner": "cloud-team"}
		if more, ok := r.after["tags"].(object); ok && r.kind == "aws_lambda_function" {
			for k, v := range more {
				tags[k] = v
			}
		} else if ok {
			tags["team"] = s.Team
		}
		after["arn"], after["tags"], after["tags_all"], after["id"] = arn, tags, tags, name
	}
	switch r.kind {
	case "aws_iam_role_policy":
		resource := arns[s.StoreType()]
		if s.Store == "bucket" {
			resource += "/*"
		}
		if s.Wide() {
			resource = "*"
		}
		text, _ := json.Marshal(object{"Version": "2012-10-17", "Statement": []any{
			object{"Sid": "Store", "Effect": "Allow", "Action": s.Actions, "Resource": resource},
			object{"Sid": "Logs", "Effect": "Allow", "Action": []string{"logs:CreateLogStream", "logs:PutLogEvents"}, "Resource": arns["aws_cloudwatch_log_group"] + ":*"},
		}})
		after["policy"], after["role"] = string(text), name
	case "aws_lambda_function":
		variables := object{"STORE": name}
		for k, v := range after["environment"].([]any)[0].(object)["variables"].(object) {
			variables[k] = v
		}
		after["role"], after["environment"] = arns["aws_iam_role"], []any{object{"variables": variables}}
	case "aws_lambda_event_source_mapping":
		after["event_source_arn"], after["function_arn"], after["function_name"] = arns["aws_sqs_queue"], arns["aws_lambda_function"], arns["aws_lambda_function"]
	case "aws_lambda_permission":
		if s.Store == "bucket" && s.Flaw != "source" {
			after["source_arn"] = arns["aws_s3_bucket"]
		}
		if s.Store == "table" {
			after["source_account"] = nil
		}
	}
	r.after, r.unknown, r.references, r.nested = after, object{}, nil, nil
	return r
}
