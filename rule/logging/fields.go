package logging

import (
	"slices"
	"strings"

	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// APIAccessLogFieldsComplete is decided for the stages of APIs that have an
// access log.
var APIAccessLogFieldsComplete = &rule.Rule{
	ID:         "api-access-log-fields-complete",
	Title:      "Access logs hold who, when, what and the outcome",
	Why:        "A line that lacks one of them proves nothing: a call without a caller, a caller without a time.",
	Fix:        "Add the fields to the format of the access log.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.Logging},
	Settings:   []string{"logging.access_log_fields"},
	Sources:    []string{"API Gateway Developer Guide, Variables for access logging for API Gateway", "PCI DSS 4.0.1 requirement 10.2.2"},
	Example: `resource "aws_apigatewayv2_stage" "live" {
  api_id = aws_apigatewayv2_api.orders.id
  name   = "live"
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.calls.arn
    format          = "$context.identity.sourceIp $context.requestTime $context.routeKey $context.status $context.requestId"
  }
}`,
	Decide: []rule.Decision{rule.On[*estate.APIStage](func(in *rule.Input, s *estate.APIStage) rule.Outcome {
		extra := in.Settings.Logging.AccessLogFields
		switch {
		case value.Present(s.LogDestination) == value.No:
			return rule.NotApplicable("it has no access log", s.LogDestination)
		case s.LogFormat.IsUnknown():
			return rule.Unknown(s.LogFormat)
		}
		format, _ := s.LogFormat.Get()
		fields := fieldsOf(format)
		missing := missingOf(fields, extra.Get())
		switch {
		case len(missing) == 0 && value.Present(s.LogDestination) == value.CannotTell:
			return mayBeEmpty(s.LogDestination)
		case len(missing) == 0 && extra.Missing():
			return rule.MissingSetting(extra)
		case len(missing) == 0:
			return rule.Pass(s.LogFormat, rule.Setting(extra))
		case format.HasHoles():
			return rule.UnknownBecause("a part of the format is not known", s.LogFormat, rule.Setting(extra))
		case value.Present(s.LogDestination) == value.CannotTell:
			return mayBeEmpty(s.LogDestination)
		}
		return rule.Fail("The access log of {name} lacks "+strings.Join(missing, ", "), s.LogFormat, rule.Setting(extra)).Label("incomplete")
	})},
}

// fieldsOf returns the variables of $context that a format names, without that
// prefix.
func fieldsOf(format value.Text) []string {
	var out []string
	for literal := range format.Pieces() {
		for {
			_, after, found := strings.Cut(literal, "$context.")
			if !found {
				break
			}
			end := strings.IndexFunc(after, func(r rune) bool {
				return !(r == '.' || r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z')
			})
			if end < 0 {
				end = len(after)
			}
			out = append(out, strings.TrimRight(after[:end], "."))
			literal = after[end:]
		}
	}
	return out
}

// missingOf names what the fields do not tell.
func missingOf(fields, extra []string) []string {
	has := func(names ...string) bool {
		return slices.ContainsFunc(fields, func(f string) bool { return slices.Contains(names, f) })
	}
	begins := func(prefix string) bool {
		return slices.ContainsFunc(fields, func(f string) bool { return strings.HasPrefix(f, prefix) })
	}
	var out []string
	if !has("identity.sourceIp", "identity.caller", "identity.user", "identity.userArn", "identity.accountId", "identity.cognitoIdentityId", "identity.apiKeyId") &&
		!begins("authorizer.") && !begins("identity.clientCert.") {
		out = append(out, "the caller")
	}
	if !has("requestTime", "requestTimeEpoch") {
		out = append(out, "the time")
	}
	if !has("routeKey") && !(has("httpMethod") && has("resourcePath", "path", "resourceId")) {
		out = append(out, "the method and resource")
	}
	if !has("status") {
		out = append(out, "the status")
	}
	if !has("requestId", "extendedRequestId") {
		out = append(out, "the request id")
	}
	for _, e := range extra {
		if !slices.ContainsFunc(fields, func(f string) bool { return f == e || strings.HasSuffix(f, "."+e) }) {
			out = append(out, e)
		}
	}
	return out
}
