package seeds

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

func ofFunction(rule string) []check {
	return []check{{rule: rule, address: "aws_lambda_function.<label>"}}
}

// functionPlan sets one argument of the function in a plan.
func functionPlan(spelling, name string, bad, good any) planPair {
	set := func(v any) edit { return func(s *planSide) { s.function[name] = v } }
	return planPair{judgement{spelling: spelling}, set(bad), set(good)}
}

var deprecatedRuntime = flaw{
	name:   "deprecated-runtime",
	checks: ofFunction("function-runtime-supported"),
	pairs: func(rng *rand.Rand) (pairs []pair) {
		build := func(value string) part { return part{runtime: "<value>", value: value} }
		for range 2 {
			pairs = append(pairs, paired("runtime-", texts(oldRuntime(rng)), texts(newRuntime(rng)), build)...)
		}
		return pairs
	},
	plans: func(rng *rand.Rand) []planPair {
		return []planPair{
			functionPlan("runtime", "runtime", oldRuntime(rng), newRuntime(rng)),
			functionPlan("other-runtime", "runtime", oldRuntime(rng), newRuntime(rng)),
		}
	},
}

// oldRuntime is one that was deprecated before 2026.
func oldRuntime(rng *rand.Rand) string {
	return pick(rng, "nodejs16.x", "nodejs14.x", "nodejs12.x", "python3.8", "python3.7", "python2.7", "go1.x", "java8", "ruby2.7", "dotnet6", "dotnetcore3.1", "provided")
}

// newRuntime is one that is supported into 2028 at least.
func newRuntime(rng *rand.Rand) string {
	return pick(rng, "nodejs24.x", "python3.12", "python3.13", "python3.14", "java21", "java25", "ruby4.0", "dotnet10", "provided.al2023")
}

var noTracing = flaw{
	name:   "no-tracing",
	checks: ofFunction("function-traced"),
	pairs: func(*rand.Rand) []pair {
		block := "  tracing_config {\n    mode = <value>\n  }\n"
		build := func(value string) part { return part{function: block, value: value} }
		dynamic := func(value string) part {
			return part{value: value, function: "  dynamic \"tracing_config\" {\n    for_each = <value> ? [\"Active\"] : []\n    content {\n      mode = tracing_config.value\n    }\n  }\n"}
		}
		pairs := paired("mode-", texts("PassThrough"), texts("Active"), build)
		pairs = append(pairs, paired("dynamic-", truths(false), truths(true), dynamic)...)
		return append(pairs, simple("absent", part{}, build(`"Active"`)))
	},
	plans: func(*rand.Rand) []planPair {
		return []planPair{
			functionPlan("absent", "tracing_config", list{}, list{object{"mode": "Active"}}),
			functionPlan("mode", "tracing_config", list{object{"mode": "PassThrough"}}, list{object{"mode": "Active"}}),
		}
	},
}

const keyARN = "arn:aws:kms:eu-central-1:" + account + ":key/5e1b2f0c-0d0a-4c6e-9d51-3f5f5f1c7a10"

const keyBlock = `resource "aws_kms_key" "<label>" {
  enable_key_rotation = true
}
`

var unencryptedEnvironment = flaw{
	name:   "unencrypted-environment",
	checks: ofFunction("function-environment-customer-key"),
	pairs: func(*rand.Rand) []pair {
		variables := "  environment {\n    variables = { MODE = \"live\" }\n  }\n"
		key := []expression{{"literal", `"` + keyARN + `"`}}
		build := func(value string) part {
			return part{function: variables + "  kms_key_arn = <value>\n", value: value}
		}
		pairs := paired("key-", nothings(), key, build)
		own := build("aws_kms_key.<label>.arn")
		own.blocks = keyBlock
		dynamic := part{value: `{ MODE = "live" }`, function: "  dynamic \"environment\" {\n    for_each = [<value>]\n    content {\n      variables = environment.value\n    }\n  }\n"}
		dynamicKey := dynamic
		dynamicKey.function += "  kms_key_arn = \"" + keyARN + "\"\n"
		return append(pairs,
			simple("absent", part{function: variables}, own),
			simple("dynamic-environment", dynamic, dynamicKey))
	},
	plans: func(*rand.Rand) []planPair {
		set := func(key any) edit {
			return func(s *planSide) {
				s.function["environment"] = list{object{"variables": object{"MODE": "live"}}}
				s.function["kms_key_arn"] = key
			}
		}
		own := func(s *planSide) {
			set(nil)(s)
			delete(s.function, "kms_key_arn")
			s.refer("aws_lambda_function", "kms_key_arn", "aws_kms_key.<label>.arn")
			s.add("aws_kms_key", object{"enable_key_rotation": true}, "", "")
		}
		return []planPair{{judgement{spelling: "key"}, set(nil), set(keyARN)}, {judgement{spelling: "key-reference"}, set(nil), own}}
	},
}

