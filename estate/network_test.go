package estate

import (
	"strings"
	"testing"

	"bailiwick/value"
)

func TestRulesOfAGroup(t *testing.T) {
	inline := m{"ingress": []any{m{"from_port": 22, "to_port": 22, "protocol": "tcp", "cidr_blocks": []any{"10.0.0.0/8"}}}}
	beside := func(direction string) func(*source, *Head) {
		return func(s *source, g *Head) {
			s.add("aws_security_group_rule", "r", m{"security_group_id": g.attribute(t, "id"), "type": direction, "cidr_blocks": []any{"0.0.0.0/0"}})
		}
	}
	tests := []struct {
		name            string
		fields          m
		more            func(s *source, g *Head)
		ingress, egress string
	}{
		{"none", m{}, nil, "", ""},
		{"its own", inline, nil, "10.0.0.0/8", ""},
		{"a rule beside it", m{}, beside("egress"), "", "0.0.0.0/0"},
		{"both for one direction", inline, beside("ingress"), "unknown", ""},
		{"both, each for its direction", inline, beside("egress"), "10.0.0.0/8", "0.0.0.0/0"},
		{"a rule for one direction", m{}, func(s *source, g *Head) {
			s.add("aws_vpc_security_group_ingress_rule", "r", m{"security_group_id": g.attribute(t, "id"), "cidr_ipv4": "192.0.2.0/24"})
		}, "192.0.2.0/24", ""},
		{"a rule of an unknown direction", m{}, func(s *source, g *Head) {
			s.add("aws_security_group_rule", "r", m{"security_group_id": g.attribute(t, "id"), "type": value.AnyUnknown(value.Because("known only after apply"), origin)})
		}, "unknown", "unknown"},
		{"a rule of a group that is not known", m{}, func(s *source, g *Head) {
			s.add("aws_security_group_rule", "r", m{"security_group_id": hole("var.group"), "type": "ingress"})
		}, "…", "…"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSource(t)
			g := s.add("aws_security_group", "g", test.fields)
			if test.more != nil {
				test.more(s, g)
			}
			v := s.Build().In(nil)
			group := seen[*SecurityGroup](t, v, "aws_security_group.g")
			if got := cidrs(group.IngressRules(v)); got != test.ingress {
				t.Errorf("ingress = %q, want %q", got, test.ingress)
			}
			if got := cidrs(group.EgressRules(v)); got != test.egress {
				t.Errorf("egress = %q, want %q", got, test.egress)
			}
		})
	}
}

// cidrs returns the first range of each rule, and … if there may be more.
func cidrs(rules value.Value[[]SecurityRule]) string {
	list, ok := rules.Get()
	if !ok {
		return state(rules)
	}
	var out []string
	for _, r := range list {
		ranges, _ := r.CIDRs.Get()
		out = append(out, state(ranges[0]))
	}
	if rules.Partial() {
		out = append(out, "…")
	}
	return strings.Join(out, " ")
}

func TestDefaultGroup(t *testing.T) {
	s := newSource(t)
	p := s.add("aws_vpc", "p", m{})
	s.add("aws_default_security_group", "g", m{"vpc_id": p.attribute(t, "id")})
	s.add("aws_security_group_rule", "r", m{"security_group_id": p.attribute(t, "default_security_group_id"), "type": "ingress", "cidr_blocks": []any{"0.0.0.0/0"}})
	s.add("aws_lambda_function", "f", m{"vpc_config": []any{m{"security_group_ids": []any{p.attribute(t, "default_security_group_id")}}}})
	v := s.Build().In(nil)
	f := seen[*Function](t, v, "aws_lambda_function.f")
	groups, _ := f.SecurityGroups.Get()
	if got, ok := v.DefaultGroup(f, groups[0]); !ok || got.Head() != p {
		t.Errorf("DefaultGroup = %v, %v; want the VPC", got, ok)
	}
	if got := cidrs(seen[*SecurityGroup](t, v, "aws_default_security_group.g").IngressRules(v)); got != "0.0.0.0/0" {
		t.Errorf("ingress = %q, want what is added by the VPC's attribute", got)
	}
}

func TestRoutesOfASubnet(t *testing.T) {
	open := func(s *source, table value.Text) {
		s.add("aws_route", "r", m{"route_table_id": table, "destination_cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"})
	}
	tests := []struct {
		name string
		more func(s *source, p, n *Head)
		want string
	}{
		{"the main table, which nothing changes", nil, "none"},
		{"a route in the main table that AWS made", func(s *source, p, n *Head) { open(s, p.attribute(t, "main_route_table_id")) }, "igw-1"},
		{"the main table as declared", func(s *source, p, n *Head) {
			s.add("aws_default_route_table", "d", m{"default_route_table_id": p.attribute(t, "default_route_table_id"), "route": []any{m{"cidr_block": "0.0.0.0/0", "gateway_id": "igw-2"}}})
		}, "igw-2"},
		{"a table of its own", func(s *source, p, n *Head) {
			open(s, p.attribute(t, "main_route_table_id"))
			own := s.add("aws_route_table", "own", m{"vpc_id": p.attribute(t, "id")})
			s.add("aws_route_table_association", "a", m{"subnet_id": n.attribute(t, "id"), "route_table_id": own.attribute(t, "id")})
		}, "none"},
		{"another main table", func(s *source, p, n *Head) {
			own := s.add("aws_route_table", "own", m{"vpc_id": p.attribute(t, "id")})
			s.add("aws_main_route_table_association", "a", m{"vpc_id": p.attribute(t, "id"), "route_table_id": own.attribute(t, "id")})
			open(s, own.attribute(t, "id"))
		}, "igw-1"},
		{"a table that was not read", func(s *source, p, n *Head) {
			s.add("aws_route_table_association", "a", m{"subnet_id": n.attribute(t, "id"), "route_table_id": "rtb-1"})
		}, "unknown"},
		{"an association that is not known", func(s *source, p, n *Head) {
			s.add("aws_route_table_association", "a", m{"subnet_id": hole("var.subnet"), "route_table_id": "rtb-1"})
		}, "unknown"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSource(t)
			p := s.add("aws_vpc", "p", m{})
			n := s.add("aws_subnet", "n", m{"vpc_id": p.attribute(t, "id")})
			if test.more != nil {
				test.more(s, p, n)
			}
			v := s.Build().In(nil)
			routes := seen[*Subnet](t, v, "aws_subnet.n").SubnetRoutes(v)
			got := "none"
			if list, ok := routes.Get(); !ok {
				got = state(routes)
			} else if len(list) > 0 {
				got = state(list[0].Gateway)
			}
			if got != test.want {
				t.Errorf("routes lead to %s (%s), want %s", got, routes.Reason(), test.want)
			}
		})
	}
}
