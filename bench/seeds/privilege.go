package seeds

import (
	"math/rand/v2"
	"strings"
)

// A grant is two lists of statements: one that grants too much, and its twin.
type grant struct {
	judgement
	bad, good []statement
}

// identity are the addresses at which a rule over a role's policies may speak.
func identity(rule string) check {
	return check{rule: rule, address: "aws_iam_role.<label>", also: []string{
		"aws_lambda_function.<label>", "aws_iam_role_policy.<label>", "aws_iam_policy.<label>",
	}}
}

// reasoned is the same for a rule that only a reasoner can prove to hold.
func reasoned(rule string) check {
	c := identity(rule)
	c.reasoned = true
	return c
}

const (
	account = "123456789012"
	tableOf = "arn:aws:dynamodb:eu-central-1:" + account + ":table/"
)

var fullAccess = flaw{
	name:   "full-dynamodb-access",
	checks: []check{identity("role-no-full-service-access")},
	pairs:  func(rng *rand.Rand) []pair { return append(identityPairs(rng, tableGrants()), managedTables...) },
	plans:  func(*rand.Rand) []planPair { return identityPlans(tableGrants(), "AmazonDynamoDBFullAccess") },
}

func tableGrants() []grant {
	own := "${aws_dynamodb_table.<label>.arn}"
	named := allow("dynamodb:*", own)
	few := allow(list{"dynamodb:GetItem", "dynamodb:PutItem"}, list{own, own + "/index/*"})
	certain := func(name string, bad, good statement) grant {
		return grant{judgement{spelling: name}, []statement{bad}, []statement{good}}
	}
	doubt := func(name string, good statement, bad ...statement) grant {
		return grant{judgement{spelling: name, badDoubt: true}, bad, []statement{good}}
	}
	notAction := doubt("not-action", few, statement{"Effect": "Allow", "NotAction": list{"iam:*", "sts:*"}, "Resource": "*"})
	notAction.checks = []check{
		identity("role-no-full-service-access"),
		{rule: "policy-no-allow-notaction", address: "aws_iam_role_policy.<label>", also: []string{"aws_iam_policy.<label>", "aws_iam_role.<label>"}},
	}
	guard := statement{"Effect": "Deny", "NotAction": list{"dynamodb:*", "logs:*"}, "Resource": "*"}
	notAction.good = append(notAction.good, guard)
	return []grant{
		certain("star", allow("dynamodb:*", "*"), named),
		certain("star-in-lists", allow(list{"s3:GetObject", "dynamodb:*"}, list{own, "*"}), few),
		certain("every-arn", allow(list{"dynamodb:*"}, "arn:aws:dynamodb:*:*:*"), named),
		certain("any-partition", allow("dynamodb:*", "arn:*:dynamodb:*:*:*"), named),
		certain("upper-case", allow("DynamoDB:*", list{"*"}), allow("DynamoDB:*", own)),
		certain("two-stars", allow("dynamodb:**", "*"), allow("dynamodb:**", own)),
		certain("question-mark", allow("dynamodb:?*", "*"), few),
		certain("wildcard-in-service", allow("dyn*:*", "*"), few),
		certain("service-wildcard-alone", allow("Dyn*", "*"), few),
		certain("short-arn", allow("dynamodb:*", "arn:aws:dynamodb:*"), few),
		certain("any-arn", allow("dynamodb:*", "arn:*"), few),
		{
			judgement{spelling: "deny-of-one"},
			[]statement{allow("dynamodb:*", "*"), {"Effect": "Deny", "Action": "dynamodb:DeleteTable", "Resource": "*"}},
			[]statement{allow("dynamodb:*", "*"), {"Effect": "Deny", "Action": "dynamodb:*", "NotResource": own}},
		},
		{
			judgement{spelling: "deny-of-another"},
			[]statement{allow("dynamodb:*", "*"), {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}},
			[]statement{few, {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}},
		},
		certain("with-sid", allow("dynamodb:*", "*").with("Sid", "Tables"), named.with("Sid", "Tables")),
		{
			judgement{spelling: "second-statement"},
			[]statement{allow("logs:PutLogEvents", "arn:aws:logs:*:*:log-group:/aws/lambda/*:*"), allow("dynamodb:*", "*")},
			[]statement{allow("logs:PutLogEvents", "arn:aws:logs:*:*:log-group:/aws/lambda/*:*"), few},
		},
		doubt("every-table", few, allow("dynamodb:*", "arn:aws:dynamodb:*:*:table/*")),
		doubt("idle-condition", few, allow("dynamodb:*", "*").with("Condition", condition("Bool", "aws:SecureTransport", "true"))),
		doubt("two-statements-halves", few, allow(letters('A', 'L'), "*"), allow(letters('M', 'Z'), "*")),
		doubt("two-statements-resources", few, allow("dynamodb:*", own), statement{"Effect": "Allow", "Action": "dynamodb:*", "NotResource": own}),
		notAction,
	}
}