var plainSecret = flaw{
	name:   "plain-secret",
	checks: ofFunction("function-environment-no-secret"),
	pairs: func(rng *rand.Rand) (pairs []pair) {
		for _, c := range credentials(rng) {
			j := func(way string) judgement { return judgement{spelling: c.format + "-" + way} }
			literal := func(name, value string) part {
				return part{function: fmt.Sprintf("  environment {\n    variables = { LEVEL = \"info\", %s = <value> }\n  }\n", name), value: hclString(value)}
			}
			merged := func(name, value string) part {
				return part{
					function: "  environment {\n    variables = merge({ LEVEL = \"info\" }, <value>)\n  }\n",
					value:    fmt.Sprintf("{ %s = %s }", name, hclString(value)),
				}
			}
			hidden := func(name, value string) part {
				p := literal(name, value)
				p.function = strings.Replace(p.function, "<value>", "sensitive(<value>)", 1)
				return p
			}
			cut := func(name, value string) part {
				p := literal(name, value)
				p.value = fmt.Sprintf(`join("", [%s, %s])`, hclString(value[:9]), hclString(value[9:]))
				return p
			}
			for _, way := range []struct {
				name  string
				write func(name, value string) part
			}{{"literal", literal}, {"merge", merged}, {"sensitive", hidden}, {"join", cut}} {
				clean := innocent[rng.IntN(len(innocent))]
				pairs = append(pairs, pair{judgement: j(way.name), bad: way.write(c.name, c.value), good: way.write(clean.name, clean.value)})
			}
		}
		return pairs
	},
	plans: func(rng *rand.Rand) (plans []planPair) {
		for _, c := range credentials(rng) {
			clean := innocent[rng.IntN(len(innocent))]
			environment := func(name, value string) any {
				return list{object{"variables": object{"LEVEL": "info", name: value}}}
			}
			plans = append(plans, functionPlan(c.format, "environment", environment(c.name, c.value), environment(clean.name, clean.value)))
		}
		return plans
	},
}

// A credential is a variable with a value that looks like a secret.
type credential struct{ format, name, value string }

// credentials makes up secrets: right in format, drawn at random, so that
// nothing that a scanner would find stands in this source.
func credentials(rng *rand.Rand) []credential {
	const (
		upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
		alnum = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
		hex   = "0123456789abcdef"
	)
	draw := func(alphabet string, n int) string {
		out := make([]byte, n)
		for i := range out {
			out[i] = alphabet[rng.IntN(len(alphabet))]
		}
		return string(out)
	}
	header, claims := "eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiJub2JvZHkifQ"
	return []credential{
		{"aws-key-id", "KEY_ID", "AK" + "IA" + draw(upper, 16)},
		{"aws-secret-key", "AWS_SECRET_KEY", draw(alnum+"+/", 40)},
		{"github", "REPOSITORY_ACCESS", "gh" + "p_" + draw(alnum, 36)},
		{"slack", "CHAT", "xox" + "b-" + draw("0123456789", 12) + "-" + draw("0123456789", 12) + "-" + draw(alnum, 24)},
		{"stripe", "PAYMENTS", "sk_" + "live_" + draw(alnum, 24)},
		{"jwt", "SESSION", header + "." + claims + "." + draw(alnum+"-_", 43)},
		{"connection", "DATABASE_URL", "postgres://app:" + draw(alnum, 20) + "@db.example.internal:5432/app"},
		{"private-key", "SIGNER", "-----BEGIN " + "RSA PRIVATE KEY-----\n" + draw(alnum+"+/", 64) + "\n" + draw(alnum+"+/", 64) + "\n-----END " + "RSA PRIVATE KEY-----\n"},
		{"password", "DB_PASSWORD", draw(alnum, 28)},
		{"api-key", "PARTNER_API_KEY", draw(hex, 40)},
		{"joined-name", "PGPASSWORD", draw(alnum, 14) + "!"},
		{"weak-password", "ADMIN_PASSWORD", "password" + draw("0123456789", 3)},
		{"header", "AUTHORIZATION", "Bearer " + draw(alnum, 40)},
		{"openai", "MODEL", "sk-" + "proj-" + draw(alnum, 48)},
		{"cache-url", "CACHE", "rediss://:" + draw(alnum, 24) + "@cache.example.internal:6379/0"},
		{"webhook", "NOTIFY", "https://hooks.slack" + ".com/services/T" + draw(upper, 9) + "/B" + draw(upper, 9) + "/" + draw(alnum, 24)},
	}
}

// innocent are variables that a careless detector takes for secrets.
var innocent = []credential{
	{"", "DB_SECRET_ARN", "arn:aws:secretsmanager:eu-central-1:" + account + ":secret:orders/db-AbCdEf"},
	{"", "SECRET_NAME", "orders/database"},
	{"", "TOKEN_URL", "https://login.example.com/oauth2/token"},
	{"", "PASSWORD_POLICY", "strict-no-reuse"},
	{"", "MONKEY_MODE", "enabled-for-all"},
	{"", "TABLE_NAME", "orders-by-customer-and-day"},
	{"", "DATABASE_URL", "postgres://db.example.internal:5432/app"},
	{"", "DB_PASSWORD_PARAMETER", "/orders/live/db/password"},
	{"", "GIT_COMMIT_ID", "9fceb02d0ae598e95dc970b74767f19372d61af8"},
	{"", "API_KEY_HEADER", "X-Api-Key"},
	{"", "USER_POOL_CLIENT_ID", "3n4b5urk1ft4fl3mg5e62d9ado"},
}
