package estate

import (
	"testing"

	"bailiwick/value"
)

// One row for each join: what it says without and with the companion.
func TestJoins(t *testing.T) {
	known := func(p Policy) string {
		if p.IsKnown() {
			return "known"
		}
		return state(p)
	}
	tests := []struct {
		holder, fields string
		companion      string
		by, gives      string // the attribute that refers to the holder, and what it gets
		says           m
		ask            func(v *View, r Resource) string
		without, with  string
	}{
		{"aws_vpc_endpoint", "service_name", "aws_vpc_endpoint_policy", "vpc_endpoint_id", "id", m{"policy": tlsOnly}, func(v *View, r Resource) string { return known(r.(*VPCEndpoint).EndpointPolicy(v)) }, "absent", "known"},
		{"aws_vpclattice_service", "name", "aws_vpclattice_auth_policy", "resource_identifier", "arn", m{"policy": tlsOnly}, func(v *View, r Resource) string { return known(v.AuthPolicy(r)) }, "absent", "known"},
		{"aws_api_gateway_rest_api", "name", "aws_api_gateway_rest_api_policy", "rest_api_id", "id", m{"policy": tlsOnly}, func(v *View, r Resource) string { return known(r.(*RestAPI).RestAPIPolicy(v)) }, "absent", "known"},
		{"aws_lb", "name", "aws_wafv2_web_acl_association", "resource_arn", "arn", m{"web_acl_arn": "acl"}, func(v *View, r Resource) string { return state(v.WebACLOf(r)) }, "absent", "acl"},
		{"aws_cloudwatch_event_rule", "name", "aws_cloudwatch_event_target", "rule", "name", m{"arn": "target"}, func(v *View, r Resource) string {
			targets, _ := r.(*EventRule).EventTargets(v).Get()
			return count(targets, func(t EventRuleTarget) value.Value[value.Text] { return t.ARN })
		}, "", "target"},
		{"aws_cloudwatch_event_bus", "name", "aws_cloudwatch_event_bus_policy", "event_bus_name", "name", m{"policy": tlsOnly}, func(v *View, r Resource) string { return known(r.(*EventBus).EventBusPolicy(v)) }, "absent", "known"},
		{"aws_lb_target_group", "name", "aws_lb_target_group_attachment", "target_group_arn", "arn", m{"target_id": "f"}, func(v *View, r Resource) string {
			targets, _ := r.(*TargetGroup).AllTargets(v).Get()
			return count(targets, func(t value.Value[value.Text]) value.Value[value.Text] { return t })
		}, "", "f"},
		{"aws_dynamodb_table", "name", "aws_dynamodb_resource_policy", "resource_arn", "arn", m{"policy": tlsOnly}, func(v *View, r Resource) string { return known(r.(*Table).TablePolicy(v)) }, "absent", "known"},
		{"aws_dynamodb_table", "name", "aws_dynamodb_resource_policy", "resource_arn", "stream_arn", m{"policy": tlsOnly}, func(v *View, r Resource) string { return known(r.(*Table).TablePolicy(v)) }, "absent", "absent"},
		{"aws_s3_access_point", "name", "aws_s3control_access_point_policy", "access_point_arn", "arn", m{"policy": tlsOnly}, func(v *View, r Resource) string { return known(r.(*BucketAccessPoint).AccessPointPolicy(v)) }, "absent", "known"},
		{"aws_secretsmanager_secret", "name", "aws_secretsmanager_secret_policy", "secret_arn", "id", m{"policy": tlsOnly}, func(v *View, r Resource) string { return known(r.(*Secret).SecretPolicy(v)) }, "absent", "known"},
		{"aws_kinesis_stream", "name", "aws_kinesis_resource_policy", "resource_arn", "arn", m{"policy": tlsOnly}, func(v *View, r Resource) string { return known(r.(*Stream).StreamPolicy(v)) }, "absent", "known"},
		{"aws_efs_file_system", "creation_token", "aws_efs_backup_policy", "file_system_id", "id", m{"backup_policy": []any{m{"status": "ENABLED"}}}, func(v *View, r Resource) string { return state(r.(*FileSystem).FileSystemBackup(v)) }, "absent", "ENABLED"},
		{"aws_ecr_repository", "name", "aws_ecr_repository_policy", "repository", "name", m{"policy": tlsOnly}, func(v *View, r Resource) string { return known(r.(*Repository).RepositoryPolicy(v)) }, "absent", "known"},
		{"aws_cognito_identity_pool", "identity_pool_name", "aws_cognito_identity_pool_roles_attachment", "identity_pool_id", "id", m{"roles": m{"unauthenticated": "guest"}}, func(v *View, r Resource) string { return state(r.(*IdentityPool).GuestRole(v)) }, "absent", "guest"},
		{"aws_opensearch_domain", "domain_name", "aws_opensearch_domain_policy", "domain_name", "domain_name", m{"access_policies": tlsOnly}, func(v *View, r Resource) string { return known(r.(*SearchDomain).SearchDomainPolicy(v)) }, "absent", "known"},
		{"aws_backup_vault", "name", "aws_backup_vault_policy", "backup_vault_name", "name", m{"policy": tlsOnly}, func(v *View, r Resource) string { return known(r.(*BackupVault).BackupVaultPolicy(v)) }, "absent", "known"},
		{"aws_schemas_registry", "name", "aws_schemas_registry_policy", "registry_name", "name", m{"policy": tlsOnly}, func(v *View, r Resource) string { return known(r.(*SchemaRegistry).SchemaRegistryPolicy(v)) }, "absent", "known"},
	}
	for _, test := range tests {
		t.Run(test.companion+" by "+test.gives, func(t *testing.T) {
			for _, beside := range []bool{false, true} {
				s := newSource(t)
				h := s.add(test.holder, "h", m{test.fields: "h"})
				want := test.without
				if beside {
					fields := m{test.by: h.attribute(t, test.gives)}
					for k, x := range test.says {
						fields[k] = x
					}
					s.add(test.companion, "c", fields)
					want = test.with
				}
				v := s.Build().In(nil)
				for _, r := range v.OfKind(h.Kind()) {
					if got := test.ask(v, r); got != want {
						t.Errorf("with a companion %v it is %q, want %q", beside, got, want)
					}
				}
			}
		})
	}
}

