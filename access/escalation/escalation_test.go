package escalation_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bailiwick/access/escalation"
)

func trusts(principal string) string {
	return `jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = ` + principal + ` }] })`
}

func allows(statements ...string) string {
	return `jsonencode({ Version = "2012-10-17", Statement = [` + strings.Join(statements, ", ") + `] })`
}

func role(name, trust, policy, more string) string {
	return fmt.Sprintf(`
resource "aws_iam_role" %[1]q {
  name               = %[1]q
  assume_role_policy = %[2]s
  %[4]s
}
resource "aws_iam_role_policy" %[1]q {
  name   = "own"
  role   = aws_iam_role.%[1]s.id
  policy = %[3]s
}
`, name, trust, policy, more)
}

const (
	byLambda = `{ Service = "lambda.amazonaws.com" }`
	byEC2    = `{ Service = "ec2.amazonaws.com" }`
	all      = `{ Effect = "Allow", Action = "*", Resource = "*" }`
)

func function(name, role string) string {
	return fmt.Sprintf("\nresource \"aws_lambda_function\" %[1]q {\n  function_name = %[1]q\n  role = %[2]s\n}\n", name, role)
}

// TestFrom tells every way from the role dev.
func TestFrom(t *testing.T) {
	root := role("root", trusts(byLambda), allows(all), "")
	machine := role("machine", trusts(byEC2), allows(all), "")
	dev := func(more string, statements ...string) string {
		return role("dev", trusts(byEC2), allows(statements...), more)
	}
	for _, test := range []struct{ name, src, want string }{
		{"nothing", root + dev("", `{ Effect = "Allow", Action = "sqs:*", Resource = "*" }`), ""},
		{"everything", dev("", all), "admin: may do everything\n"},
		{
			"everything but a handful of services", dev("", `{ Effect = "Allow", NotAction = ["iam:*", "organizations:*"], Resource = "*" }`),
			"admin: may do everything but iam, organizations\n",
		},
		{
			"everything in IAM", dev("", `{ Effect = "Allow", Action = ["iam:*"], Resource = "*" }`),
			"admin: may do everything in IAM\n",
		},
		{
			"the code of a function", root + function("tool", "aws_iam_role.root.arn") + dev("", `{ Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = "*" }`),
			"role dev, replaces the code of function tool\n",
		},
		{
			"the code of another function", root + function("tool", "aws_iam_role.root.arn") + dev("", `{ Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = "arn:aws:lambda:*:*:function:other-*" }`),
			"",
		},
		{
			"a role that no function was seen with", root + dev("", `{ Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = "*" }`),
			"role dev, replaces the code of a function that runs as role root (given that a function that was not read runs as role root)\n",
		},
		{
			"a layer", root + function("tool", "aws_iam_role.root.arn") + dev("", `{ Effect = "Allow", Action = "lambda:UpdateFunctionConfiguration", Resource = aws_lambda_function.tool.arn }`),
			"role dev, adds a layer or a wrapper to the configuration of function tool\n",
		},
		{
			"a role for another service cannot be passed to Lambda", machine + dev("", `{ Effect = "Allow", Action = ["iam:PassRole", "lambda:*"], Resource = "*" }`),
			"",
		},
		{
			"a role may only be passed to EC2", root + dev("",
				`{ Effect = "Allow", Action = ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource = "*" }`,
				`{ Effect = "Allow", Action = "iam:PassRole", Resource = "*", Condition = { StringEquals = { "iam:PassedToService" = "ec2.amazonaws.com" } } }`),
			"",
		},
		{
			"a role may be passed to Lambda", root + dev("",
				`{ Effect = "Allow", Action = ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource = "*" }`,
				`{ Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.root.arn, Condition = { StringEquals = { "iam:PassedToService" = "lambda.amazonaws.com" } } }`),
			"role dev, makes a function that runs as role root, and calls it\n",
		},
		{
			"made here, called there", root + dev("",
				`{ Effect = "Allow", Action = "iam:PassRole", Resource = "*" }`,
				`{ Effect = "Allow", Action = "lambda:CreateFunction", Resource = "arn:aws:lambda:*:*:function:dev-*" }`,
				`{ Effect = "Allow", Action = "lambda:InvokeFunction", Resource = "arn:aws:lambda:*:*:function:prod-*" }`),
			"",
		},
		{
			"made and called where the names meet", root + dev("",
				`{ Effect = "Allow", Action = "iam:PassRole", Resource = "*" }`,
				`{ Effect = "Allow", Action = "lambda:CreateFunction", Resource = "arn:aws:lambda:*:*:function:dev-*" }`,
				`{ Effect = "Allow", Action = "lambda:InvokeFunction", Resource = "arn:aws:lambda:*:*:function:*-tool" }`),
			"role dev, makes a function that runs as role root, and calls it\n",
		},
		{
			"a boundary without IAM", root + dev("permissions_boundary = aws_iam_policy.limit.arn", `{ Effect = "Allow", Action = "iam:*", Resource = "*" }`) + `
resource "aws_iam_policy" "limit" {
  name   = "limit"
  policy = ` + allows(`{ Effect = "Allow", Action = "lambda:*", Resource = "*" }`) + `
}`,
			"",
		},
		{
			"a boundary that can be taken off", dev("permissions_boundary = aws_iam_policy.limit.arn", all) + `
resource "aws_iam_policy" "limit" {
  name   = "limit"
  policy = ` + allows(`{ Effect = "Allow", Action = "iam:DeleteRolePermissionsBoundary", Resource = "*" }`) + `
}`,
			"role dev, takes the permissions boundary off role dev\n",
		},
		{
			"only harmless policies may be attached", dev("", `{ Effect = "Allow", Action = "iam:AttachRolePolicy", Resource = "*",
				Condition = { ArnEquals = { "iam:PolicyARN" = "arn:aws:iam::aws:policy/AWSXrayReadOnlyAccess" } } }`),
			"",
		},
		{
			"only to roles with a boundary", dev("", `{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*",
				Condition = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::111122223333:policy/limit" } } }`),
			"",
		},
		{
			"a policy for itself", dev("", `{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = aws_iam_role.dev.arn }`),
			"role dev, writes an inline policy into role dev\n",
		},
		{
			"a policy for another, whom it cannot become", role("other", trusts(byEC2), allows(`{ Effect = "Allow", Action = "sqs:*", Resource = "*" }`), "") +
				dev("", `{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = aws_iam_role.other.arn }`),
			"",
		},
		{
			"a policy for another, whom it can become in two steps",
			role("writer", trusts(`{ AWS = aws_iam_role.dev.arn }`), allows(`{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = aws_iam_role.plain.arn }`), "") +
				role("plain", trusts(`{ AWS = aws_iam_role.dev.arn }`), allows(`{ Effect = "Allow", Action = "sqs:*", Resource = "*" }`), "") +
				dev("", `{ Effect = "Allow", Action = "sqs:*", Resource = "*" }`),
			"role dev, takes role writer, writes an inline policy into role plain, takes role plain\n",
		},
		{
			"two steps", root + function("tool", "aws_iam_role.root.arn") +
				role("deploy", trusts(`{ AWS = aws_iam_role.dev.arn }`), allows(`{ Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = "*" }`), "") +
				dev("", `{ Effect = "Allow", Action = "sts:AssumeRole", Resource = aws_iam_role.deploy.arn }`),
			"role dev, takes role deploy, replaces the code of function tool\n",
		},
		{
			"a deny", root + function("tool", "aws_iam_role.root.arn") + dev("", `{ Effect = "Allow", Action = "lambda:*", Resource = "*" }`, `{ Effect = "Deny", Action = "lambda:Update*", Resource = "*" }`),
			"",
		},
		{
			"a policy that was not read", root + dev("", `{ Effect = "Allow", Action = "sqs:*", Resource = "*" }`) + `
resource "aws_iam_role_policy_attachment" "elsewhere" {
  role       = aws_iam_role.dev.name
  policy_arn = "arn:aws:iam::111122223333:policy/elsewhere"
}`,
			"gap: the policy arn:aws:iam::111122223333:policy/elsewhere: arn:aws:iam::111122223333:policy/elsewhere is not declared here\n",
		},
		{
			"an action that is not known", root + function("tool", "aws_iam_role.root.arn") + "variable \"action\" {}\n" + dev("", `{ Effect = "Allow", Action = var.action, Resource = "*" }`),
			`unknown: role dev, makes role root trust whom it likes: Action: var.action has no value here
unknown: role dev, makes a role that trusts it and attaches a policy of its choice: Action: var.action has no value here
unknown: role dev, attaches a policy of its choice to role dev: Action: var.action has no value here
gap: Action: var.action has no value here
`,
		},
		{
			"a role whose policy was not read", role("dark", trusts(`{ AWS = aws_iam_role.dev.arn }`), "var.unknown", "") + "variable \"unknown\" {}\n" + dev("", `{ Effect = "Allow", Action = "sqs:*", Resource = "*" }`),
			"unknown: role dev, takes role dark: the inline policy own: var.unknown has no value here\n",
		},
		{
			"a trust that was not read", role("dark", "var.unknown", allows(all), "") + "variable \"unknown\" {}\n" + dev("", `{ Effect = "Allow", Action = ["sts:AssumeRole"], Resource = "*" }`),
			"unknown: role dev, takes role dark: var.unknown has no value here\n",
		},
		{
			"a role that may not exist", dev("", `{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "*" }`) + `
variable "on" {}
resource "aws_iam_role" "chief" {
  count               = var.on ? 1 : 0
  name                = "chief"
  assume_role_policy  = ` + trusts(`{ AWS = aws_iam_role.dev.arn }`) + `
  managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]
}`,
			"role dev, takes role chief (given that aws_iam_role.chief[0] exists, which was not decided)\n",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			g, e, _ := read(t, test.src)
			way := g.From(node(t, e, "aws_iam_role.dev"))
			confirm(t, way.Paths)
			got := told(g, node(t, e, "aws_iam_role.dev"))
			for _, f := range way.Gaps {
				got += "gap: " + f.Attribute() + ": " + f.Reason() + "\n"
			}
			if got != test.want {
				t.Errorf("got\n%swant\n%s", got, test.want)
			}
		})
	}
}

