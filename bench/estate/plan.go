package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// writePlan writes plan.json: the estate as a first plan, where ARNs, ids and
// the policies made of them are known only after apply.
func writePlan(dir folder, e estate) error {
	return dir.write("plan.json", func(w io.Writer) error {
		p := printer{w: w}
		p.print(`{"format_version":"1.2","terraform_version":"1.11.4","variables":{"region":{"value":"eu-central-1"},"stage":{"value":"production"}},"planned_values":{"root_module":{"resources":[`)
		p.each(e, planned.value)
		p.print(`]}},"resource_changes":[`)
		p.each(e, planned.change)
		p.print(`],"configuration":{"provider_config":{"aws":{"name":"aws","full_name":"registry.terraform.io/hashicorp/aws","version_constraint":"~> 6.0","expressions":{"region":{"references":["var.region"]}}}},"root_module":{"resources":[`)
		p.each(e, planned.configuration)
		p.print(`],"variables":{"region":{"default":"eu-central-1"},"stage":{"default":"production"}}}},"timestamp":"2026-11-20T08:00:00Z","applyable":true,"complete":true,"errored":false}` + "\n")
		return p.err
	})
}

// A printer streams the parts of a plan and keeps the first error.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) print(text string) {
	if p.err == nil {
		_, p.err = io.WriteString(p.w, text)
	}
}

// each prints one view of every resource of the estate, comma between.
func (p *printer) each(e estate, view func(planned) object) {
	separator := ""
	for i := range e.functions {
		s := e.service(i)
		for _, r := range resources(s) {
			r.of = s
			text, err := json.Marshal(view(r))
			if err != nil && p.err == nil {
				p.err = err
			}
			p.print(separator)
			p.print(string(text))
			separator = ","
		}
	}
}

type object = map[string]any

// A planned is one resource of a plan.
type planned struct {
	kind, label string
	after       object
	unknown     object            // true where the value is known after apply
	sensitive   object            // true where it is hidden
	references  map[string]string // argument: what its unknown value refers to
	nested      object            // expressions of blocks
	of          service
}

func (r planned) address() string { return r.kind + "." + r.label }

func (r planned) hidden() object {
	if r.sensitive == nil {
		return object{}
	}
	return r.sensitive
}

func (r planned) identity() object {
	return object{
		"address": r.address(), "mode": "managed", "type": r.kind, "name": r.label,
		"provider_name": "registry.terraform.io/hashicorp/aws",
	}
}

func (r planned) value() object {
	o := r.identity()
	o["schema_version"] = 0
	o["values"] = r.after
	o["sensitive_values"] = r.hidden()
	return o
}

func (r planned) change() object {
	o := r.identity()
	o["change"] = object{
		"actions": []string{"create"}, "before": nil, "after": r.after,
		"after_unknown": r.unknown, "before_sensitive": false, "after_sensitive": r.hidden(),
	}
	return o
}

func (r planned) configuration() object {
	expressions := object{}
	for name, value := range r.after {
		switch value.(type) {
		case string, int, bool:
			expressions[name] = object{"constant_value": value}
		}
	}
	for name, target := range r.references {
		expressions[name] = referring(target)
	}
	for name, value := range r.nested {
		expressions[name] = value
	}
	return object{
		"address": r.address(), "mode": "managed", "type": r.kind, "name": r.label,
		"provider_config_key": "aws", "expressions": expressions, "schema_version": 0,
	}
}

// referring is an expression as the configuration shows it: the attribute
// that it refers to, then the resource.
func referring(target string) object {
	return object{"references": []string{target, target[:strings.LastIndexByte(target, '.')]}}
}

const planKey = "arn:aws:kms:eu-central-1:123456789012:key/5e1b2f0c-0d0a-4c6e-9d51-3f5f5f1c7a10"