// letters are patterns that together name every DynamoDB action whose name
// begins with a letter between the two.
func letters(from, to rune) (patterns list) {
	for r := from; r <= to; r++ {
		patterns = append(patterns, "dynamodb:"+string(r)+"*")
	}
	return patterns
}

var managedTables = []pair{
	attached("managed-policy", "AmazonDynamoDBFullAccess", "service-role/AWSLambdaBasicExecutionRole"),
	attached("managed-power-user", "PowerUserAccess", "service-role/AWSLambdaDynamoDBExecutionRole"),
	managedList("managed-policy-arns", "AmazonDynamoDBFullAccess", "service-role/AWSLambdaBasicExecutionRole"),
}

var admin = flaw{
	name:   "admin",
	checks: []check{reasoned("role-no-admin")},
	pairs: func(rng *rand.Rand) []pair {
		return append(identityPairs(rng, adminGrants()),
			attached("managed-policy", "AdministratorAccess", "service-role/AWSLambdaBasicExecutionRole"),
			managedList("managed-policy-arns", "AdministratorAccess", "service-role/AWSLambdaVPCAccessExecutionRole"))
	},
	plans: func(*rand.Rand) []planPair { return identityPlans(adminGrants(), "AdministratorAccess") },
}

func adminGrants() []grant {
	good := allow(list{"dynamodb:GetItem", "dynamodb:Query"}, "${aws_dynamodb_table.<label>.arn}")
	certain := func(name string, bad statement) grant {
		return grant{judgement{
			spelling: name,
			checks:   []check{reasoned("role-no-admin"), identity("role-no-full-service-access")},
		}, []statement{bad}, []statement{good}}
	}
	doubt := func(name string, bad ...statement) grant {
		return grant{judgement{spelling: name, badDoubt: true}, bad, []statement{good}}
	}
	return []grant{
		certain("star", allow("*", "*")),
		certain("lists", allow(list{"*"}, list{"*"})),
		certain("among-others", allow(list{"logs:PutLogEvents", "*"}, list{"${aws_dynamodb_table.<label>.arn}", "*"})),
		certain("star-colon-star", allow("*:*", "*")),
		certain("two-stars", allow("**", "*")),
		certain("every-arn", allow("*", "arn:*")),
		certain("every-action-of-all", allow(list{"*:*", "logs:PutLogEvents"}, "arn:aws:*:*:*:*")),
		doubt("not-action-none", statement{"Effect": "Allow", "NotAction": list{}, "Resource": "*"}),
		doubt("identity-writing", allow("iam:*", "*")),
		doubt("not-action", statement{"Effect": "Allow", "NotAction": "organizations:LeaveOrganization", "Resource": "*"}),
		doubt("two-statements", allow("iam:*", "*"), statement{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}),
		doubt("not-resource", statement{"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::audit-log/*"}),
	}
}

var passRole = flaw{
	name:   "passrole-on-star",
	checks: []check{identity("role-passrole-scoped")},
	pairs:  func(rng *rand.Rand) []pair { return identityPairs(rng, passRoleGrants()) },
	plans:  func(*rand.Rand) []planPair { return identityPlans(passRoleGrants(), "") },
}

