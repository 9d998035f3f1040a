package estate

import (
	"testing"

	"bailiwick/value"
)

func TestFunctionIsDecoded(t *testing.T) {
	s := newSource(t)
	s.add("aws_lambda_function", "f", m{
		"function_name":      "orders",
		"kms_key_arn":        "",
		"memory_size":        "256",
		"timeout":            value.AnyUnknown(value.Because("known only after apply"), origin),
		"environment":        []any{m{"variables": m{"TABLE": "orders"}}},
		"vpc_config":         []any{m{"subnet_ids": []any{"subnet-1", "subnet-2"}}},
		"file_system_config": []any{m{"arn": "a", "local_mount_path": "/mnt/a"}, m{"arn": "b", "local_mount_path": "/mnt/b"}},
		"tracing_config":     []any{},
	})
	v := s.Build().In(nil)
	f := seen[*Function](t, v, "aws_lambda_function.f")
	for _, test := range []struct{ name, got, want string }{
		{"FunctionName", state(f.FunctionName), "orders"},
		{"an empty text", state(f.KMSKey), "absent"},
		{"a number in quotes", state(f.Memory), "256"},
		{"what is not known", state(f.Timeout), "unknown"},
		{"an empty list of blocks", state(f.Tracing), "absent"},
		{"what is not declared", state(f.Role), "absent"},
		{"what the dialect cannot set", state(f.RecursiveLoop), "absent"},
	} {
		if test.got != test.want {
			t.Errorf("%s is %s, want %s", test.name, test.got, test.want)
		}
	}
	if subnets, _ := f.Subnets.Get(); len(subnets) != 2 {
		t.Errorf("%d subnets, want 2", len(subnets))
	}
	if vars, _ := f.Environment.Get(); len(vars) != 1 || vars[0].Key.String() != "TABLE" {
		t.Errorf("variables = %v, want TABLE", vars)
	}
	if mounts, _ := f.FileSystems.Get(); len(mounts) != 2 || state(mounts[1].Path) != "/mnt/b" {
		t.Errorf("mounts = %v, want two", mounts)
	}
	if f.KMSKey.Origin() != origin || f.Timeout.Attribute() != "timeout" {
		t.Error("a fact has lost its origin or its attribute")
	}
}

func TestAlternativesSettle(t *testing.T) {
	s := newSource(t)
	prod := value.When("", "var.prod", true)
	dev := value.When("", "var.prod", false)
	dead := s.add("aws_sqs_queue", "dead", m{"name": "dead"})
	files := s.add("aws_efs_access_point", "files", m{})
	s.add("aws_lambda_function", "f", m{
		"function_name": "orders",
		"dead_letter_config": value.AnySeveral([]value.AnyAlternative{
			{When: prod, Value: anyOf(t, []any{m{"target_arn": dead.attribute(t, "arn")}})},
			{When: dev, Value: anyOf(t, []any{})},
		}, origin),
		"file_system_config": value.AnySeveral([]value.AnyAlternative{
			{When: prod, Value: anyOf(t, []any{m{"arn": files.attribute(t, "arn")}})},
			{When: dev, Value: anyOf(t, []any{})},
		}, origin),
	})
	e := s.Build()
	for _, test := range []struct {
		world  value.Condition
		target bool
		mounts int
		links  int
	}{{prod, true, 1, 2}, {dev, false, 0, 0}} {
		v := e.In(test.world)
		f := seen[*Function](t, v, "aws_lambda_function.f")
		if f.DeadLetter.IsKnown() != test.target {
			t.Errorf("with %s the dead-letter target is %s", test.world, state(f.DeadLetter))
		}
		if mounts, ok := f.FileSystems.Get(); !ok || len(mounts) != test.mounts {
			t.Errorf("with %s there are %d mounts, want %d", test.world, len(mounts), test.mounts)
		}
		if links := v.Outgoing(f); len(links) != test.links {
			t.Errorf("with %s there are %d links, want %d", test.world, len(links), test.links)
		}
	}
}

func TestFunctionLogGroup(t *testing.T) {
	tests := []struct {
		name     string
		function m
		group    m
		want     Reach
	}{
		{"by convention", m{"function_name": "orders"}, m{"name": "/aws/lambda/orders"}, Here},
		{"by convention, with a hole", m{"function_name": hole("var.name")}, m{"name": value.Join(value.Literal("/aws/lambda/"), hole("var.name"))}, Here},
		{"by name", m{"function_name": "orders", "logging_config": []any{m{"log_group": "/audit"}}}, m{"name": "/audit"}, Here},
		{"named, and only the usual one is declared", m{"function_name": "orders", "logging_config": []any{m{"log_group": "/audit"}}}, m{"name": "/aws/lambda/orders"}, Outside},
		{"none", m{"function_name": "orders"}, m{"name": "/aws/lambda/audit"}, Outside},
		{"unknown name", m{"function_name": hole("random_pet.this.id")}, m{"name": "/aws/lambda/orders"}, Unseen},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSource(t)
			s.add("aws_lambda_function", "f", test.function)
			s.add("aws_cloudwatch_log_group", "g", test.group)
			v := s.Build().In(nil)
			if _, reach := seen[*Function](t, v, "aws_lambda_function.f").FunctionLogGroup(v); reach != test.want {
				t.Errorf("reach = %d, want %d", reach, test.want)
			}
		})
	}
}

func TestKeyFor(t *testing.T) {
	s := newSource(t)
	key := s.add("aws_kms_key", "k", m{})
	s.add("aws_kms_alias", "a", m{"name": "alias/orders", "target_key_id": key.attribute(t, "arn")})
	s.add("aws_sqs_queue", "q", m{"name": "jobs", "kms_master_key_id": "alias/orders"})
	v := s.Build().In(nil)
	q := seen[*Queue](t, v, "aws_sqs_queue.q")
	if k, reach := v.KeyFor(q, q.KMSKey); reach != Here || k.Address != "aws_kms_key.k" {
		t.Errorf("the alias leads to %v, %d; want the key", k, reach)
	}
	if _, reach := v.KeyFor(q, value.Known(value.Literal("alias/aws/sqs"), origin)); reach != Outside {
		t.Errorf("AWS's alias has the reach %d, want Outside", reach)
	}
}

func TestTheNameOfAnAlias(t *testing.T) {
	for _, by := range []string{"function_name", "arn"} {
		s := newSource(t)
		f := s.add("aws_lambda_function", "f", m{"function_name": "orders"})
		a := s.add("aws_lambda_alias", "a", m{"name": "live", "function_name": f.attribute(t, by)})
		want := value.Join(f.attribute(t, "arn"), value.Literal(":live"))
		if got := a.attribute(t, "arn"); got.Equal(want) != value.Yes {
			t.Errorf("with the function's %s the alias is %s, want %s", by, got, want)
		}
	}
}