// resources are the six of one service, in the order of their addresses as a
// plan has them.
func resources(s service) []planned {
	name := "acme-" + s.Name
	tags := object{"service": s.Name, "team": s.Team}
	var key any = planKey
	if s.Flaw == "key" {
		key = nil
	}
	var retention any
	if s.Retention > 0 {
		retention = s.Retention
	}
	environment := object{"STAGE": "production", "LOG_LEVEL": "info", "FEATURE": s.Team}
	if s.Secret != "" {
		environment["DATABASE_URL"] = s.Secret
	}
	role := planned{
		kind: "aws_iam_role", label: s.Label,
		after: object{
			"assume_role_policy": `{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"}}],"Version":"2012-10-17"}`,
			"name":               name, "path": "/",
		},
		unknown: object{"arn": true, "id": true},
	}
	policy := planned{
		kind: "aws_iam_role_policy", label: s.Label,
		after:      object{"name": s.Name},
		unknown:    object{"id": true, "role": true, "policy": true},
		references: map[string]string{"role": role.address() + ".id", "policy": s.StoreType() + "." + s.Label + ".arn"},
	}
	if s.Wide() {
		policy.after["policy"] = fmt.Sprintf(`{"Statement":[{"Action":%q,"Effect":"Allow","Resource":"*","Sid":"Store"}],"Version":"2012-10-17"}`, s.Actions[0])
		delete(policy.unknown, "policy")
		delete(policy.references, "policy")
	}
	group := planned{
		kind: "aws_cloudwatch_log_group", label: s.Label,
		after:   object{"kms_key_id": key, "name": "/aws/lambda/" + name, "retention_in_days": retention},
		unknown: object{"arn": true, "id": true},
	}
	function := planned{
		kind: "aws_lambda_function", label: s.Label,
		after: object{
			"dead_letter_config": []any{},
			"environment":        []any{object{"variables": environment}},
			"filename":           "build/" + s.Name + ".zip", "function_name": name, "handler": s.Handler,
			"kms_key_arn": key, "memory_size": s.Memory, "package_type": "Zip",
			"runtime": s.Runtime,
			"tags":    tags, "timeout": s.Timeout,
			"tracing_config": []any{object{"mode": s.Tracing}}, "vpc_config": []any{},
		},
		unknown: object{
			"arn": true, "id": true, "invoke_arn": true, "role": true, "version": true,
			"dead_letter_config": []any{}, "environment": []any{object{"variables": object{"STORE": true}}},
			"tags": object{}, "tracing_config": []any{object{}}, "vpc_config": []any{},
		},
		sensitive:  object{"environment": []any{object{"variables": object{}}}, "tags": object{}},
		references: map[string]string{"role": role.address() + ".arn"},
		nested:     object{"environment": []any{object{"variables": referring(s.StoreType() + "." + s.Label + ".id")}}},
	}
	return []planned{group, store(s, name, tags), function, link(s, function), role, policy}
}

func store(s service, name string, tags object) planned {
	r := planned{kind: s.StoreType(), label: s.Label, unknown: object{"arn": true, "id": true, "tags": object{}}}
	switch s.Store {
	case "table":
		r.after = object{
			"attribute":    []any{object{"name": "pk", "type": "S"}},
			"billing_mode": "PAY_PER_REQUEST", "hash_key": "pk", "name": name,
			"point_in_time_recovery": []any{object{"enabled": true}},
			"tags":                   tags,
		}
	case "queue":
		r.after = object{
			"fifo_queue": false, "kms_master_key_id": nil,
			"name": name, "sqs_managed_sse_enabled": s.Flaw != "key",
			"tags": tags, "visibility_timeout_seconds": s.Timeout * 6,
		}
	case "bucket":
		r.after = object{"bucket": name, "force_destroy": false, "tags": tags}
	}
	return r
}

func link(s service, function planned) planned {
	if s.Store == "queue" {
		return planned{
			kind: "aws_lambda_event_source_mapping", label: s.Label,
			after:      object{"batch_size": 10, "enabled": true, "maximum_batching_window_in_seconds": 5},
			unknown:    object{"arn": true, "id": true, "event_source_arn": true, "function_arn": true, "function_name": true},
			references: map[string]string{"event_source_arn": "aws_sqs_queue." + s.Label + ".arn", "function_name": function.address() + ".arn"},
		}
	}
	r := planned{
		kind: "aws_lambda_permission", label: s.Label,
		after:   object{"action": "lambda:InvokeFunction", "function_name": function.after["function_name"], "principal": "events.amazonaws.com", "statement_id": "AllowInvoke", "source_account": nil, "source_arn": nil},
		unknown: object{"id": true},
	}
	if s.Store == "bucket" {
		r.after["principal"] = "s3.amazonaws.com"
	}
	if s.Flaw != "source" {
		r.after["source_account"] = "123456789012"
		if s.Store == "table" {
			r.after["source_arn"] = "arn:aws:events:eu-central-1:123456789012:rule/" + s.Name
		}
	}
	return r
}
