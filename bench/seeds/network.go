package seeds

import (
	"fmt"
	"math/rand/v2"
)

var openEgress = flaw{
	name:   "open-egress",
	checks: ofFunction("function-egress-restricted"),
	pairs: func(*rand.Rand) []pair {
		inline := func(value string) part {
			return group(`  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = [<value>]
  }
`, "", value)
		}
		separate := func(value string) part {
			return group("", `
resource "aws_security_group_rule" "<label>" {
  type              = "egress"
  security_group_id = aws_security_group.<label>.id
  from_port         = 0
  to_port           = 0
  protocol          = "-1"
  cidr_blocks       = [<value>]
}
`, value)
		}
		newer := func(value string) part {
			return group("", `
resource "aws_vpc_security_group_egress_rule" "<label>" {
  security_group_id = aws_security_group.<label>.id
  ip_protocol       = "-1"
  cidr_ipv4         = <value>
}
`, value)
		}
		listed := func(cidr string) part {
			return group("", `
resource "aws_ec2_managed_prefix_list" "<label>" {
  name           = "<name>"
  address_family = "IPv4"
  max_entries    = 1
  entry {
    cidr = `+cidr+`
  }
}

resource "aws_vpc_security_group_egress_rule" "<label>" {
  security_group_id = aws_security_group.<label>.id
  ip_protocol       = "-1"
  prefix_list_id    = aws_ec2_managed_prefix_list.<label>.id
}
`, "")
		}
		list := func(value string) part {
			return group("  egress = [for cidr in ["+`"10.1.0.0/16", <value>`+"] : { from_port = 0, to_port = 0, protocol = \"-1\", cidr_blocks = [cidr], ipv6_cidr_blocks = [], prefix_list_ids = [], security_groups = [], self = false, description = \"out\" }]\n", "", value)
		}
		dynamic := func(value string) part {
			return group("  dynamic \"egress\" {\n    for_each = <value>\n    content {\n      from_port   = 0\n      to_port     = 0\n      protocol    = \"-1\"\n      cidr_blocks = [egress.value]\n    }\n  }\n", "", value)
		}
		lines := func(rule string) part { return group("  egress {\n"+rule+"  }\n", "", "") }
		const everywhere, inside = `"0.0.0.0/0"`, `"10.0.0.0/16"`
		ports := func(from, to int, protocol, cidr string) part {
			return lines(fmt.Sprintf("    from_port   = %d\n    to_port     = %d\n    protocol    = %q\n    cidr_blocks = [%s]\n", from, to, protocol, cidr))
		}
		pairs := paired("inline-", texts("0.0.0.0/0"), texts("10.0.0.0/16"), inline)
		pairs = append(pairs,
			simple("rule", separate(everywhere), separate(inside)),
			simple("egress-rule", newer(everywhere), newer(inside)),
			simple("list", list(everywhere), list(inside)),
			simple("dynamic", dynamic("["+inside+", "+everywhere+"]"), dynamic("["+inside+"]")),
			simple("dynamic-set", dynamic("toset(["+everywhere+"])"), dynamic("toset([])")),
			simple("no-rule-at-all", inline(everywhere), group("", "", "")),
			simple("all-ports", ports(0, 65535, "tcp", everywhere), ports(0, 65535, "tcp", inside)),
			simple("every-port-but-zero", ports(1, 65535, "tcp", everywhere), ports(1, 65535, "tcp", inside)),
			simple("protocol-number", ports(0, 65535, "6", everywhere), ports(0, 65535, "6", inside)),
			simple("all-by-word", ports(0, 0, "all", everywhere), ports(0, 0, "all", inside)),
			simple("second-block",
				lines("    from_port   = 443\n    to_port     = 443\n    protocol    = \"tcp\"\n    cidr_blocks = ["+inside+"]\n  }\n  egress {\n    from_port   = 0\n    to_port     = 0\n    protocol    = \"-1\"\n    cidr_blocks = ["+inside+", "+everywhere+"]\n"),
				lines("    from_port   = 443\n    to_port     = 443\n    protocol    = \"tcp\"\n    cidr_blocks = ["+inside+"]\n  }\n  egress {\n    from_port   = 0\n    to_port     = 0\n    protocol    = \"-1\"\n    cidr_blocks = ["+inside+"]\n")),
			simple("declared-prefix-list", listed(everywhere), listed(inside)),
			simple("ipv6",
				lines("    from_port        = 0\n    to_port          = 0\n    protocol         = \"-1\"\n    ipv6_cidr_blocks = [\"::/0\"]\n"),
				lines("    from_port        = 0\n    to_port          = 0\n    protocol         = \"-1\"\n    ipv6_cidr_blocks = [\"fd00::/8\"]\n")),
			simple("prefix-list", ports(0, 0, "-1", everywhere),
				lines("    from_port       = 443\n    to_port         = 443\n    protocol        = \"tcp\"\n    prefix_list_ids = [\"pl-0a1b2c3d\"]\n")),
			pair{
				judgement: judgement{spelling: "https-allowed"}, settings: "network:\n  allow_https_egress: true\n",
				bad: ports(0, 0, "-1", everywhere), good: ports(443, 443, "tcp", everywhere),
			},
			pair{
				judgement: judgement{spelling: "two-halves", badDoubt: true},
				bad:       dynamic(`["0.0.0.0/1", "128.0.0.0/1"]`), good: dynamic(`["10.0.0.0/9", "10.128.0.0/9"]`),
			})
		return pairs
	},
	plans: func(*rand.Rand) []planPair {
		set := func(cidr string) edit {
			return func(s *planSide) {
				s.function["vpc_config"] = []any{object{"subnet_ids": []any{"subnet-0a1b2c3d4e5f60718"}, "ipv6_allowed_for_dual_stack": false}}
				s.hide("vpc_config", []any{object{"security_group_ids": true, "vpc_id": true, "subnet_ids": []any{false}}})
				s.nest("vpc_config", "security_group_ids", "aws_security_group.<label>.id")
				s.add("aws_security_group", object{
					"name": s.label, "vpc_id": "vpc-0a1b2c3d4e5f60718",
					"egress": []any{object{
						"from_port": 0, "to_port": 0, "protocol": "-1", "cidr_blocks": []any{cidr}, "ipv6_cidr_blocks": []any{},
						"prefix_list_ids": []any{}, "security_groups": []any{}, "self": false, "description": "",
					}},
				}, "", "")
			}
		}
		return []planPair{{judgement{spelling: "inline"}, set("0.0.0.0/0"), set("10.0.0.0/16")}}
	},
}

// group is a function in a VPC, and its one security group.
func group(lines, blocks, value string) part {
	return part{
		function: "  vpc_config {\n    subnet_ids         = [\"subnet-0a1b2c3d4e5f60718\"]\n    security_group_ids = [aws_security_group.<label>.id]\n  }\n",
		blocks:   "resource \"aws_security_group\" \"<label>\" {\n  name   = \"<name>\"\n  vpc_id = \"vpc-0a1b2c3d4e5f60718\"\n" + lines + "}\n" + blocks,
		value:    value,
	}
}
