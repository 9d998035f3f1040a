package estate

import (
	"testing"

	"bailiwick/value"
)

// One row for each way in which a family refers to another kind: what is
// referred to, by which of its attributes, and from where.
func TestFamiliesAreLinked(t *testing.T) {
	id := func(x any) any { return x }
	tests := []struct {
		to        string
		fields    m
		attribute string
		wrap      func(x any) any // the text that stands around the reference
		from      string
		refer     func(x any) m
		as        string
	}{
		{"aws_vpc", nil, "id", id, "aws_subnet", func(x any) m { return m{"vpc_id": x} }, "vpc_id"},
		{"aws_default_vpc", nil, "id", id, "aws_security_group", func(x any) m { return m{"vpc_id": x} }, "vpc_id"},
		{"aws_vpc", nil, "default_route_table_id", id, "aws_default_route_table", func(x any) m { return m{"default_route_table_id": x} }, "vpc_id"},
		{"aws_security_group", nil, "id", id, "aws_security_group", func(x any) m { return m{"ingress": []any{m{"security_groups": []any{x}}}} }, "security_groups"},
		{"aws_nat_gateway", nil, "id", id, "aws_route_table", func(x any) m { return m{"route": []any{m{"cidr_block": "0.0.0.0/0", "nat_gateway_id": x}}} }, "nat_gateway_id"},
		{"aws_vpc_endpoint", nil, "prefix_list_id", id, "aws_vpc_security_group_egress_rule", func(x any) m { return m{"prefix_list_id": x} }, "prefix_list_ids"},
		{"aws_vpclattice_service", nil, "arn", id, "aws_vpclattice_auth_policy", func(x any) m { return m{"resource_identifier": x} }, "resource_identifier"},
		{"aws_lambda_function", m{"function_name": "f"}, "invoke_arn", id, "aws_api_gateway_integration", func(x any) m { return m{"uri": x} }, "uri"},
		{"aws_lambda_function", m{"function_name": "f"}, "invoke_arn", id, "aws_apigatewayv2_integration", func(x any) m { return m{"integration_uri": x} }, "uri"},
		{"aws_apigatewayv2_integration", nil, "id", around("integrations/", ""), "aws_apigatewayv2_route", func(x any) m { return m{"target": x} }, "target"},
		{"aws_apigatewayv2_api", m{"protocol_type": "WEBSOCKET"}, "id", id, "aws_apigatewayv2_route", func(x any) m { return m{"api_id": x} }, "api_id"},
		{"aws_api_gateway_rest_api", nil, "root_resource_id", id, "aws_api_gateway_method", func(x any) m { return m{"resource_id": x} }, "resource_id"},
		{"aws_api_gateway_domain_name", m{"domain_name": "api.example.org"}, "domain_name", id, "aws_apigatewayv2_api_mapping", func(x any) m { return m{"domain_name": x} }, "domain_name"},
		{"aws_appsync_graphql_api", nil, "id", id, "aws_appsync_datasource", func(x any) m { return m{"api_id": x} }, "api_id"},
		{"aws_alb_target_group", nil, "arn", id, "aws_lb_listener", func(x any) m { return m{"default_action": []any{m{"target_group_arn": x}}} }, "target_group_arn"},
		{"aws_lb_target_group", nil, "arn", id, "aws_alb_listener_rule", func(x any) m {
			return m{"action": []any{m{"forward": []any{m{"target_group": []any{m{"arn": x}}}}}}}
		}, "arn"},
		{"aws_api_gateway_stage", m{"stage_name": "live"}, "arn", id, "aws_wafv2_web_acl_association", func(x any) m { return m{"resource_arn": x} }, "resource_arn"},
		{"aws_cloudwatch_event_bus", m{"name": "orders"}, "name", id, "aws_cloudwatch_event_rule", func(x any) m { return m{"event_bus_name": x} }, "event_bus_name"},
		{"aws_sfn_state_machine", m{"name": "flow"}, "arn", id, "aws_scheduler_schedule", func(x any) m { return m{"target": []any{m{"arn": x}}} }, "target.arn"},
		{"aws_dynamodb_table", m{"name": "t"}, "stream_arn", id, "aws_pipes_pipe", func(x any) m { return m{"source": x} }, "source"},
		{"aws_s3_bucket", m{"bucket": "b"}, "bucket_regional_domain_name", id, "aws_cloudfront_distribution", func(x any) m { return m{"origin": []any{m{"domain_name": x}}} }, "domain_name"},
		{"aws_apigatewayv2_api", m{"protocol_type": "HTTP"}, "id", around("", ".execute-api.eu-west-1.amazonaws.com"), "aws_cloudfront_distribution", func(x any) m {
			return m{"origin": []any{m{"domain_name": x}}}
		}, "domain_name"},
		{"aws_lambda_function_url", nil, "url_id", around("", ".lambda-url.eu-west-1.on.aws"), "aws_cloudfront_distribution", func(x any) m {
			return m{"origin": []any{m{"domain_name": x}}}
		}, "domain_name"},
		{"aws_s3_bucket", m{"bucket": "b"}, "arn", around("", "/builds"), "aws_codebuild_project", func(x any) m {
			return m{"logs_config": []any{m{"s3_logs": []any{m{"location": x}}}}}
		}, "logs_config.s3_logs.location"},
		{"aws_secretsmanager_secret", m{"name": "s"}, "id", id, "aws_db_proxy", func(x any) m { return m{"auth": []any{m{"secret_arn": x}}} }, "secret_arn"},
		{"aws_kinesis_stream", m{"name": "s"}, "arn", id, "aws_kinesis_firehose_delivery_stream", func(x any) m {
			return m{"kinesis_source_configuration": []any{m{"kinesis_stream_arn": x}}}
		}, "kinesis_source_configuration.kinesis_stream_arn"},
		{"aws_efs_file_system", nil, "id", id, "aws_efs_access_point", func(x any) m { return m{"file_system_id": x} }, "file_system_id"},
		{"aws_ecr_repository", m{"name": "r"}, "repository_url", around("", ":v1"), "aws_codebuild_project", func(x any) m { return m{"environment": []any{m{"image": x}}} }, "environment.image"},
		{"aws_cognito_user_pool", nil, "endpoint", around("https://", ""), "aws_apigatewayv2_authorizer", func(x any) m {
			return m{"jwt_configuration": []any{m{"issuer": x}}}
		}, "jwt_configuration.issuer"},
		{"aws_rds_cluster", m{"cluster_identifier": "c"}, "id", id, "aws_rds_cluster_instance", func(x any) m { return m{"cluster_identifier": x} }, "cluster_identifier"},
		{"aws_backup_vault", m{"name": "v"}, "name", id, "aws_backup_plan", func(x any) m { return m{"rule": []any{m{"target_vault_name": x}}} }, "target_vault_name"},
		{"aws_acm_certificate", m{"domain_name": "example.org"}, "arn", id, "aws_lb_listener", func(x any) m { return m{"certificate_arn": x} }, "certificate_arn"},
		{"aws_s3_bucket", m{"bucket": "state"}, "bucket", id, "terraform.backend", func(x any) m { return m{"label": "s3", "bucket": x} }, "bucket"},
	}
	for _, test := range tests {
		t.Run(test.to+" of "+test.from, func(t *testing.T) {
			s := newSource(t)
			fields := test.fields
			if fields == nil {
				fields = m{}
			}
			to := s.add(test.to, "to", fields)
			from := s.add(test.from, "from", test.refer(test.wrap(to.attribute(t, test.attribute))))
			v := s.Build().In(nil)
			for _, r := range v.Resources() {
				if r.Head() != from {
					continue
				}
				for _, l := range v.Outgoing(r) {
					if l.To.Head() == to && l.As == test.as {
						return
					}
				}
				t.Errorf("links = %v, want one to %s as %s", v.Outgoing(r), test.to, test.as)
			}
		})
	}
}

// around returns what puts a text between two others.
func around(before, after string) func(x any) any {
	return func(x any) any {
		return value.Join(value.Literal(before), x.(value.Text), value.Literal(after))
	}
}

func TestProtocolChoosesTheKind(t *testing.T) {
	for _, test := range []struct {
		protocol any
		want     Kind
	}{
		{"HTTP", "http_api"},
		{"WEBSOCKET", "websocket_api"},
		{hole("var.protocol"), "http_api"},
	} {
		s := newSource(t)
		if got := s.add("aws_apigatewayv2_api", "a", m{"protocol_type": test.protocol}).Kind(); got != test.want {
			t.Errorf("an API of the protocol %v is of the kind %s, want %s", test.protocol, got, test.want)
		}
	}
}