// TestMethodsAreWhole: each has what is told of it.
func TestMethodsAreWhole(t *testing.T) {
	seen := make(map[string]bool)
	for _, m := range escalation.Methods() {
		if seen[m.ID] {
			t.Errorf("%s is there twice", m.ID)
		}
		seen[m.ID] = true
		if m.Text == "" || len(m.Needs) == 0 || len(m.Sources) == 0 {
			t.Errorf("%s lacks its text, needs or sources", m.ID)
		}
		if (m.Gain == escalation.Steering) != (m.Runs != "") || (m.Gain == escalation.Steering || m.Gain == escalation.Passing) != (len(m.Services) > 0) {
			t.Errorf("%s: %v, %q", m.ID, m.Services, m.Runs)
		}
	}
}

// TestAnEdgeSaysWhy: by the statements that allow it and let the service in.
func TestAnEdgeSaysWhy(t *testing.T) {
	g, e, places := read(t, role("root", trusts(byLambda), allows(all), "")+function("tool", "aws_iam_role.root.arn")+
		role("dev", trusts(byEC2), allows(`{ Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = "*" }`), ""))
	way := g.From(node(t, e, "aws_iam_role.dev"))
	if len(way.Paths) != 1 {
		t.Fatalf("%d paths, want 1", len(way.Paths))
	}
	edge := way.Paths[0].Steps[0].Edges[0]
	var got []string
	for _, f := range edge.Facts {
		got = append(got, fmt.Sprintf("%s: %s", places.At(f.Origin()), f))
	}
	want := []string{
		"main.tf:26:62: statement 1 of the inline policy own",
		"main.tf:13:1: root",
		"main.tf:4:74: statement 1 of the trust policy of aws_iam_role.root",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if edge.Through != node(t, e, "aws_lambda_function.tool").Of {
		t.Errorf("it goes through %v", edge.Through)
	}
}
