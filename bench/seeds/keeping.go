package seeds

import "math/rand/v2"

var unencryptedQueue = flaw{
	name:   "unencrypted-queue",
	checks: []check{{rule: "queue-encrypted", address: "aws_sqs_queue.<label>"}},
	pairs: func(*rand.Rand) []pair {
		build := func(value string) part {
			return part{blocks: queueBlock("  sqs_managed_sse_enabled = <value>\n"), value: value}
		}
		pairs := paired("sse-", truths(false), truths(true), build)
		own := part{blocks: keyBlock + "\n" + queueBlock("  kms_master_key_id = aws_kms_key.<label>.arn\n")}
		return append(pairs,
			simple("default", build("false"), part{blocks: queueBlock("")}),
			simple("own-key", build("false"), own),
			simple("aws-key", build("false"), part{blocks: queueBlock("  kms_master_key_id = \"alias/aws/sqs\"\n")}))
	},
	plans: func(*rand.Rand) []planPair {
		set := func(sse bool, key any) edit {
			return func(s *planSide) {
				s.add("aws_sqs_queue", object{"name": s.label, "sqs_managed_sse_enabled": sse, "kms_master_key_id": key}, "", "")
			}
		}
		return []planPair{
			{judgement{spelling: "sse"}, set(false, nil), set(true, nil)},
			{judgement{spelling: "key"}, set(false, nil), set(false, keyARN)},
		}
	},
}

func queueBlock(lines string) string {
	return "resource \"aws_sqs_queue\" \"<label>\" {\n  name = \"<name>\"\n" + lines + "}\n"
}

var unencryptedLogGroup = flaw{
	name:   "unencrypted-log-group",
	checks: []check{{rule: "log-group-customer-key", address: "aws_cloudwatch_log_group.<label>"}},
	pairs: func(*rand.Rand) []pair {
		build := func(value string) part {
			return part{blocks: logGroupBlock("  kms_key_id = <value>\n"), value: value}
		}
		pairs := paired("key-", nothings(), []expression{{"literal", `"` + keyARN + `"`}}, build)
		own := part{blocks: keyBlock + "\n" + logGroupBlock("  kms_key_id = aws_kms_key.<label>.arn\n")}
		logged := func(lines string) part {
			return part{
				function: "  logging_config {\n    log_format = \"JSON\"\n    log_group  = aws_cloudwatch_log_group.<label>.name\n  }\n",
				blocks:   "resource \"aws_cloudwatch_log_group\" \"<label>\" {\n  name = \"/app/<name>\"\n" + lines + "}\n",
			}
		}
		return append(pairs,
			simple("absent", part{blocks: logGroupBlock("")}, own),
			simple("logging-config", logged(""), logged("  kms_key_id = \""+keyARN+"\"\n")))
	},
	plans: func(*rand.Rand) []planPair { return []planPair{logGroupPlan("key", "kms_key_id", nil, keyARN)} },
}

var noRetention = flaw{
	name:   "no-retention",
	checks: []check{{rule: "log-group-retention-set", address: "aws_cloudwatch_log_group.<label>"}},
	pairs: func(rng *rand.Rand) []pair {
		build := func(value string) part {
			return part{blocks: logGroupBlock("  retention_in_days = <value>\n"), value: value}
		}
		days := pick(rng, 365, 400, 731)
		pairs := paired("days-", numbers(0), numbers(days), build)
		pairs = append(pairs, paired("days-", nothings(), numbers(days), build)...)
		return append(pairs, simple("absent", part{blocks: logGroupBlock("")}, build("400")))
	},
	plans: func(*rand.Rand) []planPair {
		return []planPair{logGroupPlan("null", "retention_in_days", nil, 365), logGroupPlan("zero", "retention_in_days", 0, 400)}
	},
}

func logGroupBlock(lines string) string {
	return "resource \"aws_cloudwatch_log_group\" \"<label>\" {\n  name = \"/aws/lambda/<name>\"\n" + lines + "}\n"
}

func logGroupPlan(spelling, argument string, bad, good any) planPair {
	set := func(v any) edit {
		return func(s *planSide) {
			s.add("aws_cloudwatch_log_group", object{"name": "/aws/lambda/" + s.label, argument: v}, "", "")
		}
	}
	return planPair{judgement{spelling: spelling}, set(bad), set(good)}
}

