package estate

import (
	"testing"

	"bailiwick/value"
)

// Each case declares the resource referred to, and another that refers to it
// by the attribute.
func TestReferencesAreFound(t *testing.T) {
	type declared struct {
		written    string
		attributes m
	}
	tests := []struct {
		name string
		to   declared
		by   func(to *Head) value.Any
		from declared
		as   string
	}{
		{
			name: "role of a function",
			to:   declared{"aws_iam_role", m{"name": "orders"}},
			from: declared{"aws_lambda_function", m{"function_name": "orders"}}, as: "role",
		},
		{
			name: "role under a path",
			to:   declared{"aws_iam_role", m{"name": "orders", "path": "/service/"}},
			by:   literal("arn:aws:iam::123456789012:role/service/orders"),
			from: declared{"aws_lambda_function", m{}}, as: "role",
		},
		{
			name: "permission by a qualified name",
			to:   declared{"aws_lambda_function", m{"function_name": "orders"}},
			by:   literal("orders:live"),
			from: declared{"aws_lambda_permission", m{}}, as: "function_name",
		},
		{
			name: "mapping by a qualified ARN",
			to:   declared{"aws_lambda_function", m{"function_name": "orders"}},
			by:   literal("arn:aws:lambda:eu-west-1:123456789012:function:orders:7"),
			from: declared{"aws_lambda_event_source_mapping", m{}}, as: "function_name",
		},
		{
			name: "function behind an integration's URI",
			to:   declared{"aws_lambda_function", m{"function_name": "orders"}},
			by:   func(to *Head) value.Any { return value.AnyText(to.attribute(t, "invoke_arn"), 0) },
			from: declared{"aws_cloudwatch_log_subscription_filter", m{}}, as: "destination_arn",
		},
		{
			name: "log group by the ARN of its streams",
			to:   declared{"aws_cloudwatch_log_group", m{"name": "/audit"}},
			by: func(to *Head) value.Any {
				return value.AnyText(value.Join(to.attribute(t, "arn"), value.Literal(":*")), 0)
			},
			from: declared{"aws_cloudtrail", m{}}, as: "cloud_watch_logs_group_arn",
		},
		{
			name: "key by its id",
			to:   declared{"aws_kms_key", m{}},
			by:   func(to *Head) value.Any { return value.AnyText(to.attribute(t, "key_id"), 0) },
			from: declared{"aws_kms_alias", m{"name": "alias/orders"}}, as: "target_key_id",
		},
		{
			name: "key alias by its name",
			to:   declared{"aws_kms_alias", m{"name": "alias/orders"}},
			by:   literal("alias/orders"),
			from: declared{"aws_sqs_queue", m{"name": "jobs"}}, as: "kms_master_key_id",
		},
		{
			name: "queue by its URL",
			to:   declared{"aws_sqs_queue", m{"name": "jobs"}},
			by:   func(to *Head) value.Any { return value.AnyText(to.attribute(t, "url"), 0) },
			from: declared{"aws_sqs_queue_policy", m{}}, as: "queue_url",
		},
		{
			name: "layer of a function",
			to:   declared{"aws_lambda_layer_version", m{"layer_name": "tools"}},
			from: declared{"aws_lambda_function", m{}}, as: "layers",
		},
		{
			name: "signing profile by its version",
			to:   declared{"aws_signer_signing_profile", m{"name": "release"}},
			by:   func(to *Head) value.Any { return value.AnyText(to.attribute(t, "version_arn"), 0) },
			from: declared{"aws_lambda_code_signing_config", m{}}, as: "allowed_publishers.signing_profile_version_arns",
		},
		{
			name: "topic of an alarm",
			to:   declared{"aws_sns_topic", m{"name": "pager"}},
			from: declared{"aws_cloudwatch_metric_alarm", m{"alarm_name": "errors"}}, as: "alarm_actions",
		},
		{
			name: "group of a user by name",
			to:   declared{"aws_iam_group", m{"name": "admins"}},
			by:   literal("admins"),
			from: declared{"aws_iam_user_group_membership", m{}}, as: "groups",
		},
		{
			name: "Web Function by name",
			to:   declared{"awscc_lambda_web_function", m{"function_name": "shop"}},
			by:   literal("shop"),
			from: declared{"awscc_lambda_web_function_endpoint", m{"endpoint_name": "main"}}, as: "function_name",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSource(t)
			to := s.add(test.to.written, "to", test.to.attributes)
			var ref value.Any
			if test.by != nil {
				ref = test.by(to)
			} else {
				ref = value.AnyText(to.attribute(t, "arn"), 0)
			}
			from := test.from.attributes
			setPath(from, test.as, ref)
			h := s.add(test.from.written, "from", from)
			e := s.Build()
			links := e.In(nil).Outgoing(e.Resources()[h.number])
			if len(links) != 1 || links[0].To.Head().Address != to.Address || links[0].As != test.as {
				t.Errorf("links = %v, want one by %s to %s", links, test.as, to.Address)
			}
		})
	}
}

func literal(s string) func(*Head) value.Any {
	return func(*Head) value.Any { return value.AnyText(value.Literal(s), 0) }
}

// setPath sets an attribute inside nested blocks.
func setPath(in m, path string, to value.Any) {
	for i := range path {
		if path[i] == '.' {
			inner := m{}
			in[path[:i]] = inner
			setPath(inner, path[i+1:], to)
			return
		}
	}
	in[path] = to
}

func TestForeignARNsAreNotOurs(t *testing.T) {
	s := newSource(t)
	s.add("aws_iam_policy", "ours", m{"name": "AdministratorAccess"})
	s.add("aws_iam_role_policy_attachment", "a", m{"role": "r", "policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess"})
	e := s.Build()
	a := seen[*RolePolicyAttachment](t, e.In(nil), "aws_iam_role_policy_attachment.a")
	if p, reach := Find[*ManagedPolicy](e.In(nil), a, a.Policy); reach != Outside {
		t.Errorf("AWS's policy is taken for %v, want Outside", p)
	}
}

func TestPlacesInsideBlocksAreFound(t *testing.T) {
	s := newSource(t)
	bucket := s.add("aws_lambda_function", "f", m{"function_name": "orders"})
	s.add("aws_cloudtrail", "t", m{"event_selector": []any{m{"data_resource": []any{
		m{"type": "AWS::Lambda::Function", "values": []any{bucket.attribute(t, "arn")}},
	}}}})
	e := s.Build()
	trail := seen[*Trail](t, e.In(nil), "aws_cloudtrail.t")
	links := e.In(nil).Outgoing(trail)
	if len(links) != 1 || links[0].To.Head().Address != "aws_lambda_function.f" {
		t.Errorf("links = %v, want one to the function", links)
	}
}