func passRoleGrants() []grant {
	named := "arn:aws:iam::" + account + ":role/task-runner"
	good := allow("iam:PassRole", named)
	path := allow(list{"iam:PassRole"}, list{named, "arn:aws:iam::" + account + ":role/app/*"})
	certain := func(name string, bad, good statement) grant {
		return grant{judgement{spelling: name}, []statement{bad}, []statement{good}}
	}
	doubt := func(name string, bad ...statement) grant {
		return grant{judgement{spelling: name, badDoubt: true}, bad, []statement{good}}
	}
	return []grant{
		certain("star", allow("iam:PassRole", "*"), good),
		certain("every-role", allow(list{"iam:PassRole"}, "arn:aws:iam::*:role/*"), path),
		certain("lower-case", allow("iam:passrole", list{"*"}), good),
		certain("pattern", allow("iam:Pass*", "*"), allow("iam:Pass*", named)),
		certain("short-pattern", allow(list{"iam:P*"}, "*"), allow("iam:P*", named)),
		certain("question-marks", allow("iam:????Role", "*"), allow("iam:????Role", named)),
		certain("everything-of-iam", allow("iam:*", "*"), good),
		certain("any-partition", allow("iam:PassRole", "arn:*:iam::*:role/*"), good),
		certain("among-others", allow(list{"iam:GetRole", "iam:PassRole"}, list{named, "*"}), path),
		{
			judgement{spelling: "second-statement"},
			[]statement{good, allow("iam:PassRole", "*")},
			[]statement{good, path},
		},
		doubt("own-account", allow("iam:PassRole", "arn:aws:iam::"+account+":role/*")),
		doubt("to-service", allow("iam:PassRole", "*").with("Condition", condition("StringLike", "iam:PassedToService", "*"))),
		doubt("not-resource", statement{"Effect": "Allow", "Action": "iam:PassRole", "NotResource": "arn:aws:iam::" + account + ":role/admin"}),
		doubt("two-statements-halves",
			statement{"Effect": "Allow", "Action": "iam:PassRole", "NotResource": named}, allow("iam:PassRole", named)),
	}
}

// identityPairs spells every grant with every pen, the ways of attaching the
// policy to the role in turn.
func identityPairs(rng *rand.Rand, grants []grant) (pairs []pair) {
	for _, g := range grants {
		way := rng.IntN(len(attachments))
		for i, p := range pens() {
			attach := attachments[(way+i)%len(attachments)]
			j := g.judgement
			j.spelling += "-" + p.name + "-" + attach.name
			pairs = append(pairs, pair{judgement: j, oneForm: true, bad: identityPart(p, attach, g.bad), good: identityPart(p, attach, g.good)})
		}
	}
	return pairs
}

func identityPart(p pen, attach attachment, statements []statement) part {
	if p.literalOnly() {
		statements = resolved(statements, "orders")
	}
	s := p.write(statements)
	out := part{value: s.value, file: s.file, blocks: tableBlock}
	out.role, out.blocks = attach.lines(s.expression), out.blocks+s.blocks+attach.blocks(s.expression)
	return out
}

const tableBlock = `resource "aws_dynamodb_table" "<label>" {
  name     = "<name>"
  hash_key = "pk"
  attribute {
    name = "pk"
    type = "S"
  }
}

`

// resolved has a table's literal ARN in place of the reference to it.
func resolved(statements []statement, name string) []statement {
	var change func(any) any
	change = func(v any) any {
		switch v := v.(type) {
		case string:
			return strings.ReplaceAll(v, "${aws_dynamodb_table.<label>.arn}", tableOf+name)
		case list:
			out := make(list, len(v))
			for i := range v {
				out[i] = change(v[i])
			}
			return out
		}
		return v
	}
	out := make([]statement, len(statements))
	for i, s := range statements {
		out[i] = statement{}
		for key, value := range s {
			out[i][key] = change(value)
		}
	}
	return out
}