var noDeadLetters = flaw{
	name:   "no-dlq",
	checks: ofFunction("function-async-failures-kept"),
	pairs: func(*rand.Rand) (pairs []pair) {
		letters := "  dead_letter_config {\n    target_arn = <value>\n  }\n"
		topic := `"arn:aws:sns:eu-central-1:` + account + `:failed"`
		for _, t := range asynchronous {
			bare := part{blocks: t.blocks}
			with := func(function, blocks, value string) part {
				return part{function: function, blocks: t.blocks + blocks, value: value}
			}
			dynamic := "  dynamic \"dead_letter_config\" {\n    for_each = <value>\n    content {\n      target_arn = dead_letter_config.value\n    }\n  }\n"
			success := invokeConfig("on_success", topic)
			pairs = append(pairs,
				simple(t.name+"-letters", bare, with(letters, "", topic)),
				simple(t.name+"-letters-reference", bare, with(letters, "\n"+queueBlock(""), "aws_sqs_queue.<label>.arn")),
				simple(t.name+"-dynamic", with(dynamic, "", "[]"), with(dynamic, "", "["+topic+"]")),
				simple(t.name+"-destination", bare, with("", "\n"+invokeConfig("on_failure", "<value>"), topic)),
				simple(t.name+"-success-only", with("", "\n"+success, ""), with("", "\n"+invokeConfig("on_failure", topic), "")),
				simple(t.name+"-bounds-only", with("", "\n"+invokeConfig("", ""), ""), with("", "\n"+invokeConfig("on_failure", topic), "")),
			)
		}
		redrive := pair{
			judgement: judgement{spelling: "queue-redrive", checks: []check{{
				rule: "queue-has-redrive", address: "aws_sqs_queue.<label>", also: []string{"aws_lambda_event_source_mapping.<label>"},
			}}},
			bad:  part{blocks: queueBlock("") + mappingBlock("aws_sqs_queue", "")},
			good: part{blocks: queueBlock("  redrive_policy = jsonencode({ deadLetterTargetArn = \"arn:aws:sqs:eu-central-1:"+account+":failed\", maxReceiveCount = 5 })\n") + mappingBlock("aws_sqs_queue", "")},
		}
		bounds := "  maximum_retry_attempts = 3\n  maximum_record_age_in_seconds = 3600\n  destination_config {\n    on_failure {\n      destination_arn = \"arn:aws:sqs:eu-central-1:" + account + ":failed\"\n    }\n  }\n"
		stream := "resource \"aws_kinesis_stream\" \"<label>\" {\n  name        = \"<name>\"\n  shard_count = 1\n}\n"
		mapping := pair{
			judgement: judgement{spelling: "stream-destination", checks: []check{{
				rule: "mapping-failures-kept", address: "aws_lambda_event_source_mapping.<label>",
			}}},
			bad:  part{blocks: stream + mappingBlock("aws_kinesis_stream", "")},
			good: part{blocks: stream + mappingBlock("aws_kinesis_stream", bounds)},
		}
		return append(pairs, redrive, mapping)
	},
	plans: func(*rand.Rand) []planPair {
		set := func(letters list) edit {
			return func(s *planSide) {
				s.function["dead_letter_config"] = letters
				s.add("aws_sns_topic_subscription", object{"protocol": "lambda", "topic_arn": "arn:aws:sns:eu-central-1:" + account + ":uploads"}, "endpoint", "aws_lambda_function.<label>.arn")
			}
		}
		return []planPair{{judgement{spelling: "letters"}, set(list{}), set(list{object{"target_arn": "arn:aws:sqs:eu-central-1:" + account + ":failed"}})}}
	},
}

func invokeConfig(outcome, target string) string {
	text := "resource \"aws_lambda_function_event_invoke_config\" \"<label>\" {\n  function_name          = aws_lambda_function.<label>.function_name\n  maximum_retry_attempts = 1\n"
	if outcome != "" {
		text += "  destination_config {\n    " + outcome + " {\n      destination = " + target + "\n    }\n  }\n"
	}
	return text + "}\n"
}

func mappingBlock(source, lines string) string {
	return "\nresource \"aws_lambda_event_source_mapping\" \"<label>\" {\n  event_source_arn  = " + source + ".<label>.arn\n  function_name     = aws_lambda_function.<label>.arn\n  starting_position = \"LATEST\"\n" + lines + "}\n"
}

// asynchronous are triggers that call a function without waiting for it.
var asynchronous = []struct{ name, blocks string }{
	{"topic", `resource "aws_sns_topic" "<label>" {
  name = "<name>"
}

resource "aws_sns_topic_subscription" "<label>" {
  topic_arn = aws_sns_topic.<label>.arn
  protocol  = "lambda"
  endpoint  = aws_lambda_function.<label>.arn
}
`},
	{"bucket", `resource "aws_s3_bucket" "<label>" {
  bucket = "<name>-uploads"
}

resource "aws_s3_bucket_notification" "<label>" {
  bucket = aws_s3_bucket.<label>.id
  lambda_function {
    lambda_function_arn = aws_lambda_function.<label>.arn
    events              = ["s3:ObjectCreated:*"]
  }
}
`},
	{"rule", `resource "aws_cloudwatch_event_rule" "<label>" {
  name                = "<name>"
  schedule_expression = "rate(1 hour)"
}

resource "aws_cloudwatch_event_target" "<label>" {
  rule = aws_cloudwatch_event_rule.<label>.name
  arn  = aws_lambda_function.<label>.arn
}
`},
}
