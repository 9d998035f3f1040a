package seeds

import (
	"math/rand/v2"
	"strings"
)

var publicURL = flaw{
	name:   "public-url",
	checks: []check{{rule: "function-url-requires-iam-auth", address: "aws_lambda_function_url.<label>"}},
	pairs: func(rng *rand.Rand) []pair {
		build := func(value string) part {
			return part{value: value, blocks: `resource "aws_lambda_function_url" "<label>" {
  function_name      = aws_lambda_function.<label>.function_name
  authorization_type = <value>
}
`}
		}
		pairs := paired("type-", texts("NONE"), texts("AWS_IAM"), build)
		open := build(`"NONE"`)
		open.blocks += `
resource "aws_lambda_permission" "<label>" {
  action                 = "lambda:InvokeFunctionUrl"
  function_name          = aws_lambda_function.<label>.function_name
  principal              = "*"
  function_url_auth_type = "NONE"
}
`
		aliased := func(value string) part {
			p := build(value)
			p.blocks = strings.Replace(p.blocks, "{\n", "{\n  qualifier          = \"live\"\n", 1)
			return p
		}
		return append(pairs, simple("with-permission", open, build(`"AWS_IAM"`)), simple("of-an-alias", aliased(`"NONE"`), aliased(`"AWS_IAM"`)))
	},
	plans: func(*rand.Rand) []planPair {
		set := func(value string) edit {
			return func(s *planSide) {
				s.add("aws_lambda_function_url", object{"authorization_type": value, "cors": list{}}, "function_name", "aws_lambda_function.<label>.function_name")
			}
		}
		return []planPair{{judgement{spelling: "type"}, set("NONE"), set("AWS_IAM")}}
	},
}

var permissionWithoutSource = flaw{
	name: "permission-without-source",
	checks: []check{{
		rule: "function-policy-service-has-source", address: "aws_lambda_permission.<label>",
		also: []string{"aws_lambda_function.<label>"},
	}},
	pairs: func(rng *rand.Rand) (pairs []pair) {
		build := func(principal, argument string) func(string) part {
			return func(value string) part {
				return part{value: value, blocks: permissionBlock(principal, "  "+argument+" = <value>\n")}
			}
		}
		for _, principal := range []string{"config.amazonaws.com", "iot.amazonaws.com", "cognito-idp.amazonaws.com", "elasticloadbalancing.amazonaws.com"} {
			service, _, _ := strings.Cut(principal, ".")
			source := "  source_arn = \"arn:aws:" + service + ":eu-central-1:" + account + ":thing/one\"\n"
			pairs = append(pairs, simple(service+"-absent", part{blocks: permissionBlock(principal, "")}, part{blocks: permissionBlock(principal, source)}))
		}
		for _, principal := range []string{"events.amazonaws.com", "sns.amazonaws.com", "apigateway.amazonaws.com", "logs.amazonaws.com"} {
			service := principal[:len(principal)-len(".amazonaws.com")]
			source := []expression{{"literal", `"` + sourceOf[service] + `"`}}
			pairs = append(pairs, simple(service+"-absent", part{blocks: permissionBlock(principal, "")}, part{blocks: permissionBlock(principal, "  source_arn = \""+sourceOf[service]+"\"\n")}))
			pairs = append(pairs, paired(service+"-arn-", nothings(), source, build(principal, "source_arn"))...)
			pairs = append(pairs, paired(service+"-account-", nothings(), texts(account), build(principal, "source_account"))...)
		}
		rule := `resource "aws_cloudwatch_event_rule" "<label>" {
  name                = "<name>"
  schedule_expression = "rate(1 hour)"
}

`
		return append(pairs,
			simple("rule-reference",
				part{blocks: rule + permissionBlock("events.amazonaws.com", "")},
				part{blocks: rule + permissionBlock("events.amazonaws.com", "  source_arn = aws_cloudwatch_event_rule.<label>.arn\n")}),
			simple("bucket-without-account",
				part{blocks: permissionBlock("s3.amazonaws.com", "  source_arn = \"arn:aws:s3:::uploads\"\n")},
				part{blocks: permissionBlock("s3.amazonaws.com", "  source_arn     = \"arn:aws:s3:::uploads\"\n  source_account = \""+account+"\"\n")}))
	},
	plans: func(*rand.Rand) []planPair {
		set := func(source any) edit {
			return func(s *planSide) {
				s.add("aws_lambda_permission", object{
					"action": "lambda:InvokeFunction", "principal": "events.amazonaws.com",
					"source_arn": source, "source_account": nil, "principal_org_id": nil, "statement_id": "Rule",
				}, "function_name", "aws_lambda_function.<label>.function_name")
			}
		}
		return []planPair{{judgement{spelling: "arn"}, set(nil), set(sourceOf["events"])}}
	},
}

