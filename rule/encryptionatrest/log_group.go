package encryptionatrest

import (
	"strings"

	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// LogGroupCustomerKey is decided for log groups. Where nothing of the estate is
// seen to write to one, what fails is a note, unless the settings ask for a key.
var LogGroupCustomerKey = &rule.Rule{
	ID:       "log-group-customer-key",
	Title:    "Logs of functions are encrypted with a customer managed key",
	Why:      "Logs repeat what functions handle. The key that CloudWatch Logs owns encrypts them, but no key policy then says who may read them.",
	Fix:      "Set kms_key_id, and let the service logs.REGION.amazonaws.com use the key in its policy.",
	Severity: rule.Low,
	Example: `resource "aws_cloudwatch_log_group" "orders" {
  name       = "/aws/lambda/orders"
  kms_key_id = aws_kms_key.logs.arn
}`,
	Objectives: []objective.ID{objective.EncryptionAtRest, objective.Logging},
	Settings:   []string{"encryption.customer_key_for"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "cloudwatch_log_group_kms_encryption_enabled"},
		{Tool: "checkov", ID: "CKV_AWS_158"},
		{Tool: "trivy", ID: "AWS-0017"},
		{Tool: "trivy", ID: "AVD-AWS-0017"},
		{Tool: "kics", ID: "0afbcfe9-d341-4b92-a64c-7e6de0543879"},
		{Tool: "config", ID: "cloudwatch-log-group-encrypted"},
		{Tool: "guard", ID: "cloudwatch_log_group_encrypted"},
		{Tool: "cfn-nag", ID: "W84"},
		{Tool: "cdk-nag", ID: "CloudWatchLogGroupEncrypted"},
	},
	Sources: []string{"Amazon CloudWatch Logs User Guide, Encrypt log data in CloudWatch Logs using AWS Key Management Service"},
	Decide: []rule.Decision{rule.On[*estate.LogGroup](func(in *rule.Input, g *estate.LogGroup) rule.Outcome {
		key := in.Estate.CustomerKey(g, g.KMSKey)
		by, writes, why := writer(in.Estate, g)
		switch {
		case key.IsKnown():
			return rule.Pass(g.KMSKey)
		case writes == value.CannotTell:
			return rule.UnknownBecause(why, g.Name, g.KMSKey)
		case key.IsUnknown():
			return rule.Unknown(key)
		}
		asked, reason := demanded(in, g)
		if by != nil && asked != value.Yes {
			if of, because := demanded(in, by); of == value.Yes {
				asked, reason = of, because
			}
		}
		failure := rule.Fail("The logs in {name} are encrypted with a key of AWS's", g.KMSKey, reason, rule.Setting(in.Settings.Encryption.CustomerKeyFor)).
			As(severity(asked)).Label("no customer managed key")
		if writes == value.No && asked != value.Yes {
			return failure.As(rule.Info)
		}
		return failure
	})},
}

// writer tells whether something of the estate that matters writes to the log
// group, what, and why that cannot be told.
func writer(v *estate.View, g *estate.LogGroup) (by estate.Resource, writes value.Answer, why string) {
	for _, l := range v.Incoming(g) {
		switch l.From.(type) {
		case *estate.Function, *estate.APIStage, *estate.StateMachine, *estate.Trail, *estate.FlowLog, *estate.Pipe, *estate.WebFunctionRevision, *estate.WebACLLogging, *estate.Firehose:
			return l.From, value.Yes, ""
		}
	}
	name, ok := g.Name.Get()
	if !ok {
		if id, has := g.NameText(); has {
			name, ok = id, true
		}
	}
	if ok {
		if function, is := strings.CutPrefix(name.Inline(), "/aws/lambda/"); is {
			if f, reach := estate.Find[*estate.Function](v, g, value.Known(value.Inline(function), g.Name.Origin())); reach == estate.Here {
				return f, value.Yes, ""
			}
			return nil, value.Yes, ""
		}
		for _, service := range [...]string{"/aws/apigateway/", "API-Gateway-Execution-Logs_", "/aws/vendedlogs/states/", "/aws/states/", "/aws/appsync/"} {
			if strings.HasPrefix(name.Inline(), service) {
				return nil, value.Yes, ""
			}
		}
		if name.HasPrefix("/aws/lambda/") == value.CannotTell && mayNameGroup(name) {
			return nil, value.CannotTell, "it cannot be told what writes to " + name.String()
		}
	}
	why, maybe := mayWrite[*estate.Function](v, g)
	for _, ask := range [...]func(*estate.View, *estate.LogGroup) (string, bool){
		mayWrite[*estate.APIStage], mayWrite[*estate.StateMachine], mayWrite[*estate.Trail], mayWrite[*estate.FlowLog],
	} {
		if !maybe {
			why, maybe = ask(v, g)
		}
	}
	if maybe {
		return nil, value.CannotTell, "what writes to it may hide: " + why
	}
	return nil, value.No, ""
}

// mayWrite reports whether a resource of the kind may write to the log group
// although none is known to, and why.
func mayWrite[K estate.Resource](v *estate.View, g *estate.LogGroup) (why string, maybe bool) {
	all := estate.Companions[K](v, g, "")
	return all.Reason(), all.Partial()
}

// mayNameGroup reports whether the name begins with what a user hands in.
func mayNameGroup(name value.Text) bool {
	holes := name.Symbols()
	return name.LiteralPrefix() == "" && len(holes) > 0 && holes[0].Class() == value.Free
}
