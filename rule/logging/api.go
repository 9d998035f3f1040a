package logging

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// APIAccessLogged is decided for the stages of APIs.
var APIAccessLogged = &rule.Rule{
	ID:         "api-access-logged",
	Title:      "APIs log who called",
	Why:        "Without an access log nobody can say who called the API, when, and what he got.",
	Fix:        "Set access_log_settings with a log group.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.Logging},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "apigatewayv2_api_access_logging_enabled"},
		{Tool: "prowler", ID: "apigateway_restapi_logging_enabled"},
		{Tool: "checkov", ID: "CKV_AWS_76"},
		{Tool: "checkov", ID: "CKV_AWS_95"},
		{Tool: "trivy", ID: "AWS-0001"},
		{Tool: "trivy", ID: "AWS-0113"},
		{Tool: "trivy", ID: "AWS-0116"},
		{Tool: "kics", ID: "a4d32883-aac7-42e1-b403-9415af0f3846"},
		{Tool: "securityhub", ID: "APIGateway.9"},
		{Tool: "config", ID: "api-gwv2-access-logs-enabled"},
		{Tool: "guard", ID: "api_gw_stage_access_logging_rule"},
		{Tool: "guard", ID: "api_gwv2_access_logs_enabled"},
		{Tool: "cfn_nag", ID: "W69"},
		{Tool: "cfn_nag", ID: "W46"},
		{Tool: "cdk-nag", ID: "AwsSolutions-APIG1"},
		{Tool: "powerpipe", ID: "gatewayv2_stage_access_logging_enabled"},
		{Tool: "kics", ID: "0a994e04-c6dc-471d-817e-d37451d18a3b"},
	},
	Sources: []string{"API Gateway Developer Guide, Set up CloudWatch logging for REST APIs"},
	Example: `resource "aws_apigatewayv2_stage" "live" {
  api_id = aws_apigatewayv2_api.orders.id
  name   = "live"
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.calls.arn
    format          = "$context.identity.sourceIp $context.requestTime $context.routeKey $context.status $context.requestId"
  }
}`,
	Decide: []rule.Decision{rule.On[*estate.APIStage](func(_ *rule.Input, s *estate.APIStage) rule.Outcome {
		switch value.Present(s.LogDestination) {
		case value.Yes:
			return rule.Pass(s.LogDestination)
		case value.CannotTell:
			return mayBeEmpty(s.LogDestination)
		}
		return rule.Fail("Nobody can say who called the stage {name}", s.LogDestination).Label("no access log")
	})},
}

// mayBeEmpty is the outcome for a text of which it cannot be told whether it is
// set.
func mayBeEmpty(v value.Value[value.Text]) rule.Outcome {
	if v.IsUnknown() {
		return rule.Unknown(v)
	}
	return rule.Unknown(access.Unread(v.Attribute(), v.String()+" may be empty", v.Origin()))
}

// APIBodiesNotLogged is decided for the stages of REST and WebSocket APIs.
var APIBodiesNotLogged = &rule.Rule{
	ID:         "api-bodies-not-logged",
	Title:      "APIs do not log request bodies",
	Why:        "Whole requests and responses land in the log group, with tokens and personal data, for everyone who may read logs.",
	Fix:        "Set data_trace_enabled to false.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.Logging, objective.Secrets},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_276"},
	},
	Sources: []string{"API Gateway Developer Guide, Set up CloudWatch logging for REST APIs"},
	Example: `resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "*/*"
  settings {
    logging_level      = "INFO"
    data_trace_enabled = false
  }
}`,
	Decide: []rule.Decision{rule.On[*estate.APIStage](func(in *rule.Input, s *estate.APIStage) rule.Outcome {
		traces := []value.Value[bool]{s.DefaultDataTrace}
		unread := rule.Fact(nil)
		if s.Written == "aws_api_gateway_stage" || s.Written == "AWS::ApiGateway::Stage" {
			methods := s.MethodSettings(in.Estate)
			list, _ := methods.Get()
			if methods.IsUnknown() || methods.Partial() {
				unread = access.Unread("method settings", methods.Reason(), s.Block)
			}
			for _, m := range list {
				traces = append(traces, m.DataTrace)
			}
		} else {
			if api, reach := estate.Find[*estate.HTTPAPI](in.Estate, s, s.API); reach == estate.Here && value.Is(api.Protocol, "HTTP") == value.Yes {
				return rule.NotApplicable("HTTP APIs cannot log bodies", s.API)
			}
			routes, _ := s.Routes.Get()
			if s.Routes.IsUnknown() || s.Routes.Partial() {
				unread = access.Unread("route_settings", s.Routes.Reason(), s.Block)
			}
			for _, r := range routes {
				traces = append(traces, r.DataTrace)
			}
		}
		for _, t := range traces {
			switch value.IsTrue(t, false) {
			case value.Yes:
				return rule.Fail("The stage {name} logs whole requests and responses", t).Label("bodies are logged").At(t.Origin())
			case value.CannotTell:
				unread = t
			}
		}
		if unread != nil {
			return rule.Unknown(unread)
		}
		return rule.Pass(traces[len(traces)-1])
	})},
}