var sourceOf = map[string]string{
	"events":     "arn:aws:events:eu-central-1:" + account + ":rule/hourly",
	"sns":        "arn:aws:sns:eu-central-1:" + account + ":uploads",
	"apigateway": "arn:aws:execute-api:eu-central-1:" + account + ":a1b2c3d4e5/*/GET/items",
	"logs":       "arn:aws:logs:eu-central-1:" + account + ":log-group:/aws/lambda/app:*",
}

func permissionBlock(principal, lines string) string {
	return `resource "aws_lambda_permission" "<label>" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.<label>.function_name
  principal     = "` + principal + "\"\n" + lines + "}\n"
}

var wildcardTrust = flaw{
	name:   "wildcard-trust",
	checks: []check{{rule: "role-trust-not-public", address: "aws_iam_role.<label>", reasoned: true}},
	pairs: func(*rand.Rand) (pairs []pair) {
		for _, g := range trusts() {
			for _, p := range pens() {
				j := g.judgement
				j.spelling += "-" + p.name
				pairs = append(pairs, pair{judgement: j, oneForm: true, bad: trustPart(p, g.bad), good: trustPart(p, g.good)})
			}
		}
		return pairs
	},
	plans: func(*rand.Rand) (plans []planPair) {
		for _, g := range trusts() {
			set := func(statements []statement) edit {
				return func(s *planSide) { s.role["assume_role_policy"] = jsonText(documentOf(statements), "") }
			}
			plans = append(plans, planPair{g.judgement, set(g.bad), set(g.good)})
		}
		return plans
	},
}

func trustPart(p pen, statements []statement) part {
	s := p.write(statements)
	return part{trust: s.expression, value: s.value, blocks: s.blocks, file: s.file}
}

func trusts() []grant {
	lambda := trust(map[string]any{"Service": "lambda.amazonaws.com"})
	root := "arn:aws:iam::" + account + ":root"
	certain := func(name string, bad, good statement) grant {
		return grant{judgement{spelling: name}, []statement{bad}, []statement{good}}
	}
	doubt := func(name string, bad, good statement) grant {
		return grant{judgement{spelling: name, badDoubt: true}, []statement{bad}, []statement{good}}
	}
	// Its twin lets in Lambda alone, so that the rule on execution roles is asked too.
	alone := func(name string, bad ...statement) grant {
		checks := []check{
			{rule: "role-trust-not-public", address: "aws_iam_role.<label>", reasoned: true},
			{rule: "function-role-trusts-lambda-only", address: "aws_iam_role.<label>"},
		}
		return grant{judgement{spelling: name, checks: checks}, bad, []statement{lambda}}
	}
	anyone := trust(map[string]any{"AWS": "*"})
	within := anyone.with("Condition", condition("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"))
	return []grant{
		alone("star", trust("*")),
		alone("any-service", trust(map[string]any{"Service": "*"})),
		certain("aws-star", anyone, trust(map[string]any{"AWS": root})),
		certain("among-others", trust(map[string]any{"AWS": list{root, "*"}}), trust(map[string]any{"AWS": list{root}})),
		alone("beside-service", trust(map[string]any{"Service": "lambda.amazonaws.com", "AWS": "*"})),
		certain("any-pattern", anyone.with("Action", "sts:Assume*"), within),
		alone("named-in-part", trust(map[string]any{"AWS": "arn:aws:iam::*:root"})),
		certain("any-action", anyone.with("Action", "sts:*"), within),
		{
			judgement{spelling: "second-statement"},
			[]statement{lambda, anyone},
			[]statement{lambda, within},
		},
		alone("two-statements", lambda, anyone),
		doubt("external-id", anyone.with("Condition", condition("StringEquals", "sts:ExternalId", "a1b2c3d4e5f6")), within),
		doubt("idle-condition", anyone.with("Condition", condition("StringLike", "aws:PrincipalArn", "*")), within),
		doubt("if-exists", anyone.with("Condition", condition("Bool", "aws:SecureTransport", "true")), lambda),
		doubt("not-principal", statement{"Effect": "Allow", "Action": "sts:AssumeRole", "NotPrincipal": map[string]any{"AWS": root}}, lambda),
	}
}

func trust(principal any) statement {
	return statement{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal}
}