// count returns the texts of the parts, one behind the other.
func count[T any](parts []T, text func(T) value.Value[value.Text]) string {
	out := ""
	for _, p := range parts {
		out += state(text(p))
	}
	return out
}

func TestMethodSettingsAreThoseOfTheStage(t *testing.T) {
	s := newSource(t)
	api := s.add("aws_api_gateway_rest_api", "a", m{"name": "a"})
	for _, name := range []string{"live", "test"} {
		s.add("aws_api_gateway_stage", name, m{"rest_api_id": api.attribute(t, "id"), "stage_name": name})
		s.add("aws_api_gateway_method_settings", name, m{
			"rest_api_id": api.attribute(t, "id"), "stage_name": name, "method_path": "*/*",
			"settings": []any{m{"logging_level": "INFO of " + name}},
		})
	}
	v := s.Build().In(nil)
	settings, ok := seen[*APIStage](t, v, "aws_api_gateway_stage.live").MethodSettings(v).Get()
	if !ok || len(settings) != 1 || state(settings[0].LogLevel) != "INFO of live" {
		t.Errorf("settings = %v, %v; want those of the stage live", settings, ok)
	}
}

func TestIntegrationsOfAMethod(t *testing.T) {
	s := newSource(t)
	api := s.add("aws_api_gateway_rest_api", "a", m{"name": "a"})
	root := api.attribute(t, "root_resource_id")
	s.add("aws_api_gateway_method", "get", m{"rest_api_id": api.attribute(t, "id"), "resource_id": root, "http_method": "GET"})
	for _, method := range []string{"GET", "OPTIONS"} {
		s.add("aws_api_gateway_integration", method, m{"rest_api_id": api.attribute(t, "id"), "resource_id": root, "http_method": method, "type": "MOCK"})
	}
	v := s.Build().In(nil)
	list := seen[*APIMethod](t, v, "aws_api_gateway_method.get").IntegrationsOf(v)
	if found, _ := list.Get(); len(found) != 1 || state(found[0].Method) != "GET" || list.Partial() {
		t.Errorf("integrations = %v, want that of GET alone", found)
	}
}

func TestFill(t *testing.T) {
	set := func(name string) (value.Text, bool) {
		switch name {
		case "name":
			return value.Literal("/a/b"), true
		case "bus":
			return value.Literal("orders"), true
		}
		return value.Literal("<" + name + ">"), false
	}
	for _, test := range []struct{ format, want string }{
		{"x:{name}", "x:/a/b"},
		{"x/{/name}", "x/a/b"},
		{"{bus/}r", "orders/r"},
		{"{other/}r", "r"},
		{"{other|default}/r", "default/r"},
		{"{bus|default}/r", "orders/r"},
		{"{other}", "<other>"},
	} {
		if got := (Computed{Format: test.format}).Fill(set).String(); got != test.want {
			t.Errorf("Fill of %q = %q, want %q", test.format, got, test.want)
		}
	}
}
